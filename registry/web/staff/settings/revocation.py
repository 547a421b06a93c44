"""Lists of revoked certificates: handed in by staff, since the register asks nobody over the network."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_wtf.file import MultipleFileField

from registry import clock
from registry.rules.refusal import Refusal
from registry.usecases import revocation_lists
from registry.web.doors import current_actor
from registry.web.forms.form import OurForm
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.settings.blueprint import now, pages

CLEAR = "go"


class ListsForm(OurForm):
    """Lists of authorities, as files."""

    lists = MultipleFileField(
        "Tệp danh sách thu hồi (.crl)",
        description="Tải từ trang của tổ chức chứng thực. Danh sách mới thay danh sách cũ của cùng tổ chức.",
    )


@pages.route("/ky-so/thu-hoi", methods=["GET", "POST"])
def revocation() -> ResponseReturnValue:
    """Show the lists that signatures are checked against, and take in newer ones."""
    form = ListsForm()
    if form.validate_on_submit():
        with refused_into(form):
            if CLEAR in request.form:
                revocation_lists.clear(actor=current_actor())
                flash("Đã gỡ các danh sách thu hồi.", "success")
            else:
                revocation_lists.put(actor=current_actor(), contents=_sent())
                flash("Đã nhận danh sách thu hồi.", "success")
            return see_other("staff_settings.revocation")
    kept = revocation_lists.known(now())
    return answer_form("staff/settings/revocation.html", form=form, kept=kept, at=clock.now(), clear=CLEAR)


def _sent() -> list[bytes]:
    """Return the files that were sent.

    :raises Refusal: if one is too large.
    """
    sent = [one.stream.read(revocation_lists.MOST_BYTES + 1) for one in request.files.getlist("lists") if one.filename]
    if len(sent) > revocation_lists.MOST_LISTS:
        raise Refusal(f"Mỗi lần gửi không quá {revocation_lists.MOST_LISTS} tệp.", field="lists")
    return sent

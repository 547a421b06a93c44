"""A calendar of one's own: its secret address is made, shown once and ended here, and calendar programs fetch it."""

from datetime import datetime, time

from flask import Blueprint, abort, flash, make_response, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.documents import expiry_calendar
from registry.models.account import Account
from registry.queries import calendar_feeds as feed_questions
from registry.queries import expiry_plan, memberships
from registry.queries.settings import settings
from registry.rules.permissions import GRANTS, Permission, Role
from registry.usecases import calendar_feeds
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.forms.form import ConfirmForm
from registry.web.once import shown_again
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("calendar", __name__, url_prefix=calendar_feeds.PATH)

MEDIA_TYPE = "text/calendar; charset=utf-8"
SECRET_LETTERS = 2 * calendar_feeds.SECRET_BYTES


@pages.route("", methods=["GET", "POST"])
def manage() -> ResponseReturnValue:
    """Say whether one has an address, and make a new one, which is shown this once."""
    form, session = ConfirmForm(), reading_session()
    if form.validate_on_submit():
        with refused_into(form):
            secret = calendar_feeds.open_feed(actor=current_actor())
            address = calendar_feeds.address_of(session, secret)
            return shown_again(render_template("signin/calendar_address.html", address=address))
    feed = feed_questions.open_of(session, current_actor().account_id)
    return answer_form("signin/calendar.html", form=form, feed=feed)


@pages.route("/ngung", methods=["GET", "POST"])
def end() -> ResponseReturnValue:
    """End the address, asking first."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            calendar_feeds.end_feed(actor=current_actor())
            flash("Đã ngừng địa chỉ lịch. Ứng dụng lịch sẽ không cập nhật nữa.", "success")
            return see_other("calendar.manage")
    return answer_form("signin/calendar_end.html", form=form)


@pages.get(f"/<string(length={SECRET_LETTERS}):secret>.ics")
def file(secret: str) -> ResponseReturnValue:
    """Send the calendar that a secret opens; whoever has the address needs no account."""
    session = reading_session()
    feed = feed_questions.by_secret(session, secret)
    if feed is None:
        abort(404)
    content = _content(feed.account)
    if content is None:
        abort(404)
    return download(make_response(content), filename="ocop-het-han.ics", media_type=MEDIA_TYPE)


def _content(account: Account) -> bytes | None:
    """Write an account's calendar by what it may see today: all products, or those of its producers."""
    session, today = reading_session(), clock.today()
    # The same on one day, whenever it is fetched: programs then see that nothing changed.
    stamp = datetime.combine(today, time(), tzinfo=clock.VIETNAM)
    roles = {Role(role.name) for role in account.roles}
    chosen = settings(session)
    if any(Permission.VIEW_REGISTER in GRANTS[role] for role in roles):
        rows = expiry_plan.plan(session, on=today).running
        return expiry_calendar.of_all(rows, settings=chosen, stamp=stamp)
    if Role.PRODUCER in roles:
        own = [one.id for one in memberships.producers_of(session, account.id)]
        rows = expiry_plan.plan(session, on=today, producers=own).running
        return expiry_calendar.of_producers(rows, settings=chosen, stamp=stamp)
    return None

"""Choices that change how papers look: words, pictures, prizes; with specimens to look at first."""

from flask import abort, current_app, flash, make_response, render_template, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.documents import bundle, specimen
from registry.documents.artwork import artwork as artwork_of
from registry.queries.settings import Prize, Settings
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument
from registry.usecases import official_artwork, settings
from registry.usecases.official_artwork import Picture
from registry.vault import Vault
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.forms.form import ConfirmForm
from registry.web.forms.rows import wants_more_rows
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.settings.blueprint import now, pages
from registry.web.staff.settings.choosing import save
from registry.web.staff.settings.forms import PRIZE_ROWS, PictureForm, PrizesForm, WordingForm
from registry.web.staff.settings.meanings import SLOTS, purpose, title
from registry.web.staff.settings.staleness import mark

PDF = "application/pdf"
TITLES = ("title_before_2026", "title_qd26")
WORDING = (*TITLES, "star_wording")
PREVIEW = "xem-thu"
EMPTY = "Mục này không được để trống."
PICTURES = {"quoc-huy": Picture.EMBLEM, "nhan-hieu": Picture.MARK}
SPECIMENS = {
    "truoc-2026": ("Mẫu giấy chứng nhận trước QĐ 26-2026", Instrument.QD_1048_781),
    "qd-26": ("Mẫu giấy chứng nhận theo QĐ 26-2026", Instrument.QD_26_2026),
    "bang-khen": ("Mẫu bằng khen", None),
}


@pages.route("/loi-van", methods=["GET", "POST"])
def wording() -> ResponseReturnValue:
    """Change titles and text slots of the star certificate, looking at a specimen first."""
    kept = {name: getattr(now(), name) for name in TITLES}
    form = WordingForm(data={**kept, **now().star_wording, "seen": mark(now(), WORDING)})
    if form.validate_on_submit():
        values = form.said(*TITLES) | {"star_wording": {slot: form[slot].data for slot in SLOTS if form[slot].data}}
        if PREVIEW in request.form:
            with refused_into(form):
                return _specimen(request.form[PREVIEW], settings.chosen(values))
        elif saved := save(form, WORDING, values):
            return saved
    return answer_form("staff/settings/wording.html", form=form, slots=[form[slot] for slot in SLOTS], preview=PREVIEW)


@pages.get("/mau-giay/<name>")
def paper(name: str) -> ResponseReturnValue:
    """Send a specimen of a paper, drawn by the choices as they are."""
    return _specimen(name, now())


def _specimen(name: str, choices: Settings) -> ResponseReturnValue:
    if name not in SPECIMENS:
        abort(404)
    called, instrument = SPECIMENS[name]
    art = artwork_of(choices, vault=_vault())
    if instrument is None:
        content = specimen.merit_certificate_specimen(choices, on=clock.today(), artwork=art)
    else:
        content = specimen.star_certificate_specimen(choices, under=BUILT_IN[instrument], on=clock.today(), artwork=art)
    return download(make_response(content), filename=bundle.filename(called), media_type=PDF)


@pages.route("/muc-thuong", methods=["GET", "POST"])
def prizes() -> ResponseReturnValue:
    """Change the amounts of money by year and stars."""
    ordered = sorted(now().prizes, key=lambda prize: (-prize.year, prize.stars))
    kept = [
        {"year": one.year, "stars": str(one.stars), "amount": one.amount, "resolution": one.resolution}
        for one in ordered
    ]
    form = PRIZE_ROWS.form(PrizesForm, kept=kept, seen=mark(now(), ("prizes",)))
    if not wants_more_rows() and form.validate_on_submit() and (typed := _prizes_typed(form)) is not None:
        values = {"prizes": tuple(typed.values())}
        if saved := save(form, ("prizes",), values, placed=PRIZE_ROWS.placed(list(typed))):
            return saved
    return answer_form("staff/settings/prizes.html", form=form, rows=PRIZE_ROWS.of(form))


def _prizes_typed(form: PrizesForm) -> dict[int, Prize] | None:
    """Return the prizes by their row; None if a row is half empty, which the form then says."""
    typed: dict[int, Prize] = {}
    is_whole = True
    for place, row in enumerate(PRIZE_ROWS.of(form)):
        empty = [field for field in row.values() if field.data in (None, "")]
        if len(empty) == len(row):
            continue
        for field in empty:
            field.errors, is_whole = [EMPTY], False
        if not empty:
            values = {part: field.data for part, field in row.items()}
            typed[place] = Prize(**{**values, "stars": int(values["stars"])})
    return typed if is_whole else None


@pages.get("/hinh-anh")
def artwork() -> ResponseReturnValue:
    """Show the pictures that stand on papers."""
    shown = [
        (key, title(kind.value), purpose(kind.value), getattr(now(), kind.value)) for key, kind in PICTURES.items()
    ]
    return render_template("staff/settings/artwork.html", pictures=shown)


@pages.get("/hinh-anh/<name>")
def picture(name: str) -> ResponseReturnValue:
    """Send a picture for the page that shows it."""
    kept = getattr(now(), _picture_kind(name).value)
    if kept is None:
        abort(404)
    content = _vault().read(kept)
    response = make_response(content)
    response.headers["Content-Type"] = official_artwork.media_type(content)
    return response


@pages.route("/hinh-anh/<name>/thay", methods=["GET", "POST"])
def replace_picture(name: str) -> ResponseReturnValue:
    """Put a picture on papers from now on."""
    kind, form = _picture_kind(name), PictureForm()
    if form.validate_on_submit():
        with refused_into(form):
            official_artwork.put(actor=current_actor(), picture=kind, content=form.picture.data.read())
            flash("Đã thay ảnh. Giấy đã cấp không đổi; hãy tải mẫu giấy để xem.", "success")
            return see_other("staff_settings.artwork")
    return answer_form(
        "staff/settings/replace_picture.html", form=form, called=title(kind.value), purpose=purpose(kind.value)
    )


@pages.route("/hinh-anh/<name>/go", methods=["GET", "POST"])
def remove_picture(name: str) -> ResponseReturnValue:
    """Take a picture off papers from now on, asking first."""
    kind, form = _picture_kind(name), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            official_artwork.remove(actor=current_actor(), picture=kind)
            flash("Đã gỡ ảnh.", "success")
            return see_other("staff_settings.artwork")
    return answer_form("staff/settings/remove_picture.html", form=form, called=title(kind.value))


def _picture_kind(name: str) -> Picture:
    if name not in PICTURES:
        abort(404)
    return PICTURES[name]


def _vault() -> Vault:
    vault: Vault = current_app.config["VAULT"]
    return vault

"""What a list would do, before anything is done; and doing it."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import flash, make_response, url_for
from flask.typing import ResponseReturnValue

from registry.models.list_import import ListImport
from registry.queries.list_matching import How, Match
from registry.queries.list_outcome import Outcome, Preview, PreviewRow
from registry.queries.listing import ListRequest, Page
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Permission
from registry.rules.producer_kinds import ProducerKind
from registry.rules.refusal import Refusal
from registry.rules.sort_key import sort_key
from registry.sheets.columns import Column as SheetColumn
from registry.sheets.result_row import Guess, Problem
from registry.usecases import importing
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.held_rows import HeldRows
from registry.web.listing import Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.imports.blueprint import found, pages
from registry.web.words import choices, word

MOST_SHOWN = 200
NOTHING_NEW = "Không có gì mới: mọi dòng của danh sách đã có trong sổ, sổ không thay đổi."
COUNTS: Mapping[str, str] = MappingProxyType(
    {
        "new": "Dòng mới",
        "changed": "Dòng thay đổi",
        "known": "Dòng đã có trong sổ",
        "left_out": "Dòng không ghi nhận",
        "blocked": "Dòng bị chặn",
        "producers": "Chủ thể trong danh sách",
        "new_producers": "Chủ thể mới",
        "products": "Sản phẩm trong danh sách",
        "new_products": "Sản phẩm mới",
    }
)


def _name(match: Match, written: str) -> str:
    return match.known.name if match.known else written


def _how(match: Match, written: str) -> str:
    if match.known is None:
        return "sẽ tạo mới"
    if match.how is How.GUESSED:
        return f"phỏng đoán từ “{written}”"
    return "đã có trong sổ"


def _note(row: PreviewRow, match: Match, written: str) -> str | None:
    return None if row.outcome in {Outcome.BLOCKED, Outcome.LEFT_OUT} else _how(match, written)


def _decision(row: PreviewRow) -> str:
    if row.source is None:
        return row.row.decision_number
    number = row.source.number or "không rõ số"
    day = short_day(row.source.signed_on) or f"năm {row.source.year}"
    return f"{number}, {day}"


def _read_words(guess: Guess) -> str:
    """Write what a guess reads as a person says it: some readings are codes."""
    kinds = {SheetColumn.PRODUCER_KIND: ProducerKind, SheetColumn.RECOGNITION_KIND: RecognitionKind}
    kind = kinds.get(SheetColumn(guess.field)) if guess.field in set(SheetColumn) else None
    return word(kind(guess.read)) if kind is not None and guess.read in set(kind) else guess.read


def _remarks(row: PreviewRow) -> str:
    guesses = [f"“{guess.written}” hiểu là {_read_words(guess)}. {guess.reason}" for guess in row.row.guesses]
    return " ".join([*(problem.reason for problem in row.problems), *guesses])


def _written(row: PreviewRow) -> str:
    return " | ".join(f"{column_word(name)}: {value}" for name, value in row.row.as_written.items())


def column_word(name: str) -> str:
    """Return what a column is called: a known one by our word, any other as the sheet calls it."""
    return word(SheetColumn(name)) if name in set(SheetColumn) else name


PREVIEW: Listing[PreviewRow] = Listing(
    title="Xem trước danh sách",
    searches="sản phẩm, chủ thể",
    default_sort="row",
    columns=(
        Column(key="row", title="Dòng", value=lambda row: row.row.row_number, show="whole", width=8),
        Column(key="outcome", title="Kết quả", value=lambda row: word(row.outcome), is_narrow=True),
        Column(
            key="product",
            title="Sản phẩm",
            value=lambda row: _name(row.product, row.row.product_name),
            note=lambda row: _note(row, row.product, row.row.product_name),
            note_title="Cách hiểu sản phẩm",
            width=34,
        ),
        Column(
            key="producer",
            title="Chủ thể",
            value=lambda row: _name(row.producer, row.row.producer_name),
            note=lambda row: _note(row, row.producer, row.row.producer_name),
            note_title="Cách hiểu chủ thể",
            width=34,
        ),
        Column(key="stars", title="Hạng", value=lambda row: row.row.stars, show="stars", width=8),
        Column(key="score", title="Điểm", value=lambda row: row.row.score, show="score", width=8),
        Column(key="decision", title="Quyết định", value=_decision, width=26),
        Column(
            key="remarks",
            title="Lưu ý, phỏng đoán",
            value=_remarks,
            sortable=False,
            note=_written,
            note_title="Nguyên văn trong tệp",
            folds_note=True,
            width=60,
        ),
    ),
    filters=(
        Filter(name="ket-qua", label="Kết quả", choices=choices(Outcome)),
        Filter(
            name="luu-y",
            label="Lưu ý",
            choices=(("co", "Có lưu ý hoặc phỏng đoán"), ("khong", "Không có")),
        ),
    ),
)


ROWS: HeldRows[PreviewRow] = HeldRows(
    words=lambda row: f"{row.row.product_name} {row.row.producer_name}",
    keys={
        "row": lambda row: (row.row.row_number, row.row.recognition),
        "outcome": lambda row: (row.outcome.value, row.row.row_number),
        "product": lambda row: sort_key(row.row.product_name),
        "producer": lambda row: sort_key(row.row.producer_name),
        "stars": lambda row: row.row.stars or 0,
        "score": lambda row: row.row.score or 0,
        "decision": _decision,
    },
    tests={
        "ket-qua": lambda row, value: row.outcome == value,
        "luu-y": lambda row, value: bool(_remarks(row)) is (value == "co"),
    },
)


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show what a list would do, or what it did."""
    return _page(found(public_id), ConfirmForm())


@pages.post("/<id:public_id>/ap-dung")
def apply(public_id: str) -> ResponseReturnValue:
    """Do what the preview says, all of it or nothing."""
    row, form = found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            counts = importing.apply(actor=current_actor(), list_import=public_id)
            has_news = row.applied_at is None and _has_news(counts)
            flash("Đã đưa danh sách vào sổ." if has_news else NOTHING_NEW, "success" if has_news else "info")
            return see_other("staff_imports.show", public_id=public_id)
    return _page(row, form)


def _page(row: ListImport, form: ConfirmForm) -> ResponseReturnValue:
    if row.applied_at is not None:
        counts = row.outcome or {}
        return answer_form(
            "staff/imports/outcome.html", form=form, row=row, counts=_counts(counts), has_news=_has_news(counts)
        )
    try:
        seen = importing.previewed(reading_session(), row.public_id)
    except Refusal as refusal:
        return answer_form("staff/imports/unreadable.html", form=form, row=row, reason=refusal.text)
    return _preview(row, form, seen)


def _preview(row: ListImport, form: ConfirmForm, seen: Preview) -> ResponseReturnValue:
    blocking = [problem for problem in seen.problems if problem.severity == "blocking"]
    warnings = [problem for problem in seen.problems if problem.severity != "blocking"]

    def rows(request: ListRequest) -> Page[PreviewRow]:
        return ROWS.page(seen.rows, request)

    answer = PREVIEW.answer(
        "staff/imports/show.html",
        query=rows,
        form=form,
        row=row,
        seen=seen,
        counts=_counts(seen.counts),
        blocking=blocking[:MOST_SHOWN],
        blocking_total=len(blocking),
        warnings=warnings[:MOST_SHOWN],
        warning_total=len(warnings),
        problem_column=problem_column,
        may_import=current_actor().may(Permission.IMPORT),
        apply_address=url_for("staff_imports.apply", public_id=row.public_id),
    )
    response = make_response(answer)
    if form.errors:
        response.status_code = 422
    return response


def problem_column(problem: Problem, titles: Mapping[str, str]) -> str:
    """Return what the column of a problem is called: by the sheet's own title, else by our word."""
    return titles.get(problem.field) or column_word(problem.column)


def _has_news(counts: Mapping[str, int]) -> bool:
    return bool(counts.get("new") or counts.get("changed"))


def _counts(found_counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(words, found_counts[name]) for name, words in COUNTS.items() if found_counts.get(name)]

"""What a list would do to the register, row by row, before anything is done."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry import clock
from registry.models.body import BodyKind
from registry.models.decision import Decision
from registry.queries.check_sheet import LEVEL_OF
from registry.queries.law_book import known
from registry.queries.list_known import against_register
from registry.queries.list_matching import NOTHING, How, Match, Matcher, matcher
from registry.queries.list_outcome import (
    BODY_WITHOUT_NAME,
    UNKNOWN_BODY,
    Choices,
    Outcome,
    Preview,
    PreviewRow,
    SourceKey,
    problem_at,
)
from registry.queries.place_directory import Directory, directory
from registry.queries.settings import settings
from registry.rules.decision_life import DecisionKind
from registry.rules.finding import Severity
from registry.rules.governing import governing
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, exact_key, fold
from registry.rules.stars import certifiable, check_stars, from_hundredths, impossible_stars
from registry.sheets.result_row import Problem, ResultRow, ResultSheet


def preview(session: Session, sheet: ResultSheet, choices: Choices, *, decision: Decision | None = None) -> Preview:
    """Say what a list would do.

    :param decision: the draft whose annex it would fill; None: recognitions to be recorded.
    """
    desk = _Desk(
        session=session,
        choices=choices,
        decision=decision,
        places=directory(session),
        province=settings(session).province,
        matcher=matcher(
            session,
            producer_names=(row.producer_name for row in sheet.rows),
            tax_numbers=(row.tax_number for row in sheet.rows),
        ),
        blocked={problem.row for problem in sheet.problems if problem.severity == "blocking"},
    )
    rows = [desk.row(row) for row in sheet.rows]
    rows = against_register(session, rows, decision)
    problems = [*sheet.problems, *(problem for row in rows for problem in row.problems)]
    return Preview(sheet=sheet, rows=rows, problems=sorted(problems, key=lambda problem: problem.row))


@dataclass
class _Desk:
    session: Session
    choices: Choices
    decision: Decision | None
    places: Directory
    province: str
    matcher: Matcher
    blocked: set[int]
    seen: dict[tuple[Any, ...], int] = field(default_factory=dict)
    found_places: dict[tuple[str, str, date | None], tuple[int | None, int | None, str]] = field(default_factory=dict)

    def row(self, row: ResultRow) -> PreviewRow:
        problems: list[Problem] = []
        if row.row_number in self.blocked:
            return PreviewRow(row=row, outcome=Outcome.BLOCKED)
        gives_stars = self.decision is None or self.decision.kind is DecisionKind.RECOGNITION
        reason = _no_recognition(row) if gives_stars else None
        if reason:
            return PreviewRow(
                row=row, outcome=Outcome.LEFT_OUT, problems=(problem_at(row, "stars", reason, blocks=False),)
            )
        source = self._source(row, problems) if self.decision is None else None
        day = source.signed_on if source else None
        commune, then, place_words = self._commune(row, day)
        if place_words:
            problems.append(problem_at(row, "commune", place_words, blocks=False))
        producer = self.matcher.producer(name=row.producer_name, tax_number=row.tax_number, commune_id=commune)
        product = (
            self.matcher.product(producer=producer.known.key, name=row.product_name) if producer.known else NOTHING
        )
        key = str(producer.known.key) if producer.known else f"new:{exact_key(row.producer_name)}:{commune or ''}"
        problems += _resemblances(row, producer, product)
        problems += self._twice(row, key, source)
        kind, instrument = self._kind_and_instrument(row, source, problems)
        if gives_stars:
            problems += self._stars(row, source, instrument)
        blocked = any(problem.severity == "blocking" for problem in problems)
        return PreviewRow(
            row=row,
            outcome=Outcome.BLOCKED if blocked else Outcome.NEW,
            producer=producer,
            product=product,
            producer_key=key,
            source=source,
            commune_id=commune,
            commune_then_id=then,
            instrument=instrument,
            kind=kind,
            problems=tuple(problems),
        )

    def _source(self, row: ResultRow, problems: list[Problem]) -> SourceKey | None:
        signed_on = row.decided_on or self.choices.signed_on
        year = row.year or (signed_on.year if signed_on else None) or self.choices.year
        if year is None:
            problems.append(problem_at(row, "year", "Chưa rõ năm hoặc ngày của quyết định.", blocks=True))
            return None
        if signed_on is not None and (signed_on > clock.today()):
            problems.append(problem_at(row, "decided_on", "Ngày quyết định ở sau ngày hôm nay.", blocks=True))
        kind, name = self._body(row)
        if kind is BodyKind.UNKNOWN:
            problems.append(
                problem_at(row, "issuing_body", "Danh sách không nói cơ quan nào ban hành quyết định.", blocks=False)
            )
        if kind.needs_a_name and not clean(name):
            problems.append(problem_at(row, "issuing_body", BODY_WITHOUT_NAME, blocks=True))
        return SourceKey(
            body_kind=kind,
            body_name=name,
            number=row.decision_number or self.choices.number,
            signed_on=signed_on,
            year=signed_on.year if signed_on else year,
            round_no=row.round_number or self.choices.round_no,
        )

    def _body(self, row: ResultRow) -> tuple[BodyKind, str]:
        if row.issuing_body:
            return body_of(row.issuing_body, province=self.province)
        if self.choices.body_kind is not None:
            return self.choices.body_kind, self.choices.body_name
        return (BodyKind.UNKNOWN, UNKNOWN_BODY)

    def _commune(self, row: ResultRow, day: date | None) -> tuple[int | None, int | None, str]:
        """Return the commune of today, the commune of the day where it has ended, and what is doubtful."""
        written = row.commune or row.address
        if not written:
            return None, None, ""
        key = (written, row.district, day)
        if key not in self.found_places:
            self.found_places[key] = self._place(written, row.district, day, is_commune=bool(row.commune))
        return self.found_places[key]

    def _place(
        self, written: str, district: str, day: date | None, *, is_commune: bool
    ) -> tuple[int | None, int | None, str]:
        found = self.places.find(written, on=day, district=district)
        if found.is_ambiguous:
            names = ", ".join(place.full_name for place in found.candidates[:4])
            return None, None, f"“{written}” có thể là {names}: hãy bổ sung sau khi nhập."
        place = found.guess
        if place is None:
            return None, None, f"Không tìm thấy xã, phường “{written}” trong danh mục." if is_commune else ""
        now = self.places.today(place)
        then = place.id if place.valid_until is not None else None
        doubt = "" if found.certain else f"“{written}” được hiểu là {place.full_name}."
        return (now[0].id if len(now) == 1 else None), then, doubt

    def _twice(self, row: ResultRow, key: str, source: SourceKey | None) -> Iterator[Problem]:
        identity = (key, exact_key(row.product_name), source)
        before = self.seen.setdefault(identity, row.row_number)
        if before != row.row_number:
            yield problem_at(row, "product_name", f"Trùng sản phẩm với dòng {before}.", blocks=True)

    def _kind_and_instrument(
        self, row: ResultRow, source: SourceKey | None, problems: list[Problem]
    ) -> tuple[RecognitionKind, Instrument | None]:
        kind = RecognitionKind(row.recognition_kind) if row.recognition_kind else RecognitionKind.FIRST
        assessed_on = row.assessed_on or self.choices.assessed_on or (source.signed_on if source else None)
        chosen = self.choices.instrument or (self.decision.instrument if self.decision else None)
        if chosen is not None:
            return kind, chosen
        try:
            instruments = known(self.session)
            return kind, governing(instruments, filed_on=row.filed_on, assessed_on=assessed_on, kind=kind).instrument
        except Refusal as refusal:
            problems.append(problem_at(row, refusal.field or "filed_on", refusal.text, blocks=True))
            return kind, None

    def _stars(self, row: ResultRow, source: SourceKey | None, instrument: Instrument | None) -> Iterator[Problem]:
        if row.stars is None:
            if self.decision is None:
                yield problem_at(row, "stars", "Chưa có hạng sao.", blocks=True)
            return
        score = None if row.score is None else from_hundredths(row.score)
        under = known(self.session)[instrument or Instrument.QD_490]
        if self.decision is not None:
            # What can still be added to the draft is left to its check sheet.
            level = LEVEL_OF.get(self.decision.body.kind)
            found = impossible_stars(stars=row.stars, score=score, under=under, level=level)
        else:
            level = LEVEL_OF.get(source.body_kind) if source else None
            found = check_stars(stars=row.stars, score=score, under=under, recorded=True, level=level)
        for finding in found:
            yield problem_at(row, "stars", finding.text, blocks=finding.severity is Severity.BLOCKS)


def body_of(text: str, *, province: str) -> tuple[BodyKind, str]:
    """Say which body a list means by its own words."""
    folded = fold(text)
    name = text.replace("UBND", "Ủy ban nhân dân")
    if folded.startswith(("bo ", "chinh phu", "trung uong")) or "bo nong nghiep" in folded:
        return BodyKind.MINISTRY, name
    if "tinh" in folded.split() or "thanh pho truc thuoc" in folded:
        ours = folded.endswith(fold(f"tỉnh {province}"))
        return (BodyKind.PROVINCE if ours else BodyKind.OTHER_PROVINCE), name
    if any(word in folded.split() for word in ("huyen", "thi", "pho", "quan")):
        return BodyKind.DISTRICT, name
    return BodyKind.UNKNOWN, name


def _no_recognition(row: ResultRow) -> str | None:
    if row.potential_five:
        return "Tiềm năng 5 sao chưa phải là 5 sao: không ghi nhận, chờ kết quả của Bộ."
    if row.stars is not None and not certifiable(row.stars):
        return f"Hạng {row.stars} sao không có quyết định và giấy chứng nhận: không ghi nhận."
    return None


def _resemblances(row: ResultRow, producer: Match, product: Match) -> Iterator[Problem]:
    for match, column, what in ((producer, "producer_name", "chủ thể"), (product, "product_name", "sản phẩm")):
        if match.how is How.GUESSED and match.known:
            yield problem_at(row, column, f"Được hiểu là {what} “{match.known.name}” đã có trong sổ.", blocks=False)
        if match.how is How.NEW and match.resembles:
            names = ", ".join(f"“{name}”" for name in match.resembles[:3])
            yield problem_at(row, column, f"Tên gần giống {what} {names} đã có; sẽ tạo {what} mới.", blocks=False)

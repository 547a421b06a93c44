"""What can be found wrong with one line of an annex, by itself and against the register."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from registry.rules.annex import LineFacts, RegisterFacts
from registry.rules.certificate_life import MoveKind, Standing, check_move
from registry.rules.decision_life import LineAct
from registry.rules.ending import check_ending
from registry.rules.finding import Finding, Severity
from registry.rules.governing import governing
from registry.rules.instruments import InstrumentFacts, RecognitionKind
from registry.rules.product_code import check_product_code, parse_product_code
from registry.rules.refusal import Refusal
from registry.rules.stars import StarRating, check_stars, potential_five_stars, vietnamese_score
from registry.rules.succeeding import CertifiedLater, overlap

LineCheck = Callable[[LineFacts, RegisterFacts], Iterator[Finding]]


def check_line(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    """Find what is wrong with one line."""
    for check in CHECKS[line.act]:
        yield from check(line, register)


def _missing(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    needed: dict[str, object] = {"tên sản phẩm": line.product_name, "tên chủ thể": line.producer_name}
    if line.recognises:
        needed |= {"hạng sao": line.stars, "hình thức công nhận": line.kind}
        if not register.recorded:
            needed |= {"xã, phường": line.commune, "căn cứ đánh giá": line.instrument}
    if line.act is LineAct.RECOGNISE and not register.recorded:
        needed["ngày đánh giá"] = line.assessed_on
    for name, value in needed.items():
        if value is None or not str(value).strip():
            yield _blocks(line, "missing", f"Chưa có {name}.", name)


def _stars(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    if line.stars is None:
        return
    try:
        found = check_stars(
            stars=line.stars,
            score=line.score,
            under=_under(line, register),
            ground=line.stars_ground,
            # A re-issued paper repeats a recognition, and that may have been recorded without a score.
            recorded=register.recorded or line.act is LineAct.REISSUE,
            level=register.level,
        )
    except Refusal as refusal:
        yield _blocks(line, "score", refusal.text, str(line.score))
        return
    for finding in found:
        yield replace(finding, line_key=line.key, text=_at(line, finding.text))


def _body(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    """Five stars are looked at with the score; the other ranks belong to a level by instrument."""
    if line.stars is None or line.instrument is None or register.level is None or line.stars >= StarRating.FIVE:
        return
    under = register.instruments[line.instrument]
    rightful = under.recogniser(line.stars)
    if rightful is None or rightful.level is register.level:
        return
    certain = under.verified and not register.recorded
    text = (
        f"Hạng {line.stars} sao theo {under.title} do {rightful.title} công nhận, không phải cấp của cơ quan ban hành."
    )
    yield _finding(
        line,
        "wrong_body",
        severity=Severity.BLOCKS if certain else Severity.ACKNOWLEDGE,
        text=text,
        subject=f"{line.stars}|{line.instrument}|{register.level}",
    )


def _days(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    if line.assessed_on is not None and line.assessed_on > register.today:
        yield _blocks(line, "assessed_later", "Ngày đánh giá ở sau ngày hôm nay.", str(line.assessed_on))
    if line.valid_from and line.valid_until and line.valid_until < line.valid_from:
        subject = f"{line.valid_from}|{line.valid_until}"
        yield _blocks(line, "term", "Ngày hết hạn ở trước ngày bắt đầu hiệu lực.", subject)
    if (line.valid_from or line.valid_until) and not (line.validity_ground or "").strip():
        if register.recorded:
            return
        yield _blocks(line, "term_without_ground", "Thời hạn khác thời hạn của văn bản áp dụng phải nêu căn cứ.", "")


def _instrument(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    if line.instrument is None or line.kind is None:
        return
    try:
        proposal = governing(register.instruments, filed_on=line.filed_on, assessed_on=line.assessed_on, kind=line.kind)
    except Refusal as refusal:
        yield _blocks(line, "filed_later", refusal.text, f"{line.filed_on}|{line.assessed_on}")
        return
    if line.instrument not in proposal.allowed:
        yield _finding(
            line,
            "instrument",
            severity=Severity.ACKNOWLEDGE if register.recorded else Severity.BLOCKS,
            text=f"{register.instruments[line.instrument].title} không áp dụng được. {proposal.reason}",
            subject=f"{line.instrument}|{line.filed_on}|{line.assessed_on}|{line.kind}",
        )


def _product_set(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    if line.product_set is None or line.instrument is None or line.instrument not in register.sets:
        return
    if line.product_set not in register.sets[line.instrument]:
        text = f"{register.instruments[line.instrument].title} không có bộ sản phẩm số {line.product_set}."
        yield _blocks(line, "product_set", text, f"{line.instrument}|{line.product_set}")


def _product_code(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    if line.product_code is None:
        return
    try:
        code = parse_product_code(line.product_code)
        if line.instrument is not None:
            check_product_code(code, under=register.instruments[line.instrument])
    except Refusal as refusal:
        severity = Severity.ACKNOWLEDGE if register.recorded else Severity.BLOCKS
        yield _finding(line, "code", severity=severity, text=refusal.text, subject=line.product_code)
        return
    if line.assessed_on is not None and code.year != line.assessed_on.year:
        text = f"Mã số sản phẩm ghi năm {code.year}, khác năm đánh giá {line.assessed_on.year}."
        subject = f"{line.product_code}|{line.assessed_on.year}"
        yield _finding(line, "code_year", severity=Severity.ACKNOWLEDGE, text=text, subject=subject)


def _certified(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    if line.kind is None:
        return
    later = register.begins_later.get(line.product_key)
    if later is not None and not register.recorded:
        yield _blocks(line, "certified_later", str(CertifiedLater(later)), str(later))
        return
    existing = register.standings.get(line.product_key)
    subject = f"{line.product_key}|{line.kind}|{existing}"
    try:
        supersedes = overlap(existing, line.kind)
    except Refusal as refusal:
        yield _blocks(line, "already_certified", refusal.text, subject)
        return
    if line.kind is not RecognitionKind.FIRST and not supersedes:
        text = "Sổ đăng ký không có lần công nhận trước của sản phẩm này để đánh giá lại, nâng hạng hoặc cấp lại."
        yield _finding(line, "nothing_before", severity=Severity.ACKNOWLEDGE, text=text, subject=subject)
    if line.kind is RecognitionKind.FIRST and existing is Standing.REVOKED:
        text = "Giấy chứng nhận trước của sản phẩm này đã bị thu hồi."
        yield _finding(line, "revoked_before", severity=Severity.ACKNOWLEDGE, text=text, subject=subject)


def _upgrade(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    before = register.stars.get(line.product_key)
    if line.kind is not RecognitionKind.UPGRADED or line.stars is None or before is None:
        return
    if line.stars <= before:
        text = f"Nâng hạng phải cao hơn hạng hiện có ({before} sao)."
        yield _blocks(line, "upgrade_not_higher", text, f"{line.stars}|{before}")


def _elsewhere(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    other = register.elsewhere.get(line.product_key)
    if other is not None:
        text = f"Sản phẩm cũng nằm trong dự thảo khác: {other}."
        yield _finding(line, "elsewhere", severity=Severity.ACKNOWLEDGE, text=text, subject=other)


def _past_the_council(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    """What a council says is not typed over: its result enters a decision from its round, or not at all."""
    said = register.with_council.get(line.product_key)
    if said is not None and not line.is_of_council and not register.recorded:
        text = f"{said} Kết quả của Hội đồng đưa vào phụ lục từ trang đợt đánh giá, không ghi tay; hãy bỏ dòng này."
        yield _blocks(line, "past_the_council", text, said)


def _move(line: LineFacts, _register: RegisterFacts) -> Iterator[Finding]:
    if line.certificate_key is None:
        yield _blocks(line, "missing", "Chưa chọn giấy chứng nhận.", "giấy chứng nhận")
        return
    if not (line.ground or "").strip():
        yield _blocks(line, "missing", "Chưa nêu căn cứ hoặc lý do.", "căn cứ")
        return
    try:
        check_move(MOVE_OF[line.act], line.certificate_standing, ground=line.ground)
    except Refusal as refusal:
        subject = f"{line.certificate_key}|{line.certificate_standing}|{line.ground}"
        yield _blocks(line, "move", refusal.text, subject)


def _ending(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    if line.certificate_key is None or line.certificate_begins_on is None:
        return
    signed_on = register.signed_on or register.today
    effective_on, begins_on = line.effective_on or signed_on, line.certificate_begins_on
    try:
        check_ending(MOVE_OF[line.act], effective_on=effective_on, begins_on=begins_on)
    except Refusal as refusal:
        yield _blocks(line, "ends_before_it_begins", refusal.text, f"{line.certificate_key}|{begins_on}|{effective_on}")
        return
    # What is annulled should never have been given; a revocation says of days gone by that they did not count.
    if line.act is LineAct.REVOKE and effective_on < signed_on:
        text = f"Ngày thu hồi có hiệu lực ({effective_on:%d/%m/%Y}) ở trước ngày quyết định thu hồi."
        subject = f"{line.certificate_key}|{effective_on}"
        yield _finding(line, "revoked_backwards", severity=Severity.ACKNOWLEDGE, text=text, subject=subject)


def _rival(line: LineFacts, _register: RegisterFacts) -> Iterator[Finding]:
    """One product is not certified twice: what took the place of the old paper has to be annulled first, or with it."""
    if line.certificate_rival is not None:
        text = (
            f"Sản phẩm đang có giấy chứng nhận khác ({line.certificate_rival}); phải hủy giấy đó trước, "
            "hoặc cùng trong quyết định này, rồi mới khôi phục giấy cũ."
        )
        yield _blocks(line, "rival", text, line.certificate_rival)


def _high_result(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    """QĐ 26/2026, Điều 7: what is approved without a certificate is a provincial result of 90 and more."""
    if line.score is None:
        yield _blocks(line, "missing", "Chưa có điểm đánh giá.", "điểm")
    elif not potential_five_stars(line.score, under := _under(line, register)):
        least = vietnamese_score(under.lowest_of(StarRating.FIVE))
        text = f"Chỉ phê duyệt kết quả từ {least} đến 100 điểm để trình cấp trung ương."
        yield _blocks(line, "result_too_low", text, str(line.score))


MOVE_OF = {
    LineAct.REISSUE: MoveKind.SUPERSEDED,
    LineAct.ANNUL: MoveKind.ANNULLED,
    LineAct.REVOKE: MoveKind.REVOKED,
    LineAct.RESTORE: MoveKind.RESTORED,
}
"""What a line does to the certificate it is about."""

CHECKS: dict[LineAct, tuple[LineCheck, ...]] = {
    LineAct.RECOGNISE: (
        _missing,
        _stars,
        _body,
        _days,
        _instrument,
        _product_set,
        _product_code,
        _certified,
        _upgrade,
        _elsewhere,
        _past_the_council,
    ),
    LineAct.REISSUE: (_missing, _move, _stars, _days, _product_set, _product_code, _elsewhere),
    LineAct.ANNUL: (_missing, _move, _ending, _elsewhere),
    LineAct.REVOKE: (_missing, _move, _ending, _elsewhere),
    LineAct.RESTORE: (_missing, _move, _rival, _elsewhere),
    LineAct.APPROVE_RESULT: (
        _missing,
        _high_result,
        _days,
        _product_set,
        _product_code,
        _elsewhere,
        _past_the_council,
    ),
}
"""Which checks a line goes through, by what it does."""


def _under(line: LineFacts, register: RegisterFacts) -> InstrumentFacts:
    """A line without an instrument is stopped as incomplete; the bands of today show the rest meanwhile."""
    if line.instrument is not None:
        return register.instruments[line.instrument]
    return register.instruments.in_force_on(register.today) or register.instruments.newest


def _at(line: LineFacts, text: str) -> str:
    name = line.product_name.strip() or line.producer_name.strip()
    return f"Dòng {line.position}" + (f" ({name}): " if name else ": ") + text


def _finding(line: LineFacts, code: str, *, severity: Severity, text: str, subject: str) -> Finding:
    return Finding(code=code, severity=severity, line_key=line.key, text=_at(line, text), subject=subject)


def _blocks(line: LineFacts, code: str, text: str, subject: str) -> Finding:
    return _finding(line, code, severity=Severity.BLOCKS, text=text, subject=subject)

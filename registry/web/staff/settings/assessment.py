"""Choices about assessment: the council's rules of procedure, rounds, calendar, limits of steps."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import dossier_clocks
from registry.rules import council_settings, round_settings, working_days
from registry.rules.clock_settings import SETTABLE
from registry.rules.supervision import Term
from registry.web.dates import short_day
from registry.web.forms.rows import wants_more_rows
from registry.web.refusals import answer_form
from registry.web.staff.settings.assessment_forms import (
    DAY_ROWS,
    ROUND_ROWS,
    CalendarForm,
    CouncilRulesForm,
    RoundRulesForm,
    StepLimitsForm,
    SupervisionDaysForm,
)
from registry.web.staff.settings.blueprint import now, pages
from registry.web.staff.settings.choosing import save
from registry.web.staff.settings.staleness import mark

_YEAR_DAY = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*")
_KEPT_AS_TYPED = ("quorum_share", "chair_needed", "vice_chair_presides", "minima_cumulative", "secretary_scores")


@pages.route("/quy-che", methods=["GET", "POST"])
def council_rules() -> ResponseReturnValue:
    """Change the council's rules of procedure, each with what holds now and its ground."""
    rules = council_settings.from_settings(now().council_rules)
    kept = council_settings.to_settings(rules)
    shown = {**kept, "decimals": str(kept["decimals"]), "spread_limit": kept["spread_limit"].replace(".", ",")}
    form = CouncilRulesForm(data={**shown, "seen": mark(now(), ("council_rules",))})
    if form.validate_on_submit():
        chosen = _unless_same(_rules(form), kept, now().council_rules)
        if saved := save(form, ("council_rules",), {"council_rules": chosen}):
            return saved
    for one in council_settings.explained(rules):
        field = form[one.name]
        field.description = f"{field.description} Hiện nay: {one.text} {one.ground} {one.remark}".strip()
    return answer_form("staff/settings/council_rules.html", form=form, fields=[form[name] for name in kept])


def _rules(form: CouncilRulesForm) -> dict[str, Any]:
    choice = ("minima_reading", "disqualification", "sheets_open")
    return {
        **{name: form[name].data for name in _KEPT_AS_TYPED},
        **{name: form[name].data.value for name in choice},
        "spread_limit": str(form.spread_limit.data or "").replace(",", "."),
        "spread_stands_after": form.spread_stands_after.data,
        "decimals": int(form.decimals.data),
        "ground": form.ground.data or "",
    }


@pages.route("/dot-trong-nam", methods=["GET", "POST"])
def round_rules() -> ResponseReturnValue:
    """Change the rounds of every year."""
    rules = round_settings.from_settings(now().round_rules)
    kept = [
        {
            "filed_before": f"{one.filed_before.day:02}/{one.filed_before.month:02}",
            "finish_before": f"{one.finish_before.day:02}/{one.finish_before.month:02}",
        }
        for one in rules.rounds
    ]
    form = ROUND_ROWS.form(
        RoundRulesForm,
        kept=kept,
        cutoff_counts=rules.cutoff_counts,
        in_time_keeps_effect=rules.in_time_keeps_effect,
        ground=rules.ground,
        seen=mark(now(), ("round_rules",)),
    )
    if not wants_more_rows() and form.validate_on_submit():
        said = {
            "rounds": [_yearly(row) for row in ROUND_ROWS.values(form) if any(row.values())],
            **form.said("cutoff_counts", "in_time_keeps_effect"),
            "ground": form.ground.data or "",
        }
        chosen = _unless_same(said, round_settings.to_settings(rules), now().round_rules)
        if saved := save(form, ("round_rules",), {"round_rules": chosen}):
            return saved
    return answer_form(
        "staff/settings/round_rules.html",
        form=form,
        rows=ROUND_ROWS.of(form),
        explained=round_settings.explained(rules),
    )


@pages.route("/lich-lam-viec", methods=["GET", "POST"])
def calendar() -> ResponseReturnValue:
    """Change the days off and the days worked beside those that are known."""
    kept = working_days.from_settings(now().working_calendar)
    days = [
        *({"day": day, "name": name, "kind": "off"} for day, name in kept.off.items()),
        *({"day": day, "name": name, "kind": "worked"} for day, name in kept.worked.items()),
    ]
    announced = ", ".join(str(year) for year in sorted(kept.announced))
    form = DAY_ROWS.form(
        CalendarForm,
        kept=sorted(days, key=lambda one: str(one["day"])),
        announced=announced,
        seen=mark(now(), ("working_calendar",)),
    )
    if not wants_more_rows() and form.validate_on_submit() and _is_each_day_once(form):
        said = _unless_same(_calendar(form), working_days.to_settings(kept), now().working_calendar)
        if saved := save(form, ("working_calendar",), {"working_calendar": said}):
            return saved
    known = dossier_clocks.calendar_of(now())
    years = (clock.today().year, clock.today().year + 1)
    return answer_form(
        "staff/settings/calendar.html",
        form=form,
        rows=DAY_ROWS.of(form),
        off=[(day, name) for day, name in sorted(known.off.items()) if day.year in years],
        worked=[(day, name) for day, name in sorted(known.worked.items()) if day.year in years],
        years=[(year, year in known.announced) for year in years],
    )


def _is_each_day_once(form: CalendarForm) -> bool:
    """Say whether every row has a day of its own; where not, it is said at the row."""
    seen: dict[date, int] = {}
    is_fine = True
    for number, row in enumerate(DAY_ROWS.of(form), start=1):
        day = row["day"].data
        if day is None and row["name"].data:
            row["day"].errors, is_fine = ["Hãy ghi ngày của dòng này, hoặc xóa tên ngày."], False
        elif day in seen:
            said = f"Ngày {short_day(day)} đã có ở dòng {seen[day]}; mỗi ngày chỉ ghi một dòng."
            row["day"].errors, is_fine = [said], False
        elif day is not None:
            seen[day] = number
    return is_fine


def _calendar(form: CalendarForm) -> dict[str, Any]:
    rows = [row for row in DAY_ROWS.values(form) if row["day"]]
    years = [part.strip() for part in str(form.announced.data or "").split(",") if part.strip()]
    return {
        "off": {row["day"].isoformat(): row["name"] or "" for row in rows if row["kind"] == "off"},
        "worked": {row["day"].isoformat(): row["name"] or "" for row in rows if row["kind"] == "worked"},
        "announced": [int(year) if year.isascii() and year.isdigit() and len(year) == 4 else year for year in years],
    }


@pages.route("/thoi-han", methods=["GET", "POST"])
def step_limits() -> ResponseReturnValue:
    """Change the limits of steps of which no instrument speaks."""
    names = [step.value for step in SETTABLE]
    form = StepLimitsForm(data={**now().step_limits, "seen": mark(now(), ("step_limits",))})
    if form.validate_on_submit():
        said = {name: days for name, days in form.said(*names).items() if days is not None}
        if saved := save(form, ("step_limits",), {"step_limits": said}):
            return saved
    fields = [form[name] for name in names]
    return answer_form("staff/settings/change.html", form=form, fields=fields, heading="Thời hạn các bước hồ sơ")


@pages.route("/thoi-han-giam-sat", methods=["GET", "POST"])
def supervision_days() -> ResponseReturnValue:
    """Change the time limits of supervision, of which no instrument speaks."""
    names = [term.value for term in Term]
    form = SupervisionDaysForm(data={**now().supervision_days, "seen": mark(now(), ("supervision_days",))})
    if form.validate_on_submit():
        said = {name: days for name, days in form.said(*names).items() if days is not None}
        if saved := save(form, ("supervision_days",), {"supervision_days": said}):
            return saved
    fields = [form[name] for name in names]
    return answer_form("staff/settings/change.html", form=form, fields=fields, heading="Thời hạn trong giám sát")


def _unless_same(said: dict[str, Any], shown: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept where nothing was changed: a default that is only looked at stays a default."""
    return kept if said == shown else said


def _yearly(row: Mapping[str, Any]) -> dict[str, str]:
    return {part: _year_day(str(written or "")) for part, written in row.items()}


def _year_day(written: str) -> str:
    """Turn 30/4 into the form in which rounds are kept; what is no such day is left for the rule to refuse."""
    found = _YEAR_DAY.fullmatch(written)
    return f"{int(found[2]):02}-{int(found[1]):02}" if found else written

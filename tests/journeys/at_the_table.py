"""What members of a council do before a sheet: tick, wait until it is saved, sign."""

import re

from builders.score_sheets import ticks_with_total
from journeys.person import Person
from journeys.scored_round import ScoredRound
from playwright.sync_api import Locator, expect

from registry.law.criteria import criteria_set
from registry.rules.instruments import Instrument

PRODUCTS = (
    "Chè cùng chấm",
    "Chè mất sóng",
    "Chè hai máy",
    "Chè hai thẻ",
    "Chè không kịch bản",
    "Chè mở lại",
    "Chè lệch điểm",
    "Chè quen",
)
SETS = {"Nước khoáng": 16, "Du lịch bản": 26}
"""A set in which no points at one criterion eliminate, and one of cases that exclude one another."""
COUNTS = """ticks => ticks.map(([code, place]) => {
    const one = document.querySelector(`input[name="tick-${code}"][value="${place}"]`);
    one.checked = true;
    one.dispatchEvent(new Event("change", {bubbles: true}));
    const parts = [...document.querySelectorAll("[data-points-of]")];
    return {
        open: document.querySelector("[data-open]").innerText,
        total: document.querySelector("[data-total]").innerText,
        parts: Object.fromEntries(parts.map((part) => [part.dataset.pointsOf, part.innerText])),
        closed: [...document.querySelectorAll(".criterion-closed[data-leaf]")].map((leaf) => leaf.dataset.leaf),
    };
})"""
"""Ticks one option after another, and tells what the page says after each."""
TEA = criteria_set(instrument=Instrument.QD_26_2026, number=11)


def sheet_of(round_: ScoredRound, product: str) -> str:
    """The address of a sheet."""
    return f"/hoi-dong/phieu/{round_.dossiers[(*PRODUCTS, *SETS).index(product)]}"


def way(person: Person, code: str, place: int) -> Locator:
    """The radio button of an option."""
    return person.page.locator(f'input[name="tick-{code}"][value="{place}"]')


def ticks(person: Person, code: str, place: int) -> None:
    """Tap the words of an option, as a thumb does."""
    person.page.locator("label.way", has=way(person, code, place)).click(position={"x": 100, "y": 8})
    expect(way(person, code, place)).to_be_checked()


def ticks_all(person: Person, total: int, *, stars: int = 3) -> None:
    """Tick a whole sheet of that many points."""
    for code, place in ticks_with_total(TEA, total=total, stars=stars).items():
        way(person, code, place).check()


def state(person: Person) -> Locator:
    """What the page says of saving."""
    return person.page.locator("[data-saved]")


def is_saved(person: Person) -> None:
    """Wait until everything is saved."""
    expect(state(person)).to_have_text(re.compile(r"^Đã lưu \d\d:\d\d"))


def signs(person: Person, sheet: str, total: int) -> None:
    """Tick a whole sheet and sign it."""
    person.goes_to(sheet)
    ticks_all(person, total)
    is_saved(person)
    person.presses("Xem lại và ký")
    person.presses("Ký phiếu")
    person.sees("Mã băm SHA-256")

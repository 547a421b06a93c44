"""A council of 11 members judges 61 dossiers of 31 producers, and the annex says what the ticks come to."""

import random

import pytest
from builders.assessments import a_forwarded_dossier, a_round, signed
from builders.crowded_round import DOSSIERS, MEMBERS, PRODUCERS, SETS, base_ticks, expected, near
from builders.register import a_producer, a_product

from registry.queries import decisions
from registry.rules.decision_life import DecisionKind
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import concluding, drafting, scoring
from registry.usecases import rounds as round_acts


@pytest.fixture
def config(request, tmp_path, founded_folder):
    """SQLite alone: what 671 sheets come to does not depend on the engine, and small rounds are tried on both."""
    from web.conftest import web_config

    return web_config.__wrapped__(tmp_path, founded_folder)


def test_the_annex_is_what_the_ticks_come_to_by_anothers_arithmetic(app, actors) -> None:
    officer, rng = actors["officer"], random.Random(61)
    producers = [a_producer(f"Hợp tác xã số {number}") for number in range(1, PRODUCERS + 1)]
    dossiers = {}
    for number in range(DOSSIERS):
        name, product_set = f"Sản phẩm số {number + 1:02d}", SETS[number % len(SETS)]
        product = a_product(name, producer=producers[number % PRODUCERS])
        dossiers[a_forwarded_dossier(officer, product, product_set=product_set)] = (product, product_set)
    round_, council = a_round(officer, list(dossiers), members=MEMBERS)

    should_be = {}
    for place, (dossier, (product, product_set)) in enumerate(dossiers.items()):
        base = base_ticks(product_set, rng)
        sheets = [near(product_set, base, rng) for _ in council]
        if place % 20 == 0:
            _differ_talk_and_score_again(officer, council, dossier, product_set, sheets)
        else:
            for member, ticks in zip(council, sheets, strict=True):
                signed(member, dossier, ticks)
        concluding.conclude(actor=officer, dossier=dossier)
        should_be[product] = expected(product_set, sheets)
    round_acts.conclude(actor=officer, round_=round_)
    decision = drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title="Công nhận sản phẩm OCOP đợt 1")
    filled = concluding.fill_annex(actor=officer, round_=round_, decision=decision)

    with reading() as session:
        lines = {line.product: (line.score, line.stars) for line in decisions.decision(session, decision).lines}
    recognised = {product: (one.score, one.stars) for product, one in should_be.items() if one.stars in (3, 4)}
    assert lines == recognised
    assert filled == concluding.Filled(lines=len(recognised), left_out=DOSSIERS - len(recognised))
    assert {one.stars for one in should_be.values()} >= {2, 3, 4}


def _differ_talk_and_score_again(officer, council, dossier, product_set, sheets) -> None:
    """One member thinks nothing of the product; the council may not conclude before it has spoken."""
    signed(council[0], dossier, dict.fromkeys(sheets[0], 0))
    for member, ticks in zip(council[1:], sheets[1:], strict=True):
        signed(member, dossier, ticks)
    with pytest.raises(Refusal, match="thảo luận"):
        concluding.conclude(actor=officer, dossier=dossier)
    scoring.discuss(actor=officer, dossier=dossier, said="Hội đồng đã xem lại mẫu và minh chứng.")
    for member, ticks in zip(council, sheets, strict=True):
        signed(member, dossier, ticks)

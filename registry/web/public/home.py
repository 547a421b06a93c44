"""The front page: one search box, what the register holds today, and what is newest in it."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from registry.queries import public_news
from registry.queries.public_index import PublicIndex, PublicProduct
from registry.queries.public_search import Question, everything
from registry.rules.certificate_life import Standing
from registry.rules.instruments import RecognitionKind
from registry.web.public.kept_answers import keep_this_answer
from registry.web.public.shelf import todays_index
from registry.web.reading import reading_session

pages = Blueprint("public_home", __name__)

NEWEST = 8


def _newly_recognised(index: PublicIndex) -> Iterator[PublicProduct]:
    """Yield the products whose recognition is the latest; a paper given anew is none."""
    rows = everything(reading_session(), index, Question(order="newest"))
    return (row for row in rows if row.kind is not RecognitionKind.REISSUED)


@pages.get("/")
def index() -> ResponseReturnValue:
    """Say what this register is and where to look things up."""
    found = todays_index()
    in_force = [row for row in found.products if row.standing is Standing.IN_FORCE]
    keep_this_answer()
    return render_template(
        "public/home/index.html",
        day=found.day,
        in_force=len(in_force),
        by_stars=sorted(Counter(row.stars for row in in_force).items(), reverse=True),
        producers=len({row.producer for row in in_force}),
        newest=list(islice(_newly_recognised(found), NEWEST)),
        events=public_news.events(reading_session()),
        decisions=public_news.decisions(reading_session()),
    )

"""Search (氏名の検索): by POST, since addresses stay in histories; with a reason (R76)."""

from fastapi import APIRouter, Response

from services.acting import Acting
from services.refusals import FieldRefused
from services.web.desk import AtDesk
from services.web.errors import Problem, problem
from services.web.labels import label
from services.web.posted import Form, FormRefused, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.session import Current, StandChanged, check_stand
from services.web.words.search import SearchReason

router = APIRouter()

_TEMPLATE = "search/search.html"


@router.get("/search")
def show(pages: Rendered, acting: Current) -> Response:
    """Show an empty form; the commonest reason is chosen already."""
    posted = Posted((("preset", SearchReason.HERE_NOW),))
    return _page(pages, acting, posted=posted, result=None)


@router.post("/search")
def search(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Search among what the asker may read."""
    try:
        check_stand(acting, posted)
        words, reason = asked(posted)
        result = desk.reading.search(acting, words=words, reason=reason)
    except (FormRefused, FieldRefused, StandChanged) as refusal:
        told: Problem = problem(refusal)
        status = told.sentence.status
        return _page(pages, acting, status=status, problem=told, posted=posted, result=None)
    return _page(pages, acting, posted=posted, result=result)


def asked(posted: Posted) -> tuple[str, str]:
    """
    Read what is searched for and why: a reason chosen, one's own words, or both (R76).

    Raises:
        FormRefused: when there are no words, or neither kind of reason.
    """
    reader = Reader(posted)
    words = reader.words("words", "探す言葉を書いてください。")
    preset = reader.choice_if_any(SearchReason, "preset")
    reasons = [label(preset)] if preset else []
    if posted.text("reason").strip():
        reasons.append(posted.text("reason"))
    if not reasons:
        reader.refuse("reason", "探す理由を選ぶか、書いてください。")
    reader.done()
    return words, "：".join(reasons)


def _page(pages: Pages, acting: Acting, *, status: int = 200, **filled: object) -> Response:
    return pages.page(
        _TEMPLATE, acting, status=status, here="/search", reasons=SearchReason, **filled
    )

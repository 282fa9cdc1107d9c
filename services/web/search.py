"""Search (氏名の検索): by POST, since addresses stay in histories; with a reason (R76)."""

from fastapi import APIRouter, Response

from services.views import FieldRefused
from services.web import forms
from services.web.desk import AtDesk
from services.web.errors import Problem, problem
from services.web.posted import Form, FormRefused, Posted
from services.web.render import Rendered
from services.web.session import Current, StandChanged, check_stand

router = APIRouter()

_TEMPLATE = "search/search.html"


@router.get("/search")
def show(pages: Rendered, acting: Current) -> Response:
    """Show an empty form."""
    return pages.page(_TEMPLATE, acting, here="/search", posted=Posted(), result=None)


@router.post("/search")
def search(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Search among what the asker may read."""
    try:
        check_stand(acting, posted)
        words, reason = forms.search(posted)
        result = desk.reading.search(acting, words=words, reason=reason)
    except (FormRefused, FieldRefused, StandChanged) as refusal:
        told: Problem = problem(refusal)
        return pages.page(
            _TEMPLATE,
            acting,
            here="/search",
            status=told.sentence.status,
            problem=told,
            posted=posted,
            result=None,
        )
    return pages.page(_TEMPLATE, acting, here="/search", posted=posted, result=result)

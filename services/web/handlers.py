"""Error pages (エラー画面): what a page says when its route refused."""

import re
from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from services.login_views import StandNeeded
from services.refusals import FileErased, NotShown, StorageUnavailable
from services.web.errors import SENTENCES, Sentence, sentence_for_status
from services.web.posted import Posted
from services.web.render import Pages
from services.web.session import LoginNeeded

_TYPED: Final = frozenset(
    {"name", "kana", "born", "address", "phone", "own_words", "wishes", "text", "reason"}
    | {"closed_on", "summary", "words", "findings", "health", "disability", "income", "debt"}
    | {"intent", "issues", "goals", "target", "support", "cautions", "remaining"}
)
"""Fields that were typed, and are worth showing to who may have to type them again."""

SECRET: Final = re.compile(r"/(login|password)(/.*)?")
"""Where the forms go whose fields prove who somebody is: typed anew each time, never sent back."""


def register(app: FastAPI, pages: Pages) -> None:
    """Translate what the routes raise into pages."""

    async def refused(_request: Request, refusal: Exception) -> Response:
        return error_page(pages, SENTENCES.get(type(refusal), SENTENCES[NotShown]))

    async def by_status(_request: Request, refusal: Exception) -> Response:
        assert isinstance(refusal, HTTPException)
        return error_page(pages, sentence_for_status(refusal.status_code), refusal.headers)

    async def not_now(request: Request, refusal: Exception) -> Response:
        if request.method == "GET":
            return _instead(pages, request, refusal)
        return _again(pages, request, SENTENCES[type(refusal)])

    for kind in (NotShown, FileErased, RequestValidationError):
        app.add_exception_handler(kind, refused)
    for kind in (LoginNeeded, StandNeeded, StorageUnavailable):
        app.add_exception_handler(kind, not_now)
    app.add_exception_handler(HTTPException, by_status)


def error_page(
    pages: Pages, sentence: Sentence, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the page for a refusal: the same bytes for everyone, whoever asks."""
    page = pages.page("errors/error.html", status=sentence.status, sentence=sentence)
    page.headers.update(headers or {})
    return page


def _instead(pages: Pages, request: Request, refusal: Exception) -> Response:
    """Lead to where the way to the page begins, or say that it cannot be shown now."""
    match refusal:
        case LoginNeeded():
            return RedirectResponse(f"/login?next={request.url.path}", 303)
        case StandNeeded():
            return RedirectResponse("/stand", 303)
        case _:
            return error_page(pages, SENTENCES[type(refusal)], {"Retry-After": "5"})


def _again(pages: Pages, request: Request, sentence: Sentence) -> Response:
    """Give back what was sent, ready to be sent again under the same command id; no secret."""
    posted: object = getattr(request.state, "posted", Posted())
    assert isinstance(posted, Posted)
    if SECRET.fullmatch(request.url.path):
        return error_page(pages, sentence, {"Retry-After": "5"})
    return pages.page(
        "errors/again.html",
        status=sentence.status,
        sentence=sentence,
        login=sentence is SENTENCES[LoginNeeded],
        address=request.url.path,
        posted=posted,
        typed=[pair for pair in posted.pairs if pair[0] in _TYPED and pair[1]],
    )

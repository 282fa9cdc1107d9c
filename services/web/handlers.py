"""Error pages (エラー画面): what a page says when its route refused."""

from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from services.views import FileErased, NotShown, StorageUnavailable
from services.web.errors import SENTENCES, Sentence, sentence_for_status
from services.web.forms import Posted
from services.web.render import Pages
from services.web.session import LoginNeeded

_TYPED: Final = frozenset(
    {"name", "kana", "born", "address", "phone", "own_words", "wishes", "text", "reason"}
    | {"closed_on", "summary", "words"}
)
"""Fields that were typed, and are worth showing to who may have to type them again."""


def register(app: FastAPI, pages: Pages) -> None:
    """Translate what the routes raise into pages."""

    async def not_shown(_request: Request, _refusal: Exception) -> Response:
        return error_page(pages, SENTENCES[NotShown])

    async def by_status(_request: Request, refusal: Exception) -> Response:
        assert isinstance(refusal, HTTPException)
        return error_page(pages, sentence_for_status(refusal.status_code), refusal.headers)

    async def login_needed(request: Request, _refusal: Exception) -> Response:
        if request.method == "GET":
            return RedirectResponse(f"/login?next={request.url.path}", 303)
        return _again(pages, request, SENTENCES[LoginNeeded])

    async def unavailable(request: Request, _refusal: Exception) -> Response:
        if request.method == "GET":
            return error_page(pages, SENTENCES[StorageUnavailable], {"Retry-After": "5"})
        return _again(pages, request, SENTENCES[StorageUnavailable])

    async def erased(_request: Request, _refusal: Exception) -> Response:
        return error_page(pages, SENTENCES[FileErased])

    app.add_exception_handler(NotShown, not_shown)
    app.add_exception_handler(FileErased, erased)
    app.add_exception_handler(RequestValidationError, not_shown)
    app.add_exception_handler(HTTPException, by_status)
    app.add_exception_handler(LoginNeeded, login_needed)
    app.add_exception_handler(StorageUnavailable, unavailable)


def error_page(
    pages: Pages, sentence: Sentence, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the page for a refusal: the same bytes for everyone, whoever asks."""
    page = pages.page("errors/error.html", status=sentence.status, sentence=sentence)
    page.headers.update(headers or {})
    return page


def _again(pages: Pages, request: Request, sentence: Sentence) -> Response:
    """Give back what was sent, ready to be sent again under the same command id."""
    posted: object = getattr(request.state, "posted", Posted())
    assert isinstance(posted, Posted)
    return pages.page(
        "errors/again.html",
        status=sentence.status,
        sentence=sentence,
        login=sentence is SENTENCES[LoginNeeded],
        address=request.url.path,
        posted=posted,
        typed=[pair for pair in posted.pairs if pair[0] in _TYPED and pair[1]],
    )

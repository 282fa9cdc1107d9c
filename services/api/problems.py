"""Problem details (RFC 9457): refusals for programs, in the same words as on the pages."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from events.base import RuleViolation
from services.case_views import TimelineItem
from services.draft_views import DraftChanged
from services.login_views import CodeNeeded, EnrolmentNeeded, LoginRefused, StandNeeded
from services.refusals import (
    CommandReused,
    FieldRefused,
    FileErased,
    NotShown,
    StaleSave,
    StorageUnavailable,
)
from services.web.errors import (
    SENTENCES,
    UNEXPECTED,
    Sentence,
    rule_sentence,
    sentence_for_status,
)
from services.web.session import LoginNeeded

MEDIA_TYPE: Final = "application/problem+json"
_TYPE: Final = "urn:tsunagi:problem:"


class KeyMissing(Exception):
    """A write came without an Idempotency-Key that is a UUID."""


class StateMissing(Exception):
    """A write to a case or a draft came without If-Match (RFC 6585, 428)."""


_API_SENTENCES: Final[dict[type[Exception], Sentence]] = {
    KeyMissing: Sentence(
        400,
        "idempotency-key-missing",
        "Idempotency-Key がありません",
        "書き込みには、UUID を Idempotency-Key ヘッダーに付けてください。",
    ),
    StateMissing: Sentence(
        428,
        "if-match-missing",
        "If-Match がありません",
        "ケースを読んだときの ETag を If-Match ヘッダーに付けてください。",
    ),
    DraftChanged: Sentence(
        412,
        "draft-changed",
        "この下書きは、別のところで書き足したか、終わっています",
        "まだ残していません。下書きを読み直して、よければもう一度送ってください。",
    ),
}

# The statuses that HTTP itself has for what a page can only call a conflict.
_STATUSES: Final[dict[type[Exception], int]] = {
    LoginNeeded: 401,
    StaleSave: 412,
    DraftChanged: 412,
    CommandReused: 422,
}


class Problem(BaseModel):
    """断られた理由: why a request was refused (RFC 9457). `type` and `rule` are stable names."""

    model_config = ConfigDict(extra="forbid")

    type: Annotated[str, Field(examples=[_TYPE + "not-shown"])]
    title: str
    status: int
    detail: str
    field: Annotated[str | None, Field(description="The refused field, as a dotted path.")] = None
    rule: Annotated[
        str | None, Field(description="The broken rule: R77, length, date, missing, …")
    ] = None
    changes: Annotated[
        tuple[TimelineItem, ...] | None,
        Field(description="412 only: what came since, as far as the asker may see it."),
    ] = None


def problem_response(
    sentence: Sentence,
    *,
    headers: Mapping[str, str] | None = None,
    status: int | None = None,
    field: str | None = None,
    rule: str | None = None,
    changes: tuple[TimelineItem, ...] | None = None,
) -> Response:
    """Write a refusal as problem details."""
    detail = rule_sentence(rule) if rule else sentence.detail
    told = Problem(
        type=_TYPE + sentence.name,
        title=sentence.title,
        status=status or sentence.status,
        detail=detail,
        field=field,
        rule=rule,
        changes=changes,
    )
    return JSONResponse(
        told.model_dump(mode="json", exclude_none=True),
        status_code=told.status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def register(api: FastAPI) -> None:
    """Translate what the routes raise."""
    for kind in (NotShown, LoginNeeded, StandNeeded, CommandReused, FileErased):
        api.add_exception_handler(kind, _plain)
    for kind in (CodeNeeded, EnrolmentNeeded, DraftChanged):
        api.add_exception_handler(kind, _plain)
    api.add_exception_handler(KeyMissing, _plain)
    api.add_exception_handler(StateMissing, _plain)
    api.add_exception_handler(RuleViolation, _plain)
    api.add_exception_handler(StorageUnavailable, _plain)
    api.add_exception_handler(LoginRefused, _login_refused)
    api.add_exception_handler(StaleSave, _stale)
    api.add_exception_handler(FieldRefused, _field)
    api.add_exception_handler(RequestValidationError, _malformed)
    api.add_exception_handler(HTTPException, _by_status)
    api.add_exception_handler(Exception, _unexpected)


def _sentence(refusal: Exception) -> Sentence:
    return _API_SENTENCES.get(type(refusal)) or SENTENCES[type(refusal)]


async def _plain(_request: Request, refusal: Exception) -> Response:
    headers = {"Retry-After": "5"} if isinstance(refusal, StorageUnavailable) else {}
    if isinstance(refusal, LoginNeeded):
        headers = {"WWW-Authenticate": "Bearer"}
    return problem_response(
        _sentence(refusal), status=_STATUSES.get(type(refusal)), headers=headers
    )


async def _login_refused(_request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, LoginRefused)
    wait = refusal.retry_after
    headers = {"Retry-After": str(wait)} if wait > 0 else {"WWW-Authenticate": "Bearer"}
    status = 429 if wait > 0 else 401
    return problem_response(SENTENCES[LoginRefused], status=status, headers=headers)


async def _stale(_request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, StaleSave)
    return problem_response(
        SENTENCES[StaleSave],
        status=412,
        headers={"ETag": f'"{refusal.token}"'},
        changes=refusal.changes,
    )


async def _field(_request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, FieldRefused)
    return problem_response(SENTENCES[FieldRefused], field=refusal.field, rule=refusal.rule)


async def _malformed(_request: Request, refusal: Exception) -> Response:
    """Name the first field that does not fit, never what was sent in it."""
    assert isinstance(refusal, RequestValidationError)
    first = refusal.errors()[0]
    place = [str(step) for step in first["loc"]]
    if place[0] == "path":
        return problem_response(SENTENCES[NotShown])
    return problem_response(
        SENTENCES[FieldRefused], field=".".join(place[1:]), rule=str(first["type"])
    )


async def _by_status(_request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)
    return problem_response(sentence_for_status(refusal.status_code), headers=refusal.headers)


async def _unexpected(_request: Request, _refusal: Exception) -> Response:
    return problem_response(UNEXPECTED)

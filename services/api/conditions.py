"""Conditions of a write (書き込みの条件): the command's id, and the state that the writer saw."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Header

from services.api.problems import KeyMissing, StateMissing

_KEY: Final = "A UUID that the client draws once for each write and repeats when it retries."
_MATCH: Final = "The ETag that the case was read with."


def _command_id(
    idempotency_key: Annotated[str | None, Header(description=_KEY)] = None,
) -> UUID:
    try:
        return UUID((idempotency_key or "").strip('"'))
    except ValueError:
        raise KeyMissing from None


CommandId = Annotated[UUID, Depends(_command_id)]


def _token(if_match: Annotated[str | None, Header(description=_MATCH)] = None) -> str:
    if not if_match:
        raise StateMissing
    return if_match.removeprefix("W/").strip('"')


StateSeen = Annotated[str, Depends(_token)]

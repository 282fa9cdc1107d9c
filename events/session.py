"""Session (ログイン): an account was used from a log-in to its end (R75)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from events.base import Event


class SessionEnd(StrEnum):
    """How a session ended."""

    LOGGED_OUT = "logged_out"
    DEACTIVATED = "deactivated"
    RECOVERED = "recovered"
    RENEWED = "renewed"


@dataclass(frozen=True, kw_only=True)
class SessionOpened(Event):
    """Someone logged in. The stream is the session."""

    TOPIC: ClassVar[str] = "session.opened"
    session_id: UUID
    staff: UUID


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Event):
    """The session was ended; one that merely times out has no event."""

    TOPIC: ClassVar[str] = "session.ended"
    session_id: UUID
    how: SessionEnd


@dataclass(frozen=True, kw_only=True)
class SessionRefused(Event):
    """Someone tried to log in as an account and was refused. The stream is the event itself."""

    TOPIC: ClassVar[str] = "session.refused"
    staff: UUID

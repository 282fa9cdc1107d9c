"""Drafts: events about to be recorded, and what recording them needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from events.base import Event, Signature


@dataclass(frozen=True, kw_only=True)
class Draft:
    """
    An event for a version of a stream, not recorded yet.

    `file` and `programme` say under which keys its parts are sealed: a case, a person's sheet or
    an access register of the programme that keeps the record.
    """

    event: Event
    event_id: UUID
    stream: UUID
    version: int
    signature: Signature
    file: str = ""
    programme: UUID | None = None

    @property
    def originator_id(self) -> UUID:
        """The stream, under the name that the event store uses."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, under the name that the event store uses."""
        return self.version


@dataclass(frozen=True, kw_only=True)
class SealedPart:
    """The bytes of one part as they go beside the entry that names them."""

    sealed: bytes
    digests: bytes | None


@dataclass(frozen=True)
class SealedEvent(StoredEvent):
    """A stored event whose state is line 1 of its entry, with its parts."""

    parts: tuple[SealedPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Expected:
    """
    What an append rests on.

    `read` are streams that were only read, with their versions (0 = no such stream); `not_after`
    is the earliest end of any fact used; `digest` is the HMAC of the command's body, or None for
    an access entry, which is no command.
    """

    command_id: UUID | None = None
    digest: bytes | None = None
    read: Mapping[UUID, int] = field(default_factory=dict[UUID, int])
    not_after: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Appended:
    """Where a batch stands: `replayed` = it stood there already. `at` is in UTC."""

    replayed: bool
    first_seq: int
    n: int
    at: datetime
    leaves: tuple[bytes, ...]

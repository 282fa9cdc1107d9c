"""
Event, envelope and refusal: what every concept shares.

Invariant: an event is immutable, and each of its personal fields names in its type the category it
belongs to and the data subject it is about. Everything else is the clear envelope: random ids,
coarse codes and times.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import (
    Annotated,
    Any,
    ClassVar,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

from events.values import Basis, Category, Context, Mask, Purpose, Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sealed:
    """
    A personal field whose content stays sealed: the number of the part that holds it.

    Files are a part each; theirs is the number of the first. The write path loads personal fields
    in this form and never opens them.
    """

    part: int


Private: TypeAlias = T | Sealed
"""A personal value as written, or sealed as loaded."""

Files: TypeAlias = tuple[bytes, ...]
"""Files: each of them is sealed as a part of its own, after all other parts of its event."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A category that the writer chooses: the clear field that holds it."""

    field: str


@dataclass(frozen=True, slots=True)
class Personal:
    """
    Marks a field of an event as personal: its category, and the field that names its data subject.

    Fields of one event with the same category and subject are sealed together as one part. A text
    with `codes` holds codes of that list with spaces between: sealed, since each tells too much.
    `mask` = what else a decision may hide it as, besides the whole of its part.
    """

    category: Category | Chosen
    of: str
    codes: type[StrEnum] | None = None
    mask: Mask | None = None

    def category_in(self, clear: Mapping[str, Any]) -> Category:
        """Return the category in an event with these clear values."""
        if isinstance(self.category, Chosen):
            return Category(clear[self.category.field])
        return self.category


@dataclass(frozen=True, kw_only=True)
class Event:
    """
    A fact. `TOPIC` is its stored name: a literal that is never changed and never reused.

    `EVEN` = its parts are sealed in one size, so that none shows which of them has the words.
    """

    TOPIC: ClassVar[str]
    EVEN: ClassVar[bool] = False


@cache
def personal_fields(kind: type[Event]) -> dict[str, Personal]:
    """Return the personal fields of a kind of event with their marks, in its order."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        field.name: mark
        for field in fields(kind)
        if get_origin(hints[field.name]) is Annotated
        for mark in get_args(hints[field.name])[1:]
        if isinstance(mark, Personal)
    }


@cache
def files_field(kind: type[Event]) -> str | None:
    """Return the field of a kind of event that holds files; None = it has none."""
    hints = get_type_hints(kind)
    return next((name for name in personal_fields(kind) if Files in get_args(hints[name])), None)


@cache
def clear_fields(kind: type[Event]) -> tuple[str, ...]:
    """Return the fields of a kind of event that stand in the clear envelope, in its order."""
    personal = personal_fields(kind)
    return tuple(field.name for field in fields(kind) if field.name not in personal)


class RuleViolation(Exception):
    """The history does not permit the command. Each subclass's docstring is its rule."""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """
    Who acts, in exactly one acting context (architecture §3).

    `assurance` is the number of factors of the log-in; the system itself acts without a session.
    """

    programme: UUID | None
    staff: UUID | None
    role: Role
    context: Context
    session: UUID | None
    assurance: int


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who, when, why: what a writer states about each event of one command."""

    actor: Actor
    valid_at: datetime
    command_id: UUID
    purpose: Purpose
    basis: Basis
    policy: str
    cause: UUID | None = None

    def __post_init__(self) -> None:
        """Refuse a time that is not UTC (R74)."""
        if self.valid_at.tzinfo is not UTC:
            message = "valid_at must be in UTC"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """
    An event as it stands in the log, with its envelope.

    `seq` is the leaf index of the tenant's log (0-based), `version` counts its stream from 1,
    `at` is the recorded time (UTC), as distinct from the valid time in `signature`.
    """

    event: Event
    event_id: UUID
    stream: UUID
    version: int
    seq: int
    at: datetime
    signature: Signature

    @property
    def originator_id(self) -> UUID:
        """The stream, under the name that the event store uses."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, under the name that the event store uses."""
        return self.version

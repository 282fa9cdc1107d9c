"""
Sittings (会議の場): who was called to which agenda item, sworn, and let in when (R3–R12, R19–R22).

What kind of meeting it is follows from the sitting's kind, never from its name: the id of a basis
of the registry, `COORD` (支援調整会議) or `PROMO` (相談支援包括化推進会議).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from consent.facts import Fact, Standing, View
from events.values import Period

COORD: Final = "COORD"
PROMO: Final = "PROMO"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting(Fact):
    """A sitting of one kind of meeting; sittings on one afternoon are still sittings apart."""

    sitting: UUID
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAgenda(Fact):
    """
    An agenda item: one person's matter at one sitting.

    `found_in_scope`: the finding that the Act is for this person (R19), or that other conferences
    do not suffice (R20); `despite_refusal`: the reason of its own if the person refused (R22).
    """

    agenda: UUID
    sitting: UUID
    person: UUID
    found_in_scope: bool = False
    despite_refusal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeLost(Fact):
    """The finding was withdrawn: nothing more goes out under it (R19)."""

    agenda: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(Fact):
    """An item was put before the agenda item, with a note of why it is necessary (R21)."""

    agenda: UUID
    item: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Detached(Fact):
    """An item was taken from the agenda item again."""

    agenda: UUID
    item: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Fact):
    """A registered member of a kind of meeting; `who` is a person, or a body where bodies are."""

    kind: str
    who: UUID
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Fact):
    """Someone was called to an agenda item."""

    agenda: UUID
    who: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Recused(Fact):
    """The chair recorded that someone stays out of a person's matter (R56)."""

    who: UUID
    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(Fact):
    """Someone acknowledged the secrecy duty of one Act or kind; it counts for no other (R9)."""

    who: UUID
    kind: str
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOpened(Fact):
    """
    An access window of an agenda item, for named persons, from `first` up to `until`.

    `items` are the items that it is for, or None for all that are attached.
    """

    agenda: UUID
    window: UUID
    who: frozenset[UUID]
    first: datetime
    until: datetime
    items: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowClosed(Fact):
    """A window was closed before its time."""

    window: UUID
    when: datetime


T = TypeVar("T", Attached, Detached)


def session_state(view: View, agenda: UUID, who: UUID, item: UUID) -> Standing:
    """Return whether a window is open now for this person and item (field `session_state`)."""
    windows = [one for one in view.known(WindowOpened) if one.agenda == agenda and who in one.who]
    mine = [one for one in windows if one.items is None or item in one.items]
    closed = {one.window for one in view.known(WindowClosed) if one.when <= view.valid_at}
    current = [one for one in mine if one.first <= view.valid_at < one.until]
    for window in current:
        if window.window not in closed:
            return Standing("OPEN", (window,))
    if any(one.first > view.valid_at for one in mine):
        return Standing("SCHEDULED", tuple(mine))
    return Standing("CLOSED" if mine else "NA", tuple(mine))


def membership(view: View, agenda: OnAgenda, kind: str, who: frozenset[UUID]) -> Standing:
    """
    Return the membership at an agenda item (field `membership`).

    `who` is the person, with their programme where the Act makes bodies members (R12).
    """
    called = tuple(
        one for one in view.known(Called) if one.agenda == agenda.agenda and one.who in who
    )
    members = [one for one in view.known(Member) if one.kind == kind and one.who in who]
    current = tuple(one for one in members if one.period.covers(view.today))
    if called:
        return Standing("DESIGNATED" if current else "INVITED", (*called, *current))
    if current:
        return Standing("NOT_CALLED", current)
    return Standing("FORMER", tuple(members)) if members else Standing("NONE")


def acknowledged(view: View, who: UUID, kind: str) -> Standing:
    """Return whether the duty of this very kind was acknowledged (field `confidentiality_ack`)."""
    found = tuple(
        one
        for one in view.known(Acknowledged)
        if one.who == who and one.kind == kind and one.when <= view.valid_at
    )
    return Standing("ACK", found) if found else Standing("NONE")


def on_agenda(
    view: View, agenda: OnAgenda, item: UUID, person: UUID, *, statutory: bool, refused: bool
) -> Standing:
    """
    Return whether an item of a person stands on the agenda item (field `on_agenda`).

    At a statutory conference it must have been found in scope, and a refusal needs its own reason.
    """
    attached = _last(view, Attached, agenda.agenda, item)
    detached = _last(view, Detached, agenda.agenda, item)
    lost = any(one.agenda == agenda.agenda for one in view.known(ScopeLost))
    in_scope = agenda.found_in_scope and not lost
    wanted = (
        agenda.person == person,
        attached is not None and (detached is None or detached.seq < attached.seq),
        in_scope or not statutory,
        agenda.despite_refusal or not (statutory and refused),
    )
    if attached is None or not all(wanted):
        return Standing("NO")
    return Standing("YES", (agenda, attached))


def _last(view: View, kind: type[T], agenda: UUID, item: UUID) -> T | None:
    found = [one for one in view.known(kind) if (one.agenda, one.item) == (agenda, item)]
    return found[-1] if found else None

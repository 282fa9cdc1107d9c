"""
Emergency (緊急開示): records shown at once, without consent, to save a life or body (R39).

One step opens them for minutes; whoever else leads the programme reviews it by the end of the next
opening day. What is not upheld ends at once, and whoever received it stops its use.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias
from uuid import UUID

from events.base import Event, Personal, Private
from events.provided import Provided
from events.values import Category

# Code lists


class EmergencyLaw(StrEnum):
    """緊急開示の根拠: the provision of law that is named."""

    VITAL_INTEREST = "vital_interest"
    CLEAR_BENEFIT = "clear_benefit"
    CHILD_ABUSE = "child_abuse"
    ELDER_ABUSE = "elder_abuse"
    DISABILITY_ABUSE = "disability_abuse"
    SPOUSAL_VIOLENCE = "spousal_violence"


class Finding(StrEnum):
    """事後確認の結果."""

    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"


class Stopping(StrEnum):
    """利用の止め方: what became of what the recipient had seen."""

    NOTHING_KEPT = "nothing_kept"
    DESTROYED = "destroyed"
    RETURNED = "returned"


# Events


@dataclass(frozen=True, kw_only=True)
class EmergencyDisclosed(Event):
    """
    緊急開示: named parts of records are open to a recipient for so many minutes from now.

    `words` are the grounds. The review is due by the end of `review_by`, a Tokyo civil date.
    """

    TOPIC: ClassVar[str] = "emergency.disclosed"
    emergency_id: UUID
    case_id: UUID
    person_id: UUID
    provider: UUID
    recipient: UUID
    law: EmergencyLaw
    records: tuple[Provided, ...]
    minutes: int
    review_by: date
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class EmergencyExtended(Event):
    """延長: open for so many minutes from now; `words` say why still."""

    TOPIC: ClassVar[str] = "emergency.extended"
    emergency_id: UUID
    person_id: UUID
    minutes: int
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class EmergencyEnded(Event):
    """終了: the provider ended it before its time."""

    TOPIC: ClassVar[str] = "emergency.ended"
    emergency_id: UUID


@dataclass(frozen=True, kw_only=True)
class EmergencyReviewed(Event):
    """事後確認: somebody else looked at what was done, and on what grounds (R39)."""

    TOPIC: ClassVar[str] = "emergency.reviewed"
    emergency_id: UUID
    person_id: UUID
    finding: Finding
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class EmergencyUseStopped(Event):
    """利用の停止: the recipient of what was not upheld says what became of it."""

    TOPIC: ClassVar[str] = "emergency.use-stopped"
    emergency_id: UUID
    how: Stopping


EmergencyEvent: TypeAlias = (
    EmergencyDisclosed
    | EmergencyExtended
    | EmergencyEnded
    | EmergencyReviewed
    | EmergencyUseStopped
)

# State


@dataclass(frozen=True)
class Emergency:
    """
    What a decision about an emergency looks at; before the first event there is none.

    `until` (UTC) is when it closes of itself; `by` are those who opened it and kept it open, the
    last of them last.
    """

    disclosed: EmergencyDisclosed | None = None
    until: datetime | None = None
    by: tuple[UUID, ...] = ()
    ended: bool = False
    finding: Finding | None = None
    stopped: Stopping | None = None

    def is_open(self, now: datetime) -> bool:
        """Say whether it shows anything at an instant (UTC)."""
        return not self.ended and self.until is not None and now < self.until

    def overdue(self, today: date) -> bool:
        """Say whether its review should have been there before a Tokyo civil date."""
        due = self.disclosed and self.disclosed.review_by
        return self.finding is None and due is not None and due < today


def evolve(state: Emergency, event: Event, *, by: UUID, valid_at: datetime) -> Emergency:
    """Fold one event; `by` is the account that brought it about, `valid_at` (UTC) when."""
    match event:
        case EmergencyDisclosed(minutes=minutes):
            return Emergency(disclosed=event, until=valid_at + timedelta(minutes=minutes), by=(by,))
        case EmergencyExtended(minutes=minutes):
            until = valid_at + timedelta(minutes=minutes)
            return replace(state, until=until, by=(*state.by, by))
        case EmergencyEnded():
            return replace(state, ended=True)
        case EmergencyReviewed(finding=finding):
            ended = state.ended or finding is Finding.NOT_UPHELD
            return replace(state, finding=finding, ended=ended)
        case EmergencyUseStopped(how=how):
            return replace(state, stopped=how)
        case _:
            return state

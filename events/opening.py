"""
Opening (稼働前の数): monthly totals from before the program, and the end of the list kept before.

Numbers and days only, so all of it stands in the clear. It stands in a stream of its own for each
programme; what was wrong is put right by a new entry that names the old one (R64, R71).
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation

MOST: int = 1_000_000
"""No municipality counts as many in a month: a greater number was typed wrong."""


class Figure(StrEnum):
    """月別の数: the columns of the national figures that lie before the program (law.md §4.3)."""

    NEW_CONSULTATIONS = "new_consultations"
    INFORMATION_ONLY = "information_only"
    REFERRED = "referred"
    REFERRED_TO_PUBLIC_ASSISTANCE = "referred_to_public_assistance"
    PLANS = "plans"
    WORK_SUPPORT_PLANS = "work_support_plans"
    EMPLOYED = "employed"
    EARNING_MORE = "earning_more"


class TotalSource(StrEnum):
    """数の出典: what the totals were taken from."""

    NATIONAL_REPORT = "national_report"
    OLD_LIST = "old_list"
    PAPER_SLIPS = "paper_slips"


WHOLES: dict[Figure, Figure] = {
    Figure.REFERRED: Figure.NEW_CONSULTATIONS,
    Figure.INFORMATION_ONLY: Figure.NEW_CONSULTATIONS,
    Figure.REFERRED_TO_PUBLIC_ASSISTANCE: Figure.REFERRED,
    Figure.WORK_SUPPORT_PLANS: Figure.PLANS,
}
"""Which figures count some of what another one counts."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many of a figure."""

    figure: Figure
    count: int


# Events


@dataclass(frozen=True, kw_only=True)
class MonthTotalled(Event):
    """
    The totals of one month before the program, and what they were taken from.

    `month` is the month's first day (Tokyo). `file_digest` is the SHA-256, in hex, of the file that
    they were read from; empty = they were typed. A figure that is not named was not counted then.
    """

    TOPIC: ClassVar[str] = "opening.month-totalled"
    corrects: UUID | None
    programme: UUID
    month: date
    source: TotalSource
    file_digest: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, kw_only=True)
class OldListEnded(Event):
    """旧一覧の最終日: the last day (Tokyo) that is written in the old list."""

    TOPIC: ClassVar[str] = "opening.old-list-ended"
    corrects: UUID | None
    programme: UUID
    last_day: date


OpeningEvent: TypeAlias = MonthTotalled | OldListEnded

# State


@dataclass(frozen=True)
class Opening:
    """What stands: for each month the entry and its event, and the end of the old list."""

    months: tuple[tuple[UUID, MonthTotalled], ...] = ()
    ended: tuple[UUID, OldListEnded] | None = None

    def of(self, month: date) -> tuple[UUID, MonthTotalled] | None:
        """Return what stands for a month."""
        return next((one for one in self.months if one[1].month == month), None)


def evolve(state: Opening, event: OpeningEvent, *, event_id: UUID) -> Opening:
    """Fold one event, known by its entry's id."""
    match event:
        case MonthTotalled():
            others = tuple(one for one in state.months if one[1].month != event.month)
            return replace(state, months=(*others, (event_id, event)))
        case OldListEnded():
            return replace(state, ended=(event_id, event))
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class TotalMonth:
    """Say a month's totals; `record` is what stands for it and was wrong."""

    month: date
    source: TotalSource
    file_digest: str
    counts: tuple[Count, ...]
    record: UUID | None = None


def about(command: TotalMonth, record: UUID) -> TotalMonth:
    """Return the totals as those that put an earlier entry right."""
    return replace(command, record=record)


@dataclass(frozen=True, kw_only=True)
class EndOldList:
    """Say the last day of the old list; takes the place of what stood."""

    last_day: date


OpeningCommand: TypeAlias = TotalMonth | EndOldList


class NotAMonth(RuleViolation):
    """A month is named by its first day."""


class MonthNotOver(RuleViolation):
    """Only a month that is over has totals; what came later is counted from the records (R64)."""


class NothingCounted(RuleViolation):
    """A month's totals name a figure at least, and none twice."""


class CountImpossible(RuleViolation):
    """A count is zero or more, and some of a whole are no more than the whole."""


class MonthTotalledAlready(RuleViolation):
    """A month is totalled once; later totals correct the entry that stands (R64, R71)."""


def decide(
    command: OpeningCommand, state: Opening, *, programme: UUID, today: date
) -> tuple[OpeningEvent, ...]:
    """
    Decide about the time before the program; `today` is a Tokyo civil date.

    Raises:
        NotAMonth, MonthNotOver: when the month is none, or not over.
        NothingCounted, CountImpossible: when the counts are none or contradict each other.
        MonthTotalledAlready: when another entry stands for the month than the one it corrects.
    """
    match command:
        case TotalMonth():
            return (_total(command, state, programme, today),)
        case EndOldList(last_day=day):
            corrects = state.ended[0] if state.ended else None
            return (OldListEnded(corrects=corrects, programme=programme, last_day=day),)
        case _:
            assert_never(command)


def _total(command: TotalMonth, state: Opening, programme: UUID, today: date) -> MonthTotalled:
    if command.month.day != 1:
        raise NotAMonth
    if command.month >= today.replace(day=1):
        raise MonthNotOver
    _must_be_possible(command.counts)
    standing = state.of(command.month)
    if (standing[0] if standing else None) != command.record:
        raise MonthTotalledAlready
    return MonthTotalled(
        corrects=command.record,
        programme=programme,
        month=command.month,
        source=command.source,
        file_digest=command.file_digest,
        counts=command.counts,
    )


def _must_be_possible(counts: tuple[Count, ...]) -> None:
    told = {one.figure: one.count for one in counts}
    if not told or len(told) < len(counts):
        raise NothingCounted
    if not all(0 <= count <= MOST for count in told.values()):
        raise CountImpossible
    for part, whole in WHOLES.items():
        if whole in told and told.get(part, 0) > told[whole]:
            raise CountImpossible

"""
Setting (設定): what a programme's desk goes by, each from a date on; what held before stays known.

Settings stand in the programme's own stream, so whoever reads who asks has them in hand. None
holds from a day that has passed: what was decided by the old one stays decided (R74).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final, TypeAlias, TypeVar, assert_never
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import Period
from events.window import HolidayWindow, Weekday, WindowHours


class Term(StrEnum):
    """期限の長さ: how many days somebody has, or what a form proposes."""

    SCREENING = "screening"
    BACKDATING = "backdating"
    HANDOVER_CONFIRMATION = "handover_confirmation"
    PROMOTER_ANSWER = "promoter_answer"
    PROVISION_ANSWER = "provision_answer"
    URGED_ANSWER = "urged_answer"


USUAL_HOURS: Final = WindowHours(tuple(Weekday)[:5], time(8, 30), time(17))
"""月–金 8:30–17:00, until something else is decided."""

USUAL_DAYS: Final[Mapping[Term, int]] = MappingProxyType(
    {
        Term.SCREENING: 14,
        Term.BACKDATING: 7,
        Term.HANDOVER_CONFIRMATION: 14,
        Term.PROMOTER_ANSWER: 7,
        Term.PROVISION_ANSWER: 14,
        Term.URGED_ANSWER: 7,
    }
)
LONGEST_TERM: Final = 366
LONGEST_CLOSING: Final = timedelta(days=92)

# Events


@dataclass(frozen=True, kw_only=True)
class WindowHoursDecided(Event):
    """窓口時間の決定: from `first`, a Tokyo civil date, on."""

    TOPIC: ClassVar[str] = "setting.window-hours-decided"
    first: date
    hours: WindowHours


@dataclass(frozen=True, kw_only=True)
class HolidayWindowDecided(Event):
    """休日窓口の決定: from `first` on; None = there is none any more."""

    TOPIC: ClassVar[str] = "setting.holiday-window-decided"
    first: date
    window: HolidayWindow | None


@dataclass(frozen=True, kw_only=True)
class PlaceDecided(Event):
    """窓口の場所の決定: where people come to, from `first` on; a building and a floor."""

    TOPIC: ClassVar[str] = "setting.place-decided"
    first: date
    place: str


@dataclass(frozen=True, kw_only=True)
class TermDecided(Event):
    """期限の長さの決定: in days, for what begins on `first` or later."""

    TOPIC: ClassVar[str] = "setting.term-decided"
    first: date
    term: Term
    days: int


@dataclass(frozen=True, kw_only=True)
class ClosingDaysDecided(Event):
    """休館日の決定: the desk is closed from the first to the last of these days."""

    TOPIC: ClassVar[str] = "setting.closing-days-decided"
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class SettingWithdrawn(Event):
    """設定の取消し: the decision `record`, which never came to hold, will not."""

    TOPIC: ClassVar[str] = "setting.withdrawn"
    record: UUID


Decision: TypeAlias = (
    WindowHoursDecided | HolidayWindowDecided | PlaceDecided | TermDecided | ClosingDaysDecided
)
SettingEvent: TypeAlias = Decision | SettingWithdrawn
D = TypeVar("D", bound=Decision)

# State


@dataclass(frozen=True)
class Settings:
    """The decisions that stand, by their entries' ids, in the order in which they were made."""

    standing: tuple[tuple[UUID, Decision], ...] = ()

    def hours(self, on: date) -> WindowHours:
        """Return the 窓口時間 that hold on a Tokyo civil date."""
        decided = _last(self._of(WindowHoursDecided), on)
        return decided.hours if decided else USUAL_HOURS

    def holiday_window(self, on: date) -> HolidayWindow | None:
        """Return the 休日窓口 that is kept on that date, if any is."""
        decided = _last(self._of(HolidayWindowDecided), on)
        return decided.window if decided else None

    def place(self, on: date) -> str:
        """Return where the desk is on that date; empty until it was said."""
        decided = _last(self._of(PlaceDecided), on)
        return decided.place if decided else ""

    def days(self, term: Term, on: date) -> int:
        """Return how long a term is that begins on that date."""
        decided = _last([one for one in self._of(TermDecided) if one.term is term], on)
        return decided.days if decided else USUAL_DAYS[term]

    def closed(self, on: date) -> bool:
        """Say whether that date is one of the desk's own closing days."""
        return any(Period(one.first, one.last).covers(on) for one in self._of(ClosingDaysDecided))

    def _of(self, kind: type[D]) -> list[D]:
        return [decision for _, decision in self.standing if isinstance(decision, kind)]


def _last(decisions: Sequence[D], on: date) -> D | None:
    """Return what holds on a date: what begins last; of one beginning, what was decided last."""
    begun = [decision for decision in decisions if decision.first <= on]
    return max(reversed(begun), key=lambda decision: decision.first, default=None)


def evolve(state: Settings, event: Event, *, event_id: UUID) -> Settings:
    """Fold one event, known by its entry's id; others in the programme's stream say nothing."""
    if isinstance(event, Decision):
        return Settings((*state.standing, (event_id, event)))
    if isinstance(event, SettingWithdrawn):
        return Settings(tuple(one for one in state.standing if one[0] != event.record))
    return state


# Commands


@dataclass(frozen=True, kw_only=True)
class DecideSetting:
    """Decide what is to hold, and from which day on."""

    decision: Decision


@dataclass(frozen=True, kw_only=True)
class WithdrawSetting:
    """Take a decision back that does not hold yet."""

    record: UUID


SettingCommand: TypeAlias = DecideSetting | WithdrawSetting


class SettingTakesEffectBackwards(RuleViolation):
    """A setting holds from today or a later day on, so that no past decision is changed (R74)."""


class WindowNeverOpen(RuleViolation):
    """A window is open on some day, and closes after it opens."""


class PlaceMissing(RuleViolation):
    """A place is named."""


class TermOutOfRange(RuleViolation):
    """A term has at least no day and at most a year."""


class ClosingTooLong(RuleViolation):
    """Closing days end on or after their first day and within three months."""


class SettingNotWithdrawable(RuleViolation):
    """Only a decision that does not hold yet is taken back."""


def decide(command: SettingCommand, state: Settings, *, today: date) -> tuple[SettingEvent, ...]:
    """
    Decide about a setting; the same said twice in a row adds nothing.

    Raises:
        SettingTakesEffectBackwards: when it would hold from a day before `today`.
        WindowNeverOpen, PlaceMissing, TermOutOfRange, ClosingTooLong: when it makes no sense.
        SettingNotWithdrawable: when the decision is none, or holds already.
    """
    standing = dict(state.standing)
    if isinstance(command, WithdrawSetting):
        if command.record not in standing or standing[command.record].first <= today:
            raise SettingNotWithdrawable
        return (SettingWithdrawn(record=command.record),)
    if command.decision.first < today:
        raise SettingTakesEffectBackwards
    _must_make_sense(command.decision)
    said_last = state.standing[-1][1] if state.standing else None
    return () if command.decision == said_last else (command.decision,)


def _must_make_sense(decision: Decision) -> None:
    match decision:
        case WindowHoursDecided(hours=hours):
            _must(WindowNeverOpen, bool(hours.weekdays) and hours.opens < hours.closes)
        case HolidayWindowDecided(window=window):
            _must(WindowNeverOpen, window is None or _opens(window))
        case PlaceDecided():
            _must(PlaceMissing, bool(decision.place.strip()))
        case TermDecided():
            _must(TermOutOfRange, 0 <= decision.days <= LONGEST_TERM)
        case ClosingDaysDecided(first=first, last=last):
            _must(ClosingTooLong, first <= last <= first + LONGEST_CLOSING)
        case _:
            assert_never(decision)


def _must(rule: type[RuleViolation], kept: bool) -> None:
    if not kept:
        raise rule


def _opens(window: HolidayWindow) -> bool:
    weeks = set(window.weeks)
    return bool(weeks) and weeks <= set(range(1, 6)) and window.opens < window.closes

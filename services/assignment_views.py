"""Assignment views (担当の一覧): what the chief's page says of who leads what, and is sent back."""

from dataclasses import dataclass
from datetime import date

from events.assignment import LeadReason


@dataclass(frozen=True, kw_only=True)
class LeadLine:
    """
    Who leads a case from a Tokyo civil date to another, inclusive.

    `since` None = from the beginning, `until` None = no end is settled. `there` = they do casework
    here on the first of these days that is not past.
    """

    name: str
    since: date | None
    until: date | None
    there: bool


@dataclass(frozen=True, kw_only=True)
class LedCase:
    """
    One open case with who leads it today and later. `name` is None when none was given.

    `unled_from` is the first day from today on that nobody leads it, as far as is settled.
    """

    alias: str
    name: str | None
    erased: bool
    opened_on: date
    restricted: bool
    leads: tuple[LeadLine, ...]
    unled_from: date | None


@dataclass(frozen=True, kw_only=True)
class Load:
    """
    How many open cases somebody leads today, and on the day asked for.

    `until` is their last day here, None = no end is settled; `there` = they are here today or will
    be.
    """

    alias: str
    name: str
    today: int
    then: int
    until: date | None
    there: bool


@dataclass(frozen=True, kw_only=True)
class AssignmentsPage:
    """
    The open cases of a programme by who leads them on a Tokyo civil date `on`.

    `of` is whose were asked for: the alias of one of the staff, "unled" or nothing. `unled` counts
    the cases that nobody leads on that day, or before. `team` is the alias that the team of the day
    has among the loads.
    """

    on: date
    of: str
    loads: tuple[Load, ...]
    leaders: tuple[tuple[str, str], ...]
    rows: tuple[LedCase, ...]
    total: int
    unled: int
    team: str
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class Move:
    """
    Cases that go from whoever leads them on a Tokyo civil date to another, from that day on.

    Staff and cases are aliases. `every` = all that they lead but restricted ones, which are moved
    by their own.
    """

    giver: str
    lead: str
    since: date
    reason: LeadReason
    every: bool
    cases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What was done, all at once: how many cases have another lead, and whether pages show it."""

    cases: int
    shown: bool

"""Duties (窓口の当番): who is the team of a programme's desk on a day; a chief sets it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from consent.gate import CHIEFS, Reason, Withheld, admit_chief
from events import team
from events.access import Surface
from events.base import Recorded
from events.team import AssignDuty, EndDuty, Team, TeamCommand
from events.window import Weekday
from projections import directory
from services.acting import Acting
from services.arrangements import Arrangements
from services.authority import Authority
from services.colleagues import Accounts
from services.db import Databases
from services.facts import Facts, gather
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusals import FieldRefused
from services.refusing import refuse
from services.sending import Sending, drawn, once
from services.sights import accounts

SHOWN: Final = 10
"""How many opening days the page shows."""
_ALIAS: Final = "duty"


@dataclass(frozen=True, kw_only=True)
class TeamDay:
    """Who is on duty on a Tokyo civil date and does casework here then."""

    day: date
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DutyLine:
    """One duty that is not over; `last` None = open."""

    alias: str
    name: str
    weekdays: tuple[Weekday, ...]
    first: date
    last: date | None


@dataclass(frozen=True, kw_only=True)
class TeamPage:
    """The teams of the next opening days, the duties behind them, and whether the asker may set."""

    days: tuple[TeamDay, ...]
    duties: tuple[DutyLine, ...]
    may_set: bool


@dataclass(frozen=True, kw_only=True)
class NewDuty:
    """当番 as chosen: the alias of one of the staff, days of the week, Tokyo civil dates."""

    staff: str
    weekdays: tuple[Weekday, ...]
    first: date
    last: date | None


class Duties:
    """Shows the team of the asker's desk, and lets its chief change it."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        arrangements: Arrangements,
        clock: Callable[[], datetime],
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._arrangements = arrangements
        self._clock = clock

    def page(self, acting: Acting, *, first: date | None = None) -> TeamPage:
        """
        Return who is on duty on the opening days from a day on, from today if none is said.

        Raises:
            NotShown: when the asker does no casework in the programme.
        """
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        admitted = facts.admitted()
        if isinstance(admitted, Withheld):
            raise refuse(ledger, facts, surface=Surface.TEAM, asked="", why=admitted.reason)
        names = self._names(acting)
        folded, state = accounts(ledger, facts, names), team_of(ledger, acting.programme)
        day, days = (first or facts.asker.on) - timedelta(1), list[date]()
        for _ in range(SHOWN):
            day = facts.calendar.opening_days_later(day, 1)
            days.append(day)
        return TeamPage(
            days=tuple(
                TeamDay(day=one, names=tuple(names[who] for who in on_duty(state, folded, one)))
                for one in days
            ),
            duties=tuple(
                DutyLine(
                    alias=ledger.derived.alias(acting.agency, _ALIAS, duty.duty_id),
                    name=names[duty.staff],
                    weekdays=duty.weekdays,
                    first=duty.first,
                    last=duty.last,
                )
                for duty in state.duties.values()
                if not duty.over(facts.asker.on)
            ),
            may_set=acting.role in CHIEFS,
        )

    def assign(self, acting: Acting, command_id: UUID, sent: NewDuty) -> None:
        """
        Put somebody on duty.

        Raises:
            NotShown: when the asker is no chief of the programme.
            FieldRefused: when whom it is about does no casework here on the first day.
            RuleViolation: as `events.team.decide`.
            CommandReused: when the id came before with another body.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        ledger, facts, until = self._chief(acting)
        who = ledger.derived.resolve(acting.agency, "staff", sent.staff)
        names = self._names(acting)
        if who is None or not accounts(ledger, facts, names).works(who, sent.first):
            raise FieldRefused(field="staff", rule="not-at-desk")
        command = AssignDuty(
            programme=acting.programme,
            duty_id=drawn(ledger.derived, command_id, _ALIAS),
            staff=who,
            weekdays=sent.weekdays,
            first=sent.first,
            last=sent.last,
        )
        self._change(ledger, facts, until, command_id, command)

    def end(self, acting: Acting, command_id: UUID, duty: str, last: date) -> None:
        """
        End a duty; `last` is its last day.

        Raises:
            NotShown: as `assign`, and when the programme has no duty of that alias.
            RuleViolation: as `events.team.decide`; the others as `assign`.
        """
        ledger, facts, until = self._chief(acting)
        duty_id = ledger.derived.resolve(acting.agency, _ALIAS, duty)
        if duty_id is None or duty_id not in team_of(ledger, acting.programme).duties:
            surface, why = Surface.TEAM, Reason.NOT_FOUND
            raise refuse(ledger, facts, surface=surface, asked=duty, why=why)
        self._change(ledger, facts, until, command_id, EndDuty(duty_id=duty_id, last=last))

    def _chief(self, acting: Acting) -> tuple[Ledger, Facts, datetime | None]:
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        admitted = admit_chief(facts.asker)
        if isinstance(admitted, Withheld):
            raise refuse(ledger, facts, surface=Surface.TEAM, asked="", why=admitted.reason)
        return ledger, facts, admitted.until

    def _change(
        self,
        ledger: Ledger,
        facts: Facts,
        until: datetime | None,
        command_id: UUID,
        command: TeamCommand,
    ) -> None:
        acting, kind = facts.acting, type(command).__name__
        sending = Sending.of(ledger, acting, command_id, kind, asdict(command))

        def work() -> None:
            under = Authority.of(facts, sending, until=until)
            self._arrangements.change(acting.tenant, acting.programme, command, under)

        once(ledger, sending, work)

    def _names(self, acting: Acting) -> Mapping[UUID, str]:
        with self._databases.within(acting.tenant) as conn:
            return directory.staff_names(conn, acting.tenant)


def team_of(ledger: Ledger, programme: UUID) -> Team:
    """Return the duties of a programme's desk, from its stream."""
    return _folded(ledger.load(programme))


def on_duty(state: Team, folded: Accounts, day: date) -> tuple[UUID, ...]:
    """Return who is on duty on a Tokyo civil date and does casework here then."""
    return tuple(who for who in state.on_duty(day) if folded.works(who, day))


def _folded(history: Sequence[Recorded]) -> Team:
    state = Team()
    for recorded in history:
        state = team.evolve(state, recorded.event)
    return state

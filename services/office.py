"""Office (機関の職員): the accounts and programmes of one agency, from their streams (R75)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from consent.gate import Reason, Withheld, admit_administrator
from events import factor, qualification
from events.access import Surface
from events.base import Recorded
from events.programme import ProgrammeOpened
from events.qualification import Qualification, Qualifications
from events.staff import Appointment, Staff, StaffRegistered, evolve
from events.values import Role
from projections import directory
from services.acting import Acting
from services.authority import Authority
from services.db import Databases
from services.facts import Facts, gather
from services.keys.derived import Derived
from services.ledger.ledger import Ledger
from services.refusals import NotShown
from services.refusing import refuse
from services.sending import Sending

WARNED: Final = timedelta(days=90)
"""How long before its end a qualification is pointed out."""


@dataclass(frozen=True, kw_only=True)
class HeldAppointment:
    """One dated appointment in a programme of the agency; `last` None = open."""

    alias: str
    programme_name: str
    role: Role
    first: date
    last: date | None


@dataclass(frozen=True, kw_only=True)
class HeldQualification:
    """What somebody has passed or attended; `valid_until` None = for good."""

    alias: str
    qualification: Qualification
    gained_on: date
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class Member:
    """
    One account of the agency.

    `missing` is the training that the roles held today ask for, `ending` what counts for less than
    three months more. `whole` = nobody else's: it may be stopped and recovered. `asked_by` names
    who asked for a recovery; `mine` = the asker did, or it is their own account.
    """

    alias: str
    name: str
    login: str
    active: bool
    whole: bool
    own: bool
    asked: bool
    mine: bool
    appointments: tuple[HeldAppointment, ...]
    qualifications: tuple[HeldQualification, ...]
    missing: tuple[Qualification, ...]
    ending: tuple[Qualification, ...]


@dataclass(frozen=True, kw_only=True)
class Office:
    """The accounts of an agency by name, and its programmes by alias and name."""

    members: tuple[Member, ...]
    programmes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Seen:
    """What an administrator may look after, from the streams."""

    facts: Facts
    until: datetime | None
    ledger: Ledger
    programmes: Mapping[UUID, str]
    accounts: Mapping[UUID, tuple[Recorded, ...]]

    @property
    def derived(self) -> Derived:
        """Give the municipality's derived keys."""
        return self.ledger.derived

    def sending(self, command_id: UUID, command: Any, stream: UUID, **told: str) -> Sending:
        """Take down what the administrator sent: a command about a stream, and what else."""
        about = {"stream": str(stream), **told}
        kind, fields = type(command).__name__, asdict(command)
        return Sending.of(self.ledger, self.facts.acting, command_id, kind, fields, **about)

    def authority(self, sending: Sending) -> Authority:
        """Act in the administrator's name."""
        return Authority.of(self.facts, sending, until=self.until)

    def alias(self, kind: str, thing: UUID) -> str:
        """Return what the agency sees instead of an id."""
        return self.derived.alias(self.facts.acting.agency, kind, thing)

    def account(self, alias: str) -> UUID:
        """
        Find an account of the agency.

        Raises:
            NotShown: when the agency has none of that alias.
        """
        staff_id = self.derived.resolve(self.facts.acting.agency, "staff", alias)
        if staff_id is None or staff_id not in self.accounts:
            raise self.refusal(alias)
        return staff_id

    def refusal(self, asked: str) -> NotShown:
        """Write down that something was asked for in vain, and return what to raise (R37)."""
        return refuse(
            self.ledger, self.facts, surface=Surface.STAFF, asked=asked, why=Reason.NOT_FOUND
        )

    def staff(self, staff_id: UUID) -> Staff:
        """Fold an account."""
        state = Staff()
        for recorded in self.accounts[staff_id]:
            state = evolve(state, recorded.event)
        return state

    def ours(self, state: Staff) -> tuple[Appointment, ...]:
        """Return the appointments to programmes of the agency."""
        return tuple(held for held in state.appointments if held.programme in self.programmes)

    def whole(self, state: Staff) -> bool:
        """Say whether no other agency's programme has the account today or later."""
        others = (a.period for a in state.appointments if a.programme not in self.programmes)
        return all(p.last is not None and p.last < self.facts.asker.on for p in others)


def see(databases: Databases, ledger: Ledger, acting: Acting, now: datetime) -> Seen:
    """
    Return what an administrator may look after, from the streams; `now` is in UTC.

    Raises:
        NotShown: when the asker is no administrator.
    """
    facts = gather(ledger, acting, now)
    admitted = admit_administrator(facts.asker)
    if isinstance(admitted, Withheld):
        raise refuse(ledger, facts, surface=Surface.STAFF, asked="", why=admitted.reason)
    with databases.within(acting.tenant) as conn:
        known = list(directory.programmes(conn, acting.tenant))
        people = list(directory.staff_names(conn, acting.tenant))
    opened = {p: first.event for p, first in ledger.firsts(known).items()}
    ours = {
        p: event.name
        for p, event in opened.items()
        if isinstance(event, ProgrammeOpened) and event.contractor == acting.agency
    }
    loaded = {s: tuple(history) for s, history in ledger.load_all(*people).items()}
    every = Seen(facts, admitted.until, ledger, ours, loaded)
    held = {s: loaded[s] for s in people if every.ours(every.staff(s))}
    return Seen(facts, admitted.until, ledger, ours, held)


def member_of(seen: Seen, staff_id: UUID) -> Member:
    state, asking, trained = seen.staff(staff_id), factor.Factors(), Qualifications()
    for recorded in seen.accounts[staff_id]:
        asking = factor.evolve(asking, recorded.event)
        trained = qualification.evolve(trained, recorded.event)
    today = seen.facts.asker.on
    roles = [held.role for held in seen.ours(state) if held.period.covers(today) and state.active]
    registered = seen.accounts[staff_id][0].event
    assert isinstance(registered, StaffRegistered)
    me = seen.facts.acting.staff
    return Member(
        alias=seen.alias("staff", staff_id),
        name=registered.name,
        login=registered.login,
        active=state.active,
        whole=seen.whole(state),
        own=staff_id == me,
        asked=asking.asked_by is not None,
        mine=asking.asked_by == me,
        appointments=tuple(
            HeldAppointment(
                alias=seen.alias("appointment", held.appointment_id),
                programme_name=seen.programmes[held.programme],
                role=held.role,
                first=held.period.first,
                last=held.period.last,
            )
            for held in seen.ours(state)
        ),
        qualifications=tuple(
            HeldQualification(
                alias=seen.alias("qualification", one.qualification_id),
                qualification=one.qualification,
                gained_on=one.gained_on,
                valid_until=one.valid_until,
            )
            for one in trained.held
        ),
        missing=tuple(sorted(trained.missing(roles, today))),
        ending=tuple(sorted(trained.ending(today, today + WARNED))) if state.active else (),
    )

"""Office (機関の職員): the accounts and programmes of one agency, from their streams (R75)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from consent.gate import Reason
from events import factor, qualification
from events.access import Surface
from events.base import Recorded
from events.qualification import Qualification, Qualifications
from events.staff import Appointment, Staff, StaffRegistered, evolve
from events.values import Role
from services.authority import Authority
from services.facts import Facts
from services.keys.derived import Derived
from services.ledger.ledger import Ledger
from services.refusing import refuse
from services.views import NotShown

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

    @property
    def authority(self) -> Authority:
        """Act in the administrator's name."""
        return Authority.of(self.facts, until=self.until)

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

"""Administration (職員の管理): an administrator looks after their own agency's accounts (R75)."""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from consent.gate import Withheld, admit_administrator
from events.access import Surface
from events.programme import ProgrammeOpened
from events.staff import (
    AppointStaff,
    DeactivateStaff,
    EndAppointment,
)
from events.values import Period, Role
from projections import directory
from services.authority import unmoved
from services.db import Databases
from services.facts import gather
from services.ledger.ledgers import Ledgers
from services.office import Office, Seen, member_of
from services.organisation import Organisation
from services.refusing import refuse
from services.views import Acting

LENGTH: Final = 12
"""Bytes drawn for a first password, which is handed over."""


class Administration:
    """Creates, appoints, ends, stops and recovers; shows no content and no other agency's staff."""

    def __init__(
        self,
        databases: Databases,
        ledgers: Ledgers,
        organisation: Organisation,
        clock: Callable[[], datetime],
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._organisation = organisation
        self._clock = clock

    def office(self, acting: Acting, member: str = "") -> Office:
        """
        Return the agency's accounts and programmes; `member` is the account that was asked for.

        Raises:
            NotShown: when the asker is no administrator, or the account is not the agency's.
        """
        seen = self.see(acting)
        if member:
            seen.account(member)
        members = [member_of(seen, staff_id) for staff_id in seen.accounts]
        return Office(
            members=tuple(sorted(members, key=lambda member: (not member.active, member.name))),
            programmes=tuple((seen.alias("programme", p), n) for p, n in seen.programmes.items()),
        )

    def register(
        self, acting: Acting, *, name: str, login: str, programme: str, role: Role, period: Period
    ) -> str:
        """
        Create an account with its first appointment; return the password, shown this once.

        Raises:
            NotShown: when the asker is no administrator, or the programme is not the agency's.
            LoginTaken: when the log-in name belongs to an account.
            FieldRefused: when the name cannot be stored.
            AppointmentEndsBeforeItStarts: when the period is the wrong way round.
        """
        seen, password = self.see(acting), secrets.token_urlsafe(LENGTH)
        appointed = _appointment(seen, programme, role, period)
        with unmoved():
            self._organisation.register_staff(
                acting.tenant,
                name=name,
                login=login,
                password=password,
                appointed=appointed,
                under=seen.authority,
            )
        return password

    def appoint(
        self, acting: Acting, member: str, *, programme: str, role: Role, period: Period
    ) -> None:
        """
        Appoint an account to a role of a programme of the agency.

        Raises:
            NotShown: as `register`, when the account is not the agency's, and for one's own.
            RuleViolation: as `events.staff.decide`.
        """
        seen = self.see(acting)
        staff_id = _other(seen, member)
        self._change(seen, staff_id, _appointment(seen, programme, role, period))

    def end(self, acting: Acting, member: str, *, appointment: str, last_day: date) -> None:
        """
        End an appointment to a programme of the agency.

        Raises:
            NotShown, RuleViolation: as `appoint`, and when the appointment is another agency's.
        """
        seen = self.see(acting)
        staff_id = _other(seen, member)
        wanted = seen.derived.resolve(acting.agency, "appointment", appointment)
        if wanted not in {held.appointment_id for held in seen.ours(seen.staff(staff_id))}:
            raise seen.refusal(appointment)
        assert wanted is not None
        self._change(seen, staff_id, EndAppointment(appointment_id=wanted, last_day=last_day))

    def stop(self, acting: Acting, member: str) -> None:
        """
        Stop an account; its sessions end at that moment.

        Raises:
            NotShown, RuleViolation: as `appoint`, and when another agency has the account too.
        """
        seen = self.see(acting)
        self._change(seen, _only_ours(seen, member), DeactivateStaff())

    def ask_recovery(self, acting: Acting, member: str) -> None:
        """
        Ask that an account may begin anew.

        Raises:
            NotShown, RuleViolation: as `stop`.
        """
        seen = self.see(acting)
        staff_id = _only_ours(seen, member)
        with unmoved():
            self._organisation.ask_recovery(
                acting.tenant,
                staff_id,
                asked_by=acting.staff,
                under=seen.authority,
            )

    def approve_recovery(self, acting: Acting, member: str) -> str:
        """
        Agree to it as a second administrator; return the new password, shown this once.

        Raises:
            NotShown, RuleViolation: as `stop`.
            RecoveryNotAsked, RecoveryByOnePerson, RecoveryByDependants: as `events.factor.decide`.
        """
        seen = self.see(acting)
        staff_id = _only_ours(seen, member)
        with unmoved():
            return self._organisation.approve_recovery(
                acting.tenant,
                staff_id,
                approved_by=acting.staff,
                under=seen.authority,
            )

    def _change(
        self, seen: Seen, staff_id: UUID, command: AppointStaff | EndAppointment | DeactivateStaff
    ) -> None:
        with unmoved():
            self._organisation.change_staff(
                seen.facts.acting.tenant,
                staff_id,
                command,
                seen.authority,
            )

    def see(self, acting: Acting) -> Seen:
        """
        Return what an administrator may look after, from the streams.

        Raises:
            NotShown: when the asker is no administrator.
        """
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        admitted = admit_administrator(facts.asker)
        if isinstance(admitted, Withheld):
            raise refuse(ledger, facts, surface=Surface.STAFF, asked="", why=admitted.reason)
        with self._databases.within(acting.tenant) as conn:
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


def _appointment(seen: Seen, programme: str, role: Role, period: Period) -> AppointStaff:
    wanted = seen.derived.resolve(seen.facts.acting.agency, "programme", programme)
    if wanted not in seen.programmes or role is Role.SYSTEM:
        raise seen.refusal(programme)
    assert wanted is not None
    return AppointStaff(appointment_id=uuid4(), programme=wanted, role=role, period=period)


def _other(seen: Seen, alias: str) -> UUID:
    """Find an account of the agency that is not the asker's own: nobody appoints themselves."""
    staff_id = seen.account(alias)
    if staff_id == seen.facts.acting.staff:
        raise seen.refusal(alias)
    return staff_id


def _only_ours(seen: Seen, alias: str) -> UUID:
    staff_id = _other(seen, alias)
    if not seen.whole(seen.staff(staff_id)):
        raise seen.refusal(alias)
    return staff_id

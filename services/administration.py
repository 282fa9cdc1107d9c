"""Administration (職員の管理): an administrator looks after their own agency's accounts (R75)."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from events.factor import ApproveRecovery, AskRecovery
from events.staff import (
    AppointStaff,
    DeactivateStaff,
    EndAppointment,
)
from events.values import Period, Role
from services.acting import Acting
from services.db import Databases
from services.leaving import leave
from services.ledger.ledgers import Ledgers
from services.office import Office, Seen, member_of, see
from services.organisation import Organisation
from services.sending import Sending, drawn, drawn_password, once


class Administration:
    """
    Creates, appoints, ends, stops and recovers; shows no content and no other agency's staff.

    Each command has an id from the client: sent twice, it is carried out once.
    """

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
        self,
        acting: Acting,
        command_id: UUID,
        *,
        name: str,
        login: str,
        programme: str,
        role: Role,
        period: Period,
    ) -> str | None:
        """
        Create an account with its first appointment; return the password that it begins with.

        None = the command came before, and something happened to the account since.

        Raises:
            NotShown: when the asker is no administrator, or the programme is not the agency's.
            LoginTaken: when the log-in name belongs to an account.
            FieldRefused: when the name cannot be stored.
            AppointmentEndsBeforeItStarts: when the period is the wrong way round.
            CommandReused: when the id came before with another body.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        seen = self.see(acting)
        appointed = _appointment(seen, command_id, programme, role, period)
        staff_id = drawn(seen.derived, command_id, "staff")
        sending = seen.sending(command_id, appointed, staff_id, name=name, login=login)

        def work() -> None:
            self._organisation.register_staff(
                acting.tenant,
                name=name,
                login=login,
                password=drawn_password(seen.derived, command_id),
                staff_id=staff_id,
                appointed=appointed,
                under=seen.authority(sending),
            )

        return self._password(seen, sending, staff_id, once(seen.ledger, sending, work))

    def appoint(
        self,
        acting: Acting,
        command_id: UUID,
        member: str,
        *,
        programme: str,
        role: Role,
        period: Period,
    ) -> None:
        """
        Appoint an account to a role of a programme of the agency.

        Raises:
            NotShown: as `register`, when the account is not the agency's, and for one's own.
            RuleViolation: as `events.staff.decide`; the others as `register`.
        """
        seen = self.see(acting)
        staff_id = _other(seen, member)
        appointed = _appointment(seen, command_id, programme, role, period)
        self._change(seen, command_id, staff_id, appointed)

    def end(
        self, acting: Acting, command_id: UUID, member: str, *, appointment: str, last_day: date
    ) -> None:
        """
        End an appointment to a programme of the agency.

        Raises:
            NotShown, RuleViolation: as `appoint`, and when the appointment is another agency's.
            NobodyAfterwards: when an open case would stand without a lead from the next day on.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        seen = self.see(acting)
        staff_id = _other(seen, member)
        wanted = seen.derived.resolve(acting.agency, "appointment", appointment)
        if wanted not in {held.appointment_id for held in seen.ours(seen.staff(staff_id))}:
            raise seen.refusal(appointment)
        assert wanted is not None
        ended = EndAppointment(appointment_id=wanted, last_day=last_day)
        sending = seen.sending(command_id, ended, staff_id)
        once(
            seen.ledger,
            sending,
            lambda: leave(self._databases, seen, seen.authority(sending), staff_id, ended),
        )

    def stop(self, acting: Acting, command_id: UUID, member: str) -> None:
        """
        Stop an account; its sessions end at that moment.

        Raises:
            NotShown, RuleViolation: as `appoint`, and when another agency has the account too.
        """
        seen = self.see(acting)
        self._change(seen, command_id, _only_ours(seen, member), DeactivateStaff())

    def ask_recovery(self, acting: Acting, command_id: UUID, member: str) -> None:
        """
        Ask that an account may begin anew.

        Raises:
            NotShown, RuleViolation: as `stop`.
        """
        seen = self.see(acting)
        staff_id = _only_ours(seen, member)
        asked = AskRecovery(staff=staff_id, asked_by=acting.staff)
        sending = seen.sending(command_id, asked, staff_id)

        def work() -> None:
            under = seen.authority(sending)
            self._organisation.ask_recovery(
                acting.tenant, staff_id, asked_by=acting.staff, under=under
            )

        once(seen.ledger, sending, work)

    def approve_recovery(self, acting: Acting, command_id: UUID, member: str) -> str | None:
        """
        Agree to it as a second administrator; return the new password, as `register`.

        Raises:
            NotShown, RuleViolation: as `stop`.
            RecoveryNotAsked, RecoveryByOnePerson, RecoveryByDependants: as `events.factor.decide`.
        """
        seen = self.see(acting)
        staff_id = _only_ours(seen, member)
        approved = ApproveRecovery(staff=staff_id, approved_by=acting.staff, independent=True)
        sending = seen.sending(command_id, approved, staff_id)

        def work() -> None:
            self._organisation.approve_recovery(
                acting.tenant,
                staff_id,
                approved_by=acting.staff,
                password=drawn_password(seen.derived, command_id),
                under=seen.authority(sending),
            )

        return self._password(seen, sending, staff_id, once(seen.ledger, sending, work))

    def _change(
        self,
        seen: Seen,
        command_id: UUID,
        staff_id: UUID,
        command: AppointStaff | DeactivateStaff,
    ) -> None:
        sending, tenant = seen.sending(command_id, command, staff_id), seen.facts.acting.tenant

        def work() -> None:
            under = seen.authority(sending)
            self._organisation.change_staff(tenant, staff_id, command, under)

        once(seen.ledger, sending, work)

    def _password(
        self, seen: Seen, sending: Sending, staff_id: UUID, before: int | None
    ) -> str | None:
        """Return what a command gave; given before, it is given again while nothing came after."""
        password = drawn_password(seen.derived, sending.command_id)
        if before is not None:
            last = seen.ledger.entries(before - 1, 1)[0]
            if last.version != seen.ledger.version(staff_id):
                return None
            # It may have ended between the entry and the password.
            self._organisation.give_password(seen.facts.acting.tenant, staff_id, password)
        return password

    def see(self, acting: Acting) -> Seen:
        """
        Return what an administrator may look after, from the streams.

        Raises:
            NotShown: when the asker is no administrator.
        """
        return see(self._databases, self._ledgers.of(acting.tenant), acting, self._clock())


def _appointment(
    seen: Seen, command_id: UUID, programme: str, role: Role, period: Period
) -> AppointStaff:
    wanted = seen.derived.resolve(seen.facts.acting.agency, "programme", programme)
    if wanted not in seen.programmes or role is Role.SYSTEM:
        raise seen.refusal(programme)
    assert wanted is not None
    appointment_id = drawn(seen.derived, command_id, "appointment")
    return AppointStaff(appointment_id=appointment_id, programme=wanted, role=role, period=period)


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

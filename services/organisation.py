"""Organisation (組織): setting up municipalities, agencies, programmes and accounts."""

import secrets
import unicodedata
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from events import agency, factor, programme, staff, tenant
from events.base import Event, Recorded
from events.factor import ApproveRecovery, AskRecovery, FactorKind
from events.programme import OpenProgramme
from events.session import SessionEnd
from events.staff import StaffCommand
from events.values import AgencyKind, Period
from services.authority import Authority, Book
from services.credentials import Account, LoginTaken
from services.factors import SecondFactors, shown
from services.facts import utc_now
from services.independence import independent
from services.inputs import check_line
from services.ledger.ledgers import Ledgers
from services.login_views import NewFactor
from services.sessions import Sessions


class Organisation:
    """What an operator does at the command line, and an administrator on the pages."""

    def __init__(
        self,
        ledgers: Ledgers,
        sessions: Sessions,
        factors: SecondFactors,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Work on these logs."""
        self._ledgers = ledgers
        self._sessions = sessions
        self._factors = factors
        self._book = Book(ledgers, clock)

    def open_tenant(self, *, code: str, name: str, host: str, demonstration: bool = False) -> None:
        """
        Open a municipality's log, and say so in its first entry.

        `demonstration` = nobody in it exists, and its accounts need no second factor; for ever.

        Raises:
            TenantAlreadyOpen, TenantCodeMalformed: as `events.tenant.decide`.
        """
        command = tenant.OpenTenant(code=code, name=_nfc(name), demonstration=demonstration)
        tenant.decide(command, tenant.Tenant())
        self._ledgers.open_log(code, host=host)
        opened = tenant.Tenant(opened=self._ledgers.of(code).size() > 0)
        self._book.record(code, uuid4(), 0, tenant.decide(command, opened), None)

    def register_agency(self, tenant_code: str, *, name: str, kind: AgencyKind) -> UUID:
        """Register an organisation and return its id."""
        agency_id = uuid4()
        command = agency.RegisterAgency(agency_id=agency_id, name=_nfc(name), kind=kind)
        self._book.record(tenant_code, agency_id, 0, agency.decide(command, agency.Agency()), None)
        return agency_id

    def open_programme(
        self, tenant_code: str, *, name: str, contractor: UUID, commissioner: UUID, contract: Period
    ) -> UUID:
        """
        Open a programme and return its id.

        Raises:
            ContractEndsBeforeItStarts: as `events.programme.decide`.
        """
        programme_id = uuid4()
        command = OpenProgramme(
            programme_id=programme_id,
            name=_nfc(name),
            contractor=contractor,
            commissioner=commissioner,
            contract=contract,
        )
        events = programme.decide(command, programme.Programme())
        self._book.record(tenant_code, programme_id, 0, events, None)
        return programme_id

    def register_staff(
        self,
        tenant_code: str,
        *,
        name: str,
        login: str,
        password: str,
        staff_id: UUID | None = None,
        appointed: staff.AppointStaff | None = None,
        under: Authority | None = None,
    ) -> UUID:
        """
        Create an account with its password, appointed at once or later, and return its id.

        `staff_id` is a random one unless it is given.

        Raises:
            LoginTaken: when the log-in name belongs to an account, of whichever municipality.
            AppointmentEndsBeforeItStarts: as `events.staff.decide`.
        """
        check_line("login", login)
        # Before anything is recorded: an entry without a way to log in would stay for ever.
        if self._sessions.login_taken(login):
            raise LoginTaken
        staff_id = staff_id or uuid4()
        command = staff.RegisterStaff(staff_id=staff_id, name=_nfc(name), login=login)
        events: tuple[Event, ...] = staff.decide(command, staff.Staff())
        if appointed is not None:
            events += staff.decide(appointed, staff.evolve(staff.Staff(), events[0]))
        self._book.record(tenant_code, staff_id, 0, events, under)
        self.give_password(tenant_code, staff_id, password)
        return staff_id

    def give_password(self, tenant_code: str, staff_id: UUID, password: str) -> None:
        """
        Give an account another password, with which it begins anew: its sessions end.

        Raises:
            StaffNotActive: when there is no such account, or it was stopped.
        """
        login = _active(self._ledgers.of(tenant_code).load(staff_id))
        self._sessions.set_password(
            tenant=tenant_code, staff=staff_id, login=login, password=password
        )
        self._sessions.end_all(tenant=tenant_code, staff=staff_id, how=SessionEnd.RECOVERED)

    def change_staff(
        self,
        tenant_code: str,
        staff_id: UUID,
        command: StaffCommand,
        under: Authority | None = None,
    ) -> None:
        """
        Appoint, end an appointment or stop an account; stopping ends its sessions at once (R75).

        Raises:
            RuleViolation: as `events.staff.decide`.
        """
        history = self._ledgers.of(tenant_code).load(staff_id)
        events = staff.decide(command, _account(history))
        self._book.record(tenant_code, staff_id, len(history), events, under)
        if isinstance(command, staff.DeactivateStaff):
            self._sessions.end_all(tenant=tenant_code, staff=staff_id, how=SessionEnd.DEACTIVATED)

    def enrol(self, tenant_code: str, staff_id: UUID, kind: FactorKind) -> NewFactor:
        """
        Give an account a second factor, to be handed over; it is shown this once.

        Raises:
            StaffNotActive: when there is no such account, or it was stopped.
        """
        history = self._ledgers.of(tenant_code).load(staff_id)
        login = _active(history)
        account, offered = Account(tenant_code, staff_id), self._factors.draw(kind)
        self._factors.enrol(account, offered, version=len(history))
        return shown(offered, login=login)

    def ask_recovery(
        self, tenant_code: str, staff_id: UUID, *, asked_by: UUID, under: Authority | None = None
    ) -> None:
        """
        Ask, as an administrator, that who lost their second factor may begin anew.

        Raises:
            StaffNotActive: when there is no such account, or it was stopped.
            RecoveryOfOneself: when it is one's own.
        """
        self._recover(tenant_code, staff_id, AskRecovery(staff=staff_id, asked_by=asked_by), under)

    def approve_recovery(
        self,
        tenant_code: str,
        staff_id: UUID,
        *,
        approved_by: UUID,
        password: str | None = None,
        under: Authority | None = None,
    ) -> str:
        """
        Agree as a second administrator; return the new password, shown this once.

        It is drawn unless it is given. Sessions end, factors count no more, and the next log-in
        enrols one.

        Raises:
            StaffNotActive, RecoveryOfOneself: as `ask_recovery`.
            RecoveryNotAsked, RecoveryByOnePerson, RecoveryByDependants: as `events.factor.decide`.
        """
        command = ApproveRecovery(
            staff=staff_id,
            approved_by=approved_by,
            independent=self._independent(tenant_code, staff_id, approved_by),
        )
        self._recover(tenant_code, staff_id, command, under)
        password = password or secrets.token_urlsafe(12)
        self.give_password(tenant_code, staff_id, password)
        return password

    def _independent(self, tenant_code: str, staff_id: UUID, approved_by: UUID) -> bool:
        ledger, asking = self._ledgers.of(tenant_code), factor.Factors()
        for recorded in ledger.load(staff_id):
            asking = factor.evolve(asking, recorded.event)
        if asking.asked_by is None:
            return True
        return independent(ledger.load, asking.asked_by, approved_by)

    def _recover(
        self,
        tenant_code: str,
        staff_id: UUID,
        command: AskRecovery | ApproveRecovery,
        under: Authority | None,
    ) -> None:
        history, state = self._ledgers.of(tenant_code).load(staff_id), factor.Factors()
        _active(history)
        for recorded in history:
            state = factor.evolve(state, recorded.event)
        self._book.record(tenant_code, staff_id, len(history), factor.decide(command, state), under)


def _account(history: tuple[Recorded, ...]) -> staff.Staff:
    state = staff.Staff()
    for recorded in history:
        state = staff.evolve(state, recorded.event)
    return state


def _active(history: tuple[Recorded, ...]) -> str:
    """Return the log-in name of an account that is in use."""
    if not _account(history).active:
        raise staff.StaffNotActive
    registered = history[0].event
    assert isinstance(registered, staff.StaffRegistered)
    return registered.login


def _nfc(name: str) -> str:
    """Names of agencies and staff stand in the clear envelope, which is NFC."""
    check_line("name", name)
    return unicodedata.normalize("NFC", name)

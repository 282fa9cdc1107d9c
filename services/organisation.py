"""Organisation (組織): setting up municipalities, agencies, programmes and accounts."""

import unicodedata
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from events import agency, programme, staff, tenant
from events.base import Event
from events.programme import OpenProgramme
from events.staff import StaffCommand
from events.values import AgencyKind, Period
from services.credentials import LoginTaken
from services.facts import system_signature, utc_now
from services.inputs import check_line
from services.ledger.drafts import Draft, Expected
from services.ledger.ledgers import Ledgers
from services.sessions import Sessions


class Organisation:
    """What an operator does at the command line; the desk's own administration comes later."""

    def __init__(
        self, ledgers: Ledgers, sessions: Sessions, clock: Callable[[], datetime] = utc_now
    ) -> None:
        """Work on these logs."""
        self._ledgers = ledgers
        self._sessions = sessions
        self._clock = clock

    def open_tenant(self, *, code: str, name: str, host: str) -> None:
        """
        Open a municipality's log, and say so in its first entry.

        Raises:
            TenantAlreadyOpen, TenantCodeMalformed: as `events.tenant.decide`.
        """
        command = tenant.OpenTenant(code=code, name=_nfc(name))
        tenant.decide(command, tenant.Tenant())
        self._ledgers.open_log(code, host=host)
        opened = tenant.Tenant(opened=self._ledgers.of(code).size() > 0)
        self._record(code, uuid4(), 0, tenant.decide(command, opened))

    def register_agency(self, tenant_code: str, *, name: str, kind: AgencyKind) -> UUID:
        """Register an organisation and return its id."""
        agency_id = uuid4()
        command = agency.RegisterAgency(agency_id=agency_id, name=_nfc(name), kind=kind)
        self._record(tenant_code, agency_id, 0, agency.decide(command, agency.Agency()))
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
        self._record(tenant_code, programme_id, 0, events)
        return programme_id

    def register_staff(self, tenant_code: str, *, name: str, login: str, password: str) -> UUID:
        """
        Create an account with its password and return its id.

        Raises:
            LoginTaken: when the log-in name belongs to an account, of whichever municipality.
        """
        # Before anything is recorded: an entry without a way to log in would stay for ever.
        if self._sessions.login_taken(login):
            raise LoginTaken
        staff_id = uuid4()
        command = staff.RegisterStaff(staff_id=staff_id, name=_nfc(name), login=login)
        self._record(tenant_code, staff_id, 0, staff.decide(command, staff.Staff()))
        self._sessions.set_password(
            tenant=tenant_code, staff=staff_id, login=login, password=password
        )
        return staff_id

    def change_staff(self, tenant_code: str, staff_id: UUID, command: StaffCommand) -> None:
        """
        Appoint, end an appointment or stop an account; stopping ends its sessions at once (R75).

        Raises:
            RuleViolation: as `events.staff.decide`.
        """
        history = self._ledgers.of(tenant_code).load(staff_id)
        state = staff.Staff()
        for recorded in history:
            state = staff.evolve(state, recorded.event)  # pyright: ignore[reportArgumentType]  an account's stream holds only staff events
        self._record(tenant_code, staff_id, len(history), staff.decide(command, state))
        if isinstance(command, staff.DeactivateStaff):
            self._sessions.end_all(tenant=tenant_code, staff=staff_id)

    def _record(
        self, tenant_code: str, stream: UUID, version: int, events: tuple[Event, ...]
    ) -> None:
        if not events:
            return
        signature = system_signature(command_id=uuid4(), now=self._clock())
        drafts = [
            Draft(
                event=event,
                event_id=uuid4(),
                stream=stream,
                version=version + n,
                signature=signature,
            )
            for n, event in enumerate(events, 1)
        ]
        self._ledgers.of(tenant_code).record(drafts, Expected())


def _nfc(name: str) -> str:
    """Names of agencies and staff stand in the clear envelope, which is NFC."""
    check_line("name", name)
    return unicodedata.normalize("NFC", name)

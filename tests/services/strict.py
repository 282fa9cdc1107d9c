"""A municipality that is no demonstration: its accounts need a second factor (R75)."""

from base64 import b32decode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from events.staff import AppointStaff
from events.values import AgencyKind, Role
from services.login_views import CodeNeeded, EnrolmentNeeded
from services.main import System
from services.worker import catch_up
from tests.city import ALWAYS, PASSWORD

TENANT: Final = "lg-132195"
STRANGER: Final = UUID("0a9ae0c5-9f6b-4a3b-9bb5-5ce0a9b8a6a1")


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


def code(secret: str, at: datetime) -> str:
    """Read a telephone that holds this secret."""
    shown = TOTP(b32decode(secret), 6, SHA1(), 30)
    return shown.generate(at.timestamp()).decode()


def hexadecimal(secret: str) -> str:
    """Write a secret as PostgreSQL would show its bytes."""
    return b32decode(secret).hex()


def open_strict_town(system: System) -> UUID:
    """Open it with one programme; return that programme."""
    organisation = system.organisation
    organisation.open_tenant(code=TENANT, name="きびし市", host="tsunagi.example")
    council = organisation.register_agency(
        TENANT, name="きびし市社会福祉協議会", kind=AgencyKind.WELFARE_COUNCIL
    )
    return organisation.open_programme(
        TENANT,
        name="福祉総合相談窓口",
        contractor=council,
        commissioner=council,
        contract=ALWAYS,
    )


def hire(system: System, programme: UUID, login: str, role: Role = Role.WORKER) -> UUID:
    """Create an account that has a password and no second factor."""
    organisation = system.organisation
    staff_id = organisation.register_staff(TENANT, name="青木 花", login=login, password=PASSWORD)
    appointed = AppointStaff(appointment_id=uuid4(), programme=programme, role=role, period=ALWAYS)
    organisation.change_staff(TENANT, staff_id, appointed)
    catch_up(system.databases)
    return staff_id


def ticket(system: System, login: str, password: str = PASSWORD) -> tuple[str, bool]:
    """Take the first step; return the ticket, and whether a factor is enrolled."""
    try:
        system.sessions.log_in(login=login, password=password)
    except CodeNeeded as needed:
        return needed.ticket, True
    except EnrolmentNeeded as needed:
        return needed.ticket, False
    raise AssertionError

"""Directory (名簿): agencies, programmes and accounts by their names. Can be rebuilt."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from events.agency import AgencyRegistered
from events.programme import ProgrammeOpened
from events.staff import StaffDeactivated, StaffRegistered
from projections.fact import Conn, Fact

NAME: Final = "directory"

ADD_AGENCY = """
INSERT INTO agency (tenant, agency_id, name, kind)
VALUES (%(tenant)s, %(agency_id)s, %(name)s, %(kind)s)
"""
ADD_PROGRAMME = """
INSERT INTO programme (tenant, programme_id, name, agency_id)
VALUES (%(tenant)s, %(programme_id)s, %(name)s, %(agency_id)s)
"""
ADD_STAFF = """
INSERT INTO staff (tenant, staff_id, name, active)
VALUES (%(tenant)s, %(staff_id)s, %(name)s, true)
"""
STOP_STAFF = """
UPDATE staff SET active = false WHERE tenant = %(tenant)s AND staff_id = %(staff_id)s
"""
STAFF_NAMES = "SELECT staff_id, name FROM directory.staff WHERE tenant = %(tenant)s"
AGENCY_NAMES = "SELECT agency_id, name FROM directory.agency WHERE tenant = %(tenant)s"
PROGRAMMES = """
SELECT programme_id, name, agency_id FROM directory.programme WHERE tenant = %(tenant)s
"""

ROWS: Final = {
    "agency": "SELECT * FROM agency ORDER BY tenant, agency_id",
    "programme": "SELECT * FROM programme ORDER BY tenant, programme_id",
    "staff": "SELECT * FROM staff ORDER BY tenant, staff_id",
}
"""Each table's rows in key order, for the digest."""


@dataclass(frozen=True)
class ProgrammeName:
    """A programme by name, with the agency that runs it."""

    name: str
    agency: UUID


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts in, in their order."""
    for fact in facts:
        _apply(conn, fact)


def _apply(conn: Conn, fact: Fact) -> None:
    event = fact.recorded.event
    given: dict[str, Any] = {"tenant": fact.tenant}
    match event:
        case AgencyRegistered():
            given |= {"agency_id": event.agency_id, "name": event.name, "kind": event.kind}
            conn.execute(ADD_AGENCY, given)
        case ProgrammeOpened():
            given |= {"programme_id": event.programme_id, "name": event.name}
            conn.execute(ADD_PROGRAMME, {**given, "agency_id": event.contractor})
        case StaffRegistered():
            given |= {"staff_id": event.staff_id, "name": event.name}
            conn.execute(ADD_STAFF, given)
        case StaffDeactivated():
            conn.execute(STOP_STAFF, {**given, "staff_id": fact.recorded.stream})
        case _:
            pass


def staff_names(conn: Conn, tenant: str) -> dict[UUID, str]:
    """Return the names of all accounts of a tenant."""
    return dict(conn.execute(STAFF_NAMES, {"tenant": tenant}).fetchall())


def agency_names(conn: Conn, tenant: str) -> dict[UUID, str]:
    """Return the names of all agencies of a tenant."""
    return dict(conn.execute(AGENCY_NAMES, {"tenant": tenant}).fetchall())


def programmes(conn: Conn, tenant: str) -> dict[UUID, ProgrammeName]:
    """Return the programmes of a tenant."""
    rows = conn.execute(PROGRAMMES, {"tenant": tenant}).fetchall()
    return {programme_id: ProgrammeName(name, agency) for programme_id, name, agency in rows}

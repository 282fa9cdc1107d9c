"""Erasing: a case with its person taken down, and all their keys destroyed."""

from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

import psycopg

from events.values import ErasureAuthority
from services.case_views import Erased
from services.db import Databases
from services.destruction import Order
from services.worker import catch_up
from tests.city import TENANT, City, consultation, progress
from tests.promises import census

GONE: Final = Erased(authority="stop_order", reason_code="appi-100", decided_on=date(2026, 11, 2))
KEYS = "SELECT key_id, wrapped, destroyed_at FROM ring.key WHERE tenant = %(tenant)s"


def order(town: City) -> Order:
    """Return an order of the desk's two counsellors."""
    return Order(
        authority=ErasureAuthority.STOP_ORDER,
        reason_code="appi-100",
        decided_on=date(2026, 11, 2),
        ordered_by=town.worker.staff,
        approved_by=town.colleague.staff,
    )


def take(town: City, **told: str) -> str:
    """Take a consultation with one progress record; return the case's alias."""
    me, system = town.worker, town.system
    done = system.commands.receive_consultation(me, uuid4(), consultation(**told))
    token = system.reading.case_page(me, done.case).token
    system.commands.record_progress(me, uuid4(), done.case, token, progress())
    return done.case


def keys_of(town: City, alias: str) -> tuple[UUID, ...]:
    """Return the keys of a case and of its person's sheet."""
    case_id = town.system.ledgers.of(TENANT).derived.resolve(town.worker.agency, "case", alias)
    log = census.read(town.system.databases, TENANT)
    received = next(line for line in log.lines if line["stream"] == str(case_id))
    person_id = UUID(received["data"]["person_id"])
    assert case_id is not None
    return town.system.destruction.keys_of(TENANT, [case_id, person_id])


def erase(town: City, alias: str) -> tuple[UUID, ...]:
    """Destroy all keys of a case and its person."""
    keys = keys_of(town, alias)
    for key_id in keys:
        town.system.destruction.destroy(TENANT, key_id, order(town))
    catch_up(town.system.databases)
    return keys


def in_ring(databases: Databases) -> dict[UUID, tuple[Any, Any]]:
    """Return (wrapped key, time of destruction) by key."""
    with psycopg.connect(databases.conninfo("backup", "ring")) as conn:
        return {row[0]: (row[1], row[2]) for row in conn.execute(KEYS, {"tenant": TENANT})}

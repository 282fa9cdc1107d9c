"""Promise 2: when the entry cannot be written, nothing is opened and nothing is answered."""

from collections.abc import Generator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql

from services.db import Databases
from services.refusals import StorageUnavailable
from tests.databases import TemplateServer
from tests.promises.desk import SHOWN, Desk, Look, access_ledger, case_page, my_work, save
from tests.promises.rings import name_of, ring_away

HOLD_HEAD = "SELECT FROM log.head FOR UPDATE"
WAITING: LiteralString = """
SELECT pid FROM pg_stat_activity
WHERE usename = 'tsunagi_append' AND wait_event_type = 'Lock' AND datname = %(name)s
"""


@contextmanager
def held_head(databases: Databases) -> Generator[None]:
    """Hold the lock that every append needs."""
    with psycopg.connect(databases.conninfo("migrate")) as conn:
        conn.execute(HOLD_HEAD)
        yield
        conn.rollback()


REFUSALS: dict[str, tuple[Look, str]] = {
    "a refused case page": (case_page, "tanaka"),
    "a refused save": (save, "kansa"),
    "an inspection": (access_ledger, "kansa"),
}


@pytest.mark.parametrize("look", SHOWN, ids=lambda look: look.__name__)
def test_nothing_is_opened_while_its_entry_cannot_be_written(desk: Desk, look: Look) -> None:
    before, opened = desk.log(), desk.receipts()

    with held_head(desk.databases), pytest.raises(StorageUnavailable):
        look(desk, desk.town.worker)

    assert desk.log() == before
    assert desk.receipts() == opened


@pytest.mark.parametrize("what", REFUSALS)
def test_nothing_is_answered_while_its_entry_cannot_be_written(desk: Desk, what: str) -> None:
    look, login = REFUSALS[what]
    acting = desk.town.log_in(login)
    before = desk.log()

    with held_head(desk.databases), pytest.raises(StorageUnavailable):
        look(desk, acting)

    assert desk.log() == before


@pytest.mark.parametrize("how", ["pg_cancel_backend", "pg_terminate_backend"])
def test_nothing_is_opened_when_its_entry_is_cut_off(
    postgres: TemplateServer, desk: Desk, how: str
) -> None:
    before, opened = desk.log(), desk.receipts()
    cutter = Thread(target=cut_waiting, args=(postgres, desk.databases, how))

    with held_head(desk.databases):
        cutter.start()
        with pytest.raises(StorageUnavailable):
            case_page(desk, desk.town.worker)
    cutter.join()

    assert desk.log() == before
    assert desk.receipts() == opened


def cut_waiting(postgres: TemplateServer, databases: Databases, how: str) -> None:
    """Cut the append that waits for the head's lock."""
    name = name_of(databases.log)
    cut = sql.SQL("SELECT {}(%(pid)s)").format(sql.Identifier(how))
    deadline = monotonic() + 10
    with postgres.connect() as admin:
        while monotonic() < deadline:
            for (pid,) in admin.execute(WAITING, {"name": name}).fetchall():
                admin.execute(cut, {"pid": pid})
                return
            sleep(0.01)


def test_the_entry_stands_even_when_the_opening_fails_after_it(
    postgres: TemplateServer, desk: Desk
) -> None:
    """So it was there before: with the ring away nothing can be opened any more."""
    my_work(desk, desk.town.worker)
    before, opened = len(desk.log().lines), desk.receipts()

    with ring_away(postgres, desk.databases), pytest.raises(StorageUnavailable):
        my_work(desk, desk.town.worker)

    (entry,) = desk.log().since(before)
    assert (entry["type"], entry["data"]["surface"]) == ("access.content-read", "my_work")
    assert desk.receipts() == opened

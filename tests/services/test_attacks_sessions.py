"""Attacks on log-ins: planted rows, many tries at once, lock-outs by strangers (R75)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest

from services.db import Databases
from services.keys.opening import ReceiptRefused
from services.keys.root import FileRootKey
from services.login_views import LoginRefused
from services.main import System, build
from services.worker import catch_up
from tests.city import CHEAP, PASSWORD, TENANT, City, city, consultation
from tests.promises import census

COPY_SESSION = """
INSERT INTO account.session
    (session_id, token_hash, tenant, staff, assurance, opened_at, seen_at, mac)
SELECT %(session_id)s, %(token_hash)s, tenant, staff, assurance, opened_at, seen_at, mac
FROM account.session WHERE session_id = %(copied)s
"""
SWAP_PASSWORDS = """
UPDATE account.credential a SET password_hash = b.password_hash
FROM account.credential b WHERE a.login = 'sato' AND b.login = 'tanaka'
"""
SWAP_ROWS = """
UPDATE account.credential a SET password_hash = b.password_hash, mac = b.mac
FROM account.credential b WHERE a.login = 'sato' AND b.login = 'tanaka'
"""


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path, working=False) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(town: City, clock: Clock) -> Iterator[System]:
    """Give a second process on the same city, with a clock of its own."""
    with build(town.system.databases, FileRootKey(town.root_key), clock=clock, hasher=CHEAP) as own:
        yield own


def as_login(databases: Databases, query: LiteralString, **given: Any) -> None:
    """Do as whoever holds the password of the role that keeps accounts, but no key."""
    with psycopg.connect(databases.conninfo("login")) as conn:
        assert conn.execute(query, given).rowcount == 1


def refused(system: System, login: str, password: str, address: str = "") -> int | None:
    """Try to log in; return the seconds to wait, None when it was not refused."""
    try:
        system.sessions.log_in(login=login, password=password, address=address)
    except LoginRefused as refusal:
        return refusal.retry_after
    return None


def types_after(town: City, size: int) -> list[str]:
    return [line["type"] for line in census.read(town.system.databases, TENANT).lines[size:]]


def test_a_session_planted_with_a_known_token_is_none(town: City) -> None:
    planted = {"session_id": uuid4(), "token_hash": sha256(b"mine").digest()}
    as_login(town.system.databases, COPY_SESSION, **planted, copied=town.worker.session)

    assert town.system.sessions.current("mine") is None
    assert town.system.sessions.acting("mine") == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE account.session SET staff = %(other)s WHERE session_id = %(session_id)s",
        "UPDATE account.session SET tenant = 'lg-999999' WHERE session_id = %(session_id)s",
        "UPDATE account.session SET assurance = 2 WHERE session_id = %(session_id)s",
        "UPDATE account.session SET opened_at = opened_at + interval '1 hour'"
        " WHERE session_id = %(session_id)s",
        "UPDATE account.session SET mac = %(mac)s WHERE session_id = %(session_id)s",
    ],
)
def test_a_session_that_somebody_changed_is_none(town: City, change: LiteralString) -> None:
    sessions = town.system.sessions
    token = sessions.log_in(login="sato", password=PASSWORD)
    mine = sessions.current(token)
    assert mine is not None
    given = {"session_id": mine.session, "other": town.colleague.staff, "mac": bytes(32)}

    with psycopg.connect(town.system.databases.conninfo("login")) as conn:
        conn.execute(change, given)

    assert sessions.current(token) is None


@pytest.mark.parametrize("swap", [SWAP_PASSWORDS, SWAP_ROWS])
def test_a_password_put_in_anothers_place_opens_no_session(town: City, swap: LiteralString) -> None:
    own = "kansa-no-atarashii-kotoba"
    databases, tanaka = town.system.databases, town.outsider.staff
    town.system.sessions.set_password(tenant=TENANT, staff=tanaka, login="tanaka", password=own)

    as_login(databases, swap)

    assert refused(town.system, "sato", own) == 0
    assert refused(town.system, "sato", PASSWORD) == 0
    assert refused(town.system, "tanaka", own) is None


def test_the_keys_open_nothing_for_a_session_that_was_tampered_with(town: City) -> None:
    """The keys service looks for itself; it does not rely on whoever let the session in."""
    me, databases = town.worker, town.system.databases
    case = town.system.commands.receive_consultation(me, uuid4(), consultation()).case
    catch_up(databases)
    raised = "UPDATE account.session SET assurance = 3 WHERE session_id = %(session_id)s"

    as_login(databases, raised, session_id=me.session)

    with pytest.raises(ReceiptRefused, match="the session has ended"):
        town.system.reading.case_page(me, case)


@pytest.mark.parametrize(
    "late",
    [
        "UPDATE account.session SET seen_at = now() - interval '31 minutes'"
        " WHERE session_id = %(session_id)s",
        "UPDATE account.session SET opened_at = now() - interval '13 hours'"
        " WHERE session_id = %(session_id)s",
    ],
    ids=["idle", "too long"],
)
def test_the_keys_open_nothing_for_a_session_that_timed_out(
    town: City, late: LiteralString
) -> None:
    me = town.worker
    case = town.system.commands.receive_consultation(me, uuid4(), consultation()).case
    catch_up(town.system.databases)

    as_login(town.system.databases, late, session_id=me.session)

    with pytest.raises(ReceiptRefused, match="the session has ended"):
        town.system.reading.case_page(me, case)


def test_sixty_tries_at_once_are_five(town: City) -> None:
    """However they fall together, no more passwords are looked at than one after another."""
    size = town.system.ledgers.of(TENANT).size()

    def guess(number: int) -> int | None:
        return refused(town.system, "sato", f"guess {number}")

    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(guess, range(60)))

    assert None not in waits
    assert waits.count(0) == 4
    assert types_after(town, size) == ["session.refused"] * 5
    assert refused(town.system, "sato", PASSWORD) not in (0, None)


def test_a_lock_doubles_with_each_failure_and_a_success_ends_it(
    town: City, door: System, clock: Clock
) -> None:
    waits: list[int | None] = []
    for _ in range(12):
        waits.append(refused(door, "sato", "wrong"))
        clock.now += timedelta(seconds=waits[-1] or 0)

    assert waits == [0, 0, 0, 0, 31, 61, 121, 241, 481, 901, 901, 901]
    assert refused(door, "sato", PASSWORD) is None
    assert [refused(door, "sato", "wrong") for _ in range(5)] == [0, 0, 0, 0, 31]


def test_strangers_do_not_lock_the_owner_out(town: City, door: System, clock: Clock) -> None:
    """Neither at an address that the owner used before, nor for more than a minute elsewhere."""
    assert refused(door, "sato", PASSWORD, "198.51.100.7") is None

    for n in range(120):
        refused(door, "sato", "wrong", f"203.0.113.{n}")

    assert refused(door, "sato", PASSWORD, "198.51.100.7") is None
    for n in range(120):
        refused(door, "sato", "wrong", f"203.0.113.{n}")
    wait = refused(door, "sato", PASSWORD, "198.51.100.8")
    assert wait is not None
    assert 0 < wait <= 61
    clock.now += timedelta(seconds=wait)
    assert refused(door, "sato", PASSWORD, "198.51.100.8") is None


def test_a_name_that_was_typed_cannot_be_guessed_from_what_is_kept(town: City) -> None:
    refused(town.system, "sato", "wrong", "198.51.100.7")

    with psycopg.connect(town.system.databases.conninfo("backup")) as conn:
        kept = {row[0] for row in conn.execute("SELECT tried_hash FROM account.attempt")}

    assert len(kept) > 1
    assert sha256(b"sato").digest() not in kept


def test_a_refused_log_in_leaves_an_entry_for_a_known_account_only(town: City) -> None:
    """B12: which account; never what was typed."""
    size = town.system.ledgers.of(TENANT).size()

    refused(town.system, "sato", "見られたくない言葉")
    refused(town.system, "nobody-of-this-name", "見られたくない言葉")
    refused(town.system, "with\0nul", "見られたくない言葉")

    lines = census.read(town.system.databases, TENANT).lines[size:]
    assert [(line["type"], line["data"], line["parts"]) for line in lines] == [
        ("session.refused", {"staff": str(town.worker.staff)}, [])
    ]
    assert UUID(lines[0]["stream"]) == UUID(lines[0]["id"])

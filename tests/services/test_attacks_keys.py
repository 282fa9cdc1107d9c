"""Attacks on keys: a register erased by a trick, invented officers, a forged destruction (R70)."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from typer.testing import CliRunner

from events.key import SecondPersonMissing
from events.staff import DeactivateStaff
from services.checking import check
from services.cli import app
from services.credentials import LoginTaken
from services.db import Databases
from services.destruction import NotAFile, NotTheirStaff
from services.ledger import canonical
from services.worker import catch_up
from tests.city import PASSWORD, TENANT, City, city, consultation
from tests.promises import census
from tests.promises.erasing import in_ring, keys_of, order

APPEND = """
SELECT (log.append(
    %(tenant)s, NULL, NULL, '{}', '{}', %(lines)b::text[], '{}', '{}', NULL)).first_seq
"""
PURGE = "SELECT log.purge(%(tenant)s, %(seq)s)"
REGISTER_KEYS = "SELECT key_id FROM ring.key WHERE file LIKE 'access:%%'"


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path, working=False) as opened:
        yield opened


@pytest.fixture
def case(town: City) -> str:
    """Give a case that has been looked at once."""
    done = town.system.commands.receive_consultation(town.worker, uuid4(), consultation())
    catch_up(town.system.databases)
    town.system.reading.case_page(town.worker, done.case)
    return done.case


def register_key(town: City) -> UUID:
    with psycopg.connect(town.system.databases.conninfo("backup", "ring")) as conn:
        row = conn.execute(REGISTER_KEYS).fetchone()
    assert row is not None
    return row[0]


# An order takes cases and sheets, of two accounts' decision.


def test_naming_a_look_does_not_name_the_key_of_the_months_register(town: City, case: str) -> None:
    """Whoever got that key destroyed would stop all reading, and blind the access ledger."""
    log = census.read(town.system.databases, TENANT)
    looks = [UUID(x["stream"]) for x in log.lines if x["type"] == "access.content-read"]
    destruction = town.system.destruction

    with pytest.raises(NotAFile):
        destruction.keys_of(TENANT, looks)
    with pytest.raises(NotAFile):
        destruction.keys_of(TENANT, [uuid4()])
    with pytest.raises(NotAFile):
        destruction.destroy(TENANT, register_key(town), order(town))

    assert register_key(town) not in keys_of(town, case)
    assert town.system.reading.case_page(town.worker, case).person.name == "髙橋 花子"


@pytest.mark.parametrize("officer", ["ordered_by", "approved_by"])
@pytest.mark.parametrize("who", ["nobody", "a programme", "a stopped account"])
def test_an_erasure_is_decided_by_accounts_of_the_municipality_that_are_active(
    town: City, case: str, officer: str, who: str
) -> None:
    stopped = town.auditor.staff
    town.system.organisation.change_staff(TENANT, stopped, DeactivateStaff())
    named = {"nobody": uuid4(), "a programme": town.desk, "a stopped account": stopped}
    mine = replace(order(town), **{officer: named[who]})
    (key_id, _) = keys_of(town, case)
    before = census.read(town.system.databases, TENANT)

    with pytest.raises(NotTheirStaff):
        town.system.destruction.destroy(TENANT, key_id, mine)

    assert census.read(town.system.databases, TENANT) == before


def test_one_account_does_not_both_order_and_approve(town: City, case: str) -> None:
    alone = replace(order(town), approved_by=town.worker.staff)

    for key_id in keys_of(town, case):
        with pytest.raises(SecondPersonMissing):
            town.system.destruction.destroy(TENANT, key_id, alone)

    assert all(wrapped for wrapped, _ in in_ring(town.system.databases).values())


def test_the_command_line_says_in_a_sentence_what_it_does_not_destroy(
    town: City, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    databases = town.system.databases
    monkeypatch.setenv("TSUNAGI_DATABASE_URL", databases.log)
    monkeypatch.setenv("TSUNAGI_KEYRING_URL", databases.ring)
    monkeypatch.setenv("TSUNAGI_SECRETS_DIR", str(databases.secrets_dir))
    monkeypatch.setenv("TSUNAGI_ROOT_KEY_FILE", str(town.root_key))
    case_id = town.system.ledgers.of(TENANT).derived.resolve(town.worker.agency, "case", case)
    decided = ["--authority", "correction", "--reason", "x", "--decided-on", "2026-11-20"]
    two = ["--ordered-by", str(town.worker.staff), "--approved-by", str(town.colleague.staff)]

    def destroy(stream: object, *officers: str) -> Any:
        words = ["keys", "destroy", TENANT, "--stream", str(stream), *decided, *officers]
        return CliRunner().invoke(app, words, env={"COLUMNS": "300"})

    no_file = destroy(town.desk, *two)
    invented = destroy(case_id, "--ordered-by", str(uuid4()), "--approved-by", str(uuid4()))
    done = destroy(case_id, *two)
    renewed = CliRunner().invoke(app, ["keys", "renew"])

    assert (no_file.exit_code, invented.exit_code) == (2, 2)
    assert "ケースでも本人票でもありません" in no_file.output
    assert "この自治体の、利用中の職員ではありません" in invented.output
    assert (done.exit_code, renewed.exit_code) == (0, 0)
    assert "1 個の鍵を廃棄しました" in done.output
    assert "個の鍵を包み直しました" in renewed.output


# A destruction that never was.


def forge(town: City, case: str, kind: str, *, own_stream: bool) -> tuple[UUID, int]:
    """Append an entry about a living key, as whoever holds the appending role's password."""
    (key_id, _) = keys_of(town, case)
    log = census.read(town.system.databases, TENANT)
    made = next(x for x in log.lines if x["stream"] == str(key_id) and x["type"] == "key.created")
    event_id = str(uuid4())
    line = made | {
        "id": event_id,
        "stream": str(key_id) if own_stream else event_id,
        "sv": 2 if own_stream else 1,
        "type": kind,
    }
    given = {"tenant": TENANT, "lines": [canonical.encode(line).decode()]}
    databases = town.system.databases
    with psycopg.connect(databases.conninfo("append"), autocommit=True) as conn:
        row = conn.execute(APPEND, given).fetchone()
    assert row is not None
    return key_id, row[0]


@pytest.mark.parametrize("own_stream", [True, False])
def test_a_forged_destruction_purges_nothing_and_is_found(
    town: City, case: str, *, own_stream: bool
) -> None:
    """Of a foreign stream, or in the key's own, but without an order that somebody approved."""
    databases = town.system.databases
    key_id, seq = forge(town, case, "key.destroyed", own_stream=own_stream)

    with (
        psycopg.connect(databases.conninfo("destroy"), autocommit=True) as conn,
        pytest.raises(psycopg.Error) as refused,
    ):
        conn.execute(PURGE, {"tenant": TENANT, "seq": seq})

    assert refused.value.sqlstate == "TS006"
    parts = [part for part in census.read(databases, TENANT).parts if part["key_id"] == key_id]
    assert all(part["sealed"] for part in parts)
    report = check(databases, TENANT)
    assert (report.findings[0].seq, report.erased) == (seq, ())
    assert report.findings[0].what == (
        "a key was destroyed without an order before"
        if own_stream
        else "an entry about a key stands outside the key's own stream"
    )


def test_a_destruction_that_says_another_key_purges_nothing(town: City, case: str) -> None:
    databases, ledger = town.system.databases, town.system.ledgers.of(TENANT)
    (key_id, _) = keys_of(town, case)
    line = next(x for x in census.read(databases, TENANT).lines if x["stream"] == str(key_id))
    ordered = line | {
        "id": str(uuid4()),
        "sv": 2,
        "type": "key.destruction-ordered",
        "actor": line["actor"] | {"staff": str(town.worker.staff)},
        "data": {
            "key_id": str(key_id),
            "authority": "stop_order",
            "reason_code": "x",
            "decided_on": "2026-11-02",
            "approved_by": str(town.colleague.staff),
        },
    }
    other = {"key_id": str(key_id), "check_value": b64encode(bytes(16)).decode()}
    gone = line | {"id": str(uuid4()), "sv": 3, "type": "key.destroyed", "data": other}
    lines = [canonical.encode(one).decode() for one in (ordered, gone)]

    with psycopg.connect(databases.conninfo("append"), autocommit=True) as conn:
        conn.execute(APPEND, {"tenant": TENANT, "lines": lines})
    with (
        psycopg.connect(databases.conninfo("destroy"), autocommit=True) as conn,
        pytest.raises(psycopg.Error) as refused,
    ):
        conn.execute(PURGE, {"tenant": TENANT, "seq": ledger.size() - 1})

    assert refused.value.sqlstate == "TS006"
    assert [one.what for one in check(databases, TENANT).findings] == [
        "another key was destroyed than was created"
    ]


# An account whose name is taken.


def test_a_taken_log_in_name_is_refused_before_anything_is_recorded(town: City) -> None:
    system = town.system
    system.organisation.open_tenant(
        code="lg-999999", name="みなみ市", host="tsunagi.example", demonstration=True
    )

    for tenant in (TENANT, "lg-999999"):
        size = system.ledgers.of(tenant).size()
        with pytest.raises(LoginTaken):
            system.organisation.register_staff(
                tenant, name="山本 葵", login="sato", password=PASSWORD
            )
        assert system.ledgers.of(tenant).size() == size

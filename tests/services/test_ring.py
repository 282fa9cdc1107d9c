"""Key ring: renewed, tampered with, restored from an older backup (R70; audit-log §7.6, §7.8)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.checking import check
from services.db import Databases
from services.facts import utc_now
from services.keys.epochs import EpochEnded, RingOlderThanLog
from services.keys.ring import RingIncomplete
from services.keys.root import FileRootKey, RootKeyRefused
from services.main import build
from services.sweeping import sweep
from services.worker import catch_up
from tests.city import TENANT, City, city, consultation
from tests.databases import TemplateServer
from tests.promises.erasing import keys_of, order

EPOCHS = "SELECT epoch, wrapped IS NULL FROM ring.epoch ORDER BY epoch"
LOSE_FILES = "DELETE FROM ring.key WHERE file LIKE 'case:%%' OR file LIKE 'person:%%'"


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path, working=False) as opened:
        yield opened


def take(town: City, **told: str) -> str:
    """Take a consultation down; return the case's alias."""
    done = town.system.commands.receive_consultation(town.worker, uuid4(), consultation(**told))
    catch_up(town.system.databases)
    return done.case


def name(town: City, case: str) -> str | None:
    return town.system.reading.case_page(town.worker, case).person.name


def tamper(
    postgres: TemplateServer, databases: Databases, statement: LiteralString, **given: Any
) -> list[Any]:
    """Do as an administrator of the ring who switches the triggers off first."""
    dbname = str(conninfo_to_dict(databases.ring)["dbname"])
    with psycopg.connect(make_conninfo(postgres.admin, dbname=dbname)) as admin:
        admin.execute("SET session_replication_role = replica")
        cursor = admin.execute(statement, given)
        return cursor.fetchall() if cursor.description else []


# Renewing.


def test_a_renewed_ring_opens_everything_in_the_processes_that_run_and_in_new_ones(
    town: City,
) -> None:
    case, databases = take(town), town.system.databases
    assert name(town, case) == "髙橋 花子"

    with build(databases, FileRootKey(town.root_key)) as operator:
        renewed = operator.ring.renew(now=utc_now())

    assert renewed == 3
    assert name(town, case) == "髙橋 花子"
    assert name(town, take(town, name="秋山 巌")) == "秋山 巌"
    with build(databases, FileRootKey(town.root_key)) as restarted:
        assert restarted.destruction.settle(TENANT) == 0
        assert restarted.reading.case_page(town.worker, case).person.name == "髙橋 花子"
    with psycopg.connect(databases.conninfo("backup", "ring")) as conn:
        assert conn.execute(EPOCHS).fetchall() == [(1, True), (2, False)]


def test_what_is_left_of_a_destroyed_key_opens_nothing_after_a_renewal(
    town: City, postgres: TemplateServer
) -> None:
    """A dead row, a page of an older file, a line of the write-ahead log: wrapped under no key."""
    system, databases = town.system, town.system.databases
    keys = keys_of(town, take(town))
    left = tamper(postgres, databases, "SELECT key_id, wrapped FROM ring.key")
    for key_id in keys:
        system.destruction.destroy(TENANT, key_id, order(town))

    system.ring.renew(now=utc_now())
    sweep(databases)

    for epoch, refusal in ((1, EpochEnded), (2, RootKeyRefused)):
        for key_id, wrapped in left:
            if key_id in keys:
                put_back: LiteralString = (
                    "UPDATE ring.key SET wrapped = %(wrapped)s, epoch = %(epoch)s,"
                    " destroyed_at = NULL WHERE key_id = %(key_id)s"
                )
                tamper(postgres, databases, put_back, wrapped=wrapped, epoch=epoch, key_id=key_id)
                with pytest.raises(refusal):
                    system.ring.secrets_of(TENANT, [key_id])


def test_writing_goes_on_while_the_ring_is_renewed(town: City) -> None:
    """A key made meanwhile is wrapped under the epoch that lives when it is committed."""
    size = town.system.ledgers.of(TENANT).size()

    with ThreadPoolExecutor(5) as pool:
        cases = [pool.submit(_receive, town, n) for n in range(24)]
        renewals = [pool.submit(town.system.ring.renew, now=utc_now()) for _ in range(1)]
        for _ in range(3):
            renewals[-1].result()
            renewals.append(pool.submit(town.system.ring.renew, now=utc_now()))
        aliases = [one.result() for one in cases]
        renewals[-1].result()

    catch_up(town.system.databases)
    assert len({name(town, alias) for alias in aliases}) == 24
    assert town.system.ledgers.of(TENANT).size() > size
    assert check(town.system.databases, TENANT).findings == []
    assert town.system.destruction.settle(TENANT) == 0


def _receive(town: City, number: int) -> str:
    sent = consultation(name=f"秋山 {number}")
    return town.system.commands.receive_consultation(town.worker, uuid4(), sent).case


def test_another_root_key_renews_nothing(town: City, tmp_path: Path) -> None:
    case, databases = take(town), town.system.databases

    with (
        build(databases, FileRootKey.create(tmp_path / "another")) as stranger,
        pytest.raises(RootKeyRefused),
    ):
        stranger.ring.renew(now=utc_now())

    with psycopg.connect(databases.conninfo("backup", "ring")) as conn:
        assert conn.execute(EPOCHS).fetchall() == [(1, False)]
    assert name(town, case) == "髙橋 花子"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ring.key SET wrapped = 'other'",
        "UPDATE ring.key SET epoch = 0",
        "UPDATE ring.key SET wrapped = NULL, destroyed_at = now(), epoch = epoch + 1",
        "UPDATE ring.secret SET wrapped = 'other'",
        "UPDATE ring.secret SET wrapped = 'other', epoch = 0",
        "UPDATE ring.epoch SET wrapped = 'other'",
    ],
)
def test_what_is_wrapped_changes_only_together_with_a_later_epoch(
    town: City, statement: LiteralString
) -> None:
    take(town)

    with (
        psycopg.connect(town.system.databases.conninfo("destroy", "ring")) as conn,
        pytest.raises(psycopg.Error) as refused,
    ):
        conn.execute(statement)

    assert refused.value.sqlstate == "TS009"


# Tampered with, or older than the log.


def test_a_key_that_nobody_destroyed_is_missed_and_not_shown_as_erased(
    town: City, postgres: TemplateServer
) -> None:
    case, databases = take(town), town.system.databases

    tamper(postgres, databases, LOSE_FILES)

    with pytest.raises(RingIncomplete):
        name(town, case)
    with pytest.raises(RingOlderThanLog):
        town.system.destruction.settle(TENANT)


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE ring.key SET check_value = '\\x00'", RingIncomplete),
        (
            "UPDATE ring.key a SET wrapped = b.wrapped FROM ring.key b"
            " WHERE a.file LIKE 'person:%%' AND b.file LIKE 'case:%%'",
            RootKeyRefused,
        ),
    ],
)
def test_a_key_in_anothers_place_opens_nothing(
    town: City, postgres: TemplateServer, statement: LiteralString, refusal: type[Exception]
) -> None:
    case = take(town)

    tamper(postgres, town.system.databases, statement)

    with pytest.raises(refusal):
        name(town, case)


@pytest.mark.parametrize(
    "lost",
    [
        "DELETE FROM ring.key WHERE key_id = (SELECT min(key_id::text)::uuid FROM ring.key"
        " WHERE file LIKE 'person:%%')",
        "UPDATE ring.key SET check_value = '\\x00' WHERE file LIKE 'person:%%'",
        "DELETE FROM ring.secret",
        "DELETE FROM ring.epoch",
    ],
    ids=["a key in the middle", "another key of that id", "the secrets", "the epochs"],
)
def test_a_ring_without_what_the_log_rests_on_starts_nothing_and_makes_nothing_new(
    town: City, postgres: TemplateServer, lost: LiteralString
) -> None:
    take(town)
    take(town, name="秋山 巌")
    databases = town.system.databases
    tamper(postgres, databases, lost)
    before = _census(databases)

    with (
        build(databases, FileRootKey(town.root_key)) as restarted,
        pytest.raises(RingOlderThanLog),
    ):
        restarted.destruction.settle(TENANT)

    assert _census(databases) == before


def _census(databases: Databases) -> list[tuple[int, ...]]:
    with psycopg.connect(databases.conninfo("backup", "ring")) as conn:
        return conn.execute(
            "SELECT (SELECT count(*) FROM ring.epoch), (SELECT count(*) FROM ring.secret),"
            " (SELECT count(*) FROM ring.key)"
        ).fetchall()


def test_a_key_that_was_never_made_is_asked_for_in_vain(town: City) -> None:
    with pytest.raises(RingIncomplete):
        town.system.ring.held(TENANT, [UUID(int=1)])

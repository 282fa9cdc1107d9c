"""
Promises 7 and 9: a destruction that was cut off anywhere is finished at the next start.

The order of the steps is entry, ring, entry, bytes, mark; each test cuts between two of them. And a
ring restored from an older backup: what the log says is destroyed is destroyed again, and a ring
that lacks a key which the log knows is refused.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from services.checking import check
from services.db import Databases
from services.keys.epochs import RingOlderThanLog
from services.keys.root import FileRootKey
from services.main import build
from services.refusals import FileErased, StorageUnavailable
from services.serve import opened
from services.settings import Settings
from tests.city import TENANT, City, city, progress
from tests.databases import TemplateServer
from tests.promises import census
from tests.promises.erasing import GONE, erase, in_ring, keys_of, order, take
from tests.promises.rings import name_of, put_back, ring_kept

IMPATIENT: LiteralString = "ALTER ROLE {} IN DATABASE {} SET lock_timeout = '100ms'"

Cut = Callable[[TemplateServer, Databases], AbstractContextManager[None]]


@pytest.fixture
def town(postgres: TemplateServer, tmp_path: Path) -> Iterator[City]:
    """Give a city whose processes wait for no lock for long."""
    pair = replace(postgres.copy(), patience=2.0)
    with postgres.connect() as admin:
        for role in ("tsunagi_append", "tsunagi_destroy"):
            for database in (pair.log, pair.ring):
                name = sql.Identifier(name_of(database))
                admin.execute(sql.SQL(IMPATIENT).format(sql.Identifier(role), name))
    with city(pair, tmp_path) as opened_city:
        yield opened_city
    postgres.drop(pair)


@contextmanager
def held(postgres: TemplateServer, conninfo: str, rows: LiteralString) -> Generator[None]:
    """Hold a lock on rows."""
    admin = make_conninfo(postgres.admin, dbname=name_of(conninfo))
    with psycopg.connect(admin) as conn:
        conn.execute(rows)
        yield
        conn.rollback()


def before_the_ring(postgres: TemplateServer, databases: Databases) -> AbstractContextManager[None]:
    return held(postgres, databases.ring, "SELECT FROM ring.key FOR UPDATE")


def before_the_second_entry(
    postgres: TemplateServer, databases: Databases
) -> AbstractContextManager[None]:
    return held(postgres, databases.log, "SELECT FROM log.head FOR UPDATE")


def before_the_bytes(
    postgres: TemplateServer, databases: Databases
) -> AbstractContextManager[None]:
    return held(postgres, databases.log, "SELECT FROM log.part FOR UPDATE")


def before_the_mark(postgres: TemplateServer, databases: Databases) -> AbstractContextManager[None]:
    return held(postgres, databases.ring, "SELECT FROM ring.key FOR UPDATE")


CUTS: tuple[Cut, ...] = (
    before_the_ring,
    before_the_second_entry,
    before_the_bytes,
    before_the_mark,
)


def case_key(town: City, alias: str) -> UUID:
    """Return the key of a case's own records."""
    case_id = town.system.ledgers.of(TENANT).derived.resolve(town.worker.agency, "case", alias)
    assert case_id is not None
    (key_id,) = town.system.destruction.keys_of(TENANT, [case_id])
    return key_id


def cut_off(postgres: TemplateServer, town: City, key_id: UUID, last: Cut) -> None:
    """Begin a destruction and cut it off at one step after the other, up to the last."""
    databases, destruction = town.system.databases, town.system.destruction
    for cut in CUTS[: CUTS.index(last) + 1]:
        with cut(postgres, databases), pytest.raises(StorageUnavailable):
            destruction.destroy(TENANT, key_id, order(town))


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.__name__)
def test_a_destruction_cut_off_anywhere_takes_nothing_more_and_is_finished_at_the_next_start(
    postgres: TemplateServer, town: City, cut: Cut
) -> None:
    alias, me = take(town), town.worker
    databases, key_id = town.system.databases, case_key(town, alias)
    token = town.system.reading.case_page(me, alias).token

    cut_off(postgres, town, key_id, cut)
    with pytest.raises(FileErased):
        town.system.commands.record_progress(me, uuid4(), alias, token, progress())
    with build(databases, FileRootKey(town.root_key)) as restarted:
        with pytest.raises(FileErased):
            restarted.commands.record_progress(me, uuid4(), alias, token, progress())
        assert restarted.destruction.settle(TENANT) == 1
        assert restarted.destruction.settle(TENANT) == 0

    log = census.read(databases, TENANT)
    stream = [line["type"] for line in log.lines if line["stream"] == str(key_id)]
    assert stream == ["key.created", "key.destruction-ordered", "key.destroyed"]
    sealed = {part["sealed"] for part in log.parts if part["key_id"] == key_id}
    assert (sealed, in_ring(databases)[key_id][0]) == ({None}, None)
    report = check(databases, TENANT)
    assert (report.findings, [one.key_id for one in report.erased]) == ([], [key_id])


def test_a_ring_from_before_a_destruction_has_its_key_destroyed_again(
    postgres: TemplateServer, town: City
) -> None:
    alias = take(town)
    databases = town.system.databases
    with ring_kept(postgres, databases) as kept:
        keys = erase(town, alias)
        databases.close()
        put_back(postgres, databases, kept)
    assert all(in_ring(databases)[key_id][0] is not None for key_id in keys)

    with build(databases, FileRootKey(town.root_key)) as restarted:
        assert restarted.destruction.settle(TENANT) == len(keys)
        page = restarted.reading.case_page(town.worker, alias)

    assert all(in_ring(databases)[key_id][0] is None for key_id in keys)
    assert page.person.erased == GONE
    assert check(databases, TENANT).findings == []


def test_a_ring_older_than_the_log_is_refused_at_the_start(
    postgres: TemplateServer, town: City, tmp_path: Path
) -> None:
    """Without a key that the log has created, what it sealed could never be opened again."""
    databases = town.system.databases
    settings = Settings(
        home=tmp_path,
        database_url=databases.log,
        keyring_url=databases.ring,
        secrets_dir=databases.secrets_dir,
        root_key_file=town.root_key,
    )
    take(town)
    with opened(settings) as system:
        assert system.destruction.settle(TENANT) == 0
    with ring_kept(postgres, databases) as kept:
        keys = keys_of(town, take(town, name="秋山 巌"))
        databases.close()
        put_back(postgres, databases, kept)
    assert in_ring(databases).keys().isdisjoint(keys)

    with pytest.raises(RingOlderThanLog), opened(settings):
        pass

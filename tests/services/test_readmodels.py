"""Read models: fed in order and exactly once, stopped by a gap, compared by digest."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from events.task import GiveTask, WaitingFor
from events.values import tokyo_date
from services.db import Databases
from services.facts import utc_now
from services.ledger.entries import GapInLog
from services.readmodels import ALL, digest, ensure, feed, rebuild, tenants
from services.worker import catch_up, lags
from tests.city import TENANT, City, city, consultation
from tests.databases import TemplateServer
from tests.promises.towns import OTHER_TENANT, second_city

NOTHING_THERE = {
    "caseload.cover",
    "consents_due.due",
    "desk_notes.note",
    "disclosure_ledger.disclosure",
    "disclosure_ledger.item",
    "disclosure_ledger.pinned",
    "household.home",
    "household.home_member",
    "household.person_record",
    "roster.partner",
    "roster.post",
    "emergencies.emergency",
    "shared_with_us.disclosed",
    "shared_with_us.provision",
    "shared_with_us.unanswered",
}
"""Tables that this city has no row in: no household, note or cover was written down."""


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    """Give a city with a case that no read model has taken in yet."""
    with city(databases, tmp_path, working=False) as opened:
        opened.system.commands.receive_consultation(opened.worker, uuid4(), consultation())
        yield opened


def as_admin(postgres: TemplateServer, databases: Databases) -> str:
    return make_conninfo(postgres.admin, dbname=conninfo_to_dict(databases.log)["dbname"])


def test_two_workers_at_once_take_each_entry_in_once(town: City) -> None:
    databases = town.system.databases
    behind = {lag.projection: lag.entries for lag in lags(databases)}

    def work(name: str) -> tuple[str, int]:
        taken = 0
        while more := feed(databases, ALL[name], TENANT, schema=name):
            taken += more
        return name, taken

    with ThreadPoolExecutor(2 * len(ALL)) as workers:
        taken = Counter[str]()
        for name, entries in workers.map(work, [*ALL, *ALL]):
            taken[name] += entries

    assert taken == behind
    assert lags(databases) == []


def test_what_is_appended_while_a_batch_is_read_is_taken_in_whole(
    postgres: TemplateServer, town: City
) -> None:
    databases = town.system.databases
    with (
        ThreadPoolExecutor(1) as workers,
        psycopg.connect(as_admin(postgres, databases)) as admin,
    ):
        admin.execute("SET session_replication_role = replica")
        for table in ("entry", "part"):
            given = sql.Identifier("log", table), sql.Identifier(f"{table}_later")
            admin.execute(sql.SQL("CREATE TEMP TABLE {1} AS SELECT * FROM {0}").format(*given))
            admin.execute(sql.SQL("DELETE FROM {}").format(given[0]))
        admin.commit()
        admin.execute("LOCK TABLE log.entry IN ACCESS EXCLUSIVE MODE")
        taken = workers.submit(feed, databases, ALL["people"], TENANT, schema="people")
        while not admin.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            time.sleep(0.01)
        for table in ("entry", "part"):
            given = sql.Identifier("log", table), sql.Identifier(f"{table}_later")
            admin.execute(sql.SQL("INSERT INTO {} SELECT * FROM {}").format(*given))
        admin.commit()

        assert taken.result() > 0

    live = digest(databases, "people")
    with psycopg.connect(databases.conninfo("migrate"), autocommit=True) as owner:
        assert sum(rebuild(databases, owner, "people")) > 0
    assert digest(databases, "people") == live


def test_a_gap_in_the_log_stops_a_read_model_rather_than_being_passed_over(
    postgres: TemplateServer, town: City
) -> None:
    databases = town.system.databases
    size = town.system.ledgers.of(TENANT).size()
    with psycopg.connect(as_admin(postgres, databases)) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM log.entry WHERE seq = %(seq)s", {"seq": size - 3})

    with pytest.raises(GapInLog):
        feed(databases, ALL["caseload"], TENANT, schema="caseload")

    assert {lag.projection for lag in lags(databases)} == set(ALL)


def test_a_digest_changes_with_any_row_and_not_with_their_order_on_disk(town: City) -> None:
    databases = town.system.databases
    catch_up(databases)
    case = town.system.reading.my_work(town.worker).rows[0].alias
    token = town.system.reading.case_page(town.worker, case).token
    task = GiveTask(
        waiting_for=WaitingFor.DESK, assignee=None, due=tokyo_date(utc_now()), text="電話する。"
    )
    town.system.commands.write(town.worker, uuid4(), case, token, task)
    catch_up(databases)

    empty: set[str] = set()
    for name, model in ALL.items():
        full = digest(databases, name)
        for table in model.rows:
            with psycopg.connect(databases.conninfo("project")) as conn:
                named = sql.Identifier(name, table)
                touched = conn.execute(sql.SQL("UPDATE {} SET tenant = tenant").format(named))
                if touched.rowcount == 0:
                    empty.add(f"{name}.{table}")
                    continue
                conn.commit()
                moved = digest(databases, name)
                conn.execute(sql.SQL("UPDATE {} SET tenant = tenant || 'x'").format(named))
                conn.commit()
                changed = digest(databases, name)
                conn.execute(sql.SQL("UPDATE {} SET tenant = left(tenant, -1)").format(named))
            assert (moved == full, changed == full) == (True, False), f"{name}.{table}"
        assert digest(databases, name) == full
    assert empty == NOTHING_THERE


def test_two_installations_have_one_digest_of_nothing(
    postgres: TemplateServer, databases: Databases
) -> None:
    other = postgres.copy()

    for name in ALL:
        assert digest(databases, name) == digest(other, name)

    postgres.drop(other)


def test_every_municipality_is_fed(town: City) -> None:
    acting = second_city(town)
    town.system.commands.receive_consultation(acting, uuid4(), consultation())
    databases = town.system.databases

    catch_up(databases)

    assert list(tenants(databases)) == [TENANT, OTHER_TENANT]
    assert lags(databases) == []
    assert len(town.system.reading.my_work(acting).rows) == 1


def test_a_read_model_of_a_later_release_is_made_and_the_others_are_left_alone(
    town: City,
) -> None:
    databases = town.system.databases
    catch_up(databases)
    before = {name: digest(databases, name) for name in ALL}
    with psycopg.connect(databases.conninfo("migrate"), autocommit=True) as owner:
        owner.execute("DROP SCHEMA caseload CASCADE")
        owner.execute("DELETE FROM worker.tracking WHERE projection = 'caseload'")

        assert ensure(owner) == ["caseload"]
        assert ensure(owner) == []

    catch_up(databases)
    assert {name: digest(databases, name) for name in ALL} == before

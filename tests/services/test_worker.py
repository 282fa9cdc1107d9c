"""The worker: it listens, polls besides, survives its connections, and one failure is not all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from services.db import Databases
from services.ledger import canonical
from services.ledger.drafts import Expected, SealedEvent
from services.ledger.recorder import LogRecorder
from services.readmodels import ALL, digest, rebuild
from services.refusals import StorageUnavailable
from services.worker import Lag, catch_up, lags, run, running
from tests.city import TENANT, City, city, consultation
from tests.databases import TemplateServer
from tests.depth import rounds
from tests.promises import census

PATIENCE = 30
LONG = 3600
LISTENING = """
SELECT FROM pg_stat_activity
WHERE usename = 'tsunagi_project' AND datname = %(name)s AND query = 'LISTEN tsunagi'
"""
CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE usename = 'tsunagi_project' AND datname = %(name)s
"""


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path, working=False) as opened:
        yield opened


def take(town: City) -> None:
    town.system.commands.receive_consultation(town.worker, uuid4(), consultation())


def wait_until(true: Callable[[], bool]) -> None:
    """Wait, but not for ever."""
    deadline = monotonic() + PATIENCE
    while not true():
        assert monotonic() < deadline
        sleep(0.02)


def behind(town: City) -> set[str]:
    """Return which read models are behind."""
    return {lag.projection for lag in lags(town.system.databases)}


def test_it_is_woken_by_a_notification_long_before_it_polls(town: City) -> None:
    stopped = Event()
    worker = Thread(target=run, args=(town.system.databases, stopped), kwargs={"poll": LONG})
    worker.start()

    for _ in range(3):
        take(town)
        wait_until(lambda: not behind(town))

    stopped.set()
    take(town)
    worker.join()


def test_it_polls_for_what_no_notification_told(town: City) -> None:
    with running(town.system.databases, poll=0.1):
        wait_until(lambda: not behind(town))
        before = town.system.ledgers.of(TENANT).size()
        say_without_a_bell(town)

        wait_until(lambda: not behind(town))

    assert town.system.ledgers.of(TENANT).size() == before + 1


def say_without_a_bell(town: City) -> None:
    """Append the opening of a session once more, under a new id."""
    log = census.read(town.system.databases, TENANT)
    line = next(line for line in log.lines if line["type"] == "session.opened")
    stream = uuid4()
    again = canonical.encode(line | {"id": str(uuid4()), "stream": str(stream)})
    event = SealedEvent(stream, 1, line["type"], again)
    LogRecorder(town.system.databases, TENANT).append([event], Expected())


def test_it_goes_on_after_all_its_connections_were_killed(
    postgres: TemplateServer, town: City
) -> None:
    databases = town.system.databases
    name = conninfo_to_dict(databases.log)["dbname"]
    with running(databases, poll=0.1):
        for _ in range(rounds(fast=3, deep=50)):
            take(town)
            with postgres.connect() as admin:
                assert admin.execute(CUT, {"name": name}).rowcount > 0
            wait_until(lambda: not insist(behind, town))
            wait_until(lambda: listening(postgres, name))

    live = {name: digest(databases, name) for name in ALL}
    with psycopg.connect(databases.conninfo("migrate"), autocommit=True) as owner:
        for name in ALL:
            assert sum(rebuild(databases, owner, name)) > 0
    assert {name: digest(databases, name) for name in ALL} == live


def insist(ask: Callable[[City], set[str]], town: City) -> set[str]:
    """Ask again when the connection that asks was among the killed."""
    try:
        return ask(town)
    except StorageUnavailable:
        return {"not known"}


def listening(postgres: TemplateServer, name: object) -> bool:
    """Say whether the worker has its own connection again."""
    with postgres.connect() as admin:
        return admin.execute(LISTENING, {"name": name}).rowcount > 0


def test_a_read_model_that_fails_holds_up_none_of_the_others_and_is_mended_by_a_rebuild(
    town: City,
) -> None:
    databases = town.system.databases
    catch_up(databases)
    with psycopg.connect(databases.conninfo("migrate"), autocommit=True) as owner:
        owner.execute("ALTER TABLE caseload.matter RENAME TO broken")
        with running(databases, poll=0.1):
            take(town)
            wait_until(lambda: behind(town) == {"caseload"})
            take(town)
            wait_until(lambda: behind(town) == {"caseload"})
            size = town.system.ledgers.of(TENANT).size()
            (lag,) = lags(databases)

            assert (lag.tenant, lag.projection) == (TENANT, "caseload")
            assert 0 < lag.entries < size
            assert sum(rebuild(databases, owner, "caseload")) >= size
            wait_until(lambda: not behind(town))

    assert len(town.system.reading.my_work(town.worker).rows) == 2


def test_lags_are_counted_for_each_read_model_of_each_municipality(town: City) -> None:
    """One statement for all; what has caught up is not in it."""
    databases = town.system.databases
    catch_up(databases)
    before = town.system.ledgers.of(TENANT).size()

    take(town)

    added = town.system.ledgers.of(TENANT).size() - before
    assert lags(databases) == [Lag(TENANT, name, added) for name in sorted(ALL)]

"""Promise 10: every read model can be thrown away and rebuilt to the same bytes."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import LiteralString, TypeVar
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import example, given, settings
from psycopg.conninfo import make_conninfo

from services.db import Conn, Databases
from services.readmodels import ALL, digest, rebuild
from services.refusals import NotShown, StaleSave, StorageUnavailable
from services.worker import catch_up, lags, running
from tests.city import PASSWORD, TENANT, City, city, consultation, progress
from tests.databases import TemplateServer
from tests.depth import rounds
from tests.promises import census
from tests.promises.histories import History, Step, steps
from tests.promises.rings import name_of
from tests.promises.towns import OTHER_TENANT, second_city

ROWS: LiteralString = "SELECT count(*), count(DISTINCT seq) FROM case_timeline.item"
T = TypeVar("T")
WAITING: LiteralString = """
SELECT pid FROM pg_stat_activity
WHERE usename = 'tsunagi_migrate' AND datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest.fixture(scope="module")
def history(
    postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[History]:
    pair = postgres.copy()
    with city(pair, tmp_path_factory.mktemp("city")) as town:
        yield History(town, second_city(town))
    postgres.drop(pair)


@contextmanager
def owner(databases: Databases) -> Generator[Conn]:
    """Connect as the owner of the read models, in autocommit."""
    with psycopg.connect(databases.conninfo("migrate"), autocommit=True) as conn:
        yield conn


def digests(databases: Databases) -> dict[str, str]:
    """Return the digest of every read model, after all has been taken in."""
    catch_up(databases)
    return {name: digest(databases, name) for name in ALL}


def rebuild_all(databases: Databases) -> None:
    """Rebuild every read model."""
    with owner(databases) as conn:
        for name in ALL:
            assert sum(rebuild(databases, conn, name)) > 0


@given(done=steps(most=8))
@example(
    done=[
        ("take", 0),
        ("note", 0),
        ("attach", 0),
        ("withdraw", 0),
        ("attach", 2),
        ("erase", 0),
        ("take", 2),
        ("erase", 1),
        ("search", 0),
    ]
)
@settings(max_examples=rounds(fast=6, deep=100))
def test_after_any_history_every_read_model_is_rebuilt_to_the_same_bytes(
    history: History, done: list[Step]
) -> None:
    """Corrections, closings, refusals and erasures included, in two municipalities."""
    for step in done:
        history.do(step)
    databases = history.town.system.databases
    live = digests(databases)

    rebuild_all(databases)

    assert {name: digest(databases, name) for name in ALL} == live


def test_writers_go_on_while_read_models_are_swapped_and_none_misses_or_doubles_an_event(
    databases: Databases, tmp_path: Path
) -> None:
    with city(databases, tmp_path) as town:
        stop = Event()
        with ThreadPoolExecutor(3) as threads:
            writers = [threads.submit(write_until, town, stop) for _ in range(2)]
            readers = [threads.submit(read_until, town, stop)]
            try:
                for _ in range(rounds(fast=2, deep=25)):
                    rebuild_all(databases)
            finally:
                stop.set()
            written = sum(writer.result() for writer in writers)
            looks = readers[0].result()

        live = digests(databases)
        with psycopg.connect(databases.conninfo("backup")) as conn:
            rows = conn.execute(ROWS).fetchone()
        rebuild_all(databases)
        assert {name: digest(databases, name) for name in ALL} == live
        kinds = Counter(line["type"] for line in census.read(databases, TENANT).lines)
        assert rows == (written, written)
        assert kinds["case.consultation-received"] + kinds["case.progress-recorded"] == written
        assert looks


def write_until(town: City, stop: Event) -> int:
    """Write consultations with a progress record each; return how many records there are."""
    commands, me, written = town.system.commands, town.worker, 0
    while not stop.is_set():
        taking, noting = uuid4(), uuid4()
        case = insist(lambda c=taking: commands.receive_consultation(me, c, consultation()).case)
        insist(lambda c=noting, a=case: note(town, c, a))
        written += 2
    return written


def note(town: City, command_id: UUID, case: str) -> None:
    """Look at a case and add a progress record to it."""
    token = town.system.reading.case_page(town.worker, case).token
    town.system.commands.record_progress(town.worker, command_id, case, token, progress())


def read_until(town: City, stop: Event) -> int:
    """Look at the list of cases; return how often it was shown."""
    looks = 0
    while not stop.is_set():
        insist(lambda: town.system.reading.my_work(town.worker))
        looks += 1
    return looks


def insist(work: Callable[[], T]) -> T:
    """Do it again while a read model is behind for a moment, or its tables are being swapped."""
    for _ in range(200):
        try:
            return work()
        except (StorageUnavailable, StaleSave, NotShown):
            continue
    return work()


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    """Give a city with some cases, whose worker has come to rest."""
    with city(databases, tmp_path, working=False) as opened:
        with running(databases, poll=0.1):
            for _ in range(3):
                opened.system.commands.receive_consultation(opened.worker, uuid4(), consultation())
        catch_up(databases)
        yield opened


@pytest.mark.parametrize("name", ALL)
def test_a_rebuild_cut_off_in_the_middle_leaves_the_live_one_whole(town: City, name: str) -> None:
    databases = town.system.databases
    live = digests(databases)

    with owner(databases) as conn:
        assert next(rebuild(databases, conn, name)) > 0

    assert digests(databases) == live
    rebuild_all(databases)
    assert digests(databases) == live


def test_a_rebuild_cut_off_while_swapping_leaves_the_live_one_whole(
    postgres: TemplateServer, town: City
) -> None:
    databases = town.system.databases
    live = digests(databases)
    admin = make_conninfo(postgres.admin, dbname=name_of(databases.log))

    with ThreadPoolExecutor(1) as threads, psycopg.connect(admin) as worker:
        worker.execute("LOCK TABLE worker.tracking IN ROW EXCLUSIVE MODE")
        swapping = threads.submit(rebuild_one, databases, "caseload")
        with psycopg.connect(admin, autocommit=True) as other:
            cut_waiting(other)
        with pytest.raises(psycopg.OperationalError):
            swapping.result()

    assert digests(databases) == live
    rebuild_all(databases)
    assert digests(databases) == live


def test_who_is_reading_neither_holds_up_a_swap_nor_is_cut_off_by_it(town: City) -> None:
    databases = town.system.databases
    live = digests(databases)

    with psycopg.connect(databases.conninfo("backup")) as reader:
        before = reader.execute("SELECT count(*) FROM caseload.matter").fetchone()
        assert rebuild_one(databases, "caseload") > 0
        after = reader.execute("SELECT count(*) FROM caseload.matter, caseload.sheet").fetchone()

    assert (before, after) == ((3,), (9,))
    assert digests(databases) == live
    rebuild_all(databases)
    assert digests(databases) == live


def rebuild_one(databases: Databases, name: str) -> int:
    with owner(databases) as conn:
        return sum(rebuild(databases, conn, name))


def cut_waiting(admin: Conn) -> None:
    """Cut off the owner's connection as soon as it waits for a lock."""
    deadline = monotonic() + 20
    while not (rows := admin.execute(WAITING).fetchall()):
        assert monotonic() < deadline
        sleep(0.02)
    for (pid,) in rows:
        admin.execute("SELECT pg_terminate_backend(%(pid)s)", {"pid": pid})


def test_a_rebuild_before_the_worker_ever_ran_is_where_the_worker_begins(
    databases: Databases, tmp_path: Path
) -> None:
    """As after a log was restored without its read models."""
    with city(databases, tmp_path) as town:
        town.system.commands.receive_consultation(town.worker, uuid4(), consultation())
    with owner(databases) as conn:
        conn.execute("DELETE FROM worker.tracking")

    rebuild_all(databases)

    built = {name: digest(databases, name) for name in ALL}
    assert lags(databases) == []
    assert digests(databases) == built


def test_a_municipality_opened_during_a_rebuild_is_not_forgotten(town: City) -> None:
    databases = town.system.databases
    with owner(databases) as conn:
        building = rebuild(databases, conn, "directory")
        next(building)
        elsewhere = second_city(town)
        for _ in building:
            pass

    live = digests(databases)
    rebuild_all(databases)
    assert digests(databases) == live
    assert elsewhere.programme_name == "くらしの相談窓口"
    (acting,) = town.system.sessions.acting(
        town.system.sessions.log_in(login="watanabe", password=PASSWORD)
    )
    assert (acting.tenant, acting.programme_name) == (OTHER_TENANT, "くらしの相談窓口")

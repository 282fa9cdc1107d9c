"""
Promise 9: SIGKILL of the server, of one of its processes and of the writer, at random points.

On a durable server of its own. Afterwards every acknowledged event is there, there is no gap and no
half event, and what was not acknowledged is one event when it is sent again.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import sleep
from typing import Final

import psycopg

from services.db import Databases
from services.embedded import Embedded
from services.readmodels import ALL, digest, rebuild
from services.worker import catch_up
from tests.city import TENANT, City, city
from tests.databases import template_server
from tests.depth import rounds
from tests.promises import census
from tests.promises.writer import Writer, writing

SEED: Final = 20_241_009
BACKENDS = """
SELECT pid FROM pg_stat_activity WHERE usename ~ '^tsunagi_' AND datname = current_database()
ORDER BY usename <> 'tsunagi_append', random()
"""

Server = Callable[..., Embedded]


def kill_the_server(
    server: Embedded, _databases: Databases, _writer: Writer, _dice: Random
) -> None:
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    while server.alive():
        sleep(0.01)
    server.start()


def kill_a_backend(server: Embedded, databases: Databases, _writer: Writer, dice: Random) -> None:
    """Kill one of the server's processes; PostgreSQL then ends all others and recovers."""
    with psycopg.connect(databases.conninfo("backup")) as conn:
        own = conn.info.backend_pid
        pids = [pid for (pid,) in conn.execute(BACKENDS) if pid != own]
    os.kill(dice.choice(pids), signal.SIGKILL)


def kill_the_writer(
    _server: Embedded, _databases: Databases, writer: Writer, _dice: Random
) -> None:
    os.kill(writer.pid, signal.SIGKILL)
    writer.process.wait()


KILLS: Final = (kill_the_server, kill_a_backend, kill_the_writer)


def test_whatever_is_killed_nothing_acknowledged_is_lost_and_nothing_is_half_done(
    postgres_server: Server, tmp_path: Path
) -> None:
    server, dice = postgres_server(durable=True), Random(SEED)
    print(f"seed {SEED}")  # noqa: T201  says which run this was
    server.start()
    with (
        template_server(server.admin_conninfo(), tmp_path / "secrets") as templates,
        city(templates.copy(), tmp_path, working=False) as town,
    ):
        databases, left = town.system.databases, rounds(fast=6, deep=200)
        while left:
            with writing(town, databases) as writer:
                left = kill_until_it_falls(server, databases, writer, dice, left)
            outcome(town, writer)
        compare_read_models(databases)


def kill_until_it_falls(
    server: Embedded, databases: Databases, writer: Writer, dice: Random, left: int
) -> int:
    """Kill round after round until it is the writer's turn; return how many rounds are left."""
    while left:
        writer.wait_for_more()
        sleep(dice.uniform(0, 0.2))
        kill = KILLS[left % len(KILLS)]
        kill(server, databases, writer, dice)
        left -= 1
        if kill is kill_the_writer:
            return left
    writer.wait_for_more()
    return left


def outcome(town: City, writer: Writer) -> None:
    """See that all that was answered is there, and send again what was not."""
    databases = town.system.databases
    after = insist_on_reading(databases)
    assert writer.done
    for job in writer.sent:
        there = after.of_command(job.command_id)
        assert there in ([], job.kinds)
        assert there or job.command_id not in writer.done, "acknowledged and lost"
    assert census.flaws_of(after) == []
    for job in writer.sent:
        if job.command_id not in writer.done:
            job.send(town.system, town.worker)
    again = census.read(databases, TENANT)
    assert all(again.of_command(job.command_id) == job.kinds for job in writer.sent)
    assert census.flaws_of(again) == []


def insist_on_reading(databases: Databases) -> census.Log:
    """Read the log as soon as the server has recovered."""
    for _ in range(600):
        try:
            return census.read(databases, TENANT)
        except psycopg.OperationalError:
            sleep(0.1)
    return census.read(databases, TENANT)


def compare_read_models(databases: Databases) -> None:
    """See that the worker, killed as well, has missed and doubled nothing (promise 10)."""
    catch_up(databases)
    for name in ALL:
        live = digest(databases, name)
        with psycopg.connect(databases.conninfo("migrate"), autocommit=True) as owner:
            assert sum(rebuild(databases, owner, name)) > 0
        assert digest(databases, name) == live, name

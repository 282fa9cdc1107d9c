"""The supervisor keeps database, worker and web running, and none of them outlives it (§2)."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from services.db import Databases
from services.migrate import SQL, migrations
from services.processes import ours_in
from services.settings import Settings

PATIENCE = 60


@dataclass
class Up:
    """One `up` on a home of its own, started and looked at from outside."""

    home: Path
    port: int
    started: list[subprocess.Popen[bytes]] = field(default_factory=list[subprocess.Popen[bytes]])

    @property
    def settings(self) -> Settings:
        return Settings(home=self.home, web_port=self.port)

    def start(self) -> subprocess.Popen[bytes]:
        with (self.home / "stderr").open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.services.stand_in"],
                env=self.settings.environment(),
                stderr=said,
            )
        self.started.append(process)
        return process

    def start_until_ready(self) -> subprocess.Popen[bytes]:
        (self.home / "ready").unlink(missing_ok=True)
        process = self.start()
        self.until(lambda: (self.home / "ready").exists() or process.poll() is not None)
        assert process.poll() is None, (self.home / "stderr").read_text()
        return process

    def said(self) -> list[dict[str, Any]]:
        """Read the log as far as its lines are whole."""
        lines = (self.home / "stderr").read_text().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("\n")]

    def pids(self, name: str) -> list[int]:
        """Give the process ids that this part has had, in order."""
        return [
            line["pid"]
            for line in self.said()
            if line["event"] == "started" and line["command"] == name
        ]

    def until(self, happened: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, (self.home / "stderr").read_text()
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            conninfo = Databases.of(self.settings).conninfo("read")
            with psycopg.connect(conninfo) as conn:
                return conn.execute("SELECT count(*) FROM log.head").fetchone() == (0,)
        except psycopg.OperationalError:
            return False

    def nothing_left(self) -> bool:
        all_pids = self.pids("worker") + self.pids("web") + self.pids("database")
        return not ours_in(self.home / "data") and not any(map(runs, all_pids))


def runs(pid: int) -> bool:
    """Tell whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture(scope="module")
def used_home() -> Iterator[Path]:
    """Give a home that was started and stopped once, to copy: making one takes a second."""
    with homes() as home:
        given = Up(home, free_port())
        given.start_until_ready().terminate()
        given.started[0].wait(PATIENCE)
        yield home


@pytest.fixture
def up(used_home: Path) -> Iterator[Up]:
    with homes() as home:
        subprocess.run(["cp", "-a", f"{used_home}/data", f"{used_home}/secrets", home], check=True)
        given = Up(home, free_port())
        yield given
        for process in given.started:
            process.kill()
            process.wait()
        given.until(given.nothing_left)


@contextmanager
def homes() -> Generator[Path]:
    """Make an empty home where the database's account can reach it, and remove it."""
    home = Path(tempfile.mkdtemp(prefix="tsunagi-", dir="/tmp"))
    yield home
    shutil.rmtree(home)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_an_empty_home_becomes_a_migrated_database_that_answers(used_home: Path) -> None:
    said = Up(used_home, 1).said()

    migrated = [line["migration"] for line in said if line["event"] == "migrated"]
    assert [name for name in migrated if not name.startswith("projections/")] == [
        f"{database}/{one.name}"
        for database in ("log", "ring")
        for one in migrations(SQL / database)
    ]
    assert (used_home / "prepared").exists()


def test_it_starts_database_and_children_and_stops_them_on_sigterm(up: Up) -> None:
    process = up.start_until_ready()

    assert up.answers()
    assert [len(up.pids(name)) for name in ("database", "worker", "web")] == [1, 1, 1]
    process.send_signal(signal.SIGTERM)

    assert process.wait(PATIENCE) == 0
    assert up.nothing_left()
    assert not (up.home / "data" / "postmaster.pid").exists()


@pytest.mark.parametrize("name", ["worker", "web"])
def test_a_child_that_is_killed_is_started_again(up: Up, name: str) -> None:
    process = up.start_until_ready()

    os.kill(up.pids(name)[0], signal.SIGKILL)

    up.until(lambda: len(up.pids(name)) == 2)
    assert runs(up.pids(name)[1])
    assert up.answers()
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0


def test_a_database_that_is_killed_comes_back_while_the_children_stay(up: Up) -> None:
    up.start_until_ready()

    os.kill(up.pids("database")[0], signal.SIGKILL)

    up.until(lambda: len(up.pids("database")) == 2)
    assert up.answers()
    assert [len(up.pids("worker")), len(up.pids("web"))] == [1, 1]
    assert runs(up.pids("worker")[0])


def test_when_the_supervisor_is_killed_all_of_it_ends_and_the_next_start_is_clean(up: Up) -> None:
    process = up.start_until_ready()

    process.kill()
    process.wait()
    again = up.start_until_ready()

    up.until(lambda: not any(runs(up.pids(name)[0]) for name in ("worker", "web", "database")))
    assert up.answers()
    again.terminate()
    assert again.wait(PATIENCE) == 0


def test_everything_killed_at_once_leaves_nothing_that_hinders_the_next_start(up: Up) -> None:
    process = up.start_until_ready()

    process.kill()
    for pid in ours_in(up.home / "data"):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    up.start_until_ready()

    assert up.answers()


def test_a_second_instance_on_the_same_home_is_refused(up: Up) -> None:
    process = up.start_until_ready()

    second = up.start()

    assert second.wait(PATIENCE) == 1
    assert "AlreadyRunning" in (up.home / "stderr").read_text()
    assert process.poll() is None
    assert up.answers()


def test_a_port_in_use_is_told_before_anything_is_started(up: Up) -> None:
    with socket.create_server(("127.0.0.1", up.port)):
        process = up.start()

        assert process.wait(PATIENCE) == 1

    assert "PortTaken" in (up.home / "stderr").read_text()
    assert up.said() == []

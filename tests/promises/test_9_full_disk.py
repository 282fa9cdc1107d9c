"""
Promise 9: on a full disk nothing acknowledged is lost, nothing is half-done, and it goes on after.

The disk is a small tmpfs, which only root can mount; where that cannot be, the run names this test
as not run, and in CI that fails the run.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Final
from uuid import UUID, uuid4

import psycopg
import pytest

from services.db import Databases
from services.embedded import Embedded
from services.refusals import StorageUnavailable
from services.worker import catch_up, lags
from tests.city import TENANT, City, city, consultation
from tests.databases import template_server
from tests.depth import rounds
from tests.promises import census

SIZE: Final = "320m"
CHUNK: Final = 1 << 16
MIB: Final = 1 << 20
LEAVING: Final = (0, MIB, 20 * MIB)
"""How much room is left: tables, or only later the write-ahead log, find none any more."""
KINDS: Final = ["person.registered", "case.consultation-received"]
PATIENCE: Final = 60

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root can mount the small disk that it fills: sudo make test"
)


@pytest.fixture
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a small disk of its own, which every account may enter."""
    folder = Path("/tmp") / f"tsunagi-disk-{uuid4().hex[:8]}"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0755", "tsunagi-test", str(folder)]
    subprocess.run(mount, check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()


def fill(ballast: Path, *, leaving: int) -> None:
    """Write until there is no more room than that, in bytes."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(CHUNK)):
                pass
        except OSError:
            file.truncate(max(0, file.tell() - leaving))


def test_a_full_disk_is_a_clear_error_and_nothing_is_lost_or_half_done(
    disk: Path, postgres_server: Callable[..., Embedded], tmp_path: Path
) -> None:
    server, ballast = postgres_server(durable=True, parent=disk), disk / "ballast"
    server.start()
    with (
        template_server(server.admin_conninfo(), tmp_path / "secrets") as templates,
        city(templates.copy(), tmp_path) as town,
    ):
        for leaving in LEAVING[: rounds(fast=2, deep=3)]:
            fill(ballast, leaving=leaving)
            acknowledged, refused = write_until_refused(town)
            ballast.unlink()
            if not server.alive():
                server.start()
            see_what_is_there(town, acknowledged, refused)
            assert acknowledged or not leaving


def see_what_is_there(town: City, acknowledged: list[UUID], refused: UUID) -> None:
    """See that all that was acknowledged is there, and that it goes on."""
    databases = town.system.databases
    after = read_when_back(databases)
    send_until_answered(town, refused)
    catch_up(databases)

    log = census.read(databases, TENANT)
    assert all(after.of_command(command) == KINDS for command in acknowledged)
    assert after.of_command(refused) in ([], KINDS)
    assert log.of_command(refused) == KINDS
    assert census.flaws_of(after) == census.flaws_of(log) == []
    assert lags(databases) == []


def write_until_refused(town: City) -> tuple[list[UUID], UUID]:
    """Take consultations until one is refused; return those acknowledged, and that one."""
    acknowledged: list[UUID] = []
    while True:
        command_id = uuid4()
        try:
            town.system.commands.receive_consultation(town.worker, command_id, consultation())
        except StorageUnavailable:
            return acknowledged, command_id
        acknowledged.append(command_id)


def read_when_back(databases: Databases) -> census.Log:
    """Read the log as soon as the server takes connections again."""
    deadline = monotonic() + PATIENCE
    while True:
        try:
            return census.read(databases, TENANT)
        except psycopg.OperationalError:
            assert monotonic() < deadline
            sleep(0.1)


def send_until_answered(town: City, command_id: UUID) -> None:
    """Send the refused command again until it is answered."""
    deadline = monotonic() + PATIENCE
    while True:
        try:
            town.system.commands.receive_consultation(town.worker, command_id, consultation())
        except StorageUnavailable:
            assert monotonic() < deadline
        else:
            return

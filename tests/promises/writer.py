"""
A counsellor who writes without pause, as a process of its own that a test may kill at any time.

Reads where and as whom from stdin; says on stdout what it is about to send, and what was answered.
"""

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import IO, Any, Final
from uuid import UUID, uuid4

from pydantic import TypeAdapter

from services import logs, worker
from services.acting import Acting, Done
from services.db import Databases
from services.keys.root import FileRootKey
from services.main import System, build
from services.refusals import StorageUnavailable
from tests.city import City, consultation, progress

ROOT: Final = Path(__file__).parents[2]
ACTING: Final = TypeAdapter(Acting)
PATIENCE: Final = 60
NOTES: Final = 3
"""How many progress records follow each consultation."""

LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass(frozen=True)
class Job:
    """A command with all that it says, so that somebody else can send it again."""

    command_id: str
    case: str = ""
    token: str = ""

    @property
    def kinds(self) -> list[str]:
        """The events that it brings about."""
        if self.case:
            return ["case.progress-recorded"]
        return ["person.registered", "case.consultation-received"]

    def send(self, system: System, acting: Acting) -> Done:
        """Send it until it is answered."""
        deadline = monotonic() + PATIENCE
        while True:
            try:
                return self._send(system, acting)
            except StorageUnavailable:
                if monotonic() > deadline:
                    raise
                sleep(0.05)

    def _send(self, system: System, acting: Acting) -> Done:
        commands, command_id = system.commands, UUID(self.command_id)
        if not self.case:
            return commands.receive_consultation(acting, command_id, consultation())
        # In letters only: digits of a random id can happen to be a valid 個人番号 (R77).
        note = progress("記録 " + command_id.hex.translate(LETTERS))
        return commands.record_progress(acting, command_id, self.case, self.token, note)


def write_on(system: System, acting: Acting, out: IO[str]) -> None:
    """Write consultations with progress records, for ever."""
    ledger = system.ledgers.of(acting.tenant)
    while True:
        case = _say_and_send(system, acting, Job(str(uuid4())), out).case
        case_id = ledger.derived.resolve(acting.agency, "case", case)
        assert case_id is not None
        for version in range(1, NOTES + 1):
            token = ledger.derived.version_token(acting.agency, case_id, version)
            _say_and_send(system, acting, Job(str(uuid4()), case, token), out)


def _say_and_send(system: System, acting: Acting, job: Job, out: IO[str]) -> Done:
    out.write(json.dumps({"sending": job.__dict__}) + "\n")
    out.flush()
    done = job.send(system, acting)
    out.write(json.dumps({"done": job.command_id}) + "\n")
    out.flush()
    return done


@dataclass
class Writer:
    """The process as the test sees it; what it said outlives it."""

    process: subprocess.Popen[str]
    sent: list[Job] = field(default_factory=list[Job])
    done: set[str] = field(default_factory=set[str])

    @property
    def pid(self) -> int:
        """Its process id."""
        return self.process.pid

    def listen(self) -> None:
        """Note what it says until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if not line.endswith("\n"):
                return
            said: dict[str, Any] = json.loads(line)
            if "sending" in said:
                self.sent.append(Job(**said["sending"]))
            else:
                self.done.add(said["done"])

    def wait_for_more(self) -> None:
        """Wait until something more was answered."""
        before, deadline = len(self.done), monotonic() + PATIENCE
        while len(self.done) == before:
            assert self.process.poll() is None, "the writer ended by itself"
            assert monotonic() < deadline, "the writer gets no answer any more"
            sleep(0.01)


@contextmanager
def writing(town: City, databases: Databases) -> Generator[Writer]:
    """Start a writer; it is killed and heard to the end when the block ends."""
    told = {
        "log": databases.log,
        "ring": databases.ring,
        "secrets_dir": str(databases.secrets_dir),
        "root_key": str(town.root_key),
        "acting": ACTING.dump_python(town.worker, mode="json"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.promises.writer"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    writer = Writer(process)
    ear = Thread(target=writer.listen)
    ear.start()
    assert process.stdin is not None
    process.stdin.write(json.dumps(told))
    process.stdin.close()
    try:
        yield writer
    finally:
        process.kill()
        process.wait()
        ear.join()
        assert process.stdout is not None
        process.stdout.close()


def main() -> None:
    """Write on, until killed."""
    told: dict[str, Any] = json.load(sys.stdin)
    logs.configure("writer")
    databases = Databases(
        log=told["log"], ring=told["ring"], secrets_dir=Path(told["secrets_dir"]), patience=2.0
    )
    with (
        build(databases, FileRootKey(Path(told["root_key"]))) as system,
        worker.running(databases, poll=0.1),
    ):
        write_on(system, ACTING.validate_python(told["acting"]), sys.stdout)


if __name__ == "__main__":
    main()

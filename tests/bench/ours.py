"""Ours: the ledger as a process that writes to it opens it."""

from collections.abc import Generator
from contextlib import contextmanager
from uuid import uuid4

from services.facts import Facts, gather, utc_now
from services.keys.root import FileRootKey
from services.ledger.drafts import Expected
from services.ledger.ledger import Ledger
from services.main import System, build
from tests.bench.filling import LONGEST, progress
from tests.bench.ground import Place
from tests.city import CHEAP


@contextmanager
def opened(place: Place) -> Generator[System]:
    """Open the whole system on a place."""
    with (
        place.databases() as databases,
        build(databases, FileRootKey(place.root_key), hasher=CHEAP) as system,
    ):
        yield system


class Writer:
    """Appends 支援経過 to a case of its own, as a command does."""

    def __init__(self, ledger: Ledger, facts: Facts) -> None:
        """Write to this log for who the facts are about."""
        self._ledger = ledger
        self.facts = facts
        self._person = uuid4()
        self._case, self._version = uuid4(), 0

    @classmethod
    def on(cls, system: System, place: Place) -> "Writer":
        """Gather the facts that every append rests on."""
        ledger = system.ledgers.of(place.acting.tenant)
        return cls(ledger, gather(ledger, place.acting, utc_now()))

    def append(self, count: int) -> None:
        """Seal and append a batch with a command id, its digest, and what it rests on."""
        if self._version >= LONGEST:
            self._case, self._version = uuid4(), 0
        drafts = [
            progress(self.facts, self._case, self._person, self._version + number)
            for number in range(1, count + 1)
        ]
        self._version += count
        expected = Expected(
            command_id=uuid4(),
            digest=self._ledger.derived.command_digest(drafts[0].event_id.bytes),
            read=self.facts.read,
        )
        self._ledger.record(drafts, expected)

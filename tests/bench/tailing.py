"""Tailing: a reader that follows the log while four writers append; what it misses is counted."""

from collections.abc import Iterator, Sequence
from time import monotonic, sleep
from typing import Final

from eventsourcing.persistence import ApplicationRecorder

from services.ledger.recorder import LogRecorder
from tests.bench.ground import Place
from tests.bench.peer import Log
from tests.bench.rows import Bench, Extent, Row
from tests.bench.writers import Order, SideName, Writers, writing

WRITERS: Final = 4
BATCH: Final = 5
PAGE: Final = 500
ROUNDS_LONG: Final = 10
"""Seconds of writing, in rounds of the other benchmarks."""


def run(place: Place, extent: Extent) -> Iterator[Row]:
    """Follow ours, then the library's."""
    theirs = Log(place.peer)
    seconds = ROUNDS_LONG * extent.seconds
    with place.databases() as databases, writing(place, WRITERS) as writers:
        ours = LogRecorder(databases, place.acting.tenant)
        for durable in (True, False):
            with place.fsync(on=durable):
                yield Row(
                    what=f"{WRITERS} writers × {BATCH} events",
                    entries=place.entries,
                    durable=durable,
                    ours=_follow(ours, writers, "ours", seconds),
                    peer=_follow(theirs.recorder, writers, "peer", seconds),
                    ratios=(),
                    goal="0 missed",
                )
    theirs.close()


def _follow(recorder: ApplicationRecorder, writers: Writers, side: SideName, seconds: float) -> str:
    """Read page after page from the end of the log on while it grows, and once more at its end."""
    first = recorder.max_notification_id() or 0
    seen: list[int] = []
    writers.start(Order(side, BATCH, seconds), writers=WRITERS)
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        if not _read_on(recorder, first, seen):
            sleep(0.001)
    writers.finish(writers=WRITERS)
    while _read_on(recorder, first, seen):
        pass
    there = _ids(recorder, first)
    missed = len(set(there) - set(seen))
    return f"{missed} missed of {len(there):,}"


def _read_on(recorder: ApplicationRecorder, first: int, seen: list[int]) -> bool:
    last = seen[-1] if seen else first
    page = recorder.select_notifications(last, PAGE, inclusive_of_start=False)
    seen.extend(notification.id for notification in page)
    return bool(page)


def _ids(recorder: ApplicationRecorder, first: int) -> Sequence[int]:
    """Read the same stretch again, now that nobody writes."""
    there: list[int] = []
    while _read_on(recorder, first, there):
        pass
    return there


BENCH: Final = Bench(name="tailing", title="Tailing reader", run=run)

"""Rebuild: a read model from the first entry on, beside the library's runner of a like view."""

from collections.abc import Iterator
from functools import partial
from time import perf_counter, sleep
from typing import Final

import psycopg

from services.readmodels import rebuild
from tests.bench.ground import Place
from tests.bench.peer import FORGET_VIEW, Cases, timeline_runner
from tests.bench.rows import Bench, Extent, Row, paired

MODELS: Final = ("case_timeline", "caseload")
LONGER: Final = 4
"""A round is so many times longer than those of the other benchmarks."""


def run(place: Place, extent: Extent) -> Iterator[Row]:
    """Measure the two read models that every case page and list rest on."""
    seconds = LONGER * extent.seconds
    for model in MODELS:
        yield from paired(
            place,
            extent,
            what=f"rebuild of {model}",
            goal="≥ 20",
            unit="events/s",
            ours=partial(_ours, place, model, seconds),
            peer=partial(_peer, place, seconds),
        )


def _ours(place: Place, model: str, seconds: float) -> float:
    """Rebuild until done or time is up; what is cut off leaves the live read model as it was."""
    done, started = 0, perf_counter()
    with (
        place.databases() as databases,
        psycopg.connect(databases.conninfo("migrate"), autocommit=True) as migrate,
    ):
        for taken in rebuild(databases, migrate, model):
            done += taken
            if perf_counter() - started > seconds:
                break
        return done / (perf_counter() - started)


def _peer(place: Place, seconds: float) -> float:
    with psycopg.connect(place.peer, autocommit=True) as conn:
        conn.execute(FORGET_VIEW)
    with timeline_runner(place.peer) as runner:
        started = perf_counter()
        sleep(seconds)
        # A busy machine may not have come to the first event yet, and nothing divides by none.
        while not (done := runner.view.max_tracking_id(Cases.name)):
            sleep(seconds)
        return done / (perf_counter() - started)


BENCH: Final = Bench(name="rebuild", title="Rebuild of a read model", run=run)

"""Append: durable, everything on, beside the library's default recorder."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from tests.bench.ground import Place
from tests.bench.rows import Bench, Extent, Row, paired
from tests.bench.writers import Order, writing

SHAPES: Final = ((1, 1, "≥ 1.2"), (4, 1, "≥ 1.8"), (1, 10, "≥ 1.0"), (1, 100, "≥ 0.8"))
"""Writers, events an append, the goal."""


def run(place: Place, extent: Extent) -> Iterator[Row]:
    """Measure each shape."""
    with writing(place, max(writers for writers, _, _ in SHAPES)) as pool:
        for writers, batch, goal in SHAPES:
            yield from paired(
                place,
                extent,
                what=f"{_counted(writers, 'writer')} × {_counted(batch, 'event')}",
                goal=goal,
                unit="events/s",
                ours=partial(pool.rate, Order("ours", batch, extent.seconds), writers=writers),
                peer=partial(pool.rate, Order("peer", batch, extent.seconds), writers=writers),
            )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" + ("s" if count > 1 else "")


BENCH: Final = Bench(name="append", title="Durable append", run=run)

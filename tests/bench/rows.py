"""Row: one line of the table: how something of ours does beside its peer, round by round."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Final

from tests.bench.ground import Place

WARM_UP: Final = 1
"""Pairs that are run and thrown away."""

Side = Callable[[], float]
"""Measures one side once: a rate a second, or the seconds that one takes."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """
    One line of the table.

    `ours` and `peer` are said in words; `ratios` has ours over the peer's for each pair of rounds,
    none where there is nothing to divide. `goal` is in words too. `durable` = fsync was on.
    """

    what: str
    entries: int
    durable: bool
    ours: str
    peer: str
    ratios: tuple[float, ...]
    goal: str


@dataclass(frozen=True, kw_only=True)
class Extent:
    """How much is measured: pairs of rounds for each row, and seconds for each side of a pair."""

    rounds: int
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Bench:
    """
    One benchmark: its name for --only, and what it measures on a log.

    `grows` = it is run again on each size of the log; otherwise once, on the smallest.
    """

    name: str
    title: str
    run: Callable[[Place, Extent], Iterator[Row]]
    grows: bool = True


def paired(
    place: Place, extent: Extent, *, what: str, goal: str, unit: str, ours: Side, peer: Side
) -> Iterator[Row]:
    """
    Measure A B A B, with fsync on and then off; a row for each.

    Each ratio is of two rounds that ran one after the other, so that what else the machine does
    falls on both.
    """
    for durable in (True, False):
        with place.fsync(on=durable):
            pairs = [(ours(), peer()) for _ in range(WARM_UP + extent.rounds)][WARM_UP:]
        yield Row(
            what=what,
            entries=place.entries,
            durable=durable,
            ours=figure(median(a for a, _ in pairs), unit),
            peer=figure(median(b for _, b in pairs), unit),
            ratios=tuple(a / b for a, b in pairs),
            goal=goal,
        )


def figure(value: float, unit: str) -> str:
    """Write a figure with three digits that count."""
    if unit == "s":
        value, unit = value * 1000, "ms"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"

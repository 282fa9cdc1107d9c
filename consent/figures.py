"""Figures (集計): whether a table has cells so small that they point at someone (R41)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from consent.facts import Fact, Standing, View

LEAST: Final = 5
"""The smallest number that is shown, until the city has set another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallCellsSet(Fact):
    """秘匿の基準: from a Tokyo date on, numbers below `least` are small, perhaps zeros too."""

    first: date
    least: int
    zeros: bool


def level_of(view: View, cells: Iterable[int]) -> Standing:
    """Return how coarse a table of counts is (field `level`); zeros point at someone by default."""
    begun = [one for one in view.known(SmallCellsSet) if one.first <= view.today]
    rule = max(begun, key=lambda one: (one.first, one.seq), default=None)
    least, zeros = (rule.least, rule.zeros) if rule else (LEAST, True)
    small = any(cell < least and (cell > 0 or zeros) for cell in cells)
    return Standing("AGG_SMALL" if small else "AGG_SAFE", (rule,) if rule else ())

"""Figures (集計): small numbers point at someone (R41)."""

from dataclasses import replace
from datetime import date

import pytest

from consent.facts import Standing, View
from consent.figures import SmallCellsSet, level_of
from tests.consent.history import NOW, UNDATED

pytestmark = pytest.mark.pure

RULE = SmallCellsSet(**UNDATED, first=date(2026, 5, 11), least=10, zeros=False)


@pytest.mark.parametrize(
    ("cells", "level"),
    [((5, 12), "AGG_SAFE"), ((4, 12), "AGG_SMALL"), ((0, 12), "AGG_SMALL"), ((), "AGG_SAFE")],
)
def test_numbers_below_five_and_zeros_are_small_until_the_city_says_otherwise(
    cells: tuple[int, ...], level: str
) -> None:
    assert level_of(View((), NOW, 9), cells) == Standing(level)


@pytest.mark.parametrize(
    ("cells", "level"), [((10, 0), "AGG_SAFE"), ((9, 0), "AGG_SMALL"), ((1,), "AGG_SMALL")]
)
def test_the_citys_setting_counts_from_its_day(cells: tuple[int, ...], level: str) -> None:
    assert level_of(View((RULE,), NOW, 9), cells) == Standing(level, (RULE,))


def test_a_setting_that_has_not_begun_or_is_not_known_does_not_count() -> None:
    later = replace(RULE, first=date(2026, 5, 12))
    unknown = replace(RULE, seq=10)

    assert level_of(View((later, unknown), NOW, 9), (5,)) == Standing("AGG_SAFE")


def test_the_latest_setting_counts_and_of_one_day_the_later_recorded() -> None:
    older = replace(RULE, first=date(2026, 5, 1), least=100)
    corrected = replace(RULE, seq=1, least=3)

    assert level_of(View((RULE, older), NOW, 9), (10,)).code == "AGG_SAFE"
    assert level_of(View((corrected, RULE), NOW, 9), (3,)).code == "AGG_SAFE"

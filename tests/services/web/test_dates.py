"""年月日: dates as people write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.web.dates import at_tokyo, born, in_era, parse, with_weekday

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "typed",
    [
        "昭和22年5月3日",
        "昭和 22年 5月 3日",
        "S22.5.3",
        "s22.5.3",
        "S22/5/3",
        "S220503",
        "1947/5/3",
        "1947-05-03",
        "1947年5月3日",
        "19470503",
        " １９４７．５．３ ",
        "Ｓ２２．５．３",
    ],
)
def test_a_date_is_read_in_whatever_form_it_is_written(typed: str) -> None:
    assert parse(typed) == date(1947, 5, 3)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("H1.1.8", date(1989, 1, 8)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("明治45年7月29日", date(1912, 7, 29)),
        ("昭和64年1月10日", date(1989, 1, 10)),
    ],
)
def test_an_era_starts_on_its_day_and_counts_on_after_its_end(typed: str, day: date) -> None:
    assert parse(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "22",
        "5月3日",
        "昭和22年",
        "昭和22年13月1日",
        "S22.2.30",
        "令和元年4月30日",
        "H0.1.2",
        "70代",
    ],
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert parse(typed) is None


@given(st.dates(min_value=date(1868, 10, 23), max_value=date(2100, 1, 1)))
def test_what_is_written_is_read_back(day: date) -> None:
    assert parse(in_era(day)) == day


def test_the_first_year_of_an_era_is_gannen() -> None:
    assert in_era(date(2019, 5, 1)) == "令和元年5月1日"
    assert in_era(date(2019, 4, 30)) == "平成31年4月30日"
    assert in_era(date(1860, 1, 1)) == "1860年1月1日"


def test_an_instant_is_shown_as_the_clock_in_tokyo_shows_it() -> None:
    """R74."""
    assert at_tokyo(datetime(2026, 11, 22, 15, 5, tzinfo=UTC)) == "令和8年11月23日（月）0:05"
    assert with_weekday(date(2026, 11, 29)) == "令和8年11月29日（日）"


@pytest.mark.parametrize(("on", "age"), [(date(2026, 5, 2), 78), (date(2026, 5, 3), 79)])
def test_a_birth_date_tells_the_age_on_the_day(on: date, age: int) -> None:
    assert born("1947-05-03", on) == f"昭和22年5月3日（1947年、{age}歳）"


def test_a_birth_date_that_is_none_is_shown_as_stored() -> None:
    assert born("70代くらい", date(2026, 5, 2)) == "70代くらい"

"""月別の数の取込み: each month whole or not at all, each once, each fault named by its row."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from events.opening import Count, Figure, TotalSource
from services import opening_rows, tables
from services.db import Databases
from services.importing import Outcome, Told
from services.refusals import NotShown
from tests.city import City, city

HEADINGS = "月,新規相談受付件数,プラン作成件数,就労支援対象者数\n"


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path) as opened:
        yield opened


@pytest.fixture
def taking(town: City, tmp_path: Path) -> Callable[..., list[Told]]:
    """Give a way to take totals over."""

    def take(rows: str, *, dry: bool = False) -> list[Told]:
        (tmp_path / "totals.csv").write_text(HEADINGS + rows, encoding="cp932")
        table = tables.read(tmp_path / "totals.csv")
        return list(
            opening_rows.run(
                town.system.openings,
                town.worker,
                table,
                source=TotalSource.NATIONAL_REPORT,
                dry=dry,
            )
        )

    return take


def outcomes(told: list[Told]) -> list[Outcome]:
    return [one.outcome for one in told]


def test_totals_are_taken_once_with_their_source_and_the_files_digest(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    """R64."""
    rows = "令和6年8月,31,7,\n2024/9,28,,\n"

    first, again = taking(rows), taking(rows)

    september, august = town.system.openings.page(town.worker).months
    assert outcomes(first) == [Outcome.TAKEN, Outcome.TAKEN]
    assert outcomes(again) == [Outcome.THERE_ALREADY, Outcome.THERE_ALREADY]
    assert (september.month.month, august.month.month) == (9, 8)
    assert september.counts == (Count(figure=Figure.NEW_CONSULTATIONS, count=28),)
    assert august.source is TotalSource.NATIONAL_REPORT
    assert august.from_file


def test_looking_first_writes_nothing(town: City, taking: Callable[..., list[Told]]) -> None:
    told = taking("R6.8,31,7,\nR6.9,1,1,2\n", dry=True)

    assert outcomes(told) == [Outcome.WOULD_BE_TAKEN, Outcome.REFUSED]
    assert town.system.openings.page(town.worker).months == ()


def test_every_fault_is_named_by_row_and_column_and_nothing_is_half_taken(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    taking("R6.7,30,6,\n")

    told = taking(
        "R6.7,30,7,\nそのうち,三,7,\nR6.8,31,7,\nR6.8,31,7,\nR6.9,31,7,8\n2999/1,1,1,\nR6.10,,,\n"
    )

    faults = [(f.line, f.heading, f.reason) for one in told for f in one.faults]
    assert faults == [
        (2, "月", "この月には、ほかの数が入っています。画面で直してください。"),
        (3, "月", "月として読めません。"),
        (3, "新規相談受付件数", "0以上の数として読めません。"),
        (5, "月", "同じ月が、前の行にもあります。"),
        (6, "月", "数が合いません。"),
        (7, "月", "月として読めません。"),
        (8, "月", "数が1つも入っていません。"),
    ]
    assert [row.month.month for row in town.system.openings.page(town.worker).months] == [8, 7]


def test_a_heading_that_names_no_figure_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("月,新規,プラン作成件数\n", encoding="utf-8")

    assert opening_rows.unknown_headings(tables.read(tmp_path / "a.csv")) == ("新規",)


def test_who_does_no_casework_takes_no_totals_over(town: City, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{HEADINGS}R6.8,1,1,1\n", encoding="utf-8")
    table = tables.read(tmp_path / "a.csv")
    run = opening_rows.run(
        town.system.openings, town.auditor, table, source=TotalSource.OLD_LIST, dry=False
    )

    with pytest.raises(NotShown):
        list(run)

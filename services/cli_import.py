"""`tsunagi import`: an old list is taken over, or looked at first; what is refused is named."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from events.opening import TotalSource
from services import import_map, logs, opening_rows, tables
from services.cli_login import log_in
from services.cli_settings import Stop
from services.facts import utc_now
from services.importing import Importing, Outcome, Told
from services.refusals import NotShown
from services.serve import opened
from services.settings import Settings

WORDS = {
    Outcome.TAKEN: "取り込みました",
    Outcome.WOULD_BE_TAKEN: "取り込めます",
    Outcome.THERE_ALREADY: "前に取り込んであります",
    Outcome.REFUSED: "取り込めません",
}
NO_CASEWORK = "相談支援の役割で働く職員だけが取り込めます。 / Only who does casework may import."


def import_list(
    source: Annotated[Path, typer.Argument(help="取り込む表（.csv または .xlsx）")],
    map_file: Annotated[Path, typer.Option("--map", help="列の対応（TOML）")],
    login: Annotated[str, typer.Option("--as", help="取り込む職員の利用者名")],
    rejects: Annotated[
        Path | None, typer.Option(help="取り込めない行の番号と理由を書くファイル（CSV）")
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option(help="調べるだけで、何も書かない")] = False,
) -> None:
    """前に使っていた一覧を、ケースとして取り込みます。何度でもやり直せます。"""
    logs.configure("import")
    column_map, table = _read(map_file, source)
    with opened(Settings()) as system:
        acting = log_in(system, login)
        importing = Importing(databases=system.databases, ledgers=system.ledgers, clock=utc_now)
        rows = importing.run(acting, column_map, table, dry=dry_run)
        told = _done(rows, len(table.lines), "行")
    _say(told, rejects)
    if any(one.outcome is Outcome.REFUSED for one in told):
        raise typer.Exit(1)


def import_totals(
    source: Annotated[Path, typer.Argument(help="月別の数の表（.csv または .xlsx）")],
    login: Annotated[str, typer.Option("--as", help="取り込む職員の利用者名")],
    taken_from: Annotated[TotalSource, typer.Option("--from", help="数の出典")],
    rejects: Annotated[
        Path | None, typer.Option(help="取り込めない行の番号と理由を書くファイル（CSV）")
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option(help="調べるだけで、何も書かない")] = False,
) -> None:
    """稼働前の月別の数を取り込みます。何度でもやり直せます。"""
    logs.configure("import-totals")
    try:
        table = tables.read(source)
    except tables.TableRefused as refused:
        raise Stop(str(refused)) from refused
    if opening_rows.MONTH not in table.headings:
        raise Stop(f"見出しがありません: {opening_rows.MONTH}")
    if unknown := opening_rows.unknown_headings(table):
        raise Stop(f"知らない見出しです: {'、'.join(unknown)}")
    with opened(Settings()) as system:
        acting = log_in(system, login)
        rows = opening_rows.run(system.openings, acting, table, source=taken_from, dry=dry_run)
        told = _done(rows, len(table.lines), "月")
    _say(told, rejects)
    if any(one.outcome is Outcome.REFUSED for one in told):
        raise typer.Exit(1)


def _read(map_file: Path, source: Path) -> tuple[import_map.ColumnMap, tables.Table]:
    try:
        column_map = import_map.load(map_file)
        table = tables.read(source, sheet=column_map.sheet)
    except (import_map.MapRefused, tables.TableRefused) as refused:
        raise Stop(str(refused)) from refused
    if lacking := import_map.missing_headings(column_map, table.headings):
        raise Stop(f"見出しがありません: {'、'.join(lacking)}")
    return column_map, table


def _done(rows: Iterable[Told], total: int, unit: str) -> list[Told]:
    try:
        console = Console(stderr=True)
        return list(track(rows, total=total, description=unit, console=console))
    except NotShown as refused:
        raise Stop(NO_CASEWORK) from refused


def _say(told: Sequence[Told], rejects: Path | None) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for outcome, count in Counter(one.outcome for one in told).items():
        console.print(f"{WORDS[outcome]}　{count}件")
    for one in told:
        for fault in one.faults:
            console.print(f"  {fault.line}行目　{fault.heading}　{fault.reason}")
        if one.alike:
            console.print(f"  {one.line}行目　同じ人かもしれません　{'、'.join(one.alike)}")
    if rejects is not None:
        with rejects.open("w", encoding="utf-8-sig", newline="") as file:
            written = csv.writer(file)
            written.writerow(("行", "列", "理由"))
            written.writerows(
                (fault.line, fault.heading, fault.reason) for one in told for fault in one.faults
            )

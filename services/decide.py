"""
Decide (開示の判断): `tsunagi decide`, a file of cases against a policy, without a database.

Every line of the input gets its line of the answer, in the same order: a case that cannot be
understood is denied, never an error.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final, TextIO
from zoneinfo import ZoneInfo

import typer

from consent import wording
from consent.citation import law_texts
from consent.decision import Decision, decide
from consent.document import PolicyMalformed
from consent.policy import Policy
from consent.registry import Registry
from services.policy_file import POLICY_FILE, policy_from, registry_from, unreadable

COLUMNS: Final = ("row", "outcome", "visibility", "reason", "masked_parts", "law")


def read_rows(source: TextIO) -> Iterator[Mapping[str, str]]:
    """
    Yield each row of a CSV file with a header line.

    A cell that is missing is not in the mapping; neither is a column that the header names twice,
    since nobody can say which of the two is meant.
    """
    lines = csv.reader(source)
    first = next(lines, None) or []
    header = [name.removeprefix("\ufeff").strip() for name in first]
    named = [(at, name) for at, name in enumerate(header) if header.count(name) == 1]
    for cells in lines:
        if cells:
            yield {name: cells[at] for at, name in named if at < len(cells)}


def decide_rows(
    source: TextIO, target: TextIO, *, policy: Policy, registry: Registry, on: date
) -> int:
    """Write the answer to every row of `source` as CSV; return how many rows there were."""
    out = csv.writer(target, lineterminator="\n")
    out.writerow(COLUMNS)
    count = 0
    for row in read_rows(source):
        decision = decide(policy, row)
        texts = law_texts(decision, policy.document, registry, on)
        out.writerow(answer(row.get("row", ""), decision, texts))
        count += 1
    return count


def answer(row: str, decision: Decision, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the cells of one answer."""
    return (
        row,
        decision.outcome,
        decision.visibility,
        decision.reason,
        ";".join(decision.masked),
        " / ".join(texts),
    )


def explain_row(
    source: TextIO, target: TextIO, wanted: str, *, policy: Policy, registry: Registry, on: date
) -> int:
    """Write out why each row named `wanted` is decided as it is; return how many there were."""
    found = [row for row in read_rows(source) if row.get("row", "") == wanted]
    for row in found:
        decision = decide(policy, row)
        texts = law_texts(decision, policy.document, registry, on)
        target.write(wording.explain(wanted, row, decision, policy.document, texts, on))
    return len(found)


def command(
    rows: Annotated[Path, typer.Option(help="判断する事例の CSV", exists=True, dir_okay=False)],
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="判断の日(省略時は今日)")
    ] = None,
    policy: Annotated[
        Path, typer.Option(help="方針の JSON", exists=True, dir_okay=False)
    ] = POLICY_FILE,
    explain: Annotated[str | None, typer.Option(help="この行の理由を日本語で述べる")] = None,
) -> None:
    """事例の CSV を方針で判断する(データベース不要)。"""
    day = on.date() if on else datetime.now(ZoneInfo("Asia/Tokyo")).date()
    csv.field_size_limit(sys.maxsize)
    try:
        judge, registry = policy_from(policy), registry_from()
    except (PolicyMalformed, OSError, UnicodeDecodeError) as error:
        typer.echo(f"方針を読めません: {unreadable(error)}", err=True)
        raise typer.Exit(2) from error
    # A file of another encoding still has its codes in ASCII; a strange name must not stop it.
    target = typer.get_text_stream("stdout", encoding="utf-8")
    with rows.open(encoding="utf-8-sig", errors="replace", newline="") as source:
        if explain is None:
            decide_rows(source, target, policy=judge, registry=registry, on=day)
        elif not explain_row(source, target, explain, policy=judge, registry=registry, on=day):
            typer.echo(f"行 {explain} はありません", err=True)
            raise typer.Exit(2)


if __name__ == "__main__":
    typer.run(command)

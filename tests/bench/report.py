"""Report: the rows as a table, on the terminal and in docs/benchmarks.md."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Final

import psycopg

from tests.bench.rows import Bench, Extent, Row

PAGE: Final = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"
PACKAGES: Final = ("eventsourcing", "psycopg", "cryptography", "fastapi", "uvicorn")
HEAD: Final = """\
| what | entries | fsync | ours | peer | min | median | max | goal |
|---|--:|---|--:|--:|--:|--:|--:|--:|
"""


def line(row: Row) -> str:
    """Write one line of the table."""
    spread = ("–", "–", "–")
    if row.ratios:
        of = (min(row.ratios), median(row.ratios), max(row.ratios))
        spread = tuple(f"{ratio:.2f}×" for ratio in of)
    goal = row.goal if row.durable else ""
    cells = (row.what, f"{row.entries:,}", "on" if row.durable else "off", row.ours, row.peer)
    return "| " + " | ".join((*cells, *spread, goal)) + " |"


def table(bench: Bench, rows: Sequence[Row]) -> str:
    """Write the table of one benchmark."""
    return f"### {bench.title}\n\n{HEAD}" + "".join(line(row) + "\n" for row in rows)


def machine(admin: str, extent: Extent) -> str:
    """Say on what, with what and how often it was measured."""
    with psycopg.connect(admin) as conn:
        row = conn.execute("SHOW server_version").fetchone()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} on {_processor()} ({os.cpu_count()} cores),"
        f" {platform.system()} {platform.release()}, Python {platform.python_version()},"
        f" PostgreSQL {row[0] if row else '?'}, {packages}; {extent.rounds} pairs of rounds a row."
    )


def keep(section: str, text: str) -> None:
    """Put text in the place of a section of the page, between its two marks."""
    start, end = f"<!-- {section} -->\n", f"<!-- end of {section} -->"
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(start)
    _, _, after = rest.partition(end)
    PAGE.write_text(f"{before}{start}{text}{end}{after}", encoding="utf-8")


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())

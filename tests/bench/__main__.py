"""`python -m tests.bench`: measure, print, and keep the table in docs/benchmarks.md."""

import argparse
from collections.abc import Sequence
from typing import Final

from rich.console import Console

from tests.bench import report
from tests.bench.benches import BENCHES
from tests.bench.ground import Ground, ground
from tests.bench.rows import Bench, Extent, Row

SIZES: Final = (10_000, 100_000)
FULL: Final = (*SIZES, 1_000_000)
USUAL: Final = Extent(rounds=7, seconds=0.3)
QUICK: Final = Extent(rounds=2, seconds=0.1)


def main() -> None:
    """Measure what the command line asks for; only a whole run is kept."""
    asked = _arguments()
    benches = [bench for bench in BENCHES if asked.only in (None, bench.name)]
    sizes = SIZES[:1] if asked.quick else FULL if asked.full else SIZES
    extent = QUICK if asked.quick else USUAL
    console = Console(soft_wrap=True, highlight=False)
    with ground() as place:
        said = report.machine(place.server.admin, extent)
        console.print(said)
        found = _measure(place, benches, sizes, extent, console)
    if not (asked.quick or asked.only):
        tables = "\n".join(report.table(bench, found[bench.name]) for bench in benches)
        report.keep("full" if asked.full else "usual", f"{said}\n\n{tables}")


def _measure(
    place: Ground, benches: Sequence[Bench], sizes: Sequence[int], extent: Extent, console: Console
) -> dict[str, list[Row]]:
    """Let the log grow, and measure on a fresh copy for each benchmark."""
    found: dict[str, list[Row]] = {bench.name: [] for bench in benches}
    for size in sizes:
        with console.status(f"{size:,} entries"):
            place.fill(size)
        for bench in benches:
            if size != sizes[0] and not bench.grows:
                continue
            with place.place(size) as copy:
                for row in bench.run(copy, extent):
                    found[bench.name].append(row)
                    console.print(report.line(row))
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=[bench.name for bench in BENCHES])
    parser.add_argument("--quick", action="store_true", help="two short rounds on a small log")
    parser.add_argument("--full", action="store_true", help="up to 1 M entries; over an hour")
    return parser.parse_args()


if __name__ == "__main__":
    main()

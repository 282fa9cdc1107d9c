"""Benches: every benchmark there is; a new one is written in a module of its own and named here."""

from typing import Final

from tests.bench import append, decision, page, rebuild, tailing
from tests.bench.rows import Bench

BENCHES: Final[tuple[Bench, ...]] = (
    append.BENCH,
    tailing.BENCH,
    rebuild.BENCH,
    page.BENCH,
    decision.BENCH,
)

"""Benches: every benchmark there is; a new one is written in a module of its own and named here."""

from typing import Final

from tests.bench import append, case_list, decision, page, rebuild, sharing, tailing
from tests.bench.rows import Bench

BENCHES: Final[tuple[Bench, ...]] = (
    append.BENCH,
    tailing.BENCH,
    rebuild.BENCH,
    page.BENCH,
    case_list.BENCH,
    decision.BENCH,
    sharing.BENCH,
)

"""The benchmarks run: what they ask of a peer is found wanting here, not on a day of measuring."""

from collections.abc import Iterator

import pytest

from tests.bench.benches import BENCHES
from tests.bench.filling import RECORDS
from tests.bench.ground import Ground, Place, ground
from tests.bench.rows import Bench, Extent

CASES = 4
SHORT = Extent(rounds=1, seconds=0.02)


@pytest.fixture(scope="module")
def made() -> Iterator[Ground]:
    """Give a log of a few cases, with its peers beside it."""
    with ground() as city:
        city.fill(CASES * RECORDS)
        yield city


@pytest.fixture
def place(made: Ground) -> Iterator[Place]:
    """Give a copy of it, as each benchmark has its own."""
    with made.place(CASES * RECORDS) as copy:
        yield copy


@pytest.mark.parametrize("bench", BENCHES, ids=lambda bench: bench.name)
def test_each_benchmark_measures_ours_beside_its_peer(place: Place, bench: Bench) -> None:
    rows = list(bench.run(place, SHORT))

    assert rows
    assert all(row.ours and row.peer for row in rows)

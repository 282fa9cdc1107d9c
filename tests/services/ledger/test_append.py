"""`log.append`: leaf, frontier and head as RFC 6962 has them, by an independent computation."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.audit.merkle import EMPTY_ROOT, Frontier, leaf_hash
from services.db import Databases
from services.ledger.drafts import Expected, SealedEvent
from services.ledger.recorder import LogRecorder, StreamMoved
from tests.databases import TemplateServer
from tests.depth import rounds
from tests.promises import census
from tests.services.ledger.logs import bare_line, open_log

FOLD = "SELECT log.fold(%(frontier)s, %(size)s, %(leaves)s::bytea[])"
HASHES = st.binary(min_size=32, max_size=32)
TENANTS = (f"lg-{number:06}" for number in count(1))


def tree_hash(leaves: Sequence[bytes]) -> bytes:
    """Return the root as RFC 6962 §2.1 defines it, by recursion over all leaves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + tree_hash(leaves[:split]) + tree_hash(leaves[split:])).digest()


@pytest.fixture(scope="module")
def server(postgres: TemplateServer) -> Iterator[Databases]:
    pair = postgres.copy()
    yield pair
    postgres.drop(pair)


@pytest.mark.pure
def test_the_frontier_has_the_root_of_the_whole_tree_at_every_size() -> None:
    leaves = [leaf_hash(bytes([n])) for n in range(130)]
    frontier = Frontier()

    assert frontier.root() == EMPTY_ROOT == tree_hash([])
    for size, leaf in enumerate(leaves, 1):
        frontier.add(leaf)
        assert frontier.root() == tree_hash(leaves[:size])
        assert len(frontier.hashes) == 32 * size.bit_count()


@pytest.mark.pure
def test_the_tree_is_that_of_certificate_transparency() -> None:
    """The eight entries and the root that implementations of RFC 6962 are tested with."""
    entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    entries.append("606162636465666768696a6b6c6d6e6f")
    frontier = Frontier()

    frontier.extend(leaf_hash(bytes.fromhex(entry)) for entry in entries)

    root = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert frontier.root().hex() == root


@given(
    before=st.integers(0, 5) | st.integers(0, 300),
    batch=st.lists(HASHES, min_size=1, max_size=70),
)
@settings(max_examples=rounds(fast=40, deep=1500))
def test_the_database_folds_leaves_as_python_does(
    server: Databases, before: int, batch: list[bytes]
) -> None:
    frontier = Frontier()
    frontier.extend(leaf_hash(n.to_bytes(4)) for n in range(before))
    given_frontier = frontier.hashes
    frontier.extend(batch)

    with psycopg.connect(server.conninfo("migrate")) as conn:
        values = {"frontier": given_frontier, "size": before, "leaves": batch}
        row = conn.execute(FOLD, values).fetchone()

    assert row == (frontier.hashes,)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=12))
@settings(max_examples=rounds(fast=15, deep=400))
def test_batches_of_any_sizes_make_the_tree_that_their_entries_have(
    server: Databases, sizes: list[int]
) -> None:
    """Powers of two are crossed in the middle of batches as well as between them."""
    tenant = next(TENANTS)
    origin = f"tsunagi.example/{tenant}/log/1"
    open_log(server, tenant, origin)
    recorder = LogRecorder(server, tenant)
    leaves: list[bytes] = []

    for size in sizes:
        batch = [sealed(origin, note=f"記録{n}") for n in range(size)]
        appended = recorder.append(batch, Expected())
        assert (appended.first_seq, appended.n) == (len(leaves), size)
        leaves += appended.leaves

    log = census.read(server, tenant)
    assert [bytes(row["leaf"]) for row in log.entries] == leaves
    assert census.flaws_of(log) == []
    frontier = Frontier()
    frontier.extend(leaves)
    assert frontier.root() == tree_hash(leaves)
    assert log.head["frontier"] == frontier.hashes


def sealed(origin: str, *, note: str) -> SealedEvent:
    """Make an entry without parts."""
    stream = uuid4()
    line = bare_line(stream=stream, version=1, note=note, origin=origin)
    return SealedEvent(stream, 1, "test.made", line)


def test_a_command_sent_again_is_answered_with_what_stands(server: Databases) -> None:
    recorder, origin = opened(server)
    command = Expected(command_id=uuid4(), digest=b"body")

    first = recorder.append([sealed(origin, note="一")], command)
    recorder.append([sealed(origin, note="間")], Expected())
    again = recorder.append([sealed(origin, note="別の内容")], command)

    answer: dict[str, Any] = {**first.__dict__, "replayed": True}
    assert again.__dict__ == answer
    assert not first.replayed


def test_streams_take_turns_in_a_batch_and_none_skips_a_version(server: Databases) -> None:
    recorder, origin = opened(server)
    a, b = uuid4(), uuid4()

    taking_turns = [(a, 1), (b, 1), (a, 2), (b, 2), (b, 3), (a, 3)]
    appended = recorder.append([entry(origin, *at) for at in taking_turns], Expected())
    for skipping in ([(a, 5)], [(a, 4), (b, 4), (a, 6)], [(b, 4), (a, 4), (uuid4(), 2)]):
        with pytest.raises(StreamMoved):
            recorder.append([entry(origin, *at) for at in skipping], Expected())

    assert appended.n == 6
    assert recorder.max_notification_id() == 6
    assert (recorder.version(a), recorder.version(b)) == (3, 3)


def entry(origin: str, stream: UUID, version: int) -> SealedEvent:
    """Make an entry without parts in a stream."""
    line = bare_line(stream=stream, version=version, note="交互", origin=origin)
    return SealedEvent(stream, version, "test.made", line)


def opened(server: Databases) -> tuple[LogRecorder, str]:
    """Open a log of its own."""
    tenant = next(TENANTS)
    origin = f"tsunagi.example/{tenant}/log/1"
    open_log(server, tenant, origin)
    return LogRecorder(server, tenant), origin

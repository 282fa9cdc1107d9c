"""Promise 1: the one door, `log.append`, lets nothing in but what follows on from what is there."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from services.db import Conn, Databases
from services.ledger import canonical
from tests.databases import TemplateServer
from tests.promises import census
from tests.services.ledger.logs import ORIGIN, TENANT, open_log

APPEND = """
SELECT log.append(%(tenant)s, %(command)s, %(digest)s, %(streams)b::uuid[], %(versions)b::integer[],
    %(lines)b::text[], %(sealed)b::bytea[], %(digests)b::bytea[], %(not_after)s)
"""
PURGE = "SELECT log.purge(%(tenant)s, %(seq)s)"

STREAM, EVENT, KEY, COMMAND = uuid4(), uuid4(), uuid4(), uuid4()
SEALED, DIGESTS = b"nonce, ciphertext, tag", b"\1" + bytes(32)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part as line 1 names it, and as it is sent."""

    n: int = 0
    ct: str = b64encode(sha256(b"A256GCM" + SEALED).digest()).decode()
    dig: str | None = b64encode(sha256(DIGESTS).digest()).decode()
    sealed: bytes | None = SEALED
    digests: bytes | None = DIGESTS


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What is sent to the door; one entry with one part."""

    tenant: str = TENANT
    command: UUID | None = COMMAND
    digest: bytes | None = b"body"
    read: dict[UUID, int] = field(default_factory=dict[UUID, int])
    event: UUID = EVENT
    stream: UUID = STREAM
    version: int = 3
    origin: str = ORIGIN
    note: str = ""
    named: tuple[Part, ...] = (Part(),)
    sent: tuple[Part, ...] = (Part(),)

    def line(self) -> str:
        """Write line 1."""
        parts = [
            {"n": p.n, "cat": "record", "key": str(KEY), "alg": "A256GCM", "ct": p.ct}
            | ({"dig": p.dig} if p.dig else {})
            for p in self.named
        ]
        line = {
            "log": self.origin,
            "id": str(self.event),
            "stream": str(self.stream),
            "sv": self.version,
            "type": "test.made",
            "cmd": str(self.command),
            "data": {"note": self.note},
            "parts": parts,
        }
        return canonical.encode(line).decode()

    def send(self, conn: Conn, lines: Sequence[str] | None = None) -> None:
        """Knock at the door."""
        given: dict[str, Any] = {
            "tenant": self.tenant,
            "command": self.command,
            "digest": self.digest,
            "streams": list(self.read),
            "versions": list(self.read.values()),
            "lines": [self.line()] if lines is None else list(lines),
            "sealed": [part.sealed for part in self.sent],
            "digests": [part.digests for part in self.sent],
            "not_after": None,
        }
        conn.execute(APPEND, given)


RIGHT = Batch()
LONG = 65_533 - len(RIGHT.line()) - len('{"at":"2026-01-01T00:00:00.000000Z","seq":2}')
NO_PARTS = replace(RIGHT, named=(), sent=())


def start(databases: Databases) -> None:
    """Open a log in which the stream stands at version 2."""
    open_log(databases)
    with psycopg.connect(databases.conninfo("append"), autocommit=True) as conn:
        for version in (1, 2):
            one = replace(NO_PARTS, version=version, event=uuid4(), command=uuid4())
            one.send(conn)


@pytest.fixture(scope="module")
def closed_door(postgres: TemplateServer) -> Iterator[Databases]:
    """Give a log at which only those knock who must not be let in."""
    pair = postgres.copy()
    start(pair)
    yield pair
    postgres.drop(pair)


@pytest.fixture
def door(databases: Databases) -> Databases:
    """Give a log of one's own."""
    start(databases)
    return databases


def knock(databases: Databases, batch: Batch, lines: Sequence[str] | None = None) -> str | None:
    """Send a batch and commit; return how it was refused, None when it was not."""
    try:
        with psycopg.connect(databases.conninfo("append")) as conn:
            batch.send(conn, lines)
    except psycopg.Error as refused:
        return refused.sqlstate
    return None


def test_what_follows_on_is_let_in_with_its_part(door: Databases) -> None:
    assert knock(door, RIGHT) is None

    log = census.read(door, TENANT)
    assert census.flaws_of(log) == []
    assert (len(log.entries), len(log.parts)) == (3, 1)


def test_an_entry_of_the_greatest_length_is_let_in(door: Databases) -> None:
    assert knock(door, replace(RIGHT, note="x" * LONG)) is None


OTHER_CT = b64encode(sha256(b"other").digest()).decode()

REFUSED: dict[str, tuple[Batch, str]] = {
    "a version is skipped": (replace(RIGHT, version=4), "TS001"),
    "a version stands already": (replace(RIGHT, version=2), "23505"),
    "version 0": (replace(RIGHT, stream=uuid4(), version=0), "TS001"),
    "a negative version": (replace(RIGHT, stream=uuid4(), version=-1), "TS001"),
    "a new stream starts at 2": (replace(RIGHT, stream=uuid4(), version=2), "TS001"),
    "the entry is of another log": (replace(RIGHT, origin="elsewhere/log/1"), "TS005"),
    "the entry is one byte too long": (replace(RIGHT, note="x" * (LONG + 1)), "TS005"),
    "no such municipality": (replace(RIGHT, tenant="lg-999999"), "TS007"),
    "a ciphertext hash is another's": (replace(RIGHT, named=(Part(ct=OTHER_CT),)), "TS005"),
    "a search digest's hash is another's": (replace(RIGHT, named=(Part(dig=OTHER_CT),)), "TS005"),
    "search digests are not named": (replace(RIGHT, named=(Part(dig=None),)), "TS005"),
    "search digests are named and missing": (replace(RIGHT, sent=(Part(digests=None),)), "TS005"),
    "a part is missing": (replace(RIGHT, sent=()), "TS005"),
    "a part's bytes are missing": (
        replace(RIGHT, sent=(Part(sealed=None, digests=None),)),
        "TS005",
    ),
    "a part is superfluous": (replace(RIGHT, named=()), "TS005"),
    "a part is sent twice": (replace(RIGHT, sent=(Part(), Part())), "TS005"),
    "a part is numbered 1 first": (replace(RIGHT, named=(Part(n=1),)), "TS005"),
    "a stream that was read is not there": (replace(RIGHT, read={uuid4(): 1}), "TS002"),
    "a stream that was read has moved on": (replace(RIGHT, read={STREAM: 1}), "TS002"),
    "a stream that was read is there after all": (replace(RIGHT, read={STREAM: 0}), "TS002"),
    "a command without a digest": (replace(RIGHT, digest=None), "23502"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_door_refuses_whole_and_leaves_nothing_when(closed_door: Databases, what: str) -> None:
    batch, state = REFUSED[what]
    before = census.read(closed_door, TENANT)

    assert knock(closed_door, batch) == state

    assert census.read(closed_door, TENANT) == before


def test_one_wrong_entry_keeps_the_whole_batch_out(closed_door: Databases) -> None:
    before = census.read(closed_door, TENANT)
    wrong = replace(NO_PARTS, event=uuid4(), version=5)

    assert knock(closed_door, NO_PARTS, [NO_PARTS.line(), wrong.line()]) == "TS001"

    assert census.read(closed_door, TENANT) == before


def test_an_event_id_is_used_once(door: Databases) -> None:
    knock(door, RIGHT)
    before = census.read(door, TENANT)

    assert knock(door, replace(RIGHT, version=4, command=uuid4())) == "23505"

    assert census.read(door, TENANT) == before


def test_a_command_id_with_another_digest_or_none_is_refused(door: Databases) -> None:
    knock(door, RIGHT)

    assert knock(door, RIGHT) is None
    assert knock(door, replace(RIGHT, digest=b"other")) == "TS004"
    assert knock(door, replace(RIGHT, digest=None)) == "TS004"


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("null", "TS005"),
        ("[]", "TS005"),
        ("{}", "TS005"),
        ('"text"', "TS005"),
        ("not json", "22P02"),
        (NO_PARTS.line()[:-1], "22P02"),
        (NO_PARTS.line().replace(str(EVENT), "no id"), "22P02"),
        (NO_PARTS.line().replace('"test.made"', "null"), "23502"),
    ],
)
def test_what_is_no_entry_is_refused(closed_door: Databases, line: str, state: str) -> None:
    before = census.read(closed_door, TENANT)

    assert knock(closed_door, NO_PARTS, [line]) == state

    assert census.read(closed_door, TENANT) == before


def test_a_batch_of_nothing_is_refused(closed_door: Databases) -> None:
    assert knock(closed_door, NO_PARTS, []) == "TS005"


@pytest.mark.parametrize(
    "level", [psycopg.IsolationLevel.REPEATABLE_READ, psycopg.IsolationLevel.SERIALIZABLE]
)
def test_a_snapshot_older_than_the_lock_is_refused(
    closed_door: Databases, level: psycopg.IsolationLevel
) -> None:
    """In one, a command that was committed meanwhile would not be seen."""
    with psycopg.connect(closed_door.conninfo("append")) as conn:
        conn.isolation_level = level

        with pytest.raises(psycopg.Error) as refused:
            RIGHT.send(conn)

    assert refused.value.sqlstate == "TS008"


def test_sealed_bytes_are_taken_away_only_against_an_entry_that_says_so(door: Databases) -> None:
    knock(door, RIGHT)
    before = census.read(door, TENANT)

    for seq in (-1, 0, 2, 3):
        with (
            pytest.raises(psycopg.Error) as refused,
            psycopg.connect(door.conninfo("destroy")) as conn,
        ):
            conn.execute(PURGE, {"tenant": TENANT, "seq": seq})
        assert refused.value.sqlstate == "TS006"

    assert census.read(door, TENANT) == before

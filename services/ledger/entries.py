"""
Entry: what stands at a position of the log, as a fact for read models, read as far as they ask.

That its lines are canonical and that their hashes hold is for `tsunagi check` to say; here they are
only read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeAlias
from uuid import UUID

import orjson

from events.base import Actor, Event, Recorded
from events.catalogue import BY_TOPIC
from events.values import Category
from projections.fact import Fact, PartFact
from services.db import Conn
from services.ledger.codec import MalformedEvent, from_stored
from services.ledger.mapper import kind_of, read_actor, recorded

ENTRIES = """
SELECT seq, type,
    CASE WHEN %(topics)s::text[] IS NULL OR type = ANY(%(topics)s) THEN line1 END, line2
FROM log.entry
WHERE tenant = %(tenant)s AND seq >= %(first)s AND seq < %(end)s
ORDER BY seq
"""
DIGESTS = """
SELECT seq, part_no, digests FROM log.part
WHERE tenant = %(tenant)s AND seq >= %(first)s AND seq < %(end)s
    AND digests IS NOT NULL
"""

Digests: TypeAlias = Mapping[tuple[int, int], bytes]
"""Search digests by position and part."""

CATEGORIES: Final = {category.value: category for category in Category}


class GapInLog(Exception):
    """The log skips a position: a read model stops rather than miss an event."""


@dataclass(frozen=True)
class Batch:
    """What stands in a tenant's log from `first` up to `end`, as far as a read model reads it."""

    tenant: str
    first: int
    end: int
    facts: Sequence[Fact]


@dataclass(kw_only=True, slots=True, eq=False)
class EntryFact(Fact):
    """A fact whose event and envelope are read when somebody asks for them."""

    clear: dict[str, Any]
    digests: Digests
    _event: Event | None = field(default=None, init=False)

    @property
    def actor(self) -> Actor:
        """Who acted."""
        return read_actor(**self.clear["actor"])

    @property
    def parts(self) -> tuple[PartFact, ...]:
        """The parts that line 1 names."""
        named = [
            (part["n"], CATEGORIES[part["cat"]], _id(part["key"])) for part in self.clear["parts"]
        ]
        return tuple([PartFact(*part, self.digests.get((self.seq, part[0]))) for part in named])

    @property
    def event(self) -> Event:
        """
        The event, its personal fields sealed.

        Raises:
            MalformedEvent: when its clear data do not fit its kind.
        """
        if self._event is None:
            self._event = from_stored(self.clear["type"], self.clear["data"])
        return self._event

    def __getattr__(self, name: str) -> Recorded:
        """
        Read the event with its whole envelope, when it is first asked for.

        Raises:
            MalformedEvent: as `event`.
        """
        if name != "recorded":
            raise AttributeError(name)
        self.recorded = recorded(self.clear, {"at": self.at, "seq": self.seq}, self.event)
        return self.recorded


def read_batch(
    conn: Conn, tenant: str, first: int, most: int, topics: Sequence[str] | None
) -> Batch:
    """
    Read a tenant's log from `first` on, facts of these topics only; None = of all.

    Raises:
        GapInLog: when the log skips a position.
        MalformedEvent: when an entry is of a kind that this release does not know, or one of these
            topics is not of this release or of another position.
    """
    given = {"tenant": tenant, "first": first, "end": first + most, "topics": topics}
    # Entries first: what is appended between the two statements is then left to the next batch.
    entries = conn.execute(ENTRIES, given).fetchall()
    digests = {(seq, part_no): found for seq, part_no, found in conn.execute(DIGESTS, given)}
    facts: list[Fact] = []
    for expected, (seq, topic, line1, line2) in enumerate(entries, first):
        if seq != expected:
            raise GapInLog(tenant)
        if line1 is not None:
            facts.append(_fact(tenant, seq, orjson.loads(line1), orjson.loads(line2), digests))
        elif topic not in BY_TOPIC:
            raise MalformedEvent(topic)
    return Batch(tenant, first, first + len(entries), facts)


def _fact(
    tenant: str, seq: int, clear: dict[str, Any], placed: dict[str, Any], digests: Digests
) -> Fact:
    kind = kind_of(clear)
    if placed["seq"] != seq:
        raise MalformedEvent(kind.TOPIC)
    return EntryFact(
        tenant=tenant,
        kind=kind,
        seq=seq,
        version=clear["sv"],
        stream=_id(clear["stream"]),
        event_id=clear["id"],
        at=placed["at"],
        valid_at=clear["vt"],
        clear=clear,
        digests=digests,
    )


@lru_cache(maxsize=4096)
def _id(text: str) -> UUID:
    """Read the id of a case or a key: it stands in many entries, one soon after the other."""
    return UUID(text)

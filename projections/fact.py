"""Fact: what every read model is handed: an event as recorded, its parts without content."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, LiteralString, NamedTuple, TypeAlias
from uuid import UUID

import orjson
import psycopg
from psycopg.rows import TupleRow

from events.base import Actor, Event, Recorded
from events.values import Category

Conn: TypeAlias = psycopg.Connection[TupleRow]


class PartFact(NamedTuple):
    """What is known of a part without opening it; `digests` is None when it has none or is gone."""

    part_no: int
    category: Category
    key_id: UUID
    digests: bytes | None


@dataclass(kw_only=True, slots=True, eq=False)
class Fact(ABC):
    """
    One entry of one municipality's log, read no further than a read model asks.

    What it has in hand stands here as the log has it: `event_id` is text, the recorded time `at`
    and the valid time `valid_at` are instants as text (UTC, ending in Z); databases read them.
    """

    # Not frozen: freezing it would take longer than the rest of making one.
    tenant: str
    kind: type[Event]
    seq: int
    version: int
    stream: UUID
    event_id: str
    at: str
    valid_at: str
    recorded: Recorded = field(init=False)
    """The event with its whole envelope, read when first asked for: for who needs most of it."""

    @property
    @abstractmethod
    def actor(self) -> Actor:
        """Who acted."""

    @property
    @abstractmethod
    def parts(self) -> tuple[PartFact, ...]:
        """Its parts, without content."""

    @property
    @abstractmethod
    def event(self) -> Event:
        """The event, its personal fields sealed."""

    def part(self, category: Category) -> PartFact | None:
        """Return the first part of a category."""
        return next((part for part in self.parts if part.category is category), None)


def write(conn: Conn, query: LiteralString, tenant: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """
    Run a statement over rows of one tenant, which reach it as `json_to_recordset(%(rows)s)`.

    A statement for each row would wait for the server each time; with no rows nothing is run.
    """
    if rows:
        conn.execute(query, {"tenant": tenant, "rows": orjson.dumps(rows).decode()})

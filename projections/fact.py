"""Fact: what every read model is handed: an event as recorded, its parts without content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString, TypeAlias
from uuid import UUID

import orjson
import psycopg
from psycopg.rows import TupleRow

from events.base import Recorded
from events.values import Category

Conn: TypeAlias = psycopg.Connection[TupleRow]


@dataclass(frozen=True, kw_only=True)
class PartFact:
    """What is known of a part without opening it; `digests` is None when it has none or is gone."""

    part_no: int
    category: Category
    key_id: UUID
    digests: bytes | None


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One entry of one municipality's log."""

    tenant: str
    recorded: Recorded
    parts: tuple[PartFact, ...]

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

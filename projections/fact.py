"""Fact: what every read model is handed: an event as recorded, its parts without content."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

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

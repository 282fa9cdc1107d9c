"""Provided (提供する記録): parts of records that are named for somebody else's eyes (R33)."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.values import Category, Pointer

MOST_RECORDS: Final = 200
"""Records' parts in one packet."""


@dataclass(frozen=True, kw_only=True)
class Provided:
    """
    One part of one record that is pinned: where it stands, whom and what it is about.

    `kind` is the topic of its event, `on` the Tokyo civil date of what it tells of.
    """

    at: Pointer
    person_id: UUID
    category: Category
    kind: str
    on: date

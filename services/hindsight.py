"""Hindsight (当時の記録): the log as it stood at a position, for judging again."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from events.base import Recorded
from services.keys.derived import Derived
from services.ledger.ledger import Ledger


class Log(Protocol):
    """What facts are gathered from: the log as it is, or as it was."""

    @property
    def derived(self) -> Derived:
        """What is computed with the tenant's secret."""
        ...

    def load_all(self, *streams: UUID) -> dict[UUID, list[Recorded]]:
        """Return the events of several streams."""
        ...

    def size(self) -> int:
        """Return up to where anything was read."""
        ...


@dataclass(frozen=True, kw_only=True)
class Hindsight:
    """
    A log of which only the entries before a position are read.

    `told_since` = streams that are read whole: what was learnt of them later counts as well.
    """

    ledger: Ledger
    before: int
    told_since: Set[UUID] = field(default_factory=frozenset[UUID])

    @property
    def derived(self) -> Derived:
        """What is computed with the tenant's secret."""
        return self.ledger.derived

    def load_all(self, *streams: UUID) -> dict[UUID, list[Recorded]]:
        """Return the events of several streams, as far as they count."""
        loaded = self.ledger.load_all(*streams)
        return {
            stream: history
            if stream in self.told_since
            else [one for one in history if one.seq < self.before]
            for stream, history in loaded.items()
        }

    def size(self) -> int:
        """Return up to where anything was read."""
        return self.ledger.size() if self.told_since else self.before

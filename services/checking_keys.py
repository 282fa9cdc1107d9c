"""Lives of keys: created, ordered destroyed by two, destroyed, each in its own stream (R70)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

FOREIGN: Final = "an entry about a key stands outside the key's own stream"


@dataclass(frozen=True)
class Ordered:
    """Why, under which authority and when a key was ordered destroyed."""

    reason_code: str
    authority: str
    decided_on: date


@dataclass
class KeyLives:
    """What the entries read so far say about keys, by the text of their ids."""

    created: dict[str, str] = field(default_factory=dict[str, str])
    orders: dict[str, Ordered] = field(default_factory=dict[str, Ordered])
    destroyed: set[str] = field(default_factory=set[str])

    def note(self, version: int, clear: dict[str, Any]) -> str | None:
        """
        Take the next entry in, by the version and line 1 of it; return what is wrong with it.

        Raises:
            KeyError, TypeError, ValueError: when it is no entry about a key.
        """
        kind, key_id, data = clear["type"], str(clear["stream"]), clear["data"]
        if kind not in {"key.created", "key.destruction-ordered", "key.destroyed"}:
            return None
        if data["key_id"] != key_id:
            return FOREIGN
        if kind == "key.created":
            return self._create(key_id, version, data)
        if kind == "key.destruction-ordered":
            return self._order(key_id, clear["actor"]["staff"], data)
        return self._destroy(key_id, data)

    def _create(self, key_id: str, version: int, data: dict[str, Any]) -> str | None:
        if version != 1:
            return "a key was created twice"
        self.created[key_id] = str(data["check_value"])
        return None

    def _order(self, key_id: str, ordered_by: str | None, data: dict[str, Any]) -> str | None:
        if key_id not in self.created:
            return "a key was ordered destroyed that was not created before"
        if ordered_by is None or ordered_by == data["approved_by"]:
            return "a key was ordered destroyed by one person alone"
        self.orders[key_id] = Ordered(
            reason_code=str(data["reason_code"]),
            authority=str(data["authority"]),
            decided_on=date.fromisoformat(data["decided_on"]),
        )
        return None

    def _destroy(self, key_id: str, data: dict[str, Any]) -> str | None:
        if key_id not in self.orders:
            return "a key was destroyed without an order before"
        if data["check_value"] != self.created[key_id]:
            return "another key was destroyed than was created"
        self.destroyed.add(key_id)
        return None

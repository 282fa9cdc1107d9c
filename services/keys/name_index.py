"""
Name index: names and kana by person, in this service's memory only, for searches by part of a name.

The database holds no grams, whose frequencies would give surnames away (architecture §5). The index
answers only with ids among those that the asker may read.
"""

from collections.abc import Mapping
from threading import Lock
from typing import Any
from uuid import UUID

from events.values import Pointer
from services.keys import normal
from services.keys.opening import Opener, Receipt


class NameIndex:
    """Normalised names of the persons of all programmes."""

    def __init__(self, opener: Opener) -> None:
        """Start empty."""
        self._opener = opener
        self._names: dict[UUID, tuple[str, ...]] = {}
        self._lock = Lock()

    def missing(self, persons: Mapping[UUID, Pointer]) -> dict[UUID, Pointer]:
        """Return those of the persons whose names were not read in yet."""
        with self._lock:
            return {who: where for who, where in persons.items() if who not in self._names}

    def learn(self, receipt: Receipt, persons: Mapping[UUID, Pointer], *, origin: str) -> None:
        """
        Read names in, against the entry that says so. Nothing is returned.

        Raises:
            ReceiptRefused, BrokenSeal: as `Opener.open_for_index`.
        """
        wanted = list(persons.values())
        opened = self._opener.open_for_index(receipt, wanted, origin=origin)
        with self._lock:
            for who, where in persons.items():
                self._names[who] = _normal(opened.get(where, {}))

    def forget(self, person: UUID) -> None:
        """Drop a person whose name was erased."""
        with self._lock:
            self._names.pop(person, None)

    def find(self, words: str, *, among: frozenset[UUID]) -> frozenset[UUID]:
        """Return those among the given persons whose name or kana contains the words."""
        wanted = normal.name(words)
        if not wanted:
            return frozenset()
        with self._lock:
            return frozenset(
                who for who in among if any(wanted in name for name in self._names.get(who, ()))
            )


def _normal(content: Mapping[str, Any]) -> tuple[str, ...]:
    spelled = (normal.name(content.get(field, "")) for field in ("name", "kana"))
    return tuple(name for name in spelled if name)

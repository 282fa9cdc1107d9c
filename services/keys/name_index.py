"""
Name index: names and kana by person, in this service's memory only, for searches by part of a name.

The database holds no grams, whose frequencies would give surnames away (architecture §5). The index
answers only with ids among those that the asker may read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

from events.values import Pointer
from services.keys import normal
from services.keys.opening import Opener, Receipt


@dataclass(frozen=True)
class _Named:
    """Where a name stands, and its normal forms."""

    at: Pointer
    spelled: tuple[str, ...]


class NameIndex:
    """Normalised names of the persons of each programme."""

    def __init__(self, opener: Opener) -> None:
        """Start empty."""
        self._opener = opener
        self._names: dict[UUID, dict[UUID, _Named]] = {}
        self._lock = Lock()

    def missing(self, programme: UUID, persons: Mapping[UUID, Pointer]) -> dict[UUID, Pointer]:
        """Return whose name of a programme to read in, new or corrected; forget who is gone."""
        with self._lock:
            known = self._names.setdefault(programme, {})
            for gone in known.keys() - persons.keys():
                del known[gone]
            return {
                who: where
                for who, where in persons.items()
                if who not in known or known[who].at != where
            }

    def learn(
        self, receipt: Receipt, programme: UUID, persons: Mapping[UUID, Pointer], *, origin: str
    ) -> None:
        """
        Read names in, against the entry that says so. Nothing is returned.

        Raises:
            ReceiptRefused, BrokenSeal: as `Opener.open_for_index`.
        """
        opened = self._opener.open_for_index(receipt, list(persons.values()), origin=origin)
        with self._lock:
            self._names.setdefault(programme, {}).update(
                {
                    who: _Named(where, _normal(opened.get(where, {})))
                    for who, where in persons.items()
                }
            )

    def find(self, programme: UUID, words: str, *, among: frozenset[UUID]) -> frozenset[UUID]:
        """Return those among a programme's persons whose name or kana contains the words."""
        return self._those(programme, words, among, lambda wanted, spelled: wanted in spelled)

    def called(self, programme: UUID, words: str, *, among: frozenset[UUID]) -> frozenset[UUID]:
        """Return those among a programme's persons whose name or kana is the words."""
        return self._those(programme, words, among, lambda wanted, spelled: wanted == spelled)

    def _those(
        self,
        programme: UUID,
        words: str,
        among: frozenset[UUID],
        fits: Callable[[str, str], bool],
    ) -> frozenset[UUID]:
        wanted = normal.name(words)
        if not wanted:
            return frozenset()
        with self._lock:
            known = self._names.get(programme, {})
            return frozenset(
                who
                for who in among & known.keys()
                if any(fits(wanted, spelled) for spelled in known[who].spelled)
            )


def _normal(content: Mapping[str, Any]) -> tuple[str, ...]:
    spelled = (normal.name(content.get(field, "")) for field in ("name", "kana"))
    return tuple(name for name in spelled if name)

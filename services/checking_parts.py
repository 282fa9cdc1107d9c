"""Parts against entries: read beside them a few at a time, since one entry may hold forty files."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, TypeAlias

AT_ONCE: Final = 20
"""Rows that are asked for at a time."""

PartRow: TypeAlias = tuple[Any, ...]
"""(seq, part number, category, key, sealed bytes, digests)."""


class PartRows:
    """Walks the rows of parts, in the order of their positions, beside the entries."""

    def __init__(self, rows: Iterable[PartRow]) -> None:
        """`rows` are by position and number."""
        self._groups: Iterator[tuple[int, Iterator[PartRow]]] = groupby(rows, itemgetter(0))
        self._seq, self._parts = self._next()

    def of(self, seq: int) -> tuple[list[int], list[PartRow]]:
        """Return positions before that have parts but no entry, and the parts of an entry."""
        strays: list[int] = []
        while self._seq is not None and self._seq < seq:
            strays.append(self._seq)
            self._seq, self._parts = self._next()
        if self._seq != seq:
            return strays, []
        parts = self._parts
        self._seq, self._parts = self._next()
        return strays, parts

    def _next(self) -> tuple[int | None, list[PartRow]]:
        seq, parts = next(self._groups, (None, iter(())))
        return seq, list(parts)

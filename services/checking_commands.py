"""Commands against entries: each row of commands covers the entries that say they are its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

WRITTEN_BY_COMMAND: Final = ("case.", "person.")
"""Of these kinds is each entry of a command; others are written without one."""


@dataclass
class _Run:
    """Entries next to each other that name the same command."""

    command: str
    first: int
    n: int = 0
    needs_row: bool = False


class CommandRows:
    """Walks the rows, in the order of their first entry, beside the entries."""

    def __init__(self, rows: Iterable[tuple[UUID, int, int]]) -> None:
        """`rows` are (command id, first position, number of entries), by first position."""
        self._rows: Iterator[tuple[UUID, int, int]] = iter(rows)
        self._row = next(self._rows, None)
        self._run: _Run | None = None

    def entry(self, seq: int, clear: dict[str, Any]) -> list[str]:
        """Take the next entry in, by its line 1; return what is wrong with those before it."""
        command, kind = str(clear["cmd"]), str(clear["type"])
        wrong: list[str] = []
        if self._run is None or self._run.command != command:
            wrong = self._compare()
            self._run = _Run(command, seq)
        self._run.n += 1
        self._run.needs_row |= kind.startswith(WRITTEN_BY_COMMAND)
        return wrong

    def end(self) -> list[str]:
        """Return what is wrong with the last entries, and the rows that are left over."""
        wrong = self._compare()
        while self._row is not None:
            wrong.append(self._astray())
        return wrong

    def _compare(self) -> list[str]:
        run, wrong = self._run, list[str]()
        if run is None:
            return wrong
        while self._row is not None and self._row[1] < run.first:
            wrong.append(self._astray())
        if self._row is None or self._row[1] != run.first:
            return [*wrong, f"command {run.command} has no row"] if run.needs_row else wrong
        if (str(self._row[0]), self._row[2]) != (run.command, run.n):
            return [*wrong, self._astray()]
        self._row = next(self._rows, None)
        return wrong

    def _astray(self) -> str:
        assert self._row is not None
        command_id, self._row = self._row[0], next(self._rows, None)
        return f"command {command_id} points outside the log, or not at its own entries"

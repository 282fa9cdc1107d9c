"""Brake (閲覧の制限): who is refused again and again is not looked at for a while."""

from collections import Counter
from collections.abc import Callable
from time import monotonic
from typing import Final

MOST: Final = 60
"""Refused looks of one session in a minute; each leaves an entry, so they must not be free."""

MINUTE: Final = 60


class Brake:
    """Counts refused looks by session, in memory: a new minute or a new process starts at none."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._minute = 0
        self._refused = Counter[str]()

    def count(self, session: str) -> None:
        """Note that a session was refused a look."""
        self._turn()
        self._refused[session] += 1

    def holds(self, session: str) -> bool:
        """Say whether a session was refused too many looks in this minute."""
        self._turn()
        return self._refused[session] >= MOST

    def _turn(self) -> None:
        minute = int(self._clock() // MINUTE)
        if minute != self._minute:
            self._minute = minute
            self._refused.clear()

"""Schedule (日々): the paths of all cases gone in the order of their days, one step at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import heappop, heappush
from random import Random

from services.demonstration.calendar import LAST, Calendar, Clock, opening, some_time
from services.demonstration.steps import Path


@dataclass
class Schedule:
    """What is to come, by its moment; paths that reach past the last day stay as they stand."""

    calendar: Calendar
    clock: Clock
    _waiting: list[tuple[datetime, int, Path]] = field(
        default_factory=list[tuple[datetime, int, Path]]
    )
    _dice: dict[int, Random] = field(default_factory=dict[int, Random])

    def begin(self, day: date, path: Path, dice: Random) -> None:
        """Have a path begin on a day; when in the day it goes on is drawn by its own dice."""
        self.add(some_time(day, dice), path, dice)

    def add(self, moment: datetime, path: Path, dice: Random) -> None:
        """Have a path begin at a moment in UTC."""
        number = len(self._dice)
        self._dice[number] = dice
        heappush(self._waiting, (moment, number, path))

    def run(self, reached: Callable[[date], None]) -> None:
        """Go every path to its end, or to the last day; `reached` hears of each day."""
        day = date.min
        while self._waiting:
            moment, number, path = heappop(self._waiting)
            self.clock.put(moment)
            if self.clock.today != day:
                day = self.clock.today
                reached(day)
            wait = next(path, None)
            if wait is None:
                continue
            today = self.clock.today
            on = wait if isinstance(wait, date) else self.calendar.after(today, wait)
            if on <= LAST:
                heappush(self._waiting, (some_time(on, self._dice[number]), number, path))
        self.clock.put(opening(LAST))

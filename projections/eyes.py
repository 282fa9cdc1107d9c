"""
Eyes (だれの目): for whom a list of cases is made, and on which day.

They only narrow what there might be to show: the gate decides each case by its own stream.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Eyes:
    """
    One member of staff on a Tokyo civil date.

    `present` are those who do casework that day, None = nobody asked. `chief` = restricted cases
    of which nobody named is present are theirs to find; with nobody asked, any might be one.
    `barred` are the persons that they are kept away from (R54).
    """

    me: UUID
    today: date
    chief: bool = False
    present: tuple[UUID, ...] | None = None
    barred: tuple[UUID, ...] = ()

    def given(self) -> dict[str, Any]:
        """Return what statements take."""
        present = None if self.present is None else list(self.present)
        return {
            "me": self.me,
            "today": self.today,
            "chief": self.chief,
            "present": present,
            "barred": list(self.barred),
        }

"""Special cases (特別な相談の一覧): each once, on its day, with theme and lead (desk.md §7)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from types import MappingProxyType
from typing import Final

from services.demonstration import (
    cast,
    desk_paths,
    household_paths,
    sharing_begins,
    special_arrivals,
    special_interpreters,
    special_records,
    special_sheets,
    special_turns,
)
from services.demonstration.file import File, Surroundings
from services.demonstration.schedule import Schedule
from services.demonstration.sharing_begins import Shared
from services.demonstration.steps import Path
from services.demonstration.town import read

BRIEFS: Final = 42
"""ひとこと受付 beside those that became a slip."""
POWER_CUT: Final = date(2025, 2, 4)
WRITTEN_DOWN: Final = date(2025, 2, 14)
"""A day without electricity, and the day on which its paper slips were entered."""
ON_PAPER: Final = 4
SON: Final = MappingProxyType({"kin": ["長男"]})


@dataclass(frozen=True)
class Special:
    """One case that is told once."""

    path: Callable[[File], Path]
    theme: str
    lead: str
    day: date
    ages: tuple[int, int] | None = None
    woman: bool | None = None
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    shared: Shared | None = None
    """What passes to others at the end."""


SPECIAL: Final = (
    Special(
        household_paths.eighty_fifty,
        "parent",
        "sato",
        date(2024, 10, 8),
        (80, 84),
        True,
        SON,
        sharing_begins.three_agencies,
    ),
    Special(special_interpreters.interpreted, "foreign", "sato", date(2024, 10, 21)),
    Special(
        special_turns.reopened, "job", "suzuki", date(2024, 10, 2), shared=sharing_begins.returned
    ),
    Special(
        household_paths.brought_by_taxes,
        "utility",
        "tachibana",
        date(2024, 11, 6),
        shared=sharing_begins.refused,
    ),
    Special(special_turns.planned_again, "single", "onodera", date(2024, 10, 28)),
    Special(household_paths.forgetful, "elder", "onodera", date(2024, 11, 12), (83, 88), True),
    Special(special_turns.begun_at_once, "rent", "suzuki", date(2024, 11, 22)),
    Special(special_turns.died, "elder", "sato", date(2024, 12, 3), (79, 86), False),
    Special(special_arrivals.on_a_holiday, "homeless", "suzuki", date(2025, 1, 6)),
    Special(
        special_records.corrected,
        "debt",
        "tachibana",
        date(2025, 1, 15),
        shared=sharing_begins.towards_one_only,
    ),
    Special(special_turns.moved, "illness", "onodera", date(2024, 11, 18)),
    Special(
        special_arrivals.mother_of_a_son, "parent", "ogata", date(2025, 1, 21), (44, 46), False
    ),
    Special(
        special_interpreters.signed,
        "job",
        "nagase",
        date(2025, 2, 3),
        (45, 58),
        shared=sharing_begins.in_part,
    ),
    Special(special_arrivals.in_danger, "single", "sato", date(2025, 4, 9), (31, 40)),
    Special(
        special_turns.divorced,
        "single",
        "sato",
        date(2025, 1, 27),
        (30, 38),
        shared=sharing_begins.taken_back,
    ),
    Special(special_sheets.same_person, "utility", "onodera", date(2025, 2, 18)),
    Special(special_sheets.not_the_same, "mind", "suzuki", date(2025, 3, 4)),
    Special(household_paths.brought_by_the_landlord, "elder", "onodera", date(2025, 4, 22)),
    Special(special_arrivals.released, "homeless", "suzuki", date(2025, 6, 4), (33, 48)),
)


def schedule(
    schedule: Schedule, around: Surroundings, *, seed: int, share: float
) -> list[tuple[Shared, File]]:
    """
    Put every special case on its day, and what a window meets besides.

    Returns:
        What is shared of which case at the end.
    """
    at_the_end: list[tuple[Shared, File]] = []
    for special in SPECIAL:
        dice = Random(f"{seed}/{special.path.__name__}")  # noqa: S311  a demonstration, not a secret
        human = (
            around.population.draw(dice, special.ages, woman=special.woman)
            if special.ages
            else None
        )
        file = cast.somebody(
            around, dice, special.theme, lead=special.lead, human=human, facts=special.facts
        )
        schedule.begin(special.day, special.path(file), dice)
        if special.shared:
            at_the_end.append((special.shared, file))
    for n in range(ON_PAPER):
        dice = Random(f"{seed}/paper/{n}")  # noqa: S311  as above
        path = special_records.on_paper(cast.anybody(around, dice), POWER_CUT)
        schedule.begin(WRITTEN_DOWN, path, dice)
    _at_the_window(schedule, around, seed=seed, share=share)
    return at_the_end


def _at_the_window(schedule: Schedule, around: Surroundings, *, seed: int, share: float) -> None:
    told, days = read("window"), around.calendar.days
    for n in range(int(BRIEFS * share) + 2):
        dice = Random(f"{seed}/brief/{n}")  # noqa: S311  as above
        lead = dice.choice(list(cast.LEADS))
        if n % 7 == 0:
            file = cast.anybody(around, dice)
            path = desk_paths.completed(
                file, "来所。相談が重なっていたため、改めて来られることになった。"
            )
        else:
            path = desk_paths.brief(around, dice, told["briefs"], lead)
        schedule.begin(dice.choice(days[:-8]), path, dice)
    for n, asked in enumerate(told["inquiries"]):
        dice = Random(f"{seed}/inquiry/{n}")  # noqa: S311  as above
        path = desk_paths.inquiry(around, asked["asked"], asked["number"], "sato")
        schedule.begin(date.fromisoformat(asked["day"]), path, dice)

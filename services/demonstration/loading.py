"""Loading (読み込み): the demonstration city from its seed, through the commands that staff use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from random import Random
from typing import Any, Final

from argon2 import PasswordHasher

from events.values import tokyo_date
from services import worker
from services.db import Databases
from services.demonstration import cast, long_paths, sharing_begins, short_paths, special
from services.demonstration.calendar import FIRST, LAST, TRANSFERS, Calendar, Clock, opening
from services.demonstration.file import File, Surroundings
from services.demonstration.people import Population
from services.demonstration.schedule import Schedule
from services.demonstration.sharing_begins import Shared
from services.demonstration.steps import Path
from services.demonstration.town import Town, read
from services.facts import utc_now
from services.keys.root import RootKey
from services.main import build

SEED: Final = 20241001
"""The seed of the city that `tsunagi up --demo` shows."""

ORDINARY: Final[tuple[tuple[Callable[[File], Path], int, date], ...]] = (
    (short_paths.informed, 84, date(2025, 6, 24)),
    (short_paths.referred, 50, date(2025, 6, 18)),
    (short_paths.hesitating, 24, date(2025, 5, 20)),
    (short_paths.broken_off, 17, date(2025, 6, 6)),
    (long_paths.supported, 40, date(2025, 6, 6)),
)
"""How many go each path, and the last day on which one begins (law.md §4.3)."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """How much of the city is told: `share` of the ordinary cases, and each special one."""

    seed: int = SEED
    share: float = 1.0


def load(
    databases: Databases,
    root: RootKey,
    password: str,
    *,
    told: Told = Told(),
    hasher: PasswordHasher | None = None,
    reached: Callable[[int, int], None] = lambda _day, _of: None,
) -> None:
    """
    Load both municipalities; `reached` hears how many of how many days are done.

    Nobody looks at pages meanwhile, so that the read models take everything in at the end.
    """
    clock, unseen = Clock(), replace(databases, sight=0.0)
    with (
        build(unseen, root, hasher=hasher) as present,
        build(unseen, root, clock=clock, hasher=hasher) as system,
    ):
        city = read("city")
        calendar = Calendar(frozenset(map(date.fromisoformat, city["holidays"])))
        town = Town(system, present.sessions, clock, city["municipality"], password)
        town.open()
        town.arrange(FIRST)
        around = Surroundings(
            town=town,
            calendar=calendar,
            population=Population(read("people")),
            loaded_on=tokyo_date(utc_now()),
        )
        schedule, shared = _scheduled(around, told)
        schedule.run(lambda day: reached(calendar.days.index(day) + 1, len(calendar.days)))
        _share(town, shared)
        clock.put(opening(LAST))
        _neighbour(around, Town(system, present.sessions, clock, city["neighbour"], password), told)
        worker.catch_up(system.databases)


def _scheduled(around: Surroundings, told: Told) -> tuple[Schedule, list[tuple[Shared, File]]]:
    """Put every case on its day; return with it what is shared of which at the end."""
    schedule = Schedule(around.calendar, around.town.clock)
    shared = special.schedule(schedule, around, seed=told.seed, share=told.share)
    for path, number, last in ORDINARY:
        for n in range(ceil(number * told.share)):
            dice = Random(f"{told.seed}/{path.__name__}/{n}")  # noqa: S311  a demonstration, not a secret
            days = [day for day in around.calendar.days if FIRST <= day <= last]
            file = cast.anybody(around, dice)
            schedule.begin(dice.choice(days), path(file), dice)
            if path is long_paths.supported:
                shared.append((sharing_begins.ordinary, file))
    dice = Random(told.seed)  # noqa: S311  as above
    schedule.add(opening(TRANSFERS), _transfers(around.town), dice)
    for version in around.town.told["questions"]:
        schedule.add(
            opening(date.fromisoformat(version["decided"])), _asked(around.town, version), dice
        )
    return schedule, shared


def _transfers(town: Town) -> Path:
    town.transfer(TRANSFERS)
    yield from ()


def _asked(town: Town, version: dict[str, Any]) -> Path:
    town.ask(version)
    yield from ()


def _share(town: Town, shared: Sequence[tuple[Shared, File]]) -> None:
    """Have sharing begin: the policy is in force on the last day, and the rest is now."""
    town.begin_sharing()
    for share, file in shared:
        town.clock.put(utc_now())
        share(file)


def _neighbour(around: Surroundings, town: Town, told: Told) -> None:
    """Have a second municipality begin: two consultations, of which the first shows nothing."""
    town.open()
    for login, theme in (("hamano", "rent"), ("isogai", "elder")):
        dice = Random(f"{told.seed}/{login}")  # noqa: S311  as above
        file = cast.somebody(replace(around, town=town), dice, theme, lead=login)
        file.receive()
        file.note()

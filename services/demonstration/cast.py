"""Cast (登場する人): who comes with what, and who of the staff takes the case."""

from collections.abc import Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Any, Final

from services.demonstration.file import File, Surroundings
from services.demonstration.people import Human
from services.demonstration.town import read
from services.demonstration.words import Words

LEADS: Final = {"sato": 6, "onodera": 6, "suzuki": 4, "tachibana": 3, "nagase": 2, "ogata": 1}
"""How many of the ordinary cases each takes, beside the others."""


def anybody(around: Surroundings, dice: Random) -> File:
    """Draw who comes, what weighs on them, and who takes it."""
    themes = read("themes")["themes"]
    theme = dice.choices(themes, [theme["weight"] for theme in themes])[0]
    lead = dice.choices(list(LEADS), list(LEADS.values()))[0]
    return somebody(around, dice, theme["id"], lead=lead)


def somebody(
    around: Surroundings,
    dice: Random,
    theme: str,
    *,
    lead: str,
    human: Human | None = None,
    facts: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> File:
    """Give a case of a theme; `facts` are so in the place of those that it has to draw from."""
    told = next(one for one in read("themes")["themes"] if one["id"] == theme)
    common = read("common")
    return File(
        around=around,
        dice=dice,
        theme=told,
        human=human or _drawn(around, dice, told),
        lead=lead,
        words=Words(
            dice, _both(common["says"], told["says"]), {**common["facts"], **told["facts"], **facts}
        ),
    )


def _drawn(around: Surroundings, dice: Random, theme: dict[str, Any]) -> Human:
    if theme.get("foreign"):
        return around.population.foreigner(dice)
    youngest, oldest = theme["ages"]
    return around.population.draw(dice, (youngest, oldest), woman=theme.get("woman"))


def _both(common: dict[str, list[str]], own: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what may be said: of most kinds the theme's own words alone, of some both."""
    together = {of: [*own[of], *common[of]] for of in ("notes", "task", "cautions") if of in own}
    return {**common, **own, **together}

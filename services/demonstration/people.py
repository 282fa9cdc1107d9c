"""People of the demonstration: names, days of birth, homes and numbers of nobody (R80)."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from services.demonstration.calendar import FIRST

ERAS: Final = (("early", 1956), ("middle", 1986), ("late", 9999))
"""In which years a list of given names was usual: up to that year."""


@dataclass(frozen=True, kw_only=True)
class Human:
    """Somebody as they would fill in a form; `born` is an ISO date."""

    family: str
    name: str
    kana: str
    born: str
    address: str
    phone: str
    woman: bool

    @property
    def age(self) -> int:
        """Their age on the first day of the demonstration."""
        return (FIRST - date.fromisoformat(self.born)).days // 365


class Population:
    """Draws people, each name once."""

    def __init__(self, lists: dict[str, Any]) -> None:
        """`lists` are the names, streets and houses of infra/demo/people.json."""
        self._lists = lists
        self._drawn: set[str] = set()

    def draw(self, dice: Random, ages: tuple[int, int], *, woman: bool | None = None) -> Human:
        """Draw somebody of an age from … to."""
        woman = dice.random() < 0.5 if woman is None else woman
        family, family_kana = self._family(dice)
        return self._one(dice, ages, woman, family, family_kana, self._address(dice))

    def relative(
        self, dice: Random, of: Human, ages: tuple[int, int], *, woman: bool | None = None
    ) -> Human:
        """Draw somebody of the same family under the same roof."""
        woman = dice.random() < 0.5 if woman is None else woman
        return self._one(dice, ages, woman, of.family, of.kana.split()[0], of.address)

    def foreigner(self, dice: Random) -> Human:
        """Draw somebody who has come from abroad to work."""
        name, woman = dice.choice(self._lists["foreign"])
        born = self._born(dice, (22, 41))
        return Human(
            family=name.split()[0],
            name=name,
            kana=name,
            born=born.isoformat(),
            address=self._address(dice),
            phone=self._mobile(dice),
            woman=woman,
        )

    def _family(self, dice: Random) -> tuple[str, str]:
        family, kana = dice.choice(self._lists["family"])
        return family, kana

    def _one(
        self,
        dice: Random,
        ages: tuple[int, int],
        woman: bool,
        family: str,
        family_kana: str,
        address: str,
    ) -> Human:
        while True:
            born = self._born(dice, ages)
            given, kana = dice.choice(self._lists["women" if woman else "men"][_era(born)])
            name = f"{family} {given}"
            if name not in self._drawn:
                break
        self._drawn.add(name)
        return Human(
            family=family,
            name=name,
            kana=f"{family_kana} {kana}",
            born=born.isoformat(),
            address=address,
            phone=self._phone(dice, born),
            woman=woman,
        )

    def _born(self, dice: Random, ages: tuple[int, int]) -> date:
        youngest, oldest = ages
        return FIRST - timedelta(days=dice.randrange(youngest * 365 + 60, (oldest + 1) * 365))

    def _address(self, dice: Random) -> str:
        street = dice.choice(self._lists["streets"])
        numbers = f"{dice.randrange(1, 7)}-{dice.randrange(1, 29)}-{dice.randrange(1, 19)}"
        if dice.random() < 0.45:
            return f"瀬名木市{street}{numbers}"
        house, storey = dice.choice(self._lists["houses"]), dice.randrange(1, 4)
        return f"瀬名木市{street}{numbers} {house}{storey}0{dice.randrange(1, 7)}"

    def _phone(self, dice: Random, born: date) -> str:
        if born.year < 1955 and dice.random() < 0.7:
            return f"042-000-{dice.randrange(10_000):04}"
        return self._mobile(dice)

    def _mobile(self, dice: Random) -> str:
        # No exchange and no subscriber's number begins with 0.
        return f"{dice.choice(('090', '080', '070'))}-0000-{dice.randrange(10_000):04}"


def _era(born: date) -> str:
    return next(name for name, last in ERAS if born.year <= last)

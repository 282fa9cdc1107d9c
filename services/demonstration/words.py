"""
Words of the demonstration: sentences from blocks, so that no two counsellors say the same.

`[a|b|c]` stands for one of them, `{months}` for what is so throughout one case.
"""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

CHOICE: Final = re.compile(r"\[([^\[\]]*)\]")


class Words:
    """What is said in one case: from each list every sentence once before one comes again."""

    def __init__(
        self, dice: Random, lists: Mapping[str, Sequence[str]], facts: Mapping[str, Sequence[str]]
    ) -> None:
        """`facts` are drawn once."""
        self._dice = dice
        self._lists = lists
        self._facts = {name: dice.choice(said) for name, said in facts.items()}
        self._left: dict[str, list[str]] = {}

    def say(self, of: str) -> str:
        """Return a sentence of a list; one that the case has no list for is empty."""
        if not self._lists.get(of):
            return ""
        if not self._left.get(of):
            self._left[of] = self._dice.sample(self._lists[of], len(self._lists[of]))
        return self.spell(self._left[of].pop())

    def spell(self, text: str) -> str:
        """Choose where a text leaves a choice, and put in what is so in this case."""
        chosen = CHOICE.sub(lambda found: self._dice.choice(found[1].split("|")), text)
        return chosen.format_map(self._facts)

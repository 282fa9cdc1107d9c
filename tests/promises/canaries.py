"""Canaries: words that stand nowhere else, and a search for them, however they are written."""

import json
import sys
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Final
from urllib.parse import quote

from services.keys import normal

KANJI: Final = range(0x4E00, 0x9FA0)
KATAKANA: Final = range(0x30A2, 0x30F4)
KANJI_IN_ONE: Final = 8
WORD: Final = 4


@dataclass
class Canaries:
    """Draws words and remembers what was drawn, by what it stands for."""

    dice: Random
    planted: dict[str, str] = field(default_factory=dict[str, str])

    def word(self, what: str) -> str:
        """Draw a word of rare characters, for a name, an address or a sentence."""
        return self._plant(what, "".join(chr(self.dice.choice(KANJI)) for _ in range(KANJI_IN_ONE)))

    def kana(self, what: str) -> str:
        """Draw the kana of a name."""
        drawn = (chr(self.dice.choice(KATAKANA)) for _ in range(KANJI_IN_ONE))
        return self._plant(what, "".join(drawn))

    def phone(self, what: str) -> str:
        """Draw a mobile number as typed; it is searched for without its hyphens too."""
        digits = f"0{self.dice.choice('789')}0{self.dice.randrange(10**8):08}"
        self._plant(f"{what}, digits only", digits)
        return self._plant(what, f"{digits[:3]}-{digits[3:7]}-{digits[7:]}")

    def born(self, what: str) -> str:
        """Draw a date of birth as typed."""
        dice = self.dice
        drawn = f"19{dice.randrange(11, 40)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        return self._plant(what, drawn)

    def latin(self, what: str) -> str:
        """Draw what someone may type as a log-in name."""
        return self._plant(what, "".join(self.dice.choices("bcdfghkmnprstwz", k=14)))

    def _plant(self, what: str, text: str) -> str:
        self.planted[text] = what
        return text

    def spellings(self) -> dict[str, str]:
        """Return every spelling to search for, with what it stands for."""
        return {
            **{normal.name(text): f"{what}, normalised" for text, what in self.planted.items()},
            **self.planted,
        }


def encodings(text: str) -> dict[str, bytes]:
    """Return the bytes that a text may stand as: plain, wide, hexadecimal, base64, escaped."""
    plain = text.encode()
    escaped = json.dumps(text)[1:-1]
    return {
        "UTF-8": plain,
        "UTF-16LE": text.encode("utf-16-le"),
        "UTF-16BE": text.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "JSON escapes": escaped.encode(),
        "percent": quote(text).encode(),
        **{f"base64+{shift}": _base64(plain, shift) for shift in range(3)},
    }


def _base64(plain: bytes, shift: int) -> bytes:
    """Return the characters of base64 that depend on these bytes alone, `shift` bytes in."""
    whole = b64encode(bytes(shift) + plain)
    first = -(-shift * 8 // 6)
    return whole[first : (shift + len(plain)) * 8 // 6]


class Needles:
    """
    What is searched for in a haystack; exact, and fast for thousands of needles.

    A needle in a haystack has one of its first four 4-byte words at an aligned place, so that only
    needles with a word that occurs need a look.
    """

    def __init__(self, spellings: dict[str, str]) -> None:
        """Prepare the needles."""
        self._needles = [
            (needle, f"{what} in {encoding}", _words(needle))
            for text, what in spellings.items()
            for encoding, needle in encodings(text).items()
        ]
        self._sought = frozenset[int]().union(*(words for _, _, words in self._needles))

    def found_in(self, haystack: bytes) -> set[str]:
        """Return what is found, and in which encoding."""
        # Asked this way round, the haystack's words are looked at without being kept.
        there = self._sought.intersection(
            memoryview(haystack)[: len(haystack) // WORD * WORD].cast("I")
        )
        return {
            what
            for needle, what, words in self._needles
            if not there.isdisjoint(words) and needle in haystack
        }

    def found_in_any(self, haystacks: Iterable[bytes]) -> set[str]:
        """Return what is found in any of several."""
        return {what for haystack in haystacks for what in self.found_in(haystack)}


def _words(needle: bytes) -> list[int]:
    assert len(needle) >= 2 * WORD - 1, "a needle this short could be missed"
    return [int.from_bytes(needle[n : n + WORD], sys.byteorder) for n in range(WORD)]

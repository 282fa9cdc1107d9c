"""Inputs: what is refused at every door, before anything is decided (R77: 個人番号)."""

import re
import unicodedata
from typing import Final

from services.views import FieldRefused

LONGEST_TEXT: Final = 20_000
LONGEST_LINE: Final = 200

TWELVE_DIGITS = re.compile(r"(?<!\d)\d(?:[\s\-‐‑–−・.]?\d){11}(?!\d)")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def check_text(field: str, text: str, *, longest: int = LONGEST_TEXT) -> None:
    """
    Check one text.

    Raises:
        FieldRefused: with rule "R77" when it holds a number that is a valid 個人番号, "length" when
            it is longer than `longest` characters, "characters" when it holds control characters
            or half a character.
    """
    if len(text) > longest:
        raise FieldRefused(field=field, rule="length")
    if CONTROL.search(text) or any("\ud800" <= c <= "\udfff" for c in text):
        raise FieldRefused(field=field, rule="characters")
    if holds_individual_number(text):
        raise FieldRefused(field=field, rule="R77")


def check_line(field: str, text: str) -> None:
    """
    Check a text of one line.

    Raises:
        FieldRefused: as `check_text`.
    """
    check_text(field, text, longest=LONGEST_LINE)


def holds_individual_number(text: str) -> bool:
    """Say whether a text holds twelve digits with the check digit of a 個人番号 (省令 85号 5条)."""
    folded = unicodedata.normalize("NFKC", text)
    return any(
        _check_digit_fits([int(c) for c in found.group() if c.isdigit()])
        for found in TWELVE_DIGITS.finditer(folded)
    )


def _check_digit_fits(digits: list[int]) -> bool:
    weighted = sum(
        digit * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(digits[:11]), 1)
    )
    remainder = weighted % 11
    return digits[11] == (0 if remainder <= 1 else 11 - remainder)

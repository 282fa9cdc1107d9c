"""Inputs: what is refused at every door, before anything is decided (R77: 個人番号)."""

import re
import unicodedata
from typing import Final

from services.refusals import FieldRefused

LONGEST_TEXT: Final = 20_000
LONGEST_LINE: Final = 200

# Twelve digits together, or in equal groups with up to three marks between; telephone numbers and
# dates beside each other come in unequal groups and pass.
BETWEEN = r"[\W_ーｰ]{1,3}"
TWELVE_DIGITS = re.compile(
    r"(?<!\d)(?=((?:\d{12})"
    rf"|(?:\d{{6}}{BETWEEN}\d{{6}})"
    rf"|(?:\d{{4}}(?:{BETWEEN}\d{{4}}){{2}})"
    rf"|(?:\d{{3}}(?:{BETWEEN}\d{{3}}){{3}})"
    rf"|(?:\d{{2}}(?:{BETWEEN}\d{{2}}){{5}})"
    rf"|(?:\d(?:{BETWEEN}\d){{11}}))(?!\d))"
)
NUMERALS = str.maketrans("〇一二三四五六七八九", "0123456789")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# Control characters, marks that turn the reading direction, line separators, and no characters.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


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
    folded = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return any(
        _check_digit_fits([int(c) for c in found.group(1) if c.isdecimal()])
        for spelled in (folded, folded.translate(NUMERALS))
        for found in TWELVE_DIGITS.finditer(spelled)
    )


def _check_digit_fits(digits: list[int]) -> bool:
    weighted = sum(
        digit * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(digits[:11]), 1)
    )
    remainder = weighted % 11
    return digits[11] == (0 if remainder <= 1 else 11 - remainder)

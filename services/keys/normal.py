"""
Normal forms: what two spellings of one name, date or number have in common (§5).

Only for comparing: what is stored is as typed. 髙/高, 﨑/崎, 𠮷/吉, 葛󠄀/葛, half-width kana,
hiragana and katakana, 和暦 and 西暦 match.
"""

import re
import unicodedata
from datetime import date

ERAS = {
    "明治": 1867, "M": 1867,
    "大正": 1911, "T": 1911,
    "昭和": 1925, "S": 1925,
    "平成": 1988, "H": 1988,
    "令和": 2018, "R": 2018,
}  # fmt: skip

OLD_FORMS = str.maketrans(
    "髙﨑𠮷濵濱邊邉澤齋齊斎嶋嶌槗國廣櫻眞惠壽龍瀧渕曾會桒栁圓榮營德黑冨峯",
    "高崎吉浜浜辺辺沢斉斉斉島島橋国広桜真恵寿竜滝淵曽会桑柳円栄営徳黒富峰",
)  # fmt: skip
VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
NOT_NAME = re.compile(r"[\s・･.,、。\-－‐]+")
PLAIN_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
ERA_DAY = re.compile(
    r"(明治|大正|昭和|平成|令和|[MTSHR])(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
)
COMPACT_ERA_DAY = re.compile(r"([MTSHR])(\d{2})(\d{2})(\d{2})")


def name(text: str) -> str:
    """Return the normal form of a name or its kana: no spaces, common forms, katakana."""
    plain = VARIATION.sub("", text).translate(OLD_FORMS)
    folded = unicodedata.normalize("NFKC", plain).translate(OLD_FORMS)
    joined = NOT_NAME.sub("", folded).casefold()
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in joined)


def phone(text: str) -> str:
    """Return the digits of a telephone number, +81 as 0; empty when there are too few."""
    folded = unicodedata.normalize("NFKC", text)
    digits = "".join(c for c in folded if c.isdigit())
    if folded.strip().startswith("+81"):
        digits = "0" + digits[2:].removeprefix("0")
    return digits if len(digits) >= 9 else ""


def day(text: str) -> str:
    """Return a date in ISO form from any usual way of writing it; empty when it is none."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    numbers = _western(plain) or _japanese(plain)
    if numbers is None:
        return ""
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return ""


def _western(text: str) -> tuple[int, int, int] | None:
    found = PLAIN_DAY.fullmatch(text) or COMPACT_DAY.fullmatch(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _japanese(text: str) -> tuple[int, int, int] | None:
    found = ERA_DAY.fullmatch(text) or COMPACT_ERA_DAY.fullmatch(text)
    if not found:
        return None
    year = 1 if found[2] == "元" else int(found[2])
    return ERAS[found[1]] + year, int(found[3]), int(found[4])

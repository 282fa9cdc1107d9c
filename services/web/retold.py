"""Retold (言い換え): what was typed into one form, in the words of another; nothing is left out."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from events.values import (
    Caller,
    HeardOf,
    Language,
    Means,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    UrgencyGround,
)
from services.web.labels import FIELDS, field_name, label
from services.web.posted import Posted

_TOPIC: Final = "case.consultation-received"
_LINES: Final = (
    "name",
    "kana",
    "born",
    "address",
    "phone",
    "teller",
    "heard_of_words",
    "interpreter_words",
)
_CODES: Final[tuple[tuple[str, type[StrEnum]], ...]] = (
    ("caller", Caller),
    ("route", Route),
    ("means", Means),
    ("topics", Topic),
    ("main_topic", Topic),
    ("urgency", Urgency),
    ("urgency_grounds", UrgencyGround),
    ("sharing", SharingStance),
    ("heard_of", HeardOf),
    ("interpreter", Language),
)
_BY_MEANS: Final = {
    Means.PHONE: SupportMethod.PHONE,
    Means.VISIT: SupportMethod.INTERVIEW,
    Means.HOME_VISIT: SupportMethod.VISIT_ACCOMPANY,
}
_BY_ROUTE: Final = {
    Route.SELF_VISIT: SupportMethod.INTERVIEW,
    Route.FAMILY_VISIT: SupportMethod.INTERVIEW,
    Route.SELF_PHONE_MAIL: SupportMethod.PHONE,
    Route.FAMILY_PHONE_MAIL: SupportMethod.PHONE,
    Route.OUTREACH: SupportMethod.VISIT_ACCOMPANY,
}
_KEPT: Final = ("happened_on", "happened_time", "late_reason", "draft", "draft_seen", "brief")


def as_progress(posted: Posted) -> tuple[tuple[str, str], ...]:
    """Return a 支援経過 in the fields of its form, from what was typed into a 連絡票."""
    kept = tuple((field, posted.text(field)) for field in _KEPT)
    return (("method", method(posted.text)), ("text", as_text(posted)), *kept)


def method(text: Callable[[str], str]) -> str:
    """Return the 支援方法 that route and means of a slip suggest; empty = they suggest none."""
    means, route = text("means"), text("route")
    by_means = _BY_MEANS.get(Means(means)) if means in set(Means) else None
    by_route = _BY_ROUTE.get(Route(route)) if route in set(Route) else None
    return by_means or by_route or ""


def as_text(posted: Posted) -> str:
    """Return what was typed into a 連絡票 as one text: words first, then each field by its name."""
    words = [posted.text("own_words")]
    if wishes := posted.text("wishes").strip():
        words.append(f"{FIELDS['wishes']}：{wishes}")
    fields = [f"{_name(f)}：{posted.text(f)}" for f in _LINES if posted.text(f).strip()]
    codes = [f"{_name(f)}：{told}" for f, kind in _CODES if (told := _codes(posted, f, kind))]
    return "\n".join(line for line in (*words, *fields, *codes) if line.strip())


def _codes(posted: Posted, field: str, kind: type[StrEnum]) -> str:
    ticked = set(posted.ticked(field))
    return "、".join(label(code) for code in kind if code in ticked)


def _name(field: str) -> str:
    return field_name(_TOPIC, field)

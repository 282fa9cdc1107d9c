"""
Wording (理由の文面): one decision said to the requester, the privacy officer and the person.

None of them quotes content. The requester learns nothing about what counts as not existing, and
the person's own account names no statutory session, report or informant before a review
(consent.md §9.6, L25).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from consent.decision import Decision, Visibility
from consent.document import Document, PolicyMalformed
from consent.reasons import GROUNDS, sentence
from consent.words import (
    FIELDS,
    MALFORMED,
    OBLIGATIONS,
    OUTCOMES,
    PARTS,
    VALUES,
    VISIBILITIES,
)

NOTHING_FOUND: Final = "該当する情報はありません。"

REVIEWED_FIRST: Final = frozenset(
    {
        "BASIS_LSA_ART9",
        "BASIS_LSA_ART9_TASK",
        "BASIS_ABUSE_REPORT",
        "BASIS_ABUSE_REPORT_DRAFT",
        "BASIS_ABUSE_REPORT_INFORMANT",
    }
)
"""Grounds that the person's account shows only after someone has reviewed the disclosure."""

TOLD_AS_HIDDEN: Final = ("address", "body")
"""Masks that the person may hear of; a hidden source would say that somebody told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """
    What the account tells the person besides the decision; dates are Tokyo civil dates.

    `consented_on` is the day of the consent relied on, where there was one.
    """

    on: date
    recipient: str
    purpose: str
    category: str
    consented_on: date | None = None


def malformed(problem: PolicyMalformed) -> str:
    """Say which field of a policy or a registry breaks which rule."""
    return f"{problem.where}: {MALFORMED[problem.rule].format(problem.found)}"


def child_consented(needed_from: date) -> str:
    """Warn that a child consented alone, which will not do from a day on (R31)."""
    return (
        f"16歳未満の方の同意です。{_day(needed_from)}からは、法定代理人の同意がなければ使えません。"
    )


def to_requester(decision: Decision) -> str:
    """Say it to whoever asked; for what is absent, as if there were nothing (APPI 81)."""
    if decision.visibility is Visibility.ABSENT:
        return NOTHING_FOUND
    if decision.visibility is Visibility.STUB:
        return f"情報はありますが、表示できません。{sentence(decision.reason)}"
    hidden = ""
    if decision.masked:
        hidden = f"次の部分は伏せています: {_words(PARTS, decision.masked)}。"
    duties = f"守ること: {_words(OBLIGATIONS, decision.obligations)}。"
    return f"{sentence(decision.reason)}{hidden}{duties}"


def to_officer(
    decision: Decision, request: Mapping[str, str], document: Document, law: Iterable[str]
) -> str:
    """Say everything to the privacy officer: inputs, rules, law, and what follows."""
    inputs = (
        f"  {FIELDS.get(name, name)}: {in_words(name, request.get(name, ''))}"
        for name in document.fields
    )
    lines = (
        f"判断: {OUTCOMES[decision.outcome]}({VISIBILITIES[decision.visibility]})",
        f"理由: {sentence(decision.reason)} [{decision.reason}]",
        f"ほかの理由: {_words({}, decision.other_reasons)}",
        f"根拠条文: {' / '.join(law) or 'なし'}",
        f"伏せる部分: {_words(PARTS, decision.masked)}",
        f"義務: {_words(OBLIGATIONS, decision.obligations)}",
        f"当てはまった規則: {_words({}, decision.trace)}",
        "判断に用いた事項:",
        *inputs,
    )
    return "\n".join(lines)


def to_person(decision: Decision, occasion: Occasion, *, reviewed: bool = False) -> str | None:
    """
    Say it to the person in plain words, or nothing.

    Only what was given to someone is told; a statutory session or a report only once `reviewed`.
    """
    if not decision.shows or (decision.reason in REVIEWED_FIRST and not reviewed):
        return None
    ground = GROUNDS.get(decision.reason, decision.reason)
    if decision.reason == "BASIS_CONSENT" and occasion.consented_on:
        ground = f"あなたの同意({_day(occasion.consented_on)})にもとづき"
    what = in_words("category", occasion.category)
    what_for = in_words("purpose", occasion.purpose)
    told = [part for part in decision.masked if part in TOLD_AS_HIDDEN]
    hidden = f"このうち、{_words(PARTS, told)}は伏せました。" if told else ""
    return (
        f"{_day(occasion.on)}、{occasion.recipient}に、{what_for}のため、"
        f"{ground.replace('ご本人', 'あなた')}、「{what}」を伝えました。{hidden}"
    )


def explain(
    row: str,
    request: Mapping[str, str],
    decision: Decision,
    document: Document,
    law: Iterable[str],
    on: date,
) -> str:
    """Return one case in all three renderings."""
    occasion = Occasion(
        on=on,
        recipient=in_words("recipient", request.get("recipient", "")),
        purpose=request.get("purpose", ""),
        category=request.get("category", ""),
    )
    told = to_person(decision, occasion) or "(本人への記録には載せません)"
    return (
        f"事例 {row}({_day(on)}の判断)\n\n"
        f"【求めた人へ】\n{to_requester(decision)}\n\n"
        f"【個人情報保護担当へ】\n{to_officer(decision, request, document, law)}\n\n"
        f"【本人へ】\n{told}\n"
    )


def in_words(field: str, code: str) -> str:
    """Return a code's Japanese; an unknown code in brackets, a missing one as such."""
    if not code:
        return "(記入なし)"
    return VALUES.get(field, {}).get(code, f"({code})")


def _words(table: Mapping[str, str], codes: Iterable[str]) -> str:
    return "、".join(table.get(code, code) for code in codes) or "なし"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

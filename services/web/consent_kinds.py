"""Consent kinds (同意の用紙の種類): each form of a person's will, and what it chooses from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from events.consent_terms import (
    Capacity,
    ConsentMeans,
    ConsentPurpose,
    Exempt,
    SharedMeeting,
    Subjects,
    Unasked,
)
from events.representative import AuthorityProof
from services.consent_views import ConsentPage
from services.web import consent_forms, dates
from services.web import consent_steps as steps
from services.web.consent_forms import Typed
from services.web.consent_steps import Sent
from services.web.posted import Posted


def _nothing(_page: ConsentPage, _record: str) -> Typed:
    return ()


@dataclass(frozen=True)
class Kind:
    """One form: its template and title, how it is read, and what stands in it at first."""

    template: str
    title: str
    done: str
    read: Callable[[Posted], Sent]
    filled: Callable[[ConsentPage, str], Typed] = _nothing


def _from_today(page: ConsentPage, _record: str) -> Typed:
    today = dates.in_era(page.today)
    return (("first", today), ("effective", today), ("last_day", today))


FORMS: Final[Mapping[str, Kind]] = {
    "limited": Kind(
        "limited",
        "範囲を決めた同意",
        "同意を保存しました。",
        consent_forms.limited,
        consent_forms.whole,
    ),
    "unasked": Kind(
        "unasked",
        "同意を求められない理由",
        "求められない理由を保存しました。",
        steps.unasked,
        _from_today,
    ),
    "withdrawal": Kind(
        "withdrawal",
        "同意の撤回",
        "撤回を保存しました。この時から、新しく伝えることはありません。",
        steps.withdrawal,
        _from_today,
    ),
    "exclusion": Kind(
        "exclusion",
        "知らせない相手",
        "知らせない相手を保存しました。",
        steps.exclusion,
        _from_today,
    ),
    "lifting": Kind(
        "words",
        "知らせない相手の取りやめ",
        "知らせない相手から外しました。",
        steps.lifting,
    ),
    "dispute": Kind(
        "words",
        "同意の疑義",
        "疑義を保存しました。解消するまで、この同意は根拠になりません。",
        steps.dispute,
    ),
    "settlement": Kind(
        "words",
        "疑義の解消",
        "疑義の解消を保存しました。",
        steps.settlement,
    ),
    "paper": Kind(
        "words",
        "同意書の到着",
        "同意書の到着を保存しました。",
        steps.paper,
    ),
    "representative": Kind(
        "representative",
        "代理人",
        "代理人を保存しました。",
        steps.representative,
        _from_today,
    ),
    "authority-end": Kind(
        "words",
        "代理権の終わり",
        "代理権の終わりを保存しました。",
        steps.authority_end,
        _from_today,
    ),
    "conflict": Kind(
        "words",
        "利益相反の印",
        "代理人として扱わないことにしました。",
        steps.conflict,
    ),
    "no-conflict": Kind(
        "words",
        "利益相反の印の取消し",
        "代理人として扱うことにしました。",
        steps.no_conflict,
    ),
}

LISTS: Final[Mapping[str, object]] = {
    "all_means": ConsentMeans,
    "all_purposes": ConsentPurpose,
    "all_subjects": Subjects,
    "all_meetings": SharedMeeting,
    "exemptions": Exempt,
    "reasons": Unasked,
    "capacities": tuple(one for one in Capacity if one is not Capacity.SUBJECT),
    "proofs": AuthorityProof,
}
"""The lists that the forms choose from."""

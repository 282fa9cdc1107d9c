"""Consent forms (同意の用紙): read into what a person said, and into who may speak for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from events.consent import AskConsent, GiveConsent, LeaveUnasked, RefuseConsent
from events.consent_changes import DisputeConsent, FilePaper, SettleDispute, WithdrawConsent
from events.consent_terms import (
    Capacity,
    ConsentMeans,
    ConsentPurpose,
    Exempt,
    SharedMeeting,
    Subjects,
    Unasked,
)
from events.exclusion import ExcludeRecipient, LiftExclusion
from events.representative import (
    AuthorityProof,
    EndRepresentative,
    MarkConflict,
    RecordRepresentative,
)
from services.consent_commands import NOBODY, Command
from services.consent_views import ConsentLine, ConsentPage, Named
from services.web import dates
from services.web.posted import Posted
from services.web.reader import Reader

Sent = tuple[Command, Named]
Typed = tuple[tuple[str, str], ...]

_DAY: Final = "日付を、例：令和8年4月1日 のように書いてください。"
_LAST: Final = "日付を、例：令和9年3月31日 のように書いてください。決めないときは空欄にします。"


@dataclass(frozen=True)
class Kind:
    """One form: its template and title, how it is read, and what stands in it at first."""

    template: str
    title: str
    done: str
    read: Callable[[Posted], Sent]
    filled: Callable[[ConsentPage, str], Typed]


def national(posted: Posted) -> Sent:
    """
    Read the one-signature form: consent to the whole of it, a refusal, or no answer yet.

    Raises:
        FormRefused: when the text or the means is missing, or a day cannot be read.
    """
    answer = posted.text("answer")
    if answer == "asked":
        asked = AskConsent(document=NOBODY, words=posted.text("words"))
        return asked, Named(text=posted.text("text"))
    reader = Reader(posted)
    said_on = reader.day("said_on", _DAY)
    if answer == "refused":
        reader.done()
        return RefuseConsent(said_on=said_on, words=posted.text("words")), Named()
    if answer != "given":
        reader.refuse("answer", "「同意する」か「同意しない」を押してください。")
    means = reader.choice(ConsentMeans, "means", "同意の方法を選んでください。")
    last = reader.day_if_any("last", _LAST)
    due = reader.day_if_any("scan_due", _DAY)
    reader.done()
    whole = GiveConsent(
        representative=None,
        document=NOBODY,
        means=means,
        said_on=said_on,
        first=said_on,
        last=last,
        recipients=(),
        purposes=tuple(ConsentPurpose),
        subjects=tuple(Subjects),
        meetings=tuple(SharedMeeting),
        names_art9=False,
        partly=False,
        exempt=None,
        scan_due=due if means is ConsentMeans.SIGNATURE else None,
        words=posted.text("words"),
    )
    return whole, Named(text=posted.text("text"), giver=posted.text("giver"))


def _limited(posted: Posted) -> Sent:
    reader = Reader(posted)
    means = reader.choice(ConsentMeans, "means", "同意の方法を選んでください。")
    said_on = reader.day("said_on", _DAY)
    first = reader.day_if_any("first", _DAY)
    last = reader.day_if_any("last", _LAST)
    named, recipients = posted.text("reach") == "named", posted.ticked("recipients")
    if named and not recipients:
        reader.refuse("recipients", "名前を挙げる相手を選んでください。")
    purposes = reader.ticked(ConsentPurpose, "purposes")
    if not purposes:
        reader.refuse("purposes", "利用目的を1つ以上選んでください。")
    subjects = reader.ticked(Subjects, "subjects")
    if not subjects:
        reader.refuse("subjects", "情報の区分を1つ以上選んでください。")
    due = reader.day_if_any("scan_due", _DAY)
    reader.done()
    command = GiveConsent(
        representative=None,
        document=NOBODY,
        means=means,
        said_on=said_on,
        first=first or said_on,
        last=last,
        recipients=(),
        purposes=purposes,
        subjects=subjects,
        meetings=reader.ticked(SharedMeeting, "meetings"),
        names_art9=bool(posted.ticked("names_art9")),
        partly=bool(posted.ticked("partly")),
        exempt=reader.choice_if_any(Exempt, "exempt"),
        scan_due=due if means is ConsentMeans.SIGNATURE else None,
        words=posted.text("words"),
    )
    return command, Named(
        text=posted.text("text"),
        giver=posted.text("giver"),
        renews=posted.text("record"),
        recipients=recipients if named else (),
    )


def _unasked(posted: Posted) -> Sent:
    reader = Reader(posted)
    why = reader.choice(Unasked, "why", "求められない理由を選んでください。")
    first = reader.day("first", _DAY)
    last = reader.day_if_any("last", _LAST)
    words = reader.words("words", "どうしてそう考えたかを書いてください。")
    reader.done()
    return LeaveUnasked(why=why, first=first, last=last, words=words), Named()


def _withdrawal(posted: Posted) -> Sent:
    reader = Reader(posted)
    scope = posted.text("scope")
    if scope not in {"whole", "part"}:
        reader.refuse("scope", "全部か一部かを選んでください。")
    part = scope == "part"
    recipients = posted.ticked("recipients") if part else ()
    purposes = reader.ticked(ConsentPurpose, "purposes") if part else ()
    if part and not (recipients or purposes):
        reader.refuse("recipients", "取りやめる相手か目的を選んでください。")
    effective = reader.day("effective", _DAY)
    reader.done()
    command = WithdrawConsent(
        record=NOBODY,
        effective=effective,
        recipients=(),
        purposes=purposes,
        words=posted.text("words"),
    )
    return command, Named(about=posted.text("record"), recipients=recipients)


def _exclusion(posted: Posted) -> Sent:
    reader = Reader(posted)
    recipient = reader.words("recipient", "知らせない相手を選んでください。")
    effective = reader.day("effective", _DAY)
    reader.done()
    command = ExcludeRecipient(recipient=NOBODY, effective=effective, words=posted.text("words"))
    return command, Named(recipients=(recipient,))


def _lifting(posted: Posted) -> Sent:
    command = LiftExclusion(recipient=NOBODY, words=_words(posted))
    return command, Named(recipients=(posted.text("record"),))


def _dispute(posted: Posted) -> Sent:
    command = DisputeConsent(record=NOBODY, words=_words(posted))
    return command, Named(about=posted.text("record"))


def _settlement(posted: Posted) -> Sent:
    command = SettleDispute(record=NOBODY, words=_words(posted))
    return command, Named(about=posted.text("record"))


def _paper(posted: Posted) -> Sent:
    return FilePaper(record=NOBODY, words=_words(posted)), Named(about=posted.text("record"))


def _representative(posted: Posted) -> Sent:
    reader = Reader(posted)
    name = reader.words("name", "氏名を書いてください。")
    capacity = reader.choice(Capacity, "capacity", "代理人の立場を選んでください。")
    proof = reader.choice(AuthorityProof, "proof", "何で確かめたかを選んでください。")
    first = reader.day("first", _DAY)
    last = reader.day_if_any("last", _LAST)
    scope = reader.words("scope", "代理できる範囲を書いてください。")
    reader.done()
    command = RecordRepresentative(
        representative=NOBODY,
        capacity=capacity,
        proof=proof,
        first=first,
        last=last,
        name=name,
        scope=scope,
    )
    return command, Named()


def _authority_end(posted: Posted) -> Sent:
    reader = Reader(posted)
    last_day = reader.day("last_day", _DAY)
    words = reader.words("words", "どうして終わったかを書いてください。")
    reader.done()
    command = EndRepresentative(representative=NOBODY, last_day=last_day, words=words)
    return command, Named(giver=posted.text("record"))


def _conflict(posted: Posted) -> Sent:
    command = MarkConflict(representative=NOBODY, conflicted=True, words=_words(posted))
    return command, Named(giver=posted.text("record"))


def _no_conflict(posted: Posted) -> Sent:
    command = MarkConflict(representative=NOBODY, conflicted=False, words=_words(posted))
    return command, Named(giver=posted.text("record"))


def _words(posted: Posted) -> str:
    reader = Reader(posted)
    words = reader.words("words", "理由を書いてください。")
    reader.done()
    return words


def first_typed(page: ConsentPage) -> Typed:
    """Return what stands in the national form at first: signed today, the paper to follow."""
    return (
        *_text(page),
        ("giver", ""),
        ("means", ConsentMeans.SIGNATURE),
        ("said_on", dates.in_era(page.today)),
        ("scan_due", dates.in_era(page.paper_due)),
    )


def _text(page: ConsentPage) -> Typed:
    return (("text", page.texts[0].alias),) if page.texts else ()


def _whole(page: ConsentPage, record: str) -> Typed:
    """Fill the detailed form as the consent that is renewed reads, or with the whole of it."""
    line = _standing(page, record)
    if line is None:
        return (
            *first_typed(page),
            ("reach", "class"),
            *(("purposes", one.value) for one in ConsentPurpose),
            *(("subjects", one.value) for one in Subjects),
            *(("meetings", one.value) for one in SharedMeeting),
        )
    flags = (("names_art9", line.names_art9), ("partly", line.partly))
    return (
        *_text(page),
        ("giver", ""),
        ("means", ConsentMeans.ORAL_RECORDED),
        ("said_on", dates.in_era(page.today)),
        ("reach", "named" if line.recipients else "class"),
        *(("recipients", one.alias) for one in line.recipients_left),
        *(("purposes", one.value) for one in line.purposes_left),
        *(("subjects", one.value) for one in line.subjects),
        *(("meetings", one.value) for one in line.meetings),
        *((name, "yes") for name, holds in flags if holds),
    )


def _standing(page: ConsentPage, record: str) -> ConsentLine | None:
    return next((one for one in page.consents if one.said.record == record), None)


def _from_today(page: ConsentPage, _record: str) -> Typed:
    today = dates.in_era(page.today)
    return (("first", today), ("effective", today), ("last_day", today))


def _nothing(_page: ConsentPage, _record: str) -> Typed:
    return ()


FORMS: Final[Mapping[str, Kind]] = {
    "limited": Kind("limited", "範囲を決めた同意", "同意を保存しました。", _limited, _whole),
    "unasked": Kind(
        "unasked",
        "同意を求められない理由",
        "求められない理由を保存しました。",
        _unasked,
        _from_today,
    ),
    "withdrawal": Kind(
        "withdrawal",
        "同意の撤回",
        "撤回を保存しました。この時から、新しく伝えることはありません。",
        _withdrawal,
        _from_today,
    ),
    "exclusion": Kind(
        "exclusion", "知らせない相手", "知らせない相手を保存しました。", _exclusion, _from_today
    ),
    "lifting": Kind(
        "words", "知らせない相手の取りやめ", "知らせない相手から外しました。", _lifting, _nothing
    ),
    "dispute": Kind(
        "words",
        "同意の疑義",
        "疑義を保存しました。解消するまで、この同意は根拠になりません。",
        _dispute,
        _nothing,
    ),
    "settlement": Kind("words", "疑義の解消", "疑義の解消を保存しました。", _settlement, _nothing),
    "paper": Kind("words", "同意書の到着", "同意書の到着を保存しました。", _paper, _nothing),
    "representative": Kind(
        "representative", "代理人", "代理人を保存しました。", _representative, _from_today
    ),
    "authority-end": Kind(
        "words", "代理権の終わり", "代理権の終わりを保存しました。", _authority_end, _from_today
    ),
    "conflict": Kind(
        "words", "利益相反の印", "代理人として扱わないことにしました。", _conflict, _nothing
    ),
    "no-conflict": Kind(
        "words", "利益相反の印の取消し", "代理人として扱うことにしました。", _no_conflict, _nothing
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

"""
Consent steps (同意のその後の用紙): withdrawal, dispute, paper, exclusion and who speaks, as typed.

Each raises FormRefused when something is missing or a day cannot be read.
"""

from typing import Final

from events.consent import LeaveUnasked
from events.consent_changes import DisputeConsent, FilePaper, SettleDispute, WithdrawConsent
from events.consent_terms import Capacity, ConsentPurpose, Unasked
from events.exclusion import ExcludeRecipient, LiftExclusion
from events.representative import (
    AuthorityProof,
    EndRepresentative,
    MarkConflict,
    RecordRepresentative,
)
from services.consent_commands import NOBODY, Command
from services.consent_views import Named
from services.web.posted import Posted
from services.web.reader import Reader

Sent = tuple[Command, Named]

DAY: Final = "日付を、例：令和8年4月1日 のように書いてください。"
LAST: Final = "日付を、例：令和9年3月31日 のように書いてください。決めないときは空欄にします。"


def unasked(posted: Posted) -> Sent:
    """Read why nobody could be asked."""
    reader = Reader(posted)
    why = reader.choice(Unasked, "why", "求められない理由を選んでください。")
    first = reader.day("first", DAY)
    last = reader.day_if_any("last", LAST)
    words = reader.words("words", "どうしてそう考えたかを書いてください。")
    reader.done()
    return LeaveUnasked(why=why, first=first, last=last, words=words), Named()


def withdrawal(posted: Posted) -> Sent:
    """Read a withdrawal, as a whole or in part."""
    reader = Reader(posted)
    scope = posted.text("scope")
    if scope not in {"whole", "part"}:
        reader.refuse("scope", "全部か一部かを選んでください。")
    part = scope == "part"
    recipients = posted.ticked("recipients") if part else ()
    purposes = reader.ticked(ConsentPurpose, "purposes") if part else ()
    if part and not (recipients or purposes):
        reader.refuse("recipients", "取りやめる相手か目的を選んでください。")
    effective = reader.day("effective", DAY)
    reader.done()
    command = WithdrawConsent(
        record=NOBODY,
        effective=effective,
        recipients=(),
        purposes=purposes,
        words=posted.text("words"),
    )
    return command, Named(about=posted.text("record"), recipients=recipients)


def exclusion(posted: Posted) -> Sent:
    """Read who is to learn nothing."""
    reader = Reader(posted)
    recipient = reader.words("recipient", "知らせない相手を選んでください。")
    effective = reader.day("effective", DAY)
    reader.done()
    command = ExcludeRecipient(recipient=NOBODY, effective=effective, words=posted.text("words"))
    return command, Named(recipients=(recipient,))


def lifting(posted: Posted) -> Sent:
    """Read whom the person lets in again."""
    command = LiftExclusion(recipient=NOBODY, words=_words(posted))
    return command, Named(recipients=(posted.text("record"),))


def dispute(posted: Posted) -> Sent:
    """Read a doubt about a consent."""
    command = DisputeConsent(record=NOBODY, words=_words(posted))
    return command, Named(about=posted.text("record"))


def settlement(posted: Posted) -> Sent:
    """Read how a doubt was settled."""
    command = SettleDispute(record=NOBODY, words=_words(posted))
    return command, Named(about=posted.text("record"))


def paper(posted: Posted) -> Sent:
    """Read where a signed paper is."""
    return FilePaper(record=NOBODY, words=_words(posted)), Named(about=posted.text("record"))


def representative(posted: Posted) -> Sent:
    """Read who may speak for the person."""
    reader = Reader(posted)
    name = reader.words("name", "氏名を書いてください。")
    capacity = reader.choice(Capacity, "capacity", "代理人の立場を選んでください。")
    proof = reader.choice(AuthorityProof, "proof", "何で確かめたかを選んでください。")
    first = reader.day("first", DAY)
    last = reader.day_if_any("last", LAST)
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


def authority_end(posted: Posted) -> Sent:
    """Read on which day an authority ends."""
    reader = Reader(posted)
    last_day = reader.day("last_day", DAY)
    words = reader.words("words", "どうして終わったかを書いてください。")
    reader.done()
    command = EndRepresentative(representative=NOBODY, last_day=last_day, words=words)
    return command, Named(giver=posted.text("record"))


def conflict(posted: Posted) -> Sent:
    """Read that a representative stands against the person."""
    command = MarkConflict(representative=NOBODY, conflicted=True, words=_words(posted))
    return command, Named(giver=posted.text("record"))


def no_conflict(posted: Posted) -> Sent:
    """Read that they do not."""
    command = MarkConflict(representative=NOBODY, conflicted=False, words=_words(posted))
    return command, Named(giver=posted.text("record"))


def _words(posted: Posted) -> str:
    reader = Reader(posted)
    words = reader.words("words", "理由を書いてください。")
    reader.done()
    return words

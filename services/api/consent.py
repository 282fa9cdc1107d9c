"""Consent (同意): for programs, the same commands and readings as on the page (R23-R32)."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from events import consent, consent_changes, exclusion, representative
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
from services.acting import Done
from services.api.addresses import Alias
from services.api.conditions import CommandId, StateSeen
from services.api.models import Day, Lax, Sent
from services.api.session import Current
from services.consent_commands import NOBODY
from services.consent_views import ConsentPage, Named
from services.web.desk import AtDesk

router = APIRouter(prefix="/cases/{case}/consent", tags=["consent"])

Known = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""The alias of a record, a text, a recipient or a representative."""
Maybe = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,64}$")]


class Asked(Sent):
    """同意を求めた: the text that was explained."""

    text: Known
    words: str = ""


class Given(Sent):
    """
    同意. Without `recipients` it reaches all of the 別表 that are needed (R25).

    `giver` is the alias of a representative, empty = the person; `renews` that of a consent.
    """

    text: Known
    giver: Maybe = ""
    means: Annotated[ConsentMeans, Lax]
    said_on: Day
    first: Day
    last: Day | None = None
    recipients: Annotated[tuple[Known, ...], Lax] = ()
    purposes: list[Annotated[ConsentPurpose, Lax]]
    subjects: list[Annotated[Subjects, Lax]]
    meetings: Annotated[tuple[Annotated[SharedMeeting, Lax], ...], Lax] = ()
    names_art9: bool = False
    partly: bool = False
    exempt: Annotated[Exempt, Lax] | None = None
    scan_due: Day | None = None
    words: str = ""
    renews: Maybe = ""


class Refused(Sent):
    """拒否."""

    said_on: Day
    words: str = ""


class NotAsked(Sent):
    """同意を求められない理由."""

    why: Annotated[Unasked, Lax]
    first: Day
    last: Day | None = None
    words: str


class Withdrawn(Sent):
    """撤回; without recipients and purposes, as a whole (R27)."""

    record: Known
    effective: Day
    recipients: Annotated[tuple[Known, ...], Lax] = ()
    purposes: Annotated[tuple[Annotated[ConsentPurpose, Lax], ...], Lax] = ()
    words: str = ""


class About(Sent):
    """疑義, its end, or the arrival of a paper: of which consent, in words."""

    record: Known
    words: str


class Excluded(Sent):
    """知らせない相手."""

    recipient: Known
    effective: Day
    words: str = ""


class Lifted(Sent):
    """知らせない相手の取りやめ."""

    recipient: Known
    words: str = ""


class NewRepresentative(Sent):
    """代理人."""

    name: str
    scope: str
    capacity: Annotated[Capacity, Lax]
    proof: Annotated[AuthorityProof, Lax]
    first: Day
    last: Day | None = None


class AuthorityEnd(Sent):
    """代理権の終わり."""

    representative: Known
    last_day: Day
    words: str


class Conflict(Sent):
    """利益相反の印, or that it is taken away (R32)."""

    representative: Known
    conflicted: bool
    words: str


@dataclass(frozen=True)
class Writer:
    """One write of one program about the will of a person."""

    desk: AtDesk
    acting: Current
    case: Alias
    command_id: CommandId
    seen: StateSeen

    def write(self, command: Any, named: Named) -> Done:
        """Carry a command out, as `Consenting.write`."""
        return self.desk.consenting.write(
            self.acting, self.command_id, self.case, self.seen, command, named
        )


Writing = Annotated[Writer, Depends()]


@router.get("")
def page(desk: AtDesk, acting: Current, case: Alias, response: Response) -> ConsentPage:
    """同意: what stands of the person's will today, its history, and what can be chosen."""
    shown = desk.consenting.page(acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/asked", status_code=201)
def ask(writing: Writing, sent: Asked) -> Done:
    """同意を求めた: say which text was explained; the answer is still to come."""
    command = consent.AskConsent(document=NOBODY, words=sent.words)
    return writing.write(command, Named(text=sent.text))


@router.post("/given", status_code=201)
def give(writing: Writing, sent: Given) -> Done:
    """同意: write one down with its terms."""
    command = consent.GiveConsent(
        representative=None,
        document=NOBODY,
        means=sent.means,
        said_on=sent.said_on,
        first=sent.first,
        last=sent.last,
        recipients=(),
        purposes=tuple(sent.purposes),
        subjects=tuple(sent.subjects),
        meetings=sent.meetings,
        names_art9=sent.names_art9,
        partly=sent.partly,
        exempt=sent.exempt,
        scan_due=sent.scan_due,
        words=sent.words,
    )
    named = Named(text=sent.text, giver=sent.giver, renews=sent.renews, recipients=sent.recipients)
    return writing.write(command, named)


@router.post("/refused", status_code=201)
def refuse(writing: Writing, sent: Refused) -> Done:
    """拒否: the person said no; an older consent ends."""
    return writing.write(consent.RefuseConsent(**sent.model_dump()), Named())


@router.post("/unasked", status_code=201)
def leave_unasked(writing: Writing, sent: NotAsked) -> Done:
    """同意を求められない理由: why nobody could be asked."""
    return writing.write(consent.LeaveUnasked(**sent.model_dump()), Named())


@router.post("/withdrawal", status_code=201)
def withdraw(writing: Writing, sent: Withdrawn) -> Done:
    """撤回: as a whole, or towards some recipients or for some purposes."""
    command = consent_changes.WithdrawConsent(
        record=NOBODY,
        effective=sent.effective,
        recipients=(),
        purposes=sent.purposes,
        words=sent.words,
    )
    return writing.write(command, Named(about=sent.record, recipients=sent.recipients))


@router.post("/dispute", status_code=201)
def dispute(writing: Writing, sent: About) -> Done:
    """疑義: nothing rests on the consent until it is settled."""
    command = consent_changes.DisputeConsent(record=NOBODY, words=sent.words)
    return writing.write(command, Named(about=sent.record))


@router.post("/settlement", status_code=201)
def settle(writing: Writing, sent: About) -> Done:
    """疑義の解消: the consent was found valid."""
    command = consent_changes.SettleDispute(record=NOBODY, words=sent.words)
    return writing.write(command, Named(about=sent.record))


@router.post("/paper", status_code=201)
def paper(writing: Writing, sent: About) -> Done:
    """同意書の到着: the signed paper is here."""
    command = consent_changes.FilePaper(record=NOBODY, words=sent.words)
    return writing.write(command, Named(about=sent.record))


@router.post("/exclusion", status_code=201)
def exclude(writing: Writing, sent: Excluded) -> Done:
    """知らせない相手: keep a recipient out, whatever was consented to."""
    command = exclusion.ExcludeRecipient(
        recipient=NOBODY, effective=sent.effective, words=sent.words
    )
    return writing.write(command, Named(recipients=(sent.recipient,)))


@router.post("/lifting", status_code=201)
def lift(writing: Writing, sent: Lifted) -> Done:
    """知らせない相手の取りやめ: let a recipient in as far as a consent reaches."""
    command = exclusion.LiftExclusion(recipient=NOBODY, words=sent.words)
    return writing.write(command, Named(recipients=(sent.recipient,)))


@router.post("/representative", status_code=201)
def represent(writing: Writing, sent: NewRepresentative) -> Done:
    """代理人: write one down, with what was seen of their authority."""
    command = representative.RecordRepresentative(representative=NOBODY, **sent.model_dump())
    return writing.write(command, Named())


@router.post("/authority-end", status_code=201)
def end_authority(writing: Writing, sent: AuthorityEnd) -> Done:
    """代理権の終わり: from the next day on they speak for the person no more."""
    command = representative.EndRepresentative(
        representative=NOBODY, last_day=sent.last_day, words=sent.words
    )
    return writing.write(command, Named(giver=sent.representative))


@router.post("/conflict", status_code=201)
def mark_conflict(writing: Writing, sent: Conflict) -> Done:
    """利益相反の印: set it, or take it away."""
    command = representative.MarkConflict(
        representative=NOBODY, conflicted=sent.conflicted, words=sent.words
    )
    return writing.write(command, Named(giver=sent.representative))

"""Assignment (担当・限定): for programs, as on the page (R75)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consent.gate import CHIEFS
from events import assignment, restriction
from events.access import Surface
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Day, Lax, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.refusals import FieldRefused
from services.web.assignment import KINDS
from services.web.desk import AtDesk

router = APIRouter()


class NewLead(Sent):
    """担当の引継ぎ. `lead` is an alias of the staff; `since` today or a later Tokyo civil date."""

    lead: str
    since: Day
    reason: Annotated[assignment.LeadReason, Lax]
    text: str = ""


class NewCover(Sent):
    """代わり. `cover` is an alias of the staff; the days are Tokyo's and inclusive."""

    cover: str
    since: Day
    until: Day
    reason: Annotated[assignment.CoverReason, Lax]
    text: str = ""


class CoverOver(Sent):
    """代わりの終わり."""

    text: str = ""


class NewRestriction(Sent):
    """限定. `named` are aliases of the staff; who leads is added anyway."""

    named: list[str]
    reason: Annotated[restriction.RestrictionReason, Lax]
    text: str = ""


class Lifting(Sent):
    """限定の解除."""

    text: str


def _staff(writing: Writing, field: str, alias: str) -> UUID:
    for one, (known, _) in writing.desk.reading.leaders(writing.acting).items():
        if known == alias:
            return one
    raise FieldRefused(field=field, rule="missing")


@router.get("/cases/{case}/assignment", tags=["assignment"])
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """担当・限定: who leads, who covers, and who alone may know of the case."""
    shown = desk.reading.sheet(acting, case, surface=Surface.ASSIGNMENT, kinds=KINDS)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/lead", status_code=201, tags=["assignment"])
def hand_over(writing: Writing, case: Alias, sent: NewLead) -> Done:
    """担当の引継ぎ: who leads the case from a day on."""
    command = assignment.HandOverLead(
        lead=_staff(writing, "lead", sent.lead),
        since=sent.since,
        reason=sent.reason,
        text=sent.text,
    )
    return writing.write(case, command)


@router.post("/cases/{case}/covers", status_code=201, tags=["assignment"])
def cover(writing: Writing, case: Alias, sent: NewCover) -> Done:
    """代わり: who sees to the case for its lead."""
    command = assignment.TakeCover(
        cover=_staff(writing, "cover", sent.cover),
        since=sent.since,
        until=sent.until,
        reason=sent.reason,
        text=sent.text,
    )
    return writing.write(case, command)


@router.post("/cases/{case}/covers/{record}/end", status_code=201, tags=["assignment"])
def end_cover(writing: Writing, case: Alias, record: Alias, sent: CoverOver) -> Done:
    """代わりの終わり."""
    return writing.write(case, assignment.EndCover(text=sent.text), record)


@router.post("/cases/{case}/restriction", status_code=201, tags=["assignment"])
def restrict(writing: Writing, case: Alias, sent: NewRestriction) -> Done:
    """限定: only the named staff may know of the case."""
    return writing.write(
        case,
        restriction.RestrictCase(
            by=writing.acting.staff,
            chief=writing.acting.role in CHIEFS,
            named=tuple(_staff(writing, "named", alias) for alias in sent.named),
            reason=sent.reason,
            text=sent.text,
        ),
    )


@router.post("/cases/{case}/restriction/lifting", status_code=201, tags=["assignment"])
def lift(writing: Writing, case: Alias, sent: Lifting) -> Done:
    """限定の解除."""
    acting = writing.acting
    return writing.write(
        case,
        restriction.LiftRestriction(by=acting.staff, chief=acting.role in CHIEFS, text=sent.text),
    )

"""Desk notes (ひとこと受付・所在を探る問い合わせ): for programs, as on the pages."""

from typing import Annotated

from fastapi import APIRouter

from events.values import Route, Topic
from services import desk_note_views
from services.api.addresses import Alias
from services.api.conditions import CommandId
from services.api.models import ClockTime, Day, Lax, Made, Sent
from services.api.session import Current
from services.desk_note_views import DeskNote
from services.web.desk import AtDesk

router = APIRouter(tags=["desk notes"])


class NewBrief(Sent):
    """ひとこと受付; no name is asked. Day and time are Tokyo's; no day = now (R74)."""

    route: Annotated[Route, Lax]
    topic: Annotated[Topic, Lax]
    answer: str
    happened_on: Day | None = None
    happened_time: ClockTime | None = None
    late_reason: str = ""


class NewInquiry(Sent):
    """所在を探る問い合わせ: what was asked, and the caller's number; nothing is looked up."""

    asked: str
    number: str = ""
    happened_on: Day | None = None
    happened_time: ClockTime | None = None
    late_reason: str = ""


@router.get("/briefs")
def briefs(desk: AtDesk, acting: Current) -> tuple[DeskNote, ...]:
    """ひとこと受付: those that are still open, the latest first."""
    return desk.desk_notes.briefs(acting)


@router.post("/briefs", status_code=201)
def note_brief(desk: AtDesk, acting: Current, command_id: CommandId, sent: NewBrief) -> Made:
    """ひとこと受付: a question at the window and its answer; a slip may complete it later."""
    told = desk_note_views.NewBrief(**sent.model_dump())
    return Made.of(desk.desk_notes.note_brief(acting, command_id, told))


@router.post("/briefs/{note}/end", status_code=201)
def end_brief(desk: AtDesk, acting: Current, command_id: CommandId, note: Alias) -> Made:
    """ひとこと受付の終了: it was information only."""
    return Made.of(desk.desk_notes.end_brief(acting, command_id, note))


@router.get("/inquiries")
def inquiries(desk: AtDesk, acting: Current) -> tuple[DeskNote, ...]:
    """所在を探る問い合わせ: what was noted, the latest first."""
    return desk.desk_notes.inquiries(acting)


@router.post("/inquiries", status_code=201)
def note_inquiry(desk: AtDesk, acting: Current, command_id: CommandId, sent: NewInquiry) -> Made:
    """所在を探る問い合わせ: answered the same whoever is asked for, known here or not."""
    told = desk_note_views.NewInquiry(**sent.model_dump())
    return Made.of(desk.desk_notes.note_inquiry(acting, command_id, told))

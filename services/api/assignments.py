"""Assignments (担当の一覧): for programs of a programme's chief, as on the page (R75)."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from events.assignment import LeadReason
from services.api.addresses import PageNumber
from services.api.conditions import CommandId
from services.api.models import Day, Lax, Sent
from services.api.session import Current
from services.assignment_views import AssignmentsPage, Move, Moved
from services.web.assignments import day_asked
from services.web.desk import AtDesk

router = APIRouter()


class NewMove(Sent):
    """
    担当をまとめて移す. `giver` and `lead` are aliases of the staff; `since` is a Tokyo civil date.

    `cases` are aliases; null = every case that `giver` leads that day, but restricted ones.
    """

    giver: str
    lead: str
    since: Day
    reason: Annotated[LeadReason, Lax]
    cases: list[str] | None = None


@router.get("/assignments", tags=["assignment"])
def assignments(
    desk: AtDesk,
    acting: Current,
    on: date | None = None,
    of: Annotated[str, Query(max_length=64)] = "",
    page: PageNumber = 1,
) -> AssignmentsPage:
    """
    担当の一覧: who leads which open case on a day, the next 1 April if none is said.

    `of`: an alias of one of the staff, or `unled` for the cases that nobody leads by that day.
    """
    asked = day_asked(on.isoformat() if on else "")
    return desk.assignments.page(acting, on=asked, of=of, page=page)


@router.post("/assignments/moves", status_code=201, tags=["assignment"])
def move(desk: AtDesk, acting: Current, command_id: CommandId, sent: NewMove) -> Moved:
    """担当をまとめて移す: all of the cases from that day on, or none."""
    return desk.assignments.move(
        acting,
        command_id,
        Move(
            giver=sent.giver,
            lead=sent.lead,
            since=sent.since,
            reason=sent.reason,
            every=sent.cases is None,
            cases=tuple(sent.cases or ()),
        ),
    )

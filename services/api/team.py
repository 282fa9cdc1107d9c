"""Team of the day (窓口の当番): for programs, as on the page."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response

from events.window import Weekday
from services.api.addresses import Alias
from services.api.conditions import CommandId
from services.api.models import Day, Lax, Sent
from services.api.session import Current
from services.duties import NewDuty, TeamPage
from services.web.desk import AtDesk

router = APIRouter()


class Duty(Sent):
    """当番. `staff` is an alias of the staff; the days are Tokyo's and inclusive, null = open."""

    staff: str
    weekdays: list[Annotated[Weekday, Lax]]
    first: Day
    last: Day | None = None


class DutyEnd(Sent):
    """当番の終わり: its last day; before its first = it never was."""

    last: Day


@router.get("/team", tags=["team"])
def team(desk: AtDesk, acting: Current, first: date | None = None) -> TeamPage:
    """窓口の当番: who is on duty on ten opening days, from today if no day is said."""
    return desk.duties.page(acting, first=first)


@router.post("/team/duties", status_code=204, tags=["team"], response_class=Response)
def assign(desk: AtDesk, acting: Current, command_id: CommandId, sent: Duty) -> None:
    """当番の割当て: on these days of the week, for chiefs."""
    desk.duties.assign(
        acting,
        command_id,
        NewDuty(staff=sent.staff, weekdays=tuple(sent.weekdays), first=sent.first, last=sent.last),
    )


@router.post("/team/duties/{duty}/end", status_code=204, tags=["team"], response_class=Response)
def end(desk: AtDesk, acting: Current, command_id: CommandId, duty: Alias, sent: DutyEnd) -> None:
    """当番の終わり, for chiefs."""
    desk.duties.end(acting, command_id, duty, sent.last)

"""Household (世帯): for programs, as on the page (R55)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from events import household
from events.household import Leaving, Living, Relation
from services.acting import Done
from services.api.addresses import Alias
from services.api.conditions import CommandId, StateSeen
from services.api.models import Day, Lax, Sent
from services.api.person import Known
from services.api.session import Current
from services.person_views import HouseholdPage, NewMember
from services.web.desk import AtDesk

router = APIRouter()

Into = Annotated[str, Query(pattern=r"^[A-Za-z0-9_-]{0,64}$")]
"""The household; empty = the first one is formed around the person of the case."""


class Member(Sent):
    """世帯員: a new sheet, or the person of the case `known_case`."""

    known_case: str = ""
    name: str = ""
    kana: str = ""
    born: Known = ""
    phone: str = ""
    relation: Annotated[Relation, Lax]
    living: Annotated[Living, Lax]
    since: Day | None = None
    note: str = ""


class RelationCorrection(Sent):
    """続柄の訂正."""

    relation: Annotated[Relation, Lax]
    living: Annotated[Living, Lax]
    since: Day | None = None
    note: str = ""
    reason: str


class NewLeaving(Sent):
    """世帯を離れた."""

    leaving: Annotated[Leaving, Lax]
    left_on: Day | None = None
    note: str = ""


@router.get("/cases/{case}/household", tags=["household"])
def page(desk: AtDesk, acting: Current, case: Alias, response: Response) -> HouseholdPage:
    """世帯: its `token` is the ETag for the first member; each household has one of its own."""
    shown = desk.households.page(acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/household/member", status_code=201, tags=["household"])
def add(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: Member,
    household: Into = "",
) -> Done:
    """世帯員: write a member down."""
    member = NewMember(**sent.model_dump())
    return desk.households.add(acting, command_id, case, seen, member, household=household)


@router.post(
    "/cases/{case}/household/{home}/{record}/relation", status_code=201, tags=["household"]
)
def correct(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    home: Alias,
    record: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: RelationCorrection,
) -> Done:
    """続柄の訂正: correct how a member is related."""
    command = household.CorrectRelation(record=UUID(int=0), **sent.model_dump())
    return desk.households.correct(
        acting, command_id, case, seen, command, household=home, record=record
    )


@router.post("/cases/{case}/household/{home}/{record}/leaving", status_code=201, tags=["household"])
def leave(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    home: Alias,
    record: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewLeaving,
) -> Done:
    """世帯を離れた: a member belongs no longer."""
    command = household.RecordLeaving(record=UUID(int=0), **sent.model_dump())
    return desk.households.leave(
        acting, command_id, case, seen, command, household=home, record=record
    )

"""Office (職員・職・資格・関係者): what an administrator keeps, for programs (R75)."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from events.partner import Channel
from events.qualification import Qualification
from events.values import AgencyKind, Period
from services import office, partners, posts
from services.api.addresses import Alias
from services.api.conditions import CommandId
from services.api.models import Day, Lax, Named, Sent
from services.api.session import Current
from services.web.desk import AtDesk

router = APIRouter(tags=["office"])


class NewPost(Sent):
    """職."""

    title: Annotated[str, Field(min_length=1)]


class NewHolder(Sent):
    """職に就く人. `holder` is an alias that `GET /posts` gives; no last day = it is open."""

    holder: str
    first: Day
    last: Day | None = None


class LastDay(Sent):
    """退任: the last day, inclusive."""

    last_day: Day


class NewQualification(Sent):
    """資格・研修: what somebody has passed or attended; no end = for good."""

    qualification: Annotated[Qualification, Lax]
    gained_on: Day
    valid_until: Day | None = None


class NewPartner(Sent):
    """関係者: a person without an account, under their name at work."""

    name: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    office: str = ""
    kind: Annotated[AgencyKind, Lax]
    channel: Annotated[Channel, Lax]
    first: Day


class Leaving(LastDay):
    """関係者の退任. `successor` is the alias of who comes after them; null = nobody is named."""

    successor: str | None = None


@router.get("/staff")
def staff(desk: AtDesk, acting: Current) -> office.Office:
    """職員: the accounts of the agency, their appointments and qualifications."""
    return desk.administration.office(acting)


@router.post("/staff/{member}/qualifications", status_code=204)
def record(
    desk: AtDesk, acting: Current, command_id: CommandId, member: Alias, sent: NewQualification
) -> Response:
    """資格・研修の記録."""
    desk.posts.record(acting, command_id, member, **sent.model_dump())
    return Response(status_code=204)


@router.post("/staff/{member}/qualifications/{line}/withdrawal", status_code=204)
def withdraw(
    desk: AtDesk, acting: Current, command_id: CommandId, member: Alias, line: Alias
) -> Response:
    """資格・研修の取消し: a wrong record."""
    desk.posts.withdraw(acting, command_id, member, line)
    return Response(status_code=204)


@router.get("/posts")
def all_posts(desk: AtDesk, acting: Current) -> posts.PostsPage:
    """職: the offices of the agency with who holds them, and who may be named."""
    return desk.posts.page(acting)


@router.post("/posts", status_code=201)
def establish(desk: AtDesk, acting: Current, command_id: CommandId, sent: NewPost) -> Named:
    """職を加える."""
    return Named(alias=desk.posts.establish(acting, command_id, sent.title.strip()))


@router.post("/posts/{post}/holders", status_code=204)
def name(
    desk: AtDesk, acting: Current, command_id: CommandId, post: Alias, sent: NewHolder
) -> Response:
    """職に就く人を決める."""
    period = Period(sent.first, sent.last)
    desk.posts.name(acting, command_id, post, holder=sent.holder, period=period)
    return Response(status_code=204)


@router.post("/posts/{post}/holdings/{holding}/end", status_code=204)
def end_holding(
    desk: AtDesk,
    acting: Current,
    command_id: CommandId,
    post: Alias,
    holding: Alias,
    sent: LastDay,
) -> Response:
    """退任の日を決める."""
    desk.posts.end(acting, command_id, post, holding=holding, last_day=sent.last_day)
    return Response(status_code=204)


@router.get("/partners")
def all_partners(desk: AtDesk, acting: Current) -> tuple[partners.PartnerLine, ...]:
    """関係者: the programme's persons without an account, those who left at the end."""
    return desk.partners.all(acting)


@router.post("/partners", status_code=201)
def register(desk: AtDesk, acting: Current, command_id: CommandId, sent: NewPartner) -> Named:
    """関係者の登録."""
    told = partners.NewPartner(**sent.model_dump())
    return Named(alias=desk.partners.register(acting, command_id, told))


@router.post("/partners/{partner}/end", status_code=204)
def end_partner(
    desk: AtDesk, acting: Current, command_id: CommandId, partner: Alias, sent: Leaving
) -> Response:
    """関係者の退任."""
    successor = sent.successor or ""
    desk.partners.end(acting, command_id, partner, last_day=sent.last_day, successor=successor)
    return Response(status_code=204)

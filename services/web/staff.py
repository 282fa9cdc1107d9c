"""Staff (職員): an administrator's pages on the accounts of their own agency (R75)."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.qualification import Qualification
from events.values import Period, Role
from services.acting import Acting
from services.credentials import LoginTaken
from services.office import Member, Office
from services.web.desk import AtDesk
from services.web.errors import REFUSALS, problem
from services.web.posted import Form, FormRefused, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import command_id, repeatable
from services.web.session import Current, check_stand

router = APIRouter()

ROLES: Final = tuple(role for role in Role if role is not Role.SYSTEM)
HERE: Final = "/staff"


@router.get("/staff")
def everybody(pages: Rendered, desk: AtDesk, acting: Current) -> Response:
    """Show the accounts of the agency."""
    office = desk.administration.office(acting)
    return pages.page(
        "staff/list.html", acting, here=HERE, office=office, roles=ROLES, posted=Posted()
    )


@router.post("/staff")
def register(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Create an account, and show its first password once."""
    try:
        check_stand(acting, posted)
        read = Reader(posted)
        name = read.words("name", "氏名を書いてください。")
        login = read.words("login", "利用者名を書いてください。").strip()
        role, period = _appointment(read)
        password = desk.administration.register(
            acting,
            command_id(posted),
            name=name,
            login=login,
            programme=posted.text("programme"),
            role=role,
            period=period,
        )
    except LoginTaken:
        taken = FormRefused({"login": "この利用者名は、もう使われています。"})
        return _list_again(pages, desk, acting, posted, taken)
    except REFUSALS as refusal:
        return _list_again(pages, desk, acting, posted, refusal)
    return _given(pages, acting, login, password)


@router.get("/staff/{member}")
def one(pages: Rendered, desk: AtDesk, acting: Current, member: str) -> Response:
    """Show an account with what can be done about it."""
    return _member_page(pages, acting, desk.administration.office(acting, member), member)


@router.post("/staff/{member}/appointments")
def appoint(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, member: str) -> Response:
    """Appoint an account."""

    def work(command_id: UUID) -> None:
        role, period = _appointment(Reader(posted))
        programme = posted.text("programme")
        desk.administration.appoint(
            acting, command_id, member, programme=programme, role=role, period=period
        )

    return _do(pages, desk, acting, posted, member, work)


@router.post("/staff/{member}/end")
def end(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, member: str) -> Response:
    """End an appointment."""

    def work(command_id: UUID) -> None:
        read = Reader(posted)
        last_day = read.day("last_day", "最後の日を、例：令和8年3月31日 のように書いてください。")
        read.done()
        wanted = posted.text("appointment")
        desk.administration.end(acting, command_id, member, appointment=wanted, last_day=last_day)

    return _do(pages, desk, acting, posted, member, work)


@router.post("/staff/{member}/stop")
def stop(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, member: str) -> Response:
    """Stop an account, with its sessions."""

    def work(command_id: UUID) -> None:
        desk.administration.stop(acting, command_id, member)

    return _do(pages, desk, acting, posted, member, work)


@router.post("/staff/{member}/recovery")
def ask_recovery(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, member: str
) -> Response:
    """Ask that an account may begin anew."""

    def work(command_id: UUID) -> None:
        desk.administration.ask_recovery(acting, command_id, member)

    return _do(pages, desk, acting, posted, member, work)


@router.post("/staff/{member}/recovery/approval")
def approve_recovery(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, member: str
) -> Response:
    """Agree to it as a second administrator, and show the new password once."""
    office = desk.administration.office(acting, member)
    login = _found(office, member).login
    try:
        check_stand(acting, posted)
        password = desk.administration.approve_recovery(acting, command_id(posted), member)
    except REFUSALS as refusal:
        return _member_page(pages, acting, office, member, posted, refusal)
    return _given(pages, acting, login, password)


@router.post("/staff/{member}/qualifications")
def record(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, member: str) -> Response:
    """Write down what somebody has passed or attended."""

    def work(command_id: UUID) -> None:
        read = Reader(posted)
        kind = read.choice(Qualification, "qualification", "資格・研修を選んでください。")
        wrong = "日付を、例：令和8年4月1日 のように書いてください。"
        gained_on = read.day("gained_on", wrong)
        until = read.day_if_any("valid_until", wrong)
        read.done()
        desk.posts.record(
            acting, command_id, member, qualification=kind, gained_on=gained_on, valid_until=until
        )

    return _do(pages, desk, acting, posted, member, work)


@router.post("/staff/{member}/qualifications/withdrawal")
def withdraw(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, member: str) -> Response:
    """Take a wrong record of a qualification back."""

    def work(command_id: UUID) -> None:
        desk.posts.withdraw(acting, command_id, member, posted.text("line"))

    return _do(pages, desk, acting, posted, member, work)


def _do(
    pages: Pages,
    desk: AtDesk,
    acting: Acting,
    posted: Posted,
    member: str,
    work: Callable[[UUID], None],
) -> Response:
    try:
        check_stand(acting, posted)
        work(command_id(posted))
    except REFUSALS as refusal:
        office = desk.administration.office(acting, member)
        return _member_page(pages, acting, office, member, posted, refusal)
    return RedirectResponse(f"/staff/{member}", 303)


def _given(pages: Pages, acting: Acting, login: str, password: str | None) -> Response:
    """Show a password that is to be handed over; one that was used since is not shown again."""
    if password is None:
        return RedirectResponse(HERE, 303)
    return pages.page("staff/password.html", acting, here=HERE, login=login, password=password)


def _appointment(read: Reader) -> tuple[Role, Period]:
    role = read.choice(Role, "role", "役割を選んでください。")
    first = read.day("first", "任用の初日を、例：令和8年4月1日 のように書いてください。")
    last = read.day_if_any("last", "任用の最後の日を、例：令和9年3月31日 のように書いてください。")
    read.done()
    return role, Period(first, last)


def _found(office: Office, alias: str) -> Member:
    return next(member for member in office.members if member.alias == alias)


def _list_again(
    pages: Pages, desk: AtDesk, acting: Acting, posted: Posted, refusal: Exception
) -> Response:
    told = problem(refusal)
    return pages.page(
        "staff/list.html",
        acting,
        status=told.sentence.status,
        here=HERE,
        office=desk.administration.office(acting),
        roles=ROLES,
        posted=posted,
        problem=told,
        **repeatable(posted, refusal),
    )


def _member_page(
    pages: Pages,
    acting: Acting,
    office: Office,
    member: str,
    posted: Posted | None = None,
    refusal: Exception | None = None,
) -> Response:
    told = problem(refusal) if refusal else None
    return pages.page(
        "staff/member.html",
        acting,
        status=told.sentence.status if told else 200,
        here=HERE,
        office=office,
        member=_found(office, member),
        roles=ROLES,
        qualifications=Qualification,
        posted=posted or Posted(),
        problem=told,
        **repeatable(posted, refusal),
    )

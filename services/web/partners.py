"""Partners (関係者): persons without an account, for a programme's chief and administrator."""

from typing import Final

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.partner import Channel
from events.values import AgencyKind
from services.acting import Acting
from services.partners import NewPartner
from services.web import sheets
from services.web.desk import AtDesk, Desk
from services.web.errors import REFUSALS, problem
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import command_id, repeatable
from services.web.session import Current, check_stand

router = APIRouter()

HERE: Final = "/partners"


@router.get("/partners")
def show(pages: Rendered, desk: AtDesk, acting: Current) -> Response:
    """List the persons without an account, and show the form for another."""
    return _list(pages, desk, acting, Posted((("first", sheets.today()),)))


@router.post("/partners")
def register(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Register a person without an account."""
    try:
        check_stand(acting, posted)
        desk.partners.register(acting, command_id(posted), _partner(posted))
    except REFUSALS as refusal:
        return _list(pages, desk, acting, posted, refusal)
    return RedirectResponse(HERE, 303)


@router.get("/partners/{partner}")
def one(pages: Rendered, desk: AtDesk, acting: Current, partner: str) -> Response:
    """Show one of them, and the form that says that they leave."""
    typed = Posted((("last_day", sheets.today()),))
    return _page(pages, desk, acting, partner, typed)


@router.post("/partners/{partner}/end")
def end(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, partner: str) -> Response:
    """Say that somebody leaves, and who comes after them."""
    try:
        check_stand(acting, posted)
        read = Reader(posted)
        last_day = read.day("last_day", "最後の日を、例：令和8年3月31日 のように書いてください。")
        read.done()
        successor = posted.text("successor")
        desk.partners.end(
            acting, command_id(posted), partner, last_day=last_day, successor=successor
        )
    except REFUSALS as refusal:
        return _page(pages, desk, acting, partner, posted, refusal)
    return RedirectResponse(f"{HERE}/{partner}", 303)


def _partner(posted: Posted) -> NewPartner:
    read = Reader(posted)
    told = NewPartner(
        name=read.words("name", "氏名を書いてください。").strip(),
        title=read.words("title", "肩書きを書いてください。").strip(),
        office=posted.text("office").strip(),
        kind=read.choice(AgencyKind, "kind", "所属の種別を選んでください。"),
        channel=read.choice(Channel, "channel", "連絡の手段を選んでください。"),
        first=read.day("first", "いつからかを、例：令和8年4月1日 のように書いてください。"),
    )
    read.done()
    return told


def _list(
    pages: Pages, desk: Desk, acting: Acting, posted: Posted, refusal: Exception | None = None
) -> Response:
    told = problem(refusal) if refusal else None
    return pages.page(
        "partners/partners.html",
        acting,
        status=told.sentence.status if told else 200,
        here=HERE,
        partners=desk.partners.all(acting),
        kinds=AgencyKind,
        channels=Channel,
        posted=posted,
        problem=told,
        **repeatable(posted, refusal),
    )


def _page(
    pages: Pages,
    desk: Desk,
    acting: Acting,
    alias: str,
    posted: Posted,
    refusal: Exception | None = None,
) -> Response:
    told = problem(refusal) if refusal else None
    everyone = desk.partners.all(acting, alias)
    partner = next(line for line in everyone if line.alias == alias)
    return pages.page(
        "partners/partner.html",
        acting,
        status=told.sentence.status if told else 200,
        here=HERE,
        partner=partner,
        others=[line for line in everyone if line != partner and line.last is None],
        posted=posted,
        problem=told,
        **repeatable(posted, refusal),
    )

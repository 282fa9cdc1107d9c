"""Second factor (二つ目の確認): pages for its code, and for choosing one at the first log-in."""

from fastapi import APIRouter, Request, Response

from events.factor import FactorKind
from services.login_views import LoginRefused
from services.web.desk import AtDesk
from services.web.login import admitted, own, refused
from services.web.posted import Form, Posted
from services.web.render import Rendered

router = APIRouter()


@router.post("/login/code")
def confirm(request: Request, pages: Rendered, desk: AtDesk, posted: Form) -> Response:
    """Take the code of a telephone or of a printed sheet."""
    ticket = posted.text("ticket")
    try:
        token = desk.sessions.confirm(ticket=ticket, code=posted.text("code"))
    except LoginRefused as refusal:
        return refused(pages, _without_code(posted), refusal, "login/code.html", ticket=ticket)
    return admitted(request, desk, posted, token)


@router.post("/login/factor")
def choose(pages: Rendered, desk: AtDesk, posted: Form) -> Response:
    """Offer a telephone's secret or a printed sheet, shown this once."""
    kind = FactorKind.CODES if posted.text("kind") == FactorKind.CODES else FactorKind.TOTP
    try:
        ticket, offered = desk.sessions.offer(ticket=posted.text("ticket"), kind=kind)
    except LoginRefused as refusal:
        return refused(pages, posted, refusal)
    goal = own(posted.text("next"))
    return pages.page(
        "login/offer.html", posted=Posted(), ticket=ticket, next=goal, offered=offered
    )


@router.post("/login/factor/code")
def enrol(request: Request, pages: Rendered, desk: AtDesk, posted: Form) -> Response:
    """Take what was offered into use by its first code."""
    ticket = posted.text("ticket")
    try:
        token = desk.sessions.enrol(ticket=ticket, code=posted.text("code"))
    except LoginRefused as refusal:
        return _offered_again(pages, desk, posted, refusal)
    return admitted(request, desk, posted, token)


def _offered_again(
    pages: Rendered, desk: AtDesk, posted: Posted, refusal: LoginRefused
) -> Response:
    ticket = posted.text("ticket")
    try:
        offered = desk.sessions.offered(ticket=ticket)
    except LoginRefused:
        return refused(pages, posted, refusal)
    template = "login/offer.html"
    kept = _without_code(posted)
    return refused(pages, kept, refusal, template, ticket=ticket, offered=offered)


def _without_code(posted: Posted) -> Posted:
    """Keep where the browser was going; the next code is another one."""
    return Posted((("next", posted.text("next")),))

"""Log-in (ログイン): pages for name and password, for the standing (立場) and to log out."""

import re
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from services.login_views import CodeNeeded, EnrolmentNeeded, LoginRefused, NewFactor
from services.web.desk import AtDesk, Desk
from services.web.errors import SENTENCES, Problem, Sentence
from services.web.posted import Form, Posted
from services.web.render import Pages, Rendered
from services.web.session import (
    LoginNeeded,
    Token,
    chosen,
    drop_cookie,
    open_session,
    set_cookie,
    stand_code,
)

router = APIRouter()

_OWN_PATH: Final = re.compile(r"/(?!/)[A-Za-z0-9_/-]{0,199}")
"""Takes each character once, whatever is sent, since anybody may send it before a log-in."""


@router.get("/login")
def show(pages: Rendered, goal: Annotated[str, Query(alias="next")] = "/") -> Response:
    """Show the form; `next` is the page to come back to."""
    return pages.page("login/login.html", posted=Posted(), next=own(goal))


@router.post("/login")
async def log_in(
    request: Request, pages: Rendered, desk: AtDesk, posted: Form, token: Token
) -> Response:
    """Log in, or refuse in words that are the same whatever was wrong."""

    def work() -> Response:
        if token:
            desk.sessions.log_out(token)
        try:
            fresh = open_session(request, desk, posted.text("login"), posted.text("password"))
        except LoginRefused as refusal:
            return refused(pages, posted, refusal)
        except (CodeNeeded, EnrolmentNeeded) as needed:
            return _second_step(pages, posted, needed)
        return admitted(request, desk, posted, fresh)

    return await desk.line.take(work)


@router.get("/stand")
def standings(pages: Rendered, desk: AtDesk, token: Token) -> Response:
    """Show the standings to choose from."""
    choices = [(stand_code(choice), choice) for choice in desk.sessions.acting(token)]
    if not choices:
        raise LoginNeeded
    return pages.page("login/stand.html", chosen(desk, token), choices=choices)


@router.post("/stand")
def choose(desk: AtDesk, posted: Form, token: Token) -> Response:
    """Take a standing for the rest of the session; an unknown one changes nothing."""
    for choice in desk.sessions.acting(token):
        if stand_code(choice) == posted.text("stand"):
            desk.sessions.choose(token, choice.programme, choice.role)
    return RedirectResponse("/", 303)


@router.post("/logout")
def log_out(request: Request, desk: AtDesk, token: Token) -> Response:
    """End the session."""
    desk.sessions.log_out(token)
    response = RedirectResponse("/login", 303)
    drop_cookie(request, response)
    return response


def admitted(request: Request, desk: Desk, posted: Posted, token: str) -> Response:
    """Give the browser its session, and lead to the page that it came for."""
    several = len(desk.sessions.acting(token)) > 1
    response = RedirectResponse("/stand" if several else own(posted.text("next")), 303)
    set_cookie(request, response, token)
    return response


def refused(
    pages: Pages,
    posted: Posted,
    refusal: LoginRefused,
    template: str = "login/login.html",
    *,
    ticket: str = "",
    offered: NewFactor | None = None,
) -> Response:
    """Show a form of the log-in again, in words that are the same whatever was wrong."""
    words = SENTENCES[LoginRefused]
    if refusal.retry_after > 0:
        detail = f"{words.detail}次に試せるのは、{_wait(refusal.retry_after)}たってからです。"
        words = Sentence(429, words.name, words.title, detail)
    page = pages.page(
        template,
        status=words.status,
        problem=Problem(words),
        posted=posted,
        next=own(posted.text("next")),
        ticket=ticket,
        offered=offered,
    )
    if refusal.retry_after > 0:
        page.headers["Retry-After"] = str(refusal.retry_after)
    return page


def own(path: str) -> str:
    """Return a path of these pages, never an address elsewhere."""
    return path if _OWN_PATH.fullmatch(path) else "/"


def _second_step(pages: Pages, posted: Posted, needed: CodeNeeded | EnrolmentNeeded) -> Response:
    template = "login/code.html" if isinstance(needed, CodeNeeded) else "login/enrol.html"
    goal = own(posted.text("next"))
    return pages.page(template, posted=Posted(), ticket=needed.ticket, next=goal)


def _wait(seconds: int) -> str:
    return f"{-(-seconds // 60)}分" if seconds > 60 else f"{seconds}秒"

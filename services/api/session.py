"""Session of a program (APIのセッション): a bearer token, never a cookie."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from services.acting import Acting
from services.api.models import Choice, LogIn, OpenedSession, Session, Standing
from services.login_views import CodeNeeded
from services.refusals import NotShown
from services.web.desk import AtDesk, Desk
from services.web.session import LoginNeeded, chosen, known, open_session, stand_code

router = APIRouter(tags=["session"])

_bearer = HTTPBearer(auto_error=False, description="The token that POST /session returned.")


def _token(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> str:
    if credentials is None:
        raise LoginNeeded
    return credentials.credentials


Token = Annotated[str, Depends(_token)]


def _current(request: Request, token: Token, desk: AtDesk) -> Acting:
    acting = desk.sessions.current(token)
    return known(request, desk, acting)


Current = Annotated[Acting, Depends(_current)]
"""
Who asks, in the standing chosen.

Raises:
    LoginNeeded: when no token came, or its session is unknown, ended or timed out.
    StandNeeded: when a standing is to be chosen, for the first time or again.
"""


@router.post("/session", status_code=201)
async def log_in(request: Request, desk: AtDesk, sent: LogIn) -> OpenedSession:
    """ログイン: open a session."""

    def work() -> OpenedSession:
        token = _opened(request, desk, sent)
        opened = _session(desk, token)
        return OpenedSession(token=token, staff_name=opened.staff_name, standings=opened.standings)

    return await desk.line.take(work)


@router.get("/session")
def session(desk: AtDesk, token: Token) -> Session:
    """セッション: who is logged in, and in which standing."""
    return _session(desk, token)


@router.put("/session/standing")
def choose(desk: AtDesk, token: Token, sent: Choice) -> Session:
    """立場の選択: take a standing for the rest of the session."""
    held = desk.sessions.acting(token)
    if not held:
        raise LoginNeeded
    for choice in held:
        if stand_code(choice) == sent.stand:
            desk.sessions.choose(token, choice.programme, choice.role)
            return _session(desk, token)
    raise NotShown


@router.delete("/session", status_code=204)
def log_out(desk: AtDesk, token: Token) -> Response:
    """ログアウト: end the session."""
    desk.sessions.log_out(token)
    return Response(status_code=204)


def _opened(request: Request, desk: Desk, sent: LogIn) -> str:
    try:
        return open_session(request, desk, sent.login, sent.password)
    except CodeNeeded as needed:
        if not sent.code:
            raise
        return desk.sessions.confirm(ticket=needed.ticket, code=sent.code)


def _session(desk: Desk, token: str) -> Session:
    held, current = desk.sessions.acting(token), chosen(desk, token)
    if not held:
        raise LoginNeeded
    return Session(
        staff_name=held[0].staff_name,
        standings=[
            Standing(
                stand=stand_code(choice),
                programme_name=choice.programme_name,
                role=choice.role,
                context=choice.context,
                current=choice == current,
            )
            for choice in held
        ],
    )

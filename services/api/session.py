"""Session of a program (APIのセッション): a bearer token, never a cookie."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from services.api.models import Choice, LogIn, OpenedSession, Session, Standing
from services.views import Acting, NotShown
from services.web.desk import AtDesk, Desk
from services.web.session import LoginNeeded, known, open_session, stand_code

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
"""


@router.post("/session", status_code=201)
async def log_in(desk: AtDesk, sent: LogIn) -> OpenedSession:
    """ログイン: open a session."""

    def work() -> OpenedSession:
        token = open_session(desk, sent.login, sent.password)
        opened = _session(desk, token)
        return OpenedSession(token=token, staff_name=opened.staff_name, standings=opened.standings)

    return await desk.line.take(work)


@router.get("/session")
def session(desk: AtDesk, _acting: Current, token: Token) -> Session:
    """セッション: who is logged in, and in which standing."""
    return _session(desk, token)


@router.put("/session/standing")
def choose(desk: AtDesk, _acting: Current, token: Token, sent: Choice) -> Session:
    """立場の選択: take a standing for the rest of the session."""
    for choice in desk.sessions.acting(token):
        if stand_code(choice) == sent.stand:
            desk.sessions.choose(token, choice.programme, choice.role)
            return _session(desk, token)
    raise NotShown


@router.delete("/session", status_code=204)
def log_out(desk: AtDesk, token: Token) -> Response:
    """ログアウト: end the session."""
    desk.sessions.log_out(token)
    return Response(status_code=204)


def _session(desk: Desk, token: str) -> Session:
    acting = desk.sessions.current(token)
    if acting is None:
        raise LoginNeeded
    return Session(
        staff_name=acting.staff_name,
        standings=[
            Standing(
                stand=stand_code(choice),
                programme_name=choice.programme_name,
                role=choice.role,
                context=choice.context,
                current=stand_code(choice) == stand_code(acting),
            )
            for choice in desk.sessions.acting(token)
        ],
    )

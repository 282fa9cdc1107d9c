"""Session (ログイン): who is asking, from a cookie that holds nothing but a random token."""

from hashlib import sha256
from typing import Annotated, Final

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from services.acting import Acting
from services.login_views import LoginRefused, StandNeeded
from services.web.brake import MINUTE
from services.web.desk import AtDesk, Desk
from services.web.posted import Posted

SECURE_COOKIE: Final = "__Host-session"
"""With this prefix a browser takes it only with Secure, Path=/ and no Domain (RFC 6265bis)."""

PLAIN_COOKIE: Final = "session"
"""
For a demonstration by plain http on the same machine. Chromium takes a Secure cookie from
http://127.0.0.1 and http://localhost, WebKit does not, and the demonstration is for any browser.
"""


class LoginNeeded(Exception):
    """Nobody is logged in, or the session ended."""


class StandChanged(Exception):
    """The form was opened by someone else or in another standing (立場) than the present one."""


def cookie_name(request: Request) -> str:
    """Return the name that the session's cookie has here."""
    return SECURE_COOKIE if _secure(request) else PLAIN_COOKIE


def set_cookie(request: Request, response: Response, token: str) -> None:
    """
    Give the browser its token until it is closed.

    No script can read it, and no link on another site sends it.
    """
    response.set_cookie(
        cookie_name(request), token, secure=_secure(request), httponly=True, samesite="strict"
    )


def drop_cookie(request: Request, response: Response) -> None:
    """
    Take the token back, and whatever the browser kept of these pages.

    Clear-Site-Data is not asked for cookies: it would take those of the city's other services.
    """
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.delete_cookie(
        cookie_name(request), secure=_secure(request), httponly=True, samesite="strict"
    )


def open_session(request: Request, desk: Desk, login: str, password: str) -> str:
    """
    Log in and return the token of the new session.

    Raises:
        LoginRefused: as `Sessions.log_in`; also when name or password cannot be anybody's.
    """
    if not (_can_be_stored(login) and _can_be_stored(password)):
        raise LoginRefused(0)
    address = request.client.host if request.client else ""
    return desk.sessions.log_in(login=login, password=password, address=address)


def stand_code(acting: Acting) -> str:
    """Name a staff's appointment in a form without showing its ids."""
    named = f"{acting.staff}|{acting.programme}|{acting.role}"
    return sha256(named.encode()).hexdigest()[:20]


def known(request: Request, desk: Desk, acting: Acting | None) -> Acting:
    """
    Take note of who asks.

    Raises:
        LoginNeeded: when it is nobody.
        HTTPException: 429 when the session was refused too many looks in this minute.
    """
    if acting is None:
        raise LoginNeeded
    request.state.session = acting.session
    if desk.brake.holds(str(acting.session)):
        raise HTTPException(429, headers={"Retry-After": str(MINUTE)})
    return acting


def check_stand(acting: Acting, posted: Posted) -> None:
    """
    Compare who opened the form with who sends it.

    Raises:
        StandChanged: when they differ: after another log-in, or a change of standing elsewhere.
    """
    if posted.text("stand") != stand_code(acting):
        raise StandChanged


def _can_be_stored(text: str) -> bool:
    return not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text)


def _secure(request: Request) -> bool:
    secure: object = request.app.state.secure_cookies
    return secure is True


def _token(request: Request) -> str:
    return request.cookies.get(cookie_name(request), "")


Token = Annotated[str, Depends(_token)]
"""The session's token, or an empty string."""


def _current(request: Request, token: Token, desk: AtDesk) -> Acting:
    acting = desk.sessions.current(token) if token else None
    return known(request, desk, acting)


Current = Annotated[Acting, Depends(_current)]
"""
Who asks, in the standing chosen.

Raises:
    LoginNeeded: when the session is unknown, ended or timed out.
    StandNeeded: when a standing is to be chosen, for the first time or again.
"""


def chosen(desk: Desk, token: str) -> Acting | None:
    """Return the standing chosen, or None while there is a choice to make."""
    try:
        return desk.sessions.current(token)
    except StandNeeded:
        return None

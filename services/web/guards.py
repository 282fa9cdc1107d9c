"""Guard (守り): what holds for every request, whatever its route: method, origin, size, headers."""

from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import Final
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.web.errors import (
    CROSS_SITE,
    METHOD_NOT_ALLOWED,
    PREFETCH,
    TOO_LARGE,
    UNEXPECTED,
    Sentence,
)

LARGEST_BODY: Final = 1024 * 1024
"""Bytes in one request."""

_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types app",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), "
    "geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=()",
}
_HSTS: Final = "max-age=63072000; includeSubDomains"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_PURPOSES: Final = ("sec-purpose", "purpose", "x-purpose", "x-moz")
_AHEAD: Final = ("prefetch", "prerender", "preview")

_log: structlog.stdlib.BoundLogger = structlog.get_logger("web")

Answer = Callable[[Scope, Sentence], Response]
"""Puts a refusal into the form that the path's reader expects: a page, or problem details."""


class Guard:
    """
    Stands before the routes.

    It refuses what must not reach them, puts the headers on every answer, writes the access log
    (ids and route templates only), and lets no exception reach the server, whose log would quote
    its message.
    """

    def __init__(self, app: ASGIApp, *, answer: Answer, secure: bool) -> None:
        """Stand before `app`; `secure` = it is reached by https only."""
        self._app = app
        self._answer = answer
        self._headers: Mapping[str, str] = (
            {**_HEADERS, "Strict-Transport-Security": _HSTS} if secure else _HEADERS
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["state"] = {**scope.get("state", {})}
        started, answered = perf_counter(), _Answered(send, self._headers)
        refusal = _refusal(scope)
        inner = self._answer(scope, refusal) if refusal else self._app
        try:
            await inner(scope, receive, answered)
        except Exception as error:  # noqa: BLE001 the process's edge; services/logs.py leaves the message out
            _log.error("request failed", exc_info=error)
            if answered.status == 0:
                await self._answer(scope, UNEXPECTED)(scope, receive, answered)
        finally:
            _log.info(
                "request",
                method=scope["method"],
                route=_route(scope),
                status=answered.status,
                seconds=round(perf_counter() - started, 3),
                session=str(scope["state"].get("session", "")),
            )


class _Answered:
    """Sends on, with the headers, and remembers the status."""

    def __init__(self, send: Callable[[Message], Awaitable[None]], headers: Mapping[str, str]):
        self.status = 0
        self._send = send
        self._headers = headers

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers.update(self._headers)
            headers.setdefault("Cache-Control", "no-store")
        await self._send(message)


def is_api(scope: Scope) -> bool:
    """Say whether a request is for the API."""
    return scope["path"].startswith("/api/")


def _refusal(scope: Scope) -> Sentence | None:
    headers = Headers(scope=scope)
    if scope["method"] == "HEAD":
        return METHOD_NOT_ALLOWED
    purposes = " ".join(headers.get(name, "") for name in _PURPOSES).lower()
    if any(word in purposes for word in _AHEAD):
        return PREFETCH
    if scope["method"] not in _SAFE and not _may_change(headers, api=is_api(scope)):
        return CROSS_SITE
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        return TOO_LARGE
    return None


def _may_change(headers: Headers, *, api: bool) -> bool:
    """
    Judge where a changing request comes from.

    A page's form must say that it is ours. The API takes no cookie, so a program that is no
    browser may say nothing; what says that it is another site's is refused all the same.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return api


def _route(scope: Scope) -> str:
    path: object = getattr(scope.get("route"), "path", None)
    return f"{scope.get('root_path', '')}{path}" if isinstance(path, str) else "-"

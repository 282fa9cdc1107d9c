"""Guard (守り): what holds for every request, whatever its route: host, origin, size, headers."""

import re
from collections.abc import Awaitable, Callable, Mapping, Set
from time import perf_counter
from typing import Final
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.web.brake import Brake
from services.web.errors import (
    CROSS_SITE,
    METHOD_NOT_ALLOWED,
    MISDIRECTED,
    NOT_UNDERSTOOD,
    PREFETCH,
    TOO_LARGE,
    UNEXPECTED,
    UPLOAD_TOO_LARGE,
    Sentence,
)

LARGEST_BODY: Final = 1024 * 1024
"""Bytes in one request."""

LARGEST_UPLOAD: Final = 21 * LARGEST_BODY
"""Bytes in one request that brings files: forty of 512 KiB, and what is typed beside them."""

MULTIPART: Final = "multipart/form-data"

THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names under which a browser reaches its own machine."""

_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types app",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), "
    "geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=()",
}
_OF_A_DOWNLOAD: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The Content-Security-Policy of what is to be kept as a file: shown after all, it does nothing."""

_HSTS: Final = "max-age=63072000; includeSubDomains"
_NOT_FOUND: Final = 404
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_PURPOSES: Final = ("sec-purpose", "purpose", "x-purpose", "x-moz")
_AHEAD: Final = ("prefetch", "prerender", "preview")
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[0-9a-z._-]+)(?::\d{1,5})?", re.ASCII)
_FORM: Final = "application/x-www-form-urlencoded"
_UPLOAD: Final = re.compile(r"(/api/v1)?/cases/[A-Za-z0-9_-]{1,64}/attachments", re.ASCII)
"""The one page, and its like in the API, to which files may be sent."""

_LENGTH: Final = re.compile(r"\d{1,9}", re.ASCII)
_FOREIGN: Final = frozenset({"cross-site", "same-site"})
_OPEN_TO_LINKS: Final = frozenset({"/", "/login"})

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

    def __init__(
        self, app: ASGIApp, *, answer: Answer, secure: bool, hosts: Set[str], brake: Brake
    ) -> None:
        """
        Stand before `app`.

        `secure` = it is reached by https only; `hosts` are its names, in lower case and without a
        port: under any other, a browser was led here by someone else's name (DNS rebinding).
        """
        self._app = app
        self._answer = answer
        self._hosts = hosts
        self._brake = brake
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
        try:
            refusal = self._refusal(scope)
            inner = self._answer(scope, refusal) if refusal else self._app
            await inner(scope, receive, answered)
        except Exception as error:  # noqa: BLE001 the process's edge; services/logs.py leaves the message out
            _log.error("request failed", exc_info=error)
            if answered.status == 0:
                await self._answer(scope, UNEXPECTED)(scope, receive, answered)
        finally:
            session = str(scope["state"].get("session", ""))
            if session and answered.status == _NOT_FOUND:
                self._brake.count(session)
            _log.info(
                "request",
                method=scope["method"],
                route=_route(scope),
                status=answered.status,
                seconds=round(perf_counter() - started, 3),
                session=session,
            )

    def _refusal(self, scope: Scope) -> Sentence | None:
        headers = Headers(scope=scope)
        host = _HOST.fullmatch(headers.get("host", "").lower())
        if host is None or host[1] not in self._hosts:
            return MISDIRECTED
        return _malformed(scope, headers) or _unwanted(scope, headers)


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
            if "content-disposition" in headers:
                headers["Content-Security-Policy"] = _OF_A_DOWNLOAD
            if message["status"] == NOT_UNDERSTOOD.status:
                headers["Connection"] = "close"
            headers.setdefault("Cache-Control", "no-store")
        await self._send(message)


def is_api(scope: Scope) -> bool:
    """Say whether a request is for the API."""
    return scope["path"].startswith("/api/")


def media_type(headers: Headers) -> str:
    """Return of which type a request's body says that it is; a form's when it does not say."""
    return headers.get("content-type", _FORM).partition(";")[0].strip().lower()


def _brings_files(scope: Scope) -> bool:
    return scope["method"] == "POST" and _UPLOAD.fullmatch(scope["path"]) is not None


def _malformed(scope: Scope, headers: Headers) -> Sentence | None:
    length = headers.get("content-length", "0")
    # Two lengths are how a request hides behind another one (RFC 9112, 6.1).
    if "content-length" in headers and "transfer-encoding" in headers:
        return NOT_UNDERSTOOD
    uploads = _brings_files(scope)
    if not _LENGTH.fullmatch(length) or int(length) > (LARGEST_UPLOAD if uploads else LARGEST_BODY):
        return UPLOAD_TOO_LARGE if uploads else TOO_LARGE
    return None


def _unwanted(scope: Scope, headers: Headers) -> Sentence | None:
    if scope["method"] == "HEAD":
        return METHOD_NOT_ALLOWED
    purposes = " ".join(headers.get(name, "") for name in _PURPOSES).lower()
    if any(word in purposes for word in _AHEAD):
        return PREFETCH
    if scope["method"] in _SAFE:
        return None if _may_look(scope, headers) else CROSS_SITE
    if not _may_change(headers, api=is_api(scope)):
        return CROSS_SITE
    # One form of ours alone has another type, and a multipart one names the codec that reads it.
    kinds = {_FORM, MULTIPART} if _brings_files(scope) else {_FORM}
    if not is_api(scope) and media_type(headers) not in kinds:
        return NOT_UNDERSTOOD
    return None


def _may_look(scope: Scope, headers: Headers) -> bool:
    """
    Judge where a look comes from: another site must not make entries in the name of who looks.

    A link may lead to the first page and to the log-in.
    """
    path: str = scope["path"]
    if path in _OPEN_TO_LINKS or path.startswith("/static/"):
        return True
    return headers.get("sec-fetch-site") not in _FOREIGN


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
        return _site(origin) == headers.get("host")
    return api


def _site(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _route(scope: Scope) -> str:
    path: object = getattr(scope.get("route"), "path", None)
    return f"{scope.get('root_path', '')}{path}" if isinstance(path, str) else "-"

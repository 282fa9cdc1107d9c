"""Wire (接続): how long a connection may take, and how many there may be."""

import asyncio
from typing import ClassVar, Final

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST: Final = 200
"""Connections that are answered; beyond it they are told to come back, beyond twice it dropped."""

LONGEST_HEAD: Final = 16 * 1024
"""Bytes of a request's line and headers."""

KEEP_ALIVE: Final = 5
"""Seconds between two requests."""

SLOWEST: Final = 64 * 1024
"""Bytes in a second: so much patience is won by what has come in, for files over a slow line."""


class Connection(H11Protocol):
    """Reads requests as uvicorn does, but waits for none of them for ever."""

    patience: ClassVar[float] = 20
    """
    Seconds until a request that was begun must have come in whole; uvicorn has no such limit.

    Whatever came in adds to them at the rate of `SLOWEST`.
    """

    _late: asyncio.TimerHandle | None = None
    _begun: float = 0
    _came: int = 0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        if self.limit_concurrency and len(self.connections) > 2 * self.limit_concurrency:
            transport.abort()
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in what came, and wait on unless the request is whole."""
        super().data_received(data)
        self._came += len(data)
        if self.conn.their_state in {h11.IDLE, h11.SEND_BODY}:
            self._wait()
        else:
            self._wait_no_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._late is None:
            self._begun, self._came = self.loop.time(), 0
            self._late = self.loop.call_later(self.patience, self._lose_patience)

    def _lose_patience(self) -> None:
        until = self._begun + self.patience + self._came / SLOWEST
        if self.loop.time() < until:
            self._late = self.loop.call_at(until, self._lose_patience)
        else:
            self.transport.abort()

    def _wait_no_more(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def server(
    app: ASGIApp, *, host: str, port: int, proxies: str = "", most: int = MOST
) -> uvicorn.Server:
    """
    Make the server of an application; port 0 takes a free one.

    `proxies` are addresses, separated by commas, whose X-Forwarded-For says where a client is.
    """
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            http=Connection,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies,
            limit_concurrency=most,
            timeout_keep_alive=KEEP_ALIVE,
            h11_max_incomplete_event_size=LONGEST_HEAD,
        )
    )

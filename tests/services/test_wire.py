"""接続: no connection keeps the pages waiting, and none hides a request behind another."""

import socket
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from threading import Thread
from time import sleep

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from services import wire
from tests.services.web.house import House, house, whole_house

__all__ = ["house", "whole_house"]

GET = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


async def who(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with where the client is."""
    await PlainTextResponse(scope["client"][0])(scope, receive, send)


@contextmanager
def running(app: ASGIApp, *, proxies: str = "", most: int = wire.MOST) -> Generator[int]:
    server = wire.server(app, host="127.0.0.1", port=0, proxies=proxies, most=most)
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def heard(port: int, said: bytes) -> bytes:
    """Say something, and hear what comes until the other side hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(said)
        answer = b""
        try:
            while more := connection.recv(4096):
                answer += more
        except ConnectionResetError:
            pass
        return answer


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        GET[:-2],
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nlogin",
    ],
    ids=["nothing", "half a head", "half a body"],
)
def test_a_request_that_never_ends_is_cut_off(
    monkeypatch: pytest.MonkeyPatch, house: House, begun: bytes
) -> None:
    monkeypatch.setattr(wire.Connection, "patience", 0.2)

    with running(house.app) as port:
        answer = heard(port, begun)

    assert answer == b""


def test_a_second_request_is_waited_for_no_longer_than_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wire.Connection, "patience", 0.2)

    with running(who) as port:
        answer = heard(port, GET + GET[:-2])

    assert answer.count(b"HTTP/1.1 200") == 1


def test_a_request_with_two_lengths_hides_no_other(house: House) -> None:
    """RFC 9112, 6.1: request smuggling."""
    two = (
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    )

    with running(house.app) as port:
        answer = heard(port, two + GET)

    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


def test_a_head_that_grows_beyond_measure_is_not_waited_for(house: House) -> None:
    with running(house.app) as port:
        answer = heard(port, GET[:-2] + b"X: " + b"x" * wire.LONGEST_HEAD)

    assert answer.startswith(b"HTTP/1.1 400")


def test_more_connections_than_can_be_held_are_dropped() -> None:
    with running(who, most=2) as port, ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(socket.create_connection(("127.0.0.1", port)))
        dropped = heard(port, b"")

    assert dropped == b""


def test_beyond_the_most_that_are_answered_one_is_told_to_come_back() -> None:
    with running(who, most=2) as port, ExitStack() as stack:
        stack.enter_context(socket.create_connection(("127.0.0.1", port)))
        told = heard(port, GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))

    assert told.startswith(b"HTTP/1.1 503")


@pytest.mark.parametrize(
    ("proxies", "where"),
    [("", "127.0.0.1"), ("192.0.2.1", "127.0.0.1"), ("127.0.0.1", "192.0.2.7")],
)
def test_only_our_proxy_says_where_a_client_is(proxies: str, where: str) -> None:
    """Log-ins are slowed down by address: a client must not choose its own."""
    named = b"X-Forwarded-For: 198.51.100.1, 192.0.2.7\r\nConnection: close\r\n\r\n"

    with running(who, proxies=proxies) as port:
        answer = heard(port, GET[:-2] + named)

    assert answer.endswith(where.encode())


def test_a_file_over_a_slow_line_is_waited_for_as_long_as_it_comes_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What has come in wins more patience; what stops coming in wins none."""
    monkeypatch.setattr(wire.Connection, "patience", 0.2)
    monkeypatch.setattr(wire, "SLOWEST", 1)
    head = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n"

    with running(read) as port, socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall(head + b"a")
        sleep(0.5)
        connection.sendall(b"b")
        answer = connection.recv(4096)

    assert answer.startswith(b"HTTP/1.1 200")


async def read(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer when the whole request has come in."""
    while (await receive()).get("more_body"):
        pass
    await PlainTextResponse("read")(scope, receive, send)

"""Page server: the real application on uvicorn, in a process of its own, with the peer's route."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from threading import Thread

import uvicorn

from services import logs, worker
from services.main import System
from services.web.app import create_app
from services.web.desk import Desk
from tests.bench import page_peer
from tests.bench.children import Pipe, child
from tests.bench.ground import Place
from tests.bench.ours import opened
from tests.city import PASSWORD


@dataclass(frozen=True)
class Address:
    """Where the server listens, and the session cookies of so many log-ins."""

    port: int
    tokens: tuple[str, ...]


@contextmanager
def serving(place: Place, *, sessions: int) -> Generator[Address]:
    """Serve pages until the context ends."""
    with child(_serve, place, sessions) as pipe:
        yield pipe.recv()


@contextmanager
def at_work(place: Place) -> Generator[None]:
    """Let a worker feed the read models meanwhile, in a process of its own."""
    with child(_work, place) as pipe:
        pipe.recv()
        yield


def _serve(place: Place, sessions: int, pipe: Pipe) -> None:
    # Each request is logged as always, and the log thrown away.
    with Path(os.devnull).open("w") as nowhere, opened(place) as system, socket() as listening:
        logs.configure("web", to=nowhere)
        listening.bind(("127.0.0.1", 0))
        app = create_app(_desk(system), secure_cookies=False)
        page = system.reading.case_page(place.acting, place.cases[0])
        app.state.notes = page_peer.Notes(place.peer, place.acting, page)
        app.include_router(page_peer.router)
        config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        log_in = system.sessions.log_in
        tokens = tuple(log_in(login="sato", password=PASSWORD) for _ in range(sessions))
        pipe.send(Address(listening.getsockname()[1], tokens))
        pipe.recv()
        server.should_exit = True
        thread.join()
        app.state.notes.close()


def _work(place: Place, pipe: Pipe) -> None:
    with (
        Path(os.devnull).open("w") as nowhere,
        place.databases() as databases,
    ):
        logs.configure("worker", to=nowhere)
        with worker.running(databases):
            pipe.send("ready")
            pipe.recv()


def _desk(system: System) -> Desk:
    return Desk.of(system)

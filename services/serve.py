"""Serve: the two processes that run all day, the worker and the pages."""

import signal
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from threading import Event

import structlog

from services import metrics, wire, worker
from services.db import Databases
from services.keys.root import FileRootKey
from services.main import System, build
from services.readmodels import tenants
from services.settings import Settings
from services.web.app import create_app
from services.web.desk import Desk

log = structlog.get_logger("serve")


def run_worker(settings: Settings) -> None:
    """Feed the read models until SIGTERM or SIGINT. It has no key."""
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopped.set())
    databases = Databases.of(settings)
    worker.run(databases, stopped)
    databases.close()


@contextmanager
def opened(settings: Settings) -> Generator[System]:
    """
    Give the system with its keys, after ring and log were made to agree.

    Raises:
        RootKeyRefused: when the root key is missing or readable by others.
        RingOlderThanLog: when an older key ring was restored.
    """
    root = FileRootKey(settings.root_key_file)
    with build(Databases.of(settings), root) as system:
        for tenant in tenants(system.databases):
            settled = system.destruction.settle(tenant)
            if settled:
                log.info("destructions_completed", tenant=tenant, count=settled)
        yield system


def run_web(settings: Settings, *, behind_tls: bool) -> None:
    """
    Serve pages and API until SIGTERM or SIGINT.

    `behind_tls` = browsers come through a reverse proxy by https; cookies are then Secure.

    Raises:
        RootKeyRefused, RingOlderThanLog: as `opened`.
    """
    with opened(settings) as system, _figures(settings, system):
        desk = Desk.of(system)
        app = create_app(
            desk,
            secure_cookies=behind_tls,
            hosts=settings.hosts,
            development=settings.development and not behind_tls,
        )
        proxies = settings.trusted_proxies if behind_tls else ""
        with suppress(KeyboardInterrupt):
            wire.server(app, host=settings.web_host, port=settings.web_port, proxies=proxies).run()


def _figures(settings: Settings, system: System) -> AbstractContextManager[int | None]:
    if settings.metrics_port is None:
        return nullcontext()
    return metrics.served(system.databases, settings.metrics_port)

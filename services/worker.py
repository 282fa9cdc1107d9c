"""
Worker: feeds every read model of every municipality, in batches; has no key.

It listens, and polls each second besides, so that a lost notification or a killed connection costs
a second and never an event. A failing read model is tried again and again and does not hold up the
others.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final

import psycopg
import structlog

from services.db import Databases, storage_errors
from services.readmodels import ALL, feed
from services.refusals import StorageUnavailable

POLL_SECONDS: Final = 1.0

BEHIND = """
SELECT h.tenant, p.name, h.size - coalesce(t.position, 0) FROM log.head h
CROSS JOIN unnest(%(names)s::text[]) AS p (name)
LEFT JOIN worker.tracking t ON t.tenant = h.tenant AND t.projection = p.name
WHERE coalesce(t.position, 0) < h.size
ORDER BY h.tenant, p.name
"""
LISTEN = "LISTEN tsunagi"

log = structlog.get_logger("worker")


@dataclass(frozen=True)
class Lag:
    """How many entries one read model of one municipality is behind."""

    tenant: str
    projection: str
    entries: int


def lags(databases: Databases) -> list[Lag]:
    """Return what is behind, with one statement for all municipalities and read models."""
    with storage_errors(), databases.pool("project").connection() as conn:
        rows = conn.execute(BEHIND, {"names": list(ALL)}).fetchall()
    return [Lag(tenant, projection, entries) for tenant, projection, entries in rows]


def catch_up(databases: Databases) -> int:
    """Feed everything that is behind until nothing is; return how many entries were taken in."""
    total = 0
    while behind := lags(databases):
        total += sum(_feed_all(databases, behind))
    return total


@contextmanager
def running(databases: Databases, *, poll: float = POLL_SECONDS) -> Generator[None]:
    """Run a worker in a thread of this process meanwhile."""
    stopped = Event()
    thread = Thread(target=run, args=(databases, stopped), kwargs={"poll": poll})
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def run(databases: Databases, stopped: Event, *, poll: float = POLL_SECONDS) -> None:
    """Work until stopped, whatever happens to connections meanwhile; `poll` is in seconds."""
    while not stopped.is_set():
        try:
            with storage_errors():
                _listen_and_work(databases, stopped, poll)
        except StorageUnavailable:
            log.warning("database_unavailable")
            stopped.wait(poll)


def _listen_and_work(databases: Databases, stopped: Event, poll: float) -> None:
    with psycopg.connect(databases.conninfo("project"), autocommit=True) as conn:
        conn.execute(LISTEN)
        log.info("worker_listening")
        while not stopped.is_set():
            _work(databases)
            for _ in conn.notifies(timeout=poll, stop_after=1):
                pass


def _work(databases: Databases) -> None:
    while behind := lags(databases):
        if not any(_feed_all(databases, behind)):
            return


def _feed_all(databases: Databases, behind: Sequence[Lag]) -> list[int]:
    return [_guarded(lambda lag=lag: _feed(databases, lag), lag) for lag in behind]


def _feed(databases: Databases, lag: Lag) -> int:
    return feed(databases, ALL[lag.projection], lag.tenant, schema=lag.projection)


def _guarded(work: Callable[[], int], lag: Lag) -> int:
    try:
        return work()
    except StorageUnavailable:
        raise
    except Exception as error:  # noqa: BLE001  one broken read model must not stop the others; it stays behind and is seen in the lag
        log.error(
            "projection_failed",
            tenant=lag.tenant,
            projection=lag.projection,
            error=type(error).__name__,
        )
        return 0

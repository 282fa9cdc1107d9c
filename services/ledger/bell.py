"""Bell: tells the worker of something new, after the commit and on another connection."""

from threading import Event, Thread
from typing import Final

from services.db import Databases, storage_errors
from services.refusals import StorageUnavailable

NOTIFY = "NOTIFY tsunagi"
PAUSE: Final = 0.05
"""Seconds between two rings: the first comes at once, a burst's others together."""


class Bell:
    """
    Rings from a thread of its own; many rings while it is busy or pausing become one.

    Inside the append's transaction a NOTIFY would serialise all municipalities. A ring that is
    lost costs a second: the worker also polls.
    """

    def __init__(self, databases: Databases) -> None:
        """Start the thread."""
        self._databases = databases
        self._pulled = Event()
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="bell", daemon=True)
        self._thread.start()

    def ring(self) -> None:
        """Ask for a ring; returns at once."""
        self._pulled.set()

    def close(self) -> None:
        """Stop the thread."""
        self._stopped.set()
        self._pulled.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._pulled.wait()
            self._pulled.clear()
            if self._stopped.is_set():
                return
            self._notify()
            self._stopped.wait(PAUSE)

    def _notify(self) -> None:
        try:
            with storage_errors(), self._databases.pool("append").connection() as conn:
                conn.execute(NOTIFY)
        except StorageUnavailable:
            return

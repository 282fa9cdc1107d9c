"""Line (ログインの順番): log-ins wait here, and not in the threads that every page needs."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Final, TypeVar

from starlette.exceptions import HTTPException

from services.sessions import PARALLEL_CHECKS

LONGEST: Final = 10
"""How many may wait; one more is asked to come back."""

RETRY_AFTER: Final = 5
"""Seconds."""

Result = TypeVar("Result")


class Line:
    """
    Works on as many log-ins at once as passwords are checked at once.

    A password is slow to check on purpose, so whoever sends many would otherwise hold every thread.
    """

    def __init__(self) -> None:
        """Take threads of its own; they end with it."""
        self._threads = ThreadPoolExecutor(PARALLEL_CHECKS, thread_name_prefix="log-in")
        self._places = BoundedSemaphore(PARALLEL_CHECKS + LONGEST)

    async def take(self, work: Callable[[], Result]) -> Result:
        """
        Do the work when its turn has come.

        Raises:
            HTTPException: 503 when too many wait already; nothing was done.
        """
        if not self._places.acquire(blocking=False):
            raise HTTPException(503, headers={"Retry-After": str(RETRY_AFTER)})
        doing: Future[Result] = self._threads.submit(work)
        doing.add_done_callback(lambda _: self._places.release())
        return await asyncio.wrap_future(doing)

"""Children: processes of our own that are spoken to through a pipe; None tells them to end."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Protocol


class Pipe(Protocol):
    """One end of a pipe between two processes."""

    def send(self, obj: Any, /) -> None:
        """Send a value."""
        ...

    def recv(self) -> Any:
        """Wait for a value."""
        ...


@contextmanager
def child(work: Callable[..., None], *given: object) -> Generator[Pipe]:
    """
    Run `work(*given, pipe)` in a new process until the context ends.

    Raises:
        EOFError: when it is spoken to after it failed.
    """
    context = get_context("spawn")
    mine, its = context.Pipe()
    process = context.Process(target=work, args=(*given, its), daemon=True)
    process.start()
    its.close()
    try:
        yield mine
    finally:
        if process.is_alive():
            mine.send(None)
        process.join()

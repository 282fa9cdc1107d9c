"""Writers: processes that append on command, each with its own connections to both logs."""

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Literal, TypeAlias

from tests.bench.children import Pipe, child
from tests.bench.ground import Place
from tests.bench.ours import Writer, opened
from tests.bench.peer import Log

SideName: TypeAlias = Literal["ours", "peer"]


@dataclass(frozen=True)
class Order:
    """Append batches of `batch` events on one side for `seconds`."""

    side: SideName
    batch: int
    seconds: float


class Writers:
    """Gives the same order to some of the processes at once."""

    def __init__(self, pipes: list[Pipe]) -> None:
        """Each pipe leads to one process."""
        self._pipes = pipes

    def rate(self, order: Order, *, writers: int) -> float:
        """Return the events a second that so many writers append together."""
        self.start(order, writers=writers)
        return self.finish(writers=writers)

    def start(self, order: Order, *, writers: int) -> None:
        """Let so many writers begin."""
        for pipe in self._pipes[:writers]:
            pipe.send(order)

    def finish(self, *, writers: int) -> float:
        """Wait for them; return the events a second that they appended together."""
        return sum(pipe.recv() for pipe in self._pipes[:writers])


@contextmanager
def writing(place: Place, writers: int) -> Generator[Writers]:
    """Start the processes; they end with the context."""
    with ExitStack() as stack:
        pipes: list[Pipe] = []
        for _ in range(writers):
            # One after the other: two at once trip over each other making the library's tables.
            pipes.append(stack.enter_context(child(_write, place)))
            pipes[-1].recv()
        yield Writers(pipes)


def _write(place: Place, orders: Pipe) -> None:
    with opened(place) as system:
        mine, theirs = Writer.on(system, place), Log(place.peer)
        sides: dict[SideName, Callable[[int], None]] = {
            "ours": mine.append,
            "peer": lambda count: theirs.append(mine.facts, count),
        }
        orders.send("ready")
        while order := orders.recv():
            orders.send(_rate(sides[order.side], order))
        theirs.close()


def _rate(append: Callable[[int], None], order: Order) -> float:
    done, started = 0, perf_counter()
    while (elapsed := perf_counter() - started) < order.seconds:
        append(order.batch)
        done += order.batch
    return done / elapsed

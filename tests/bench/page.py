"""Page: a case page of 50 records by HTTP, beside the same page from a plain table."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from itertools import count
from time import perf_counter
from typing import Final

from services.web.session import PLAIN_COOKIE
from tests.bench.filling import RECORDS
from tests.bench.ground import Place
from tests.bench.page_server import Address, at_work, serving
from tests.bench.rows import Bench, Extent, Row, paired

CLIENTS: Final = (1, 8)
GOAL: Final = "≤ 3"
LONGER: Final = 2
"""A round is so many times longer than those of the other benchmarks."""


def run(place: Place, extent: Extent) -> Iterator[Row]:
    """Measure one client, several, and several with the worker at work."""
    with serving(place, sessions=max(CLIENTS)) as address:
        for clients in CLIENTS:
            yield from _rows(place, extent, address, clients, GOAL, "")
        with at_work(place):
            yield from _rows(place, extent, address, max(CLIENTS), "", ", the worker at work")


def _rows(
    place: Place, extent: Extent, address: Address, clients: int, goal: str, besides: str
) -> Iterator[Row]:
    seconds = LONGER * extent.seconds
    measure = partial(_seconds_a_page, place, address, clients, seconds)
    yield from paired(
        place,
        extent,
        what=f"{clients} client{'s' * (clients > 1)}{besides}",
        goal=goal,
        unit="s",
        ours=partial(measure, "/cases/"),
        peer=partial(measure, "/peer/"),
    )


def _seconds_a_page(
    place: Place, address: Address, clients: int, seconds: float, path: str
) -> float:
    """Return how long a page takes on average, with so many clients asking one after another."""
    with ThreadPoolExecutor(clients) as pool:
        one = partial(_ask, place, address, path, perf_counter() + seconds)
        started = perf_counter()
        pages = sum(pool.map(one, range(clients)))
        return (perf_counter() - started) * clients / pages


def _ask(place: Place, address: Address, path: str, deadline: float, client: int) -> int:
    """Ask for page after page; each client begins at another case."""
    connection = HTTPConnection("127.0.0.1", address.port)
    cookie = {"Cookie": f"{PLAIN_COOKIE}={address.tokens[client]}"}
    for pages in count():
        if pages and perf_counter() > deadline:
            connection.close()
            return pages
        case = place.cases[(client * 101 + pages) % len(place.cases)]
        connection.request("GET", path + case, headers=cookie)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, answer.status
        assert body.count(b'<article class="') == RECORDS
    raise AssertionError


BENCH: Final = Bench(name="page", title="Case page of 50 records", run=run)

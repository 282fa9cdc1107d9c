"""
Promises 2 and 8 through every door: the routes are asked of the application, not kept in a list.

Whatever can be typed on any page, and sent to any operation of the API, goes in with words of its
own (`test_8_dump` looks for them in what a thief can take); what any page opens has an entry first.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

import psycopg
import pytest
from psycopg import sql

from tests.databases import TemplateServer
from tests.promises.canaries import Canaries
from tests.promises.crossings import below, doors, nowhere, stand_of
from tests.promises.desk import RECEIPTS
from tests.promises.every_form import Walk
from tests.promises.every_operation import operations, send_to_every
from tests.promises.rings import name_of
from tests.promises.towns import second_city
from tests.services.web.house import COUNSELLOR, Browser, House, open_house

SAYS_NOTHING: Final = "GET /intake/received/{case}"
"""It says the same of every address: that a slip was taken, and where it would be."""
MANY: Final = 20
"""Fewer nested addresses than this would mean that the walk lost its way."""
HELD: Final = "SELECT FROM log.head FOR UPDATE"


@dataclass
class Guard:
    """Looks behind each page on the way: is there an entry, and nothing without one."""

    house: House
    opening: int = 0
    broken: list[str] = field(default_factory=list[str])

    def __call__(self, address: str, browser: Browser) -> None:
        """Open a page again, and once more while no entry can be written."""
        entries, receipts = self.house.entries(), self.used()
        assert browser.get(address).status_code == 200
        opened = self.used()
        if opened == receipts:
            return
        self.opening += 1
        with self.held():
            refused = browser.get(address).status_code == 503
        if self.house.entries() == entries or not refused or self.used() != opened:
            self.broken.append(address)

    def used(self) -> int:
        """Count how often something was opened."""
        with psycopg.connect(self.house.system.databases.conninfo("backup", "ring")) as conn:
            row = conn.execute(RECEIPTS).fetchone()
            return row[0] if row else 0

    @contextmanager
    def held(self) -> Generator[None]:
        """Hold the lock that every append needs."""
        with psycopg.connect(self.house.system.databases.conninfo("migrate")) as conn:
            conn.execute(HELD)
            yield
            conn.rollback()


@pytest.fixture(scope="module")
def walk(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Give a walk over every page of a house of its own, whose appends wait for no lock long."""
    pair = replace(postgres.copy(), patience=2.0)
    wait_less = "ALTER ROLE tsunagi_append IN DATABASE {} SET lock_timeout = '300ms'"
    with postgres.connect() as admin:
        admin.execute(sql.SQL(wait_less).format(sql.Identifier(name_of(pair.log))))
    with open_house(pair, tmp_path_factory.mktemp("house")) as house:
        yield Walk.through(house, Canaries(Random(20_241_012)), Guard(house))
    postgres.drop(pair)


def test_every_page_is_walked_to_and_every_form_is_sent(walk: Walk) -> None:
    """How to put a new page on the walk stands in `every_form.py`."""
    assert walk.untouched() == set()


def test_no_word_that_was_typed_stands_in_an_address(walk: Walk) -> None:
    """R37: addresses are kept by browsers, proxies and logs."""
    assert walk.leaks == set()


def test_a_page_opens_nothing_without_an_entry_and_nothing_while_none_can_be_written(
    walk: Walk,
) -> None:
    """Promise 2, for each route that a page is behind."""
    assert isinstance(walk.arrive, Guard)
    assert walk.arrive.broken == []
    assert walk.arrive.opening > len(walk.opened) / 2


def test_every_operation_of_the_api_is_sent_words(walk: Walk) -> None:
    sent = send_to_every(walk.house, Canaries(Random(20_241_013)))

    assert sent.keys() == operations(walk.house)
    assert {name: status for name, status in sent.items() if status in {405, 429, 500}} == {}


TRYING = {
    "another programme of the same body": "tanaka",
    "an auditor": "kansa",
    "another municipality": "watanabe",
}
"""Who tries the addresses of a case that they have no part in; `sato` keeps it."""


@pytest.fixture(scope="module")
def elsewhere(walk: Walk) -> str:
    """Give the walk's installation a second municipality."""
    return second_city(walk.house.city).tenant


@pytest.mark.parametrize("who", TRYING)
def test_every_address_of_a_case_answers_others_as_one_that_never_was(
    walk: Walk, elsewhere: str, who: str
) -> None:
    """Promise 5; R37: the refusal is in the log of whoever tried, and nothing is answered."""
    there = replace(walk.house, app=walk.app)
    browser = there.browser(TRYING[who])
    stand = stand_of(browser)
    told: list[str] = []
    for door in doors(walk):
        real = door.knock(browser, stand, door.address)
        none = door.knock(browser, stand, nowhere(door.address))
        if real != none or (real[0] < 400 and door.route != SAYS_NOTHING):
            told.append(f"{door.route}: {real[0]}, {none[0]}")

    assert elsewhere != walk.house.city.worker.tenant
    assert told == []


def test_what_is_named_below_one_case_is_not_below_another(walk: Walk) -> None:
    """Promise 5: a nested id is tried with another case of the same desk as its parent."""
    there = replace(walk.house, app=walk.app)
    browser, other = there.browser(COUNSELLOR), there.take()
    stand = stand_of(browser)
    tried = 0
    told: list[str] = []
    for door in doors(walk):
        crossed = below(door.address, other)
        if crossed is None or not door.route.split(" ")[1].startswith("/cases/"):
            continue
        tried += 1
        real = door.knock(browser, stand, crossed)
        none = door.knock(browser, stand, nowhere(crossed, keep=1))
        if real != none or real[0] < 400:
            told.append(f"{door.route}: {real[0]}, {none[0]}")

    assert tried > MANY
    assert told == []

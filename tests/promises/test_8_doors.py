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
from tests.promises.desk import RECEIPTS
from tests.promises.every_form import Walk
from tests.promises.every_operation import operations, send_to_every
from tests.promises.rings import name_of
from tests.services.web.house import Browser, House, open_house

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

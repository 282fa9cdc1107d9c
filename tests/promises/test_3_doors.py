"""
Promises 2, 3 and 5 on what was provided: its recipient's doors, by pages and by the API.

Whoever is no party is answered as if it never was; nothing is answered without its entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final
from uuid import uuid4

import psycopg
import pytest

from events.provision import AcceptProvision
from services.web.app import create_app
from services.web.brake import Brake
from services.worker import catch_up
from tests.databases import TemplateServer
from tests.promises.crossings import SHOWN, nowhere
from tests.promises.towns import second_city
from tests.services.api.client import Program
from tests.services.sharing_town import ASKED, TOLD, Sharing, open_sharing
from tests.services.web.house import COLLEAGUE, House, open_house

RECIPIENT: Final = "tanaka"
NO_APPEND: Final = "REVOKE EXECUTE ON FUNCTION log.append FROM tsunagi_append"
APPEND: Final = "GRANT EXECUTE ON FUNCTION log.append TO tsunagi_append"
OTHERS: Final = {
    "an auditor": "kansa",
    "the provider at the recipient's door": COLLEAGUE,
    "another municipality": "watanabe",
}
"""Who has no part in what the lending programme was provided with."""


@dataclass(frozen=True)
class Provided:
    """A house in which a packet was accepted: its page, its place in the API, its answers."""

    house: House
    sharing: Sharing
    alias: str

    @property
    def opened(self) -> tuple[str, ...]:
        """Addresses that are read."""
        return (f"/provisions/{self.alias}", f"/api/v1/provisions/{self.alias}")

    def ask(self, login: str, address: str) -> tuple[int, str]:
        """Read an address as somebody, by a page or as a program."""
        if address.startswith("/api/v1/"):
            answer: Any = Program(self.house, login).get(address.removeprefix("/api/v1/"))
        else:
            answer = self.house.browser(login).client.get(address)
        return answer.status_code, SHOWN.sub("·", answer.text)


@pytest.fixture(scope="module")
def provided(
    postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Provided]:
    """Give a house with a second municipality beside it."""
    pair = postgres.copy()
    with open_house(pair, tmp_path_factory.mktemp("provided")) as house:
        sharing = open_sharing(house.city)
        sharing.consent()
        alias = sharing.propose()
        town = house.city
        token = town.system.receiving.inbox(town.outsider)[0].token
        town.system.replying.reply(town.outsider, uuid4(), alias, token, AcceptProvision())
        second_city(town)
        catch_up(pair)
        patient = replace(house.app.state.desk, brake=Brake(count(0, 60).__next__))
        app = create_app(patient, secure_cookies=True, hosts={"tsunagi.test"})
        yield Provided(replace(house, app=app), sharing, alias)
    postgres.drop(pair)


@pytest.mark.parametrize("number", range(2))
def test_whatever_the_recipient_is_shown_left_its_entry_first(
    provided: Provided, number: int
) -> None:
    """Promise 2, R43."""
    before = provided.house.entries()

    status, text = provided.ask(RECIPIENT, provided.opened[number])

    assert status == 200
    assert TOLD in text
    assert provided.house.entries() > before


@pytest.mark.parametrize("number", range(2))
def test_without_a_log_to_write_to_nothing_is_answered(provided: Provided, number: int) -> None:
    """Promise 2: a log that takes no entry is an error, and no word of anybody."""
    migrate = provided.house.system.databases.conninfo("migrate")
    address = provided.opened[number].removeprefix("/api/v1/")
    program, browser = Program(provided.house, RECIPIENT), provided.house.browser(RECIPIENT)
    ask = program.get if number else browser.client.get
    with psycopg.connect(migrate, autocommit=True) as conn:
        conn.execute(NO_APPEND)
        try:
            answer = refused(ask, address)
        finally:
            conn.execute(APPEND)

    assert TOLD not in answer
    assert ASKED not in answer


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("number", range(2))
def test_whoever_is_no_party_is_answered_as_if_it_never_was(
    provided: Provided, who: str, number: int
) -> None:
    """Promise 5; the refusal is in the log of whoever tried."""
    address = provided.opened[number]

    real = provided.ask(OTHERS[who], address)
    none = provided.ask(OTHERS[who], nowhere(address))

    assert real == none
    assert real[0] == 404


def refused(ask: Any, address: str) -> str:
    """Ask, and return whatever came back: an error page, or the error that became none."""
    try:
        answer = ask(address)
    except psycopg.errors.InsufficientPrivilege as error:
        return str(error)
    assert answer.status_code >= 500
    return answer.text

"""保存できないとき: the database goes away and comes back; nothing typed is lost (promise 9)."""

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import sleep
from typing import LiteralString

import pytest
from httpx2 import Response
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from events.factor import FactorKind
from services.db import Databases
from services.web import render
from services.web.handlers import SECRET
from tests.city import PASSWORD
from tests.databases import TemplateServer
from tests.services import strict
from tests.services.web import samples
from tests.services.web.house import COUNSELLOR, House, open_house

ALLOW: LiteralString = "ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}"
ASKED = re.compile(r"type='password'|one-time-code")
FORM = re.compile(r'<form[^>]*action="([^"]*)"')
CUT: LiteralString = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %(name)s
"""


@dataclass(frozen=True)
class Outages:
    """A house whose database can be taken away for a while."""

    house: House
    server: TemplateServer
    name: str

    @contextmanager
    def outage(self) -> Generator[None]:
        with self.server.connect() as admin:
            admin.execute(sql.SQL(ALLOW).format(sql.Identifier(self.name), sql.Literal(False)))
            admin.execute(CUT, {"name": self.name})
            try:
                yield
            finally:
                admin.execute(sql.SQL(ALLOW).format(sql.Identifier(self.name), sql.Literal(True)))


def pressed_until(press: Callable[[], Response], status: int) -> Response:
    """Press again, as people do, until the pools have found their way back."""
    answer = press()
    for _ in range(100):
        if answer.status_code == status:
            break
        sleep(0.1)
        answer = press()
    return answer


@pytest.fixture
def outages(postgres: TemplateServer, databases: Databases, tmp_path: Path) -> Iterator[Outages]:
    with open_house(replace(databases, patience=2.0), tmp_path) as house:
        name = str(conninfo_to_dict(databases.log)["dbname"])
        yield Outages(house, postgres, name)


def test_a_page_says_that_nothing_can_be_shown_now(outages: Outages) -> None:
    case, browser = outages.house.take(), outages.house.browser(COUNSELLOR)

    with outages.outage():
        answer = browser.get(f"/cases/{case}")
        api = outages.house.client().get(
            "/api/v1/cases", headers={"Authorization": "Bearer whatever"}
        )

    assert answer.status_code == api.status_code == 503
    assert answer.headers["retry-after"] == api.headers["retry-after"] == "5"
    assert "いま保存も表示もできません" in answer.text
    assert api.json()["type"] == "urn:tsunagi:problem:storage-unavailable"


def test_a_slip_sent_during_an_outage_can_be_sent_again_and_is_one_case(outages: Outages) -> None:
    browser = outages.house.browser(COUNSELLOR)
    browser.get("/intake")
    command = browser.hidden("/intake")["command"]

    with outages.outage():
        refused = browser.post("/intake", samples.SLIP_FORM)
    hidden = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', refused.text)
    form = {name: [v for n, v in hidden if n == name] for name, _ in hidden}
    sent = [pressed_until(lambda: browser.client.post("/intake", data=form), 303) for _ in range(2)]

    assert refused.status_code == 503
    assert "何も保存していません" in refused.text
    assert "昨日から何も食べていない。" in refused.text
    assert form["command"] == [command]
    assert len({answer.headers["location"].partition("?")[0] for answer in sent}) == 1
    assert outages.house.cases() == 1


@pytest.mark.parametrize("path", ["/login", "/login/code", "/password"])
def test_nothing_that_proves_who_one_is_comes_back(outages: Outages, path: str) -> None:
    """On a page it would stay in whatever keeps the browser's pages."""
    system = outages.house.system
    aoki = strict.hire(system, strict.open_strict_town(system), "aoki")
    sheet = system.organisation.enrol(strict.TENANT, aoki, FactorKind.CODES)
    ticket, _ = strict.ticket(system, "aoki")
    browser = outages.house.browser(COUNSELLOR)
    typed = {
        "/login": {"login": "aoki", "password": PASSWORD, "next": "/cases"},
        "/login/code": {"ticket": ticket, "code": sheet.codes[0]},
        "/password": {"old": PASSWORD, "new": "a long new one", "again": "a long new one"},
    }[path]

    with outages.outage():
        refused = browser.client.post(path, data=typed)

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert "いま保存も表示もできません" in refused.text
    assert not [field for field, text in typed.items() if text in refused.text]


def test_every_form_for_a_secret_goes_where_nothing_is_sent_back() -> None:
    pages = (Path(render.__file__).parent / "templates").rglob("*.html")
    secret = [t for t in (page.read_text() for page in pages) if ASKED.search(t)]

    addresses = {address for text in secret for address in FORM.findall(text)}

    assert {"/login", "/login/code", "/login/factor/code", "/password"} <= addresses
    assert [address for address in addresses if not SECRET.fullmatch(address)] == []


def test_the_process_lives_on_and_says_that_it_cannot_serve(outages: Outages) -> None:
    client = outages.house.client()

    with outages.outage():
        live, ready = client.get("/health/live"), client.get("/health/ready")

    assert live.status_code == 200
    assert (ready.status_code, ready.json()) == (503, {"status": "unavailable"})
    assert pressed_until(lambda: client.get("/health/ready"), 200).status_code == 200


def test_who_is_logged_in_stays_so(outages: Outages) -> None:
    browser = outages.house.browser(COUNSELLOR)

    with outages.outage():
        assert browser.get("/").status_code == 503

    assert pressed_until(lambda: browser.get("/"), 200).status_code == 200

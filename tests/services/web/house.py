"""A house: the whole system on real databases, with the people of a city that does not exist."""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from events.staff import AppointStaff
from events.values import AgencyKind, Period, Role, tokyo_date
from services import worker
from services.db import Databases
from services.facts import utc_now
from services.keys.root import FileRootKey
from services.main import System, build
from services.views import Acting, NewConsultation
from services.web.app import create_app
from services.web.desk import Desk, Health
from tests.databases import TemplateServer
from tests.services.web import samples

TENANT: Final = "lg-999993"
PASSWORD: Final = "ひまわり-畑の-三輪車"
COUNSELLOR, COLLEAGUE, LENDER, AUDITOR = "yamamoto", "nakamura", "kobayashi", "ohno"
TWO_HATS, ADMINISTRATOR = "fujita", "kanri"

_OWN_PAGE: Final = {"Sec-Fetch-Site": "same-origin"}
# The costs of a real hash would only slow the tests down.
_QUICK: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

_STAFF: Final[dict[str, tuple[str, tuple[tuple[str, Role], ...]]]] = {
    COUNSELLOR: ("山本 千尋", (("desk", Role.WORKER),)),
    COLLEAGUE: ("中村 大輔", (("desk", Role.SENIOR_WORKER),)),
    LENDER: ("小林 真由美", (("loans", Role.WORKER),)),
    AUDITOR: ("大野 誠", (("desk", Role.AUDITOR),)),
    TWO_HATS: ("藤田 恵", (("desk", Role.WORKER), ("loans", Role.BUDGET_WORKER))),
    ADMINISTRATOR: ("森 健", (("desk", Role.ADMINISTRATOR),)),
}


@dataclass(frozen=True, kw_only=True)
class House:
    """The system, its pages, and who works there."""

    system: System
    app: FastAPI
    staff: dict[str, UUID]

    def client(self, *, headers: dict[str, str] | None = None) -> TestClient:
        """Give a browser of nobody; it follows no redirect and sends no header of a page."""
        return TestClient(
            self.app, base_url="https://tsunagi.test", follow_redirects=False, headers=headers
        )

    def browser(self, login: str) -> "Browser":
        """Give a browser that is logged in."""
        client = self.client(headers=_OWN_PAGE)
        answer = client.post("/login", data={"login": login, "password": PASSWORD})
        assert answer.status_code == 303
        return Browser(client)

    def acting(self, login: str) -> Acting:
        """Return the first context that someone may act in."""
        token = self.system.sessions.log_in(login=login, password=PASSWORD)
        return self.system.sessions.acting(token)[0]

    def take(self, login: str = COUNSELLOR, sent: NewConsultation = samples.CONSULTATION) -> str:
        """Take a consultation down and return the case's alias."""
        acting = self.acting(login)
        return self.system.commands.receive_consultation(acting, uuid4(), sent).case

    def cases(self) -> int:
        """Count the cases of the desk."""
        acting = self.acting(COUNSELLOR)
        return self.system.reading.case_list(acting, state="all", page=1).total

    def entries(self) -> int:
        """Count the entries of the log."""
        return self.system.ledgers.of(TENANT).size()


class Browser:
    """A browser without JavaScript: it reads a page's form and sends it."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.page = ""

    def get(self, path: str, **more: Any) -> Any:
        """Open a page."""
        answer = self.client.get(path, **more)
        self.page = answer.text
        return answer

    def post(self, path: str, typed: dict[str, Any] | None = None, **more: Any) -> Any:
        """Send what was typed with the hidden fields of that form on the page in view."""
        answer = self.client.post(path, data={**self.hidden(path), **(typed or {})}, **more)
        self.page = answer.text
        return answer

    def hidden(self, path: str) -> dict[str, str]:
        """Read the hidden fields of the form on the page in view that goes to a path."""
        form = re.search(rf'<form[^>]*action="{re.escape(path)}"(.*?)</form>', self.page, re.S)
        assert form is not None, f"no form to {path}"
        inputs = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form[1])
        return dict(inputs)


@contextmanager
def open_house(
    databases: Databases, folder: Path, *, secure_cookies: bool = True
) -> Generator[House]:
    """Open the house: a city, two programmes, six accounts, and the worker at work."""
    stopped = Event()
    with build(databases, FileRootKey.create(folder / "root-key"), hasher=_QUICK) as system:
        staff = _settle(system)
        at_work = Thread(target=worker.run, args=(databases, stopped), daemon=True)
        at_work.start()
        worker.catch_up(databases)
        desk = Desk(
            sessions=system.sessions,
            reading=system.reading,
            commands=system.commands,
            health=lambda: Health(database=True, lag=(("caseload", 0),)),
            metrics=lambda: b"tsunagi_lag 0\n",
        )
        try:
            yield House(
                system=system, app=create_app(desk, secure_cookies=secure_cookies), staff=staff
            )
        finally:
            stopped.set()
            at_work.join()


@pytest.fixture(scope="session")
def house(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give a house that tests share: they add to it, and neither lock nor stop anyone."""
    databases = postgres.copy()
    with open_house(databases, tmp_path_factory.mktemp("house")) as opened:
        yield opened
    postgres.drop(databases)


@pytest.fixture
def fresh_house(databases: Databases, tmp_path: Path) -> Iterator[House]:
    """Give a house of one's own, with no case, in which anything may be done to anyone."""
    with open_house(databases, tmp_path) as opened:
        yield opened


def _settle(system: System) -> dict[str, UUID]:
    year = Period(tokyo_date(utc_now()))
    organisation = system.organisation
    organisation.open_tenant(code=TENANT, name="こがね市", host="tsunagi.test")
    city = organisation.register_agency(TENANT, name="地域福祉課", kind=AgencyKind.CITY_DIVISION)
    council = organisation.register_agency(
        TENANT, name="社会福祉協議会", kind=AgencyKind.WELFARE_COUNCIL
    )
    programmes = {
        "desk": organisation.open_programme(
            TENANT,
            name="福祉総合相談窓口",
            contractor=council,
            commissioner=city,
            contract=year,
        ),
        "loans": organisation.open_programme(
            TENANT,
            name="生活福祉資金貸付",
            contractor=council,
            commissioner=council,
            contract=year,
        ),
    }
    staff: dict[str, UUID] = {}
    for login, (name, appointments) in _STAFF.items():
        staff[login] = organisation.register_staff(
            TENANT, name=name, login=login, password=PASSWORD
        )
        for programme, role in appointments:
            organisation.change_staff(
                TENANT,
                staff[login],
                AppointStaff(
                    appointment_id=uuid4(),
                    programme=programmes[programme],
                    role=role,
                    period=year,
                ),
            )
    return staff

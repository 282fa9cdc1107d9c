"""A house: the whole system on real databases, with the people of a city that does not exist."""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from events.case import ConsultationReceived
from events.staff import AppointStaff, EndAppointment, StaffAppointed
from events.values import ClosingReason, ErasureAuthority, Role, SupportMethod
from services import worker
from services.acting import Acting
from services.case_forms import Closing, NewConsultation, NewProgress
from services.db import Databases
from services.destruction import Order
from services.main import System
from services.web import dates
from services.web.app import create_app
from services.web.brake import Brake
from services.web.desk import Desk
from services.web.guards import THIS_MACHINE
from tests.city import ALWAYS, PASSWORD, TENANT, City, city
from tests.databases import TemplateServer
from tests.services.web import samples

COUNSELLOR, COLLEAGUE, LENDER, AUDITOR = "sato", "suzuki", "tanaka", "kansa"
TWO_HATS, ADMINISTRATOR = "fujita", "mori"

_OWN_PAGE: Final = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True, kw_only=True)
class House:
    """The system, its pages, and who works there."""

    city: City
    app: FastAPI

    @property
    def system(self) -> System:
        """The services behind the pages."""
        return self.city.system

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

    def within_a_minute(self) -> "House":
        """Give the same house in which a minute, as the brake counts it, does not end."""
        desk = replace(self.app.state.desk, brake=Brake(lambda: 0.0))
        return replace(self, app=create_app(desk, secure_cookies=True, hosts={"tsunagi.test"}))

    def take(self, login: str = COUNSELLOR, sent: NewConsultation = samples.CONSULTATION) -> str:
        """Take a consultation down and return the case's alias."""
        acting = self.city.log_in(login)
        return self.system.commands.receive_consultation(acting, uuid4(), sent).case

    def write(self, case: str, text: str) -> None:
        """Write a 支援経過 into a case."""
        acting, system = self.city.worker, self.system
        token = system.reading.case_page(acting, case).token
        sent = NewProgress(method=SupportMethod.AGENCY_PHONE, text=text)
        system.commands.record_progress(acting, uuid4(), case, token, sent)

    def close(self, case: str) -> None:
        """Close a case today."""
        acting, system = self.city.worker, self.system
        token = system.reading.case_page(acting, case).token
        sent = Closing(reason=ClosingReason.OWN_WISH, closed_on=dates.today(), summary="")
        system.commands.close_case(acting, uuid4(), case, token, sent)

    def erase(self, case: str) -> None:
        """Destroy the keys of a case and of its person's sheet, as two persons decided (R70)."""
        ledger, acting = self.system.ledgers.of(TENANT), self.city.worker
        case_id = ledger.derived.resolve(acting.agency, "case", case)
        assert case_id
        opened = ledger.load(case_id)[0].event
        assert isinstance(opened, ConsultationReceived)
        order = Order(
            authority=ErasureAuthority.STOP_ORDER,
            reason_code="stop-2026-04",
            decided_on=date(2026, 4, 1),
            ordered_by=acting.staff,
            approved_by=self.city.colleague.staff,
        )
        destruction = self.system.destruction
        for key_id in destruction.keys_of(TENANT, [case_id, opened.person_id]):
            destruction.destroy(TENANT, key_id, order)

    def end_appointment(self, acting: Acting) -> None:
        """End the appointment that somebody acts by; yesterday was its last day."""
        system = self.system
        held = (recorded.event for recorded in system.ledgers.of(TENANT).load(acting.staff))
        made = next(
            event.appointment_id
            for event in held
            if isinstance(event, StaffAppointed) and event.programme == acting.programme
        )
        over = EndAppointment(appointment_id=made, last_day=dates.today() - timedelta(days=1))
        system.organisation.change_staff(TENANT, acting.staff, over)

    def cases(self) -> int:
        """Count the cases of the desk."""
        acting = self.city.worker
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

    def search(self, typed: dict[str, Any]) -> Any:
        """Open the search form and send it."""
        self.get("/search")
        return self.post("/search", typed)

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
    """Open the house: the city, who else works in it, and its pages."""
    with city(databases, folder) as opened:
        two_hats = opened.staff(TENANT, TWO_HATS, "藤田 恵", opened.desk, Role.WORKER)
        opened.system.organisation.change_staff(
            TENANT,
            two_hats,
            AppointStaff(
                appointment_id=uuid4(),
                programme=opened.other,
                role=Role.BUDGET_WORKER,
                period=ALWAYS,
            ),
        )
        opened.staff(TENANT, ADMINISTRATOR, "森 健", opened.desk, Role.ADMINISTRATOR)
        worker.catch_up(databases)
        desk = Desk.of(opened.system)
        app = create_app(desk, secure_cookies=secure_cookies, hosts={*THIS_MACHINE, "tsunagi.test"})
        yield House(city=opened, app=app)


@pytest.fixture(scope="session")
def whole_house(
    postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Give a house that tests share: they add to it, and neither lock nor stop anyone."""
    databases = postgres.copy()
    with open_house(databases, tmp_path_factory.mktemp("house")) as opened:
        yield opened
    postgres.drop(databases)


@pytest.fixture
def house(whole_house: House) -> House:
    """Give the house that tests share; whoever is logged in there still is."""
    whole_house.city.stay()
    return whole_house


@pytest.fixture
def fresh_house(databases: Databases, tmp_path: Path) -> Iterator[House]:
    """Give a house of one's own, with no case, in which anything may be done to anyone."""
    with open_house(databases, tmp_path) as opened:
        yield opened

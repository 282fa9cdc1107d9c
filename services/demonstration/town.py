"""Town of the demonstration: its municipality, agencies, programmes and staff over the months."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from events.staff import AppointStaff, EndAppointment
from events.values import AgencyKind, Period, Role
from services import worker
from services.demonstration.calendar import Clock
from services.main import System
from services.sessions import Sessions
from services.views import Acting

FOLDER: Final = Path(__file__).parents[2] / "infra" / "demo"
MUNICIPALITIES: Final = ("municipality", "neighbour")
"""The city that is told of, and a second one that has hardly begun."""


@cache
def read(name: str) -> dict[str, Any]:
    """Read one of the files that the demonstration is told from."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@dataclass
class Town:
    """
    One municipality, whose staff work at the times of the clock.

    They log in by `sessions` of the present: whoever reads a page is really there.
    """

    system: System
    sessions: Sessions
    clock: Clock
    told: dict[str, Any]
    password: str
    _programmes: dict[str, UUID] = field(default_factory=dict[str, UUID])
    _staff: dict[str, UUID] = field(default_factory=dict[str, UUID])
    _held: dict[tuple[str, str], UUID] = field(default_factory=dict[tuple[str, str], UUID])
    _acting: dict[str, Acting] = field(default_factory=dict[str, Acting])
    _successors: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def code(self) -> str:
        """The municipality's code."""
        return self.told["code"]

    def open(self) -> None:
        """Open the log, and set up who was there on the first day."""
        organisation = self.system.organisation
        organisation.open_tenant(
            code=self.code, name=self.told["name"], host="tsunagi.example", demonstration=True
        )
        agencies = {
            agency["id"]: organisation.register_agency(
                self.code, name=agency["name"], kind=AgencyKind(agency["kind"])
            )
            for agency in self.told["agencies"]
        }
        for programme in self.told["programmes"]:
            self._programmes[programme["id"]] = organisation.open_programme(
                self.code,
                name=programme["name"],
                contractor=agencies[programme["contractor"]],
                commissioner=agencies[programme["commissioner"]],
                contract=Period(date.fromisoformat(programme["since"])),
            )
        since = min(date.fromisoformat(one["since"]) for one in self.told["programmes"])
        self.system.consent_texts.adopt_stock(self.code, first=since)
        for one in self.told["staff"]:
            if "from" not in one:
                self.hire(one)

    def hire(self, one: dict[str, Any]) -> None:
        """Create an account with its appointments."""
        staff = self.system.organisation.register_staff(
            self.code, name=one["name"], login=one["login"], password=self.password
        )
        self._staff[one["login"]] = staff
        for held in one["appointments"]:
            self._appoint(one["login"], held)

    def transfer(self, on: date) -> None:
        """Carry out what was decided about a first working day: who goes, and who comes."""
        last_day = date.fromordinal(on.toordinal() - 1)
        for one in self.told["staff"]:
            for moved in one.get("transferred", []):
                self._end(one["login"], moved["leaves"], last_day)
                self._appoint(one["login"], moved["takes"])
                self._successors[one["login"]] = moved["successor"]
            if one.get("from") == on.isoformat():
                self.hire(one)
        self._acting.clear()

    def acting(self, login: str) -> Acting:
        """Return how somebody acts now, or whoever came in their place."""
        login = self._successors.get(login, login)
        if login not in self._acting:
            worker.catch_up(self.system.databases)
            token = self.sessions.log_in(login=login, password=self.password)
            self._acting[login] = self.sessions.acting(token)[0]
        return self._acting[login]

    def staff(self, login: str) -> UUID:
        """Return the account of somebody, or of whoever came in their place."""
        return self._staff[self._successors.get(login, login)]

    def _appoint(self, login: str, held: dict[str, Any]) -> None:
        appointed = AppointStaff(
            appointment_id=uuid4(),
            programme=self._programmes[held["programme"]],
            role=Role(held["role"]),
            period=Period(date.fromisoformat(held["since"])),
        )
        self._held[login, held["programme"]] = appointed.appointment_id
        self.system.organisation.change_staff(self.code, self._staff[login], appointed)

    def _end(self, login: str, programme: str, last_day: date) -> None:
        ended = EndAppointment(appointment_id=self._held[login, programme], last_day=last_day)
        self.system.organisation.change_staff(self.code, self._staff[login], ended)

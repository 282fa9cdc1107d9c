"""Town of the demonstration: its municipality, agencies, programmes and staff over the months."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from events.assignment import LeadReason
from events.partner import Channel
from events.staff import AppointStaff
from events.values import AgencyKind, Period, Role
from events.window import Weekday
from services import worker
from services.acting import Acting
from services.assignment_views import Move
from services.demonstration import asking
from services.demonstration.calendar import FIRST, Clock
from services.duties import NewDuty
from services.main import System
from services.partners import NewPartner
from services.policies import Adoption, Policies
from services.policy_file import policy_from
from services.sessions import Sessions

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

    def arrange(self, on: date) -> None:
        """Set up what its chief and its administrator decided for a day, the first or another."""
        chief, system = self.acting(self.told["chief"]), self.system
        for duty in self.told["duties"]:
            if duty["since"] == on.isoformat():
                until = date.fromisoformat(duty["until"]) if "until" in duty else None
                assigned = NewDuty(
                    staff=self._alias(duty["login"]),
                    weekdays=tuple(Weekday(day) for day in duty["weekdays"]),
                    first=on,
                    last=until,
                )
                system.duties.assign(chief, uuid4(), assigned)
        if on != FIRST:
            return
        for one in self.told["partners"]:
            partner = NewPartner(
                name=one["name"],
                title=one["title"],
                office=one["office"],
                kind=AgencyKind(one["kind"]),
                channel=Channel(one["channel"]),
                first=date.fromisoformat(one["since"]),
            )
            system.partners.register(chief, uuid4(), partner)
        administrator = self.acting(self.told["administrator"])
        for one in self.told["posts"]:
            title = system.posts.establish(administrator, uuid4(), one["title"])
            worker.catch_up(system.databases)
            holders = {name: alias for alias, name in system.posts.page(administrator).holders}
            since = Period(date.fromisoformat(one["since"]))
            holder = holders[one["holder"]]
            system.posts.name(administrator, uuid4(), title, holder=holder, period=since)

    def begin_sharing(self) -> None:
        """Adopt the policy that is shipped, as one person prepared it and another approved."""
        told, policy = self.told["policy"], policy_from()
        adoption = Adoption(
            ground=told["ground"],
            valid_from=None,
            prepared_by=self.staff(told["prepared_by"]),
            approved_by=self.staff(told["approved_by"]),
            reasons={},
        )
        Policies(self.system.ledgers, self.clock).adopt(self.code, policy, policy, adoption)

    def ask(self, version: dict[str, Any]) -> None:
        """Adopt a version of the municipality's own questions."""
        administrator = self.acting(self.told["administrator"])
        asking.adopt(self.system.questions, administrator, version)

    def hire(self, one: dict[str, Any]) -> None:
        """Create an account with its appointments."""
        staff = self.system.organisation.register_staff(
            self.code, name=one["name"], login=one["login"], password=self.password
        )
        self._staff[one["login"]] = staff
        for held in one["appointments"]:
            self._appoint(one["login"], held)

    def transfer(self, on: date) -> None:
        """
        Carry out what was decided about a first working day: who goes, and who comes.

        The chief gives the cases on before the administrator ends an appointment, who would be
        refused otherwise.
        """
        for one in self.told["staff"]:
            if one.get("from") == on.isoformat():
                self.hire(one)
        self._acting.clear()
        for one in self.told["staff"]:
            for moved in one.get("transferred", []):
                self._appoint(one["login"], moved["takes"])
                self._give_on(one["login"], moved["successor"], on)
                self._end(one["login"], moved["leaves"], date.fromordinal(on.toordinal() - 1))
                self._successors[one["login"]] = moved["successor"]
        self._acting.clear()
        self.arrange(on)

    def now(self, login: str) -> str:
        """Return who does now what somebody did: they, or whoever came in their place."""
        return self._successors.get(login, login)

    def acting(self, login: str) -> Acting:
        """Return how somebody acts now, or whoever came in their place."""
        login = self.now(login)
        if login not in self._acting:
            worker.catch_up(self.system.databases)
            token = self.sessions.log_in(login=login, password=self.password)
            self._acting[login] = self.sessions.acting(token)[0]
        return self._acting[login]

    def staff(self, login: str) -> UUID:
        """Return the account of somebody, or of whoever came in their place."""
        return self._staff[self.now(login)]

    def _appoint(self, login: str, held: dict[str, Any]) -> None:
        appointed = AppointStaff(
            appointment_id=uuid4(),
            programme=self._programmes[held["programme"]],
            role=Role(held["role"]),
            period=Period(date.fromisoformat(held["since"])),
        )
        self.system.organisation.change_staff(self.code, self._staff[login], appointed)

    def _give_on(self, login: str, successor: str, on: date) -> None:
        chief = self.acting(self.told["chief"])
        every = Move(
            giver=self._alias(login),
            lead=self._alias(successor),
            since=on,
            reason=LeadReason.TRANSFER,
            every=True,
            cases=(),
        )
        self.system.assignments.move(chief, uuid4(), every)

    def _end(self, login: str, programme: str, last_day: date) -> None:
        administrator = self.acting(self.told["administrator"])
        worker.catch_up(self.system.databases)
        office = self.system.administration.office(administrator)
        member = next(one for one in office.members if one.login == login)
        name = next(one["name"] for one in self.told["programmes"] if one["id"] == programme)
        held = next(one for one in member.appointments if one.programme_name == name)
        self.system.administration.end(
            administrator, uuid4(), member.alias, appointment=held.alias, last_day=last_day
        )

    def _alias(self, login: str) -> str:
        """Return what the desk calls somebody who leads cases there, now or later."""
        worker.catch_up(self.system.databases)
        there = self.system.reading.leaders(self.acting(self.told["chief"]))
        return there[self._staff[login]][0]

"""Demonstration: an invented city, its staff, and consultations that never happened (R80)."""

import json
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from events.staff import AppointStaff
from events.values import (
    AgencyKind,
    Caller,
    ClosingReason,
    Period,
    Role,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    tokyo_date,
)
from services import worker
from services.facts import utc_now
from services.keys.root import write_private
from services.main import System
from services.readmodels import tenants
from services.views import Acting, Closing, NewConsultation, NewProgress

TENANT: Final = "lg-132101"
CITY: Final = Path(__file__).parent.parent / "infra" / "demo" / "city.json"


@dataclass(frozen=True)
class Account:
    """One account of the demonstration, to be printed."""

    name: str
    role: str
    login: str
    password: str


def load(system: System, secret_file: Path) -> None:
    """
    Load the demonstration city unless it is there.

    The one password of all its accounts is drawn once and kept in `secret_file` (mode 0600).
    """
    if TENANT in tenants(system.databases):
        return
    if not secret_file.exists():
        write_private(secret_file, secrets.token_hex(5) + "\n")
    city, password = _city(), _password(secret_file)
    with worker.running(system.databases, poll=0.1):
        _organisation(system, city, password)
        _consultations(system, city, password)


def accounts(secret_file: Path) -> tuple[Account, ...]:
    """Return the accounts of the demonstration city, once it is loaded."""
    password = _password(secret_file)
    return tuple(
        Account(staff["name"], staff["post"], staff["login"], password)
        for staff in _city()["staff"]
    )


def _city() -> dict[str, Any]:
    return json.loads(CITY.read_text(encoding="utf-8"))


def _password(secret_file: Path) -> str:
    return secret_file.read_text(encoding="ascii").strip()


def _organisation(system: System, city: dict[str, Any], password: str) -> None:
    organisation = system.organisation
    organisation.open_tenant(
        code=TENANT, name=city["name"], host="tsunagi.example", demonstration=True
    )
    agencies = {
        agency["id"]: organisation.register_agency(
            TENANT, name=agency["name"], kind=AgencyKind(agency["kind"])
        )
        for agency in city["agencies"]
    }
    contract = Period(date(2025, 4, 1))
    programmes = {
        programme["id"]: organisation.open_programme(
            TENANT,
            name=programme["name"],
            contractor=agencies[programme["contractor"]],
            commissioner=agencies[programme["commissioner"]],
            contract=contract,
        )
        for programme in city["programmes"]
    }
    for staff in city["staff"]:
        _account(system, staff, programmes, password)


def _account(
    system: System, staff: dict[str, Any], programmes: dict[str, UUID], password: str
) -> None:
    staff_id = system.organisation.register_staff(
        TENANT, name=staff["name"], login=staff["login"], password=password
    )
    for held in staff["appointments"]:
        appointed = AppointStaff(
            appointment_id=uuid4(),
            programme=programmes[held["programme"]],
            role=Role(held["role"]),
            period=Period(date(2025, 4, 1)),
        )
        system.organisation.change_staff(TENANT, staff_id, appointed)


def _consultations(system: System, city: dict[str, Any], password: str) -> None:
    worker.catch_up(system.databases)
    for consultation in city["consultations"]:
        token = system.sessions.log_in(login=consultation["by"], password=password)
        acting, *_ = system.sessions.acting(token)
        _consultation(system, acting, consultation)
        system.sessions.log_out(token)


def _consultation(system: System, acting: Acting, told: dict[str, Any]) -> None:
    commands, reading = system.commands, system.reading
    done = commands.receive_consultation(acting, uuid4(), slip(told))
    for step in told.get("progress", []):
        token = reading.case_page(acting, done.case).token
        sent = NewProgress(method=SupportMethod(step["method"]), text=step["text"])
        commands.record_progress(acting, uuid4(), done.case, token, sent)
    if ended := told.get("closing"):
        token = reading.case_page(acting, done.case).token
        closing = Closing(
            reason=ClosingReason(ended["reason"]),
            closed_on=tokyo_date(utc_now()),
            summary=ended["summary"],
        )
        commands.close_case(acting, uuid4(), done.case, token, closing)


def slip(told: dict[str, Any]) -> NewConsultation:
    """Return a 連絡票 as it stands in the demonstration's file."""
    topics = tuple(Topic(code) for code in told["topics"])
    return NewConsultation(
        name=told["name"],
        kana=told["kana"],
        born=told["born"],
        address=told["address"],
        phone=told["phone"],
        route=Route(told["route"]),
        caller=Caller(told["caller"]),
        topics=topics,
        main_topic=topics[0],
        urgency=Urgency(told["urgency"]),
        sharing=SharingStance(told["sharing"]),
        own_words=told["own_words"],
        wishes=told["wishes"],
    )

"""Arrangements (体制): what an operator decides is recorded on the stream that it changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.agency import AgencyNotRegistered, AgencyRenamed, RenameAgency
from events.base import Event
from events.partner import Channel, EndPartner, PartnerEnded, PartnerRegistered, RegisterPartner
from events.post import (
    EstablishPost,
    HolderNamed,
    HoldingEnded,
    NameHolder,
    PostEstablished,
    PostNotEstablished,
)
from events.programme import (
    ContractEnded,
    ContractRenewed,
    ContractsOverlap,
    EndContract,
    ProgrammeNotOpen,
    RenewContract,
)
from events.qualification import (
    Qualification,
    QualificationRecorded,
    RecordQualification,
)
from events.setting import DecideSetting, PlaceDecided
from events.staff import DeactivateStaff, StaffNotActive
from events.values import AgencyKind, Period, Role
from services.refusals import FieldRefused, NotShown
from services.web import dates
from tests.city import TENANT
from tests.databases import TemplateServer
from tests.services.web.house import House, open_house

TODAY = dates.today()
TOMORROW = TODAY + timedelta(days=1)
PARTNER = UUID("e1c2a7d9-8b64-4f0d-9c33-15d0a4be7f26")
HOLDING = UUID("b77f3f0e-1d35-4a08-a5a4-68c7c1f2d902")
QUALIFIED = RecordQualification(
    qualification_id=UUID("0d8fbc0d-6f0c-4a59-8f6f-2b4f0a7f5b19"),
    qualification=Qualification.WORKER_TRAINING,
    gained_on=date(2025, 6, 20),
    valid_until=None,
)


@pytest.fixture(scope="module")
def house(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give a house that these tests share; each changes what the others leave alone."""
    databases = postgres.copy()
    with open_house(databases, tmp_path_factory.mktemp("house")) as opened:
        yield opened
    postgres.drop(databases)


def change(house: House, stream: UUID, command: Any) -> None:
    house.system.arrangements.change(TENANT, stream, command)


def events(house: House, stream: UUID) -> tuple[Event, ...]:
    return tuple(one.event for one in house.system.ledgers.of(TENANT).load(stream))


def test_a_post_is_established_held_and_left(house: House) -> None:
    city = house.city
    post = uuid4()
    title = "社会福祉協議会係長"
    change(house, post, EstablishPost(post_id=post, agency=city.worker.agency, title=title))

    period = Period(date(2025, 4, 1))
    change(house, post, NameHolder(holding_id=HOLDING, holder=city.colleague.staff, period=period))

    assert events(house, post) == (
        PostEstablished(post_id=post, agency=city.worker.agency, title="社会福祉協議会係長"),
        HolderNamed(holding_id=HOLDING, holder=city.colleague.staff, period=period),
    )
    assert HoldingEnded.TOPIC == "post.holding-ended"


def test_partners_qualifications_and_names_are_recorded_as_told(house: House) -> None:
    city = house.city
    told: dict[str, Any] = {
        "partner_id": PARTNER,
        "programme": city.desk,
        "name": "三田村 きよ",
        "title": "民生委員・児童委員",
        "office": "さくら市民生委員児童委員協議会",
        "kind": AgencyKind.RESIDENT_ORGANISATION,
        "channel": Channel.PHONE,
        "first": TODAY,
    }
    change(house, PARTNER, RegisterPartner(**told))
    change(house, PARTNER, EndPartner(partner_id=PARTNER, last_day=TOMORROW, successor=None))
    change(house, city.worker.staff, QUALIFIED)
    change(house, city.worker.agency, RenameAgency(first=date(2024, 4, 1), name="ガ社協"))

    assert events(house, PARTNER) == (
        PartnerRegistered(**told),
        PartnerEnded(last_day=TOMORROW, successor=None),
    )
    assert events(house, city.worker.staff)[-1] == QualificationRecorded(**vars(QUALIFIED))
    renamed = AgencyRenamed(first=date(2024, 4, 1), name="ガ社協")
    assert events(house, city.worker.agency)[-1] == renamed


def test_r79_once_a_contract_has_ended_nobody_of_the_programme_sees_a_case(house: House) -> None:
    city = house.city
    case = house.take()
    yesterday = TODAY - timedelta(days=1)

    change(house, city.desk, EndContract(last_day=yesterday))
    with pytest.raises(NotShown):
        house.system.reading.case_page(city.worker, case)
    change(house, city.desk, RenewContract(contract=Period(TODAY)))

    assert house.system.reading.case_page(city.worker, case).person.name
    contracts = [one for one in events(house, city.desk) if one.TOPIC.startswith("programme.")]
    assert contracts[1:] == [
        ContractEnded(last_day=yesterday),
        ContractRenewed(contract=Period(TODAY)),
    ]
    with pytest.raises(ContractsOverlap):
        change(house, city.desk, RenewContract(contract=Period(TOMORROW)))


def test_what_is_not_there_is_not_arranged(house: House) -> None:
    city = house.city
    place = DecideSetting(decision=PlaceDecided(first=TODAY, place="本庁舎"))
    holder = NameHolder(holding_id=HOLDING, holder=city.worker.staff, period=Period(TODAY))
    gone = city.staff(TENANT, "kyu", "旧 職員", city.desk, Role.WORKER)
    house.system.organisation.change_staff(TENANT, gone, DeactivateStaff())
    before = house.entries()

    for stream, command, rule in [
        (uuid4(), place, ProgrammeNotOpen),
        (city.worker.staff, place, ProgrammeNotOpen),
        (uuid4(), EndContract(last_day=TODAY), ProgrammeNotOpen),
        (uuid4(), QUALIFIED, StaffNotActive),
        (gone, QUALIFIED, StaffNotActive),
        (uuid4(), holder, PostNotEstablished),
        (uuid4(), RenameAgency(first=TODAY, name="x"), AgencyNotRegistered),
    ]:
        with pytest.raises(rule):
            change(house, stream, command)
    assert house.entries() == before


@pytest.mark.parametrize("text", ["1234 5678 9018", "x" * 201, "本庁舎\x07"])
def test_r77_what_no_text_may_hold_no_name_and_no_place_holds(house: House, text: str) -> None:
    before = house.entries()
    place = DecideSetting(decision=PlaceDecided(first=TODAY, place=text))

    with pytest.raises(FieldRefused):
        change(house, house.city.desk, place)
    with pytest.raises(FieldRefused):
        change(house, house.city.worker.agency, RenameAgency(first=TODAY, name=text))
    assert house.entries() == before


def test_names_stand_in_the_clear_in_nfc(house: House) -> None:
    apart = DecideSetting(decision=PlaceDecided(first=TODAY, place="さくらカ\u3099ーテ\u3099ン1階"))

    change(house, house.city.desk, apart)

    together = replace(apart.decision, place="さくらガーデン1階")
    assert events(house, house.city.desk)[-1] == together

"""A small city for tests: one tenant, two programmes, their staff, a worker that runs meanwhile."""

from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from argon2 import PasswordHasher

from events.staff import AppointStaff
from events.values import (
    AgencyKind,
    Caller,
    Category,
    Period,
    Role,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
)
from services import worker
from services.acting import Acting
from services.attached_files import SentFile
from services.attachments import NewAttachment
from services.case_forms import NewConsultation, NewProgress
from services.db import Databases
from services.keys.root import FileRootKey
from services.main import System, build

TENANT = "lg-132101"
PASSWORD = "sakura-no-ki-no-shita"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ALWAYS = Period(date(2020, 4, 1))


@dataclass(frozen=True)
class City:
    """The city with the staff of its desk (council), of another programme, and an auditor."""

    system: System
    root_key: Path
    desk: UUID
    other: UUID
    worker: Acting
    colleague: Acting
    outsider: Acting
    auditor: Acting
    tokens: list[str] = field(default_factory=list[str])

    def log_in(self, login: str) -> Acting:
        """Log a member of staff in and return how they act."""
        token = self.system.sessions.log_in(login=login, password=PASSWORD)
        self.tokens.append(token)
        acting = self.system.sessions.current(token)
        assert acting is not None
        return acting

    def stay(self) -> None:
        """Have everybody who is logged in do something, so that a long run ends no session."""
        for token in self.tokens:
            self.system.sessions.acting(token)

    def staff(self, tenant: str, login: str, name: str, programme: UUID, role: Role) -> UUID:
        """Create an account with one appointment."""
        organisation = self.system.organisation
        staff_id = organisation.register_staff(tenant, name=name, login=login, password=PASSWORD)
        appointed = AppointStaff(
            appointment_id=uuid4(), programme=programme, role=role, period=ALWAYS
        )
        organisation.change_staff(tenant, staff_id, appointed)
        return staff_id


@contextmanager
def city(databases: Databases, folder: Path, *, working: bool = True) -> Generator[City]:
    """Open the city on fresh databases; `working` = a worker feeds the read models meanwhile."""
    root_key = folder / "root-key"
    with (
        build(databases, FileRootKey.create(root_key), hasher=CHEAP) as system,
        worker.running(databases, poll=0.1) if working else nullcontext(),
    ):
        yield _populate(system, root_key)


def _populate(system: System, root_key: Path) -> City:
    organisation = system.organisation
    organisation.open_tenant(
        code=TENANT, name="さくら市", host="tsunagi.example", demonstration=True
    )
    division = organisation.register_agency(
        TENANT, name="さくら市地域福祉課", kind=AgencyKind.CITY_DIVISION
    )
    council = organisation.register_agency(
        TENANT, name="さくら市社会福祉協議会", kind=AgencyKind.WELFARE_COUNCIL
    )
    desk = organisation.open_programme(
        TENANT,
        name="福祉総合相談窓口",
        contractor=council,
        commissioner=division,
        contract=ALWAYS,
    )
    other = organisation.open_programme(
        TENANT, name="生活福祉資金貸付", contractor=council, commissioner=council, contract=ALWAYS
    )
    system.consent_texts.adopt_stock(TENANT, first=ALWAYS.first)
    nobody = Acting.__new__(Acting)
    empty = City(system, root_key, desk, other, nobody, nobody, nobody, nobody)
    empty.staff(TENANT, "sato", "佐藤 美咲", desk, Role.WORKER)
    empty.staff(TENANT, "suzuki", "鈴木 健", desk, Role.SENIOR_WORKER)
    empty.staff(TENANT, "tanaka", "田中 豊", other, Role.WORKER)
    empty.staff(TENANT, "kansa", "小林 恵", desk, Role.AUDITOR)
    worker.catch_up(system.databases)
    logins = ("sato", "suzuki", "tanaka", "kansa")
    present = [empty.log_in(login) for login in logins]
    return City(system, root_key, desk, other, *present, tokens=empty.tokens)


def consultation(
    *,
    name: str = "髙橋 花子",
    kana: str = "タカハシ ハナコ",
    born: str = "昭和22年5月3日",
    address: str = "さくら市本町1-2-3 さくら荘201",
    phone: str = "042-000-1234",
    own_words: str = "先月から家賃が払えず、食べるものもありません。",
    wishes: str = "家賃のことを相談したい。",
) -> NewConsultation:
    """Make a 連絡票 as typed."""
    return NewConsultation(
        name=name,
        kana=kana,
        born=born,
        address=address,
        phone=phone,
        route=Route.SELF_VISIT,
        caller=Caller.SELF,
        topics=(Topic.RENT_LOAN, Topic.NO_FOOD),
        main_topic=Topic.NO_FOOD,
        urgency=Urgency.IMMEDIATE,
        sharing=SharingStance.NOT_YET_ASKED,
        own_words=own_words,
        wishes=wishes,
    )


def progress(text: str = "フードバンクの食料を渡し、明日の面談を約束した。") -> NewProgress:
    """Make a 支援経過 as typed."""
    return NewProgress(method=SupportMethod.INTERVIEW, text=text)


def attachment(
    *,
    description: str = "主治医の診断書",
    names: tuple[str, ...] = ("診断書.txt", "裏面.txt"),
    content: str = "食後に服薬。",
) -> NewAttachment:
    """Make an 添付 as sent, of texts."""
    return NewAttachment(
        category=Category.HEALTH,
        description=description,
        files=tuple(SentFile(name=name, content=content.encode()) for name in names),
    )

"""Filling: cases of 50 records each, written by the ledger itself, a case an append."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID, uuid4

from events.base import Event
from events.case import ConsultationReceived, ProgressRecorded
from events.person import PersonRegistered
from events.values import Caller, Purpose, Route, SharingStance, SupportMethod, Topic, Urgency
from services.facts import Facts
from services.files import case_file, person_file
from services.ledger.drafts import Draft, Expected
from services.readmodels import ALL, feed
from tests.city import City

RECORDS: Final = 50
"""Records of each case: the slip and 49 times 支援経過."""

LONGEST: Final = 1000
"""Records of one stream that a measured writer makes before it takes a new one."""

TEXT: Final = (
    "本人が来所した。先月から仕事が減り、家賃を二か月分ためているという。電気の督促状も届いている。"
    "食事は一日一回で、手持ちは三千円ほど。フードバンクの食料を渡し、住居確保給付金の要件を説明した。"
    "本人は、兄とは十年ほど連絡を取っておらず、頼れる人はいないと話した。通院は中断している。"
    "眠れない日が続くとのことで、保健センターの相談日を伝えたところ、行ってみたいと答えた。"
    "次回は金曜の午後に面談し、家計の状況を一緒に書き出すことにした。帰りに電話番号の変更を確かめた。"
    "家主には本人の同意を得てから連絡することとし、同意の要否を確認した。緊急時の連絡先は未定である。"
)
"""About as long as a 支援経過 is: with its envelope an event has about 1 KB."""

FED: Final = ("directory", "caseload", "case_timeline")


def fill(town: City, facts: Facts, entries: int) -> tuple[str, ...]:
    """Write cases until the log has that many entries; return their aliases."""
    ledger = town.system.ledgers.of(town.worker.tenant)
    made: list[str] = []
    while ledger.size() < entries:
        case_id = uuid4()
        ledger.record(list(_case(facts, case_id)), Expected())
        if len(made) % 500 == 0:
            town.stay()
        made.append(ledger.derived.alias(town.worker.agency, "case", case_id))
    for name in FED:
        while feed(town.system.databases, ALL[name], ledger.tenant, schema=name):
            pass
    return tuple(made)


def progress(facts: Facts, case_id: UUID, person_id: UUID, version: int) -> Draft:
    """Make one 支援経過 as the desk would hand it to the ledger."""
    event = ProgressRecorded(person_id=person_id, method=SupportMethod.INTERVIEW, text=TEXT)
    return _draft(facts, event, case_id, version, case_file(case_id))


def _case(facts: Facts, case_id: UUID) -> Iterator[Draft]:
    person_id, programme = uuid4(), facts.acting.programme
    person = PersonRegistered(
        person_id=person_id,
        programme=programme,
        name="髙橋 花子",
        kana="タカハシ ハナコ",
        born="昭和22年5月3日",
        address="さくら市本町1-2-3 さくら荘201",
        phone="042-000-1234",
    )
    slip = ConsultationReceived(
        case_id=case_id,
        programme=programme,
        person_id=person_id,
        lead=facts.acting.staff,
        route=Route.SELF_VISIT,
        caller=Caller.SELF,
        topics=(Topic.RENT_LOAN, Topic.NO_FOOD),
        main_topic=Topic.NO_FOOD,
        urgency=Urgency.IMMEDIATE,
        sharing=SharingStance.NOT_YET_ASKED,
        teller_id=person_id,
        own_words="先月から家賃が払えず、食べるものもありません。",
        wishes="家賃のことを相談したい。",
    )
    yield _draft(facts, person, person_id, 1, person_file(person_id))
    yield _draft(facts, slip, case_id, 1, case_file(case_id))
    for version in range(2, RECORDS + 1):
        yield progress(facts, case_id, person_id, version)


def _draft(facts: Facts, event: Event, stream: UUID, version: int, file: str) -> Draft:
    return Draft(
        event=event,
        event_id=uuid4(),
        stream=stream,
        version=version,
        signature=facts.signature(command_id=uuid4(), purpose=Purpose.SERVICE),
        file=file,
        programme=facts.acting.programme,
    )

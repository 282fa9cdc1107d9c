"""The gate stands before lists and pages: a wrong read-model row shows nothing (promise 3, R33)."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from events.access import ReadingRefused
from services.db import Databases
from services.person_views import Told
from services.refusals import NotShown
from tests.city import TENANT, City, city, consultation

COPY_TO_THE_OTHER_PROGRAMME = (
    "INSERT INTO caseload.sheet SELECT tenant, %(other)s, person_id, event_id, seq, id_part,"
    " contact_part, id_key FROM caseload.sheet WHERE viewer = %(desk)s",
    "INSERT INTO caseload.matter SELECT tenant, %(other)s, case_id, person_id, lead_from, lead,"
    " named, opened_at, opened_on, last_at, closed, route, caller, topics, main_topic, urgency,"
    " sharing, standing FROM caseload.matter WHERE viewer = %(desk)s",
    "INSERT INTO case_timeline.item SELECT tenant, %(other)s, case_id, event_id, seq, version,"
    " kind, valid_at, recorded_at, staff, role, marks, categories, keys,"
    " superseded FROM case_timeline.item WHERE viewer = %(desk)s",
    "INSERT INTO people.person SELECT tenant, %(other)s, person_id, event_id, seq, part_no, id_key,"
    " contact_key, name_digest, name_and_birth_digest, phone_digest"
    " FROM people.person WHERE viewer = %(desk)s",
    "INSERT INTO household.known_person SELECT tenant, %(other)s, person_id, version, event_id,"
    " seq, id_part, contact_part, id_key FROM household.known_person WHERE viewer = %(desk)s",
    "INSERT INTO household.known_case SELECT tenant, %(other)s, case_id, person_id"
    " FROM household.known_case WHERE viewer = %(desk)s",
)


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path) as opened:
        opened.system.commands.receive_consultation(opened.worker, uuid4(), consultation())
        with databases.pool("project").connection() as conn:
            for statement in COPY_TO_THE_OTHER_PROGRAMME:
                conn.execute(statement, {"desk": opened.desk, "other": opened.other})
        yield opened


def test_a_foreign_case_in_ones_own_list_is_not_there_and_the_look_is_on_record(
    town: City,
) -> None:
    ledger = town.system.ledgers.of(TENANT)
    size = ledger.size()

    work = town.system.reading.my_work(town.outsider)
    listed = town.system.reading.case_list(town.outsider, state="all", page=1)
    found = town.system.reading.search(town.outsider, words="髙橋", reason="確認")
    told = Told(name="髙橋 花子", kana="タカハシ ハナコ", phone="042-000-1234")
    likely = town.system.recognising.likely(town.outsider, told, reason="確認")

    assert (work.rows, work.total, listed.rows, listed.total) == ((), 0, (), 0)
    assert (found.hits, likely) == ((), ())
    kinds = [entry.event.TOPIC for entry in ledger.entries(size, 20)]
    assert kinds.count("access.content-read") == 2
    assert kinds.count("access.search-made") == 2


def test_a_foreign_case_page_is_refused_like_one_that_is_not_there(town: City) -> None:
    ledger = town.system.ledgers.of(TENANT)
    case_id = next(
        entry.stream
        for entry in ledger.entries(0, ledger.size())
        if entry.event.TOPIC == "case.consultation-received"
    )
    alias = ledger.derived.alias(town.outsider.agency, "case", case_id)

    with pytest.raises(NotShown):
        town.system.reading.case_page(town.outsider, alias)

    last = ledger.entries(ledger.size() - 1, 1)[0].event
    assert isinstance(last, ReadingRefused)
    assert last.rule == "OTHER_PROGRAMME"

"""The smallest whole flow: 相談受付・連絡票, 支援経過, 訂正, 終了, by the services' own doors."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import pytest

from events.access import LedgerInspected
from events.matter import CaseNotOpen
from events.values import ClosingReason, SupportMethod, tokyo_date
from services.acting import Done
from services.case_forms import Closing, ProgressCorrection, SlipCorrection
from services.db import Databases
from services.facts import utc_now
from services.refusals import CommandReused, FieldRefused, NotShown, StaleSave
from services.worker import catch_up
from tests.city import TENANT, City, city, consultation, progress
from tests.depth import rounds


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path) as opened:
        yield opened


def test_a_consultation_is_taken_added_to_corrected_and_closed(town: City) -> None:
    commands, reading, me = town.system.commands, town.system.reading, town.worker

    done = commands.receive_consultation(me, uuid4(), consultation())
    page = reading.case_page(me, done.case)
    commands.record_progress(me, uuid4(), done.case, page.token, progress("電話した。"))
    page = reading.case_page(me, done.case)
    wrong = ProgressCorrection(
        method=SupportMethod.VISIT_ACCOMPANY, text="訪問した。", reason="方法の誤り"
    )
    commands.correct_progress(me, uuid4(), done.case, page.token, page.items[0].alias, wrong)
    page = reading.case_page(me, done.case)
    slip = SlipCorrection(own_words="家賃が二か月払えない。", wishes="", reason="聞き違い")
    commands.correct_consultation(me, uuid4(), done.case, page.token, page.items[1].alias, slip)
    page = reading.case_page(me, done.case)
    closing = Closing(
        reason=ClosingReason.SELF_RELIANCE, closed_on=tokyo_date(utc_now()), summary="就職した。"
    )
    commands.close_case(me, uuid4(), done.case, page.token, closing)
    page = reading.case_page(me, done.case)

    assert page.closed
    assert page.person.name == "髙橋 花子"
    assert [(item.kind, item.texts) for item in page.items] == [
        ("case.closed", (("summary", "就職した。"),)),
        ("case.progress-corrected", (("text", "訪問した。"), ("reason", "方法の誤り"))),
        (
            "case.consultation-corrected",
            (
                ("own_words", "家賃が二か月払えない。"),
                ("wishes", ""),
                ("heard_of_words", ""),
                ("interpreter_words", ""),
                ("reason", "聞き違い"),
                ("teller", ""),
            ),
        ),
    ]
    with pytest.raises(CaseNotOpen):
        commands.record_progress(me, uuid4(), done.case, page.token, progress())


def test_the_same_command_twice_is_one_event(town: City) -> None:
    commands, me, command_id = town.system.commands, town.worker, uuid4()
    first = commands.receive_consultation(me, command_id, consultation())
    size = town.system.ledgers.of(me.tenant).size()

    again = commands.receive_consultation(me, command_id, consultation())

    assert again == first
    assert town.system.ledgers.of(me.tenant).size() == size


def test_the_same_save_sent_twice_at_once_is_one_event_and_two_equal_answers(town: City) -> None:
    commands, me = town.system.commands, town.worker
    done = commands.receive_consultation(me, uuid4(), consultation())
    for _ in range(rounds(fast=5, deep=100)):
        token, command_id = town.system.reading.case_page(me, done.case).token, uuid4()
        together = Barrier(2)

        def save(token: str = token, command_id: UUID = command_id) -> Done:
            together.wait()  # noqa: B023  both threads end within the round
            return commands.record_progress(me, command_id, done.case, token, progress())

        with ThreadPoolExecutor(2) as pool:
            answers = [answer.result() for answer in (pool.submit(save), pool.submit(save))]

        assert [answer.case for answer in answers] == [done.case, done.case]
    page = town.system.reading.case_page(me, done.case)
    assert page.total == 1 + rounds(fast=5, deep=100)


def test_a_command_id_with_another_body_is_refused(town: City) -> None:
    commands, me, command_id = town.system.commands, town.worker, uuid4()
    commands.receive_consultation(me, command_id, consultation())
    size = town.system.ledgers.of(me.tenant).size()

    with pytest.raises(CommandReused):
        commands.receive_consultation(me, command_id, consultation(name="別の人"))

    assert town.system.ledgers.of(me.tenant).size() == size


def test_a_stale_save_is_refused_with_what_changed(town: City) -> None:
    commands, reading, me = town.system.commands, town.system.reading, town.worker
    done = commands.receive_consultation(me, uuid4(), consultation())
    mine = reading.case_page(me, done.case)
    theirs = reading.case_page(town.colleague, done.case)
    commands.record_progress(
        town.colleague, uuid4(), done.case, theirs.token, progress("先に電話した。")
    )

    with pytest.raises(StaleSave) as stale:
        commands.record_progress(me, uuid4(), done.case, mine.token, progress("私も電話した。"))

    assert [item.texts for item in stale.value.changes] == [
        (("text", "先に電話した。"), ("late_reason", ""))
    ]
    saved = commands.record_progress(
        me, uuid4(), done.case, stale.value.token, progress("私も電話した。")
    )
    assert saved.case == done.case


def test_a_case_of_another_programme_and_one_that_is_not_there_are_refused_alike(
    town: City,
) -> None:
    commands, reading = town.system.commands, town.system.reading
    done = commands.receive_consultation(town.worker, uuid4(), consultation())
    token = reading.case_page(town.worker, done.case).token

    for acting in (town.outsider, town.auditor):
        with pytest.raises(NotShown):
            reading.case_page(acting, done.case)
        with pytest.raises(NotShown):
            commands.record_progress(acting, uuid4(), done.case, token, progress())
    with pytest.raises(NotShown):
        reading.case_page(town.worker, "a" * 26)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("高橋", ["髙橋 花子"]),
        ("はし はな", ["髙橋 花子"]),
        ("髙橋花子 S22.5.3", ["髙橋 花子"]),
        ("042 000 1234", ["髙橋 花子"]),
        ("鈴木", []),
        ("髙橋花子 S22.5.4", []),
    ],
)
def test_a_person_is_found_by_part_of_a_name_birth_date_or_number(
    town: City, words: str, found: list[str]
) -> None:
    town.system.commands.receive_consultation(town.worker, uuid4(), consultation())

    result = town.system.reading.search(town.worker, words=words, reason="来所した方の確認")
    elsewhere = town.system.reading.search(town.outsider, words=words, reason="来所した方の確認")

    assert [hit.name for hit in result.hits] == found
    assert elsewhere.hits == ()


def test_a_search_without_a_reason_is_refused(town: City) -> None:
    with pytest.raises(FieldRefused) as refused:
        town.system.reading.search(town.worker, words="髙橋", reason=" ")

    assert (refused.value.field, refused.value.rule) == ("reason", "R76")


def test_an_individual_number_is_refused_in_every_field(town: City) -> None:
    number = "1234-5678-9018"

    for field in ("name", "kana", "born", "address", "phone", "own_words", "wishes"):
        with pytest.raises(FieldRefused) as refused:
            town.system.commands.receive_consultation(
                town.worker, uuid4(), consultation(**{field: f"番号は{number}です"})
            )
        assert (refused.value.field, refused.value.rule) == (field, "R77")


def test_every_look_left_an_entry_that_the_programmes_auditor_sees(town: City) -> None:
    done = town.system.commands.receive_consultation(town.worker, uuid4(), consultation())
    town.system.reading.case_page(town.worker, done.case)
    for acting, alias in ((town.colleague, "a" * 26), (town.outsider, done.case)):
        with pytest.raises(NotShown):
            town.system.reading.case_page(acting, alias)
    catch_up(town.system.databases)

    page = town.system.reading.access_page(town.auditor, page=1, case=None)

    looks = [(row.kind, row.staff_name, row.surface, row.rule) for row in page.rows]
    assert looks == [
        ("access.reading-refused", "鈴木 健", "case_page", "NOT_FOUND"),
        ("access.content-read", "佐藤 美咲", "case_page", ""),
    ]


def test_an_auditors_own_look_is_on_record_with_what_it_showed(town: City) -> None:
    town.system.commands.receive_consultation(town.worker, uuid4(), consultation())
    town.system.reading.my_work(town.worker)
    catch_up(town.system.databases)
    ledger = town.system.ledgers.of(TENANT)

    rows = town.system.reading.access_page(town.auditor, page=1, case=None).rows

    last = ledger.entries(ledger.size() - 1, 1)[0].event
    assert last == LedgerInspected(
        register=town.desk, case_id=None, page=1, seqs=tuple(row.seq for row in rows)
    )

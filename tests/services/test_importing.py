"""移行: an old list is taken over row by row, each fault named, none half-done, each row once."""

import csv
import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import openpyxl  # pyright: ignore[reportMissingTypeStubs]  the library ships no types
import pytest

from events.case import CaseClosed, ConsultationReceived
from events.migration import CaseMigrated, OldConsent
from events.opening import EndOldList
from events.values import ClosingReason, SharingStance, Topic, tokyo_date
from services import import_map, tables
from services.db import Databases
from services.facts import utc_now
from services.importing import Importing, Outcome, Told
from services.refusals import NotShown
from services.worker import catch_up
from tests.city import TENANT, City, city
from tests.depth import rounds

MAP: Final = """
source = "相談者一覧2024"

[columns]
key = "番号"
opened = "受付日"
name = "氏名"
kana = "ふりがな"
born = "生年月日"
address = "住所"
phone = "電話"
lead = "担当"
state = "状態"
last_contact = "最終対応日"
topic = "主な相談"
consent = "同意"
consent_on = "同意日"
remarks = "備考"

[words.state]
"継続" = "open"
"終了" = "closed"

[words.topic]
"家計" = "income_living"
"仕事" = "job_search"

[words.consent]
"有" = "given"
"無" = "not_given"

[leads]
"佐藤" = "sato"
"鈴木" = "suzuki"
"田中" = "tanaka"
"""
HEADINGS: Final[tuple[str, ...]] = (
    "番号",
    "受付日",
    "氏名",
    "ふりがな",
    "生年月日",
    "住所",
    "電話",
    "担当",
    "状態",
    "最終対応日",
    "主な相談",
    "同意",
    "同意日",
    "備考",
)
GOOD: Final = {
    "番号": "57",
    "受付日": "R5.6.12",
    "氏名": "小川 節子",
    "ふりがな": "おがわ せつこ",
    "生年月日": "昭和26年2月14日",
    "住所": "さくら市北町4-6-1",
    "電話": "042-000-4471",
    "担当": "鈴木",
    "状態": "継続",
    "最終対応日": "2024/9/3",
    "主な相談": "家計",
    "同意": "有",
    "同意日": "2023-06-12",
    "備考": "夫の介護がある。",
}
FAULTS: Final[dict[str, tuple[str, str]]] = {
    "番号": ("", "書かれていません。"),
    "受付日": ("そのうち", "日付として読めません。"),
    "生年月日": ("2999-01-01", "先の日付です。"),
    "電話": ("1" * 201, "長すぎます。"),
    "担当": ("山田", "対応表にない担当者です。"),
    "状態": ("保留", "対応表にない言葉です。"),
    "最終対応日": ("1999-01-01", "受付の日より前です。"),
    "主な相談": ("宇宙", "対応表にない言葉です。"),
    "同意": ("？", "対応表にない言葉です。"),
    "備考": ("番号は1234 5678 9018です。", "個人番号（マイナンバー）は取り込めません。"),
}
"""What is wrong in a cell, and what is said of it."""


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path) as opened:
        yield opened


@pytest.fixture
def taking(town: City, tmp_path: Path) -> Callable[..., list[Told]]:
    """Give a way to take rows over."""

    def take(rows: list[dict[str, str]], *, dry: bool = False, told: str = MAP) -> list[Told]:
        (tmp_path / "map.toml").write_text(told, encoding="utf-8")
        file = tmp_path / "list.csv"
        with file.open("w", encoding="cp932", newline="") as out:
            written: csv.DictWriter[str] = csv.DictWriter(out, HEADINGS)
            written.writeheader()
            written.writerows(rows)
        return list(
            importing(town).run(
                town.worker,
                import_map.load(tmp_path / "map.toml"),
                tables.read(file),
                dry=dry,
            )
        )

    return take


def importing(town: City) -> Importing:
    system = town.system
    return Importing(databases=system.databases, ledgers=system.ledgers, clock=utc_now)


def size(town: City) -> int:
    return town.system.ledgers.of(TENANT).size()


def cases(town: City) -> list[dict[type, Any]]:
    """Return the events of each case in the log, by kind, with their envelopes."""
    ledger = town.system.ledgers.of(TENANT)
    entries = ledger.entries(0, ledger.size())
    streams = [one.stream for one in entries if isinstance(one.event, ConsultationReceived)]
    return [{type(one.event): one for one in ledger.load(stream)} for stream in streams]


def test_an_old_case_keeps_its_times_its_lead_and_where_it_comes_from(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    """R74: what was true then is recorded now."""
    (told,) = taking([GOOD])

    (events,) = cases(town)
    slip, origin = events[ConsultationReceived], events[CaseMigrated]
    assert told == Told(line=2, outcome=Outcome.TAKEN)
    assert tokyo_date(slip.signature.valid_at) == date(2023, 6, 12)
    assert tokyo_date(slip.at) == tokyo_date(utc_now())
    assert slip.event.lead == town.colleague.staff
    assert slip.event.main_topic is Topic.INCOME_LIVING
    assert (origin.event.last_contact_on, origin.event.consent_on) == (
        date(2024, 9, 3),
        date(2023, 6, 12),
    )


def test_an_old_consent_lets_nothing_out_until_it_is_read_again(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    """R24: it stands beside the case; the slip says that nobody was asked yet."""
    taking([GOOD])

    (events,) = cases(town)
    assert events[CaseMigrated].event.consent is OldConsent.GIVEN
    assert events[ConsultationReceived].event.sharing is SharingStance.NOT_YET_ASKED


def test_a_case_that_had_ended_ends_on_its_last_day(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    taking([{**GOOD, "状態": "終了"}])

    (events,) = cases(town)
    closed = events[CaseClosed]
    assert closed.event.closed_on == date(2024, 9, 3)
    assert closed.event.reason is ClosingReason.INTERRUPTED
    assert tokyo_date(closed.signature.valid_at) == date(2024, 9, 3)


def test_what_was_taken_over_is_found_and_read_like_any_case(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    taking([GOOD])
    catch_up(town.system.databases)

    (hit,) = town.system.reading.search(town.worker, words="小川", reason="電話があった").hits
    page = town.system.reading.case_page(town.worker, hit.case)

    assert (page.person.name, page.person.born) == ("小川 節子", "1951-02-14")
    texts = {field: text for item in page.items for field, text in item.texts}
    assert texts["source_key"] == "相談者一覧2024 57"
    assert texts["remarks"] == "夫の介護がある。"


def test_looking_first_writes_nothing_and_says_the_same(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    before = size(town)
    wrong = {**GOOD, "番号": "58", "状態": "保留"}

    looked = taking([GOOD, wrong], dry=True)

    assert size(town) == before
    taken = taking([GOOD, wrong])
    assert [one.outcome for one in looked] == [Outcome.WOULD_BE_TAKEN, Outcome.REFUSED]
    assert [one.outcome for one in taken] == [Outcome.TAKEN, Outcome.REFUSED]
    assert looked[1].faults == taken[1].faults


def test_the_same_list_again_takes_nothing_twice_and_a_changed_row_is_named(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    taking([GOOD])
    before = size(town)

    again = taking([GOOD])
    changed = taking([{**GOOD, "備考": "夫は入院した。"}])

    assert [one.outcome for one in again] == [Outcome.THERE_ALREADY]
    assert [fault.reason for fault in changed[0].faults] == [
        "前に取り込んだときから、書き換わっています。"
    ]
    assert size(town) == before


def test_somebody_who_may_be_known_is_proposed_and_not_merged(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    taking([GOOD])
    catch_up(town.system.databases)
    alike = {**GOOD, "番号": "91", "電話": "", "氏名": "小川節子"}

    (told,) = taking([alike])
    catch_up(town.system.databases)

    hits = town.system.reading.search(town.worker, words="小川", reason="確認").hits
    assert told.outcome is Outcome.TAKEN
    assert len(hits) == 2
    assert {*told.alike} < {hit.case for hit in hits}


def test_a_number_that_stands_twice_is_refused_the_second_time(
    taking: Callable[..., list[Told]],
) -> None:
    told = taking([GOOD, {**GOOD, "氏名": "別の人"}])

    assert [one.outcome for one in told] == [Outcome.TAKEN, Outcome.REFUSED]
    assert [fault.reason for fault in told[1].faults] == ["2行目と同じ番号です。"]


def test_what_was_received_after_the_old_lists_last_day_is_refused(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    """While both are kept, a day ends the old list: from then it is only read."""
    openings, me = town.system.openings, town.worker
    last = EndOldList(last_day=date(2023, 6, 12))
    openings.write(me, uuid4(), openings.page(me).token, last)
    later = {**GOOD, "番号": "58", "受付日": "R5.6.13", "同意日": ""}

    told = taking([GOOD, later])

    assert [one.outcome for one in told] == [Outcome.TAKEN, Outcome.REFUSED]
    assert [(fault.heading, fault.reason) for fault in told[1].faults] == [
        ("受付日", "前の一覧の最終日より後です。画面から受け付けてください。")
    ]


def test_a_lead_of_another_programme_is_refused(taking: Callable[..., list[Told]]) -> None:
    (told,) = taking([{**GOOD, "担当": "田中"}])

    assert [(fault.heading, fault.reason) for fault in told.faults] == [
        ("担当", "この事業で相談支援をする職員ではありません。")
    ]


def test_everything_that_is_wrong_in_a_row_is_named_at_once(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    """R77 among them; what is said holds nothing of what stands in the cell."""
    before = size(town)
    wrong = {**GOOD, **{heading: cell for heading, (cell, _) in FAULTS.items()}}

    (told,) = taking([wrong])

    assert told.outcome is Outcome.REFUSED
    expected = {(heading, reason) for heading, (_, reason) in FAULTS.items()}
    # Without a day of reception nothing can lie before it; without a consent no date is wrong.
    expected -= {("最終対応日", "受付の日より前です。")}
    named = {(fault.heading, fault.reason) for fault in told.faults}
    assert named >= expected
    assert size(town) == before


Planted = tuple[dict[str, str], str, str]
PLANTED: Final[tuple[Planted, ...]] = (
    *(({heading: cell}, heading, reason) for heading, (cell, reason) in FAULTS.items()),
    ({"受付日": ""}, "受付日", "書かれていません。"),
    ({"受付日": "令和80年1月1日"}, "受付日", "先の日付です。"),
    ({"番号": "0"}, "番号", "2行目と同じ番号です。"),
    ({"担当": "田中"}, "担当", "この事業で相談支援をする職員ではありません。"),
    ({"氏名": "見本\u0007"}, "氏名", "使えない文字が入っています。"),
    ({"住所": "123456789018"}, "住所", "個人番号（マイナンバー）は取り込めません。"),
    ({"同意": "無", "同意日": "R5.6.12"}, "同意日", "同意がないのに日付があります。"),
    (
        {"状態": "終了", "最終対応日": ""},
        "最終対応日",
        "終了したケースには、最後の日付が要ります。",
    ),
)
"""What is done to a row, and at which column what is said of it: every kind of fault there is."""


def test_of_a_long_list_with_planted_faults_each_is_named_and_none_is_half_done(
    town: City, taking: Callable[..., list[Told]]
) -> None:
    """Issue 4 §6: 2,000 rows with 100 faults of every kind (200 with 20 in the fast run)."""
    rows, faults = rounds(fast=200, deep=2000), rounds(fast=20, deep=100)
    drawn = random.Random(20_241_001)
    listed = [person(drawn, number) for number in range(rows)]
    kinds = itertools.cycle(PLANTED)
    planted = dict(zip(drawn.sample(range(1, rows), faults), kinds, strict=False))
    for row, (cells, _, _) in planted.items():
        listed[row] |= cells

    told = taking(listed)

    refused = {one.line - 2: one.faults for one in told if one.outcome is Outcome.REFUSED}
    assert refused.keys() == planted.keys()
    for row, (_, heading, reason) in planted.items():
        assert (heading, reason) in {(f.heading, f.reason) for f in refused[row]}
        assert {f.line for f in refused[row]} == {row + 2}
    assert Counter(one.outcome for one in told)[Outcome.TAKEN] == rows - faults
    found = cases(town)
    assert len(found) == rows - faults
    assert all(CaseMigrated in events for events in found)


def person(drawn: random.Random, number: int) -> dict[str, str]:
    opened = date(2021, 4, 1) + timedelta(days=drawn.randrange(1000))
    return {
        **GOOD,
        "番号": str(number),
        "受付日": opened.isoformat(),
        "氏名": f"見本 {number}",
        "電話": f"042-000-{number:04}",
        "状態": drawn.choice(["継続", "終了"]),
        "最終対応日": (opened + timedelta(days=drawn.randrange(100))).isoformat(),
        "同意日": "",
    }


def test_an_excel_file_is_read_with_its_dates_and_whole_numbers(tmp_path: Path) -> None:
    book: Any = openpyxl.Workbook()
    book.active.title = "一覧"
    book.active.append(["番号", "受付日", "電話"])
    book.active.append([57, date(2023, 6, 12), 42.0])
    book.active.append([None, None, None])
    book.save(tmp_path / "list.xlsx")

    table = tables.read(tmp_path / "list.xlsx", sheet="一覧")

    assert table.headings == ("番号", "受付日", "電話")
    assert [line.cells for line in table.lines] == [
        {"番号": "57", "受付日": "2023-06-12", "電話": "42"}
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"PK not a book", "Excelのファイルとして読めません。"),
        ("a.csv", b"\x81\x00", "文字コードがUTF-8でもShift_JISでもありません。"),
        ("a.csv", b"", "見出しの行がありません。"),
        ("a.csv", "番号,番号\n".encode(), "同じ見出しが2つあります。"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)

    with pytest.raises(tables.TableRefused) as refused:
        tables.read(tmp_path / name)

    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("[columns]", "[column]"), "column は、知らない項目です。"),
        (('opened = "受付日"', ""), "columns.opened に見出しを書いてください。"),
        (('source = "相談者一覧2024"', ""), "source に、この表の名前を書いてください。"),
        (('"open"', '"half"'), "words.state: 「継続」の符号 half は、一覧にありません。"),
        (('"sato"', "1"), "leads は、名前と文字の表にしてください。"),
    ],
)
def test_a_map_that_is_not_usable_is_refused_by_place(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    (tmp_path / "map.toml").write_text(MAP.replace(*change), encoding="utf-8")

    with pytest.raises(import_map.MapRefused) as refused:
        import_map.load(tmp_path / "map.toml")

    assert str(refused.value) == said


def test_who_does_no_casework_takes_nothing_over(town: City, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    (tmp_path / "a.csv").write_text("番号,受付日\n1,2024-04-01\n", encoding="utf-8")
    run = importing(town).run(
        town.auditor,
        import_map.load(tmp_path / "map.toml"),
        tables.read(tmp_path / "a.csv"),
        dry=False,
    )

    with pytest.raises(NotShown):
        list(run)

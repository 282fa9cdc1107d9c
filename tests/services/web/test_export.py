"""一覧の書き出し: one's own programme, on record before it leaves, and no formula in it."""

import csv
import io
from dataclasses import replace
from uuid import uuid4

import pytest

from events.values import ClosingReason
from services import worker
from services.case_forms import Closing
from services.web import dates
from services.web.session import stand_code
from tests.city import TENANT
from tests.services.web import samples
from tests.services.web.house import AUDITOR, COUNSELLOR, LENDER, Browser, House


def exported(browser: Browser) -> list[list[str]]:
    browser.get("/cases?state=all")
    answer = browser.post("/cases/export")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_list_holds_every_case_of_the_programme_once(fresh_house: House) -> None:
    for number in range(52):
        fresh_house.take(sent=replace(samples.CONSULTATION, name=f"見本 {number}"))
    worker.catch_up(fresh_house.system.databases)

    heading, *rows = exported(fresh_house.browser(COUNSELLOR))

    assert heading[:3] == ["番号", "氏名", "受付日"]
    assert sorted(row[1] for row in rows) == sorted(f"見本 {number}" for number in range(52))


def test_what_changes_between_two_pages_repeats_no_case_and_leaves_none_out(
    fresh_house: House,
) -> None:
    """A case of each page is closed, one is written in, another one is opened."""
    house, names = fresh_house, [f"見本 {number}" for number in range(52)]
    cases = [house.take(sent=replace(samples.CONSULTATION, name=name)) for name in names]
    worker.catch_up(house.system.databases)
    acting, commands = house.city.worker, house.system.commands
    rows = house.system.exporting.rows(acting)
    first = [next(rows).name for _ in range(50)]

    closing = Closing(reason=ClosingReason.HANDOVER, closed_on=dates.today(), summary="")
    for case in (cases[0], cases[51]):
        token = house.system.reading.case_page(acting, case).token
        commands.close_case(acting, uuid4(), case, token, closing)
    house.write(cases[50], "きょう電話があった。")
    house.take(sent=replace(samples.CONSULTATION, name="あとから"))
    worker.catch_up(house.system.databases)
    rest = [row.name for row in rows]

    assert first == names[:50]
    assert rest == [*names[50:], "あとから"]


def test_each_page_of_it_left_an_entry_before(fresh_house: House) -> None:
    """Promise 2: 52 names are two pages of 50."""
    for _ in range(52):
        fresh_house.take()
    worker.catch_up(fresh_house.system.databases)
    browser, ledger = fresh_house.browser(COUNSELLOR), fresh_house.system.ledgers.of(TENANT)
    browser.get("/cases")
    before = ledger.size()

    browser.post("/cases/export")

    looks = [entry.event for entry in ledger.entries(before, 9)]
    assert [(look.TOPIC, getattr(look, "surface", "")) for look in looks] == [
        ("access.content-read", "export"),
        ("access.content-read", "export"),
    ]
    assert [len(getattr(look, "items", ())) for look in looks] == [50, 2]


def test_another_programme_gets_its_own_list_only(fresh_house: House) -> None:
    """Promise 5."""
    fresh_house.take()
    worker.catch_up(fresh_house.system.databases)
    browser = fresh_house.browser(LENDER)

    answer = browser.client.post(
        "/cases/export", data={"stand": stand_code(fresh_house.city.outsider)}
    )

    assert answer.status_code == 200
    assert len(answer.content.decode("utf-8-sig").splitlines()) == 1


def test_the_auditor_exports_nothing(house: House) -> None:
    """R50."""
    browser = house.browser(AUDITOR)

    answer = browser.client.post("/cases/export", data={"stand": stand_code(house.city.auditor)})

    assert answer.status_code == 404


def test_a_list_opened_in_another_standing_is_not_exported(house: House) -> None:
    browser, ledger = house.browser(COUNSELLOR), house.system.ledgers.of(TENANT)
    before = ledger.size()

    answer = browser.client.post("/cases/export", data={"stand": stand_code(house.city.outsider)})

    assert answer.status_code == 409
    assert "利用者または立場が違います" in answer.text
    assert "text/html" in answer.headers["content-type"]
    looks = [getattr(entry.event, "surface", "") for entry in ledger.entries(before, 9)]
    assert "export" not in looks


@pytest.mark.parametrize("name", ["=1+1", "+81", "-1", "@SUM(A1)", "＝1", "\t=1"])
def test_no_cell_begins_like_a_formula(fresh_house: House, name: str) -> None:
    """CWE-1236: what a caller says is a text in a spreadsheet too."""
    fresh_house.take(sent=replace(samples.CONSULTATION, name=name))
    worker.catch_up(fresh_house.system.databases)

    (_, row) = exported(fresh_house.browser(COUNSELLOR))

    assert row[1] == f"'{name}"

"""同じ方の確認: who may be meant, proposed before a slip is recorded (R58, R76)."""

from typing import Any

import pytest

from events.access import SearchMade
from services.web import dates
from tests.services.web import samples
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER, Browser, House

PROPOSED = "data-likely"
SLIP = {name: value for name, value in samples.SLIP_FORM.items() if name != "known"}


def slip(**changed: str) -> dict[str, Any]:
    return {**SLIP, "name": "", "kana": "", "born": "", "phone": "", **changed}


def taken(house: House, login: str = COUNSELLOR, **changed: str) -> str:
    """Take somebody's slip down and return the case."""
    browser = house.browser(login)
    browser.get("/intake")
    answer = browser.post("/intake", {**slip(**changed), "known": "new"})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removeprefix("/intake/received/").partition("?")[0]


def sent(house: House, login: str = COUNSELLOR, **changed: str) -> tuple[Browser, Any]:
    browser = house.browser(login)
    browser.get("/intake")
    return browser, browser.post("/intake", slip(**changed))


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ({"name": "岡﨑 一郎"}, {"name": "岡崎一郎"}),
        ({"name": "岡 花江", "kana": "オカ ハナエ"}, {"name": "丘 花絵", "kana": "おか はなえ"}),
        ({"name": "浜 次郎", "phone": "042-000-7001"}, {"unnamed": "yes", "phone": "0420007001"}),
        (
            {"name": "関 三郎", "born": "昭和30年1月2日"},
            {"name": "関 三郎", "born": "1955/1/2"},
        ),
    ],
    ids=["name", "kana", "phone", "name-and-birth"],
)
def test_somebody_alike_is_proposed_before_anything_is_recorded(
    house: House, known: dict[str, str], typed: dict[str, str]
) -> None:
    """R58: contact on an open case is 支援経過."""
    case = taken(house, **known)
    before = house.cases()

    _, answer = sent(house, **typed)

    assert answer.status_code == 200
    assert PROPOSED in answer.text
    assert known["name"] in answer.text
    assert f'name="into" value="{case}"' in answer.text
    assert house.cases() == before


def test_nothing_typed_is_lost_and_one_press_goes_on(house: House) -> None:
    taken(house, name="堀 四郎")
    before = house.cases()
    browser, answer = sent(house, name="堀 四郎", own_words="家賃が払えない。")

    again = browser.post("/intake", {**slip(name="堀 四郎"), "known": "new"})

    assert 'value="堀 四郎"' in answer.text
    assert "家賃が払えない。</textarea>" in answer.text
    assert answer.text.count("autofocus") == 1
    assert again.status_code == 303
    assert house.cases() == before + 1


def test_another_birth_date_is_somebody_else(house: House) -> None:
    taken(house, name="辻 五郎", born="昭和30年1月2日")

    _, answer = sent(house, name="辻 五郎", born="昭和60年1月2日")

    assert answer.status_code == 303


def test_a_slip_without_a_name_asks_for_nobody(house: House) -> None:
    taken(house, unnamed="yes")

    _, answer = sent(house, unnamed="yes")

    assert answer.status_code == 303


def test_the_same_slip_sent_twice_is_one_case_and_proposes_nobody(house: House) -> None:
    """Promise 9."""
    browser = house.browser(COUNSELLOR)
    browser.get("/intake")
    form = {**browser.hidden("/intake"), **slip(name="芝 六郎")}

    first = browser.client.post("/intake", data=form)
    second = browser.client.post("/intake", data=form)

    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]


def test_a_person_of_another_programme_is_not_hinted_at(house: House) -> None:
    """Promise 5."""
    taken(house, name="谷 七郎", phone="042-000-7007")

    _, answer = sent(house, LENDER, name="谷 七郎", phone="042-000-7007")

    assert answer.status_code == 303


def test_the_look_leaves_an_entry_with_what_was_typed_and_why(house: House) -> None:
    """Promise 2, R76: also when nobody was found."""
    ledger = house.system.ledgers.of(house.city.worker.tenant)
    before = ledger.size()

    sent(house, name="だれでもない 名前")

    entries = ledger.entries(before, ledger.size() - before)
    looks = [entry.event for entry in entries if isinstance(entry.event, SearchMade)]
    assert [look.items for look in looks] == [()]


def test_an_erased_person_is_not_proposed(house: House) -> None:
    """R70."""
    case = taken(house, name="栗 八郎")
    house.erase(case)

    _, answer = sent(house, name="栗 八郎")

    assert answer.status_code == 303


def test_somebody_with_a_closed_case_is_proposed_without_a_progress_record(house: House) -> None:
    case = taken(house, name="杉 九郎")
    browser = house.browser(COLLEAGUE)
    browser.get(f"/cases/{case}")
    closing = {"reason": "own_wish", "closed_on": dates.in_era(dates.today()), "step": "close"}
    assert browser.post(f"/cases/{case}/closing", closing).status_code == 303

    _, answer = sent(house, name="杉 九郎")

    assert PROPOSED in answer.text
    assert "終了" in answer.text
    assert 'name="into"' not in answer.text


def test_what_was_typed_goes_into_a_progress_record_of_the_open_case(house: House) -> None:
    """desk.md §1.1: contact on an open case is 支援経過, without losing a key typed."""
    case = taken(house, name="桂 十郎")
    typed = slip(
        name="桂 十郎", phone="042-000-7010", own_words="家賃の催促がきた。", wishes="相談したい。"
    )
    before = house.cases()
    browser = house.browser(COUNSELLOR)
    browser.get("/intake")
    browser.post("/intake", typed)

    form = browser.client.post(
        "/intake/progress", data={**browser.hidden("/intake"), **typed, "into": case}
    )
    browser.page = form.text
    answer = browser.post(
        f"/cases/{case}/progress", {"method": "interview", "text": "家賃の催促がきた。"}
    )

    page = house.system.reading.case_page(house.city.worker, case)
    for told in ("家賃の催促がきた。", "希望していること：相談したい。", "042-000-7010"):
        assert told in form.text
    assert '<option value="interview" selected>' in form.text
    assert "桂 十郎" in form.text
    assert answer.status_code == 303
    assert house.cases() == before
    assert page.items[0].texts[0] == ("text", "家賃の催促がきた。")


def test_the_case_of_another_programme_takes_no_words(house: House) -> None:
    """Promise 5: as if it were not there."""
    case = taken(house, name="椿 十一郎")
    lender = house.browser(LENDER)
    lender.get("/intake")

    answer = lender.client.post(
        "/intake/progress", data={**lender.hidden("/intake"), **slip(name="x"), "into": case}
    )

    assert answer.status_code == 404
    assert "椿" not in answer.text


def test_a_brief_that_was_about_an_open_case_ends_in_its_progress(house: House) -> None:
    """R58: at the completion of a ひとこと受付, too."""
    case = taken(house, name="楠 十二郎")
    browser = house.browser(COUNSELLOR)
    browser.get("/brief")
    noted = {"route": "self_phone_mail", "topic": "debt", "answer": "督促状のことを聞いた。"}
    browser.post("/brief", noted)
    alias = browser.get("/brief").text.split("督促状のことを聞いた。")[1].split("brief=")[1]
    alias = alias.split('"')[0]
    browser.get(f"/intake?brief={alias}")
    browser.post("/intake", slip(name="楠 十二郎"))

    form = {**browser.hidden("/intake"), **slip(name="楠 十二郎"), "into": case}
    browser.page = browser.client.post("/intake/progress", data=form).text
    answer = browser.post(f"/cases/{case}/progress", {"method": "phone", "text": "督促状の件。"})

    assert answer.status_code == 303
    assert "督促状のことを聞いた。" not in browser.get("/brief").text

"""通訳: who interpreted stands beside its contact; never the other party (R54)."""

from typing import Any
from uuid import uuid4

import pytest

from events.record import NameOtherParty, RecordMeasure
from services.web.dates import today
from tests.services.api.client import Program, problem
from tests.services.web.house import COUNSELLOR, LENDER, Browser, House
from tests.services.web.test_handover import send

SIGN: dict[str, Any] = {
    "language": "jsl",
    "standing": "professional",
    "name": "さくら市手話通訳者派遣 門馬 さとみ",
    "arranged_by": "desk",
    "pledge": "by_contract",
}
DAUGHTER: dict[str, Any] = {
    "language": "vi",
    "standing": "family",
    "name": "グエン ティ ホア",
    "relation": "長女",
    "arranged_by": "person",
    "pledge": "not_given",
}


def opened(house: House, case: str) -> tuple[Browser, str]:
    """Open the page and return the contact that its form offers first."""
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/interpreters")
    return browser, browser.page.split('id="contact"')[1].split('value="')[2].split('"')[0]


def interpret(house: House, case: str, told: dict[str, Any]) -> Any:
    browser, contact = opened(house, case)
    return send(browser, f"/cases/{case}/interpreters", {"contact": contact, **told})


def protect(house: House, case: str, command: NameOtherParty | RecordMeasure) -> None:
    acting, persons = house.city.worker, house.system.persons
    token = persons.page(acting, case).token
    persons.record(acting, uuid4(), case, token, command)


def test_who_interpreted_is_on_the_page_and_on_the_timeline(house: House) -> None:
    case = house.take()
    house.write(case, "手話で面談した。")
    browser, contact = opened(house, case)

    answer = send(
        browser,
        f"/cases/{case}/interpreters",
        {**SIGN, "contact": contact, "began": "13:00", "ended": "13時40分"},
    )
    page = browser.get(answer.headers["location"]).text
    timeline = browser.get(f"/cases/{case}").text

    assert answer.headers["location"] == f"/cases/{case}/interpreters?done=interpreter"
    for shown in (page, timeline):
        assert SIGN["name"] in shown
        assert "手話" in shown
        assert "会社・派遣元との契約にある" in shown
        assert "<dd>13:40</dd>" in shown


def test_a_relative_who_interprets_is_pointed_out(house: House) -> None:
    case = house.take()

    interpret(house, case, DAUGHTER)
    page = opened(house, case)[0].page

    assert "家族や知人が通訳すると、話したことのすべてがその人に聞こえます。" in page
    assert "家族・知人が聞いた話" in page
    assert "約束がまだ" in page


def test_who_interpreted_is_corrected_and_the_correction_alone_is_shown(house: House) -> None:
    """R71."""
    case = house.take()
    interpret(house, case, SIGN)
    browser = house.browser(COUNSELLOR)
    page = browser.get(f"/cases/{case}/interpreters").text
    address = page.split("/correction")[0].split('href="')[-1] + "/correction"
    form = browser.get(address).text

    typed = {**SIGN, "name": "門馬 里美", "reason": "字の間違い。"}
    answer = send(browser, address, typed)
    after = browser.get(answer.headers["location"]).text

    assert SIGN["name"] in form
    assert "門馬 里美" in after
    assert SIGN["name"] not in after
    assert "訂正あり" in after


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({**SIGN, "contact": ""}, "contact"),
        ({**SIGN, "language": ""}, "language"),
        ({**SIGN, "standing": ""}, "standing"),
        ({**SIGN, "name": ""}, "name"),
        ({**SIGN, "arranged_by": ""}, "arranged_by"),
        ({**SIGN, "pledge": ""}, "pledge"),
        ({**SIGN, "pledge": "spoken"}, "pledged_on"),
        ({**SIGN, "pledged_on": "令和6年4月1日"}, "pledged_on"),
        ({**SIGN, "began": "昼"}, "began"),
        ({**SIGN, "began": "14:00", "ended": "13:00"}, "ended"),
        ({**SIGN, "ended": "13:00"}, "ended"),
        ({**SIGN, "name": "1234-5678-9018"}, "name"),
    ],
)
def test_what_is_incomplete_is_asked_for_again(
    house: House, told: dict[str, Any], field: str
) -> None:
    """R77 among them."""
    case = house.take()

    answer = interpret(house, case, {"relation": "書いたまま", **told})

    assert answer.status_code == 422
    assert 'value="書いたまま"' in answer.text
    assert f'id="{field}-wrong"' in answer.text


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (("グエン ヴァン ナム", "夫"), {**DAUGHTER, "name": "グエン・ヴァン・ナム"}),
        (("グエン ヴァン ナム", "夫"), {**SIGN, "name": "通訳会社 ｸﾞｴﾝ ｳﾞｧﾝ ﾅﾑ"}),
        (("グエン ヴァン ナム", "夫"), {**DAUGHTER, "name": "ナム", "relation": "夫"}),
        (("", "元の交際相手"), DAUGHTER),
    ],
)
def test_nobody_from_whom_the_person_is_protected_interprets_for_them(
    house: House, other: tuple[str, str], told: dict[str, Any]
) -> None:
    """R54; a name in another spelling, the same relation, or nobody knows who it is."""
    case, (name, relation) = house.take(), other
    protect(house, case, NameOtherParty(name=name, relation=relation, reached="", features=""))

    answer = interpret(house, case, told)

    assert answer.status_code == 409
    assert "この人は、本人を守るべき相手方かもしれません" in answer.text
    assert f'value="{told["name"]}"' in answer.text


def test_while_a_measure_names_nobody_no_relative_interprets(house: House) -> None:
    """R53, R54."""
    case = house.take()
    measure = RecordMeasure(authority="さくら市", first=today(), last=None, covered="", note="")
    protect(house, case, measure)

    assert interpret(house, case, DAUGHTER).status_code == 409
    assert interpret(house, case, SIGN).status_code == 303


def test_whoever_is_known_not_to_be_the_other_party_interprets(house: House) -> None:
    """R54."""
    case = house.take()
    husband = NameOtherParty(name="グエン ヴァン ナム", relation="夫", reached="", features="")
    protect(house, case, husband)

    assert interpret(house, case, DAUGHTER).status_code == 303


def test_a_colleague_of_another_programme_finds_no_interpreters(house: House) -> None:
    """Promise 5."""
    case, stranger = house.take(), house.browser(LENDER)

    hidden = stranger.get(f"/cases/{case}/interpreters")

    assert hidden.status_code == 404
    assert hidden.content == stranger.get(f"/cases/{'a' * 26}/interpreters").content


def test_programs_write_and_correct_who_interpreted(house: House) -> None:
    """R71."""
    program = Program(house, COUNSELLOR)
    case = program.take()
    slip = program.get(f"cases/{case}/interpreters").json()["items"][0]["alias"]

    def write(address: str, body: dict[str, Any]) -> Any:
        return program.send(f"cases/{case}/{address}", body, If_Match=program.etag(case))

    made = write(f"records/{slip}/interpreter", {**SIGN, "began": "13:00"})
    record = made.json()["record"]
    corrected = write(f"interpreters/{record}/correction", {**DAUGHTER, "reason": "別の方だった。"})
    again = write(f"interpreters/{record}/correction", {**DAUGHTER, "reason": "もう一度。"})
    elsewhere = write(f"records/{record}/interpreter", SIGN)
    items = program.get(f"cases/{case}/interpreters").json()["items"]

    assert (made.status_code, corrected.status_code) == (201, 201)
    assert problem(again) == (409, "interpreter-not-standing")
    assert problem(elsewhere) == (422, "no-contact-to-interpret")
    assert [(one["kind"], one["about"]) for one in items if one["kind"].startswith("inter")] == [
        ("interpreter.recorded", slip)
    ]

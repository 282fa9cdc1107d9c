"""市の質問: dated versions, asked on the slip of their day, answered under seal (decision 0028)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from events.values import Role
from services.web.dates import in_era, today
from tests.services.api.client import SLIP, Program, problem
from tests.services.web import samples
from tests.services.web.house import ADMINISTRATOR, COUNSELLOR, LENDER, Browser, House

LICENCE = "運転免許を持っていますか。"
FEAR = "家でこわい思いをすることがありますか。"
SINCE = "いつから市内に住んでいますか。"
VERSION: dict[str, Any] = {
    "wording-1": LICENCE,
    "kind-1": "yes_no",
    "category-1": "SCHOOL_WORK",
    "wording-2": FEAR,
    "kind-2": "one_of",
    "category-2": "ABUSE",
    "choices-2": "ある\r\nない\r\n",
    "wording-3": SINCE,
    "kind-3": "day",
    "category-3": "NOTE",
}


def adopt(house: House, typed: dict[str, Any], first: str = "") -> Any:
    browser = house.browser(ADMINISTRATOR)
    browser.get("/questions")
    return browser.post("/questions", {"first": first or in_era(today()), **typed})


def field(page: str, wording: str) -> str:
    """Return the field of a question on a form."""
    return page.split(wording)[1].split('name="')[1].split('"')[0]


def on_the_slip(house: House) -> Browser:
    browser = house.browser(COUNSELLOR)
    browser.get("/intake")
    return browser


def take(browser: Browser, typed: dict[str, Any]) -> str:
    """Send a slip of somebody new and return the case."""
    answer = browser.post("/intake", {**samples.SLIP_FORM, **typed})
    assert answer.status_code == 303
    return answer.headers["location"].rpartition("/")[2]


def test_what_is_asked_on_the_day_of_the_slip_is_answered_on_it(fresh_house: House) -> None:
    house = fresh_house
    assert adopt(house, VERSION).status_code == 303
    browser = on_the_slip(house)
    form = browser.page
    said = {
        field(form, LICENCE): "はい",
        field(form, FEAR): "ある",
        field(form, SINCE): "平成3年4月1日",
    }

    case = take(browser, said)
    page = browser.get(f"/cases/{case}/answers").text
    timeline = browser.get(f"/cases/{case}").text

    for shown in (page, timeline):
        for wording, answer in ((LICENCE, "はい"), (FEAR, "ある"), (SINCE, "平成3年4月1日")):
            assert f"<dt>{wording}</dt>" in shown
            assert f'<dd class="kept">{answer}</dd>' in shown


def test_the_wording_stays_as_it_was_when_another_version_came(fresh_house: House) -> None:
    house = fresh_house
    adopt(house, VERSION)
    browser = on_the_slip(house)
    case = take(browser, {field(browser.page, LICENCE): "いいえ"})

    adopt(house, {**VERSION, "wording-1": "自動車の免許がありますか。"})
    page = browser.get(f"/cases/{case}/answers").text

    assert f"<dt>{LICENCE}</dt>" in page
    assert "自動車の免許がありますか。" not in page
    assert "自動車の免許がありますか。" in browser.get("/intake").text


def test_a_version_that_came_in_meanwhile_is_shown_before_anything_is_saved(
    fresh_house: House,
) -> None:
    house = fresh_house
    browser = on_the_slip(house)
    adopt(house, VERSION)

    asked = browser.post("/intake", {**samples.SLIP_FORM})
    case = take(browser, {field(asked.text, LICENCE): "はい"})

    assert "まだ保存していません。" in asked.text
    assert samples.SLIP_FORM["own_words"] in asked.text
    assert house.cases() == 1
    assert "はい" in browser.get(f"/cases/{case}/answers").text


def test_a_slip_of_an_earlier_day_is_asked_nothing_that_was_not_asked_then(
    fresh_house: House,
) -> None:
    """R74."""
    house = fresh_house
    adopt(house, VERSION)
    browser = on_the_slip(house)
    before = {"happened_on": in_era(today() - timedelta(days=1))}

    asked = browser.post("/intake", {**samples.SLIP_FORM, **before})
    case = take(browser, before)
    page = browser.get(f"/cases/{case}/answers").text

    assert LICENCE not in asked.text
    assert "連絡票を受けた日に、市の質問はありませんでした。" in page


def test_answers_come_later_once_and_are_corrected(fresh_house: House) -> None:
    """R71."""
    house = fresh_house
    adopt(house, VERSION)
    browser = on_the_slip(house)
    case = take(browser, {})
    form = browser.get(f"/cases/{case}/answers/form").text
    path = f"/cases/{case}/answers/form"

    nothing = browser.post(path)
    wrong = browser.post(path, {field(form, SINCE): "むかし"})
    said = browser.post(path, {field(form, FEAR): "ない", field(form, SINCE): "H3.4.1"})
    page = browser.get(said.headers["location"]).text
    abuse = page.split("虐待・DV")[1] if "虐待・DV" in page else page.split(FEAR)[1]
    address = abuse.split("/correction")[0].split('href="')[-1] + "/correction"
    corrections = browser.get(address).text
    put_right = browser.post(address, {field(corrections, FEAR): "ある", "reason": "聞き直した。"})
    after = browser.get(put_right.headers["location"]).text

    assert (nothing.status_code, wrong.status_code, said.status_code) == (422, 422, 303)
    assert "日付を、例：令和8年4月1日 のように書いてください。" in wrong.text
    assert LICENCE not in corrections
    assert '<dd class="kept">ある</dd>' in after
    assert '<dd class="kept">ない</dd>' not in after
    assert "訂正あり" in after


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({**VERSION, "kind-1": ""}, "kind-1"),
        ({**VERSION, "category-1": ""}, "category-1"),
        ({**VERSION, "choices-2": "ある"}, "choices-2"),
        ({**VERSION, "choices-1": "はい\nいいえ"}, "choices-1"),
        ({**VERSION, "first": "いつか"}, "first"),
    ],
)
def test_a_version_that_is_incomplete_is_asked_for_again(
    house: House, typed: dict[str, Any], wrong: str
) -> None:
    answer = adopt(house, typed, typed.get("first", ""))

    assert answer.status_code == 422
    assert f'id="{wrong}-wrong"' in answer.text
    assert f'value="{LICENCE}"' in answer.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({**VERSION, "first": "令和6年4月1日"}, "始まりの日が過ぎた日になっています"),
        ({**VERSION, "wording-2": LICENCE}, "同じ質問が2つあるか"),
        ({**VERSION, "category-1": "SHELTER"}, "答えの区分に選べないもの"),
        ({**VERSION, "wording-1": "1234-5678-9018"}, "個人番号"),
    ],
)
def test_a_version_that_makes_no_sense_is_refused(
    house: House, typed: dict[str, Any], said: str
) -> None:
    """R74, R77."""
    answer = adopt(house, typed, typed.get("first", ""))

    assert answer.status_code == 422
    assert said in answer.text


def test_nobody_but_an_administrator_of_a_desk_of_the_city_adopts(fresh_house: House) -> None:
    house = fresh_house
    city = house.city
    city.staff("lg-132101", "kanri", "久保 光", city.other, Role.ADMINISTRATOR)
    other, counsellor = house.browser("kanri"), house.browser(COUNSELLOR)

    refused = [one.get("/questions").status_code for one in (other, counsellor)]
    sent = Program(house, "kanri").send(
        "questions", {"first": today().isoformat(), "questions": []}
    )

    assert refused == [404, 404]
    assert problem(sent)[0] == 404


def test_a_programme_that_is_not_the_citys_asks_nothing(fresh_house: House) -> None:
    adopt(fresh_house, VERSION)

    assert LICENCE not in fresh_house.browser(LENDER).get("/intake").text


def test_a_colleague_of_another_programme_finds_no_answers(fresh_house: House) -> None:
    """Promise 5."""
    house = fresh_house
    adopt(house, VERSION)
    browser = on_the_slip(house)
    case = take(browser, {field(browser.page, LICENCE): "はい"})
    record = browser.get(f"/cases/{case}/answers").text.split("/correction")[0].split("/")[-1]
    stranger = house.browser(LENDER)

    for path in ("answers", "answers/form", f"answers/{record}/correction"):
        hidden = stranger.get(f"/cases/{case}/{path}")
        assert hidden.status_code == 404
        nowhere = stranger.get(f"/cases/{'a' * 26}/answers")
        assert hidden.content == nowhere.content


def test_programs_adopt_ask_answer_and_correct(fresh_house: House) -> None:
    """R71."""
    house = fresh_house
    version = {
        "first": today().isoformat(),
        "questions": [
            {"wording": LICENCE, "kind": "yes_no", "category": "SCHOOL_WORK"},
            {"wording": FEAR, "kind": "one_of", "category": "ABUSE", "choices": ["ある", "ない"]},
        ],
    }
    adopted = Program(house, ADMINISTRATOR).send("questions", version)
    program = Program(house, COUNSELLOR)
    asked = program.get("questions/asked").json()
    licence, fear = (one["alias"] for one in asked["questions"])
    case = program.send(
        "cases", {**SLIP, "answers": [{"question": licence, "said": "はい"}]}
    ).json()["case"]
    items = program.get(f"cases/{case}/answers").json()["items"]
    record = next(one["alias"] for one in items if one["texts"][0][0] == FEAR)

    def correct(answers: list[dict[str, str]]) -> Any:
        body = {"answers": answers, "reason": "聞いていた。"}
        path = f"cases/{case}/answers/{record}/correction"
        return program.send(path, body, If_Match=program.etag(case))

    again = program.send(
        f"cases/{case}/answers",
        {"answers": [{"question": fear, "said": "ある"}]},
        If_Match=program.etag(case),
    )
    unfit = correct([{"question": fear, "said": "はい"}])
    foreign = correct([{"question": licence, "said": "はい"}])
    right = correct([{"question": fear, "said": "ある"}])
    told = [one["texts"] for one in program.get(f"cases/{case}/answers").json()["items"]]

    assert adopted.status_code == right.status_code == 201
    assert problem(again) == (409, "answered-already")
    assert problem(unfit) == (422, "answer-unfit")
    assert problem(foreign) == (422, "not-asked")
    assert [[FEAR, "ある"], ["reason", "聞いていた。"]] in told
    assert [[LICENCE, "はい"], ["reason", ""]] in told
    assert [[FEAR, ""], ["reason", ""]] not in told


def test_a_version_sent_twice_is_one(fresh_house: House) -> None:
    house = fresh_house
    program = Program(house, ADMINISTRATOR)
    version: dict[str, Any] = {"first": today().isoformat(), "questions": []}
    key = str(uuid4())

    sent = [program.send("questions", version, Idempotency_Key=key) for _ in range(2)]

    assert [answer.status_code for answer in sent] == [201, 201]
    assert len(program.get("questions").json()) == 1

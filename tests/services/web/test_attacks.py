"""攻撃: what somebody who means harm sends to the pages, and what comes of it."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from fastapi.testclient import TestClient
from httpx2 import ASGITransport, AsyncClient, Response

from services.db import Databases
from services.refusals import FileErased
from services.web.app import create_app
from services.web.brake import MOST, Brake
from tests.city import PASSWORD
from tests.services.web.house import AUDITOR, COUNSELLOR, LENDER, TWO_HATS, House

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
LOGIN = {"login": COUNSELLOR, "password": PASSWORD}


@pytest.mark.parametrize("goal", ["/" + "a" * 5_000 + "!", "/" + "a/" * 2_500 + "!", "/" * 5_000])
def test_a_goal_of_any_length_is_judged_at_once(house: House, goal: str) -> None:
    """A pattern that tries every way to split a path would not answer in a lifetime."""
    answer = house.client().get("/login", params={"next": goal})

    assert '<input type="hidden" name="next" value="/">' in answer.text


@pytest.mark.parametrize(
    ("goal", "led"),
    [
        ("/cases/" + "a" * 193, "/cases/" + "a" * 193),
        ("/cases/" + "a" * 194, "/"),
        ("/cases/", "/cases/"),
        ("/cases//x", "/cases//x"),
        ("//cases", "/"),
    ],
)
def test_a_goal_is_a_path_of_ours_of_at_most_200_characters(
    house: House, goal: str, led: str
) -> None:
    sent = {**LOGIN, "next": goal}

    answer = house.client(headers=OWN_PAGE).post("/login", data=sent)

    assert answer.headers["location"] == led


@pytest.mark.parametrize(
    "origin", ["http://[", "http://]", "//[::1", "null", "", "https://tsunagi.test@elsewhere.test"]
)
def test_an_origin_that_is_none_is_another_site(house: House, origin: str) -> None:
    answer = house.client().post("/login", data=LOGIN, headers={"Origin": origin})

    assert (answer.status_code, answer.headers["cache-control"]) == (403, "no-store")
    assert "ほかのサイトから送られた可能性があります" in answer.text


@pytest.mark.parametrize(
    "host",
    ["elsewhere.test", "tsunagi.test.elsewhere.test", "tsunagi.test@x", "tsunagi.test:x", "[", ""],
)
@pytest.mark.parametrize("path", ["/login", "/health/ready", "/api/v1/openapi.json"])
def test_under_a_name_that_is_not_ours_nothing_answers(house: House, host: str, path: str) -> None:
    """DNS rebinding: a page of another site has its name point to this machine."""
    answer = house.client().get(path, headers={"Host": host})

    assert answer.status_code == 421
    assert "この名前では開けません" in answer.text


@pytest.mark.parametrize("host", ["tsunagi.test", "TSUNAGI.test:8443", "127.0.0.1:8000", "[::1]:1"])
def test_our_own_names_answer_on_any_port(house: House, host: str) -> None:
    assert house.client().get("/login", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("length", ["-1", "x", "9" * 5_000, "1048577"])
def test_a_length_that_is_none_is_too_large(house: House, length: str) -> None:
    sent = {**OWN_PAGE, "Content-Length": length}

    answer = house.client().post("/login", headers=sent)

    assert answer.status_code == 413


def test_a_request_with_two_lengths_is_refused_and_nothing_after_it_is_read(house: House) -> None:
    """RFC 9112, 6.1: request smuggling."""
    two = {**OWN_PAGE, "Content-Length": "5", "Transfer-Encoding": "chunked"}

    answer = house.client().post("/login", headers=two)

    assert (answer.status_code, answer.headers["connection"]) == (400, "close")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    "path", ["/cases/{case}", "/cases", "/access", "/stand", "/health/ready", "/api/v1/cases"]
)
def test_no_other_site_can_make_a_look_in_someones_name(house: House, path: str, site: str) -> None:
    """Promise 2: the ledger says who looked, not who was made to."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    before = house.entries()

    answer = browser.client.get(path.format(case=case), headers={"Sec-Fetch-Site": site})

    assert answer.status_code == 403
    assert "髙橋" not in answer.text
    assert house.entries() == before


@pytest.mark.parametrize(("path", "status"), [("/", 303), ("/login", 200)])
def test_a_link_of_another_site_may_lead_to_the_door(house: House, path: str, status: int) -> None:
    answer = house.client(headers={"Sec-Fetch-Site": "cross-site"}).get(path)

    assert answer.status_code == status


@pytest.mark.parametrize(("login", "password"), [("sa\0to", "x"), (COUNSELLOR, "x\0")])
def test_what_nobody_can_be_called_is_refused_like_any_other_name(
    house: House, login: str, password: str
) -> None:
    client = house.client(headers=OWN_PAGE)

    answer = client.post("/login", data={"login": login, "password": password})
    unknown = client.post("/login", data={"login": "nobody-at-all", "password": "wrong"})

    assert answer.status_code == unknown.status_code == 403
    assert answer.text == unknown.text.replace("nobody-at-all", login)


@pytest.mark.parametrize("codec", ["utf-7", "undefined", "punycode"])
def test_a_form_does_not_choose_the_codec_that_reads_it(house: House, codec: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n+2AA-\r\n--x--\r\n'
    named = {**OWN_PAGE, "Content-Type": f"multipart/form-data; boundary=x; charset={codec}"}

    answer = house.client().post("/login", content=body, headers=named)

    assert answer.status_code == 400
    assert "送られた内容を読み取れません" in answer.text


def test_a_page_number_of_any_length_is_a_page(house: House) -> None:
    answer = house.browser(COUNSELLOR).get("/cases?page=" + "9" * 5_000)

    assert answer.status_code == 200


@pytest.fixture
def held_up(databases: Databases) -> Iterator[psycopg.Connection]:
    """Hold up every log-in in the database, as slow as checking passwords is at its worst."""
    with psycopg.connect(databases.conninfo("migrate")) as conn:
        yield conn


async def flood(house: House, token: str, held_up: psycopg.Connection) -> list[Response]:
    """Send 50 log-ins at once, and read a page among them; give the page first."""
    async with AsyncClient(
        transport=ASGITransport(house.app), base_url="https://tsunagi.test", headers=OWN_PAGE
    ) as client:
        sent = [{"login": f"stranger-{n}", "password": "wrong"} for n in range(25)]
        tries = [
            asyncio.create_task(try_it)
            for one in sent
            for try_it in (
                client.post("/login", data=one),
                client.post("/api/v1/session", json=one),
            )
        ]
        await asyncio.sleep(0)
        page = await client.get("/cases", headers={"Cookie": f"__Host-session={token}"})
        turned_away = [one.result() for one in tries if one.done()]
        held_up.rollback()
        await asyncio.gather(*tries)
        return [page, *turned_away]


def test_a_flood_of_log_ins_holds_up_nobody_who_is_logged_in(
    fresh_house: House, held_up: psycopg.Connection
) -> None:
    """Two are looked at, ten wait, and the others are told to come back."""
    token = fresh_house.browser(COUNSELLOR).client.cookies["__Host-session"]
    held_up.execute("LOCK TABLE account.attempt")

    page, *turned_away = asyncio.run(flood(fresh_house, token, held_up))

    assert page.status_code == 200
    assert [answer.status_code for answer in turned_away] == [503] * 38
    assert {answer.headers["retry-after"] for answer in turned_away} == {"5"}
    assert all("ログインが込み合っています" in answer.text for answer in turned_away)


def test_logging_out_leaves_nothing_in_the_browser(house: House) -> None:
    answer = house.browser(COUNSELLOR).client.post("/logout")

    assert answer.headers["clear-site-data"] == '"cache", "storage"'


@pytest.mark.parametrize("asked", ["x" * 65, "x" * 40_000, "髙橋", "a b", "\x01"])
def test_the_ledger_is_narrowed_by_an_alias_and_keeps_nothing_else(
    house: House, asked: str
) -> None:
    """What is asked for stands in the entry of its refusal."""
    browser = house.browser(AUDITOR)
    before = house.entries()

    answer = browser.get("/access", params={"case": asked})

    assert answer.status_code == 404
    assert house.entries() == before


def test_who_is_refused_again_and_again_is_not_looked_at_for_a_while(house: House) -> None:
    """A refused look leaves an entry, so that many would fill the log."""
    case, hasty = house.take(), house.within_a_minute()
    prober, other = hasty.browser(LENDER), hasty.browser(COUNSELLOR)
    refused = [prober.get(f"/cases/{case}").status_code for _ in range(MOST)]
    before = house.entries()

    answers = [prober.get(path) for path in (f"/cases/{case}", "/cases")]

    assert refused == [404] * MOST
    assert [(one.status_code, one.headers["retry-after"]) for one in answers] == [(429, "60")] * 2
    assert "しばらく操作できません" in answers[0].text
    assert house.entries() == before
    assert other.get(f"/cases/{case}").status_code == 200


def test_the_brake_is_off_again_in_another_minute() -> None:
    now = 90.0
    brake = Brake(lambda: now)
    for _ in range(MOST):
        brake.count("prober")

    held, now = brake.holds("prober"), 120.0

    assert (held, brake.holds("prober")) == (True, False)


@pytest.mark.parametrize("path", ["/", "/cases", "/intake", "/search"])
def test_who_has_not_chosen_a_standing_is_shown_nothing(house: House, path: str) -> None:
    """A look is recorded in one standing, and nobody has said in which."""
    browser = house.browser(TWO_HATS)
    before = house.entries()

    answer = browser.get(path)

    assert (answer.status_code, answer.headers["location"]) == (303, "/stand")
    assert house.entries() == before


def test_what_is_sent_before_a_standing_is_chosen_is_kept_and_not_saved(house: House) -> None:
    browser = house.browser(TWO_HATS)
    before = house.entries()

    answer = browser.client.post("/intake", data={"own_words": "昨日から何も食べていない。"})

    assert answer.status_code == 409
    assert "立場を選んでください" in answer.text
    assert "昨日から何も食べていない。" in answer.text
    assert house.entries() == before


def test_a_search_form_of_another_standing_searches_nothing(house: House) -> None:
    browser = house.browser(COUNSELLOR)
    before = house.entries()
    sent = {"words": "髙橋", "reason": "再相談", "stand": "0" * 20}

    answer = browser.client.post("/search", data=sent)

    assert answer.status_code == 409
    assert "利用者または立場が違います" in answer.text
    assert house.entries() == before


@pytest.mark.parametrize(("refusal", "status"), [(FileErased(), 409), (LookupError("髙橋"), 500)])
def test_whatever_goes_wrong_on_a_look_is_a_plain_page(
    house: House, refusal: Exception, status: int
) -> None:
    def health() -> bool:
        raise refusal

    desk = replace(house.app.state.desk, health=health)
    app = create_app(desk, secure_cookies=True, hosts={"tsunagi.test"})

    answer = TestClient(app, base_url="https://tsunagi.test").get("/health/ready")

    assert (answer.status_code, answer.headers["cache-control"]) == (status, "no-store")
    assert "<h1>" in answer.text
    assert "髙橋" not in answer.text

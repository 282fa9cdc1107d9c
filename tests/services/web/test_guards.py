"""守り: what holds for every request, whatever its route."""

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from services.web.app import create_app
from services.web.desk import desk_of
from tests.city import PASSWORD
from tests.services.web.house import COUNSELLOR, Browser, House

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types app"
)
LOGIN = {"login": COUNSELLOR, "password": PASSWORD}


def every_kind_of_answer(house: House) -> list[Any]:
    browser = house.browser(COUNSELLOR)
    style = browser.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    nobody = house.client()
    return [
        browser.get("/intake"),
        browser.get("/cases/unknown"),
        browser.get("/no-such-page"),
        browser.get(style),
        browser.client.post("/intake", data={}),
        nobody.get("/cases"),
        nobody.post("/login", data=LOGIN),
        nobody.head("/"),
        nobody.get("/health/live"),
        nobody.get("/api/v1/cases"),
        nobody.get("/api/v1/openapi.json"),
    ]


def test_every_answer_has_the_headers(house: House) -> None:
    """ui.md §8."""
    for answer in every_kind_of_answer(house):
        assert answer.headers["content-security-policy"] == CSP
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert "camera=()" in answer.headers["permissions-policy"]
        assert "server" not in answer.headers
        assert "content-encoding" not in answer.headers


def test_only_static_files_are_kept_by_a_browser(house: House) -> None:
    kept = {
        answer.headers["cache-control"]: answer.request.url.path.rsplit("/", 1)[0]
        for answer in every_kind_of_answer(house)
        if answer.headers["cache-control"] != "no-store"
    }

    assert kept == {"public, max-age=31536000, immutable": "/static"}


def test_a_static_file_that_is_none_is_not_found(house: House) -> None:
    assert house.client().get("/static/app.css").status_code == 404
    assert house.client().get("/static/..%2Fapp.py").status_code == 404


@pytest.mark.parametrize("path", ["/", "/cases", "/cases/{case}", "/intake", "/api/v1/cases"])
def test_a_head_request_is_refused_and_leaves_no_entry(house: House, path: str) -> None:
    """Promise 2: what leaves no entry shows nothing."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    before = house.entries()

    answer = browser.client.head(path.format(case=case))

    assert answer.status_code == 405
    assert house.entries() == before


@pytest.mark.parametrize(
    "header",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
    ],
)
def test_a_prefetch_is_refused_and_leaves_no_entry(house: House, header: dict[str, str]) -> None:
    """Promise 2: an entry says that someone looked, and nobody has."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    before = house.entries()

    answer = browser.get(f"/cases/{case}", headers=header)

    assert answer.status_code == 503
    assert "髙橋" not in answer.text
    assert house.entries() == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "https://tsunagi.test"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://tsunagi.test"}, 403),
        ({"Origin": "https://elsewhere.test"}, 403),
        ({"Origin": "https://tsunagi.test.elsewhere.test"}, 403),
        ({"Origin": "https://tsunagi.test:8443"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_a_form_is_taken_from_our_own_pages_only(
    house: House, headers: dict[str, str], status: int
) -> None:
    answer = house.client().post("/login", data=LOGIN, headers=headers)

    assert answer.status_code == status
    assert ("set-cookie" in answer.headers) == (status == 303)


@pytest.mark.parametrize("path", ["/intake", "/logout", "/stand", "/search", "/cases/x/progress"])
def test_no_other_site_can_make_a_browser_change_anything(house: House, path: str) -> None:
    browser = house.browser(COUNSELLOR)
    before = house.entries()

    answer = browser.client.post(
        path, data={"words": "髙橋"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert "髙橋" not in answer.text
    assert house.entries() == before
    assert browser.get("/intake").status_code == 200


def test_a_browser_is_not_asked_to_run_the_api_for_another_site(house: House) -> None:
    answer = house.client().post(
        "/api/v1/session", json=LOGIN, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:tsunagi:problem:cross-site")


@pytest.mark.parametrize("path", ["/login", "/intake", "/api/v1/session"])
def test_more_than_a_mebibyte_is_refused(house: House, path: str) -> None:
    client = house.browser(COUNSELLOR).client
    announced = client.post(path, content=b"x" * (1024 * 1024 + 1))
    in_pieces = client.post(
        path,
        content=(b"name=" + b"x" * 1024 for _ in range(1100)),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert announced.status_code == in_pieces.status_code == 413


def test_the_access_log_has_templates_and_ids_and_no_address(house: House) -> None:
    """Logs carry ids only: an address can hold what somebody typed."""
    case, browser = house.take(), house.browser(COUNSELLOR)

    with capture_logs() as logged:
        browser.get(f"/cases/{case}?done=progress")
        browser.get("/no-such-page/髙橋")
        house.client().get(f"/api/v1/cases/{case}")

    requests = [entry for entry in logged if entry["event"] == "request"]
    assert [(r["method"], r["route"], r["status"]) for r in requests] == [
        ("GET", "/cases/{case}", 200),
        ("GET", "-", 404),
        ("GET", "/api/v1/cases/{case}", 401),
    ]
    assert [bool(r["session"]) for r in requests] == [True, False, False]
    assert case not in str(logged)
    assert "髙橋" not in str(logged)


def broken(house: House) -> Any:
    def health() -> bool:
        message = "髙橋 みどり"
        raise ArithmeticError(message)

    desk = desk_of(_Request(house.app))  # pyright: ignore[reportArgumentType]  the application is all it reads
    return create_app(replace(desk, health=health), secure_cookies=True, hosts={"tsunagi.test"})


class _Request:
    def __init__(self, app: Any) -> None:
        self.app = app


@pytest.mark.parametrize("headers", [{}, {"Accept": "text/plain"}])
def test_what_nobody_expected_is_said_without_what_it_was(
    house: House, headers: dict[str, str]
) -> None:
    client = TestClient(broken(house), base_url="https://tsunagi.test")

    with capture_logs() as logged:
        answer = client.get("/health/ready", headers=headers)

    assert answer.status_code == 500
    assert "思いがけないエラー" in answer.text
    assert "髙橋" not in answer.text
    assert [entry["event"] for entry in logged] == ["request failed", "request"]
    assert isinstance(logged[0]["exc_info"], ArithmeticError)


def test_the_pages_have_no_interactive_documentation(house: House) -> None:
    browser = Browser(house.client())

    assert [browser.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [
        404,
        404,
        404,
    ]

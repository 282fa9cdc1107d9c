"""運用: whether the program lives and serves; codes and counts only."""

import pytest
from fastapi.testclient import TestClient

from tests.services.web.house import House


def test_a_process_that_answers_is_alive(house: House) -> None:
    answer = house.client().get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "live"})


def test_readiness_says_whether_the_database_answers_and_what_is_behind(house: House) -> None:
    answer = house.client().get("/health/ready")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"
    assert answer.json()["database"] is True
    assert isinstance(answer.json()["lag"], dict)


def collector(house: House, host: str) -> TestClient:
    return TestClient(house.app, base_url="http://127.0.0.1:8000", client=(host, 50000))


def test_figures_are_given_to_a_collector_on_the_same_machine(house: House) -> None:
    answer = collector(house, "127.0.0.1").get("/metrics")

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert "tsunagi_database_up 1.0" in answer.text


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("192.0.2.7", {}),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.7"}),
        ("127.0.0.1", {"Via": "1.1 proxy"}),
    ],
)
def test_figures_are_not_given_to_anyone_else(
    house: House, host: str, headers: dict[str, str]
) -> None:
    assert collector(house, host).get("/metrics", headers=headers).status_code == 404

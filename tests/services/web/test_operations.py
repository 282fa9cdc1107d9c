"""運用: whether the program lives and serves; codes and counts only."""

from urllib.request import urlopen

from services import metrics
from services.db import Databases
from tests.services.web.house import House


def test_a_process_that_answers_is_alive(house: House) -> None:
    answer = house.client().get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "live"})


def test_readiness_is_one_word_whatever_is_being_worked_on(fresh_house: House) -> None:
    """How many entries are waiting, and whose, would show anybody who works when."""
    fresh_house.take()

    answers = [fresh_house.client().get("/health/ready") for _ in range(5)]

    assert [(one.status_code, one.text) for one in answers] == [(200, '{"status":"ready"}')] * 5


def test_figures_are_given_on_a_port_of_their_own(databases: Databases) -> None:
    with (
        metrics.served(databases, 0) as port,
        urlopen(f"http://127.0.0.1:{port}/metrics") as answer,
    ):
        figures = answer.read().decode()

    assert "tsunagi_database_up 1.0" in figures
    assert "# TYPE tsunagi_projection_lag_entries gauge" in figures


def test_the_pages_give_no_figures(house: House) -> None:
    assert house.client().get("/metrics").status_code == 404

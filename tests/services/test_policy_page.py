"""Policy page (方針の説明書): docs/policy.md says what the data says."""

import pytest

from consent.properties.proof import PROPERTIES
from services.policy_file import policy_from, registry_from
from services.policy_page import PAGE, QUESTIONS, page

pytestmark = pytest.mark.pure

DOCUMENT, REGISTRY = policy_from().document, registry_from()
TEXT = PAGE.read_text("utf-8")


def rows() -> list[str]:
    return [line for line in TEXT.splitlines() if line.startswith("| ")]


def test_the_page_is_what_the_policy_and_the_registry_say_now() -> None:
    assert page(DOCUMENT, REGISTRY) == TEXT


def test_every_rule_property_and_basis_has_its_row() -> None:
    first = {line.split(" | ")[0].strip("| `") for line in rows()}

    assert {rule.id for rule in DOCUMENT.rules()} <= first
    assert {one.id for one in PROPERTIES} <= first
    assert set(REGISTRY.bases) <= first


def test_a_condition_is_said_by_what_it_leaves_out_where_that_is_shorter() -> None:
    (purpose,) = (line for line in rows() if line.startswith("| F16 |"))
    (alone,) = (line for line in rows() if line.startswith("| F03 |"))

    assert "目的: 虐待の通告・通報 以外" in purpose
    assert "目的: その他 |" in alone


def test_the_open_questions_say_how_they_are_decided_now_and_where_that_is_changed() -> None:
    asked = [line for line in rows() if any(question in line for question, _, _ in QUESTIONS)]

    assert len(asked) == len(QUESTIONS)
    assert all(len(line.split(" | ")) == 4 for line in asked)

"""Gate between programmes: what the adopted policy shows, with what it hides inside (R33, R53)."""

import json

import pytest

from consent.classify import Facts
from consent.consents import Excluded
from consent.decision import Visibility
from consent.facts import Fact, Protected
from consent.gate import DUTY_UNKNOWN, Cleared, Item, Keeping, Ruling, hidden, rule
from consent.policy import load_policy
from events.base import personal_fields
from events.person import PersonRegistered
from events.values import Category, Pointer
from services.policy_file import POLICY_FILE, policy_from
from tests.builders import SLIP
from tests.consent.history import (
    CITY,
    DESK,
    LATEST,
    MOTHER,
    NOW,
    REGISTRY,
    TO_CITY,
    UNDATED,
    WORLD,
    consent,
    note,
    recorded,
)

pytestmark = pytest.mark.pure

POLICY = policy_from()
ITEM = Item(pointer=Pointer(SLIP, 12, 0), category=Category.NOTE, keeping=Keeping(programme=DESK))


def ruling(*facts: Fact) -> Ruling:
    asked = Facts(ask=TO_CITY, recorded=recorded(*WORLD, *facts), registry=REGISTRY)
    return rule(ITEM, asked, POLICY, at=NOW, known_at=LATEST)


def test_without_a_word_of_the_person_nothing_is_cleared() -> None:
    """R33."""
    found = ruling(note())

    assert found.cleared is None
    assert found.decision.reason == "CONSENT_NONE"
    assert found.decision.visibility is Visibility.ABSENT


def test_what_the_person_agreed_to_is_cleared() -> None:
    found = ruling(note(), consent())

    assert found.cleared == Cleared(ITEM)
    assert found.decision.reason == "BASIS_CONSENT"


def test_a_duty_that_nobody_sees_to_denies() -> None:
    """consent.md §9.2 (4): deny-biased; nothing tells that there was something."""
    told = json.loads(POLICY_FILE.read_text("utf-8"))
    grant = next(one for one in told["grant"] if one["id"] == "G03")
    grant["obligations"].append("BURN_AFTER_READING")
    asked = Facts(ask=TO_CITY, recorded=recorded(*WORLD, note(), consent()), registry=REGISTRY)

    found = rule(ITEM, asked, load_policy(json.dumps(told)), at=NOW, known_at=LATEST)

    assert found.cleared is None
    assert found.decision.visibility is Visibility.ABSENT
    assert found.decision.reason == DUTY_UNKNOWN


def test_an_exclusion_stands_against_the_consent() -> None:
    """R25."""
    excluded = Excluded(**UNDATED, person=MOTHER, recipient=CITY, when=NOW)

    found = ruling(note(), consent(), excluded)

    assert found.cleared is None


def test_a_protected_person_is_shown_without_where_they_are() -> None:
    """R53."""
    protected = Protected(**UNDATED, person=MOTHER, first=NOW.date())

    found = ruling(note(), consent(), protected)

    fields = personal_fields(PersonRegistered)
    assert found.cleared == Cleared(ITEM)
    assert hidden(found.decision, fields) == {"address", "phone"}
    assert hidden(ruling(note(), consent()).decision, fields) == frozenset()

"""Gate between programmes: what the adopted policy shows, with what it hides inside (R33, R53)."""

import pytest

from consent.classify import Facts
from consent.consents import Excluded
from consent.decision import Visibility
from consent.facts import Fact, Protected
from consent.gate import Cleared, Item, Keeping, Ruling, hidden, rule
from events.base import personal_fields
from events.person import PersonRegistered
from events.values import Category, Pointer
from services.policy_file import policy_from
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

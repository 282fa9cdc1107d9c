"""Provenance (情報の出どころ): every way by which an item came to its holder counts (R29, R38)."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from consent.classify import Classified
from consent.facts import Ask, Disclosed, Fact, Item, ToldBy
from consent.judge import judge
from consent.sittings import Sitting
from tests.consent.history import (
    CITY,
    CLINIC,
    COORD,
    COORDINATION,
    NOTE,
    NOW,
    OTHER_NOTE,
    OWN_DESK,
    PROMOTION,
    STATUTORY,
    SUMMARY,
    SUPPORT,
    TANAKA,
    TO_CITY,
    UNDATED,
    ask,
    consent,
    note,
)
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure

AT_CITY = replace(OWN_DESK, who=TANAKA, programme=CITY, provider=CITY)


def provenances(request: Ask, *facts: Fact) -> list[str]:
    found = ask(request, *facts)
    assert found.refused is None
    return [case.codes["provenance"] for case in found.cases]


def went(sitting: UUID | None = None, *, when: datetime = NOW, item: UUID = NOTE) -> Disclosed:
    return Disclosed(**UNDATED, item=item, to=CITY, sitting=sitting, when=when)


def test_what_the_person_told_the_desk_and_what_it_noted_itself_are_its_own() -> None:
    assert provenances(OWN_DESK, note()) == ["SUBJECT"]
    assert provenances(OWN_DESK, note(told_by=ToldBy.OTHERS)) == ["OWN"]
    assert provenances(TO_CITY, note()) == ["SUBJECT"]


def test_what_an_informant_told_is_that_and_nothing_else() -> None:
    assert provenances(OWN_DESK, note(told_by=ToldBy.INFORMANT)) == ["INFORMANT"]
    assert provenances(AT_CITY, note(told_by=ToldBy.INFORMANT), went()) == ["INFORMANT", "OTHER"]


def test_what_came_from_another_programme_is_labelled_by_how_it_came() -> None:
    assert provenances(AT_CITY, note(), went()) == ["OTHER"]
    assert provenances(AT_CITY, *COORD, note(), went(COORDINATION)) == ["COORD"]
    assert provenances(AT_CITY, *SUPPORT, note(), went(STATUTORY)) == ["A9"]
    promotion = Sitting(**UNDATED, sitting=PROMOTION, kind="PROMO")
    assert provenances(AT_CITY, promotion, note(), went(PROMOTION)) == ["OTHER"]


def test_an_item_that_came_in_two_ways_has_both_labels() -> None:
    facts = (*SUPPORT, note(), went(), went(STATUTORY))

    assert provenances(AT_CITY, *facts) == ["A9", "OTHER"]


def test_a_sitting_of_which_nothing_is_known_counts_as_the_strictest() -> None:
    assert provenances(AT_CITY, note(), went(STATUTORY)) == ["A9"]
    assert provenances(OWN_DESK, note(learned_in=STATUTORY)) == ["A9"]


def test_what_was_learned_at_a_sitting_stays_that_for_whoever_wrote_it_down() -> None:
    assert provenances(OWN_DESK, *SUPPORT, note(learned_in=STATUTORY)) == ["A9"]
    assert provenances(OWN_DESK, *COORD, note(learned_in=COORDINATION)) == ["COORD"]


def test_what_never_came_cannot_be_shown() -> None:
    later = went(when=NOW + timedelta(seconds=1))
    unclear = Classified(refused="REQUEST_UNCLEAR")

    assert ask(AT_CITY, note()) == unclear
    assert ask(AT_CITY, note(), later) == unclear
    assert ask(AT_CITY, note(), replace(went(), to=CLINIC)) == unclear
    assert ask(AT_CITY, note(), went(item=OTHER_NOTE)) == unclear
    assert provenances(AT_CITY, note(), replace(later, when=NOW)) == ["OTHER"]


def summary(*sources: UUID) -> Item:
    return note(item=SUMMARY, derived_from=frozenset(sources), told_by=ToldBy.OTHERS)


OF_SUMMARY = replace(TO_CITY, item=SUMMARY)


def test_r38_a_summary_inherits_what_its_sources_are() -> None:
    learned = note(learned_in=STATUTORY)
    other = note(item=OTHER_NOTE)

    assert provenances(OF_SUMMARY, note(), other, summary(NOTE, OTHER_NOTE)) == ["OWN", "SUBJECT"]
    assert provenances(OF_SUMMARY, *SUPPORT, learned, summary(NOTE)) == ["A9", "OWN"]
    found = ask(OF_SUMMARY, *SUPPORT, learned, summary(NOTE), consent())
    assert judge(POLICY, found).reason == "A9_ORIGIN_NO_ONWARD"


def test_a_summary_of_a_summary_inherits_all_the_way_and_a_circle_ends() -> None:
    middle = replace(summary(NOTE), item=OTHER_NOTE)
    circle = note(learned_in=STATUTORY, derived_from=frozenset({SUMMARY}))

    assert provenances(OF_SUMMARY, *SUPPORT, circle, middle, summary(OTHER_NOTE)) == ["A9", "OWN"]


def test_a_circle_does_not_hide_the_sources_beside_it() -> None:
    circle = note(derived_from=frozenset({NOTE}))
    learned = note(item=OTHER_NOTE, learned_in=STATUTORY)
    twice = replace(summary(NOTE, OTHER_NOTE), derived_from=frozenset({NOTE, OTHER_NOTE, SUMMARY}))

    assert provenances(OF_SUMMARY, *SUPPORT, circle, learned, twice) == ["A9", "OWN", "SUBJECT"]


def test_a_source_is_labelled_as_it_was_for_whoever_made_the_summary() -> None:
    made_by_city = replace(summary(NOTE), programme=CITY)
    asks = replace(OF_SUMMARY, provider=CITY)

    assert provenances(asks, *SUPPORT, note(), made_by_city, went(STATUTORY)) == ["A9", "OWN"]
    assert ask(asks, note(), made_by_city).refused == "REQUEST_UNCLEAR"


def test_a_summary_of_something_unknown_is_refused() -> None:
    assert ask(OF_SUMMARY, summary(NOTE)).refused == "REQUEST_UNCLEAR"


def test_of_an_item_recorded_twice_the_last_record_counts() -> None:
    assert provenances(OWN_DESK, note(), note(told_by=ToldBy.OTHERS)) == ["OWN"]

"""Classify (事実から判断の入力へ): hand-written histories, reduced to the policy's fields."""

from dataclasses import replace
from datetime import date

import pytest

from consent.classify import Classified, Facts, classify
from consent.consents import ConsentRefused
from consent.facts import (
    Appointed,
    Ask,
    Disclosed,
    Fact,
    Place,
    Protected,
    ProtectionLifted,
    Related,
    Tie,
)
from consent.judge import judge
from consent.scope import Crossed, Crossing
from events.values import Category, Period
from tests.consent.history import (
    ALWAYS,
    AT_COORDINATION,
    AT_STATUTORY,
    CHIEF,
    CITY,
    CLINIC,
    COORD,
    DESK,
    DOCTOR,
    IN_COORD,
    IN_SUPPORT,
    MOTHER,
    NOTE,
    NOW,
    OTHER_NOTE,
    OWN_DESK,
    REGISTRY,
    SON,
    STATUTORY,
    SUPPORT,
    TANAKA,
    TO_CITY,
    UNDATED,
    WORLD,
    ask,
    code,
    codes,
    consent,
    day,
    note,
    recorded,
    tokyo,
)
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure

AT_DESK = {
    "acting_context": "CASEWORK",
    "recipient": "CONTRACTOR",
    "membership": "DESIGNATED",
    "confidentiality_ack": "NONE",
    "session_state": "NA",
    "on_agenda": "NO",
    "recused": "NO",
    "level": "INDIVIDUAL",
    "category": "NOTE",
    "provenance": "SUBJECT",
    "purpose": "SERVICE",
    "consent_state": "NONE",
    "consent_scope": "NA",
    "consent_names_art9": "NO",
    "protection_flag": "NO",
    "disclosed_before": "NO",
    "approval": "NONE",
}


def reason(request: Ask, *facts: Fact) -> str:
    return judge(POLICY, ask(request, *facts)).reason


def test_a_worker_in_charge_reads_the_desks_own_note() -> None:
    assert codes(OWN_DESK, note()) == AT_DESK
    assert reason(OWN_DESK, note()) == "BASIS_OWN_PURPOSE"


def test_a_case_names_the_facts_behind_its_codes() -> None:
    facts = recorded(*WORLD, note(), consent())
    (case,) = classify(Facts(ask=OWN_DESK, recorded=facts, registry=REGISTRY), NOW, 99).cases

    kinds = [type(one).__name__ for one in case.because]
    assert kinds == ["Programme", "Appointed", "Assigned", "Item", "ConsentGiven"]
    assert case.person == MOTHER


def test_the_same_worker_without_the_case_is_not_in_charge() -> None:
    assert code("membership", replace(OWN_DESK, who=CHIEF), note()) == "NONE"
    assert reason(replace(OWN_DESK, who=CHIEF), note()) == "NOT_ASSIGNED"


@pytest.mark.parametrize(
    "request_",
    [
        replace(OWN_DESK, agenda=AT_STATUTORY),
        replace(IN_SUPPORT, agenda=None),
        replace(IN_SUPPORT, agenda=AT_COORDINATION),
        replace(OWN_DESK, provider=CITY),
        replace(OWN_DESK, item=OTHER_NOTE),
        replace(OWN_DESK, who=DOCTOR),
        replace(TO_CITY, provider=CLINIC),
        replace(TO_CITY, who=SON, programme=None),
    ],
    ids=[
        "two places",
        "a sitting without an agenda item",
        "an agenda item that is not there",
        "another's record at one's own desk",
        "an item that is not there",
        "a programme that one does not act for",
        "a provider that does not hold the item",
        "someone who is nobody to the person",
    ],
)
def test_whoever_does_not_ask_in_exactly_one_place_is_refused(request_: Ask) -> None:
    assert ask(request_, *SUPPORT, note()) == Classified(refused="REQUEST_UNCLEAR")


def test_an_item_about_nobody_is_refused() -> None:
    assert ask(OWN_DESK, note(persons=frozenset())) == Classified(refused="REQUEST_UNCLEAR")


def test_a_refused_request_is_a_denial_that_shows_nothing() -> None:
    found = judge(POLICY, ask(replace(OWN_DESK, item=OTHER_NOTE), note()))

    assert (found.outcome, found.visibility, found.reason) == (
        "DENY",
        "ABSENT",
        "REQUEST_UNCLEAR",
    )


def test_an_item_about_two_persons_is_classified_once_for_each() -> None:
    both = note(persons=frozenset({MOTHER, SON}))

    found = ask(TO_CITY, both, consent())

    assert [(case.person, case.codes["consent_state"]) for case in found.cases] == [
        (MOTHER, "ACTIVE"),
        (SON, "NONE"),
    ]


def test_r23_the_mothers_consent_does_not_show_what_is_about_her_son() -> None:
    both = note(persons=frozenset({MOTHER, SON}))

    assert reason(TO_CITY, note(), consent()) == "BASIS_CONSENT"
    assert reason(TO_CITY, both, consent()) == "CONSENT_NONE"


def test_unsplit_text_is_decided_as_the_strictest_of_its_categories() -> None:
    mixed = note(categories=frozenset({Category.NOTE, Category.SHELTER}))

    assert reason(TO_CITY, mixed, consent()) == "SHELTER_ADDRESS"


def test_a_person_unclear_to_one_of_the_persons_is_refused_for_all() -> None:
    both = note(persons=frozenset({MOTHER, SON}))
    herself = Related(**UNDATED, who=MOTHER, person=MOTHER, tie=Tie.SELF, period=ALWAYS)
    asks = replace(OWN_DESK, who=MOTHER, programme=None, place=Place.SUBJECT)

    assert ask(asks, both, herself) == Classified(refused="REQUEST_UNCLEAR")


# The three clocks.


def test_what_was_recorded_later_is_not_known() -> None:
    facts = recorded(*WORLD, note(), consent())
    everything = Facts(ask=TO_CITY, recorded=facts, registry=REGISTRY)
    position = facts[-1].seq

    states = [
        classify(everything, NOW, known).cases[0].codes["consent_state"]
        for known in (position - 1, position, position + 1)
    ]

    assert states == ["NONE", "ACTIVE", "ACTIVE"]


def test_later_facts_do_not_change_an_earlier_answer() -> None:
    facts = recorded(*WORLD, note(), consent())
    refusal = ConsentRefused(seq=500, at=NOW, person=MOTHER, when=day("2026-04-20"))
    before = Facts(ask=TO_CITY, recorded=facts, registry=REGISTRY)
    after = Facts(ask=TO_CITY, recorded=(*facts, refusal), registry=REGISTRY)

    assert classify(after, NOW, 499) == classify(before, NOW, 499)
    assert classify(after, NOW, 500).cases[0].codes["consent_state"] == "REFUSED"


def test_the_order_in_which_facts_are_handed_over_does_not_matter() -> None:
    facts = recorded(*WORLD, *SUPPORT, note(), consent())
    turned = Facts(ask=IN_SUPPORT, recorded=facts[::-1], registry=REGISTRY)

    assert classify(turned, NOW, 999) == ask(IN_SUPPORT, *SUPPORT, note(), consent())


def test_the_day_begins_at_midnight_in_tokyo() -> None:
    ends = Appointed(
        **UNDATED, staff=TANAKA, programme=DESK, period=Period(date(2026, 4, 1), date(2026, 5, 10))
    )
    asks = replace(OWN_DESK, who=TANAKA)

    before = ask(asks, note(), ends, now=tokyo("2026-05-10T23:59:59.999999"))
    after = ask(asks, note(), ends, now=tokyo("2026-05-11T00:00:00"))

    assert before.refused is None
    assert after.refused == "REQUEST_UNCLEAR"


# Protection and what went before.


def test_r53_a_protection_masks_until_someone_lifts_it() -> None:
    first = Protected(**UNDATED, person=MOTHER, first=date(2026, 5, 11))
    lifted = ProtectionLifted(**UNDATED, person=MOTHER, first=date(2027, 6, 1))
    again = Protected(**UNDATED, person=MOTHER, first=date(2027, 7, 1))
    of_son = Protected(**UNDATED, person=SON, first=date(2026, 4, 1))
    facts = (note(), first, lifted, again, of_son)
    at_once = replace(lifted, first=date(2026, 5, 11))
    assert code("protection_flag", OWN_DESK, note(), first, at_once) == "YES"

    days = ["2026-05-10", "2026-05-11", "2027-05-31", "2027-06-01", "2027-06-30", "2027-07-01"]
    assert [code("protection_flag", OWN_DESK, *facts, now=day(one)) for one in days] == [
        "NO",
        "YES",
        "YES",
        "NO",
        "NO",
        "YES",
    ]


def test_an_item_was_disclosed_before_once_it_went_to_that_programme() -> None:
    went = Disclosed(**UNDATED, item=NOTE, to=CITY, sitting=None, when=NOW)

    assert code("disclosed_before", TO_CITY, note(), went) == "YES"
    assert code("disclosed_before", TO_CITY, note(), went, now=day("2026-05-10")) == "NO"
    assert code("disclosed_before", TO_CITY, note(), replace(went, to=CLINIC)) == "NO"
    assert code("disclosed_before", TO_CITY, note(), replace(went, item=OTHER_NOTE)) == "NO"


# Crossing from the statutory session.


def test_r29_what_a_statutory_session_learned_crosses_only_item_by_item() -> None:
    learned = note(learned_in=STATUTORY)
    named = consent(names_art9=True)
    facts = (*SUPPORT, *COORD, learned)

    def crossing(*more: Fact) -> str:
        return reason(IN_COORD, *facts, *more)

    assert crossing(consent()) == "A9_ORIGIN_NO_ONWARD"
    assert crossing(named) == "A9_ORIGIN_NO_ONWARD"
    for how, expected in (
        (Crossing.PROVIDER_AGREED, "BASIS_CONSENT"),
        (Crossing.RECOLLECTED, "BASIS_CONSENT"),
        (Crossing.WITHHELD, "A9_ORIGIN_NO_ONWARD"),
    ):
        assert crossing(named, Crossed(**UNDATED, item=NOTE, how=how)) == expected
    agreed = Crossed(**UNDATED, item=NOTE, how=Crossing.PROVIDER_AGREED)
    assert crossing(consent(), agreed) == "A9_ORIGIN_NO_ONWARD"
    assert crossing(named, replace(agreed, item=OTHER_NOTE)) == "A9_ORIGIN_NO_ONWARD"


def test_every_code_is_one_that_the_policy_knows() -> None:
    fields = POLICY.document.fields

    for request, facts in ((OWN_DESK, ()), (IN_SUPPORT, SUPPORT), (IN_COORD, COORD)):
        found = codes(request, *facts, note())
        assert set(found) == set(fields)
        assert all(code in fields[name] for name, code in found.items())

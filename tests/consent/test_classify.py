"""Classify (事実から判断の入力へ): hand-written histories, reduced to the policy's fields."""

from dataclasses import replace
from datetime import date

import pytest

from consent.classify import Classified, Facts, classify
from consent.consents import ConsentRefused, Crossed, Crossing
from consent.facts import (
    Appointed,
    Ask,
    BasisConfirmed,
    Disclosed,
    Fact,
    Keeper,
    Mandated,
    Place,
    Protected,
    ProtectionLifted,
    Related,
    Tie,
)
from consent.judge import judge
from consent.sittings import Acknowledged, Member, Recused
from events.values import Category, Period, Purpose
from tests.consent.history import (
    ALWAYS,
    AT_COORDINATION,
    AT_STATUTORY,
    CHIEF,
    CITY,
    CLINIC,
    COORD,
    COORDINATION,
    COUNCIL,
    DESK,
    DOCTOR,
    HUSBAND,
    IN_COORD,
    IN_SUPPORT,
    MOTHER,
    NOTE,
    NOW,
    OTHER_NOTE,
    OWN_DESK,
    REGISTRY,
    SON,
    START,
    STATUTORY,
    SUPPORT,
    SUZUKI,
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
    programme,
    recorded,
    sitting,
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


def test_a_sitting_under_an_act_is_the_statutory_context_with_that_acts_basis() -> None:
    found = ask(IN_SUPPORT, *SUPPORT, note())

    assert found.conference == "SKK-9"
    assert found.cases[0].codes == AT_DESK | {
        "acting_context": "SUPPORT",
        "recipient": "CITY",
        "confidentiality_ack": "ACK",
        "session_state": "OPEN",
        "on_agenda": "YES",
        "purpose": "REACH",
    }
    assert judge(POLICY, found).reason == "BASIS_LSA_ART9"


def test_the_coordination_meeting_is_no_statutory_context() -> None:
    found = ask(IN_COORD, *COORD, consent(), note())

    assert found.conference is None
    assert found.cases[0].codes["acting_context"] == "COORD"
    assert judge(POLICY, found).reason == "BASIS_CONSENT"


def test_r7_the_same_person_half_an_hour_later_at_the_other_meeting_sees_nothing() -> None:
    facts = (*SUPPORT, *COORD, note())

    assert judge(POLICY, ask(IN_SUPPORT, *facts)).shows
    assert reason(IN_COORD, *facts) == "CONSENT_NONE"


def test_the_promotion_meeting_sees_no_persons_item() -> None:
    facts = sitting(COORDINATION, AT_COORDINATION, "PROMO")

    assert code("acting_context", IN_COORD, *facts, note()) == "PROMO"
    assert reason(IN_COORD, *facts, note()) == "NO_INDIVIDUAL_CASE"


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        ("2027-03-31", None),
        ("2027-04-01", "BASIS_NOT_IN_FORCE"),
    ],
)
def test_r1_a_sitting_rests_on_its_act_only_while_that_is_in_force(
    on: str, refused: str | None
) -> None:
    facts = sitting(STATUTORY, AT_STATUTORY, "SFH-106-6")

    assert ask(IN_SUPPORT, *facts, note(), now=day(on)).refused == refused


def test_a_basis_that_nobody_verified_carries_a_sitting_once_the_city_has_confirmed_it() -> None:
    facts = sitting(STATUTORY, AT_STATUTORY, "KJH-15")
    confirmed = BasisConfirmed(**UNDATED, digest=REGISTRY.bases["KJH-15"][0].digest)

    assert ask(IN_SUPPORT, *facts, note()).refused == "BASIS_UNVERIFIED"
    assert ask(IN_SUPPORT, *facts, note(), confirmed).conference == "KJH-15"


@pytest.mark.parametrize("kind", ["NEIGHBOURS", "consent"])
def test_a_meeting_of_no_known_kind_is_refused(kind: str) -> None:
    assert ask(IN_SUPPORT, *sitting(STATUTORY, AT_STATUTORY, kind), note()) == Classified(
        refused="BASIS_UNKNOWN"
    )


def test_a_conference_without_a_secrecy_duty_is_no_statutory_context() -> None:
    facts = sitting(STATUTORY, AT_STATUTORY, "JSN-81")
    confirmed = BasisConfirmed(**UNDATED, digest=REGISTRY.bases["JSN-81"][0].digest)

    assert ask(IN_SUPPORT, *facts, note(), confirmed).refused == "BASIS_UNKNOWN"


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


def test_an_agenda_item_of_an_unknown_sitting_is_refused() -> None:
    without_sitting = SUPPORT[1:]

    assert ask(IN_SUPPORT, *without_sitting, note()) == Classified(refused="REQUEST_UNCLEAR")


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


# Recipients.


@pytest.mark.parametrize(
    ("tie", "recipient"),
    [
        (Tie.SELF, "SUBJECT"),
        (Tie.REPRESENTATIVE, "REP"),
        (Tie.FAMILY, "FAMILY"),
        (Tie.ADVERSE, "ADVERSE"),
    ],
)
def test_someone_who_acts_for_themselves_receives_as_what_they_are_to_the_person(
    tie: Tie, recipient: str
) -> None:
    related = Related(**UNDATED, who=HUSBAND, person=MOTHER, tie=tie, period=ALWAYS)
    asks = replace(OWN_DESK, who=HUSBAND, programme=None, place=Place.SUBJECT)

    found = codes(asks, note(), related)

    assert (found["recipient"], found["recused"]) == (recipient, "NO")


def test_the_other_party_stays_that_even_as_a_worker() -> None:
    against = Related(**UNDATED, who=SUZUKI, person=MOTHER, tie=Tie.ADVERSE, period=ALWAYS)

    assert reason(OWN_DESK, note(), against) == "RECIPIENT_ADVERSE_OR_FAMILY"


def test_r32_a_representative_in_conflict_is_the_other_party() -> None:
    tie = Related(
        **UNDATED,
        who=HUSBAND,
        person=MOTHER,
        tie=Tie.REPRESENTATIVE,
        period=ALWAYS,
        conflicted=True,
    )
    asks = replace(OWN_DESK, who=HUSBAND, programme=None, place=Place.SUBJECT)

    assert code("recipient", asks, note(), tie) == "ADVERSE"


def test_r56_who_is_related_or_recorded_as_recused_stays_out() -> None:
    family = Related(**UNDATED, who=SUZUKI, person=MOTHER, tie=Tie.FAMILY, period=ALWAYS)
    ended = replace(family, period=Period(date(2026, 4, 1), date(2026, 5, 10)))

    assert code("recused", OWN_DESK, note(), family) == "YES"
    assert code("recused", OWN_DESK, note(), ended) == "NO"
    assert code("recused", OWN_DESK, note(), Recused(**UNDATED, who=SUZUKI, person=MOTHER)) == "YES"
    assert code("recused", OWN_DESK, note(), Recused(**UNDATED, who=SUZUKI, person=SON)) == "NO"


def test_a_contractor_is_one_only_while_the_contract_lasts() -> None:
    desk = programme(DESK, COUNCIL, Keeper.CONTRACTOR)
    ended = replace(desk, contract=Period(date(2026, 4, 1), date(2026, 5, 10)))

    assert code("recipient", OWN_DESK, note(), ended, now=day("2026-05-10")) == "CONTRACTOR"
    assert code("recipient", OWN_DESK, note(), ended, now=day("2026-05-11")) == "PRIVATE"


def test_an_auditor_audits_under_a_mandate_and_a_sworn_duty() -> None:
    audits = replace(OWN_DESK, who=DOCTOR, programme=None, place=Place.AUDIT, purpose=Purpose.AUDIT)
    mandate = Mandated(**UNDATED, staff=DOCTOR, period=Period(date(2026, 5, 1), date(2026, 5, 31)))
    sworn = Acknowledged(**UNDATED, who=DOCTOR, kind="AUDIT", when=START)

    assert reason(audits, note(), mandate, sworn) == "BASIS_AUDIT"
    assert reason(audits, note(), mandate) == "NO_CONFIDENTIALITY_ACK"
    assert ask(audits, note(), sworn).refused == "REQUEST_UNCLEAR"
    late = ask(audits, note(), mandate, sworn, now=day("2026-06-01"))
    assert late.refused == "REQUEST_UNCLEAR"
    worker = replace(audits, who=TANAKA, programme=CITY)
    assert reason(worker, note(), sworn) == "RECIPIENT_NOT_ELIGIBLE"


# Protection and what went before.


def test_r53_a_protection_masks_until_someone_lifts_it() -> None:
    first = Protected(**UNDATED, person=MOTHER, first=date(2026, 5, 11))
    lifted = ProtectionLifted(**UNDATED, person=MOTHER, first=date(2027, 6, 1))
    again = Protected(**UNDATED, person=MOTHER, first=date(2027, 7, 1))
    of_son = Protected(**UNDATED, person=SON, first=date(2026, 4, 1))
    facts = (note(), first, lifted, again, of_son)

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


def test_r12_where_bodies_are_bound_a_body_may_be_the_member() -> None:
    facts = [
        replace(one, who=CITY) if isinstance(one, Member) else one
        for one in sitting(STATUTORY, AT_STATUTORY, "JFH-25-2")
    ]
    persons = [
        replace(one, who=CITY) if isinstance(one, Member) else one
        for one in sitting(STATUTORY, AT_STATUTORY, "SKK-9")
    ]

    assert code("membership", IN_SUPPORT, *facts, note()) == "DESIGNATED"
    assert code("membership", IN_SUPPORT, *persons, note()) == "INVITED"


def test_a_task_taken_home_needs_the_duty_of_the_act_it_comes_from() -> None:
    task = note(categories=frozenset({Category.TASK}), learned_in=STATUTORY)
    sworn = Acknowledged(**UNDATED, who=SUZUKI, kind="SKK-9", when=START)
    other_act = Acknowledged(**UNDATED, who=SUZUKI, kind="JFH-25-2", when=START)
    reach = replace(OWN_DESK, purpose=Purpose.REACH)

    assert reason(reach, *SUPPORT, task, sworn) == "BASIS_LSA_ART9_TASK"
    assert reason(reach, *SUPPORT, task, other_act) == "NO_CONFIDENTIALITY_ACK"


def test_every_code_is_one_that_the_policy_knows() -> None:
    fields = POLICY.document.fields

    for request, facts in ((OWN_DESK, ()), (IN_SUPPORT, SUPPORT), (IN_COORD, COORD)):
        found = codes(request, *facts, note())
        assert set(found) == set(fields)
        assert all(code in fields[name] for name, code in found.items())

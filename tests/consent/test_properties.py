"""Properties P01–P61 (方針が必ず満たすこと): proved, and seen to fail."""

import pytest

from consent.decision import decide
from consent.policy import compile_policy
from consent.properties.codes import but
from consent.properties.kinds import (
    Always,
    Judge,
    Property,
    Violation,
    away,
    hides,
    never_by,
    nothing,
    only_by,
)
from consent.properties.proof import PROPERTIES, prove
from tests.consent.planted import PLANTED, Edit
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure


def test_the_properties_are_p01_to_p61_each_with_its_own_sentence() -> None:
    assert [one.id for one in PROPERTIES] == [f"P{number:02}" for number in range(1, 62)]
    assert len({one.sentence for one in PROPERTIES}) == 61
    assert all(one.sentence.count("。") == 1 and one.sentence[-1] == "。" for one in PROPERTIES)


@pytest.mark.usefixtures("unmeasured")
def test_every_property_holds_for_every_input_of_the_policy() -> None:
    assert prove(POLICY) == ()


@pytest.mark.parametrize("one", PROPERTIES, ids=lambda one: one.id)
def test_each_property_fails_on_a_planted_change_of_the_policy(one: Property) -> None:
    policy = compile_policy(PLANTED[one.id].apply())

    violation = one.violation(policy)

    assert violation is not None
    assert violation.property == one.id
    assert violation.count > 0


def test_a_violation_shows_an_input_that_breaks_it() -> None:
    policy = compile_policy(PLANTED["P18"].apply())

    found = next(one for one in PROPERTIES if one.id == "P18").violation(policy)

    assert found is not None
    assert decide(policy, found.witness[0]).shows
    assert found.witness[0]["category"] == "INFORMANT"


def test_a_violation_of_a_pair_shows_both_inputs() -> None:
    policy = compile_policy(PLANTED["P05"].apply())

    found = next(one for one in PROPERTIES if one.id == "P05").violation(policy)

    assert found is not None
    first, second = found.witness
    assert {name for name in first if first[name] != second[name]} == {"recused"}
    assert decide(policy, second).shows
    assert not decide(policy, first).shows


def test_a_violation_counts_every_input_that_breaks_it() -> None:
    audit = {name: values[:1] for name, values in POLICY.document.fields.items()} | {
        "acting_context": ("COORD",),
        "purpose": ("PLAN", "REVIEW"),
    }
    never = Always(id="P00", sentence="", holds=nothing, cases=(audit, audit))

    found = never.violation(POLICY)

    assert found == Violation(property="P00", count=4, witness=found.witness if found else ())


AT_COORD = {"acting_context": ("COORD",)}


def test_a_predicate_speaks_of_what_is_shown_and_why() -> None:
    made: list[tuple[Judge, bool]] = [
        (hides("source"), False),
        (hides("body"), False),
        (only_by("CONSENT", "CLEAR_BENEFIT", "SUBJECT_PRESENT"), True),
        (only_by("CONSENT", "CLEAR_BENEFIT"), False),
        (never_by("LSA_ART9"), True),
        (never_by("CONSENT"), False),
    ]

    proved = [
        Always(id="P00", sentence="", holds=holds, cases=(AT_COORD,)).violation(POLICY) is None
        for holds, _ in made
    ]

    assert proved == [expected for _, expected in made]


def test_predicates_made_in_a_test_judge_as_those_of_the_list() -> None:
    audit = {"acting_context": ("AUDIT",)}
    household = {"acting_context": ("REFERRAL",), "category": ("HOUSEHOLD",)}
    made = [
        Always(id="P00", sentence="", holds=hides("body", "source"), cases=(audit,)),
        Always(id="P00", sentence="", holds=hides("third_party"), cases=(household,)),
        Always(id="P00", sentence="", holds=only_by(), cases=(audit,)),
        Always(id="P00", sentence="", holds=never_by("AUDIT"), cases=(household,)),
    ]

    assert [one.violation(POLICY) for one in made] == [None] * 4


def test_what_is_never_reached_is_counted() -> None:
    never = Edit(only={"G14": {"recipient": ("ADVERSE",)}})
    routes = next(one for one in PROPERTIES if one.id == "P61")

    found = routes.violation(compile_policy(never.apply()))

    assert found == Violation(property="P61", count=2, witness=())


def test_groups_of_codes_are_told_by_what_they_leave_out_and_pairs_by_where_they_go() -> None:
    assert but(("a", "b", "c"), "b") == ("a", "c")
    assert away(("a",), ("a", "b", "c")) == (("a", "b"), ("a", "c"))

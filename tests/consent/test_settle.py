"""Settle (枝刈り): what is dropped on the way can no longer change the answer."""

import pytest

from consent.policy import compile_policy
from consent.settle import SETTLED, Ahead, views
from consent.walk import walk
from tests.consent.boundary import effect
from tests.consent.planted import Edit
from tests.consent.rows import BOUNDARY, POLICY, read

pytestmark = pytest.mark.pure

IDS = [rule.id for rule in POLICY.rules]
ORDER = POLICY.names
FIRST, LAST = 0, -1


def after(field: int) -> Ahead:
    return views(POLICY, ORDER)[field]


def bits(*ids: str) -> int:
    return sum(1 << IDS.index(one) for one in ids)


def test_after_the_last_field_every_match_is_certain_and_before_only_those_on_it() -> None:
    assert after(LAST).certain == (1 << len(IDS)) - 1
    assert [one for one in IDS if after(FIRST).certain & bits(one)] == ["M02c", "M05"]


def test_a_rule_without_conditions_is_certain_from_the_beginning() -> None:
    always = compile_policy(Edit(free={"F03": "purpose"}).apply())
    bit = 1 << [rule.id for rule in always.rules].index("F03")

    assert views(always, ORDER)[0].certain & bit


def test_the_strongest_prohibition_stays_while_it_may_still_give_the_reason() -> None:
    nothing_granted = compile_policy(
        Edit(drop=tuple(rule.id for rule in POLICY.document.grant)).apply()
    )
    ids = [rule.id for rule in nothing_granted.rules]
    matched = 1 << ids.index("F0a") | 1 << ids.index("F00")
    recused_first = views(nothing_granted, ["recused", *(n for n in ORDER if n != "recused")])[0]

    assert ids.index("F0a") == 0
    assert recused_first.settle((matched, 3)) == (matched, SETTLED)


def test_a_certain_prohibition_leaves_only_what_may_give_the_reason_or_hide() -> None:
    matched = bits("G01", "F03", "F04", "F10", "F09", "M01", "A01", "S01", "L01")

    assert after(LAST).settle((matched, "X")) == (bits("F04", "L01"), SETTLED)


def test_a_certain_stub_keeps_what_may_still_hide_it() -> None:
    before_the_agenda = views(POLICY, [*(n for n in ORDER if n != "on_agenda"), "on_agenda"])[-2]
    matched = bits("F09", "F10", "F17", "G01")

    assert before_the_agenda.settle((bits("F09", "F10", "G01"), 3)) == (
        bits("F09", "F10"),
        SETTLED,
    )
    assert before_the_agenda.settle((matched, 3)) == (bits("F09", "F10", "F17"), SETTLED)


def test_without_a_grant_masks_and_advice_go_and_the_reason_stays() -> None:
    matched = bits("M01", "A01", "S01", "L01")

    assert after(FIRST).settle((matched, "CONSENT_NONE")) == (bits("S01", "L01"), "CONSENT_NONE")


def test_a_certain_grant_needs_no_reason_for_its_absence() -> None:
    assert after(LAST).settle((bits("G01", "M01", "S01", "L01"), 3)) == (
        bits("G01", "M01", "L01"),
        SETTLED,
    )


def test_an_uncertain_state_stays_as_it_is() -> None:
    state = (bits("G01", "F10", "M01", "S01"), 3)

    assert after(FIRST).settle(state) == state


def test_a_walk_over_one_input_answers_as_deciding_it() -> None:
    for row in read(BOUNDARY)[::9]:
        (found,) = walk([POLICY], {name: (value,) for name, value in row.request.items()})
        assert found.count == 1
        assert dict(found.witness[0]) == dict(row.request)
        assert effect(found.decisions[0])[:3] == (
            row.answer.outcome,
            row.answer.visibility,
            row.answer.reason,
        )

"""Two statements (二つの記述): the policy and its plain second statement say the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent.decision import decide
from tests.consent.reference import Said, say
from tests.consent.rows import BOUNDARY, POLICY, TRUTH_TABLE, read
from tests.depth import rounds

pytestmark = pytest.mark.pure

KNOWN = [
    row.request
    for row in (*read(TRUTH_TABLE), *read(BOUNDARY))
    if row.answer.reason != "INPUT_INVALID"
]
FIELDS = POLICY.document.fields


@st.composite
def requests(draw: st.DrawFn) -> dict[str, str]:
    """Draw a known request with some of its fields changed, so that most are near a boundary."""
    near = dict(draw(st.sampled_from(KNOWN)))
    for name in draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=4)):
        near[name] = draw(st.sampled_from(FIELDS[name]))
    return near


def judged(request: dict[str, str]) -> Said:
    decision = decide(POLICY, request)
    return Said(decision.outcome, decision.visibility, frozenset(decision.masked))


def test_the_second_statement_agrees_on_every_kept_row() -> None:
    assert [say(request) for request in KNOWN] == [judged(dict(request)) for request in KNOWN]


@pytest.mark.usefixtures("unmeasured")
@settings(max_examples=rounds(fast=400, deep=20_000))
@given(request=requests())
def test_the_second_statement_agrees_on_any_request(request: dict[str, str]) -> None:
    assert say(request) == judged(request)

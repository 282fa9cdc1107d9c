"""Judge (判断のまとめ): of several decisions, the least visible stands (R23, R38)."""

from dataclasses import replace

import pytest

from consent.decision import Decision, Outcome, Visibility
from consent.judge import meet

pytestmark = pytest.mark.pure

SHOWN = Decision(
    outcome=Outcome.PERMIT,
    visibility=Visibility.SHOW,
    reason="BASIS_CONSENT",
    law=("APPI_CONS",),
    obligations=("RECORD_DISCLOSURE",),
    trace=("G03",),
)
MASKED = Decision(
    outcome=Outcome.REDACT,
    visibility=Visibility.SHOW_REDACTED,
    reason="BASIS_LIFE_BODY",
    other_reasons=("BASIS_CONSENT",),
    masked=("body",),
    law=("APPI_LIFE",),
    obligations=("REVIEW_24H", "RECORD_DISCLOSURE"),
    trace=("G07", "M06"),
)
STUB = Decision(
    outcome=Outcome.DENY,
    visibility=Visibility.STUB,
    reason="CONSENT_WITHDRAWN",
    obligations=("STOP_USE",),
    trace=("S01",),
)
ABSENT = Decision(
    outcome=Outcome.DENY,
    visibility=Visibility.ABSENT,
    reason="RECUSED",
    law=("MIN",),
    obligations=("SEEK_RENEWAL",),
    trace=("F00",),
)


@pytest.mark.parametrize("one", [SHOWN, STUB, ABSENT])
def test_one_decision_is_itself(one: Decision) -> None:
    assert meet([one]) == one
    assert meet([one, one]) == one


def test_what_is_hidden_for_one_person_is_hidden_for_all() -> None:
    other = replace(MASKED, masked=("address", "source"), trace=("G07", "M03"))

    assert meet([SHOWN, MASKED, other]) == Decision(
        outcome=Outcome.REDACT,
        visibility=Visibility.SHOW_REDACTED,
        reason="BASIS_LIFE_BODY",
        other_reasons=("BASIS_CONSENT",),
        masked=("address", "body", "source"),
        law=("APPI_CONS", "APPI_LIFE"),
        obligations=("RECORD_DISCLOSURE", "REVIEW_24H"),
        trace=("G03", "G07", "M06", "M03"),
    )


def test_one_denial_denies_with_its_reason_and_its_law() -> None:
    assert meet([SHOWN, STUB, MASKED]) == STUB
    assert meet([SHOWN, ABSENT]) == ABSENT


def test_of_two_denials_the_one_that_hides_more_gives_the_reason_and_both_give_duties() -> None:
    assert meet([replace(STUB, law=("OUTLINE",)), ABSENT]) == Decision(
        outcome=Outcome.DENY,
        visibility=Visibility.ABSENT,
        reason="RECUSED",
        other_reasons=("CONSENT_WITHDRAWN",),
        law=("MIN",),
        obligations=("STOP_USE", "SEEK_RENEWAL"),
        trace=("S01", "F00"),
    )


def test_the_order_of_persons_does_not_change_what_is_seen() -> None:
    forwards, backwards = meet([MASKED, SHOWN]), meet([SHOWN, MASKED])

    assert (forwards.visibility, forwards.masked) == (backwards.visibility, backwards.masked)

"""Provision (情報提供・受け渡し): a closed loop between two programmes (R21, R33)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from events.matter import TextMissing
from events.provided import MOST_RECORDS
from events.provision import (
    AcceptProvision,
    DeclineProvision,
    Declining,
    Ending,
    EndProvision,
    NotAtThatStage,
    NothingProvided,
    NotTheParty,
    ProposeProvision,
    Provision,
    ProvisionToOneself,
    PurposeNotForProvision,
    ReplyDatePast,
    Stage,
    decide,
    evolve,
)
from events.values import Purpose
from tests.builders import CASE, DESK, LOANS, MOTHER, PROVISION, REGISTER
from tests.events.examples.organisation import TENANT_OPENED
from tests.events.examples.sharing import (
    PROVISION_ACCEPTED,
    PROVISION_DECLINED,
    PROVISION_ENDED,
    PROVISION_PROPOSED,
)

pytestmark = pytest.mark.pure

TODAY = date(2026, 4, 6)
PROPOSE = ProposeProvision(
    provision_id=PROVISION,
    case_id=CASE,
    person_id=MOTHER,
    recipient=LOANS,
    purpose=Purpose.SERVICE,
    records=PROVISION_PROPOSED.records,
    reply_by=date(2026, 4, 20),
    words="訪問介護を入れたいので、ご本人に会っていただけますか。",
)
DECLINE = DeclineProvision(why=Declining.OUT_OF_SCOPE)
COMPLETE = EndProvision(how=Ending.COMPLETED)
RETURN = EndProvision(how=Ending.RETURNED)
REVOKE = EndProvision(how=Ending.REVOKED)
PROPOSED = evolve(Provision(), PROVISION_PROPOSED)
ACCEPTED = evolve(PROPOSED, PROVISION_ACCEPTED)


def test_records_are_proposed_to_another_programme() -> None:
    events = decide(PROPOSE, Provision(), by=DESK, today=TODAY)

    assert events == (PROVISION_PROPOSED,)


@pytest.mark.parametrize(
    "purpose", [Purpose.OTHER, Purpose.STATS, Purpose.AUDIT, Purpose.LIFE, Purpose.ABUSE_REPORT]
)
def test_a_purpose_that_no_referral_serves_moves_nothing(purpose: Purpose) -> None:
    """R33."""
    with pytest.raises(PurposeNotForProvision):
        decide(replace(PROPOSE, purpose=purpose), Provision(), by=DESK, today=TODAY)


def test_a_programme_provides_itself_with_nothing() -> None:
    with pytest.raises(ProvisionToOneself):
        decide(replace(PROPOSE, recipient=DESK), Provision(), by=DESK, today=TODAY)


@pytest.mark.parametrize("n", [0, MOST_RECORDS + 1])
def test_a_packet_holds_something_and_not_everything(n: int) -> None:
    """R21."""
    many = PROVISION_PROPOSED.records * n

    with pytest.raises(NothingProvided):
        decide(replace(PROPOSE, records=many), Provision(), by=DESK, today=TODAY)


def test_a_reply_is_due_today_at_the_earliest() -> None:
    yesterday = replace(PROPOSE, reply_by=TODAY - timedelta(days=1))

    with pytest.raises(ReplyDatePast):
        decide(yesterday, Provision(), by=DESK, today=TODAY)
    assert decide(replace(PROPOSE, reply_by=TODAY), Provision(), by=DESK, today=TODAY)


def test_a_proposal_says_what_is_asked() -> None:
    with pytest.raises(TextMissing):
        decide(replace(PROPOSE, words=" "), Provision(), by=DESK, today=TODAY)


def test_what_was_proposed_is_not_proposed_again() -> None:
    with pytest.raises(NotAtThatStage):
        decide(PROPOSE, PROPOSED, by=DESK, today=TODAY)


def test_the_recipient_accepts_or_declines() -> None:
    accepted = decide(AcceptProvision(), PROPOSED, by=LOANS, today=TODAY)
    declined = decide(DECLINE, PROPOSED, by=LOANS, today=TODAY)

    assert (accepted, declined) == ((PROVISION_ACCEPTED,), (PROVISION_DECLINED,))


def test_what_was_accepted_is_completed_or_returned_by_the_recipient() -> None:
    completed = decide(COMPLETE, ACCEPTED, by=LOANS, today=TODAY)
    returned = decide(RETURN, ACCEPTED, by=LOANS, today=TODAY)

    assert completed == (PROVISION_ENDED,)
    assert returned == (replace(PROVISION_ENDED, how=Ending.RETURNED),)


@pytest.mark.parametrize("state", [PROPOSED, ACCEPTED])
def test_the_provider_takes_it_back_at_any_time(state: Provision) -> None:
    events = decide(REVOKE, state, by=DESK, today=TODAY)

    assert events == (replace(PROVISION_ENDED, how=Ending.REVOKED),)


@pytest.mark.parametrize("command", [AcceptProvision(), DECLINE, COMPLETE, RETURN])
def test_the_provider_does_not_answer_for_the_recipient(
    command: AcceptProvision | DeclineProvision | EndProvision,
) -> None:
    for state in (PROPOSED, ACCEPTED):
        with pytest.raises(NotTheParty):
            decide(command, state, by=DESK, today=TODAY)


def test_the_recipient_does_not_revoke() -> None:
    with pytest.raises(NotTheParty):
        decide(REVOKE, ACCEPTED, by=LOANS, today=TODAY)


@pytest.mark.parametrize("command", [AcceptProvision(), DECLINE, COMPLETE, RETURN, REVOKE])
def test_whoever_is_no_party_does_nothing_and_nobody_answers_what_is_not(
    command: AcceptProvision | DeclineProvision | EndProvision,
) -> None:
    for state, by in ((PROPOSED, REGISTER), (Provision(), LOANS), (Provision(), DESK)):
        with pytest.raises(NotTheParty):
            decide(command, state, by=by, today=TODAY)


@pytest.mark.parametrize("command", [COMPLETE, RETURN])
def test_what_was_not_accepted_is_neither_completed_nor_returned(command: EndProvision) -> None:
    with pytest.raises(NotAtThatStage):
        decide(command, PROPOSED, by=LOANS, today=TODAY)


def test_what_is_over_stays_over() -> None:
    for event in (PROVISION_DECLINED, PROVISION_ENDED):
        over = evolve(ACCEPTED, event)

        for command, by in ((AcceptProvision(), LOANS), (COMPLETE, LOANS), (REVOKE, DESK)):
            with pytest.raises(NotAtThatStage):
                decide(command, over, by=by, today=TODAY)


def test_other_events_change_nothing() -> None:
    assert evolve(ACCEPTED, TENANT_OPENED) == ACCEPTED
    assert ACCEPTED.stage is Stage.ACCEPTED

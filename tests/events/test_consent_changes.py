"""Consent changes (同意のその後): withdrawal, dispute, and a paper that was still to come."""

from dataclasses import replace
from functools import reduce
from typing import Final
from uuid import UUID

import pytest

from events.consent import ConsentGiven
from events.consent_changes import (
    ChangeCommand,
    ChangeEvent,
    ConsentEnded,
    Consents,
    ConsentUnknown,
    DisputeConsent,
    DisputeNotOpen,
    FilePaper,
    NoPaperAwaited,
    NotPartOfConsent,
    SettleDispute,
    WithdrawConsent,
    decide,
    evolve,
)
from events.consent_terms import ConsentPurpose
from events.matter import NotInTheFuture, TextMissing
from tests.builders import CORRECTED_NOTE, MOTHER, NOTE, TODAY, TOMORROW, UNKNOWN, YESTERDAY
from tests.events.examples.consent import (
    CITY_HALL,
    CLINIC,
    CONSENT_DISPUTED,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    DISPUTE_SETTLED,
    PAPER_ARRIVED,
)

pytestmark = pytest.mark.pure

WITHDRAW: Final = WithdrawConsent(
    record=NOTE, effective=TODAY, recipients=(), purposes=(), words="もう話さないでほしい。"
)
DISPUTE: Final = DisputeConsent(record=NOTE, words="署名は長男のものではないか。")
SETTLE: Final = SettleDispute(record=NOTE, words="本人に確かめた。")
FILE: Final = FilePaper(record=NOTE, words="窓口の棚、令和6年度、12番")
TO_BOTH: Final = replace(CONSENT_GIVEN, recipients=(CITY_HALL, CLINIC))


def given(*events: ConsentGiven | ChangeEvent) -> Consents:
    """Fold what came after a consent, which is known as NOTE."""

    def fold(state: Consents, event: ConsentGiven | ChangeEvent) -> Consents:
        named = NOTE if isinstance(event, ConsentGiven) else CORRECTED_NOTE
        return evolve(state, event, event_id=named)

    return reduce(fold, events, Consents())


def decided(command: ChangeCommand, state: Consents) -> tuple[ChangeEvent, ...]:
    return decide(command, state, person_id=MOTHER, today=TODAY)


def test_a_consent_is_withdrawn_as_a_whole() -> None:
    """R27."""
    assert decided(WITHDRAW, given(TO_BOTH)) == (CONSENT_WITHDRAWN,)


def test_a_withdrawal_bites_from_the_day_it_was_received() -> None:
    """R27, R74: known by date, it may lie before today, and never after."""
    before = replace(WITHDRAW, effective=YESTERDAY)

    assert decided(before, given(TO_BOTH)) == (replace(CONSENT_WITHDRAWN, effective=YESTERDAY),)
    with pytest.raises(NotInTheFuture):
        decided(replace(WITHDRAW, effective=TOMORROW), given(TO_BOTH))


@pytest.mark.parametrize("command", [WITHDRAW, DISPUTE, SETTLE, FILE])
def test_only_a_consent_of_this_person_changes(command: ChangeCommand) -> None:
    """R23."""
    with pytest.raises(ConsentUnknown):
        decided(replace(command, record=UNKNOWN), given(TO_BOTH))


@pytest.mark.parametrize("command", [WITHDRAW, DISPUTE, SETTLE])
def test_what_was_withdrawn_is_over(command: ChangeCommand) -> None:
    """R28: nothing falls back to it."""
    with pytest.raises(ConsentEnded):
        decided(command, given(TO_BOTH, CONSENT_WITHDRAWN))


def test_the_paper_of_a_consent_that_is_over_may_still_arrive() -> None:
    assert decided(FILE, given(TO_BOTH, CONSENT_WITHDRAWN)) == (PAPER_ARRIVED,)


@pytest.mark.parametrize(
    ("recipients", "purposes"),
    [((CLINIC,), ()), ((), (ConsentPurpose.COORDINATE,)), ((CLINIC,), (ConsentPurpose.CONSULT,))],
)
def test_a_consent_is_withdrawn_towards_one_recipient_or_for_one_purpose(
    recipients: tuple[UUID, ...], purposes: tuple[ConsentPurpose, ...]
) -> None:
    """R27, desk.md §3.3: who withdraws sharing may keep the home help."""
    command = replace(WITHDRAW, recipients=recipients, purposes=purposes)

    (event,) = decided(command, given(TO_BOTH))
    after = given(TO_BOTH, event)

    assert event == replace(CONSENT_WITHDRAWN, recipients=recipients, purposes=purposes)
    assert not after.given[NOTE].withdrawn
    with pytest.raises(NotPartOfConsent):
        decided(command, after)


@pytest.mark.parametrize(
    "command",
    [
        replace(WITHDRAW, recipients=(UNKNOWN,)),
        replace(WITHDRAW, recipients=(CITY_HALL, CLINIC)),
        replace(WITHDRAW, purposes=(ConsentPurpose.APPLY,)),
        replace(WITHDRAW, purposes=(ConsentPurpose.CONSULT, ConsentPurpose.COORDINATE)),
    ],
)
def test_a_part_was_given_and_leaves_something_over(command: WithdrawConsent) -> None:
    """R27: whoever leaves nothing over withdraws the whole, and says so."""
    with pytest.raises(NotPartOfConsent):
        decided(command, given(TO_BOTH))


def test_of_a_consent_to_all_who_are_needed_any_recipient_is_withdrawn() -> None:
    """R25, R27."""
    to_all = replace(CONSENT_GIVEN, recipients=())
    command = replace(WITHDRAW, recipients=(CLINIC,))

    assert decided(command, given(to_all)) == (replace(CONSENT_WITHDRAWN, recipients=(CLINIC,)),)


def test_a_dispute_is_opened_and_settled_in_turn() -> None:
    state = given(TO_BOTH)
    with pytest.raises(DisputeNotOpen):
        decided(SETTLE, state)

    assert decided(DISPUTE, state) == (CONSENT_DISPUTED,)
    disputed = given(TO_BOTH, CONSENT_DISPUTED)
    with pytest.raises(DisputeNotOpen):
        decided(DISPUTE, disputed)

    assert decided(SETTLE, disputed) == (DISPUTE_SETTLED,)
    settled = given(TO_BOTH, CONSENT_DISPUTED, DISPUTE_SETTLED)
    assert decided(DISPUTE, settled) == (CONSENT_DISPUTED,)


def test_a_paper_arrives_once_and_only_if_it_is_awaited() -> None:
    assert decided(FILE, given(TO_BOTH)) == (PAPER_ARRIVED,)
    for state in (given(TO_BOTH, PAPER_ARRIVED), given(replace(TO_BOTH, scan_due=None))):
        with pytest.raises(NoPaperAwaited):
            decided(FILE, state)


@pytest.mark.parametrize("command", [DISPUTE, SETTLE, FILE])
def test_a_dispute_its_end_and_a_paper_have_words(
    command: DisputeConsent | SettleDispute | FilePaper,
) -> None:
    with pytest.raises(TextMissing):
        decided(replace(command, words=" "), given(TO_BOTH))

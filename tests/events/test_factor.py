"""Second factor (二つ目の確認): enrolled by its owner, begun anew only by two others (R75)."""

import pytest

from events.base import Event
from events.factor import (
    ApproveRecovery,
    AskRecovery,
    EnrolFactor,
    FactorEnrolled,
    FactorKind,
    FactorRecoveryAsked,
    Factors,
    RecoveryByDependants,
    RecoveryByOnePerson,
    RecoveryNotAsked,
    RecoveryOfOneself,
    decide,
    evolve,
)
from tests.builders import CHIEF, COLLEAGUE, COUNSELLOR, FACTOR, OPEN_TENANT, UNKNOWN
from tests.events.examples.staff import (
    FACTOR_ENROLLED,
    FACTOR_RECOVERY_APPROVED,
    FACTOR_RECOVERY_ASKED,
    STAFF_REGISTERED,
)

pytestmark = pytest.mark.pure

ASK = AskRecovery(staff=COUNSELLOR, asked_by=CHIEF)
APPROVE = ApproveRecovery(staff=COUNSELLOR, approved_by=COLLEAGUE)


def given(*past: Event) -> Factors:
    state = Factors()
    for event in past:
        state = evolve(state, event)
    return state


def test_enrolling_records_the_factor_and_its_kind() -> None:
    events = decide(EnrolFactor(factor_id=FACTOR, kind=FactorKind.TOTP), given(STAFF_REGISTERED))

    assert events == (FACTOR_ENROLLED,)


def test_a_new_factor_ends_the_older_one_of_its_kind_and_no_other() -> None:
    sheet = FactorEnrolled(factor_id=COLLEAGUE, kind=FactorKind.CODES)
    other = FactorEnrolled(factor_id=UNKNOWN, kind=FactorKind.TOTP)

    state = given(STAFF_REGISTERED, FACTOR_ENROLLED, sheet, other)

    assert state == Factors(enrolled={FactorKind.TOTP: UNKNOWN, FactorKind.CODES: COLLEAGUE})


def test_a_recovery_is_asked_for_in_somebodys_name() -> None:
    assert decide(ASK, given(FACTOR_ENROLLED)) == (FACTOR_RECOVERY_ASKED,)


def test_asking_again_adds_nothing_but_somebody_else_may_ask_instead() -> None:
    asked = given(FACTOR_ENROLLED, FACTOR_RECOVERY_ASKED)

    assert decide(ASK, asked) == ()
    assert decide(AskRecovery(staff=COUNSELLOR, asked_by=COLLEAGUE), asked) == (
        FactorRecoveryAsked(asked_by=COLLEAGUE),
    )


def test_a_second_administrator_approves_and_then_no_factor_counts() -> None:
    """R75: recovery by a second administrator."""
    asked = given(FACTOR_ENROLLED, FACTOR_RECOVERY_ASKED)

    events = decide(APPROVE, asked)

    assert events == (FACTOR_RECOVERY_APPROVED,)
    assert evolve(asked, events[0]) == Factors()


def test_who_asked_does_not_approve() -> None:
    with pytest.raises(RecoveryByOnePerson):
        decide(ApproveRecovery(staff=COUNSELLOR, approved_by=CHIEF), given(FACTOR_RECOVERY_ASKED))


def test_two_accounts_that_one_person_may_be_behind_do_not_make_two_persons() -> None:
    dependent = ApproveRecovery(staff=COUNSELLOR, approved_by=COLLEAGUE, independent=False)

    with pytest.raises(RecoveryByDependants):
        decide(dependent, given(FACTOR_RECOVERY_ASKED))


@pytest.mark.parametrize(
    "past",
    [
        (FACTOR_ENROLLED,),
        (FACTOR_RECOVERY_ASKED, FACTOR_ENROLLED),
        (FACTOR_RECOVERY_ASKED, FACTOR_RECOVERY_APPROVED),
    ],
    ids=["never asked", "enrolled since", "approved before"],
)
def test_nothing_is_approved_that_was_not_asked_for(past: tuple[Event, ...]) -> None:
    with pytest.raises(RecoveryNotAsked):
        decide(APPROVE, given(*past))


@pytest.mark.parametrize(
    "command",
    [
        AskRecovery(staff=COUNSELLOR, asked_by=COUNSELLOR),
        ApproveRecovery(staff=COUNSELLOR, approved_by=COUNSELLOR),
    ],
)
def test_nobody_recovers_their_own_account(command: AskRecovery | ApproveRecovery) -> None:
    with pytest.raises(RecoveryOfOneself):
        decide(command, given(FACTOR_RECOVERY_ASKED))


def test_only_what_happens_to_second_factors_is_decided() -> None:
    with pytest.raises(AssertionError, match="OpenTenant"):
        decide(OPEN_TENANT, given())  # pyright: ignore[reportArgumentType]  # the point of the test

"""Migration (移行): where an old case comes from; it opens nothing by itself (R24, R65, R74)."""

from dataclasses import replace
from typing import Final

import pytest

from events.matter import Matter, NotInTheFuture
from events.migration import (
    CaseMigratedAlready,
    ConsentDateWithoutConsent,
    ContactBeforeConsultation,
    MigrateCase,
    Migration,
    OldConsent,
    decide,
    evolve,
)
from tests.builders import CASE, DESK, MOTHER, NOON, NOTE, TODAY, TOMORROW, YESTERDAY
from tests.events.examples.intake import CASE_MIGRATED

pytestmark = pytest.mark.pure

MATTER: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
)
MIGRATE: Final = MigrateCase(
    file_digest=CASE_MIGRATED.file_digest,
    last_contact_on=TODAY,
    consent=OldConsent.GIVEN,
    consent_on=YESTERDAY,
    source_key="相談者一覧2024 57",
    remarks="面談は午後がよい。",
)
NOTHING: Final = Migration()


def test_a_case_says_which_row_of_which_file_it_comes_from() -> None:
    assert decide(MIGRATE, NOTHING, MATTER) == (CASE_MIGRATED,)


def test_a_list_that_says_little_is_enough() -> None:
    little = replace(
        MIGRATE, last_contact_on=None, consent=OldConsent.NOT_STATED, consent_on=None, remarks=""
    )

    (told,) = decide(little, NOTHING, MATTER)

    assert (told.last_contact_on, told.consent, told.consent_on) == (None, "not_stated", None)


def test_a_case_is_migrated_once() -> None:
    migrated = evolve(NOTHING, CASE_MIGRATED, event_id=NOTE, valid_at=NOON)

    with pytest.raises(CaseMigratedAlready):
        decide(MIGRATE, migrated, MATTER)


@pytest.mark.parametrize("consent", [OldConsent.NOT_STATED, OldConsent.NOT_GIVEN])
def test_a_date_of_consent_needs_a_consent(consent: OldConsent) -> None:
    with pytest.raises(ConsentDateWithoutConsent):
        decide(replace(MIGRATE, consent=consent), NOTHING, MATTER)


def test_nothing_lies_in_the_future_or_before_the_consultation() -> None:
    with pytest.raises(NotInTheFuture):
        decide(replace(MIGRATE, last_contact_on=TOMORROW), NOTHING, MATTER)
    with pytest.raises(NotInTheFuture):
        decide(replace(MIGRATE, consent_on=TOMORROW), NOTHING, MATTER)
    with pytest.raises(ContactBeforeConsultation):
        decide(
            replace(MIGRATE, last_contact_on=YESTERDAY), NOTHING, replace(MATTER, opened_on=TODAY)
        )

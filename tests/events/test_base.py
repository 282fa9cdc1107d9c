"""Event, envelope and refusal: what every concept shares."""

from dataclasses import FrozenInstanceError, replace
from datetime import datetime, timedelta, timezone, tzinfo

import pytest

from events.base import Sealed
from events.case import ProgressRecorded
from events.values import SupportMethod
from tests.builders import CASE, MOTHER, NOON, SIGNATURE, recorded

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "zone",
    [None, timezone(timedelta(hours=9)), timezone(timedelta(0), "Z")],
    ids=["no zone", "nine hours ahead", "another object for UTC"],
)
def test_a_signature_states_its_time_in_utc_and_in_no_other_form(zone: tzinfo | None) -> None:
    """R74."""
    elsewhere = datetime(2024, 10, 1, 12, 0, tzinfo=zone)

    with pytest.raises(ValueError, match=r"^valid_at must be in UTC$"):
        replace(SIGNATURE, valid_at=elsewhere)


def test_a_signature_keeps_a_time_in_utc_as_it_is() -> None:
    """R74."""
    assert SIGNATURE.valid_at == NOON


def test_a_cause_is_named_only_where_there_is_one() -> None:
    assert SIGNATURE.cause is None


def test_the_event_store_finds_stream_and_version_under_its_own_names() -> None:
    entry = recorded(
        ProgressRecorded(person_id=MOTHER, method=SupportMethod.VISIT_ACCOMPANY, text=Sealed(0))
    )

    assert (entry.originator_id, entry.originator_version) == (CASE, 1)


def test_an_event_cannot_be_changed() -> None:
    """Promise 1."""
    event = ProgressRecorded(person_id=MOTHER, method=SupportMethod.PHONE, text=Sealed(0))

    with pytest.raises(FrozenInstanceError):
        event.text = "別の記録"  # pyright: ignore[reportAttributeAccessIssue]  # the point of the test

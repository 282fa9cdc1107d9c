"""畳む: a concept's state comes of its own events, whatever else stands in the stream."""

import pytest

from events import exclusion, person, staff
from services.folding import fold, fold_known
from tests.builders import NOTE, SLIP, recorded
from tests.events.examples.consent import EXCLUSION_LIFTED, RECIPIENT_EXCLUDED
from tests.events.examples.person import MOVED_AWAY, PERSON_REGISTERED
from tests.events.examples.staff import STAFF_APPOINTED, STAFF_REGISTERED

pytestmark = pytest.mark.pure

STREAM = [
    recorded(PERSON_REGISTERED, event_id=SLIP),
    recorded(MOVED_AWAY, event_id=NOTE),
    recorded(RECIPIENT_EXCLUDED, event_id=NOTE),
]


def test_other_concepts_events_are_passed_over() -> None:
    excluded = exclusion.evolve(exclusion.Exclusions(), RECIPIENT_EXCLUDED)

    assert fold(exclusion.Exclusions(), exclusion.evolve, STREAM) == excluded


def test_events_are_folded_in_their_order() -> None:
    lifted = [*STREAM, recorded(EXCLUSION_LIFTED)]

    assert fold(exclusion.Exclusions(), exclusion.evolve, lifted) == exclusion.Exclusions()


def test_an_entrys_id_is_handed_on() -> None:
    registered = person.evolve(person.Person(), PERSON_REGISTERED, event_id=SLIP)

    assert fold_known(person.Person(), person.evolve, STREAM) == registered


def test_a_concept_that_takes_every_event_gets_every_event() -> None:
    account = [recorded(STAFF_REGISTERED), recorded(STAFF_APPOINTED)]
    registered = staff.evolve(staff.Staff(), STAFF_REGISTERED)

    told = fold(staff.Staff(), staff.evolve, account)

    assert told == staff.evolve(registered, STAFF_APPOINTED)

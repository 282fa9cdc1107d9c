"""One event of every kind, as whole values: what deciding records, and what a log holds."""

from typing import Final

from events.base import Event
from tests.events.examples import (
    assessment,
    consent,
    intake,
    organisation,
    person,
    plan,
    records,
    sharing,
    staff,
    work,
)

EXAMPLES: Final[dict[str, Event]] = {
    event.TOPIC: event
    for concept in (
        organisation,
        staff,
        person,
        consent,
        sharing,
        intake,
        assessment,
        work,
        plan,
        records,
    )
    for event in concept.EVENTS
}

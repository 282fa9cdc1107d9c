"""Consent history (同意の経過): every record of a person's will, as one list."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from events.base import Recorded, personal_fields
from projections.marks import marks
from services.case_views import TimelineItem
from services.consent_lines import Told, pointer
from services.sheets import is_gone
from services.timeline import erased


def items_of(told: Told, key: UUID) -> tuple[TimelineItem, ...]:
    """Return every record of a person's will, the latest first; `key` seals the person's sheet."""
    called = _called(told)
    return tuple(_item(told, one, key, called) for one in reversed(told.history))


def _item(told: Told, recorded: Recorded, key: UUID, called: Mapping[UUID, str]) -> TimelineItem:
    event, signature = recorded.event, recorded.signature
    content = told.content(recorded)
    gone = is_gone(pointer(recorded), told.shown)
    return TimelineItem(
        alias=told.names.alias("record", recorded.event_id),
        kind=event.TOPIC,
        valid_at=signature.valid_at,
        recorded_at=recorded.at,
        recorder_name=told.said(recorded).recorder_name,
        recorder_role=signature.actor.role,
        marks=_marks(marks(event), called),
        texts=tuple(
            (field, content[field]) for field in personal_fields(type(event)) if field in content
        ),
        corrected=False,
        correctable=False,
        erased=erased(told.names.ledger, key) if gone else None,
    )


def _marks(
    found: Mapping[str, list[Any]], called: Mapping[UUID, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return codes and days as text; an id becomes what it is called, or is left out."""
    told = (
        (field, tuple(called.get(one, "") if isinstance(one, UUID) else str(one) for one in codes))
        for field, codes in found.items()
    )
    return tuple((field, codes) for field, codes in told if any(codes))


def _called(told: Told) -> dict[UUID, str]:
    """Return what the ids of this history are called."""
    return {
        **told.names.staff,
        **{one: place.name for one, place in told.places.items()},
        **{one: f"{text.name} {text.version}" for one, text in told.texts.items()},
        **told.speakers(),
    }

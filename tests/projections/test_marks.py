"""Marks: as a row is written they are text, whatever they were in the event."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

import orjson
import pytest

from events.base import Event, Personal, Private, Sealed
from events.values import Category, Topic
from projections.marks import marks

pytestmark = pytest.mark.pure

SOMEBODY = UUID("6b1f3c0e-2f4d-4b53-9a76-0f5f3a3c7d10")


@dataclass(frozen=True, kw_only=True)
class Everything(Event):
    """An event with a field of every type that may stand in the clear."""

    TOPIC: ClassVar[str] = "test.everything"

    person_id: UUID
    topics: tuple[Topic, ...]
    due: date
    back_at: datetime
    times: int
    none_left: int
    urgent: bool
    late: bool
    nothing: UUID | None
    code: str
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


def test_marks_are_written_as_text_without_what_is_empty_or_personal() -> None:
    event = Everything(
        person_id=SOMEBODY,
        topics=(Topic.RENT_LOAN, Topic.NO_FOOD),
        due=date(2026, 11, 30),
        back_at=datetime(2026, 11, 23, 5, 0, tzinfo=UTC),
        times=2,
        none_left=0,
        urgent=True,
        late=False,
        nothing=None,
        code="",
        text=Sealed(0),
    )

    written = orjson.loads(orjson.dumps(marks(event)))

    assert written == {
        "person_id": [str(SOMEBODY)],
        "topics": [Topic.RENT_LOAN.value, Topic.NO_FOOD.value],
        "due": ["2026-11-30"],
        "back_at": ["2026-11-23T05:00:00+00:00"],
        "times": ["2"],
        "none_left": ["0"],
        "urgent": ["yes"],
    }

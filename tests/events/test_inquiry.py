"""Inquiry (所在を探る問い合わせ): noted without touching a case (promise 5, R74)."""

from dataclasses import replace

import pytest

from events.inquiry import Inquiry, InquiryAlreadyNoted, NoteInquiry, decide, evolve
from events.matter import NotInTheFuture, TextMissing
from tests.builders import A_MINUTE_LATER, DESK, NOTE, NOW, SON, UNKNOWN
from tests.events.examples.intake import INQUIRY_NOTED
from tests.events.examples.organisation import TENANT_OPENED

pytestmark = pytest.mark.pure

NOTE_INQUIRY = NoteInquiry(
    inquiry_id=NOTE,
    programme=DESK,
    subject_id=UNKNOWN,
    caller_id=SON,
    asked="妻がそちらに行っていないかと、男性から。",
    number="000-0000-0199",
    moment=NOW,
)


def test_a_call_is_noted_with_its_words_and_number() -> None:
    events = decide(NOTE_INQUIRY, Inquiry())

    assert events == (INQUIRY_NOTED,)


def test_a_number_that_was_not_shown_is_left_out() -> None:
    events = decide(replace(NOTE_INQUIRY, number=""), Inquiry())

    assert events == (replace(INQUIRY_NOTED, number=""),)


def test_what_was_asked_has_words() -> None:
    with pytest.raises(TextMissing):
        decide(replace(NOTE_INQUIRY, asked=""), Inquiry())


def test_a_call_is_not_noted_before_it_comes() -> None:
    """R74."""
    later = replace(NOW, happened_at=A_MINUTE_LATER)

    with pytest.raises(NotInTheFuture):
        decide(replace(NOTE_INQUIRY, moment=later), Inquiry())


def test_one_call_is_noted_once() -> None:
    state = evolve(evolve(Inquiry(), TENANT_OPENED), INQUIRY_NOTED)

    with pytest.raises(InquiryAlreadyNoted):
        decide(NOTE_INQUIRY, state)

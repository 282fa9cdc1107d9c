"""Exclusion (除外): whom a person does not want to know anything."""

from dataclasses import replace
from functools import reduce
from typing import Final

import pytest

from events.exclusion import (
    AlreadyExcluded,
    ExcludeRecipient,
    ExclusionCommand,
    ExclusionEvent,
    Exclusions,
    LiftExclusion,
    NotExcluded,
    decide,
    evolve,
)
from events.matter import NotInTheFuture
from tests.builders import MOTHER, TODAY, TOMORROW, YESTERDAY
from tests.events.examples.consent import CLINIC, EXCLUSION_LIFTED, RECIPIENT_EXCLUDED

pytestmark = pytest.mark.pure

EXCLUDE: Final = ExcludeRecipient(recipient=CLINIC, effective=TODAY, words="妹が受付で働いている。")
LIFT: Final = LiftExclusion(recipient=CLINIC, words="妹は退職した。")


def decided(command: ExclusionCommand, *history: ExclusionEvent) -> tuple[ExclusionEvent, ...]:
    state = reduce(evolve, history, Exclusions())
    return decide(command, state, person_id=MOTHER, today=TODAY)


def test_a_recipient_is_excluded_once_until_that_is_lifted() -> None:
    """R25: a standing instruction of its own."""
    assert decided(EXCLUDE) == (RECIPIENT_EXCLUDED,)
    with pytest.raises(AlreadyExcluded):
        decided(EXCLUDE, RECIPIENT_EXCLUDED)
    assert decided(EXCLUDE, RECIPIENT_EXCLUDED, EXCLUSION_LIFTED) == (RECIPIENT_EXCLUDED,)


def test_only_an_exclusion_that_stands_is_lifted() -> None:
    assert decided(LIFT, RECIPIENT_EXCLUDED) == (EXCLUSION_LIFTED,)
    for history in ((), (RECIPIENT_EXCLUDED, EXCLUSION_LIFTED)):
        with pytest.raises(NotExcluded):
            decided(LIFT, *history)


def test_an_exclusion_may_have_been_said_before_and_never_begins_later() -> None:
    before = replace(EXCLUDE, effective=YESTERDAY)

    assert decided(before) == (replace(RECIPIENT_EXCLUDED, effective=YESTERDAY),)
    with pytest.raises(NotInTheFuture):
        decided(replace(EXCLUDE, effective=TOMORROW))

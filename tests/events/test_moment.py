"""Moment (出来事の日時): a day of long ago comes with the reason why (R74)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.matter import NotInTheFuture
from events.moment import BackdatedWithoutReason, must_be_explained
from tests.builders import NOW, TODAY, YESTERDAY

pytestmark = pytest.mark.pure


def test_a_day_before_the_limit_needs_words_for_a_reason() -> None:
    """R74."""
    with pytest.raises(BackdatedWithoutReason):
        must_be_explained(YESTERDAY, free_from=TODAY, reason="　")


def test_a_moment_is_held_to_the_same_limit_and_has_come() -> None:
    """R74."""
    with pytest.raises(BackdatedWithoutReason):
        replace(NOW, happened_at=NOW.happened_at - timedelta(days=8)).must_stand()
    with pytest.raises(NotInTheFuture):
        replace(NOW, happened_at=NOW.happened_at + timedelta(minutes=1)).must_stand()

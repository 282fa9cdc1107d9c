"""Withholding (本人票の限定): a sheet follows each restricted case of its person."""

import pytest

from events.withholding import SheetReleased, SheetWithheld, evolve
from tests.builders import CASE, MOTHER, NOTE

pytestmark = pytest.mark.pure


def test_a_sheet_is_withheld_by_each_restricted_case_until_that_releases_it() -> None:
    one = SheetWithheld(person_id=MOTHER, case_id=CASE)
    other = SheetWithheld(person_id=MOTHER, case_id=NOTE)
    held = evolve(evolve(frozenset(), one), other)

    released = evolve(held, SheetReleased(person_id=MOTHER, case_id=CASE))

    assert held == {CASE, NOTE}
    assert released == {NOTE}

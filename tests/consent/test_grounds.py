"""Grounds (同意によらない提供の根拠): 69条2項 is of administrative bodies only (law.md §5.1)."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from consent.facts import Keeper, Programme
from consent.grounds import may_rest
from events.ground import Ground
from events.values import Period

pytestmark = pytest.mark.pure

OURS, THEIRS = UUID(int=1), UUID(int=2)


def run_by(programme: UUID, keeper: Keeper) -> Programme:
    return Programme(
        seq=0,
        at=datetime(2026, 4, 1, tzinfo=UTC),
        programme=programme,
        agency=uuid4(),
        keeper=keeper,
        contract=Period(date(2026, 4, 1)),
    )


@pytest.mark.parametrize("provider", Keeper)
@pytest.mark.parametrize("recipient", Keeper)
def test_each_ground_is_for_its_own_bodies(provider: Keeper, recipient: Keeper) -> None:
    """R34, R35: 2号 inside the city, 3号 from one body to another; private bodies neither."""
    facts = (run_by(OURS, provider), run_by(THEIRS, recipient))
    held = {Keeper.CITY, Keeper.CONTRACTOR}

    found = {one for one in Ground if may_rest(one, facts, OURS, THEIRS)}

    expected: set[Ground] = set()
    if provider in held and recipient is Keeper.CITY:
        expected.add(Ground.INTERNAL_REASONABLE)
    public = {Keeper.PUBLIC, Keeper.CITY} if provider is Keeper.PUBLIC else {Keeper.PUBLIC}
    if provider in held | {Keeper.PUBLIC} and recipient in public:
        expected.add(Ground.OTHER_PUBLIC_BODY)
    assert found == expected


def test_a_programme_that_nobody_knows_of_rests_on_nothing() -> None:
    assert not any(may_rest(one, (), OURS, THEIRS) for one in Ground)

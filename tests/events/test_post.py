"""Post (職): an office of an agency and who holds it when."""

from dataclasses import replace
from datetime import date

import pytest

from events.base import Event
from events.post import (
    EndHolding,
    EstablishPost,
    Holding,
    HoldingEndsBeforeItStarts,
    HoldingProlonged,
    HoldingUnknown,
    NameHolder,
    Post,
    PostAlreadyEstablished,
    PostHeldByAnother,
    PostNotEstablished,
    PostTitleMissing,
    decide,
    evolve,
)
from events.values import Period
from tests.builders import (
    CHIEF,
    CITY,
    COLLEAGUE,
    FISCAL_YEAR,
    HOLDING,
    NEXT_FISCAL_YEAR,
    POST,
    TODAY,
    TOMORROW,
    UNKNOWN,
)
from tests.events.examples.organisation import PROGRAMME_OPENED
from tests.events.examples.staff import HOLDER_NAMED, HOLDING_ENDED, POST_ESTABLISHED

pytestmark = pytest.mark.pure

ESTABLISH = EstablishPost(post_id=POST, agency=CITY, title="地域福祉課長")
NAME = NameHolder(holding_id=HOLDING, holder=CHIEF, period=FISCAL_YEAR)
END = EndHolding(holding_id=HOLDING, last_day=TODAY)
OPEN_ENDED = replace(HOLDER_NAMED, period=Period(FISCAL_YEAR.first))


def given(*past: Event) -> Post:
    state = Post()
    for event in past:
        state = evolve(state, event)
    return state


def test_an_office_is_established_with_its_title() -> None:
    assert decide(ESTABLISH, given()) == (POST_ESTABLISHED,)
    assert given(PROGRAMME_OPENED) == Post()


def test_an_office_is_established_once_and_has_a_title() -> None:
    with pytest.raises(PostAlreadyEstablished):
        decide(ESTABLISH, given(POST_ESTABLISHED))
    with pytest.raises(PostTitleMissing):
        decide(replace(ESTABLISH, title=" "), given())


def test_somebody_holds_an_office_during_a_period() -> None:
    state = given(POST_ESTABLISHED, HOLDER_NAMED)

    assert decide(NAME, given(POST_ESTABLISHED)) == (HOLDER_NAMED,)
    days = (date(2024, 3, 31), date(2024, 4, 1), date(2025, 3, 31), date(2025, 4, 1))
    assert [state.holder(day) for day in days] == [None, CHIEF, CHIEF, None]


def test_what_is_no_office_is_not_held() -> None:
    with pytest.raises(PostNotEstablished):
        decide(NAME, given())


@pytest.mark.parametrize(
    ("held", "period"),
    [
        (HOLDER_NAMED, FISCAL_YEAR),
        (HOLDER_NAMED, Period(date(2025, 3, 31))),
        (HOLDER_NAMED, Period(date(2023, 4, 1), date(2024, 4, 1))),
        (HOLDER_NAMED, Period(date(2023, 4, 1))),
        (OPEN_ENDED, NEXT_FISCAL_YEAR),
    ],
)
def test_on_one_day_one_person_holds_an_office(held: Event, period: Period) -> None:
    state = given(POST_ESTABLISHED, held)

    with pytest.raises(PostHeldByAnother):
        decide(NameHolder(holding_id=UNKNOWN, holder=COLLEAGUE, period=period), state)


@pytest.mark.parametrize("period", [NEXT_FISCAL_YEAR, Period(date(2023, 4, 1), date(2024, 3, 31))])
def test_another_holds_it_before_and_after(period: Period) -> None:
    state = given(POST_ESTABLISHED, HOLDER_NAMED)
    after = NameHolder(holding_id=UNKNOWN, holder=COLLEAGUE, period=period)

    (named,) = decide(after, state)

    both = evolve(state, named)
    assert both.holder(period.first) == COLLEAGUE
    assert both.holder(TODAY) == CHIEF


def test_a_holding_ends_on_its_last_day_and_the_others_stay() -> None:
    another = replace(HOLDER_NAMED, holding_id=UNKNOWN, period=NEXT_FISCAL_YEAR)
    state = given(POST_ESTABLISHED, HOLDER_NAMED, another, HOLDING_ENDED)

    assert decide(END, given(POST_ESTABLISHED, HOLDER_NAMED)) == (HOLDING_ENDED,)
    assert (state.holder(TODAY), state.holder(TOMORROW)) == (CHIEF, None)
    assert state.holdings == (
        Holding(HOLDING, CHIEF, Period(FISCAL_YEAR.first, TODAY)),
        Holding(UNKNOWN, CHIEF, NEXT_FISCAL_YEAR),
    )


def test_ending_a_holding_when_it_ends_anyway_adds_nothing() -> None:
    state = given(POST_ESTABLISHED, HOLDER_NAMED)

    assert decide(replace(END, last_day=date(2025, 3, 31)), state) == ()
    assert decide(END, given(POST_ESTABLISHED, OPEN_ENDED)) == (HOLDING_ENDED,)


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (replace(END, holding_id=UNKNOWN), HoldingUnknown),
        (replace(END, last_day=date(2024, 3, 31)), HoldingEndsBeforeItStarts),
        (replace(END, last_day=date(2025, 4, 1)), HoldingProlonged),
    ],
)
def test_the_end_of_a_holding_makes_sense(command: EndHolding, rule: type[Exception]) -> None:
    state = given(POST_ESTABLISHED, HOLDER_NAMED)

    with pytest.raises(rule):
        decide(command, state)


def test_a_holding_does_not_end_before_it_starts() -> None:
    backwards = Period(TOMORROW, TODAY)

    with pytest.raises(HoldingEndsBeforeItStarts):
        decide(replace(NAME, period=backwards), given(POST_ESTABLISHED))

"""
A small history (作例): one household, the council's desk, the city, a clinic, and their meetings.

Noon in Tokyo of 2026-05-11 is NOW. Facts are recorded one after the other, an hour apart, from
2026-04-01 on, unless a test says otherwise.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypedDict
from uuid import UUID

from consent.classify import Classified, Facts, classify
from consent.consents import ConsentGiven
from consent.facts import (
    Appointed,
    Ask,
    Assigned,
    Fact,
    Item,
    Keeper,
    Place,
    Programme,
    ToldBy,
)
from consent.sittings import (
    Acknowledged,
    Attached,
    Called,
    Member,
    OnAgenda,
    Sitting,
    WindowOpened,
)
from events.consent_terms import Subjects
from events.values import Category, Period, Purpose
from services.policy_file import registry_from

REGISTRY: Final = registry_from()

NOW: Final = datetime(2026, 5, 11, 3, tzinfo=UTC)
TODAY: Final = date(2026, 5, 11)
START: Final = datetime(2026, 4, 1, tzinfo=UTC)
ALWAYS: Final = Period(date(2026, 4, 1))
LATEST: Final = 10_000


def _id(number: int) -> UUID:
    return UUID(int=number)


MOTHER, SON, HUSBAND = map(_id, (1, 2, 3))
DESK, CITY, CLINIC, FOOD_BANK = map(_id, (11, 12, 13, 14))
COUNCIL, CITY_HALL, HOSPITAL, CHARITY = map(_id, (21, 22, 23, 24))
SUZUKI, TANAKA, DOCTOR, CHIEF, DEPUTY = map(_id, (31, 32, 33, 34, 35))
NOTE, OTHER_NOTE, SUMMARY, TASK = map(_id, (41, 42, 43, 44))
STATUTORY, COORDINATION, PROMOTION = map(_id, (51, 52, 53))
AT_STATUTORY, AT_COORDINATION, AT_PROMOTION = map(_id, (61, 62, 63))
CONSENT, SECOND_CONSENT = map(_id, (71, 72))
WINDOW, SECOND_WINDOW = map(_id, (81, 82))


class When(TypedDict):
    """When a fact was recorded."""

    seq: int
    at: datetime


UNDATED: Final[When] = {"seq": 0, "at": START}


def programme(one: UUID, agency: UUID, keeper: Keeper) -> Programme:
    return Programme(**UNDATED, programme=one, agency=agency, keeper=keeper, contract=ALWAYS)


def appointed(staff: UUID, where: UUID, *, may_approve: bool = False) -> Appointed:
    return Appointed(
        **UNDATED, staff=staff, programme=where, period=ALWAYS, may_approve=may_approve
    )


WORLD: Final[tuple[Fact, ...]] = (
    programme(DESK, COUNCIL, Keeper.CONTRACTOR),
    programme(CITY, CITY_HALL, Keeper.CITY),
    programme(CLINIC, HOSPITAL, Keeper.PRIVATE),
    programme(FOOD_BANK, CHARITY, Keeper.VOLUNTEER),
    appointed(SUZUKI, DESK),
    appointed(TANAKA, CITY),
    appointed(DOCTOR, CLINIC),
    appointed(CHIEF, DESK, may_approve=True),
    Assigned(**UNDATED, staff=SUZUKI, programme=DESK, person=MOTHER, period=ALWAYS),
)


def note(**changes: Any) -> Item:
    """A note of the desk about the mother, told by herself."""
    base = Item(
        **UNDATED,
        item=NOTE,
        programme=DESK,
        persons=frozenset({MOTHER}),
        categories=frozenset({Category.NOTE}),
        told_by=ToldBy.PERSON,
    )
    return replace(base, **changes)


def consent(**changes: Any) -> ConsentGiven:
    """The mother's consent of 2026-04-10, for a year, to all agencies, for plans and services."""
    base = ConsentGiven(
        **UNDATED,
        consent=CONSENT,
        person=MOTHER,
        when=datetime(2026, 4, 10, 2, tzinfo=UTC),
        period=Period(date(2026, 4, 10), date(2027, 3, 31)),
        recipients=None,
        purposes=frozenset({Purpose.PLAN, Purpose.REVIEW, Purpose.SERVICE}),
        subjects=frozenset({Subjects.BASIC, Subjects.HEALTH, Subjects.OTHER}),
    )
    return replace(base, **changes)


def sitting(which: UUID, agenda: UUID, kind: str, *, who: UUID = TANAKA) -> tuple[Fact, ...]:
    """A sitting about the mother, to which one person was properly called, going on now."""
    return (
        Sitting(**UNDATED, sitting=which, kind=kind),
        OnAgenda(**UNDATED, agenda=agenda, sitting=which, person=MOTHER, found_in_scope=True),
        Attached(**UNDATED, agenda=agenda, item=NOTE),
        Member(**UNDATED, kind=kind, who=who, period=ALWAYS),
        Called(**UNDATED, agenda=agenda, who=who),
        Acknowledged(**UNDATED, who=who, kind=kind, when=START),
        WindowOpened(
            **UNDATED,
            agenda=agenda,
            window=WINDOW,
            who=frozenset({who}),
            first=NOW - timedelta(minutes=30),
            until=NOW + timedelta(minutes=30),
        ),
    )


SUPPORT: Final = sitting(STATUTORY, AT_STATUTORY, "SKK-9")
COORD: Final = sitting(COORDINATION, AT_COORDINATION, "COORD")

OWN_DESK: Final = Ask(
    who=SUZUKI,
    programme=DESK,
    place=Place.CASEWORK,
    item=NOTE,
    provider=DESK,
    purpose=Purpose.SERVICE,
)
TO_CITY: Final = replace(OWN_DESK, who=TANAKA, programme=CITY, place=Place.REFERRAL)
IN_SUPPORT: Final = replace(
    TO_CITY, place=Place.SITTING, agenda=AT_STATUTORY, purpose=Purpose.REACH
)
IN_COORD: Final = replace(
    TO_CITY, place=Place.SITTING, agenda=AT_COORDINATION, purpose=Purpose.PLAN
)


def recorded(*facts: Fact) -> tuple[Fact, ...]:
    """Number the facts in order and record them an hour apart, where a test has not done so."""
    return tuple(
        one if one.seq else replace(one, seq=seq, at=START + timedelta(hours=seq))
        for seq, one in enumerate(facts, 1)
    )


def ask(request: Ask, *facts: Fact, now: datetime = NOW, known_at: int = LATEST) -> Classified:
    """Classify a request in the small world with more facts."""
    everything = Facts(ask=request, recorded=recorded(*WORLD, *facts), registry=REGISTRY)
    return classify(everything, now, known_at)


def codes(
    request: Ask, *facts: Fact, now: datetime = NOW, known_at: int = LATEST
) -> dict[str, str]:
    """Return the codes of the one case of a request."""
    classified = ask(request, *facts, now=now, known_at=known_at)
    assert classified.refused is None
    (case,) = classified.cases
    return dict(case.codes)


def code(field: str, request: Ask, *facts: Fact, now: datetime = NOW) -> str:
    """Return one code of the one case of a request."""
    return codes(request, *facts, now=now)[field]


def day(text: str) -> datetime:
    """Return noon in Tokyo of a date."""
    return datetime.fromisoformat(f"{text}T03:00:00+00:00").astimezone(UTC)


def tokyo(text: str) -> datetime:
    """Return the instant of a Tokyo wall clock time."""
    return datetime.fromisoformat(f"{text}+09:00").astimezone(UTC)

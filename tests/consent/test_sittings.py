"""Sittings (会議の場): called, sworn, let in, and on the agenda, each for its own time (R7–R22)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from consent.consents import ConsentRefused
from consent.facts import Fact, Standing, View
from consent.sittings import (
    Acknowledged,
    Attached,
    Called,
    Detached,
    Member,
    OnAgenda,
    ScopeLost,
    Sitting,
    WindowClosed,
    WindowOpened,
    session_state,
)
from events.values import Period
from tests.consent.history import (
    AT_COORDINATION,
    AT_STATUTORY,
    COORD,
    IN_COORD,
    IN_SUPPORT,
    MOTHER,
    NOTE,
    NOW,
    OTHER_NOTE,
    SECOND_WINDOW,
    SON,
    SUPPORT,
    SUZUKI,
    TANAKA,
    UNDATED,
    WINDOW,
    code,
    consent,
    day,
    note,
)

pytestmark = pytest.mark.pure


def without(kind: type[Fact]) -> tuple[Fact, ...]:
    """Return the statutory sitting without the facts of one kind."""
    return tuple(one for one in SUPPORT if not isinstance(one, kind))


def at(field: str, *facts: Fact, now: datetime = NOW) -> str:
    return code(field, IN_SUPPORT, *facts, note(), now=now)


def window(**changes: object) -> WindowOpened:
    base = next(one for one in SUPPORT if isinstance(one, WindowOpened))
    return replace(base, **changes)  # pyright: ignore[reportArgumentType] -- fields of a window


# Membership.


def test_a_member_who_was_called_is_designated_and_a_guest_invited() -> None:
    assert at("membership", *SUPPORT) == "DESIGNATED"
    assert at("membership", *without(Member)) == "INVITED"


def test_a_member_who_was_not_called_to_this_item_is_not() -> None:
    to_another = replace(
        next(one for one in SUPPORT if isinstance(one, Called)), agenda=AT_COORDINATION
    )

    assert at("membership", *without(Called)) == "NOT_CALLED"
    assert at("membership", *without(Called), to_another) == "NOT_CALLED"


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2026-05-01", "NOT_CALLED"), ("2026-05-10", "NOT_CALLED"), ("2026-05-11", "FORMER")],
)
def test_r11_a_membership_ends_after_its_last_day(now: str, expected: str) -> None:
    facts = tuple(one for one in without(Member) if not isinstance(one, Called))
    days = Period(date(2026, 5, 1), date(2026, 5, 10))
    ended = Member(**UNDATED, kind="SKK-9", who=TANAKA, period=days)

    assert at("membership", *facts, ended, now=day(now)) == expected


def test_who_was_never_a_member_is_nobody_there() -> None:
    facts = tuple(one for one in without(Member) if not isinstance(one, Called))
    elsewhere = Member(**UNDATED, kind="JFH-25-2", who=TANAKA, period=Period(date(2026, 4, 1)))

    assert at("membership", *facts) == "NONE"
    assert at("membership", *facts, elsewhere) == "NONE"


# Acknowledgement.


def test_r9_the_duty_of_one_act_is_not_that_of_another() -> None:
    other = Acknowledged(**UNDATED, who=TANAKA, kind="JFH-25-2", when=day("2026-04-02"))
    someone = Acknowledged(**UNDATED, who=SUZUKI, kind="SKK-9", when=day("2026-04-02"))

    assert at("confidentiality_ack", *SUPPORT) == "ACK"
    assert at("confidentiality_ack", *without(Acknowledged), other, someone) == "NONE"


def test_a_duty_counts_from_its_acknowledgement() -> None:
    now = Acknowledged(**UNDATED, who=TANAKA, kind="SKK-9", when=NOW)

    assert at("confidentiality_ack", *without(Acknowledged), now) == "ACK"
    early = NOW - timedelta(seconds=1)
    assert at("confidentiality_ack", *without(Acknowledged), now, now=early) == "NONE"


# Windows.


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(-31, "SCHEDULED"), (-30, "OPEN"), (0, "OPEN"), (29, "OPEN"), (30, "CLOSED")],
)
def test_a_window_is_open_from_its_beginning_up_to_its_end(minutes: int, expected: str) -> None:
    assert at("session_state", *SUPPORT, now=NOW + timedelta(minutes=minutes)) == expected


def test_a_window_that_ends_as_it_begins_is_never_open() -> None:
    empty = window(first=NOW, until=NOW)

    assert at("session_state", *without(WindowOpened), empty) == "CLOSED"


def test_the_windows_that_are_still_to_come_are_named() -> None:
    later = window()
    view = View((later,), later.first - timedelta(seconds=1), 9)

    assert session_state(view, AT_STATUTORY, TANAKA, NOTE) == Standing("SCHEDULED", (later,))


def test_a_window_closes_early_for_good() -> None:
    closed = WindowClosed(**UNDATED, window=WINDOW, when=NOW)

    assert at("session_state", *SUPPORT, closed) == "CLOSED"
    assert at("session_state", *SUPPORT, closed, now=NOW - timedelta(seconds=1)) == "OPEN"
    assert at("session_state", *SUPPORT, replace(closed, window=SECOND_WINDOW)) == "OPEN"


def test_a_second_window_opens_again_what_the_first_closed() -> None:
    closed = WindowClosed(**UNDATED, window=WINDOW, when=NOW - timedelta(minutes=5))
    second = window(window=SECOND_WINDOW)
    later = window(
        window=SECOND_WINDOW, first=NOW + timedelta(days=1), until=NOW + timedelta(days=2)
    )

    assert at("session_state", *SUPPORT, closed, second) == "OPEN"
    assert at("session_state", *SUPPORT, closed, later) == "SCHEDULED"


def test_a_window_is_for_named_persons_and_this_agenda_item() -> None:
    others = without(WindowOpened)

    assert at("session_state", *others, window(who=frozenset({SUZUKI}))) == "NA"
    assert at("session_state", *others, window(agenda=AT_COORDINATION)) == "NA"
    assert at("session_state", *others) == "NA"


def test_an_addressee_of_a_request_sees_only_the_items_asked_for() -> None:
    others = without(WindowOpened)

    assert at("session_state", *others, window(items=frozenset({NOTE}))) == "OPEN"
    assert at("session_state", *others, window(items=frozenset({OTHER_NOTE}))) == "NA"


# Agenda.


def test_an_item_stands_on_the_agenda_from_when_it_is_attached_until_it_is_detached() -> None:
    off = Detached(**UNDATED, agenda=AT_STATUTORY, item=NOTE)
    on = Attached(**UNDATED, agenda=AT_STATUTORY, item=NOTE)

    assert at("on_agenda", *SUPPORT) == "YES"
    assert at("on_agenda", *without(Attached)) == "NO"
    assert at("on_agenda", *SUPPORT, off) == "NO"
    assert at("on_agenda", *SUPPORT, off, on) == "YES"
    assert at("on_agenda", *SUPPORT, replace(off, item=OTHER_NOTE)) == "YES"
    assert at("on_agenda", *SUPPORT, replace(off, agenda=AT_COORDINATION)) == "YES"
    assert at("on_agenda", *without(Attached), replace(on, item=OTHER_NOTE)) == "NO"


def test_an_agenda_item_is_one_persons_matter() -> None:
    of_son = OnAgenda(
        **UNDATED, agenda=AT_STATUTORY, sitting=SUPPORT_SITTING, person=SON, found_in_scope=True
    )

    assert at("on_agenda", *without(OnAgenda), of_son) == "NO"


SUPPORT_SITTING = next(one.sitting for one in SUPPORT if isinstance(one, Sitting))
FOUND = OnAgenda(**UNDATED, agenda=AT_STATUTORY, sitting=SUPPORT_SITTING, person=MOTHER)
NO = ConsentRefused(**UNDATED, person=MOTHER, when=day("2026-04-20"))


def test_r19_an_act_is_only_for_whom_it_was_found_to_be() -> None:
    found = replace(FOUND, found_in_scope=True)

    assert at("on_agenda", *without(OnAgenda), FOUND) == "NO"
    assert at("on_agenda", *without(OnAgenda), found) == "YES"
    lost = ScopeLost(**UNDATED, agenda=AT_STATUTORY)
    assert at("on_agenda", *without(OnAgenda), found, lost) == "NO"
    elsewhere = replace(lost, agenda=AT_COORDINATION)
    assert at("on_agenda", *without(OnAgenda), found, elsewhere) == "YES"


def test_r22_a_person_who_refused_is_on_the_agenda_only_with_a_reason_of_its_own() -> None:
    found = replace(FOUND, found_in_scope=True)
    reasoned = replace(found, despite_refusal=True)

    assert at("on_agenda", *without(OnAgenda), found, NO) == "NO"
    assert at("on_agenda", *without(OnAgenda), reasoned, NO) == "YES"
    assert at("on_agenda", *without(OnAgenda), reasoned) == "YES"


def test_a_coordination_meeting_needs_no_finding_and_no_reason() -> None:
    plain = [
        replace(one, found_in_scope=False) if isinstance(one, OnAgenda) else one for one in COORD
    ]

    assert code("on_agenda", IN_COORD, *plain, note(), NO) == "YES"
    assert code("on_agenda", IN_COORD, *plain, note(), consent()) == "YES"

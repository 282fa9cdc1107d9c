"""Representative (代理人): who may speak for a person, and by what authority (R24, R32)."""

from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Final

import pytest

from events.consent_terms import Authority, Capacity
from events.matter import TextMissing
from events.representative import (
    AlreadyRepresentative,
    AuthorityEndsBeforeItBegins,
    AuthorityProof,
    ConflictUnchanged,
    EndRepresentative,
    MarkConflict,
    NotForOneself,
    RecordRepresentative,
    RepresentativeCommand,
    RepresentativeEvent,
    Representatives,
    RepresentativeUnknown,
    decide,
    evolve,
)
from events.values import Period
from tests.builders import MOTHER, TODAY, TOMORROW, UNKNOWN, YESTERDAY
from tests.events.examples.person import (
    DAUGHTER,
    REPRESENTATIVE_ENDED,
    REPRESENTATIVE_MARKED,
    REPRESENTATIVE_RECORDED,
)

pytestmark = pytest.mark.pure

RECORD: Final = RecordRepresentative(
    representative=DAUGHTER,
    capacity=Capacity.ADULT_GUARDIAN,
    proof=AuthorityProof.GUARDIANSHIP_CERTIFICATE,
    first=YESTERDAY,
    last=None,
    name="髙﨑 みどり",
    scope="財産管理と、福祉サービスの契約",
)
END: Final = EndRepresentative(representative=DAUGHTER, last_day=TODAY, words="辞任した。")
MARK: Final = MarkConflict(
    representative=DAUGHTER, conflicted=True, words="通帳を取り上げているという。"
)


def given(*history: RepresentativeEvent) -> Representatives:
    return reduce(evolve, history, Representatives())


def decided(
    command: RepresentativeCommand, *history: RepresentativeEvent
) -> tuple[RepresentativeEvent, ...]:
    return decide(command, given(*history), person_id=MOTHER)


def test_a_representative_is_written_down_with_what_was_seen() -> None:
    """R24: giver and capacity, with a verified scope."""
    assert decided(RECORD) == (REPRESENTATIVE_RECORDED,)
    with pytest.raises(AlreadyRepresentative):
        decided(RECORD, REPRESENTATIVE_RECORDED)


@pytest.mark.parametrize(
    "command", [replace(RECORD, capacity=Capacity.SUBJECT), replace(RECORD, representative=MOTHER)]
)
def test_nobody_represents_themselves(command: RecordRepresentative) -> None:
    with pytest.raises(NotForOneself):
        decided(command)


@pytest.mark.parametrize("field", ["name", "scope"])
def test_a_representative_has_a_name_and_a_scope(field: str) -> None:
    with pytest.raises(TextMissing):
        decided(replace(RECORD, **{field: " "}))  # pyright: ignore[reportArgumentType]  the field under test


def test_an_authority_ends_no_earlier_than_it_began() -> None:
    with pytest.raises(AuthorityEndsBeforeItBegins):
        decided(replace(RECORD, last=date(2024, 9, 29)))
    with pytest.raises(AuthorityEndsBeforeItBegins):
        decided(replace(END, last_day=date(2024, 9, 29)), REPRESENTATIVE_RECORDED)

    assert decided(END, REPRESENTATIVE_RECORDED) == (REPRESENTATIVE_ENDED,)


@pytest.mark.parametrize("command", [END, MARK])
def test_only_a_known_representative_is_ended_or_marked(
    command: EndRepresentative | MarkConflict,
) -> None:
    with pytest.raises(RepresentativeUnknown):
        decided(replace(command, representative=UNKNOWN), REPRESENTATIVE_RECORDED)
    with pytest.raises(TextMissing):
        decided(replace(command, words=""), REPRESENTATIVE_RECORDED)


def test_who_is_in_conflict_with_the_person_speaks_for_them_no_more() -> None:
    """R32: until somebody takes the mark away."""
    cleared = replace(REPRESENTATIVE_MARKED, speaks=True)
    authority = Authority(Capacity.ADULT_GUARDIAN, Period(YESTERDAY))

    assert decided(MARK, REPRESENTATIVE_RECORDED) == (REPRESENTATIVE_MARKED,)
    marked = (REPRESENTATIVE_RECORDED, REPRESENTATIVE_MARKED)
    with pytest.raises(ConflictUnchanged):
        decided(MARK, *marked)
    with pytest.raises(ConflictUnchanged):
        decided(replace(MARK, conflicted=False), REPRESENTATIVE_RECORDED)

    assert given(*marked).speaking() == {}
    assert given(*marked, cleared).speaking() == {DAUGHTER: authority}
    assert given(REPRESENTATIVE_RECORDED).speaking() == {DAUGHTER: authority}


def test_an_authority_that_ended_is_held_to_its_last_day() -> None:
    held = given(REPRESENTATIVE_RECORDED, REPRESENTATIVE_ENDED).speaking()

    assert held[DAUGHTER].period.covers(TODAY)
    assert not held[DAUGHTER].period.covers(TOMORROW)

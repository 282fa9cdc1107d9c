"""守るための記録: DV等支援措置, other party, refuge; one shape, whatever it says (R53, R54)."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

import pytest

from events.base import clear_fields
from events.matter import TextMissing
from events.record import (
    AGAINST,
    EndMasking,
    MeasureEndsBeforeItBegins,
    NameOtherParty,
    OwnLink,
    RecordCommand,
    RecordKept,
    RecordKind,
    RecordMeasure,
    RecordNotStanding,
    RecordOfAnotherKind,
    RecordRefuge,
    Records,
    Remark,
    TakeRecordBack,
    TooManyLinked,
    decide,
    evolve,
    last_day,
    reminded_on,
)
from tests.builders import CHIEF, COUNSELLOR, MOTHER, NOTE, OTHER_PARTY, SLIP
from tests.events.examples.person import MEASURE_KEPT

pytestmark = pytest.mark.pure

NOTHING: Final = Records()
STANDING: Final = evolve(NOTHING, MEASURE_KEPT, event_id=SLIP)
EMPTY: Final = replace(MEASURE_KEPT, kind="", first="", last="", authority="", covered="", note="")
MEASURE: Final = RecordMeasure(
    authority="瀬名木市",
    first=date(2024, 10, 1),
    last=None,
    covered="長女",
    note="郵便は勤め先へ。",
)
OTHER: Final = NameOtherParty(
    name="髙橋 修", relation="夫", reached="白い軽自動車", features="丁寧に話す"
)
REFUGE: Final = RecordRefuge(address="栗林町の施設", first=date(2024, 10, 2), note="面会は断る。")


def decided(
    command: RecordCommand, state: Records = NOTHING, replaced: RecordKind | None = None
) -> tuple[RecordKept, ...]:
    return decide(
        command,
        state,
        person_id=MOTHER,
        other_id=OTHER_PARTY,
        writer=CHIEF,
        against=(NOTE, SLIP),
        replaced=replaced,
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (MEASURE, MEASURE_KEPT),
        (replace(MEASURE, last=date(2025, 3, 31)), replace(MEASURE_KEPT, last="2025-03-31")),
        (replace(MEASURE, last=MEASURE.first), replace(MEASURE_KEPT, last="2024-10-01")),
        (
            OTHER,
            replace(
                EMPTY,
                kind=RecordKind.OTHER_PARTY,
                name="髙橋 修",
                relation="夫",
                reached="白い軽自動車",
                features="丁寧に話す",
            ),
        ),
        (
            REFUGE,
            replace(
                EMPTY,
                kind=RecordKind.REFUGE,
                address="栗林町の施設",
                first="2024-10-02",
                note="面会は断る。",
            ),
        ),
        (
            replace(REFUGE, first=None),
            replace(EMPTY, kind=RecordKind.REFUGE, address="栗林町の施設", note="面会は断る。"),
        ),
        (
            Remark(note="耳が遠い。"),
            replace(EMPTY, kind=RecordKind.REMARK, note="耳が遠い。"),
        ),
        (
            EndMasking(reason="本人に確かめた。"),
            replace(EMPTY, kind=RecordKind.MASKING_ENDED, note="本人に確かめた。"),
        ),
    ],
)
def test_a_record_says_what_was_told_and_nothing_else(
    command: RecordCommand, said: RecordKept
) -> None:
    assert decided(command) == (said,)


def test_nothing_of_a_record_stands_in_the_clear_but_whose_it_is() -> None:
    """Promise 8; architecture §3: the very kind of it would say too much."""
    assert clear_fields(RecordKept) == ("corrects", "person_id", "other_id", "against")


def test_who_the_other_party_is_on_file_is_said_by_name_and_kept_by_ids() -> None:
    """R54: the ids themselves are keyed outside; what stands tells which are in force."""
    linked = replace(OTHER, linked=(COUNSELLOR,), called="佐藤 美咲")

    (told,) = decided(linked)
    (back,) = decided(BACK, evolve(NOTHING, told, event_id=SLIP), RecordKind.OTHER_PARTY)
    moved = evolve(NOTHING, replace(told, against=(SLIP,)), event_id=SLIP)

    assert (told.linked, told.against) == ("佐藤 美咲", (NOTE, SLIP))
    assert moved.against == {SLIP}
    assert evolve(moved, replace(back, against=(NOTE,)), event_id=NOTE).against == {NOTE}


@pytest.mark.parametrize("own", [MOTHER, CHIEF])
def test_neither_the_person_nor_the_writer_is_the_other_party(own: UUID) -> None:
    """R54."""
    with pytest.raises(OwnLink):
        decided(replace(OTHER, linked=(own,)))


def test_an_other_party_is_no_more_people_than_ids_go_into_a_record() -> None:
    """R54."""
    most = tuple(UUID(int=n) for n in range(AGAINST))
    assert decided(replace(OTHER, linked=most))

    with pytest.raises(TooManyLinked):
        decided(replace(OTHER, linked=(*most, NOTE)))


BACK: Final = TakeRecordBack(record=SLIP, reason="別の方だった。")
REPLACING: Final[dict[RecordKind, RecordCommand]] = {
    RecordKind.SUPPORT_MEASURE: replace(MEASURE, record=SLIP),
    RecordKind.OTHER_PARTY: replace(OTHER, record=SLIP),
    RecordKind.REFUGE: replace(REFUGE, record=SLIP),
    RecordKind.REMARK: Remark(note="耳が遠い。", record=SLIP),
}


@pytest.mark.parametrize(
    ("kind", "command"),
    [*REPLACING.items(), *((kind, BACK) for kind in (*REPLACING, RecordKind.MASKING_ENDED))],
)
def test_what_stands_is_replaced_or_taken_back_once(
    kind: RecordKind, command: RecordCommand
) -> None:
    """R71."""
    with pytest.raises(RecordNotStanding):
        decided(command, replaced=kind)

    (told,) = decided(command, STANDING, kind)

    assert told.corrects == SLIP
    assert evolve(STANDING, told, event_id=NOTE).standing == {NOTE: (NOTE, SLIP)}


@pytest.mark.parametrize("kind", [*REPLACING, RecordKind.MASKING_ENDED])
@pytest.mark.parametrize("command", REPLACING.values())
def test_a_record_is_replaced_by_its_like_only(kind: RecordKind, command: RecordCommand) -> None:
    """R53: masking never ends by the way."""
    if REPLACING.get(kind) is not command:
        with pytest.raises(RecordOfAnotherKind):
            decided(command, STANDING, kind)


@pytest.mark.parametrize("kind", [RecordKind.TAKEN_BACK, None])
@pytest.mark.parametrize("command", [*REPLACING.values(), BACK])
def test_what_was_taken_back_or_cannot_be_opened_is_replaced_by_nothing(
    kind: RecordKind | None, command: RecordCommand
) -> None:
    with pytest.raises(RecordNotStanding):
        decided(command, STANDING, kind)


@pytest.mark.parametrize(
    "command",
    [
        replace(MEASURE, authority=" "),
        replace(OTHER, name="", relation=" "),
        replace(REFUGE, address=""),
        Remark(note=""),
        EndMasking(reason=""),
        TakeRecordBack(record=SLIP, reason=" "),
    ],
)
def test_a_record_has_words(command: RecordCommand) -> None:
    with pytest.raises(TextMissing):
        decided(command, STANDING, RecordKind.REFUGE)


@pytest.mark.parametrize("told", [{"name": ""}, {"relation": ""}])
def test_the_other_party_is_known_by_name_or_relation(told: dict[str, str]) -> None:
    (named,) = decided(replace(OTHER, **told))

    assert named.kind is RecordKind.OTHER_PARTY


def test_a_measure_ends_no_earlier_than_it_begins() -> None:
    with pytest.raises(MeasureEndsBeforeItBegins):
        decided(replace(MEASURE, last=date(2024, 9, 30)))


@pytest.mark.parametrize(
    ("first", "last", "reminded"),
    [
        (date(2024, 10, 1), date(2025, 9, 30), date(2025, 8, 30)),
        (date(2024, 2, 29), date(2025, 2, 27), date(2025, 1, 27)),
        (date(2024, 4, 1), date(2025, 3, 31), date(2025, 2, 28)),
        (date(2024, 1, 1), date(2024, 12, 31), date(2024, 11, 30)),
        (date(2025, 1, 2), date(2026, 1, 1), date(2025, 12, 1)),
    ],
)
def test_a_measure_runs_for_a_year_and_reminds_a_month_before(
    first: date, last: date, reminded: date
) -> None:
    """R53."""
    assert last_day(first) == last
    assert reminded_on(last) == reminded


def test_another_ids_record_is_not_this_ones() -> None:
    with pytest.raises(RecordNotStanding):
        decided(replace(MEASURE, record=UUID(int=0)), STANDING, RecordKind.SUPPORT_MEASURE)

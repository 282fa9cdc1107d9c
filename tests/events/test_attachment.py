"""Attachment (添付): files of a case, in a category that the writer ticks."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest

from events.attachment import (
    CATEGORIES,
    LARGEST_FILE,
    AttachFiles,
    AttachmentEvent,
    AttachmentNotStanding,
    Attachments,
    CategoryNotOfFiles,
    File,
    FilesBeyondLimits,
    FileType,
    RecordNotHere,
    WithdrawFiles,
    decide,
    evolve,
)
from events.matter import CaseNotOpen, Matter, TextMissing
from events.values import Category
from tests.builders import CASE, DESK, LATER_NOTE, MOTHER, NOON, NOTE, TODAY, UNKNOWN
from tests.events.examples.work import FILES_ATTACHED, FILES_WITHDRAWN

pytestmark = pytest.mark.pure

MATTER: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=TODAY,
    closed=False,
    today=TODAY,
    records=frozenset({NOTE}),
)
PHOTO: Final = File(
    name="診断書 1枚目.png",
    type=FileType.PNG,
    content=b"\x89PNG\r\n\x1a\n\x00\xff\x00\x00",
)
TOLD: Final = File(name="聞き取り.txt", type=FileType.TEXT, content="食後に服薬。\n".encode())
ATTACH: Final = AttachFiles(
    category=Category.HEALTH,
    description="主治医の診断書（2枚）",
    files=(PHOTO, TOLD),
    record=NOTE,
)
WITHDRAW: Final = WithdrawFiles(record=NOTE, reason="別の方の診断書だった。")


def given(*past: tuple[UUID, AttachmentEvent]) -> Attachments:
    state = Attachments()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id, valid_at=NOON)
    return state


def test_files_that_go_together_are_attached_to_a_record_of_the_case() -> None:
    """Architecture §3."""
    events = decide(ATTACH, given(), MATTER)

    assert events == (FILES_ATTACHED,)


def test_files_may_belong_to_the_case_as_a_whole() -> None:
    events = decide(replace(ATTACH, record=None), given(), MATTER)

    assert events == (replace(FILES_ATTACHED, record=None),)


def test_a_file_belongs_to_no_record_of_another_case() -> None:
    with pytest.raises(RecordNotHere):
        decide(replace(ATTACH, record=UNKNOWN), given(), MATTER)


def test_nothing_is_attached_to_a_closed_case() -> None:
    with pytest.raises(CaseNotOpen):
        decide(ATTACH, given(), replace(MATTER, closed=True))


def test_what_a_file_is_is_said_in_words() -> None:
    with pytest.raises(TextMissing):
        decide(replace(ATTACH, description="　"), given(), MATTER)


@pytest.mark.parametrize("number", [1, 40])
def test_one_to_forty_files_of_up_to_512_kib_are_attached(number: int) -> None:
    whole = replace(PHOTO, content=bytes(LARGEST_FILE))

    (event,) = decide(replace(ATTACH, files=(whole,) * number), given(), MATTER)

    assert event == replace(
        FILES_ATTACHED,
        types=(FileType.PNG,) * number,
        names="\n".join([PHOTO.name] * number),
        files=(whole.content,) * number,
    )


@pytest.mark.parametrize(
    "files",
    [
        (),
        (PHOTO,) * 41,
        (PHOTO, replace(PHOTO, content=b"")),
        (replace(PHOTO, content=bytes(LARGEST_FILE + 1)), PHOTO),
    ],
    ids=["none", "forty-one", "an empty one", "one byte too many"],
)
def test_more_fewer_empty_or_larger_files_are_refused(files: tuple[File, ...]) -> None:
    with pytest.raises(FilesBeyondLimits):
        decide(replace(ATTACH, files=files), given(), MATTER)


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_file_is_kept_in_the_category_that_was_ticked(category: Category) -> None:
    (event,) = decide(replace(ATTACH, category=category), given(), MATTER)

    assert event == replace(FILES_ATTACHED, category=category)


@pytest.mark.parametrize("category", sorted(set(Category) - set(CATEGORIES)))
def test_a_file_is_about_nothing_that_other_records_are_for(category: Category) -> None:
    with pytest.raises(CategoryNotOfFiles):
        decide(replace(ATTACH, category=category), given(), MATTER)


@pytest.mark.parametrize("closed", [False, True])
def test_what_was_attached_wrongly_is_withdrawn_with_the_reason(closed: bool) -> None:
    """R71; in a closed case as well."""
    state = given((NOTE, FILES_ATTACHED))

    events = decide(WITHDRAW, state, replace(MATTER, closed=closed))

    assert events == (FILES_WITHDRAWN,)


def test_a_withdrawal_has_a_reason() -> None:
    """R71."""
    with pytest.raises(TextMissing):
        decide(replace(WITHDRAW, reason=""), given((NOTE, FILES_ATTACHED)), MATTER)


@pytest.mark.parametrize(
    "state",
    [
        given(),
        given((LATER_NOTE, FILES_ATTACHED)),
        given((NOTE, FILES_ATTACHED), (LATER_NOTE, FILES_WITHDRAWN)),
    ],
    ids=["nothing attached", "another one", "withdrawn before"],
)
def test_only_an_attachment_that_stands_is_withdrawn(state: Attachments) -> None:
    """R71."""
    with pytest.raises(AttachmentNotStanding):
        decide(WITHDRAW, state, MATTER)

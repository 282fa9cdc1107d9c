"""
Attachment (添付): files that belong to a case, about its person, in the category the writer ticks.

Their bytes are parts like every other content: sealed, erased and shown with the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Chosen, Event, Files, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category

LARGEST_FILE: Final = 512 * 1024
"""Bytes."""

MOST_FILES: Final = 40

CATEGORIES: Final = (
    Category.NOTE,
    Category.HOUSEHOLD,
    Category.INCOME,
    Category.DEBT,
    Category.TAX,
    Category.HEALTH,
    Category.DISABILITY,
    Category.SCHOOL_WORK,
    Category.WELFARE_USE,
    Category.CRIME,
    Category.ABUSE,
)
"""What a file may be ticked as: the strictest of what is in it (architecture §3)."""

# Code lists


class FileType(StrEnum):
    """ファイルの種類: as its content says, not its name."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TEXT = "text"


# Events


@dataclass(frozen=True, kw_only=True)
class FilesAttached(Event):
    """
    添付: one to forty files that go together.

    `record` is the earlier record that they belong to; `names` has a line for each file, `types`
    its type, both in the order of `files`.
    """

    TOPIC: ClassVar[str] = "attachment.files-attached"
    person_id: UUID
    record: UUID | None
    category: Category
    types: tuple[FileType, ...]
    description: Annotated[Private[str], Personal(Chosen("category"), of="person_id")]
    names: Annotated[Private[str], Personal(Chosen("category"), of="person_id")]
    files: Annotated[Private[Files], Personal(Chosen("category"), of="person_id")]


@dataclass(frozen=True, kw_only=True)
class FilesWithdrawn(Event):
    """添付の取下げ: files that were attached wrongly (R71); they stay sealed until erased."""

    TOPIC: ClassVar[str] = "attachment.files-withdrawn"
    corrects: UUID
    person_id: UUID
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


AttachmentEvent: TypeAlias = FilesAttached | FilesWithdrawn

# State


@dataclass(frozen=True)
class Attachments:
    """The attachments of a case that stand, and whom each is about."""

    about: Mapping[UUID, UUID] = field(default_factory=dict[UUID, UUID])


def evolve(
    state: Attachments, event: AttachmentEvent, *, event_id: UUID, valid_at: datetime
) -> Attachments:
    """Fold one event, known by its entry's id; when it was true plays no part."""
    del valid_at
    match event:
        case FilesAttached():
            return Attachments({**state.about, event_id: event.person_id})
        case FilesWithdrawn():
            left = {entry: who for entry, who in state.about.items() if entry != event.corrects}
            return Attachments(left)
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class File:
    """One file: its name as typed, the type that its content has, its bytes."""

    name: str
    type: FileType
    content: bytes


@dataclass(frozen=True, kw_only=True)
class AttachFiles:
    """Attach files, to an earlier record of the case or to the case as a whole."""

    category: Category
    description: str
    files: tuple[File, ...]
    record: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class WithdrawFiles:
    """Withdraw the files of an attachment that was made wrongly."""

    record: UUID
    reason: str


AttachmentCommand: TypeAlias = AttachFiles | WithdrawFiles


class FilesBeyondLimits(RuleViolation):
    """An attachment has one to forty files, none empty and none larger than 512 KiB."""


class CategoryNotOfFiles(RuleViolation):
    """A file is ticked as one of the categories that a file may be about."""


class RecordNotHere(RuleViolation):
    """A file belongs to a record of the same case."""


class AttachmentNotStanding(RuleViolation):
    """Only an attachment of this case that still stands is withdrawn (R71)."""


def decide(
    command: AttachmentCommand, state: Attachments, matter: Matter
) -> tuple[AttachmentEvent, ...]:
    """
    Decide about attachments; what was attached wrongly is withdrawn from a closed case too.

    Raises:
        CaseNotOpen: when files would be added to a closed case.
        FilesBeyondLimits: when there are too many, none, or one is empty or too large.
        CategoryNotOfFiles: when no file is about that.
        RecordNotHere: when they would belong to a record of another case.
        AttachmentNotStanding: when there is no such attachment, or it was withdrawn.
        TextMissing: when the description or the reason has no words.
    """
    match command:
        case AttachFiles():
            return (_attached(command, matter),)
        case WithdrawFiles():
            return (_withdrawn(command, state),)
        case _:
            assert_never(command)


def _attached(command: AttachFiles, matter: Matter) -> FilesAttached:
    matter.must_be_open()
    need_words(command.description)
    sizes = [len(file.content) for file in command.files]
    if not 1 <= len(sizes) <= MOST_FILES or not all(1 <= size <= LARGEST_FILE for size in sizes):
        raise FilesBeyondLimits
    if command.category not in CATEGORIES:
        raise CategoryNotOfFiles
    if command.record is not None and command.record not in matter.records:
        raise RecordNotHere
    return FilesAttached(
        person_id=matter.person_id,
        record=command.record,
        category=command.category,
        types=tuple(file.type for file in command.files),
        description=command.description,
        names="\n".join(file.name for file in command.files),
        files=tuple(file.content for file in command.files),
    )


def _withdrawn(command: WithdrawFiles, state: Attachments) -> FilesWithdrawn:
    need_words(command.reason)
    if command.record not in state.about:
        raise AttachmentNotStanding
    return FilesWithdrawn(
        corrects=command.record, person_id=state.about[command.record], reason=command.reason
    )

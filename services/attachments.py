"""Attachments (添付): files of a case go in checked, and come out one at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from events.access import Surface
from events.attachment import AttachFiles, FileType
from events.values import Category
from services.acting import Acting, Done
from services.attached_files import SentFile, check_files
from services.candidates import Candidates, CaseLook
from services.commands import Commands
from services.keys.opening import FILE
from services.ledger.ledgers import Ledgers
from services.refusals import NotShown
from services.showing import Showing


@dataclass(frozen=True, kw_only=True)
class NewAttachment:
    """添付 as sent; `record` is the alias of the record that the files belong to, or empty."""

    category: Category
    description: str
    files: tuple[SentFile, ...]
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class OpenedFile:
    """One file that was opened."""

    name: str
    type: FileType
    content: bytes


class Attachments:
    """Takes files of cases in, and gives them out."""

    def __init__(
        self, *, ledgers: Ledgers, candidates: Candidates, showing: Showing, commands: Commands
    ) -> None:
        """Find by `candidates`, show through `showing`, write through `commands`."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._commands = commands

    def attach(
        self, acting: Acting, command_id: UUID, case: str, token: str, sent: NewAttachment
    ) -> Done:
        """
        Attach files to a case: all of them, or none.

        Raises:
            FieldRefused: also as `check_files`.
            CaseNotOpen, CategoryNotOfFiles, RecordNotHere, TextMissing: as
                `events.attachment.decide`.
            NotShown, StaleSave, CommandReused, FileErased, StorageUnavailable: as
                `Commands.write`.
        """
        command = AttachFiles(
            category=sent.category, description=sent.description, files=check_files(sent.files)
        )
        record = sent.record or None
        return self._commands.write(acting, command_id, case, token, command, record=record)

    def open(self, acting: Acting, case: str, record: str, number: int) -> OpenedFile:
        """
        Open one file (from 1) of an attachment that stands, under an entry of its own.

        Raises:
            NotShown: when there is no such file, it was erased, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            Surface.ATTACHED_FILE,
            lambda facts: self._candidates.record(
                ledger, facts, case, record, surface=Surface.ATTACHED_FILE, file=number - 1
            ),
        )
        contents = [shown[item.pointer].content for item in look.items if item.pointer in shown]
        left = [content for content in contents if content is not None]
        if len(left) < len(look.items):
            raise NotShown
        return _opened(look, number, left)


def _opened(look: CaseLook, number: int, contents: Sequence[Mapping[str, Any]]) -> OpenedFile:
    (record,), (words, file) = look.records, contents
    return OpenedFile(
        name=words["names"].split("\n")[number - 1],
        type=FileType(record.marks["types"][number - 1]),
        content=file[FILE],
    )

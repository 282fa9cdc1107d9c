"""Desk notes (窓口の控え): ひとこと受付 and inquiries, written down and listed; no case yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from consent.gate import Reason
from events import brief, inquiry
from events.access import Surface
from projections import desk_notes, directory
from projections.desk_notes import Note
from services import terms
from services.acting import Acting, Done
from services.candidates import Candidates
from services.carrying import Carrier, Work
from services.desk_note_views import DeskNote, NewBrief, NewInquiry
from services.facts import Facts
from services.files import brief_file, inquiry_file
from services.folding import fold
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.note_items import note_items, pointers, words_of
from services.refusing import refuse
from services.showing import Look, Showing
from services.timeline import Shown

MOST: Final = 100
"""Notes in one list."""


@dataclass(frozen=True, kw_only=True)
class NotesLook(Look):
    """A look at a list of notes."""

    notes: tuple[Note, ...]
    names: Mapping[UUID, str]


class DeskNotes:
    """Writes down what is no case, and lists it to the programme that did."""

    def __init__(
        self,
        *,
        carrier: Carrier,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
    ) -> None:
        """Write by `carrier`, find by `candidates`, show through `showing`."""
        self._carrier = carrier
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing

    def note_brief(self, acting: Acting, command_id: UUID, sent: NewBrief) -> Done:
        """
        Write a ひとこと受付 down.

        Raises:
            TextMissing, NotInTheFuture, BackdatedWithoutReason: as `events.brief.decide`.
            NotShown, FieldRefused, CommandReused, StorageUnavailable: as `Commands`.
        """
        work = self._carrier.begin(acting, command_id, sent, alias="brief")
        ids = uuid4(), uuid4()
        return self._carrier.carry_out(work, lambda facts: _brief(work, facts, *ids, sent))

    def end_brief(self, acting: Acting, command_id: UUID, alias: str) -> Done:
        """
        End a ひとこと受付 as information only.

        Raises:
            BriefNotOpen: when it was completed or has ended.
            NotShown: when the programme has no such one; the others as `note_brief`.
        """
        work = self._carrier.begin(acting, command_id, Ended(brief=alias), alias="brief")
        return self._carrier.carry_out(
            work,
            lambda facts: brief_drafts(
                work, facts, alias, lambda id_: brief.EndBrief(brief_id=id_)
            ),
        )

    def note_inquiry(self, acting: Acting, command_id: UUID, sent: NewInquiry) -> Done:
        """
        Write down a call that tries to learn where somebody is; nothing is looked up.

        Raises:
            TextMissing, NotInTheFuture, BackdatedWithoutReason: as `events.inquiry.decide`.
            NotShown, FieldRefused, CommandReused, StorageUnavailable: as `Commands`.
        """
        work = self._carrier.begin(acting, command_id, sent, alias="inquiry")
        ids = uuid4(), uuid4(), uuid4()
        return self._carrier.carry_out(work, lambda facts: _inquiry(work, facts, *ids, sent))

    def briefs(self, acting: Acting) -> tuple[DeskNote, ...]:
        """
        Return the programme's open ひとこと受付, the latest first.

        Raises:
            NotShown: when the asker may not do casework.
        """
        return self._list(acting, Surface.BRIEFS, brief.BriefNoted.TOPIC, "brief")

    def inquiries(self, acting: Acting) -> tuple[DeskNote, ...]:
        """
        Return the programme's inquiries, the latest first.

        Raises:
            NotShown: when the asker may not do casework.
        """
        return self._list(acting, Surface.INQUIRIES, inquiry.InquiryNoted.TOPIC, "inquiry")

    def _list(
        self, acting: Acting, surface: Surface, topic: str, alias: str
    ) -> tuple[DeskNote, ...]:
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger, acting, surface, lambda facts: self._look(ledger, facts, surface, topic)
        )
        return tuple(
            _line(ledger, acting, alias, note, look.names, shown)
            for note in look.notes
            if all(pointer in shown for pointer in pointers(note))
        )

    def _look(self, ledger: Ledger, facts: Facts, surface: Surface, topic: str) -> NotesLook:
        tenant, viewer = facts.acting.tenant, facts.acting.programme
        with self._candidates.viewing(facts) as conn:
            notes = desk_notes.latest(conn, tenant=tenant, viewer=viewer, kind=topic, limit=MOST)
            names = directory.staff_names(conn, tenant)
        items = note_items(ledger, notes)
        return NotesLook(surface=surface, items=items, streams={}, notes=notes, names=names)


@dataclass(frozen=True)
class Ended:
    """What is sent to end a ひとこと受付: its alias."""

    brief: str


def brief_drafts(
    work: Work, facts: Facts, alias: str, command: Callable[[UUID], brief.BriefCommand]
) -> list[Draft]:
    """
    Decide a command about an earlier ひとこと受付, known by its alias.

    Raises:
        BriefNotOpen: when it was completed or has ended.
        NotShown: when the programme has no such one.
    """
    brief_id = work.ledger.derived.resolve(work.acting.agency, "brief", alias)
    history = work.ledger.load(brief_id) if brief_id else ()
    state = fold(brief.Brief(), brief.evolve, history)
    if brief_id is None or state.programme != facts.acting.programme:
        surface, why = Surface.SAVING, Reason.NOT_FOUND
        raise refuse(work.ledger, facts, surface=surface, asked=alias, why=why)
    return [
        work.draft(facts, event, brief_id, len(history) + n, brief_file(brief_id))
        for n, event in enumerate(brief.decide(command(brief_id), state), 1)
    ]


def _brief(
    work: Work, facts: Facts, brief_id: UUID, subject_id: UUID, sent: NewBrief
) -> list[Draft]:
    moment = terms.moment(
        facts, day=sent.happened_on, at=sent.happened_time, reason=sent.late_reason
    )
    command = brief.NoteBrief(
        brief_id=brief_id,
        programme=facts.acting.programme,
        subject_id=subject_id,
        route=sent.route,
        topic=sent.topic,
        answer=sent.answer,
        moment=moment,
    )
    file, at = brief_file(brief_id), moment.happened_at
    (event,) = brief.decide(command, brief.Brief())
    return [work.draft(facts, event, brief_id, 1, file, valid_at=at)]


def _inquiry(
    work: Work, facts: Facts, inquiry_id: UUID, subject_id: UUID, caller_id: UUID, sent: NewInquiry
) -> list[Draft]:
    moment = terms.moment(
        facts, day=sent.happened_on, at=sent.happened_time, reason=sent.late_reason
    )
    command = inquiry.NoteInquiry(
        inquiry_id=inquiry_id,
        programme=facts.acting.programme,
        subject_id=subject_id,
        caller_id=caller_id,
        asked=sent.asked,
        number=sent.number,
        moment=moment,
    )
    file, at = inquiry_file(inquiry_id), moment.happened_at
    (event,) = inquiry.decide(command, inquiry.Inquiry())
    return [work.draft(facts, event, inquiry_id, 1, file, valid_at=at)]


def _line(
    ledger: Ledger,
    acting: Acting,
    alias: str,
    note: Note,
    names: Mapping[UUID, str],
    shown: Shown,
) -> DeskNote:
    content = words_of(note, shown)
    told = content or {}
    return DeskNote(
        alias=ledger.derived.alias(acting.agency, alias, note.note_id),
        valid_at=note.valid_at,
        untimed=note.untimed,
        recorder_name=names.get(note.staff, ""),
        route=note.route,
        topic=note.topic,
        words=told.get("answer", told.get("asked", "")),
        number=told.get("number", ""),
        erased=content is None,
    )

"""
Commands: what a counsellor does, from the form to the log (architecture §2: a write).

A command carries an id from the client and the state that the writer saw: the same command twice is
one event, the same id with another body is refused, a stale save is refused with what changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from events import case
from events.restriction import LiftRestriction, RestrictCase
from events.values import tokyo_date
from services import concepts, restricting, terms
from services.acting import Acting, Done
from services.case_forms import (
    Closing,
    NewConsultation,
    NewProgress,
    ProgressCorrection,
    SlipCorrection,
)
from services.case_writing import CaseStream, CaseWriter
from services.db import Databases
from services.facts import utc_now
from services.ledger.drafts import Draft
from services.ledger.ledgers import Ledgers
from services.passages import passage_drafts
from services.reading import Reading
from services.refusals import FieldRefused
from services.slips import Ids, completed, intake_drafts


class Commands:
    """Carries out what the desk's pages and API send."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        reading: Reading,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """`reading` says what changed when a save is stale."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock
        self._cases = CaseWriter(databases=databases, ledgers=ledgers, reading=reading, clock=clock)

    def receive_consultation(self, acting: Acting, command_id: UUID, sent: NewConsultation) -> Done:
        """
        Take a consultation down: a person's sheet and a case, in one append (R58).

        Raises:
            NotShown: when the writer may not do casework.
            FieldRefused: when a text is too long or holds a 個人番号 (R77).
            MainTopicNotAmongTopics, TopicRepeated: when the ticks contradict each other.
            BriefNotOpen: when the ひとこと受付 that it completes was completed or has ended.
            PreClientCame, NotInTheFuture, BackdatedWithoutReason: as `events.case.decide`.
            CommandReused: when the id came before with another body.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        carrier = self._cases.carrier
        work = carrier.begin(acting, command_id, sent)
        ids = Ids(person=uuid4(), case=uuid4(), other=uuid4())
        return carrier.carry_out(work, lambda facts: intake_drafts(work, facts, ids, sent))

    def came_before(self, acting: Acting, command_id: UUID) -> bool:
        """Say whether a command of that id was carried out: it is sent again, not anew."""
        return self._ledgers.of(acting.tenant).command(command_id) is not None

    def write(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        command: Any,
        *,
        record: str | None = None,
        late_reason: str = "",
    ) -> Done:
        """
        Carry out a command of a concept in a case; `command` is a command of `events`.

        `record` is the alias of an earlier record that the command is about: it goes into the
        command's field `record`. `late_reason` says why it is written down so late, where it is.

        Raises:
            RuleViolation: as the concept's `decide`.
            BackdatedWithoutReason: as `events.lateness.explain` (R74).
            NotShown, StaleSave, FieldRefused, CommandReused, FileErased, StorageUnavailable: as
                `record_progress`.
        """
        if record is not None:
            command = concepts.about(command, self._cases.record_id(acting, record))
        sent = _Told(command=command, late_reason=late_reason) if late_reason else command
        return self._save(acting, command_id, case_alias, token, sent, command, late_reason)

    def record_progress(
        self, acting: Acting, command_id: UUID, case_alias: str, token: str, sent: NewProgress
    ) -> Done:
        """
        Write down a 支援経過.

        Raises:
            NotShown: when there is no such case, or the writer may not write in it.
            StaleSave: when the case moved since the writer saw it.
            CaseNotOpen, TextMissing, NotInTheFuture, BackdatedWithoutReason: as
                `events.case.decide`.
            PassageNotAboutAnother, PassageRepeated: as `events.passage.decide`.
            BriefNotOpen: when the ひとこと受付 that it was became something else or has ended.
            FieldRefused, CommandReused, FileErased, StorageUnavailable: as above.
        """

        def drafts(stream: CaseStream) -> list[Draft]:
            moment = terms.moment(
                stream.facts,
                day=sent.happened_on,
                at=sent.happened_time,
                reason=sent.late_reason,
            )
            command = case.RecordProgress(method=sent.method, text=sent.text, moment=moment)
            (note,) = stream.decided(command)
            return [
                *completed(stream.work, stream.facts, sent.brief, stream.case_id),
                note,
                *passage_drafts(self._databases, stream, note, sent.passages),
            ]

        return self._cases.save(acting, command_id, case_alias, token, sent, drafts)

    def correct_consultation(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        record: str,
        sent: SlipCorrection,
    ) -> Done:
        """
        Correct the words of the slip (R71).

        Raises:
            RecordNotCorrectable, TextMissing: as `events.case.decide`; the others as
                `record_progress`.
        """
        command = case.CorrectConsultation(
            corrects=self._cases.record_id(acting, record),
            own_words=sent.own_words,
            wishes=sent.wishes,
            heard_of_words=sent.heard_of_words,
            interpreter_words=sent.interpreter_words,
            teller=sent.teller,
            reason=sent.reason,
        )
        return self._save(acting, command_id, case_alias, token, sent, command)

    def correct_progress(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        record: str,
        sent: ProgressCorrection,
    ) -> Done:
        """
        Correct a 支援経過 (R71).

        Raises:
            RecordNotCorrectable, TextMissing: as `events.case.decide`; the others as
                `record_progress`.
        """
        command = case.CorrectProgress(
            corrects=self._cases.record_id(acting, record),
            method=sent.method,
            text=sent.text,
            reason=sent.reason,
        )
        return self._save(acting, command_id, case_alias, token, sent, command)

    def close_case(
        self, acting: Acting, command_id: UUID, case_alias: str, token: str, sent: Closing
    ) -> Done:
        """
        End the matter.

        Raises:
            FieldRefused: also with rule "date" when the closing lies in the future.
            CaseNotOpen: when it is closed.
            BackdatedWithoutReason: as `events.lateness.explain`; the others as `record_progress`.
        """
        if sent.closed_on > tokyo_date(self._clock()):
            raise FieldRefused(field="closed_on", rule="date")
        command = case.CloseCase(reason=sent.reason, closed_on=sent.closed_on, summary=sent.summary)
        why = sent.late_reason
        return self._save(acting, command_id, case_alias, token, sent, command, why)

    def _save(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        sent: Any,
        command: Any,
        late_reason: str = "",
    ) -> Done:
        return self._cases.save(
            acting,
            command_id,
            case_alias,
            token,
            sent,
            lambda stream: self._decided(stream, command, late_reason),
            command=_body(command),
        )

    def _decided(self, stream: CaseStream, command: Any, late_reason: str) -> list[Draft]:
        if isinstance(command, RestrictCase | LiftRestriction):
            return restricting.drafts(self._databases, stream, command)
        return stream.decided(command, late_reason=late_reason)


@dataclass(frozen=True, kw_only=True)
class _Told:
    """A command as sent together with why it comes late."""

    command: Any
    late_reason: str


def _body(command: Any) -> dict[str, Any]:
    """Return which record a command is about; its texts are in what was sent."""
    return {"kind": type(command).__name__, "corrects": str(getattr(command, "corrects", ""))}

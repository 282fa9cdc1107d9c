"""Converting (連絡票と支援経過の入替え): both cases in one append; times stay (R71, R74)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from events import case, conversion
from events.base import Recorded
from events.moment import Moment
from services import concepts, terms
from services.acting import Acting, Done
from services.assigning import sheet_drafts
from services.case_forms import ProgressAsSlip, SlipAsProgress
from services.case_writing import CaseStream, CaseWriter, kept_case
from services.db import Databases
from services.facts import Facts, utc_now
from services.files import case_file
from services.ledger.drafts import Draft
from services.ledger.ledgers import Ledgers
from services.reading import Reading
from services.refusals import FieldRefused, NotShown
from services.slips import Ids, slip_drafts


class Converting:
    """Turns a slip into the 支援経過 that it was, and a 支援経過 into a slip."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        reading: Reading,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Write as `CaseWriter`."""
        self._cases = CaseWriter(databases=databases, ledgers=ledgers, reading=reading, clock=clock)

    def slip(
        self, acting: Acting, command_id: UUID, case_alias: str, token: str, sent: SlipAsProgress
    ) -> Done:
        """
        Make the slip of a case a 支援経過 of another open case; the case of the slip ends with it.

        Raises:
            FieldRefused: also for `into` when the writer may not write in a case of that number.
            ConvertedIntoItself, SupportHasBegun, CaseNotOpen, TextMissing: as
                `events.conversion.decide` and `events.case.decide`.
            NotShown, StaleSave, CommandReused, FileErased, StorageUnavailable: as `CaseWriter`.
        """

        def drafts(stream: CaseStream) -> list[Draft]:
            target = _target(stream, sent.into)
            _must_stay_restricted(stream, target)
            command = conversion.ConvertSlip(into=target.case_id, reason=sent.reason)
            ended = stream.decided(command)
            note = case.RecordProgress(
                method=sent.method,
                text=sent.text,
                moment=_moment(stream.history[0], stream.facts, sent.reason),
                from_case=stream.case_id,
            )
            return [*target.decided(note), *ended]

        return self._cases.save(acting, command_id, case_alias, token, sent, drafts)

    def progress(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        record: str,
        sent: ProgressAsSlip,
    ) -> Done:
        """
        Make a 支援経過 a slip about the same person, which opens a case of its own.

        Raises:
            ProgressNotConvertible, TextMissing: as `events.conversion.decide`.
            MainTopicNotAmongTopics, TopicRepeated, PreClientCame: as `events.case.decide`.
            NotShown, StaleSave, FieldRefused, CommandReused, FileErased, StorageUnavailable: as
                `CaseWriter`.
        """
        slip = replace(sent.slip, brief="", paper_number="")
        record_id, opened, other = self._cases.record_id(acting, record), uuid4(), uuid4()

        def drafts(stream: CaseStream) -> list[Draft]:
            command = conversion.ConvertProgress(record=record_id, into=opened, reason=sent.reason)
            converted = stream.decided(command)
            ids = Ids(person=_person(stream), case=opened, other=other)
            noted = next(one for one in stream.history if one.event_id == record_id)
            moment = _moment(noted, stream.facts, sent.reason)
            # The command's last entry is one of what it is about: the new case.
            opening = slip_drafts(
                stream.work, stream.facts, ids, slip, moment, from_case=stream.case_id
            )
            return [*converted, *_restricted(stream, opened, opening)]

        return self._cases.save(
            acting, command_id, case_alias, token, sent, drafts, record=str(record_id)
        )


def _target(stream: CaseStream, alias: str) -> CaseStream:
    try:
        return kept_case(stream.work, stream.facts, alias.strip())
    except NotShown as nowhere:
        raise FieldRefused(field="into", rule="known-case") from nowhere


def _must_stay_restricted(stream: CaseStream, target: CaseStream) -> None:
    """
    Go on only when nobody learns of a restricted case by what is moved out of it.

    Raises:
        FieldRefused: when the other case is there for somebody for whom this one is not.
    """
    today = stream.facts.asker.on
    ours, theirs = concepts.named(stream.history, today), concepts.named(target.history, today)
    if ours is not None and (theirs is None or not theirs <= ours):
        raise FieldRefused(field="into", rule="restricted")


def _restricted(stream: CaseStream, opened: UUID, opening: Sequence[Draft]) -> list[Draft]:
    """Restrict the new case as the one that it comes from."""
    standing = concepts.restricted(stream.history)
    if standing is None:
        return list(opening)
    version = sum(draft.stream == opened for draft in opening) + 1
    work, facts = stream.work, stream.facts
    event = replace(standing, text="")
    return [
        *sheet_drafts(work, facts, [(opened, event)]),
        *opening,
        work.draft(facts, event, opened, version, case_file(opened)),
    ]


def _person(stream: CaseStream) -> UUID:
    received = stream.history[0].event
    assert isinstance(received, case.ConsultationReceived)
    return received.person_id


def _moment(first: Recorded, facts: Facts, reason: str) -> Moment:
    """Return the time of what was written down first: it stays, and the reason says why (R74)."""
    moment = terms.moment(facts, day=None, at=None, reason=reason)
    return Moment(
        happened_at=first.signature.valid_at,
        written_at=facts.now,
        free_from=moment.free_from,
        untimed=bool(getattr(first.event, "untimed", False)),
        reason=reason,
    )

"""Protecting (守るための記録): writes DV等支援措置, the other party and refuges on a sheet."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID, uuid4

from events import record, task
from events.base import Recorded
from events.record import RecordCommand, RecordKept, RecordMeasure
from events.task import WaitingFor
from events.values import tokyo_date
from services import concepts
from services.carrying import Work
from services.facts import Facts
from services.files import case_file, person_file
from services.ledger.drafts import Draft

REMINDER: Final = "DV等支援措置の期限まで1か月です。続けるかを本人と確かめる。"


def drafts(
    work: Work,
    facts: Facts,
    who: UUID,
    history: Sequence[Recorded],
    seen: int,
    sent: RecordCommand,
    case_id: UUID | None,
) -> list[Draft]:
    """
    Decide about the records of a person; a measure reminds of its end in the case (R53).

    Raises:
        RuleViolation: as `events.record.decide`.
    """
    state = record.Records()
    for recorded in history:
        if isinstance(recorded.event, RecordKept):
            state = record.evolve(state, recorded.event, event_id=recorded.event_id)
    told = record.decide(sent, state, person_id=who, other_id=uuid4())
    file = person_file(who)
    reminder = _reminder(work, facts, sent, case_id) if case_id else []
    # The command's last entry is one of what it is about.
    return [*reminder, *(work.draft(facts, e, who, seen + n, file) for n, e in enumerate(told, 1))]


def _reminder(work: Work, facts: Facts, sent: RecordCommand, case_id: UUID) -> list[Draft]:
    """Return the task to ask in time whether a measure goes on; none in a closed case."""
    if not isinstance(sent, RecordMeasure):
        return []
    history = work.ledger.load(case_id)
    matter = concepts.matter(history, facts.now)
    last = sent.last or record.last_day(sent.first)
    if matter.closed or last < matter.today:
        return []
    command = task.GiveTask(
        waiting_for=WaitingFor.DESK,
        assignee=None,
        due=max(record.reminded_on(last), tokyo_date(facts.now)),
        text=REMINDER,
    )
    given = concepts.decide(command, history, facts.now)
    file = case_file(case_id)
    return [
        work.draft(facts, event, case_id, len(history) + n, file)
        for n, event in enumerate(given, 1)
    ]

"""Concepts (概念): which decider takes which command of a case; each folds its own events only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, get_args
from uuid import UUID

from events import (
    answer,
    assessment,
    assignment,
    attachment,
    case,
    conversion,
    direction,
    evaluation,
    handover,
    interpreter,
    lateness,
    monitoring,
    paper_slip,
    passage,
    plan,
    plan_steps,
    referral,
    relief,
    reopening,
    restriction,
    screening,
    service,
    task,
    visit,
)
from events.base import Event, Recorded
from events.matter import Matter
from events.team import TEAM
from events.values import tokyo_date


@dataclass(frozen=True, kw_only=True)
class Concept:
    """A decider of events/: its commands, its events, and its pure functions."""

    commands: tuple[type, ...]
    kinds: tuple[type, ...]
    initial: Any
    evolve: Callable[..., Any]
    decide: Callable[[Any, Any, Matter], tuple[Event, ...]]


CONCEPTS: Final = (
    Concept(
        commands=get_args(case.CaseCommand),
        kinds=get_args(case.CaseEvent),
        initial=case.Case(),
        evolve=case.evolve,
        decide=lambda command, state, matter: case.decide(
            command,
            replace(state, closed=matter.closed, screened=matter.screening is not None),
        ),
    ),
    Concept(
        commands=get_args(plan.PlanCommand),
        kinds=get_args(plan.PlanEvent),
        initial=plan.Plan(),
        evolve=plan.evolve,
        decide=plan_steps.decide,
    ),
    Concept(
        commands=get_args(service.ServiceCommand),
        kinds=get_args(service.ServiceEvent),
        initial=service.Services(),
        evolve=service.evolve,
        decide=service.decide,
    ),
    Concept(
        commands=get_args(monitoring.MonitoringCommand),
        kinds=get_args(monitoring.MonitoringEvent),
        initial=monitoring.Monitoring(),
        evolve=monitoring.evolve,
        decide=monitoring.decide,
    ),
    Concept(
        commands=get_args(evaluation.EvaluationCommand),
        kinds=get_args(evaluation.EvaluationEvent),
        initial=evaluation.Evaluation(),
        evolve=evaluation.evolve,
        decide=evaluation.decide,
    ),
    Concept(
        commands=get_args(direction.DirectionCommand),
        kinds=get_args(direction.DirectionEvent),
        initial=direction.Directions(),
        evolve=direction.evolve,
        decide=direction.decide,
    ),
    Concept(
        commands=(reopening.ReopenCase,),
        kinds=(reopening.CaseReopened,),
        initial=reopening.Reopening(),
        evolve=reopening.evolve,
        decide=reopening.decide,
    ),
    Concept(
        commands=get_args(assessment.AssessmentCommand),
        kinds=get_args(assessment.AssessmentEvent),
        initial=assessment.Assessment(),
        evolve=assessment.evolve,
        decide=assessment.decide,
    ),
    Concept(
        commands=get_args(screening.ScreeningCommand),
        kinds=get_args(screening.ScreeningEvent),
        initial=screening.Screening(),
        evolve=screening.evolve,
        decide=screening.decide,
    ),
    Concept(
        commands=get_args(handover.HandoverCommand),
        kinds=get_args(handover.HandoverEvent),
        initial=handover.Handovers(),
        evolve=handover.evolve,
        decide=handover.decide,
    ),
    Concept(
        commands=get_args(referral.ReferralCommand),
        kinds=get_args(referral.ReferralEvent),
        initial=referral.Referrals(),
        evolve=referral.evolve,
        decide=referral.decide,
    ),
    Concept(
        commands=get_args(relief.ReliefCommand),
        kinds=get_args(relief.ReliefEvent),
        initial=relief.Relief(),
        evolve=relief.evolve,
        decide=relief.decide,
    ),
    Concept(
        commands=get_args(interpreter.InterpreterCommand),
        kinds=(interpreter.InterpreterRecorded,),
        initial=interpreter.Interpreters(),
        evolve=interpreter.evolve,
        decide=interpreter.decide,
    ),
    Concept(
        commands=get_args(answer.AnswerCommand),
        kinds=(answer.AnswersRecorded,),
        initial=answer.Answers(),
        evolve=answer.evolve,
        decide=answer.decide,
    ),
    Concept(
        commands=get_args(passage.PassageCommand),
        kinds=get_args(passage.PassageEvent),
        initial=passage.Passages(),
        evolve=passage.evolve,
        decide=passage.decide,
    ),
    Concept(
        commands=(paper_slip.NumberPaperSlip,),
        kinds=(paper_slip.PaperSlipNumbered,),
        initial=paper_slip.PaperSlip(),
        evolve=paper_slip.evolve,
        decide=paper_slip.decide,
    ),
    Concept(
        commands=get_args(conversion.ConversionCommand),
        kinds=(*get_args(conversion.ConversionEvent), case.ProgressCorrected),
        initial=conversion.Conversions(),
        evolve=conversion.evolve,
        decide=conversion.decide,
    ),
    Concept(
        commands=get_args(task.TaskCommand),
        kinds=get_args(task.TaskEvent),
        initial=task.Tasks(),
        evolve=task.evolve,
        decide=task.decide,
    ),
    Concept(
        commands=get_args(visit.VisitCommand),
        kinds=get_args(visit.VisitEvent),
        initial=visit.Visits(),
        evolve=visit.evolve,
        decide=visit.decide,
    ),
    Concept(
        commands=get_args(attachment.AttachmentCommand),
        kinds=get_args(attachment.AttachmentEvent),
        initial=attachment.Attachments(),
        evolve=attachment.evolve,
        decide=attachment.decide,
    ),
    Concept(
        commands=get_args(assignment.AssignmentCommand),
        kinds=(case.ConsultationReceived, *get_args(assignment.AssignmentEvent)),
        initial=assignment.Assignment(),
        evolve=assignment.evolve,
        decide=assignment.decide,
    ),
    Concept(
        commands=get_args(restriction.RestrictionCommand),
        kinds=get_args(restriction.RestrictionEvent),
        initial=restriction.Restriction(),
        evolve=restriction.evolve,
        decide=restriction.decide,
    ),
)

SLIPS: Final = (case.ConsultationReceived, case.ConsultationCorrected)

RETOLD: Final = (case.ConsultationCorrected, case.ProgressCorrected, passage.PassageCorrected)
"""The corrections that tell anew of what happened."""

CONTACTS: Final = frozenset(
    {
        *get_args(case.CaseEvent),
        *get_args(passage.PassageEvent),
        *get_args(referral.ReferralEvent),
        *get_args(conversion.ConversionEvent),
        *get_args(attachment.AttachmentEvent),
        interpreter.InterpreterRecorded,
        answer.AnswersRecorded,
        paper_slip.PaperSlipNumbered,
        lateness.LateReasonGiven,
        reopening.CaseReopened,
    }
)
"""What may stand in a case in which nothing was done yet but take contacts down."""

BY_COMMAND: Final = {kind: concept for concept in CONCEPTS for kind in concept.commands}


def decide(command: Any, history: Sequence[Recorded], now: datetime) -> tuple[Event, ...]:
    """
    Decide a command on the history of its case.

    `history` starts with the slip; `now` is in UTC.

    Raises:
        RuleViolation: as the concept's `decide`; for a closing, also as `evaluation.may_close`.
        NotNamed: when something is given to somebody who may not know of the case.
    """
    concept, known = BY_COMMAND[type(command)], matter(history, now)
    known.must_be_named(*_given_to(command))
    if isinstance(command, case.CloseCase):
        evaluated = fold(BY_COMMAND[evaluation.EvaluatePlan], history)
        evaluation.may_close(command.reason, evaluated, known)
    return concept.decide(command, fold(concept, history), known)


def _given_to(command: Any) -> tuple[UUID, ...]:
    """Return to whom of the staff a command gives something to do."""
    assignee = getattr(command, "assignee", None)
    return (*([assignee] if assignee else ()), *getattr(command, "companions", ()))


def about(command: Any, record: UUID) -> Any:
    """Return a command that names the earlier record which it is about."""
    return replace(command, record=record)


def fold(concept: Concept, history: Sequence[Recorded]) -> Any:
    """Return a concept's state after a history."""
    state = concept.initial
    for recorded in history:
        if isinstance(recorded.event, concept.kinds):
            state = concept.evolve(
                state,
                recorded.event,
                event_id=recorded.event_id,
                valid_at=recorded.signature.valid_at,
            )
    return state


def true_at(event: Event, history: Sequence[Recorded]) -> datetime | None:
    """
    Return since when an event was true, where the history says so; in UTC.

    A correction tells anew of what happened then: it bears the time of what it corrects (R71, R74).
    An interpreter was there at the time of the contact.
    """
    if isinstance(event, RETOLD):
        first = event.corrects
    elif isinstance(event, interpreter.InterpreterRecorded):
        first = event.record
    else:
        return None
    return next(one.signature.valid_at for one in history if one.event_id == first)


def matter(history: Sequence[Recorded], now: datetime) -> Matter:
    """Return what every concept may know of a case."""
    state: case.Case = fold(CONCEPTS[0], history)
    screened: screening.Screening = fold(BY_COMMAND[screening.DecideScreening], history)
    assert state.programme is not None
    assert state.person_id is not None
    assert state.received_at is not None
    running, assigned, today = _running(history), assignments(history), tokyo_date(now)
    return Matter(
        case_id=history[0].stream,
        programme=state.programme,
        person_id=state.person_id,
        opened_on=tokyo_date(state.received_at),
        closed=running.closed_on is not None,
        today=today,
        closed_on=running.closed_on,
        plan=running.plan,
        monitoring=running.monitoring,
        assistance_explained=any(
            isinstance(recorded.event, relief.PublicAssistanceExplained) for recorded in history
        ),
        records=frozenset(recorded.event_id for recorded in history),
        slip=state.slip,
        slips=frozenset(
            recorded.event_id for recorded in history if isinstance(recorded.event, SLIPS)
        ),
        screening=screened.decided,
        notes=state.notes,
        begun=any(type(recorded.event) not in CONTACTS for recorded in history),
        lead=None if (lead := assigned.lead_on(today)) == TEAM else lead,
        leads=assigned.leads_from(today) - {TEAM},
        named=named(history, today),
    )


def assignments(history: Sequence[Recorded]) -> assignment.Assignment:
    """Return who leads a case from which day on, and who covers."""
    folded: assignment.Assignment = fold(BY_COMMAND[assignment.HandOverLead], history)
    return folded


def named(history: Sequence[Recorded], today: date) -> frozenset[UUID] | None:
    """Return who alone may know of a case, its leads among them; None = it is not restricted."""
    standing = restricted(history)
    if standing is None:
        return None
    return frozenset(standing.named) | assignments(history).leads_from(today)


def restricted(history: Sequence[Recorded]) -> restriction.CaseRestricted | None:
    """Return what restricts a case; None = nothing does."""
    folded: restriction.Restriction = fold(BY_COMMAND[restriction.RestrictCase], history)
    return folded.standing


@dataclass(frozen=True, kw_only=True)
class _Running:
    """What runs in a case: not after its closing, and anew after a reopening."""

    closed_on: date | None = None
    plan: UUID | None = None
    monitoring: UUID | None = None


def _running(history: Sequence[Recorded]) -> _Running:
    running = _Running()
    for recorded in history:
        match recorded.event:
            case case.CaseClosed(closed_on=day):
                running = _Running(closed_on=day)
            case conversion.SlipConverted():
                running = _Running(closed_on=tokyo_date(recorded.signature.valid_at))
            case reopening.CaseReopened():
                running = _Running()
            case plan.SupportStarted(record=version):
                running = replace(running, plan=version)
            case plan.PlanDecided(record=version):
                running = replace(running, plan=version, monitoring=recorded.event_id)
            case monitoring.WatchAgreed() | monitoring.MonitoringRecorded():
                running = replace(running, monitoring=recorded.event_id)
            case _:
                pass
    return running

"""Long paths (継続支援): from the first call through plan, support and monitoring to the end."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from events.evaluation import EvaluationOutcome
from events.monitoring import AgreeWatch, MonitoringResult, ReachWorkResult, WorkResult
from events.screening import ScreeningResult
from events.task import WaitingFor
from events.values import ClosingReason, SupportMethod
from events.visit import AbsenceNote, PlanVisit, ReturnFromVisit, StartVisit, VisitOutcome
from services.demonstration import consents, plan_steps, steps
from services.demonstration.file import File
from services.demonstration.short_paths import relieved
from services.demonstration.steps import NOBODY, Path


@dataclass(frozen=True)
class Ending:
    """How a long path ends."""

    reason: ClosingReason
    outcome: EvaluationOutcome = EvaluationOutcome.CLOSED


ENDINGS: Final = (
    (Ending(ClosingReason.SELF_RELIANCE), 9),
    (Ending(ClosingReason.HANDOVER), 4),
    (Ending(ClosingReason.PUBLIC_ASSISTANCE), 3),
    (Ending(ClosingReason.OWN_WISH, EvaluationOutcome.INTERRUPTED), 1),
    (Ending(ClosingReason.NO_CONTACT, EvaluationOutcome.INTERRUPTED), 2),
)
"""How often each is, beside the others."""


def supported(file: File) -> Path:
    """継続支援(プラン策定へ): the ordinary case, whichever way it ends."""
    ending = file.dice.choices([e for e, _ in ENDINGS], [n for _, n in ENDINGS])[0]
    yield from begun(file)
    consents.sought(file)
    yield from planned(file)
    consents.scan(file)
    yield from accompanied(file, months=file.dice.randrange(2, 5))
    yield from ended(file, ending)


def begun(file: File) -> Path:
    """Come, be listened to, and be screened."""
    file.receive()
    relieved(file)
    yield file.dice.randrange(2, 6)
    file.note(SupportMethod.INTERVIEW, file.say("first_interview"))
    steps.check_residence(file)
    if file.chance(0.5):
        yield 1
    steps.assess(file)
    if "assistance" in file.theme:
        steps.explain_assistance(file)
    yield 1
    steps.screen(file, ScreeningResult.CONTINUE, file.say("continue_because"))
    yield file.dice.randrange(2, 6)
    file.note()


def planned(file: File, reason: str = "") -> Path:
    """Have a plan drawn up, agreed, approved and decided, and begin; anew = with a reason."""
    plan_steps.draft(file, reason)
    yield file.dice.randrange(2, 5)
    if file.chance(0.3):
        plan_steps.draft(file, reason, anew=True)
    plan_steps.agree(file)
    yield 1
    plan_steps.submit(file)
    yield file.around.calendar.meeting(file.today)
    plan_steps.approve(file)
    yield file.dice.randrange(2, 6)
    plan_steps.decide(file)
    plan_steps.start(file)
    steps.begin_service(file)


def accompanied(file: File, *, months: int) -> Path:
    """Some months of support, each with what is usual, and a look at how it goes."""
    for _ in range(months):
        yield file.dice.randrange(4, 9)
        file.note()
        if file.chance(0.4):
            steps.give_task(file, file.say("task"), days=10)
        yield file.dice.randrange(3, 8)
        if file.chance(0.25):
            yield from visited(file)
        file.note()
        if file.chance(0.4):
            yield 1
            file.note(SupportMethod.AGENCY_PHONE, file.say("agency"))
        if "task" in file.records:
            steps.finish_task(file)
            del file.records["task"]
        yield file.dice.randrange(3, 7)
        steps.look_after(file, MonitoringResult.AS_PLANNED)
    if file.theme["plan"]["work_support"]:
        result = file.dice.choice(list(WorkResult))
        file.write(
            ReachWorkResult(result=result, reached_on=file.today, text=file.say(f"work_{result}"))
        )


def visited(file: File) -> Path:
    """Plan a visit, go, and come back."""
    file.write(
        PlanVisit(
            due=file.due(3),
            assignee=file.around.town.staff(file.lead),
            companions=(),
            absence_note=AbsenceNote.NAMED,
            text=file.say("visit"),
            safety="",
        ),
        keep="visit",
    )
    yield file.around.calendar.after(file.today + timedelta(3), 0)
    clock = file.around.town.clock
    file.write(
        StartVisit(back_at=clock() + timedelta(minutes=90), text=""), about="visit", keep="visit"
    )
    met = file.chance(0.8)
    file.write(
        ReturnFromVisit(
            record=NOBODY,
            outcome=VisitOutcome.MET if met else VisitOutcome.ABSENT,
            absence_note=AbsenceNote.NONE if met else AbsenceNote.NAMED,
            text=file.say("visited") if met else "不在。不在票を入れた。",
        ),
        about="visit",
    )
    yield 1


def watched(file: File) -> None:
    """Agree on who looks in."""
    file.write(AgreeWatch(agreed_on=file.today, due=file.due(30), text=file.say("watch")))


def ended(file: File, ending: Ending) -> Path:
    """Evaluate, have it confirmed, and close."""
    yield file.dice.randrange(5, 12)
    broken = ending.outcome is EvaluationOutcome.INTERRUPTED
    if broken:
        file.note(SupportMethod.PHONE, file.say("no_answer"))
        yield 7
        file.note(SupportMethod.OTHER, file.say("wrote"))
        steps.give_task(file, file.say("wait_for_word"), 10, WaitingFor.PERSON)
        yield 8
        steps.finish_task(file, "期日までに連絡なし。")
    else:
        file.note()
    if ending.reason is ClosingReason.PUBLIC_ASSISTANCE and "assistance" not in file.theme:
        steps.explain_assistance(file)
    steps.look_after(file, MonitoringResult.EVALUATE, file.say(f"last_look_{ending.reason}"))
    steps.end_service(file)
    changes = [] if broken else plan_steps.changes(file)
    plan_steps.evaluate(file, ending.outcome, changes, file.say(f"evaluation_{ending.reason}"))
    yield file.around.calendar.meeting(file.today)
    plan_steps.confirm_evaluation(file)
    yield file.dice.randrange(1, 4)
    file.close(ending.reason)

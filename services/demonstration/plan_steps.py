"""Plan steps (計画の一歩ずつ): a plan from its draft to its evaluation."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from events.evaluation import ConfirmEvaluation, EvaluatePlan, EvaluationOutcome, SeenChange
from events.plan import (
    AgreementMeans,
    AgreeToPlan,
    ApprovePlan,
    DecidePlan,
    DecisionKind,
    DraftPlan,
    StartSupport,
    SubmitPlan,
)
from events.values import StatutoryProgramme
from services.demonstration.file import File
from services.demonstration.steps import NOBODY

CHIEF: Final = "kitamura"
"""Who records for the secretariat what the 支援調整会議 and the municipality decided."""
POST: Final = "地域福祉課長"


def draft(file: File, reason: str = "", *, anew: bool = False) -> None:
    """Draw a plan up; `anew` = in the place of the draft that stands."""
    plan = file.theme["plan"]
    file.write(
        DraftPlan(
            target=file.today + timedelta(days=30 * file.dice.choice((3, 4, 6))),
            programmes=tuple(StatutoryProgramme(code) for code in plan["programmes"]),
            work_support=plan["work_support"],
            intent=file.say("intent"),
            issues=file.say("issues"),
            goals=file.say("goals"),
            support=file.say("support"),
            cautions=file.say("cautions"),
            reason=reason,
        ),
        about="draft" if anew else "",
        keep="draft",
    )


def agree(file: File) -> None:
    """Have the person agree."""
    how = file.dice.choices(list(AgreementMeans), (8, 1, 2))[0]
    text = "電話で読み上げ、一つずつ確かめた。" if how is AgreementMeans.ORAL_RECORDED else ""
    file.write(AgreeToPlan(record=NOBODY, agreed_on=file.today, how=how, text=text), about="draft")


def submit(file: File) -> None:
    """Put the plan to the 支援調整会議."""
    file.write(SubmitPlan(record=NOBODY, submitted_on=file.today), about="draft")


def approve(file: File, reason: str = "") -> None:
    """Record the approval."""
    command = ApprovePlan(record=NOBODY, approved_on=file.today, reason=reason)
    file.write(command, about="draft", by=CHIEF)


def decide(file: File) -> None:
    """Record the municipality's decision."""
    programmes = file.theme["plan"]["programmes"]
    file.write(
        DecidePlan(
            record=NOBODY,
            kind=DecisionKind.DECISION if programmes else DecisionKind.CONFIRMATION,
            decided_on=file.today,
            due=file.due(28),
            document_number=f"瀬地福収第{file.dice.randrange(100, 900)}号",
            post=POST,
        ),
        about="draft",
        by=CHIEF,
    )


def start(file: File, text: str = "") -> None:
    """Begin the support, and the first programme that the plan names."""
    file.write(StartSupport(record=NOBODY, started_on=file.today, text=text), about="draft")


def evaluate(
    file: File, outcome: EvaluationOutcome, changes: Sequence[SeenChange], text: str = ""
) -> None:
    """Evaluate the plan."""
    file.write(
        EvaluatePlan(
            evaluated_on=file.today,
            outcome=outcome,
            changes=tuple(changes),
            text=text or file.say("evaluation"),
            remaining=file.say("remaining"),
        ),
        keep="evaluation",
    )


def confirm_evaluation(file: File) -> None:
    """Record that the 支援調整会議 confirmed it."""
    command = ConfirmEvaluation(record=NOBODY, confirmed_on=file.today)
    file.write(command, about="evaluation", by=CHIEF)


def changes(file: File) -> list[SeenChange]:
    """Return the changes that are usual when such a matter goes well."""
    return [SeenChange(code) for code in file.theme["changes"]]

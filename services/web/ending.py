"""Ending (評価・終了): evaluation, its confirmation, the closing, and a reopening (R62)."""

from typing import Final
from uuid import uuid4

from fastapi import APIRouter, Response

from events import case, evaluation, plan, relief, reopening
from events.access import Surface
from events.evaluation import EvaluationOutcome, SeenChange
from services.case_views import TimelineItem
from services.web import dates, stepping
from services.web.addresses import Alias
from services.web.posted import Posted
from services.web.reader import Reader
from services.web.stepping import NOBODY, AtWriting, Step, Steps, dated

_DECIDED: Final = plan.PlanDecided.TOPIC
_EVALUATED: Final = evaluation.PlanEvaluated.TOPIC
_CONFIRMED: Final = evaluation.EvaluationConfirmed.TOPIC
_EXPLAINED: Final = relief.PublicAssistanceExplained.TOPIC
_TURNS: Final = (case.CaseClosed.TOPIC, reopening.CaseReopened.TOPIC)
_KINDS: Final = (_DECIDED, _EVALUATED, _CONFIRMED, _EXPLAINED, *_TURNS)

router = APIRouter()


@router.get("/cases/{case}/ending")
def show(writer: AtWriting, case: Alias, done: str = "", late: str = "") -> Response:
    """Show what must stand before the closing, and the form that closes or reopens."""
    sheet = writer.desk.reading.sheet(
        writer.acting, case, surface=Surface.ENDING, kinds=list(_KINDS)
    )
    running = _running(sheet.items)
    evaluated = next((item for item in running if item.kind == _EVALUATED), None)
    return writer.pages.page(
        "ending/ending.html",
        writer.acting,
        here="/cases",
        case=case,
        sheet=sheet,
        planned=any(item.kind == _DECIDED for item in running),
        evaluated=evaluated,
        confirmed=next(
            (
                i
                for i in running
                if i.kind == _CONFIRMED and evaluated and i.about == evaluated.alias
            ),
            None,
        ),
        explained=any(item.kind == _EXPLAINED for item in sheet.items),
        records=[item for item in sheet.items if item.kind not in {_DECIDED, _EXPLAINED}],
        posted=Posted((("closed_on", dates.in_era(dates.today())),)),
        command=str(uuid4()),
        done=STEPS.done(done),
        late=bool(late),
    )


def _running(items: tuple[TimelineItem, ...]) -> tuple[TimelineItem, ...]:
    """Return the records since the last closing, in the order in which they were recorded."""
    running: list[TimelineItem] = []
    for item in sorted(items, key=lambda item: item.recorded_at, reverse=True):
        if item.kind == case.CaseClosed.TOPIC:
            break
        running.append(item)
    return tuple(running)


def evaluate(posted: Posted) -> evaluation.EvaluatePlan:
    """
    Read an evaluation.

    Raises:
        FormRefused: when day, outcome or words are missing.
    """
    reader = Reader(posted)
    evaluated_on = reader.day("evaluated_on", "評価した日を書いてください。")
    text = reader.words("text", "目標の達成状況を書いてください。")
    outcome = reader.choice(EvaluationOutcome, "outcome", "評価の結果を選んでください。")
    reader.done()
    return evaluation.EvaluatePlan(
        evaluated_on=evaluated_on,
        outcome=outcome,
        changes=reader.ticked(SeenChange, "changes"),
        text=text,
        remaining=posted.text("remaining"),
    )


def confirm(posted: Posted) -> evaluation.ConfirmEvaluation:
    """
    Read the 支援調整会議's confirmation.

    Raises:
        FormRefused: when the day is missing.
    """
    reader = Reader(posted)
    confirmed_on = reader.day("confirmed_on", "支援調整会議で確認した日を書いてください。")
    reader.done()
    return evaluation.ConfirmEvaluation(
        record=NOBODY, confirmed_on=confirmed_on, text=posted.text("text")
    )


def reopen(posted: Posted) -> reopening.ReopenCase:
    """
    Read a reopening.

    Raises:
        FormRefused: when the day or the reason is missing.
    """
    reader = Reader(posted)
    reopened_on = reader.day("reopened_on", "再開の日を書いてください。")
    reason = reader.words("reason", "再開の理由を書いてください。")
    reader.done()
    return reopening.ReopenCase(reopened_on=reopened_on, reason=reason)


STEPS: Final = Steps(
    at="ending",
    surface=Surface.ENDING,
    kinds=(_EVALUATED,),
    steps={
        "evaluation": Step(
            title="評価を記録する",
            read=evaluate,
            done="評価を記録しました。",
            typed=dated("evaluated_on"),
            kept="evaluation",
        ),
        "confirmation": Step(
            title="評価の確認を記録する",
            read=confirm,
            done="評価の確認を記録しました。",
            about=True,
            typed=dated("confirmed_on"),
        ),
        "reopening": Step(
            title="ケースを再開する",
            read=reopen,
            done="ケースを再開しました。",
            typed=dated("reopened_on"),
        ),
    },
)
router.include_router(stepping.routes(STEPS))

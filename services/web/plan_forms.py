"""Plan forms (支援計画の用紙): each step's form, read into its command."""

from dataclasses import replace
from typing import Final

from events import case, plan
from events.access import Surface
from events.plan import AgreementMeans, DecisionKind
from events.values import StatutoryProgramme
from services.case_views import TimelineItem
from services.web import dates
from services.web.plan_versions import ORDER
from services.web.posted import Posted
from services.web.reader import Reader
from services.web.stepping import NOBODY, Step, Steps, Typed, dated

CONTENTS: Final = ("intent", "issues", "goals", "support", "cautions")
_SLIPS: Final = (case.ConsultationReceived.TOPIC, case.ConsultationCorrected.TOPIC)


def draft(posted: Posted) -> plan.DraftPlan:
    """
    Read a plan.

    Raises:
        FormRefused: when the target date is none.
    """
    reader = Reader(posted)
    target = reader.day_if_any("target", "達成時期を、例：令和9年3月31日 のように書いてください。")
    reader.done()
    return plan.DraftPlan(
        target=target,
        programmes=reader.ticked(StatutoryProgramme, "programmes"),
        work_support=bool(posted.ticked("work_support")),
        intent=posted.text("intent"),
        issues=posted.text("issues"),
        goals=posted.text("goals"),
        support=posted.text("support"),
        cautions=posted.text("cautions"),
        reason=posted.text("reason"),
    )


def agreement(posted: Posted) -> plan.AgreeToPlan:
    """
    Read the person's agreement.

    Raises:
        FormRefused: when the day or the means is missing.
    """
    reader = Reader(posted)
    agreed_on = reader.day("agreed_on", "同意した日を書いてください。")
    how = reader.choice(AgreementMeans, "how", "同意の方法を選んでください。")
    reader.done()
    return plan.AgreeToPlan(record=NOBODY, agreed_on=agreed_on, how=how, text=posted.text("text"))


def submission(posted: Posted) -> plan.SubmitPlan:
    """
    Read a submission to the 支援調整会議.

    Raises:
        FormRefused: when the day is missing.
    """
    reader = Reader(posted)
    submitted_on = reader.day("submitted_on", "付議した日を書いてください。")
    reader.done()
    return plan.SubmitPlan(record=NOBODY, submitted_on=submitted_on, text=posted.text("text"))


def approval(posted: Posted) -> plan.ApprovePlan:
    """
    Read an approval.

    Raises:
        FormRefused: when the day is missing.
    """
    reader = Reader(posted)
    approved_on = reader.day("approved_on", "了承した日を書いてください。")
    reader.done()
    return plan.ApprovePlan(record=NOBODY, approved_on=approved_on, reason=posted.text("reason"))


def decision(posted: Posted) -> plan.DecidePlan:
    """
    Read a decision.

    Raises:
        FormRefused: when kind, days, number or post are missing.
    """
    reader = Reader(posted)
    kind = reader.choice(DecisionKind, "kind", "支援決定か確認かを選んでください。")
    decided_on = reader.day("decided_on", "決裁日を書いてください。")
    number = reader.words("document_number", "文書番号を書いてください。")
    post = reader.words("post", "決裁者の職を書いてください。")
    due = reader.day("due", "次の経過確認の日を書いてください。")
    reader.done()
    return plan.DecidePlan(
        record=NOBODY,
        kind=kind,
        decided_on=decided_on,
        due=due,
        document_number=number,
        post=post,
    )


def start(posted: Posted) -> plan.StartSupport:
    """
    Read the start of support.

    Raises:
        FormRefused: when the day is missing.
    """
    reader = Reader(posted)
    started_on = reader.day("started_on", "支援を始めた日を書いてください。")
    reader.done()
    return plan.StartSupport(record=NOBODY, started_on=started_on, text=posted.text("text"))


def _as_drafted(item: TimelineItem | None) -> Typed:
    if item is None:
        return ()
    day = item.mark("target")
    target = dates.parse(day)
    return (
        *((field, item.text(field)) for field in (*CONTENTS, "reason")),
        *((("target", dates.in_era(target)),) if target else ()),
        *(("programmes", code) for code in dict(item.marks).get("programmes", ())),
        *((("work_support", "yes"),) if item.mark("work_support") else ()),
    )


def _as_decided(item: TimelineItem | None) -> Typed:
    return tuple(pair for pair in _as_drafted(item) if pair[0] != "reason")


_DRAFT: Final = Step(
    title="支援計画を書く",
    read=draft,
    done="支援計画案を保存しました。",
    about=None,
    typed=_as_drafted,
    kept="plan",
)
STEPS: Final = Steps(
    at="plan",
    surface=Surface.PLAN,
    kinds=(*ORDER, *_SLIPS),
    steps={
        "draft": _DRAFT,
        "replan": replace(
            _DRAFT, title="再プランを書く", about=True, typed=_as_decided, sent_as="draft"
        ),
        "agreement": Step(
            title="本人同意を記録する",
            read=agreement,
            done="本人同意を記録しました。",
            about=True,
            typed=dated("agreed_on"),
        ),
        "submission": Step(
            title="付議を記録する",
            read=submission,
            done="付議を記録しました。",
            about=True,
            typed=dated("submitted_on"),
        ),
        "approval": Step(
            title="了承を記録する",
            read=approval,
            done="了承を記録しました。",
            about=True,
            typed=dated("approved_on"),
        ),
        "decision": Step(
            title="支援決定・確認を記録する",
            read=decision,
            done="支援決定・確認を記録しました。",
            about=True,
            typed=dated("decided_on"),
        ),
        "start": Step(
            title="支援の実施を記録する",
            read=start,
            done="支援の実施を記録しました。",
            about=True,
            typed=dated("started_on"),
        ),
    },
)

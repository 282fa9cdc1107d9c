"""Plan versions (支援計画の版): the versions of a plan, their steps and how they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from events import plan
from services.case_views import TimelineItem

COMPARED: Final = (
    "intent",
    "issues",
    "goals",
    "target",
    "support",
    "programmes",
    "work_support",
    "cautions",
)
"""The contents of a plan in the order of the form."""

ORDER: Final = {
    plan.PlanDrafted.TOPIC: "案",
    plan.PlanAgreed.TOPIC: "本人同意",
    plan.PlanSubmitted.TOPIC: "付議",
    plan.PlanApproved.TOPIC: "了承",
    plan.PlanDecided.TOPIC: "決定",
    plan.SupportStarted.TOPIC: "実施",
}
"""The steps of a plan in their order; support may start before the meeting (R60)."""

FORMS: Final = {
    plan.PlanAgreed.TOPIC: "agreement",
    plan.PlanSubmitted.TOPIC: "submission",
    plan.PlanApproved.TOPIC: "approval",
    plan.PlanDecided.TOPIC: "decision",
    plan.SupportStarted.TOPIC: "start",
}
"""The form that takes each step."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of the plan: its draft, and the record of each step taken on it."""

    title: str
    draft: TimelineItem
    taken: Mapping[str, TimelineItem]

    @property
    def decided(self) -> bool:
        """Say whether the municipality has decided on it."""
        return plan.PlanDecided.TOPIC in self.taken

    @property
    def next(self) -> tuple[str, ...]:
        """Return the forms of the steps that may be taken now."""
        waiting = [topic for topic in FORMS if topic not in self.taken]
        start, agreed = plan.SupportStarted.TOPIC, plan.PlanAgreed.TOPIC in self.taken
        ordered = [topic for topic in waiting if topic != start][:1]
        also = [topic for topic in waiting if topic == start and agreed]
        return tuple(FORMS[topic] for topic in ordered + also)

    def lacks(self) -> tuple[str, ...]:
        """Return the codes of the contents that have no words yet (R59)."""
        return next((codes for field, codes in self.draft.marks if field == "lacking"), ())


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One content of two versions beside each other."""

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Say whether it was changed."""
        return self.old != self.new


def versions(items: Sequence[TimelineItem]) -> tuple[Version, ...]:
    """Return the versions that stand, newest first, from the records of a plan."""
    drafts = [item for item in reversed(items) if item.kind == plan.PlanDrafted.TOPIC]
    found = [
        Version(
            title=f"再プラン（{number}回目）" if number else "初回プラン",
            draft=draft,
            taken={
                draft.kind: draft,
                **{
                    item.kind: item
                    for item in items
                    if _is_step(item) and item.about == draft.alias
                },
            },
        )
        for number, draft in enumerate(drafts)
    ]
    return tuple(reversed(found))


def compare(old: Version, new: Version) -> tuple[Compared, ...]:
    """Return the contents of two versions beside each other, in the order of the form."""
    return tuple(
        Compared(field=field, old=_said(old.draft, field), new=_said(new.draft, field))
        for field in COMPARED
    )


def _is_step(item: TimelineItem) -> bool:
    return item.kind in FORMS


def _said(item: TimelineItem, field: str) -> tuple[str, ...]:
    marks = dict(item.marks)
    return marks[field] if field in marks else tuple(filter(None, (item.text(field),)))

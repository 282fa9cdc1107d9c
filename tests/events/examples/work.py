"""Work (業務): tasks, visits, who leads and who may know, files."""

from typing import Final

from events.assignment import CoverEnded, CoverReason, CoverTaken, LeadHandedOver, LeadReason
from events.attachment import FilesAttached, FilesWithdrawn, FileType
from events.base import Event
from events.restriction import CaseRestricted, RestrictionLifted, RestrictionReason
from events.task import TaskDone, TaskDropped, TaskGiven, TaskPostponed, WaitingFor
from events.values import Category
from events.visit import (
    AbsenceNote,
    VisitCancelled,
    VisitOutcome,
    VisitPlanned,
    VisitReturned,
    VisitStarted,
)
from tests.builders import COLLEAGUE, COUNSELLOR, MOTHER, NOON, NOTE, TODAY, TOMORROW

TASK_GIVEN: Final = TaskGiven(
    person_id=MOTHER,
    waiting_for=WaitingFor.DESK,
    assignee=COLLEAGUE,
    due=TODAY,
    text="貸付の書類を届ける。",
)
TASK_POSTPONED: Final = TaskPostponed(
    corrects=NOTE,
    person_id=MOTHER,
    waiting_for=WaitingFor.AGENCY,
    assignee=None,
    due=TODAY,
    text="貸付の書類の返事を待つ。",
    reason="書類は届けた。",
)
TASK_DONE: Final = TaskDone(settles=NOTE, person_id=MOTHER, text="本人が受け取った。")
TASK_DROPPED: Final = TaskDropped(
    settles=NOTE, person_id=MOTHER, reason="貸付を使わないことになった。"
)
LEAD_HANDED_OVER: Final = LeadHandedOver(
    person_id=MOTHER,
    lead=COLLEAGUE,
    since=TOMORROW,
    reason=LeadReason.TRANSFER,
    text="通帳の写しを預かっている。",
)
COVER_TAKEN: Final = CoverTaken(
    person_id=MOTHER,
    cover=COLLEAGUE,
    since=TODAY,
    until=TODAY,
    reason=CoverReason.MEETING,
    text="",
)
COVER_ENDED: Final = CoverEnded(record=NOTE, person_id=MOTHER, text="会議から戻った。")
CASE_RESTRICTED: Final = CaseRestricted(
    person_id=MOTHER,
    named=(COUNSELLOR, COLLEAGUE),
    reason=RestrictionReason.PROTECTION,
    text="夫が窓口に来ることがある。",
)
RESTRICTION_LIFTED: Final = RestrictionLifted(person_id=MOTHER, text="支援措置が終わった。")
VISIT_PLANNED: Final = VisitPlanned(
    person_id=MOTHER,
    due=TODAY,
    assignee=COUNSELLOR,
    companions=(COLLEAGUE,),
    absence_note=AbsenceNote.WITHOUT_OFFICE,
    text="暮らしの様子を見る。",
    safety="犬がいる。玄関の前で声をかける。",
)
VISIT_STARTED: Final = VisitStarted(
    settles=NOTE,
    person_id=MOTHER,
    due=TODAY,
    assignee=COUNSELLOR,
    companions=(COLLEAGUE,),
    back_at=NOON,
    text="自転車で出る。",
)
VISIT_RETURNED: Final = VisitReturned(
    settles=NOTE,
    person_id=MOTHER,
    outcome=VisitOutcome.ABSENT,
    absence_note=AbsenceNote.WITHOUT_OFFICE,
    text="呼び鈴に応えがない。",
)
VISIT_CANCELLED: Final = VisitCancelled(settles=NOTE, person_id=MOTHER, reason="入院したため。")
FILES_ATTACHED: Final = FilesAttached(
    person_id=MOTHER,
    record=NOTE,
    category=Category.HEALTH,
    types=(FileType.PNG, FileType.TEXT),
    description="主治医の診断書（2枚）",
    names="診断書 1枚目.png\n聞き取り.txt",
    files=(b"\x89PNG\r\n\x1a\n\x00\xff\x00\x00", "食後に服薬。\n".encode()),
)
FILES_WITHDRAWN: Final = FilesWithdrawn(
    corrects=NOTE, person_id=MOTHER, reason="別の方の診断書だった。"
)

EVENTS: Final[tuple[Event, ...]] = (
    TASK_GIVEN,
    TASK_POSTPONED,
    TASK_DONE,
    TASK_DROPPED,
    VISIT_PLANNED,
    VISIT_STARTED,
    VISIT_RETURNED,
    VISIT_CANCELLED,
    FILES_ATTACHED,
    FILES_WITHDRAWN,
    LEAD_HANDED_OVER,
    COVER_TAKEN,
    COVER_ENDED,
    CASE_RESTRICTED,
    RESTRICTION_LIFTED,
)

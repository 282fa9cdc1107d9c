"""Intake (受付): slips, 支援経過, short notes, and what is said beside them."""

from datetime import time
from typing import Final

from events.answer import AnswersRecorded
from events.asking import Answer
from events.base import Event
from events.brief import BriefCompleted, BriefEnded, BriefNoted
from events.case import (
    CaseClosed,
    ConsultationCorrected,
    ConsultationReceived,
    ProgressCorrected,
    ProgressRecorded,
)
from events.conversion import ProgressConverted, SlipConverted
from events.inquiry import InquiryNoted
from events.interpreter import (
    InterpreterArranger,
    InterpreterRecorded,
    InterpreterStanding,
    SecrecyPledge,
)
from events.lateness import LateReasonGiven
from events.migration import CaseMigrated, OldConsent
from events.paper_slip import PaperSlipNumbered
from events.passage import PassageCorrected, PassageRecorded
from events.values import (
    Caller,
    Category,
    ClosingReason,
    HeardOf,
    Language,
    Means,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    UrgencyGround,
)
from tests.builders import (
    CASE,
    COUNSELLOR,
    DESK,
    FORM,
    INTERPRETER,
    LATER_NOTE,
    MOTHER,
    NOTE,
    OTHER_CASE,
    SCREENING_DUE,
    SLIP,
    SON,
    TODAY,
    UNKNOWN,
    YESTERDAY,
)
from tests.events.examples.organisation import FEAR

PASSAGE_RECORDED: Final = PassageRecorded(
    record=NOTE,
    person_id=SON,
    category=Category.SCHOOL_WORK,
    text="三年前に退職してから外に出ていない。",
)
PASSAGE_CORRECTED: Final = PassageCorrected(
    corrects=LATER_NOTE,
    person_id=SON,
    category=Category.SCHOOL_WORK,
    text="四年前に退職してから外に出ていない。",
    reason="聞き違い",
)
CONSULTATION_RECEIVED: Final = ConsultationReceived(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    lead=COUNSELLOR,
    route=Route.SELF_VISIT,
    caller=Caller.SELF,
    topics=(Topic.INCOME_LIVING, Topic.WITHDRAWAL_TRUANCY),
    main_topic=Topic.INCOME_LIVING,
    urgency=Urgency.NORMAL,
    sharing=SharingStance.NOT_YET_ASKED,
    means=Means.VISIT,
    heard_of=HeardOf.CITY_NEWS,
    urgency_grounds=(UrgencyGround.FOOD,),
    interpreter=Language.SIGN_LANGUAGE,
    due=SCREENING_DUE,
    teller_id=MOTHER,
    own_words="年金だけでは息子と二人の暮らしが続かない。",
    wishes="息子に外へ出るきっかけがほしい。",
    heard_of_words="市報10月号",
    interpreter_words="市の登録手話通訳者",
)
SLIP_CONVERTED: Final = SlipConverted(
    person_id=MOTHER, into=OTHER_CASE, reason="支援中の方からの電話だった。"
)
PROGRESS_CONVERTED: Final = ProgressConverted(
    record=NOTE, person_id=MOTHER, into=OTHER_CASE, reason="別の困りごとの新しい相談だった。"
)
BRIEF_NOTED: Final = BriefNoted(
    brief_id=NOTE,
    programme=DESK,
    subject_id=UNKNOWN,
    route=Route.SELF_VISIT,
    topic=Topic.TAX_UTILITY,
    untimed=False,
    answer="市民税の窓口を案内した。",
    late_reason="",
)
BRIEF_COMPLETED: Final = BriefCompleted(brief_id=NOTE, case_id=CASE)
BRIEF_ENDED: Final = BriefEnded(brief_id=NOTE)
INQUIRY_NOTED: Final = InquiryNoted(
    inquiry_id=NOTE,
    programme=DESK,
    subject_id=UNKNOWN,
    caller_id=SON,
    untimed=False,
    asked="妻がそちらに行っていないかと、男性から。",
    late_reason="",
    number="000-0000-0199",
)
PROGRESS_RECORDED: Final = ProgressRecorded(
    person_id=MOTHER,
    method=SupportMethod.PHONE,
    text="電話で様子を伺う。来週の訪問を了承された。",
)
CONSULTATION_CORRECTED: Final = ConsultationCorrected(
    corrects=SLIP,
    person_id=MOTHER,
    means=Means.VISIT,
    heard_of=HeardOf.CITY_NEWS,
    urgency_grounds=(UrgencyGround.FOOD,),
    interpreter=Language.SIGN_LANGUAGE,
    due=SCREENING_DUE,
    teller_id=MOTHER,
    own_words="年金だけでは長男と二人の暮らしが続かない。",
    wishes="長男に外へ出るきっかけがほしい。",
    heard_of_words="市報10月号",
    interpreter_words="市の登録手話通訳者",
    reason="続柄の聞き違い",
)
PROGRESS_CORRECTED: Final = ProgressCorrected(
    corrects=NOTE,
    person_id=MOTHER,
    method=SupportMethod.INTERVIEW,
    text="面談で様子を伺う。来週の訪問を了承された。",
    reason="支援方法の選び間違い",
)
CASE_CLOSED: Final = CaseClosed(
    person_id=MOTHER,
    reason=ClosingReason.SELF_RELIANCE,
    closed_on=TODAY,
    summary="長男の就労が決まり、家計が落ち着いた。",
)
LATE_REASON_GIVEN: Final = LateReasonGiven(
    record=NOTE,
    person_id=MOTHER,
    text="システム停止中の紙記録",
)
ANSWERS_RECORDED: Final = AnswersRecorded(
    corrects=None,
    person_id=MOTHER,
    form=FORM,
    category=Category.ABUSE,
    answers=(Answer(question=FEAR.question_id, asked=FEAR.wording, said="答えたくない"),),
    reason="",
)
INTERPRETER_RECORDED: Final = InterpreterRecorded(
    corrects=None,
    record=SLIP,
    person_id=MOTHER,
    interpreter_id=INTERPRETER,
    began=time(13, 0),
    ended=time(13, 40),
    arranged_by=InterpreterArranger.DESK,
    pledge=SecrecyPledge.WRITTEN,
    pledged_on=YESTERDAY,
    language=Language.SIGN_LANGUAGE,
    standing=InterpreterStanding.PROFESSIONAL,
    name="瀬名木市手話通訳者派遣 門馬 さとみ",
    relation="",
    text="筆談も併せて。次回も同じ方を希望。",
    reason="",
)
CASE_MIGRATED: Final = CaseMigrated(
    person_id=MOTHER,
    file_digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    last_contact_on=TODAY,
    consent=OldConsent.GIVEN,
    consent_on=YESTERDAY,
    source_key="相談者一覧2024 57",
    remarks="面談は午後がよい。",
)
PAPER_SLIP_NUMBERED: Final = PaperSlipNumbered(corrects=None, person_id=MOTHER, number="6-118")

EVENTS: Final[tuple[Event, ...]] = (
    BRIEF_NOTED,
    BRIEF_COMPLETED,
    BRIEF_ENDED,
    INQUIRY_NOTED,
    PASSAGE_RECORDED,
    PASSAGE_CORRECTED,
    SLIP_CONVERTED,
    PROGRESS_CONVERTED,
    CONSULTATION_RECEIVED,
    PROGRESS_RECORDED,
    CONSULTATION_CORRECTED,
    PROGRESS_CORRECTED,
    CASE_CLOSED,
    LATE_REASON_GIVEN,
    ANSWERS_RECORDED,
    INTERPRETER_RECORDED,
    CASE_MIGRATED,
    PAPER_SLIP_NUMBERED,
)

"""One event of every kind, as whole values: what deciding records, and what a log holds."""

from datetime import date, time
from typing import Final
from uuid import UUID

from events.access import (
    AccountInspected,
    ContentDisclosed,
    ContentRead,
    DraftHandedOn,
    DraftOpened,
    LedgerInspected,
    NamesIndexed,
    ReadingRefused,
    SearchMade,
    Surface,
)
from events.agency import AgencyRegistered, AgencyRenamed
from events.answer import AnswersRecorded
from events.asking import Answer, Question, QuestionKind
from events.assessment import (
    AssessmentRecorded,
    Domain,
    HousingSituation,
    Residence,
    ResidenceChecked,
    WorkSituation,
)
from events.assignment import (
    CoverEnded,
    CoverReason,
    CoverTaken,
    LeadHandedOver,
    LeadReason,
)
from events.attachment import FilesAttached, FilesWithdrawn, FileType
from events.base import Event
from events.brief import BriefCompleted, BriefEnded, BriefNoted
from events.case import (
    CaseClosed,
    ConsultationCorrected,
    ConsultationReceived,
    ProgressCorrected,
    ProgressRecorded,
)
from events.consent import ConsentAsked, ConsentGiven, ConsentNotAsked, ConsentRefused
from events.consent_changes import (
    ConsentDisputed,
    ConsentWithdrawn,
    DisputeSettled,
    PaperArrived,
)
from events.consent_document import DocumentAdopted, DocumentRetired
from events.consent_terms import (
    Capacity,
    ConsentMeans,
    ConsentPurpose,
    SharedMeeting,
    Subjects,
    Unasked,
)
from events.contact import (
    AddressKind,
    AddressRecorded,
    ContactWithdrawn,
    DeathRecorded,
    MovedAway,
    SafeContactRecorded,
)
from events.conversion import ProgressConverted, SlipConverted
from events.direction import DirectionEnded, DirectionGiven
from events.emergency import (
    EmergencyDisclosed,
    EmergencyEnded,
    EmergencyExtended,
    EmergencyLaw,
    EmergencyReviewed,
    EmergencyUseStopped,
    Finding,
    Stopping,
)
from events.evaluation import (
    EvaluationConfirmed,
    EvaluationOutcome,
    PlanEvaluated,
    SeenChange,
)
from events.exclusion import ExclusionLifted, RecipientExcluded
from events.factor import (
    FactorEnrolled,
    FactorKind,
    FactorRecoveryApproved,
    FactorRecoveryAsked,
)
from events.ground import (
    Approving,
    Condition,
    ConditionsAccepted,
    Ground,
    GroundDecided,
    GroundReason,
    GroundStated,
    Necessity,
    Needed,
)
from events.handover import (
    HandoverConfirmed,
    HandoverMade,
    HandoverNotTakenUp,
    NotTakenUpBecause,
)
from events.household import (
    HouseholdFormed,
    Leaving,
    Living,
    MemberJoined,
    MemberLeft,
    Relation,
    RelationCorrected,
)
from events.inquiry import InquiryNoted
from events.interpreter import (
    InterpreterArranger,
    InterpreterRecorded,
    InterpreterStanding,
    SecrecyPledge,
)
from events.key import KeyCreated, KeyDestroyed, KeyDestructionOrdered
from events.lateness import LateReasonGiven
from events.migration import CaseMigrated, OldConsent
from events.monitoring import (
    MonitoringRecorded,
    MonitoringResult,
    WatchAgreed,
    WorkResult,
    WorkResultReached,
)
from events.opening import Count, Figure, MonthTotalled, OldListEnded, TotalSource
from events.paper_slip import PaperSlipNumbered
from events.partner import Channel, PartnerEnded, PartnerRegistered
from events.passage import PassageCorrected, PassageRecorded
from events.person import PersonLinked, PersonRegistered, PersonUnlinked, SheetCorrected
from events.plan import (
    AgreementMeans,
    DecisionKind,
    PlanAgreed,
    PlanApproved,
    PlanContent,
    PlanDecided,
    PlanDrafted,
    PlanSubmitted,
    SupportStarted,
)
from events.policy import (
    ChangeDirection,
    LegalBasisConfirmed,
    PolicyAdopted,
    PolicyChange,
)
from events.post import HolderNamed, HoldingEnded, PostEstablished
from events.programme import ContractEnded, ContractRenewed, ProgrammeOpened
from events.provided import Provided
from events.provision import (
    Declining,
    Ending,
    ProvisionAccepted,
    ProvisionDeclined,
    ProvisionEnded,
    ProvisionProposed,
)
from events.provision_steps import AnswerTakenDown, ProvisionUrged, Urging
from events.qualification import Qualification, QualificationRecorded, QualificationWithdrawn
from events.question import QuestionsAdopted
from events.record import RecordKept, RecordKind
from events.referral import (
    Awareness,
    Bringer,
    BringerTold,
    ReferralKind,
    ReferralMeans,
    ReferralReceived,
    Telling,
    TellingDecided,
)
from events.relief import (
    InformedBy,
    PublicAssistanceExplained,
    ReliefGiven,
    ReliefKind,
)
from events.reopening import CaseReopened
from events.representative import (
    AuthorityProof,
    RepresentativeEnded,
    RepresentativeMarked,
    RepresentativeRecorded,
)
from events.restriction import CaseRestricted, RestrictionLifted, RestrictionReason
from events.screening import (
    PromoterAnswer,
    PromoterAnswered,
    PromoterAsked,
    ScreeningDecided,
    ScreeningResult,
)
from events.service import ServiceEnded, ServiceStarted
from events.session import SessionEnd, SessionEnded, SessionOpened, SessionRefused
from events.setting import (
    ClosingDaysDecided,
    HolidayWindowDecided,
    PlaceDecided,
    SettingWithdrawn,
    Term,
    TermDecided,
    WindowHoursDecided,
)
from events.staff import AppointmentEnded, StaffAppointed, StaffDeactivated, StaffRegistered
from events.task import TaskDone, TaskDropped, TaskGiven, TaskPostponed, WaitingFor
from events.team import DutyAssigned, DutyEnded
from events.tenant import TenantOpened
from events.values import (
    AgencyKind,
    Caller,
    Category,
    ClosingReason,
    ErasureAuthority,
    HeardOf,
    Language,
    Means,
    Pointer,
    Purpose,
    Role,
    Route,
    SharingStance,
    StatutoryProgramme,
    SupportMethod,
    Topic,
    Urgency,
    UrgencyGround,
)
from events.visit import (
    AbsenceNote,
    VisitCancelled,
    VisitOutcome,
    VisitPlanned,
    VisitReturned,
    VisitStarted,
)
from events.window import Weekday
from events.withholding import SheetReleased, SheetWithheld
from tests.builders import (
    APPOINTMENT,
    ASKED,
    CASE,
    CHECK_VALUE,
    CHIEF,
    CITY,
    COLLEAGUE,
    COUNCIL,
    COUNSELLOR,
    DESK,
    EMERGENCY,
    FACTOR,
    FISCAL_YEAR,
    FORM,
    HANDOVER,
    HOLDING,
    HOUSEHOLD,
    INTERPRETER,
    KEY,
    LATE_HOURS,
    LATER_NOTE,
    LOANS,
    MOTHER,
    NEXT_FISCAL_YEAR,
    NOON,
    NOTE,
    OTHER_CASE,
    OTHER_PARTNER,
    OTHER_PARTY,
    PARTNER,
    POST,
    PROVISION,
    QUALIFICATION,
    REFERRAL,
    REGISTER,
    SCREENING,
    SCREENING_DUE,
    SECOND_SUNDAY,
    SESSION,
    SETTING,
    SLIP,
    SON,
    TENANT,
    TODAY,
    TOMORROW,
    UNKNOWN,
    YESTERDAY,
)

CITY_HALL: Final = UUID("0c6a3c7e-6b0b-4d4b-9a3e-0f3b6b1f2a11")
CLINIC: Final = UUID("5f0d9a52-8f6e-4d35-8d6c-3a1f5f0f7b22")
DAUGHTER: Final = UUID("b2f4a7c1-93d5-4c0e-8a6f-7e1d2c3b4a55")
DOCUMENT: Final = UUID("e7d1c2b3-a495-4687-9b0a-1c2d3e4f5a66")
TENANT_OPENED: Final = TenantOpened(code=TENANT, name="瀬名木市")
AGENCY_REGISTERED: Final = AgencyRegistered(
    agency_id=COUNCIL, name="瀬名木市社会福祉協議会", kind=AgencyKind.WELFARE_COUNCIL
)
AGENCY_RENAMED: Final = AgencyRenamed(first=TODAY, name="瀬名木市社協")
PROGRAMME_OPENED: Final = ProgrammeOpened(
    programme_id=DESK,
    name="福祉総合相談窓口",
    contractor=COUNCIL,
    commissioner=CITY,
    contract=FISCAL_YEAR,
)
CONTRACT_RENEWED: Final = ContractRenewed(contract=NEXT_FISCAL_YEAR)
CONTRACT_ENDED: Final = ContractEnded(last_day=TOMORROW)
HOURS_DECIDED: Final = WindowHoursDecided(first=TOMORROW, hours=LATE_HOURS)
HOLIDAY_WINDOW_DECIDED: Final = HolidayWindowDecided(first=TOMORROW, window=SECOND_SUNDAY)
DUTY_ASSIGNED: Final = DutyAssigned(
    programme=DESK,
    duty_id=NOTE,
    staff=COUNSELLOR,
    weekdays=(Weekday.MONDAY, Weekday.THURSDAY),
    first=date(2024, 10, 1),
    last=None,
)
DUTY_ENDED: Final = DutyEnded(duty_id=NOTE, last=date(2024, 10, 2))
PLACE_DECIDED: Final = PlaceDecided(first=TOMORROW, place="第二庁舎1階")
TERM_DECIDED: Final = TermDecided(first=TOMORROW, term=Term.SCREENING, days=10)
CLOSING_DAYS_DECIDED: Final = ClosingDaysDecided(first=date(2024, 10, 15), last=date(2024, 10, 16))
SETTING_WITHDRAWN: Final = SettingWithdrawn(record=SETTING)
STAFF_REGISTERED: Final = StaffRegistered(staff_id=COUNSELLOR, name="水城 遥", login="mizuki")
STAFF_APPOINTED: Final = StaffAppointed(
    appointment_id=APPOINTMENT, programme=DESK, role=Role.WORKER, period=FISCAL_YEAR
)
APPOINTMENT_ENDED: Final = AppointmentEnded(appointment_id=APPOINTMENT, last_day=TODAY)
STAFF_DEACTIVATED: Final = StaffDeactivated()
QUALIFICATION_RECORDED: Final = QualificationRecorded(
    qualification_id=QUALIFICATION,
    qualification=Qualification.WORKER_TRAINING,
    gained_on=YESTERDAY,
    valid_until=date(2029, 9, 29),
)
QUALIFICATION_WITHDRAWN: Final = QualificationWithdrawn(qualification_id=QUALIFICATION)
POST_ESTABLISHED: Final = PostEstablished(post_id=POST, agency=CITY, title="地域福祉課長")
HOLDER_NAMED: Final = HolderNamed(holding_id=HOLDING, holder=CHIEF, period=FISCAL_YEAR)
HOLDING_ENDED: Final = HoldingEnded(holding_id=HOLDING, last_day=TODAY)
PARTNER_REGISTERED: Final = PartnerRegistered(
    partner_id=PARTNER,
    programme=DESK,
    name="三田村 きよ",
    title="民生委員・児童委員（鈴懸町）",
    office="瀬名木市民生委員児童委員協議会",
    kind=AgencyKind.RESIDENT_ORGANISATION,
    channel=Channel.PHONE,
    first=TODAY,
)
PARTNER_ENDED: Final = PartnerEnded(last_day=TOMORROW, successor=OTHER_PARTNER)
FACTOR_ENROLLED: Final = FactorEnrolled(factor_id=FACTOR, kind=FactorKind.TOTP)
FACTOR_RECOVERY_ASKED: Final = FactorRecoveryAsked(asked_by=CHIEF)
FACTOR_RECOVERY_APPROVED: Final = FactorRecoveryApproved(asked_by=CHIEF, approved_by=COLLEAGUE)
SESSION_OPENED: Final = SessionOpened(session_id=SESSION, staff=COUNSELLOR)
SESSION_ENDED: Final = SessionEnded(session_id=SESSION, how=SessionEnd.LOGGED_OUT)
SESSION_REFUSED: Final = SessionRefused(staff=COUNSELLOR)
PERSON_REGISTERED: Final = PersonRegistered(
    person_id=MOTHER,
    programme=DESK,
    name="髙﨑 ふみ",
    kana="タカサキ フミ",
    born="1942-05-03",
    address="瀬名木市鈴懸町2丁目4番8号",
    phone="000-0000-0142",
)
SHEET_CORRECTED: Final = SheetCorrected(
    corrects=SLIP,
    person_id=MOTHER,
    programme=DESK,
    name="髙﨑 ふみ子",
    kana="タカサキ フミコ",
    born="1942",
    address="瀬名木市鈴懸町2丁目4番8号",
    phone="000-0000-0143",
    reason="保険証で確かめた",
)
PERSON_LINKED: Final = PersonLinked(person_id=MOTHER, other=SON, reason="旧姓での相談があった")
PERSON_UNLINKED: Final = PersonUnlinked(person_id=MOTHER, other=SON, reason="別の方とわかった")
SAFE_CONTACT_RECORDED: Final = SafeContactRecorded(
    corrects=None,
    person_id=MOTHER,
    means="phone letter",
    times="平日の10時から12時",
    sender="personal_name",
    never="自宅の固定電話",
    note="長男が出たら用件を言わない。",
)
ADDRESS_RECORDED: Final = AddressRecorded(
    corrects=None,
    person_id=MOTHER,
    kind=AddressKind.TEMPORARY,
    since=YESTERDAY,
    until=None,
    address="瀬名木市栗林町1丁目2番3号 瀬名木病院",
    note="退院の見込みは来月",
)
MOVED_AWAY: Final = MovedAway(
    corrects=None, person_id=MOTHER, moved_on=TOMORROW, destination="隣の市の長女の家"
)
DEATH_RECORDED: Final = DeathRecorded(
    corrects=None, person_id=MOTHER, died_on=YESTERDAY, known_by="長男から電話"
)
CONTACT_WITHDRAWN: Final = ContactWithdrawn(
    corrects=NOTE, person_id=MOTHER, reason="別の方の記録だった"
)
REPRESENTATIVE_RECORDED: Final = RepresentativeRecorded(
    person_id=MOTHER,
    representative=DAUGHTER,
    capacity=Capacity.ADULT_GUARDIAN,
    proof=AuthorityProof.GUARDIANSHIP_CERTIFICATE,
    first=YESTERDAY,
    last=None,
    name="髙﨑 みどり",
    scope="財産管理と、福祉サービスの契約",
)
REPRESENTATIVE_ENDED: Final = RepresentativeEnded(
    person_id=MOTHER, representative=DAUGHTER, last_day=TODAY, words="辞任した。"
)
REPRESENTATIVE_MARKED: Final = RepresentativeMarked(
    person_id=MOTHER, representative=DAUGHTER, speaks=False, words="通帳を取り上げているという。"
)
CONSENT_ASKED: Final = ConsentAsked(
    person_id=MOTHER, document=DOCUMENT, words="次回までに考えたいとのこと。"
)
CONSENT_GIVEN: Final = ConsentGiven(
    person_id=MOTHER,
    representative=None,
    capacity=Capacity.SUBJECT,
    explainer=COUNSELLOR,
    document=DOCUMENT,
    means=ConsentMeans.SIGNATURE,
    said_on=TODAY,
    first=TODAY,
    last=date(2025, 9, 30),
    recipients=(CITY_HALL,),
    purposes=(ConsentPurpose.CONSULT, ConsentPurpose.COORDINATE),
    subjects=(Subjects.BASIC, Subjects.HEALTH),
    meetings=(SharedMeeting.PLAN_COORDINATION,),
    names_art9=False,
    partly=True,
    exempt=None,
    renews=None,
    scan_due=date(2024, 10, 8),
    words="収入のことは、まだ知られたくない。",
)
CONSENT_REFUSED: Final = ConsentRefused(
    person_id=MOTHER, said_on=TODAY, words="役所には知られたくない。"
)
CONSENT_NOT_ASKED: Final = ConsentNotAsked(
    person_id=MOTHER,
    why=Unasked.INCAPABLE,
    first=TODAY,
    last=None,
    words="説明しても、すぐに忘れてしまう。",
)
CONSENT_WITHDRAWN: Final = ConsentWithdrawn(
    person_id=MOTHER,
    consent=NOTE,
    effective=TODAY,
    recipients=(),
    purposes=(),
    words="もう話さないでほしい。",
)
CONSENT_DISPUTED: Final = ConsentDisputed(
    person_id=MOTHER, consent=NOTE, words="署名は長男のものではないか。"
)
DISPUTE_SETTLED: Final = DisputeSettled(person_id=MOTHER, consent=NOTE, words="本人に確かめた。")
PAPER_ARRIVED: Final = PaperArrived(
    person_id=MOTHER, consent=NOTE, words="窓口の棚、令和6年度、12番"
)
RECIPIENT_EXCLUDED: Final = RecipientExcluded(
    person_id=MOTHER, recipient=CLINIC, effective=TODAY, words="妹が受付で働いている。"
)
EXCLUSION_LIFTED: Final = ExclusionLifted(
    person_id=MOTHER, recipient=CLINIC, words="妹は退職した。"
)
DOCUMENT_ADOPTED: Final = DocumentAdopted(
    document_id=DOCUMENT,
    name="個人情報に関する管理・取扱規程",
    version="令和6年4月1日版",
    words="相談の内容を、支援に必要な関係機関と共有することに同意します。",
    digest="fdefcf9a322504939e2b0f2d67e247be4823006ba3a83dfd5999d76395fe3ac1",
    classes=(AgencyKind.CITY_DIVISION, AgencyKind.COMMUNITY_SUPPORT_CENTER),
    language=None,
    first=TODAY,
)
DOCUMENT_RETIRED: Final = DocumentRetired(document_id=DOCUMENT, last_day=TODAY)
HOUSEHOLD_FORMED: Final = HouseholdFormed(household_id=HOUSEHOLD, programme=DESK, around=MOTHER)
MEMBER_JOINED: Final = MemberJoined(
    person_id=SON,
    relation=Relation.CHILD,
    living=Living.TOGETHER,
    since=YESTERDAY,
    note="二階の部屋からほとんど出ない。",
)
RELATION_CORRECTED: Final = RelationCorrected(
    corrects=NOTE,
    person_id=SON,
    relation=Relation.GRANDCHILD,
    living=Living.APART,
    since=YESTERDAY,
    note="週末だけ来る。",
    reason="戸籍で確かめた",
)
MEMBER_LEFT: Final = MemberLeft(
    record=NOTE,
    person_id=SON,
    leaving=Leaving.MOVED_OUT,
    left_on=TODAY,
    note="隣の市で一人暮らしを始めた。",
)
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
PROVISION_PROPOSED: Final = ProvisionProposed(
    provision_id=PROVISION,
    case_id=CASE,
    person_id=MOTHER,
    provider=DESK,
    recipient=LOANS,
    purpose=Purpose.SERVICE,
    records=(
        Provided(
            at=Pointer(NOTE, 12, 0),
            person_id=MOTHER,
            category=Category.NOTE,
            kind="case.progress-recorded",
            on=date(2026, 4, 6),
        ),
    ),
    reply_by=date(2026, 4, 20),
    words="訪問介護を入れたいので、ご本人に会っていただけますか。",
)
PROVISION_ACCEPTED: Final = ProvisionAccepted(provision_id=PROVISION)
PROVISION_DECLINED: Final = ProvisionDeclined(provision_id=PROVISION, why=Declining.OUT_OF_SCOPE)
PROVISION_ENDED: Final = ProvisionEnded(provision_id=PROVISION, how=Ending.COMPLETED)
GROUND_STATED: Final = GroundStated(
    provision_id=PROVISION,
    person_id=MOTHER,
    ground=Ground.INTERNAL_REASONABLE,
    why=GroundReason.ELIGIBILITY,
    needed=(Needed(category=Category.NOTE, need=Necessity.JUDGE),),
    conditions=tuple(Condition),
    until=date(2026, 5, 6),
    words="保護の要否を決める法定の事務に必要なため。",
    harm="本人に伝えても不利益はない。",
)
GROUND_DECIDED: Final = GroundDecided(
    provision_id=PROVISION,
    person_id=MOTHER,
    decision=Approving.APPROVED,
    words="必要な範囲であることを確かめた。",
)
CONDITIONS_ACCEPTED: Final = ConditionsAccepted(provision_id=PROVISION)
EMERGENCY_DISCLOSED: Final = EmergencyDisclosed(
    emergency_id=EMERGENCY,
    case_id=CASE,
    person_id=MOTHER,
    provider=DESK,
    recipient=LOANS,
    law=EmergencyLaw.VITAL_INTEREST,
    records=PROVISION_PROPOSED.records,
    minutes=60,
    review_by=date(2026, 4, 7),
    words="電話口で薬を大量に飲んだと話している。",
)
EMERGENCY_EXTENDED: Final = EmergencyExtended(
    emergency_id=EMERGENCY, person_id=MOTHER, minutes=30, words="まだ救急隊が着いていない。"
)
EMERGENCY_ENDED: Final = EmergencyEnded(emergency_id=EMERGENCY)
EMERGENCY_REVIEWED: Final = EmergencyReviewed(
    emergency_id=EMERGENCY,
    person_id=MOTHER,
    finding=Finding.NOT_UPHELD,
    words="翌日の電話でも足りた。",
)
EMERGENCY_USE_STOPPED: Final = EmergencyUseStopped(emergency_id=EMERGENCY, how=Stopping.DESTROYED)
PROVISION_URGED: Final = ProvisionUrged(
    provision_id=PROVISION,
    step=Urging.SECRETARIAT,
    told=(REGISTER,),
    reply_by=date(2026, 5, 8),
)
ANSWER_TAKEN_DOWN: Final = AnswerTakenDown(
    provision_id=PROVISION,
    person_id=MOTHER,
    channel=Channel.PHONE,
    said_on=date(2026, 4, 10),
    read_back=True,
    speaker="貸付係 田中係長",
    number="000-0000-0177",
    words="来週なら会えるとのこと。",
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
ASSESSMENT_RECORDED: Final = AssessmentRecorded(
    corrects=None,
    person_id=MOTHER,
    assessed_on=TODAY,
    needs="poverty isolation family",
    domains=(Domain.WELFARE, Domain.WORK, Domain.ISOLATION),
    work=WorkSituation.PENSION_LIFE,
    housing=HousingSituation.RENTED,
    findings="年金のほとんどが家賃で消える。長男の昼夜逆転が続き、家から出ていない。",
    health="高血圧で月に1度通院。薬は飲めている。",
    disability="",
    income="老齢年金のみ。2か月で13万円ほど。",
    debt="電気代を2か月滞納。借入れはない。",
)
RESIDENCE_CHECKED: Final = ResidenceChecked(
    corrects=None,
    person_id=MOTHER,
    checked_on=TODAY,
    residence=Residence.REGISTERED_HERE,
    text="後期高齢者医療の保険証で確かめた。",
)
SCREENING_DECIDED: Final = ScreeningDecided(
    settles=SLIP,
    person_id=MOTHER,
    decided_on=TODAY,
    result=ScreeningResult.REFER,
    due=TOMORROW,
    text="介護の申請が先。地域包括支援センターにつなぐ。",
)
PROMOTER_ASKED: Final = PromoterAsked(
    person_id=MOTHER,
    asked_on=TODAY,
    due=TOMORROW,
    text="介護と就労とひきこもりが重なり、窓口だけでは動かせない。",
)
PROMOTER_ANSWERED: Final = PromoterAnswered(
    settles=ASKED,
    person_id=MOTHER,
    answered_on=TODAY,
    answer=PromoterAnswer.LEADS,
    text="世帯全体を見立てる。来週、関係機関に声をかける。",
)
HANDOVER_MADE: Final = HandoverMade(
    settles=SCREENING,
    person_id=MOTHER,
    made_on=TODAY,
    receiver=AgencyKind.COMMUNITY_SUPPORT_CENTER,
    accompanied=True,
    due=TOMORROW,
    receiver_name="瀬名木北 地域包括支援センター",
    aim="要介護認定の申請と、日中の過ごし方の相談。",
)
HANDOVER_CONFIRMED: Final = HandoverConfirmed(
    settles=HANDOVER,
    person_id=MOTHER,
    confirmed_on=TODAY,
    confirmed_by="北センター 主任 相原さん",
    text="申請書を受け取ってもらえた。訪問調査は来週。",
)
HANDOVER_NOT_TAKEN_UP: Final = HandoverNotTakenUp(
    settles=HANDOVER,
    person_id=MOTHER,
    known_on=TODAY,
    because=NotTakenUpBecause.PERSON_DID_NOT_GO,
    due=TOMORROW,
    text="約束の時間に来られなかった。長男が止めたとのこと。",
)
REFERRAL_RECEIVED: Final = ReferralReceived(
    person_id=MOTHER,
    received_on=TODAY,
    kind=ReferralKind.RECOMMENDATION,
    bringer=Bringer.AGENCY,
    body=AgencyKind.CITY_DIVISION,
    means=ReferralMeans.PAPER,
    telling=Telling.NOT_YET_ASKED,
    aware=Awareness.KNOWS,
    due=TOMORROW,
    bringer_name="納税課 徴収係 小田桐",
    informant="",
    doing="分納を月五千円にしている。",
    informant_doing="",
    text="分納の相談中に、食べるものにも困っていると話された。",
)
LATE_REASON_GIVEN: Final = LateReasonGiven(
    record=NOTE,
    person_id=MOTHER,
    text="システム停止中の紙記録",
)
TELLING_DECIDED: Final = TellingDecided(
    record=REFERRAL,
    settles=None,
    person_id=MOTHER,
    decided_on=TODAY,
    telling=Telling.AGREED,
    text="面談で尋ねた。つながったことだけなら、とのこと。",
)
BRINGER_TOLD: Final = BringerTold(
    settles=REFERRAL,
    person_id=MOTHER,
    told_on=TODAY,
    text="納税課の小田桐さんに内線で。",
)
LICENCE: Final = Question(
    question_id=UUID("9a1f6c0e-6d0e-4b7c-8a7e-0b1c2d3e4f51"),
    wording="運転免許を持っていますか。",
    kind=QuestionKind.YES_NO,
    category=Category.SCHOOL_WORK,
)
FEAR: Final = Question(
    question_id=UUID("7c2e8d1f-5b3a-4f6e-9d8c-1a2b3c4d5e62"),
    wording="家でこわい思いをすることがありますか。",
    kind=QuestionKind.ONE_OF,
    category=Category.ABUSE,
    choices=("ある", "ない", "答えたくない"),
)
QUESTIONS_ADOPTED: Final = QuestionsAdopted(first=TODAY, questions=(LICENCE, FEAR))
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
RELIEF_GIVEN: Final = ReliefGiven(
    person_id=MOTHER,
    given_on=TODAY,
    kind=ReliefKind.FOOD,
    text="フードバンクの食料3日分を渡した。",
)
PUBLIC_ASSISTANCE_EXPLAINED: Final = PublicAssistanceExplained(
    person_id=MOTHER,
    explained_on=TODAY,
    informed_by=InformedBy.LEAFLET,
    text="しおりを渡して説明した。申請は長男と相談したいとのこと。",
)
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
SHEET_WITHHELD: Final = SheetWithheld(person_id=MOTHER, case_id=CASE)
SHEET_RELEASED: Final = SheetReleased(person_id=MOTHER, case_id=CASE)
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
CASE_MIGRATED: Final = CaseMigrated(
    person_id=MOTHER,
    file_digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    last_contact_on=TODAY,
    consent=OldConsent.GIVEN,
    consent_on=YESTERDAY,
    source_key="相談者一覧2024 57",
    remarks="面談は午後がよい。",
)
MEASURE_KEPT: Final = RecordKept(
    corrects=None,
    person_id=MOTHER,
    other_id=OTHER_PARTY,
    against=(NOTE, SLIP),
    kind=RecordKind.SUPPORT_MEASURE,
    first="2024-10-01",
    last="2025-09-30",
    authority="瀬名木市",
    covered="長女",
    address="",
    note="郵便は勤め先へ。",
    name="",
    relation="",
    reached="",
    features="",
    linked="",
)
MONTH_TOTALLED: Final = MonthTotalled(
    corrects=None,
    programme=DESK,
    month=date(2024, 8, 1),
    source=TotalSource.NATIONAL_REPORT,
    file_digest="",
    counts=(
        Count(figure=Figure.NEW_CONSULTATIONS, count=31),
        Count(figure=Figure.PLANS, count=7),
    ),
)
OLD_LIST_ENDED: Final = OldListEnded(corrects=None, programme=DESK, last_day=YESTERDAY)
PAPER_SLIP_NUMBERED: Final = PaperSlipNumbered(corrects=None, person_id=MOTHER, number="6-118")
CONTENT_READ: Final = ContentRead(
    register=REGISTER,
    surface=Surface.CASE_PAGE,
    case_id=CASE,
    items=(Pointer(SLIP, 12, 0), Pointer(NOTE, 15, 0)),
    detail='{"rule":"own_programme"}',
)
CONTENT_DISCLOSED: Final = ContentDisclosed(
    register=LOANS,
    provider=DESK,
    provision=PROVISION,
    surface=Surface.PROVIDED,
    items=(Pointer(NOTE, 12, 0),),
    detail='{"decisions":[]}',
)
SEARCH_MADE: Final = SearchMade(
    register=REGISTER,
    items=(Pointer(SLIP, 12, 0),),
    words="髙﨑",
    reason="来所中の方の照会",
)
READING_REFUSED: Final = ReadingRefused(
    register=REGISTER,
    surface=Surface.CASE_PAGE,
    rule="other_programme",
    detail='{"asked":"case"}',
)
ACCOUNT_INSPECTED: Final = AccountInspected(
    register=REGISTER, surface=Surface.DISCLOSURES, narrowed=(COUNSELLOR,), page=1, seqs=(43, 40)
)
LEDGER_INSPECTED: Final = LedgerInspected(register=REGISTER, case_id=None, page=2, seqs=(41, 40))
DRAFT_OPENED: Final = DraftOpened(
    register=REGISTER, draft_id=UUID("2f1b8a94-6c1d-4c0e-9b57-3a0f4e5d6c21")
)
DRAFT_HANDED_ON: Final = DraftHandedOn(
    register=REGISTER,
    draft_id=UUID("2f1b8a94-6c1d-4c0e-9b57-3a0f4e5d6c21"),
    handed_by=COUNSELLOR,
    handed_to=COLLEAGUE,
)
NAMES_INDEXED: Final = NamesIndexed(items=(Pointer(SLIP, 12, 0), Pointer(NOTE, 15, 1)))
KEY_CREATED: Final = KeyCreated(key_id=KEY, check_value=CHECK_VALUE)
KEY_DESTRUCTION_ORDERED: Final = KeyDestructionOrdered(
    key_id=KEY,
    authority=ErasureAuthority.STOP_ORDER,
    reason_code="appi-100",
    decided_on=TODAY,
    approved_by=COLLEAGUE,
)
KEY_DESTROYED: Final = KeyDestroyed(key_id=KEY, check_value=CHECK_VALUE)
POLICY_ADOPTED: Final = PolicyAdopted(
    version="f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2",
    previous=None,
    valid_from=TODAY,
    ground="起案 第12号",
    prepared_by=CHIEF,
    approved_by=COLLEAGUE,
    impact=(
        PolicyChange(
            name="casework",
            direction=ChangeDirection.WIDER,
            count=3,
            witness=("acting_context=CASEWORK",),
            reason="窓口の再委託",
        ),
    ),
)
LEGAL_BASIS_CONFIRMED: Final = LegalBasisConfirmed(
    basis="JSN-81",
    digest="3b5d5c3712955042212316173ccf37be800a2b5d3b5d5c3712955042212316aa",
    registry="9d5ed678fe57bcca610140957afab571f7c1c1c1d1f7c1c1c1d1f7c1c1c1d1aa",
    official_text="官報 令和7年3月31日 号外",
    confirmed_by=CHIEF,
)
PLAN: Final = UUID("2b7b51a4-4f66-4f8f-9b0a-0f6c7f9d1e21")
PLAN_DECISION: Final = UUID("5c0f1d8e-2a35-4a6b-8f0e-7d4b6c3a9f10")
SERVICE_START: Final = UUID("8d3e6f20-91b4-4c7d-a5e8-1f2b3c4d5e6f")
EVALUATION: Final = UUID("9e4f7a31-a2c5-4d8e-b6f9-2a3c4d5e6f70")
DIRECTION: Final = UUID("af508b42-b3d6-4e9f-87a0-3b4d5e6f7081")
PLAN_DRAFTED: Final = PlanDrafted(
    corrects=None,
    record=None,
    person_id=MOTHER,
    target=date(2025, 3, 31),
    programmes=(StatutoryProgramme.BUDGET_SUPPORT, StatutoryProgramme.WORK_SUPPORT),
    work_support=True,
    lacking=(PlanContent.CAUTIONS,),
    intent="息子と二人、いまの家で暮らし続けたい。",
    issues="年金だけで家計が足りない。長男が10年以上家から出ていない。",
    goals="家賃の滞納をなくす。長男が週1回、居場所に通う。",
    support="家計改善支援を月2回。就労支援員が長男を訪問する。",
    cautions="",
    reason="",
)
PLAN_AGREED: Final = PlanAgreed(
    record=PLAN,
    person_id=MOTHER,
    agreed_on=TODAY,
    how=AgreementMeans.SIGNATURE,
    text="本人の控えを渡した。",
)
PLAN_SUBMITTED: Final = PlanSubmitted(
    record=PLAN, person_id=MOTHER, submitted_on=TODAY, text="10月の定例の会議に付議する。"
)
PLAN_APPROVED: Final = PlanApproved(
    record=PLAN,
    person_id=MOTHER,
    approved_on=TODAY,
    after_start=True,
    reason="家賃の納期が迫り、会議を待たずに始めた。",
)
PLAN_DECIDED: Final = PlanDecided(
    record=PLAN,
    settles=None,
    person_id=MOTHER,
    kind=DecisionKind.DECISION,
    decided_on=TODAY,
    due=date(2025, 1, 6),
    document_number="瀬福発第108号",
    post="地域福祉課長",
)
SUPPORT_STARTED: Final = SupportStarted(
    record=PLAN,
    person_id=MOTHER,
    started_on=TODAY,
    before_meeting=True,
    text="家計簿を一緒につけ始めた。",
)
SERVICE_STARTED: Final = ServiceStarted(
    person_id=MOTHER,
    service=StatutoryProgramme.BUDGET_SUPPORT,
    started_on=TODAY,
    text="月2回の面談。",
)
SERVICE_ENDED: Final = ServiceEnded(
    record=SERVICE_START,
    person_id=MOTHER,
    service=StatutoryProgramme.BUDGET_SUPPORT,
    ended_on=TODAY,
    text="家計簿を自分でつけられるようになった。",
)
WATCH_AGREED: Final = WatchAgreed(
    settles=None,
    person_id=MOTHER,
    agreed_on=TODAY,
    due=date(2024, 12, 2),
    text="民生委員が月1回声をかける。",
)
MONITORING_RECORDED: Final = MonitoringRecorded(
    settles=PLAN_DECISION,
    person_id=MOTHER,
    monitored_on=TODAY,
    result=MonitoringResult.AS_PLANNED,
    due=date(2025, 1, 6),
    text="滞納は残り1か月分。長男は2回訪問に応じた。",
)
WORK_RESULT_REACHED: Final = WorkResultReached(
    person_id=MOTHER,
    result=WorkResult.STARTED_WORK,
    reached_on=TODAY,
    text="清掃の仕事、週3日。",
)
PLAN_EVALUATED: Final = PlanEvaluated(
    record=PLAN,
    person_id=MOTHER,
    evaluated_on=TODAY,
    outcome=EvaluationOutcome.CLOSED,
    changes=(SeenChange.BUDGET, SeenChange.STARTED_WORK),
    text="滞納はなくなり、長男は働き始めた。",
    remaining="長男の通院は本人と家族で続ける。",
)
EVALUATION_CONFIRMED: Final = EvaluationConfirmed(
    record=EVALUATION, person_id=MOTHER, confirmed_on=TODAY, text="終結でよいと確認。"
)
DIRECTION_GIVEN: Final = DirectionGiven(
    corrects=None,
    person_id=MOTHER,
    agency_kind=AgencyKind.COMMUNITY_SUPPORT_CENTER,
    leads=True,
    due=date(2025, 1, 6),
    agency="鈴懸地域包括支援センター",
    text="母の介護の申請を支え、訪問の窓口になる。",
)
DIRECTION_ENDED: Final = DirectionEnded(
    record=DIRECTION,
    settles=DIRECTION,
    person_id=MOTHER,
    ended_on=TODAY,
    text="介護の申請が済み、ケアマネジャーに引き継いだ。",
)
CASE_REOPENED: Final = CaseReopened(
    person_id=MOTHER, reopened_on=TODAY, reason="長男が仕事をやめ、ふたたび相談があった。"
)

EXAMPLES: Final[dict[str, Event]] = {
    event.TOPIC: event
    for event in (
        TENANT_OPENED,
        AGENCY_REGISTERED,
        AGENCY_RENAMED,
        PROGRAMME_OPENED,
        CONTRACT_RENEWED,
        CONTRACT_ENDED,
        HOURS_DECIDED,
        HOLIDAY_WINDOW_DECIDED,
        PLACE_DECIDED,
        DUTY_ASSIGNED,
        DUTY_ENDED,
        TERM_DECIDED,
        CLOSING_DAYS_DECIDED,
        SETTING_WITHDRAWN,
        STAFF_REGISTERED,
        STAFF_APPOINTED,
        APPOINTMENT_ENDED,
        STAFF_DEACTIVATED,
        QUALIFICATION_RECORDED,
        QUALIFICATION_WITHDRAWN,
        POST_ESTABLISHED,
        HOLDER_NAMED,
        HOLDING_ENDED,
        PARTNER_REGISTERED,
        PARTNER_ENDED,
        FACTOR_ENROLLED,
        FACTOR_RECOVERY_ASKED,
        FACTOR_RECOVERY_APPROVED,
        SESSION_OPENED,
        SESSION_ENDED,
        SESSION_REFUSED,
        BRIEF_NOTED,
        BRIEF_COMPLETED,
        BRIEF_ENDED,
        INQUIRY_NOTED,
        PROVISION_PROPOSED,
        PROVISION_ACCEPTED,
        PROVISION_DECLINED,
        PROVISION_ENDED,
        GROUND_STATED,
        GROUND_DECIDED,
        CONDITIONS_ACCEPTED,
        EMERGENCY_DISCLOSED,
        EMERGENCY_EXTENDED,
        EMERGENCY_ENDED,
        EMERGENCY_REVIEWED,
        EMERGENCY_USE_STOPPED,
        PROVISION_URGED,
        ANSWER_TAKEN_DOWN,
        CONTENT_DISCLOSED,
        PERSON_REGISTERED,
        SHEET_CORRECTED,
        PERSON_LINKED,
        PERSON_UNLINKED,
        SAFE_CONTACT_RECORDED,
        ADDRESS_RECORDED,
        MOVED_AWAY,
        DEATH_RECORDED,
        CONTACT_WITHDRAWN,
        HOUSEHOLD_FORMED,
        MEMBER_JOINED,
        RELATION_CORRECTED,
        MEMBER_LEFT,
        PASSAGE_RECORDED,
        PASSAGE_CORRECTED,
        REPRESENTATIVE_RECORDED,
        REPRESENTATIVE_ENDED,
        REPRESENTATIVE_MARKED,
        CONSENT_ASKED,
        CONSENT_GIVEN,
        CONSENT_REFUSED,
        CONSENT_NOT_ASKED,
        CONSENT_WITHDRAWN,
        CONSENT_DISPUTED,
        DISPUTE_SETTLED,
        PAPER_ARRIVED,
        RECIPIENT_EXCLUDED,
        EXCLUSION_LIFTED,
        DOCUMENT_ADOPTED,
        DOCUMENT_RETIRED,
        SLIP_CONVERTED,
        PROGRESS_CONVERTED,
        CONSULTATION_RECEIVED,
        PROGRESS_RECORDED,
        CONSULTATION_CORRECTED,
        PROGRESS_CORRECTED,
        CASE_CLOSED,
        ASSESSMENT_RECORDED,
        RESIDENCE_CHECKED,
        SCREENING_DECIDED,
        PROMOTER_ASKED,
        PROMOTER_ANSWERED,
        LATE_REASON_GIVEN,
        HANDOVER_MADE,
        HANDOVER_CONFIRMED,
        HANDOVER_NOT_TAKEN_UP,
        REFERRAL_RECEIVED,
        TELLING_DECIDED,
        BRINGER_TOLD,
        QUESTIONS_ADOPTED,
        ANSWERS_RECORDED,
        INTERPRETER_RECORDED,
        RELIEF_GIVEN,
        PUBLIC_ASSISTANCE_EXPLAINED,
        PLAN_DRAFTED,
        PLAN_AGREED,
        PLAN_SUBMITTED,
        PLAN_APPROVED,
        PLAN_DECIDED,
        SUPPORT_STARTED,
        SERVICE_STARTED,
        SERVICE_ENDED,
        WATCH_AGREED,
        MONITORING_RECORDED,
        WORK_RESULT_REACHED,
        PLAN_EVALUATED,
        EVALUATION_CONFIRMED,
        DIRECTION_GIVEN,
        DIRECTION_ENDED,
        CASE_REOPENED,
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
        SHEET_WITHHELD,
        SHEET_RELEASED,
        CASE_MIGRATED,
        MEASURE_KEPT,
        MONTH_TOTALLED,
        OLD_LIST_ENDED,
        PAPER_SLIP_NUMBERED,
        CONTENT_READ,
        SEARCH_MADE,
        READING_REFUSED,
        ACCOUNT_INSPECTED,
        LEDGER_INSPECTED,
        DRAFT_OPENED,
        DRAFT_HANDED_ON,
        NAMES_INDEXED,
        KEY_CREATED,
        KEY_DESTRUCTION_ORDERED,
        KEY_DESTROYED,
        POLICY_ADOPTED,
        LEGAL_BASIS_CONFIRMED,
    )
}

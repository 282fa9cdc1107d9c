"""Assessment (アセスメント): what is found, screened, handed over, given."""

from typing import Final

from events.assessment import (
    AssessmentRecorded,
    Domain,
    HousingSituation,
    Residence,
    ResidenceChecked,
    WorkSituation,
)
from events.base import Event
from events.handover import HandoverConfirmed, HandoverMade, HandoverNotTakenUp, NotTakenUpBecause
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
from events.relief import InformedBy, PublicAssistanceExplained, ReliefGiven, ReliefKind
from events.screening import (
    PromoterAnswer,
    PromoterAnswered,
    PromoterAsked,
    ScreeningDecided,
    ScreeningResult,
)
from events.values import AgencyKind
from tests.builders import ASKED, HANDOVER, MOTHER, REFERRAL, SCREENING, SLIP, TODAY, TOMORROW

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

EVENTS: Final[tuple[Event, ...]] = (
    ASSESSMENT_RECORDED,
    RESIDENCE_CHECKED,
    SCREENING_DECIDED,
    PROMOTER_ASKED,
    PROMOTER_ANSWERED,
    HANDOVER_MADE,
    HANDOVER_CONFIRMED,
    HANDOVER_NOT_TAKEN_UP,
    REFERRAL_RECEIVED,
    TELLING_DECIDED,
    BRINGER_TOLD,
    RELIEF_GIVEN,
    PUBLIC_ASSISTANCE_EXPLAINED,
)

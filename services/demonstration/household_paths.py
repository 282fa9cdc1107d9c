"""Household paths (世帯と機関): what an inclusive promoter leads, and what others bring."""

from typing import Final

from events.consent_terms import Unasked
from events.contact import ContactMeans, RecordSafeContact, SenderName
from events.direction import EndDirection, GiveDirection
from events.household import Relation
from events.referral import (
    Awareness,
    Bringer,
    DecideTelling,
    ReceiveReferral,
    ReferralKind,
    ReferralMeans,
    TellBringer,
    Telling,
)
from events.screening import AnswerAsPromoter, AskPromoter, PromoterAnswer, ScreeningResult
from events.task import DropTask, PostponeTask, WaitingFor
from events.values import (
    AgencyKind,
    Caller,
    Category,
    Route,
    SharingStance,
    SupportMethod,
)
from services.case_forms import NewPassage
from services.demonstration import consents, family, steps
from services.demonstration.file import File
from services.demonstration.long_paths import accompanied, planned, watched
from services.demonstration.steps import NOBODY, Path

PROMOTER: Final = "ito"


def eighty_fifty(file: File) -> Path:
    """8050: mother and son, three agencies; a promoter leads, with a direction for each of them."""
    son = file.around.population.relative(file.dice, file.human, (52, 56), woman=False)
    file.receive(route=Route.REFERRAL, sharing=SharingStance.AGREED)
    report = ReceiveReferral(
        received_on=file.today,
        kind=ReferralKind.COMPOSITE_REPORT,
        bringer=Bringer.AGENCY,
        body=AgencyKind.COMMUNITY_SUPPORT_CENTER,
        bringer_name="瀬名木ひがし地域包括支援センター 相原",
        confidential=False,
        means=ReferralMeans.PHONE,
        telling=Telling.AGREED,
        aware=Awareness.KNOWS,
        due=file.due(10),
        doing="母の認定調査と、週一度の安否の電話。",
        text="認定調査の折に、母が「長男のことを話せる所はないか」と言われた。",
    )
    file.write(report, keep="referral")
    family.add_member(file, son, Relation.CHILD, note="長男。二階で暮らす。本人の了解はまだない。")
    yield 2
    of_the_son = NewPassage(
        person=family.alias_of(file, son),
        category=Category.HEALTH,
        text="昼夜が逆。歯が痛むようだが、受診はしていない（母の話）。",
    )
    file.note(
        SupportMethod.INTERVIEW,
        "母と面談一時間。部屋の前に食事を置く毎日とのこと。",
        passages=(of_the_son,),
    )
    consents.give(
        file,
        "母の前で読み上げた。「私のことは伝えてください。あの子のことは、あの子に聞いて」とのこと。",
        scanned=False,
    )
    steps.assess(file)
    _ask_promoter(file, "母の介護、長男のひきこもり、家計が重なる。機関の間の調整が要る。")
    yield 2
    _answer(file, PromoterAnswer.LEADS, "")
    steps.screen(file, ScreeningResult.CONTINUE, "包括化推進員が主担当となる。")
    file.write(
        TellBringer(record=NOBODY, told_on=file.today, text="相原さんに電話で伝えた。"),
        about="referral",
    )
    yield 6
    _direct(
        file,
        AgencyKind.COMMUNITY_SUPPORT_CENTER,
        "瀬名木ひがし地域包括支援センター",
        "母の介護サービスの導入。訪問は火曜と金曜。",
        leads=False,
    )
    _direct(
        file,
        AgencyKind.HEALTH_CENTER,
        "瀬名木保健所",
        "長男の健康について、母を通じて助言。受診は急がない。",
        leads=False,
    )
    _direct(
        file,
        AgencyKind.WELFARE_COUNCIL,
        "福祉総合相談窓口",
        "世帯全体の進み具合をまとめ、月に一度母と会う。",
        leads=True,
    )
    consents.scan(file)
    yield from looked_after(file, months=8)
    file.write(
        EndDirection(
            record=NOBODY, ended_on=file.today, text="母の施設入所が決まり、方針を立て直す。"
        ),
        about="direction",
        by=PROMOTER,
    )
    steps.give_task(file, "三つの機関で次の打合せの日を決める。", 25, WaitingFor.AGENCY)


def looked_after(file: File, *, months: int) -> Path:
    """See to somebody month after month, with the next look agreed each time."""
    for _ in range(months):
        yield file.dice.randrange(14, 19)
        file.note()
        watched(file)


def forgetful(file: File) -> Path:
    """認知症: no guardian, no family near; whoever calls says the same each time."""
    file.receive(route=Route.REFERRAL, caller=Caller.OTHER, teller="民生委員（担当地区）")
    family.record_contact(
        file,
        RecordSafeContact(
            means=(ContactMeans.VISIT, ContactMeans.PHONE),
            times="午前中",
            sender=SenderName.SHOWN,
            never="",
            note="約束を忘れられる。当日の朝に電話し、紙にも書いて渡す。",
        ),
    )
    yield 3
    file.note(SupportMethod.VISIT_ACCOMPANY, "訪問。同じ話を三度された。印鑑を探しておられた。")
    steps.check_residence(file)
    consents.leave_unasked(
        file, Unasked.INCAPABLE, "説明の内容を覚えておられない。後見の申立てのあと、改めて考える。"
    )
    steps.assess(file)
    _ask_promoter(file, "判断する力が弱く、後見の申立てを含めた調整が要る。")
    yield 3
    _answer(file, PromoterAnswer.ADVISES, "主担当はそのまま。申立ての段取りを助言する。")
    steps.screen(file, ScreeningResult.CONTINUE, "地域包括支援センターと並んで支える。")
    yield from looked_after(file, months=7)
    steps.give_task(file, "後見の申立ての書類を社協の権利擁護の担当と確かめる。", 15)
    postponed = PostponeTask(
        waiting_for=WaitingFor.AGENCY,
        assignee=None,
        due=file.due(120),
        text="後見の申立ての書類を社協の権利擁護の担当と確かめる。",
        reason="診断書が間に合わないため",
    )
    file.write(postponed, about="task", keep="task")
    yield from looked_after(file, months=9)


def brought_by_taxes(file: File) -> Path:
    """利用勧奨: the tax division walks somebody over (生困法8条2項), and is told one word."""
    file.receive(route=Route.REFERRAL)
    brought = ReceiveReferral(
        received_on=file.today,
        kind=ReferralKind.RECOMMENDATION,
        bringer=Bringer.AGENCY,
        body=AgencyKind.CITY_DIVISION,
        bringer_name="納税課 徴収係 小田桐",
        confidential=False,
        means=ReferralMeans.PAPER,
        telling=Telling.NOT_YET_ASKED,
        text="分納の相談中に、食べるものにも困っていると話された。",
    )
    file.write(brought, keep="referral")
    yield 1
    agreed = DecideTelling(
        record=NOBODY, decided_on=file.today, telling=Telling.AGREED, text="本人に電話で確かめた。"
    )
    file.write(agreed, about="referral")
    told = TellBringer(record=NOBODY, told_on=file.today, text="内線で、つながったとだけ伝えた。")
    file.write(told, about="referral")
    steps.assess(file)
    consents.give(file, file.say("agrees"))
    steps.screen(file, ScreeningResult.CONTINUE)
    yield from planned(file)
    yield from accompanied(file, months=9)


def brought_by_the_landlord(file: File) -> Path:
    """内密の持ち込み: a landlord who is not to be named; the person does not want them told."""
    file.receive(route=Route.REFERRAL, caller=Caller.OTHER, sharing=SharingStance.REFUSED)
    brought = ReceiveReferral(
        received_on=file.today,
        kind=ReferralKind.REFERRAL,
        bringer=Bringer.LANDLORD,
        body=None,
        bringer_name="アパートの大家",
        confidential=True,
        means=ReferralMeans.PHONE,
        telling=Telling.REFUSED,
        text="新聞がたまり、明かりがついたままになっている。",
    )
    file.write(brought, keep="referral")
    yield 2
    file.note(SupportMethod.VISIT_ACCOMPANY, "訪問。ドア越しに話せた。水道が止まっている。")
    _ask_promoter(file, "住まいの中の様子がわからず、関わりを拒まれている。")
    yield 3
    _answer(file, PromoterAnswer.RETURNED, "まず相談支援員の訪問を続けるのがよい。")
    steps.screen(file, ScreeningResult.SEEKING_CONSENT, "訪問を続け、顔を覚えてもらう。", days=21)
    yield 8
    file.note(SupportMethod.VISIT_ACCOMPANY, "五分ほど玄関を開けてくださった。水のボトルを渡した。")
    steps.give_task(file, "水道部に事情を伝えてよいか尋ねる。", days=7)
    consents.refuse(file, "どこにも言わないでほしいとのこと。水道部にも伝えない。")
    yield 4
    file.write(DropTask(reason="本人が望まない。"), about="task")
    steps.screen(file, ScreeningResult.SEEKING_CONSENT, "間をあけて訪ねる。", days=45)


def _ask_promoter(file: File, text: str) -> None:
    file.write(AskPromoter(asked_on=file.today, due=file.due(5), text=text))


def _answer(file: File, answer: PromoterAnswer, text: str) -> None:
    file.write(AnswerAsPromoter(answered_on=file.today, answer=answer, text=text), by=PROMOTER)


def _direct(file: File, kind: AgencyKind, agency: str, text: str, *, leads: bool) -> None:
    given = GiveDirection(
        agency_kind=kind, leads=leads, due=file.due(365), agency=agency, text=text
    )
    file.write(given, by=PROMOTER, keep="direction")

"""Special arrivals (特別な来談): who comes now and then, each told once (desk.md §7)."""

from datetime import date, time, timedelta

from events.assessment import Residence
from events.assignment import CoverReason, TakeCover
from events.consent_terms import Unasked
from events.contact import ContactMeans, RecordSafeContact, SenderName
from events.household import Relation
from events.record import NameOtherParty, RecordMeasure
from events.relief import GiveRelief, ReliefKind
from events.restriction import RestrictCase, RestrictionReason
from events.screening import ScreeningResult
from events.values import (
    Caller,
    ClientStanding,
    ClosingReason,
    Means,
    Route,
    SharingStance,
    SupportMethod,
    Urgency,
)
from events.visit import AbsenceNote, PlanVisit, ReturnFromVisit, StartVisit, VisitOutcome
from services.demonstration import (
    consents,
    family,
    plan_steps,
    steps,
)
from services.demonstration.file import File
from services.demonstration.long_paths import Ending, accompanied, ended, planned
from services.demonstration.steps import Path

ON_LEAVE = date(2025, 6, 27)
"""A day before the end on which a colleague sees to a case."""


def in_danger(file: File) -> Path:
    """安全な連絡: nobody at home may learn that she comes here (R57)."""
    file.receive(sharing=SharingStance.REFUSED, means=Means.VISIT, route=Route.SELF_VISIT)
    safe = RecordSafeContact(
        means=(ContactMeans.PHONE,),
        times="平日の十二時から十二時四十分（勤め先の休み時間）",
        sender=SenderName.PERSONAL_NAME,
        never="自宅の電話。郵便。留守番電話に残すこと。",
        note="家の人が出たら、間違い電話として切る。",
    )
    family.record_contact(file, safe)
    yield 3
    file.note(SupportMethod.INTERVIEW, "勤めの帰りに面談。あざはない。今夜の居場所を確かめた。")
    consents.refuse(file, "どこから家に伝わるかわからない。この窓口の中だけにしてほしい。")
    consents.exclude(file, "瀬名木市 納税課", "夫の知人が勤めている。")
    steps.assess(file)
    steps.screen(file, ScreeningResult.SEEKING_CONSENT, "家を出るかどうか迷っている。", days=14)
    yield 7
    town = file.around.town
    file.write(
        PlanVisit(
            due=file.due(2),
            assignee=town.staff(file.lead),
            companions=(town.staff("suzuki"),),
            absence_note=AbsenceNote.NONE,
            text="勤め先の近くで会う。",
            safety="自宅には行かない。二人で行き、車は離れた所に置く。",
        ),
        keep="visit",
    )
    yield 2
    file.write(
        StartVisit(back_at=town.clock() + timedelta(minutes=100), text=""),
        about="visit",
        keep="visit",
    )
    back = ReturnFromVisit(
        outcome=VisitOutcome.MET,
        absence_note=AbsenceNote.NONE,
        text="約束の場所で会えた。荷物をまとめ始めたとのこと。",
    )
    file.write(back, about="visit")
    yield 10
    file.note(SupportMethod.PHONE, "休み時間に電話。変わりない。合図の言葉を決めた。")
    _protected(file)
    steps.screen(file, ScreeningResult.SEEKING_CONSENT, "本人の決心を待つ。", days=40)


def _protected(file: File) -> None:
    """DV等支援措置・限定ケース: what protects her, and who alone may know that she comes (R53)."""
    town = file.around.town
    measure = RecordMeasure(
        authority="瀬名木市",
        first=file.today,
        last=None,
        covered="本人だけ",
        note="市民課で本人と一緒に申し出た。結果を電話で確かめた。",
    )
    other = NameOtherParty(
        name=f"{file.human.family} 正彦",
        relation="配偶者",
        reached="本人の勤め先を知っている。",
        features="五十代。白い軽自動車で来る。",
    )
    for record in (measure, other):
        family.record_contact(file, record)
    restricted = RestrictCase(
        by=town.staff(file.lead),
        chief=False,
        named=(town.staff("suzuki"), town.staff("kanzaki")),
        reason=RestrictionReason.PROTECTION,
        text="相手が窓口に来ることがある。応対する職員を限る。",
    )
    file.write(restricted)


def mother_of_a_son(file: File) -> Path:
    """来ていない人の相談: a mother about her grown son, who knows nothing of it (R66)."""
    mother = file.around.population.relative(file.dice, file.human, (72, 79), woman=True)
    file.receive(
        caller=Caller.FAMILY,
        standing=ClientStanding.PRE_CLIENT,
        route=Route.FAMILY_VISIT,
        sharing=SharingStance.NOT_YET_ASKED,
        teller=f"母、{mother.name}、{mother.phone}",
        phone="",
        own_words="（母から）息子は四十五になります。仕事を辞めてから八年、家にいます。"
        "相談したことは息子には言わないでください。",
        wishes="（母から）息子にどう声をかければよいか知りたい。",
    )
    family.add_member(file, mother, Relation.PARENT, note="相談に来られた方。")
    yield 5
    file.note(SupportMethod.INTERVIEW, "母と面談。息子には触れず、母の疲れの話を聞いた。")
    steps.screen(
        file, ScreeningResult.SEEKING_CONSENT, "本人は来ていない。母への支援を続ける。", days=30
    )
    words = "本人は相談のあることを知らない。母の望みで、まだ声をかけない。"
    consents.leave_unasked(file, Unasked.NOT_REACHABLE, words)
    for _ in range(5):
        yield file.dice.randrange(12, 22)
        file.note(
            SupportMethod.INTERVIEW,
            file.words.spell(
                "[母と面談。夕食を一緒にとった日が二日あった。|母と面談。年金の手続きの話が中心。|"
                "母と面談。息子が庭の草を抜いていたとのこと。|母から電話。今週は穏やか。]"
            ),
        )
    steps.screen(file, ScreeningResult.SEEKING_CONSENT, "母への支援を続け、機会を待つ。", days=45)


def on_a_holiday(file: File) -> Path:
    """年末の緊急: told to the night guard, given relief, written down after the holidays (R74)."""
    file.receive(
        happened_on=date(2024, 12, 29),
        happened_time=time(16, 20),
        late_reason="年末年始の閉庁中に当番が対応し、紙に控えたため",
        urgency=Urgency.IMMEDIATE,
        route=Route.OTHER,
        means=Means.OTHER,
    )
    food = GiveRelief(
        given_on=date(2024, 12, 29), kind=ReliefKind.FOOD, text="備蓄の食料五日分とカイロ。"
    )
    file.write(food, late="年末年始の閉庁中のこと")
    lodging = GiveRelief(
        given_on=date(2024, 12, 29),
        kind=ReliefKind.LODGING,
        text="当番の判断で一月六日まで一時的な部屋。",
    )
    file.write(lodging, late="年末年始の閉庁中のこと")
    yield 1
    file.note(SupportMethod.INTERVIEW, "部屋を訪ねた。眠れたとのこと。今後を一緒に考える。")
    steps.check_residence(file, Residence.NO_ADDRESS)
    steps.assess(file)
    steps.explain_assistance(file)
    steps.screen(file, ScreeningResult.CONTINUE)
    yield from planned(file)
    yield from accompanied(file, months=2)
    yield from ended(file, Ending(ClosingReason.PUBLIC_ASSISTANCE))


def released(file: File) -> Path:
    """出所: brought by a 保護司 in the days of 拘禁刑 (2025-06-01), with nowhere to go."""
    file.receive(
        route=Route.REFERRAL,
        caller=Caller.OTHER,
        teller="保護司（名前は本人の了解を得て別に控える）",
        own_words="先週、刑務所を出ました。六月から名前が変わったと中で聞きました。行くところがありません。",
        wishes="住むところと、免許の更新をしたい。",
    )
    lodging = GiveRelief(given_on=file.today, kind=ReliefKind.LODGING, text="十日間の部屋を確保。")
    file.write(lodging)
    yield 2
    steps.check_residence(file, Residence.NO_ADDRESS)
    steps.assess(file)
    steps.explain_assistance(file)
    steps.screen(file, ScreeningResult.CONTINUE, "住まいと身分証から始める。")
    yield 3
    file.note(SupportMethod.VISIT_ACCOMPANY, "市民課に同行。住民票を移すのは部屋が決まってから。")
    plan_steps.draft(file)
    yield ON_LEAVE
    cover = TakeCover(
        cover=file.around.town.staff("sato"),
        since=file.today,
        until=file.due(7),
        reason=CoverReason.LEAVE,
        text="週明けに部屋の鍵を受け取る。大家の連絡は午前中。",
    )
    file.write(cover, by="sato")

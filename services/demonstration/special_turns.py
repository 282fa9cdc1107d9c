"""Special turns (思わぬ成り行き): what becomes of a case now and then, each told once."""

from datetime import date, timedelta
from typing import Final

from events.contact import (
    AddressKind,
    RecordAddress,
    RecordDeath,
    RecordMovingAway,
)
from events.evaluation import EvaluationOutcome, SeenChange
from events.household import Leaving, Living, Relation
from events.monitoring import MonitoringResult
from events.reopening import ReopenCase
from events.screening import ScreeningResult
from events.values import (
    ClosingReason,
    SupportMethod,
)
from services.demonstration import consents, family, plan_steps, steps
from services.demonstration.file import File
from services.demonstration.long_paths import Ending, accompanied, begun, ended, planned
from services.demonstration.provided import CHILDREN, LOANS
from services.demonstration.steps import Path

YEAR_END: Final = date(2025, 3, 31)


def died(file: File) -> Path:
    """逝去: the case of somebody who lived alone, and how the desk learned of it."""
    yield from begun(file)
    steps.give_task(file, "配食の見本を届ける。", days=10)
    yield 6
    steps.finish_task(file, "喜ばれた。週二回から始める。")
    yield 12
    file.note()
    yield 14
    file.note(
        SupportMethod.AGENCY_PHONE, "民生委員から電話。今朝、自宅で亡くなっているのが見つかった。"
    )
    known = RecordDeath(
        died_on=file.today - timedelta(1), known_by="民生委員からの電話。市民課で確認。"
    )
    family.record_contact(file, known)
    yield 4
    file.note(SupportMethod.OTHER, "遠方の姪に電話。遺品の片付けの相談先を伝えた。")
    file.close(ClosingReason.DECEASED)


def moved(file: File) -> Path:
    """転居: the plan breaks off, and the next city's desk is named."""
    yield from begun(file)
    yield from planned(file)
    yield from accompanied(file, months=2)
    address = RecordAddress(
        kind=AddressKind.TEMPORARY,
        address="隣の県の妹の家（番地は本人の希望で控えず）",
        since=file.today,
        until=None,
        note="荷物の片付けのあいだ",
    )
    family.record_contact(file, address)
    family.record_contact(
        file, RecordMovingAway(moved_on=file.due(7), destination="隣の県。妹の家に近い所。")
    )
    steps.end_service(file)
    yield from ended(file, Ending(ClosingReason.MOVED, EvaluationOutcome.INTERRUPTED))


def reopened(file: File) -> Path:
    """再開: ended well, and came again when the work was lost."""
    yield from begun(file)
    consents.give(file, file.say("agrees"))
    yield from planned(file)
    yield from accompanied(file, months=1)
    yield from ended(file, Ending(ClosingReason.SELF_RELIANCE))
    yield 28
    reason = "職場の閉鎖で再び離職したと電話があった。本人の希望で再開。"
    file.write(ReopenCase(reopened_on=file.today, reason=reason))
    file.note(SupportMethod.PHONE, "「また来てもいいと言われたので」とのこと。来週の面談を約束。")
    yield 4
    steps.assess(file)
    yield from planned(file, "再び離職したため。")
    yield from accompanied(file, months=9)


def planned_again(file: File) -> Path:
    """
    再プラン: a new version stands beside the decided one (R61).

    The consent lapses at the end of March, in the middle of the plan.
    """
    yield from begun(file)
    consents.give(file, "年度の終わりまで、と本人が決めた。", to=(CHILDREN, LOANS), last=YEAR_END)
    yield from planned(file)
    yield from accompanied(file, months=2)
    yield 5
    steps.look_after(file, MonitoringResult.REPLAN, "状況が変わり、計画の見直しが要る。")
    plan_steps.evaluate(file, EvaluationOutcome.REPLAN, [SeenChange.NONE], "前の計画の目標は途中。")
    yield file.around.calendar.meeting(file.today)
    plan_steps.confirm_evaluation(file)
    plan_steps.draft(file, "家族の入院で働ける時間が変わったため。")
    yield 2
    plan_steps.agree(file)
    plan_steps.submit(file)
    yield file.around.calendar.meeting(file.today)
    plan_steps.approve(file)
    yield 3
    plan_steps.decide(file)
    yield from accompanied(file, months=9)


def begun_at_once(file: File) -> Path:
    """事後報告: begun before the meeting, which hears why (R60)."""
    yield from begun(file)
    consents.give(file, file.say("agrees"))
    plan_steps.draft(file)
    plan_steps.agree(file)
    yield 1
    plan_steps.start(file, "退去の期限が会議より先に来るため、先に始める。")
    steps.begin_service(file)
    yield 2
    plan_steps.submit(file)
    yield file.around.calendar.meeting(file.today)
    plan_steps.approve(file, "退去の期限が迫っていたため、開始の後に報告した。")
    yield 3
    plan_steps.decide(file)
    yield from accompanied(file, months=3)
    yield from ended(file, Ending(ClosingReason.SELF_RELIANCE))


def begun_again(file: File) -> Path:
    """Go on as usual after a slip that was taken before."""
    file.note(SupportMethod.INTERVIEW, file.say("first_interview"))
    steps.assess(file)
    steps.screen(file, ScreeningResult.CONTINUE)
    yield 2
    yield from planned(file)
    yield from accompanied(file, months=9)


def divorced(file: File) -> Path:
    """世帯: who lives there changes, and the sheet is put right after it."""
    husband = file.around.population.relative(file.dice, file.human, (30, 46), woman=False)
    child = file.around.population.relative(file.dice, file.human, (6, 14))
    file.receive()
    family.add_member(file, husband, Relation.SPOUSE, living=Living.TOGETHER)
    family.add_member(file, child, Relation.CHILD, note="小学校に通う。")
    consents.give(file, file.say("agrees"))
    yield from begun_again(file)
    yield 3
    family.leave(file, husband.name, Leaving.DIVORCE, "離婚の届を出したとのこと。")
    family.correct_sheet(file, "旧姓に戻られたため", name=f"早瀬 {file.human.name.split()[1]}")

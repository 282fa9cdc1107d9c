"""Special records (書き直しと書き足し): what is put right, and what was on paper first."""

from datetime import date, timedelta
from uuid import uuid4

from events.screening import ScreeningResult
from events.values import (
    Category,
    ClosingReason,
    SupportMethod,
    Urgency,
)
from services.case_forms import ProgressCorrection, SlipCorrection
from services.demonstration import consents, steps
from services.demonstration.file import File
from services.demonstration.long_paths import accompanied, planned
from services.demonstration.provided import LOANS, WORK
from services.demonstration.steps import Path


def corrected(file: File) -> Path:
    """訂正: a slip and a 支援経過 are put right, and what was wrong is seen no more (R71)."""
    file.receive(urgency=Urgency.NORMAL)
    commands, town = file.around.town.system.commands, file.around.town
    acting = town.acting(file.lead)
    yield 1
    file.note(SupportMethod.PHONE, "電話で、来週の火曜に会う約束をした。")
    note = ProgressCorrection(
        method=SupportMethod.INTERVIEW,
        text="窓口で、来週の水曜に会う約束をした。",
        reason="曜日と方法の誤り",
    )
    at = (file.case, file.token, file.records["note"])
    file.token = commands.correct_progress(acting, uuid4(), *at, note).token
    slip = SlipCorrection(
        own_words=file.say("own_words"), wishes=file.say("wishes"), reason="聞き違い"
    )
    at = (file.case, file.token, file.records["slip"])
    done = commands.correct_consultation(acting, uuid4(), *at, slip)
    file.token, file.records["slip"] = done.token, done.record
    yield 4
    steps.assess(file)
    file.attach(
        "本人が持ってきた督促の内容（本人の前で書き写した）",
        "督促の書き写し.txt",
        "二月分と三月分。分納の相談は納付の窓口へ、とある。期限は今月末。",
        Category.TAX,
    )
    yield 8
    steps.assess(file)
    steps.screen(file, ScreeningResult.CONTINUE)
    consents.give(file, "二か所に限って、とのこと。", to=(LOANS, WORK))
    yield from planned(file)
    yield from accompanied(file, months=9)


def on_paper(file: File, day: date) -> Path:
    """停止中の紙記録: slips of a day without electricity, written down later in one go (R74)."""
    file.receive(happened_on=day, late_reason="停止中の紙記録（停電の日の分）")
    file.note(
        SupportMethod.INTERVIEW,
        file.say("information"),
        happened_on=day + timedelta(1),
        late_reason="停止中の紙記録（停電の日の分）",
    )
    yield 1
    steps.screen(file, ScreeningResult.INFORMATION_ONLY)
    file.close(ClosingReason.INFORMATION_ONLY)

"""Special sheets (本人票の取り違え): one human being on two sheets, and two taken for one."""

from dataclasses import replace

from events.screening import ScreeningResult
from events.values import (
    AgencyKind,
    ClosingReason,
    SupportMethod,
)
from events.visit import (
    AbsenceNote,
    CancelVisit,
    PlanVisit,
)
from services.demonstration import cast, family, steps
from services.demonstration.file import File
from services.demonstration.special_turns import begun_again
from services.demonstration.steps import Path


def same_person(file: File) -> Path:
    """再相談: comes again under a name written otherwise; two sheets, linked, never merged."""
    again = cast.somebody(
        file.around,
        file.dice,
        file.theme["id"],
        lead="suzuki",
        human=replace(file.human, name=file.human.name.replace(" ", "　")),
    )
    file.receive()
    yield 2
    steps.screen(file, ScreeningResult.INFORMATION_ONLY)
    file.close(ClosingReason.INFORMATION_ONLY)
    yield 40
    again.receive(address="")
    family.link(again, file, "生年月日と電話番号が同じ。前の担当も本人と確かめた。")
    yield 3
    again.note(SupportMethod.INTERVIEW, "前の記録を見ながら、その後の話を聞いた。")
    steps.screen(again, ScreeningResult.REFER, "前に案内した窓口に一緒に行く。", days=7)
    yield 2
    steps.hand_over(
        again, AgencyKind(again.theme["receiver"]), again.theme["receiver_name"], again.say("aim")
    )
    yield 6
    steps.confirm_handover(again, again.say("confirmed_by"), again.say("confirmed"))


def not_the_same(file: File) -> Path:
    """人違い: two sheets were linked, and are taken apart again; a visit is called off."""
    other = cast.somebody(file.around, file.dice, file.theme["id"], lead="sato")
    file.receive()
    other.receive()
    yield 1
    family.link(file, other, "電話番号の下四桁が同じだった。")
    yield 2
    family.link(file, other, "別の方とわかった。番号の聞き違い。", apart=True)
    family.correct_sheet(file, "番号の聞き違い", phone="080-0000-5519")
    steps.screen(other, ScreeningResult.INFORMATION_ONLY)
    other.close(ClosingReason.INFORMATION_ONLY)
    file.write(
        PlanVisit(
            due=file.due(5),
            assignee=file.around.town.staff(file.lead),
            companions=(),
            absence_note=AbsenceNote.NAMED,
            text="室内の様子を見る。",
            safety="犬がいる。玄関先で声をかける。",
        ),
        keep="visit",
    )
    yield 3
    file.write(CancelVisit(reason="本人が来所できることになった。"), about="visit")
    yield from begun_again(file)

"""Short paths (継続しない相談): told, handed on, not ready yet, or broken off."""

from datetime import date
from typing import Final

from events.handover import NotTakenUpBecause, ReportNotTakenUp
from events.relief import GiveRelief, ReliefKind
from events.screening import ScreeningResult
from events.values import AgencyKind, ClosingReason, SharingStance, SupportMethod
from services.demonstration import consents
from services.demonstration.file import File
from services.demonstration.steps import (
    NOBODY,
    Path,
    assess,
    confirm_handover,
    explain_assistance,
    hand_over,
    screen,
)

NAMELESS: Final = {"name": "", "kana": "", "born": "", "address": "", "phone": ""}
STILL_OPEN: Final = date(2025, 5, 26)
"""A hand-over from then on may not have been confirmed yet."""


def informed(file: File) -> Path:
    """情報提供や相談対応のみで終了; one in four gives no name, which is an answer too."""
    file.receive(**(NAMELESS if file.chance(0.25) else {}))
    if file.chance(0.3):
        file.note(SupportMethod.INTERVIEW, file.say("information"))
    if file.chance(0.6):
        screen(file, ScreeningResult.INFORMATION_ONLY)
        file.close(ClosingReason.INFORMATION_ONLY)
        return
    yield file.dice.randrange(1, 4)
    file.note(SupportMethod.PHONE, file.say("called_back"))
    screen(file, ScreeningResult.INFORMATION_ONLY)
    file.close(ClosingReason.INFORMATION_ONLY)


def relieved(file: File) -> None:
    """Give what cannot wait."""
    if file.theme["topics"][0] == "no_food" or (
        "food" in file.theme.get("grounds", []) and file.chance(0.6)
    ):
        file.write(
            GiveRelief(given_on=file.today, kind=ReliefKind.FOOD, text=file.say("relief_food"))
        )


def referred(file: File) -> Path:
    """他の制度・専門機関につなぐ."""
    file.receive()
    relieved(file)
    yield file.dice.randrange(1, 5)
    if file.chance(0.4):
        assess(file)
    if file.stance is SharingStance.AGREED and file.chance(0.5):
        consents.sought(file)
    receiver = AgencyKind(file.theme["receiver"])
    if receiver is AgencyKind.WELFARE_OFFICE:
        explain_assistance(file)
    screen(file, ScreeningResult.REFER, file.say("refer_because"), days=7)
    yield file.dice.randrange(1, 5)
    fate = file.dice.random()
    still_open = file.today >= STILL_OPEN and fate < 0.6
    days = 45 if still_open else 14
    hand_over(file, receiver, file.theme["receiver_name"], file.say("aim"), days=days)
    if still_open:
        return
    yield file.dice.randrange(3, 11)
    if fate < 0.86:
        confirm_handover(file, file.say("confirmed_by"), file.say("confirmed"))
        file.close(ClosingReason.HANDOVER)
        return
    because = file.dice.choice(list(NotTakenUpBecause)[:2])
    file.write(
        ReportNotTakenUp(
            record=NOBODY,
            known_on=file.today,
            because=because,
            due=file.due(10),
            text=file.say("not_taken_up"),
        ),
        about="handover",
    )
    yield 6
    file.note(SupportMethod.PHONE, file.say("no_answer"))
    file.close(ClosingReason.NO_CONTACT)


def hesitating(file: File) -> Path:
    """現時点で同意は取れていないが働きかけを続ける."""
    file.receive()
    relieved(file)
    yield file.dice.randrange(2, 7)
    screen(file, ScreeningResult.SEEKING_CONSENT, file.say("hesitates"), days=21)
    stays = file.dice.randrange(1, 9)
    for _ in range(stays):
        yield file.dice.randrange(9, 15)
        file.note()
        screen(file, ScreeningResult.SEEKING_CONSENT, file.say("hesitates"), days=30)
    yield 4
    if file.chance(0.5):
        screen(file, ScreeningResult.INTERRUPTED, file.say("broken_off"))
        file.close(ClosingReason.OWN_WISH)
        return
    screen(file, ScreeningResult.INFORMATION_ONLY, file.say("now_well"))
    file.close(ClosingReason.INFORMATION_ONLY, file.say("now_well"))


def broken_off(file: File) -> Path:
    """判断前に中断・終了."""
    file.receive()
    yield file.dice.randrange(3, 8)
    file.note(SupportMethod.PHONE, file.say("no_answer"))
    yield file.dice.randrange(3, 6)
    file.note(SupportMethod.OTHER, file.say("wrote"))
    screen(file, ScreeningResult.INTERRUPTED, file.say("broken_off"))
    file.close(file.dice.choice((ClosingReason.NO_CONTACT, ClosingReason.INTERRUPTED)))

"""Special interpreters (通訳を介した相談): two cases, each told once (desk.md §7)."""

from datetime import date, time
from uuid import uuid4

from events.consent_terms import Subjects
from events.contact import ContactMeans, RecordSafeContact, SenderName
from events.interpreter import (
    InterpreterArranger,
    InterpreterStanding,
    Interpreting,
    RecordInterpreter,
    SecrecyPledge,
)
from events.screening import ScreeningResult
from events.values import ClosingReason, Language, Means, Route, SupportMethod
from services.demonstration import consents, family, steps
from services.demonstration.file import File
from services.demonstration.long_paths import Ending, accompanied, ended, planned
from services.demonstration.provided import LOANS
from services.demonstration.steps import Path


def interpreted(file: File) -> Path:
    """電話通訳: every talk through an interpreter, who is told of in the slip."""
    file.receive(
        interpreter=Language.VIETNAMESE,
        interpreter_words="電話通訳（市の契約する会社、通訳者番号の申し出あり）",
        route=Route.SELF_VISIT,
    )
    _by_telephone(file, "slip")
    yield 2
    file.note(SupportMethod.INTERVIEW, "同僚の方と来所。途中から電話通訳に替えて面談した。")
    _by_a_workmate(file, "note", file.today)
    consents.give(file, "電話通訳で説明書を読み上げ、一つずつ確かめた。")
    steps.assess(file)
    steps.screen(file, ScreeningResult.CONTINUE)
    yield from planned(file)
    yield from accompanied(file, months=3)
    yield from ended(file, Ending(ClosingReason.SELF_RELIANCE))


def signed(file: File) -> Path:
    """手話通訳: a deaf client, who is written to and never called."""
    file.receive(
        interpreter=Language.SIGN_LANGUAGE,
        interpreter_words="市の登録手話通訳者に同席を依頼",
        phone="",
        means=Means.MAIL,
        route=Route.SELF_PHONE_MAIL,
    )
    family.record_contact(
        file,
        RecordSafeContact(
            means=(ContactMeans.EMAIL, ContactMeans.LETTER),
            times="",
            sender=SenderName.SHOWN,
            never="電話（聞こえません）",
            note="窓口では筆談か手話通訳。",
        ),
    )
    yield 3
    file.note(SupportMethod.INTERVIEW, "手話通訳を入れて面談。通訳者とは初めに守秘を確かめた。")
    _in_signs(file, "note", file.today)
    kinds = (Subjects.BASIC, Subjects.SCHOOL_WORK, Subjects.OTHER)
    consents.give(file, file.say("agrees_partly"), subjects=kinds, scanned=False)
    consents.exclude(file, LOANS, "貸付の担当に知り合いがいる。")
    steps.assess(file)
    steps.screen(file, ScreeningResult.CONTINUE)
    yield from planned(file)
    yield from accompanied(file, months=9)


def _by_telephone(file: File, about: str) -> None:
    """A company's interpreter on the telephone, whose contract says to keep silent."""
    told = _told(
        Language.VIETNAMESE,
        InterpreterStanding.TELEPHONE_SERVICE,
        "電話通訳センター 通訳者番号214",
        SecrecyPledge.BY_CONTRACT,
        "つながるまで五分ほど待った。",
    )
    _record(file, about, told)


def _in_signs(file: File, about: str, pledged_on: date) -> None:
    """手話通訳, who signed a pledge."""
    told = _told(
        Language.SIGN_LANGUAGE,
        InterpreterStanding.PROFESSIONAL,
        "瀬名木市手話通訳者派遣 門馬 さとみ",
        SecrecyPledge.WRITTEN,
        "次も同じ人を希望。",
        pledged_on,
    )
    _record(file, about, told)


def _by_a_workmate(file: File, about: str, pledged_on: date) -> None:
    """Somebody who came along and helped for the first half hour; no money was talked of then."""
    told = Interpreting(
        language=Language.VIETNAMESE,
        standing=InterpreterStanding.ACQUAINTANCE,
        name="グエン さん（下の名前は聞かず）",
        relation="職場の同僚",
        arranged_by=InterpreterArranger.PERSON,
        pledge=SecrecyPledge.SPOKEN,
        pledged_on=pledged_on,
        began=time(10, 0),
        ended=time(10, 30),
        text="お金の話は、同僚が帰ってから電話通訳で聞いた。",
    )
    _record(file, about, told)


def _told(
    language: Language,
    standing: InterpreterStanding,
    name: str,
    pledge: SecrecyPledge,
    text: str,
    pledged_on: date | None = None,
) -> Interpreting:
    return Interpreting(
        language=language,
        standing=standing,
        name=name,
        relation="",
        arranged_by=InterpreterArranger.DESK,
        pledge=pledge,
        pledged_on=pledged_on,
        began=None,
        ended=None,
        text=text,
    )


def _record(file: File, about: str, told: Interpreting) -> None:
    town = file.around.town
    done = town.system.interpreters.write(
        town.acting(file.lead),
        uuid4(),
        file.case,
        file.token,
        file.records[about],
        RecordInterpreter(told=told),
    )
    file.token = done.token

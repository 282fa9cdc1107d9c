"""Steps (一歩ずつ): what the paths of a case are made of, beside its plan."""

from collections.abc import Generator
from datetime import date
from typing import Final, TypeAlias
from uuid import UUID

from events.assessment import (
    CheckResidence,
    Domain,
    HousingSituation,
    Need,
    RecordAssessment,
    Residence,
    WorkSituation,
)
from events.handover import ConfirmHandover, MakeHandover
from events.monitoring import MonitoringResult, RecordMonitoring
from events.relief import ExplainPublicAssistance, InformedBy
from events.screening import DecideScreening, ScreeningResult
from events.service import EndService, StartService
from events.task import FinishTask, GiveTask, WaitingFor
from events.values import AgencyKind, StatutoryProgramme
from services.demonstration.file import File

Path: TypeAlias = Generator[int | date]
"""The path of a case: it gives the opening days until it goes on, or the day on which it does."""

NOBODY: Final = UUID(int=0)
"""In the place of a record: which one is meant goes with the command as its alias."""


def assess(file: File) -> None:
    """Write down what weighs on somebody, and where they live."""
    theme = file.theme
    file.write(
        RecordAssessment(
            assessed_on=file.today,
            needs=tuple(Need(code) for code in theme["needs"]),
            domains=tuple(Domain(code) for code in theme["domains"]),
            work=WorkSituation(theme["work"]) if "work" in theme else None,
            housing=HousingSituation(theme["housing"]) if "housing" in theme else None,
            findings=file.say("findings"),
            health=file.say("health"),
            disability=file.say("disability"),
            income=file.say("income"),
            debt=file.say("debt"),
        )
    )


def check_residence(file: File, residence: Residence = Residence.REGISTERED_HERE) -> None:
    """Check where somebody lives."""
    text = file.words.spell(
        "[保険証の住所を確認。|住民票で確認。|郵便物の宛名で確認した。|運転免許証で確認。]"
    )
    file.write(CheckResidence(checked_on=file.today, residence=residence, text=text))


def screen(file: File, result: ScreeningResult, text: str = "", days: int | None = None) -> None:
    """Decide where it goes from here; `days` until something must follow."""
    file.write(
        DecideScreening(
            record=NOBODY,
            decided_on=file.today,
            result=result,
            due=file.due(days) if days is not None else None,
            text=text,
        ),
        about="slip",
        keep="screening",
    )


def explain_assistance(file: File) -> None:
    """Tell of 生活保護 (R63)."""
    file.write(
        ExplainPublicAssistance(
            explained_on=file.today,
            informed_by=file.dice.choice(list(InformedBy)),
            text=file.words.spell(
                "[しおりを一緒に読み、申請は権利であることを説明した。|"
                "要件と申請の流れを説明。扶養照会の不安を話された。|"
                "福祉事務所の窓口まで案内し、担当の説明に同席した。]"
            ),
        )
    )


def hand_over(file: File, receiver: AgencyKind, name: str, aim: str, *, days: int = 14) -> None:
    """Bring somebody to another body."""
    file.write(
        MakeHandover(
            record=NOBODY,
            made_on=file.today,
            receiver=receiver,
            receiver_name=name,
            accompanied=file.chance(0.5),
            aim=aim,
            due=file.due(days),
        ),
        about="screening",
        keep="handover",
    )


def confirm_handover(file: File, by: str, text: str = "") -> None:
    """See that they arrived."""
    file.write(
        ConfirmHandover(record=NOBODY, confirmed_on=file.today, confirmed_by=by, text=text),
        about="handover",
    )


def give_task(file: File, text: str, days: int, waiting_for: WaitingFor = WaitingFor.DESK) -> None:
    """Say what is to be done."""
    file.write(
        GiveTask(waiting_for=waiting_for, assignee=None, due=file.due(days), text=text),
        keep="task",
    )


def finish_task(file: File, text: str = "") -> None:
    """Do it."""
    file.write(FinishTask(text=text), about="task")


def begin_service(file: File) -> None:
    """Begin a programme of the plan, where it has one."""
    for code in file.theme["plan"]["programmes"][:1]:
        service = StatutoryProgramme(code)
        file.write(
            StartService(service=service, started_on=file.today, text=file.say("service")),
            keep="service",
        )


def end_service(file: File) -> None:
    """End it."""
    if "service" in file.records:
        file.write(EndService(record=NOBODY, ended_on=file.today), about="service")
        del file.records["service"]


def look_after(file: File, result: MonitoringResult, text: str = "") -> None:
    """See how it goes."""
    file.write(
        RecordMonitoring(
            monitored_on=file.today,
            result=result,
            due=file.due(30),
            text=text or file.say("monitoring"),
        )
    )

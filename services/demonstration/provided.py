"""Provided (情報提供のやりとり): what the desk shows to other bodies, and what they answer."""

from collections.abc import Mapping
from typing import Final
from uuid import uuid4

from events.assessment import AssessmentRecorded
from events.case import ConsultationReceived
from events.plan import PlanDrafted
from events.provision import (
    AcceptProvision,
    DeclineProvision,
    Declining,
    Ending,
    EndProvision,
    Stage,
)
from events.values import Purpose
from services.acting import Acting
from services.demonstration.file import File
from services.main import System
from services.proposing import NewProvision
from services.provision_views import ProvisionRow

EAST: Final = "ひがし総合相談"
HEALTH: Final = "こころの健康相談"
CHILDREN: Final = "こども家庭相談"
WORK: Final = "就労自立の支援"
LOANS: Final = "生活福祉資金貸付"
CLERKS: Final[Mapping[str, str]] = {
    EAST: "aihara",
    HEALTH: "hirano",
    CHILDREN: "takano",
    WORK: "kuroda",
    LOANS: "tanaka",
}
"""The programmes that the desk may ask, and who answers for each."""

NEEDED: Final = frozenset({ConsultationReceived.TOPIC, AssessmentRecorded.TOPIC, PlanDrafted.TOPIC})
"""Which records are offered: what every talk was about stays at the desk."""


def propose(
    file: File, to: str, words: str, *, purpose: Purpose = Purpose.SERVICE, days: int = 14
) -> None:
    """Look at what they would see, and ask them to take part."""
    file.look()
    town = file.around.town
    acting, proposing = town.acting(file.lead), town.system.proposing
    aliases = {name: alias for alias, name in proposing.preview(acting, file.case).recipients}
    seen = proposing.preview(acting, file.case, recipient=aliases[to], purpose=purpose)
    sent = NewProvision(
        recipient=aliases[to],
        purpose=purpose,
        records=tuple(one.alias for one in seen.candidates if one.any and one.kind in NEEDED),
        reply_by=file.due(days),
        words=words,
    )
    proposing.propose(acting, uuid4(), file.case, seen.token, sent)
    file.records[to] = words


def accept(file: File, to: str) -> None:
    """Take part, and read."""
    system, acting, row = _asked(file, to)
    system.replying.reply(acting, uuid4(), row.alias, row.token, AcceptProvision())
    file.records[to] = row.alias
    read(file, to)


def decline(file: File, to: str, why: Declining) -> None:
    """Do not take part, and say why."""
    system, acting, row = _asked(file, to)
    system.replying.reply(acting, uuid4(), row.alias, row.token, DeclineProvision(why=why))


def read(file: File, to: str) -> None:
    """Look at what was provided."""
    file.look()
    town = file.around.town
    town.system.receiving.page(town.acting(CLERKS[to]), file.records[to])


def end(file: File, to: str, how: Ending) -> None:
    """End it from their side: give it back, or be done with it."""
    file.look()
    town = file.around.town
    acting, replying = town.acting(CLERKS[to]), town.system.replying
    row = town.system.receiving.page(acting, file.records[to]).row
    replying.reply(acting, uuid4(), row.alias, row.token, EndProvision(how=how))


def revoke(file: File, to: str) -> None:
    """End it from the desk's side."""
    file.look()
    town = file.around.town
    acting, system = town.acting(file.lead), town.system
    rows = system.proposing.of_case(acting, file.case).rows
    row = next(one for one in rows if one.other == to)
    revoked = EndProvision(how=Ending.REVOKED)
    system.replying.reply(acting, uuid4(), row.alias, row.token, revoked)


def _asked(file: File, to: str) -> tuple[System, Acting, ProvisionRow]:
    """Find in their list what the desk asked: they open each that waits for an answer."""
    file.look()
    town = file.around.town
    acting, system = town.acting(CLERKS[to]), town.system
    waiting = (one for one in system.receiving.inbox(acting) if one.stage is Stage.PROPOSED)
    opened = (system.receiving.page(acting, one.alias).row for one in waiting)
    return system, acting, next(one for one in opened if one.words == file.records[to])

"""`tsunagi policy`: adopting a version of the policy, confirming legal bases, listing both."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

import typer

from consent.adoption import Judged
from consent.document import PolicyMalformed
from consent.policy import Policy
from consent.properties.proof import PROPERTIES
from events.policy import ChangeDirection, LegalBasisConfirmed, PolicyAdopted
from services import logs
from services.policies import (
    Adoption,
    NotAdopted,
    NothingToConfirm,
    NotOnStaff,
    Policies,
    Reading,
    TooManyChanges,
)
from services.policy_file import POLICY_FILE, policy_from, registry_from, unreadable
from services.serve import opened
from services.settings import Settings

app = typer.Typer(no_args_is_help=True, help="方針: 開示方針の採用、根拠法令の確認、その一覧")

DIRECTIONS: Final = {
    ChangeDirection.WIDER: "広がる",
    ChangeDirection.NARROWER: "狭まる",
    ChangeDirection.RESTATED: "言い方が変わる",
}

Tenant = Annotated[str, typer.Argument(help="自治体のコード（lg-NNNNNN）")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@contextmanager
def _policies() -> Generator[Policies]:
    logs.configure("policy")
    with opened(Settings()) as system:
        try:
            yield Policies(system.ledgers)
        except NotOnStaff as problem:
            raise typer.BadParameter(
                f"この自治体の、利用中の職員ではありません: {problem}"
            ) from problem


@app.command()
def adopt(
    tenant: Tenant,
    file: Annotated[Path, typer.Argument(help="採用する方針の JSON")],
    ground: Annotated[str, typer.Option(help="決定の根拠（会議または決裁の番号）")],
    prepared_by: Annotated[UUID, typer.Option(help="版を作った職員の番号")],
    approved_by: Annotated[UUID, typer.Option(help="承認した別の職員の番号")],
    valid_from: Day = None,
    previous: Annotated[
        Path, typer.Option(help="いまの版の JSON（省けば、同梱の最初の版）")
    ] = POLICY_FILE,
    reason: Annotated[
        list[str] | None, typer.Option(help="見える範囲が広がるところの理由（区分=理由）")
    ] = None,
) -> None:
    """方針の版を採用します。いまの版と比べ、広がるところに一つでも理由がなければ採用しません。"""
    after, before = _read(file), _read(previous)
    adoption = Adoption(
        ground=ground,
        valid_from=_day(valid_from),
        prepared_by=prepared_by,
        approved_by=approved_by,
        reasons=dict(map(_reason, reason or ())),
    )
    with _policies() as policies:
        try:
            judged = policies.adopt(tenant, before, after, adoption)
        except NotAdopted as stopped:
            _tell_what_stops(stopped.judged)
            raise stopped.refusal from stopped
        except TooManyChanges as problem:
            raise typer.BadParameter(
                f"一度に変わるところが多すぎます（{problem} 区分）。分けて採用してください"
            ) from problem
    typer.echo(f"{after.document.version}: 採用しました。{_counts(judged)}")


@app.command()
def confirm(
    tenant: Tenant,
    basis: Annotated[str, typer.Argument(help="根拠法令台帳の番号（例: JSN-81）")],
    official_text: Annotated[str, typer.Option(help="読んだ公式の条文の出どころ（例: 官報）")],
    confirmed_by: Annotated[UUID, typer.Option(help="確かめた職員の番号")],
    on: Day = None,
) -> None:
    """根拠法令台帳の未確認の条文を確認済みにします。以後の判断の根拠にできます。"""
    reading = Reading(
        basis=basis, on=_day(on), official_text=official_text, confirmed_by=confirmed_by
    )
    with _policies() as policies:
        try:
            text = policies.confirm(tenant, registry_from(), reading)
        except NothingToConfirm as problem:
            raise typer.BadParameter(f"その日に未確認の条文はありません: {problem}") from problem
    typer.echo(f"{text.basis} {text.act}{text.article}（{text.first}から）: 確認済みにしました")


@app.command()
def show(tenant: Tenant) -> None:
    """採用した版と、未確認だった根拠法令の今を示します。"""
    with _policies() as policies:
        history, standing, today = (
            policies.history(tenant),
            policies.standing(tenant),
            policies.today,
        )
    for recorded in history:
        if isinstance(recorded.event, PolicyAdopted):
            one = recorded.event
            now = "  いまの版" if one.version == standing.in_force(today) else ""
            typer.echo(f"{one.valid_from}から  {one.version}  {one.ground}{now}")
    if not standing.adopted:
        typer.echo("採用した版はありません")
    read = {
        recorded.event.digest: recorded.event.official_text
        for recorded in history
        if isinstance(recorded.event, LegalBasisConfirmed)
    }
    for text in (one for texts in registry_from().bases.values() for one in texts):
        if text.unverified:
            how = f"確認済み（{read[text.digest]}）" if text.digest in read else "未確認"
            typer.echo(f"{text.basis}  {text.first}から  {text.act}{text.article}  {how}")


def _read(file: Path) -> Policy:
    try:
        return policy_from(file)
    except (PolicyMalformed, OSError, UnicodeDecodeError) as problem:
        raise typer.BadParameter(f"{file}: {unreadable(problem)}") from problem


def _reason(given: str) -> tuple[str, str]:
    name, separator, why = given.partition("=")
    if not separator:
        raise typer.BadParameter(f"「区分=理由」の形で書いてください: {given}")
    return name, why


def _tell_what_stops(judged: Judged) -> None:
    """List, on standard error, what has no reason and what is not proved."""
    for change in judged.impact:
        if change.direction is ChangeDirection.WIDER and not change.reason.strip():
            typer.echo(f"理由がありません（{change.count} 通り）: {change.name}", err=True)
            typer.echo(f"  例: {' '.join(change.witness)}", err=True)
    for one in PROPERTIES:
        if one.id in judged.broken:
            typer.echo(f"証明できません: {one.id} {one.sentence}", err=True)


def _counts(judged: Judged) -> str:
    counts = Counter(change.direction for change in judged.impact)
    return "、".join(f"{word} {counts[way]} 区分" for way, word in DIRECTIONS.items())


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else date(moment.year, moment.month, moment.day)

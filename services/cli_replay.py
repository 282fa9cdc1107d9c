"""`tsunagi replay`: each recorded decision again, what differs, and looks made in good faith."""

from typing import Annotated, Final

import typer

from consent.reasons import sentence
from services import logs
from services.cli_settings import settings
from services.readmodels import tenants
from services.replaying import Difference, Replayed, Replaying
from services.serve import opened
from services.web.dates import at_tokyo

WORDS: Final = {
    Difference.NOT_ADMITTED: "その立場で見ることができない人だった",
    Difference.PARTS: "見せた記録が違う",
    Difference.BASIS: "根拠が違う",
    Difference.POLICY: "開示方針の版が違う",
    Difference.NO_PACKET: "もとになる提供がない",
}


def replay(
    tenant: Annotated[str | None, typer.Argument(help="自治体のコード（省けば全部）")] = None,
) -> None:
    """記録された閲覧を当時の事実と方針で判断し直し、食い違いと、撤回を知る前の閲覧を示します。"""
    logs.configure("replay")
    with opened(settings()) as system:
        codes = [tenant] if tenant else list(tenants(system.databases))
        right = [_told(system.replaying, code) for code in codes]
    if not all(right):
        raise typer.Exit(1)


def _told(replaying: Replaying, tenant: str) -> bool:
    report = replaying.replay(tenant)
    for line in lines(tenant, report):
        typer.echo(line)
    return not report.differing


def lines(tenant: str, report: Replayed) -> tuple[str, ...]:
    """Return what is said of one municipality, a sentence a line."""
    return (
        *(
            f"食い違い  位置 {one.seq}  {at_tokyo(one.at)}  {WORDS[one.what]}"
            for one in report.differing
        ),
        *(
            f"知る前の閲覧  位置 {one.seq}  {at_tokyo(one.at)}  職員 {one.staff}"
            f"  提供先 {one.recipient}  {one.parts} 件  いま判断すると: {sentence(one.reason)}"
            for one in report.gaps
        ),
        f"{tenant}: 機関をまたぐ閲覧 {report.disclosures} 件、そのほかの閲覧 {report.looks} 件、"
        f"食い違い {len(report.differing)} 件、知る前の閲覧 {len(report.gaps)} 件、"
        f"方針の本文がなく判断できないもの {report.unknown} 件",
    )

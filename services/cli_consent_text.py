"""`tsunagi consent-text`: the texts that are explained to whoever is asked to consent (R24)."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from events.values import AgencyKind, Language
from services import logs, stock_consent
from services.consent_texts import ConsentTexts, NewText
from services.serve import opened
from services.settings import Settings

app = typer.Typer(no_args_is_help=True, help="同意の説明書: 採用、廃止、一覧、標準の文面")

Tenant = Annotated[str, typer.Argument(help="自治体のコード（lg-NNNNNN）")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]


@contextmanager
def _texts() -> Generator[ConsentTexts]:
    logs.configure("consent-text")
    with opened(Settings()) as system:
        yield system.consent_texts


@app.command()
def adopt(
    tenant: Tenant,
    file: Annotated[Path, typer.Argument(help="文面のファイル（UTF-8 の文章）")],
    name: Annotated[str, typer.Option(help="説明書の名称")],
    version: Annotated[str, typer.Option(help="版（例: 令和8年4月1日版）")],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="使い始める日")],
    language: Annotated[Language | None, typer.Option(help="日本語でないときの言語")] = None,
    classes: Annotated[
        list[AgencyKind] | None,
        typer.Option(help="別表の機関の種別（くり返し可。省けば標準の文面の別表）"),
    ] = None,
) -> None:
    """説明書の文面を採用し、その番号を表示します。文面は変えられません。変えるときは別の版です。"""
    sent = NewText(
        name=name,
        version=version,
        words=_read(file),
        classes=tuple(dict.fromkeys(classes or stock_consent.CLASSES)),
        language=language,
        first=_day(first),
    )
    with _texts() as texts:
        typer.echo(texts.adopt(tenant, sent))


@app.command()
def retire(
    tenant: Tenant,
    document: Annotated[UUID, typer.Argument(help="説明書の番号")],
    last: Day,
) -> None:
    """説明書を使い終える日を記録します。その文面で得た同意は、そのまま残ります。"""
    with _texts() as texts:
        texts.retire(tenant, document, last_day=_day(last))


@app.command(name="list")
def list_texts(tenant: Tenant) -> None:
    """使っている説明書と、使い終えた説明書を示します。"""
    with _texts() as texts:
        for one in texts.all(tenant):
            last = f"{one.in_use.last}まで" if one.in_use.last else ""
            name = f"{one.name} {one.version}"
            typer.echo(f"{one.document}  {one.in_use.first}から{last}  {name}  {one.digest[:12]}")


@app.command()
def stock() -> None:
    """標準の文面を表示します。書き直して、採用するときの元にします。"""
    typer.echo(stock_consent.WORDS, nl=False)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise typer.BadParameter(f"{file}: UTF-8 の文章として読めません") from problem


def _day(moment: datetime) -> date:
    return date(moment.year, moment.month, moment.day)

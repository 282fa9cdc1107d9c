"""`tsunagi migrate`, `check`, `rebuild`: the tables, the history in them and what is made of it."""

from typing import Annotated

import psycopg
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from services import checking, logs
from services.cli_settings import Stop, settings
from services.db import Databases
from services.migrate import make_secrets, migrate_both, prepare_cluster
from services.readmodels import ALL, digest, rebuild


def check(
    tenant: Annotated[str | None, typer.Argument(help="自治体のコード（省けば全部）")] = None,
) -> None:
    """記録のすべてを計算し直し、食い違いと消去された内容を示します。"""
    databases = Databases.of(settings())
    right = [
        _checked(databases, code) for code in ([tenant] if tenant else checking.tenants(databases))
    ]
    databases.close()
    if not all(right):
        raise typer.Exit(1)


def _checked(databases: Databases, tenant: str) -> bool:
    with Progress(TextColumn(tenant), BarColumn(), MofNCompleteColumn()) as bar:
        task = bar.add_task(tenant)
        report = checking.check(
            databases,
            tenant,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    for finding in report.findings:
        typer.echo(f"食い違い  位置 {finding.seq}  {finding.what}")
    for gone in report.erased:
        typer.echo(
            f"消去済み  鍵 {gone.key_id}  理由 {gone.reason_code}  根拠 {gone.authority}"
            f"  決定日 {gone.decided_on}  {gone.parts} 件"
        )
    typer.echo(
        f"{tenant}: 記録 {report.entries} 件、封印 {report.parts} 件、"
        f"食い違い {len(report.findings)} 件、消去 {len(report.erased)} 件"
    )
    return not report.findings


def rebuild_view(
    name: Annotated[str, typer.Argument(help="作り直す表の名前")],
) -> None:
    """画面用の表を、動いている表の横に作り直し、出来たら入れ替えます。"""
    databases = Databases.of(settings())
    if name not in ALL:
        raise Stop(f"そのような表はありません / no such read model: {', '.join(ALL)}")
    with (
        psycopg.connect(databases.conninfo("migrate"), autocommit=True) as owner,
        Progress(TextColumn(name), BarColumn(), MofNCompleteColumn()) as bar,
    ):
        task = bar.add_task(name, total=None)
        for taken in rebuild(databases, owner, name):
            bar.advance(task, taken)
    typer.echo(f"{name}: {digest(databases, name)}")
    databases.close()


def migrate(
    admin: Annotated[
        str | None,
        typer.Option(
            help="管理者の接続文字列（役割とデータベースも作るとき。パスワードは .pgpass に）"
        ),
    ] = None,
    keyring_admin: Annotated[
        str | None, typer.Option(help="鍵束が別のサーバーにあるとき、その管理者の接続文字列")
    ] = None,
) -> None:
    """自前の PostgreSQL に表を作り、新しい版に合わせます。"""
    logs.configure("migrate")
    chosen = settings()
    if chosen.embedded:
        raise Stop(
            "内蔵のデータベースは `tsunagi up` が自動で合わせます。"
            " / `tsunagi up` migrates the embedded database by itself"
        )
    databases = Databases.of(chosen)
    try:
        if admin is not None:
            make_secrets(chosen.secrets_dir)
            _prepare_servers(databases, admin, keyring_admin or admin)
        for name in migrate_both(databases):
            typer.echo(name)
    except psycopg.OperationalError as problem:
        raise Stop(f"データベースに接続できません / database error: {problem}") from problem


def _prepare_servers(databases: Databases, log: str, ring: str) -> None:
    """Make roles and databases on the server of the log and on that of the ring."""
    with psycopg.connect(log, autocommit=True) as conn:
        prepare_cluster(conn, databases, ("log",))
    with psycopg.connect(ring, autocommit=True) as conn:
        prepare_cluster(conn, databases, ("ring",))

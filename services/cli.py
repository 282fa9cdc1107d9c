"""`tsunagi`: the command line of operators and auditors."""

import sys
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer
from pydantic import ValidationError

from services import logs
from services.db import Databases, SecretMissing
from services.embedded import DatabaseNotStarted
from services.migrate import MigrationRefused, make_secrets, migrate_both, prepare_cluster
from services.processes import NoAccount
from services.settings import Settings
from services.supervisor import AlreadyRunning, Child, PortTaken, supervise

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

CHILDREN = (
    Child("worker", (sys.executable, "-m", "services.cli", "worker")),
    Child("web", (sys.executable, "-m", "services.cli", "web")),
)


class Stop(Exception):
    """The command cannot be carried out; the text says why, in Japanese and in English."""


def settings(**given: Any) -> Settings:
    """
    Read the settings; what the command line names goes before the environment.

    Raises:
        Stop: when one of them is not usable.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as problem:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in problem.errors())
        raise Stop(f"設定に誤りがあります / wrong setting: {wrong}") from problem


@app.callback()
def tsunagi() -> None:
    """つなぎ: 福祉総合相談窓口の支援記録ネットワーク."""


@app.command()
def up(
    home: Annotated[Path | None, typer.Option(help="データの置き場所")] = None,
    port: Annotated[int | None, typer.Option(help="画面のポート番号")] = None,
) -> None:
    """データベース・処理係・画面を起動し、動かし続けます。止めるときは Ctrl-C。"""
    logs.configure("up")
    chosen = settings(home=home, web_port=port)
    try:
        supervise(chosen, CHILDREN, prepare=lambda _: None, ready=announce)
    except AlreadyRunning as problem:
        raise Stop(
            f"{chosen.home} は、すでに動いている「つなぎ」が使っています。"
            f" / another `tsunagi up` already runs on {chosen.home}"
        ) from problem
    except PortTaken as problem:
        raise Stop(
            f"ポート {chosen.web_port} は使用中です。--port で別の番号を指定してください。"
            f" / port {chosen.web_port} is taken: choose another with --port"
        ) from problem
    except (DatabaseNotStarted, NoAccount) as problem:
        raise Stop(
            f"データベースを起動できません / the database cannot be started: {problem}"
        ) from problem


def announce(running: Settings) -> None:
    """Say where the pages are."""
    typer.echo(f"つなぎ  http://{running.web_host}:{running.web_port}/")


@app.command()
def migrate(
    admin: Annotated[
        str | None,
        typer.Option(
            help="管理者の接続文字列（役割とデータベースも作るとき。パスワードは .pgpass に）"
        ),
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
            with psycopg.connect(admin, autocommit=True) as conn:
                prepare_cluster(conn, databases)
        for name in migrate_both(databases):
            typer.echo(name)
    except psycopg.OperationalError as problem:
        raise Stop(f"データベースに接続できません / database error: {problem}") from problem


def main() -> None:
    """Run the command line; what cannot be done is one sentence on stderr and exit code 1."""
    try:
        app()
    except (Stop, MigrationRefused, SecretMissing) as problem:
        typer.echo(str(problem), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

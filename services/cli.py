"""`tsunagi`: the command line of operators and auditors."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from events.base import RuleViolation
from services import (
    cli_consent_text,
    cli_database,
    cli_import,
    cli_keys,
    cli_organisation,
    cli_policy,
    cli_replay,
    decide,
    logs,
)
from services.cli_settings import Stop, settings
from services.db import SecretMissing
from services.demonstration import first_start as city
from services.embedded import DatabaseNotStarted
from services.keys.epochs import RingOlderThanLog
from services.keys.root import FileRootKey, RootKeyRefused
from services.ledger.ledgers import TenantUnknown
from services.migrate import MigrationRefused
from services.processes import NoAccount
from services.refusals import FieldRefused, StorageUnavailable
from services.serve import opened, run_web, run_worker
from services.settings import Settings
from services.story import tell
from services.supervisor import AlreadyRunning, Child, PortTaken, supervise
from services.web.errors import sentence

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command(name="decide")(decide.command)
app.add_typer(cli_consent_text.app, name="consent-text")
app.add_typer(cli_keys.app, name="keys")
app.add_typer(cli_organisation.app, name="organisation")
app.add_typer(cli_policy.app, name="policy")

CHILDREN = (
    Child("worker", (sys.executable, "-m", "services.cli", "worker")),
    Child("web", (sys.executable, "-m", "services.cli", "web")),
)


DEMO_PASSWORD: Final = "demo-password"  # noqa: S105  the name of its file


REFUSALS: Final = (
    Stop,
    MigrationRefused,
    SecretMissing,
    RootKeyRefused,
    RingOlderThanLog,
    TenantUnknown,
    StorageUnavailable,
    RuleViolation,
    FieldRefused,
    FileExistsError,
    city.NotEmpty,
)


@app.callback()
def tsunagi() -> None:
    """つなぎ: 福祉総合相談窓口の支援記録ネットワーク."""


@app.command()
def up(
    home: Annotated[Path | None, typer.Option(help="データの置き場所")] = None,
    port: Annotated[int | None, typer.Option(help="画面のポート番号")] = None,
    demo: Annotated[bool, typer.Option(help="架空の市とその相談を入れる")] = False,
) -> None:
    """データベース・処理係・画面を起動し、動かし続けます。止めるときは Ctrl-C。"""
    logs.configure("up")
    chosen = settings(home=home, web_port=port)
    try:
        supervise(
            chosen, CHILDREN, prepare=_prepare(with_city=demo), ready=_announce(with_city=demo)
        )
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


def _prepare(*, with_city: bool) -> Callable[[Settings], None]:
    """Make what the first start needs: a root key in the embedded default, the invented city."""

    def prepare(chosen: Settings) -> None:
        if chosen.embedded and not chosen.root_key_file.exists():
            FileRootKey.create(chosen.root_key_file)
        with opened(chosen) as system:
            if with_city:
                root = FileRootKey(chosen.root_key_file)
                city.prepare(system.databases, root, chosen.secrets_dir / DEMO_PASSWORD)

    return prepare


def _announce(*, with_city: bool) -> Callable[[Settings], None]:
    """Say where the pages are, and with which accounts of the invented city to log in."""

    def announce(running: Settings) -> None:
        typer.echo(f"\nつなぎ  http://{running.web_host}:{running.web_port}/\n")
        if with_city:
            typer.echo("架空の市町の職員でログインできます（パスワードは共通です）")
            for account in city.accounts(running.secrets_dir / DEMO_PASSWORD):
                typer.echo(
                    f"  {account.login:10} {account.password}   "
                    f"{account.municipality} {account.name}  {account.post}"
                )
        if running.embedded:
            typer.echo(
                "根の鍵の控えをまだ取っていなければ: "
                f"TSUNAGI_HOME={running.home} tsunagi keys escrow FILE1 FILE2\n"
            )

    return announce


@app.command()
def web(
    behind_tls: Annotated[
        bool, typer.Option(help="ブラウザは https の中継を通って来る（本番）")
    ] = False,
) -> None:
    """画面と API だけを動かします（`tsunagi up` は自分で呼びます）。"""
    logs.configure("web")
    run_web(settings(), behind_tls=behind_tls)


@app.command()
def worker() -> None:
    """処理係だけを動かします（`tsunagi up` は自分で呼びます）。鍵は持ちません。"""
    logs.configure("worker")
    run_worker(settings())


app.command(name="import")(cli_import.import_list)
app.command(name="import-totals")(cli_import.import_totals)
app.command()(cli_database.check)
app.command()(cli_replay.replay)
app.command(name="rebuild")(cli_database.rebuild_view)


@app.command()
def demo(
    story: Annotated[bool, typer.Option(help="一つの世帯の相談を端末で最後までたどる")] = False,
) -> None:
    """架空の市で試します。`--story` は終わりに記録の検証と表の作り直しまでします。"""
    if not story:
        raise Stop("画面で試すには `tsunagi up --demo`、端末で見るには `tsunagi demo --story`")
    logs.configure("demo")
    if not tell(Console()):
        raise typer.Exit(1)


app.command()(cli_database.migrate)


def _sentence(problem: BaseException) -> str:
    """Return why something cannot be done, in Japanese where the pages have words for it."""
    in_english = str(problem) or type(problem).__doc__ or type(problem).__name__
    if isinstance(problem, RuleViolation | StorageUnavailable | FieldRefused):
        return f"{sentence(problem).title} / {' '.join(in_english.split())}"
    return in_english


def main() -> None:
    """Run the command line; what cannot be done is one sentence on stderr and exit code 1."""
    try:
        app()
    except REFUSALS as problem:
        typer.echo(_sentence(problem), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

"""`tsunagi`: the command line of operators and auditors."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final

import psycopg
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from events.base import RuleViolation
from services import checking, cli_keys, cli_organisation, cli_policy, decide, logs
from services import demo as city
from services.db import Databases, SecretMissing
from services.embedded import DatabaseNotStarted
from services.keys.epochs import RingOlderThanLog
from services.keys.root import FileRootKey, RootKeyRefused
from services.ledger.ledgers import TenantUnknown
from services.migrate import MigrationRefused, make_secrets, migrate_both, prepare_cluster
from services.processes import NoAccount
from services.readmodels import ALL, digest, rebuild
from services.serve import opened, run_web, run_worker
from services.settings import Settings
from services.story import tell
from services.supervisor import AlreadyRunning, Child, PortTaken, supervise
from services.views import FieldRefused, StorageUnavailable
from services.web.errors import sentence

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command(name="decide")(decide.command)
app.add_typer(cli_keys.app, name="keys")
app.add_typer(cli_organisation.app, name="organisation")
app.add_typer(cli_policy.app, name="policy")

CHILDREN = (
    Child("worker", (sys.executable, "-m", "services.cli", "worker")),
    Child("web", (sys.executable, "-m", "services.cli", "web")),
)


DEMO_PASSWORD: Final = "demo-password"  # noqa: S105  the name of its file


class Stop(Exception):
    """The command cannot be carried out; the text says why, in Japanese and in English."""


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
)


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
                city.load(system, chosen.secrets_dir / DEMO_PASSWORD)

    return prepare


def _announce(*, with_city: bool) -> Callable[[Settings], None]:
    """Say where the pages are, and with which accounts of the invented city to log in."""

    def announce(running: Settings) -> None:
        typer.echo(f"\nつなぎ  http://{running.web_host}:{running.web_port}/\n")
        if with_city:
            typer.echo("架空の市の職員でログインできます（パスワードは共通です）")
            for account in city.accounts(running.secrets_dir / DEMO_PASSWORD):
                typer.echo(
                    f"  {account.login:8} {account.password}   {account.name}  {account.role}"
                )
        if running.embedded:
            typer.echo("根の鍵の控えをまだ取っていなければ: tsunagi keys escrow\n")

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


@app.command()
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


@app.command(name="rebuild")
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


@app.command()
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

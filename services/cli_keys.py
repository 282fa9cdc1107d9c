"""`tsunagi keys`: the root key, its second copy, the destruction of keys and their renewal."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from events.values import ErasureAuthority
from services import logs
from services.destruction import NotAFile, NotTheirStaff, Order
from services.facts import utc_now
from services.keys.root import FileRootKey, restore, write_private
from services.serve import opened
from services.settings import Settings
from services.sweeping import sweep

app = typer.Typer(no_args_is_help=True, help="鍵: 根の鍵、その控え、鍵の廃棄と更新")


def in_a_folder(path: Path) -> Path:
    """
    Take a place for a new file.

    Raises:
        typer.BadParameter: when its folder is not there.
    """
    if not path.absolute().parent.is_dir():
        raise typer.BadParameter(f"フォルダーがありません: {path.parent}")
    return path


@app.command()
def create() -> None:
    """根の鍵を新しく作ります（自前のデータベースで動かすときに、一度だけ）。"""
    path = Settings().root_key_file
    FileRootKey.create(path)
    typer.echo(
        f"{path}: 作りました。すぐに `tsunagi keys escrow FILE1 FILE2` で控えを取ってください。"
    )


@app.command()
def escrow(
    first: Annotated[Path, typer.Argument(help="一人目に渡すファイル", callback=in_a_folder)],
    second: Annotated[Path, typer.Argument(help="二人目に渡すファイル", callback=in_a_folder)],
) -> None:
    """根の鍵の控えを、二人が一つずつ持つ二つのファイルに分けます。片方だけでは何も分かりません。"""
    shares = FileRootKey(Settings().root_key_file).shares()
    if first.exists() or second.exists() or first.absolute() == second.absolute():
        raise typer.BadParameter("まだない、別々のファイルを二つ指定してください")
    for path, share in zip((first, second), shares, strict=True):
        write_private(path, share + "\n")
    for path in (first, second):
        typer.echo(f"{path}: 書きました。印刷して封をし、このファイルは消してください。")


@app.command(name="restore")
def restore_key(
    first: Annotated[Path, typer.Argument(help="一人目のファイル", exists=True, dir_okay=False)],
    second: Annotated[Path, typer.Argument(help="二人目のファイル", exists=True, dir_okay=False)],
) -> None:
    """二人の控えから、根の鍵のファイルを作り直します。"""
    shares = (first.read_text(encoding="ascii"), second.read_text(encoding="ascii"))
    path = Settings().root_key_file
    restore(path, shares)
    typer.echo(f"{path}: 作り直しました。")


@app.command()
def destroy(
    tenant: Annotated[str, typer.Argument(help="自治体のコード（lg-NNNNNN）")],
    stream: Annotated[list[UUID], typer.Option(help="消す記録（ケース・本人票）の番号")],
    authority: Annotated[ErasureAuthority, typer.Option(help="根拠")],
    reason: Annotated[str, typer.Option(help="理由の符号（名前や事情は書かない）")],
    decided_on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="決定の日")],
    ordered_by: Annotated[UUID, typer.Option(help="決めた職員の番号")],
    approved_by: Annotated[UUID, typer.Option(help="承認した別の職員の番号")],
) -> None:
    """記録の鍵を廃棄し、内容を消します。もどせません。二人の決定が要ります。"""
    logs.configure("keys")
    order = Order(
        authority=authority,
        reason_code=reason,
        decided_on=date(decided_on.year, decided_on.month, decided_on.day),
        ordered_by=ordered_by,
        approved_by=approved_by,
    )
    with opened(Settings()) as system:
        try:
            keys = system.destruction.keys_of(tenant, stream)
            for key_id in keys:
                system.destruction.destroy(tenant, key_id, order)
        except NotAFile as problem:
            raise typer.BadParameter(f"ケースでも本人票でもありません: {problem}") from problem
        except NotTheirStaff as problem:
            raise typer.BadParameter(
                f"この自治体の、利用中の職員ではありません: {problem}"
            ) from problem
        sweep(system.databases)
    typer.echo(
        f"{len(keys)} 個の鍵を廃棄しました。"
        "跡まで開けられなくするには、続けて `tsunagi keys renew` を実行してください。"
    )


@app.command()
def renew() -> None:
    """鍵の世代を新しくします。前の世代の鍵はなくなり、廃棄した鍵の跡も開けられなくなります。"""
    logs.configure("keys")
    with opened(Settings()) as system:
        living = system.ring.renew(now=utc_now())
        sweep(system.databases)
    typer.echo(f"鍵の世代を新しくしました。{living} 個の鍵を包み直しました。")

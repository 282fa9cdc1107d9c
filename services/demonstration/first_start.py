"""First start (デモの準備): load the demonstration once, and say with which accounts to look."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from services.db import Databases
from services.demonstration.loading import load
from services.demonstration.town import MUNICIPALITIES, read
from services.keys.root import RootKey, write_private
from services.readmodels import tenants

_COLUMNS: Final = (
    TextColumn("{task.description}"),
    BarColumn(),
    TextColumn("{task.completed}/{task.total} 日"),
    TimeElapsedColumn(),
)


class NotEmpty(Exception):
    """The demonstration was begun here and not finished, or is of another version."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "ここには、途中で止まったか、前の版のデモが入っています。データの置き場所を空にするか、"
            "--home で別の場所を指定してください。"
            " / an unfinished or older demonstration lies here: empty the home, or choose another"
        )


@dataclass(frozen=True)
class Account:
    """One account of the demonstration, to be printed."""

    municipality: str
    name: str
    post: str
    login: str
    password: str


def prepare(databases: Databases, root: RootKey, secret_file: Path) -> None:
    """
    Load the demonstration unless it is there; a bar shows how far it is.

    The one password of all its accounts is drawn once; the file that keeps it (mode 0600) is
    written last, and says that nothing is missing.

    Raises:
        NotEmpty: when a demonstration lies there that is not whole, or not this one.
    """
    codes = {read("city")[one]["code"] for one in MUNICIPALITIES}
    there = codes & set(tenants(databases))
    if there == codes and secret_file.exists():
        return
    if there or secret_file.exists():
        raise NotEmpty
    password = secrets.token_hex(5)
    with Progress(*_COLUMNS, console=Console()) as bar:
        task = bar.add_task("架空の市を読み込んでいます", total=None)
        load(
            databases,
            root,
            password,
            reached=lambda day, of: bar.update(task, completed=day, total=of),
        )
    write_private(secret_file, password + "\n")


def accounts(secret_file: Path) -> tuple[Account, ...]:
    """Return the accounts of both municipalities, once they are loaded."""
    password = secret_file.read_text(encoding="ascii").strip()
    city = read("city")
    return tuple(
        Account(city[one]["name"], staff["name"], staff["post"], staff["login"], password)
        for one in MUNICIPALITIES
        for staff in city[one]["staff"]
    )

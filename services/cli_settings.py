"""Settings of the command line: what is typed goes before the environment; why a command stops."""

from typing import Any

from pydantic import ValidationError

from services.settings import Settings


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

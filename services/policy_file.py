"""Policy file (方針ファイル): reads a policy, and the registry of legal bases, from JSON files."""

from pathlib import Path
from typing import Final

from consent.document import PolicyMalformed
from consent.policy import Policy, load_policy
from consent.registry import Registry
from consent.registry_reading import read_registry
from consent.wording import malformed

SHIPPED: Final = Path(__file__).resolve().parents[1] / "infra" / "policy"
POLICY_FILE: Final = SHIPPED / "policy-v1.json"
REGISTRY_FILE: Final = SHIPPED / "legal-bases-v1.json"


def policy_from(path: Path = POLICY_FILE) -> Policy:
    """
    Read a policy; `document.version` names it.

    Raises:
        PolicyMalformed: when anything in the file is not understood.
        OSError: when the file cannot be read.
        UnicodeDecodeError: when it is not UTF-8.
    """
    return load_policy(path.read_text("utf-8"))


def registry_from(path: Path = REGISTRY_FILE) -> Registry:
    """
    Read the registry of legal bases.

    Raises:
        PolicyMalformed: when anything in the file is not understood.
        OSError: when the file cannot be read.
        UnicodeDecodeError: when it is not UTF-8.
    """
    return read_registry(path.read_text("utf-8"))


def unreadable(problem: PolicyMalformed | OSError | UnicodeDecodeError) -> str:
    """Say why a file is not read, by field and rule where its content is not understood."""
    match problem:
        case PolicyMalformed():
            return malformed(problem)
        case UnicodeDecodeError():
            return "UTF-8 の文字ではありません"
        case _:
            return f"ファイルを開けません({problem.strerror}: {problem.filename})"

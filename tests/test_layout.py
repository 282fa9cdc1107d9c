"""Layout: the folders mean what the build and the tools take them for (decision 0001)."""

import importlib.util
import tomllib
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[1]
PACKAGES = ["events", "consent", "projections", "services"]
GENERATED = {"build", "mutants"}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def folders_with_code(root: Path) -> set[str]:
    """Return the top-level folders that hold Python, at any depth."""
    visible = (f for f in root.iterdir() if f.is_dir() and not f.name.startswith("."))
    return {f.name for f in visible if f.name not in GENERATED and any(f.rglob("*.py"))}


def folders_without_init(root: Path, packages: list[str]) -> list[str]:
    folders = {code.parent for name in packages for code in (root / name).rglob("*.py")}
    return sorted(str(f.relative_to(root)) for f in folders if not (f / "__init__.py").is_file())


@pytest.mark.parametrize("name", PACKAGES)
def test_our_packages_are_not_shadowed_by_namesakes(name: str) -> None:
    """The index holds strangers called `events`, `consent`, `projections` and `services`."""
    spec = importlib.util.find_spec(name)

    assert spec is not None
    assert spec.origin == str(ROOT / name / "__init__.py")


def test_every_folder_with_code_is_a_known_package() -> None:
    assert folders_with_code(ROOT) == {*PACKAGES, "tests"}


def test_build_linter_and_coverage_know_the_same_packages() -> None:
    tool = project()["tool"]

    assert tool["hatch"]["build"]["targets"]["wheel"]["packages"] == PACKAGES
    assert tool["importlinter"]["root_packages"] == PACKAGES
    assert tool["coverage"]["run"]["source"] == PACKAGES
    assert tool["basedpyright"]["include"] == [*PACKAGES, "tests"]


def test_every_folder_of_code_says_that_it_is_a_package() -> None:
    """Without `tests/__init__.py`, `tests/events` would be taken for the package `events`."""
    assert folders_without_init(ROOT, [*PACKAGES, "tests"]) == []


def test_every_pure_module_that_decides_has_its_tests_beside_it() -> None:
    deciding = {
        f"tests/{name}/test_{code.stem}.py"
        for name in ("events", "consent")
        for code in (ROOT / name).glob("*.py")
        if "\ndef " in code.read_text(encoding="utf-8")
    }

    assert sorted(path for path in deciding if not (ROOT / path).is_file()) == []


def test_a_stray_folder_and_a_forgotten_init_are_seen(tmp_path: Path) -> None:
    for path in ("infra/tools/clean.py", "tests/events/test_case.py", "tests/__init__.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()

    assert folders_with_code(tmp_path) == {"infra", "tests"}
    assert folders_without_init(tmp_path, ["tests"]) == ["tests/events"]

"""Documents: what they name exists, and what exists is named."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from inspect import isclass
from pathlib import Path

import pytest
import typer

import consent
import events
from events.access import Surface
from events.values import (
    Basis,
    Caller,
    ClosingReason,
    Context,
    ErasureAuthority,
    Purpose,
    Role,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
)
from services.cli import app
from services.web.labels import label

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[1]
GLOSSARY = "docs/glossary.md"
FRONT = [
    "README.md",
    "README.ja.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    GLOSSARY,
]
WITH_COMMANDS = ["README.md", "README.ja.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
NOT_CONCEPTS = {"base", "catalogue", "values"}
SHOWN_ON_PAGES: list[type[StrEnum]] = [
    Basis,
    Caller,
    ClosingReason,
    Context,
    ErasureAuthority,
    Purpose,
    Role,
    Route,
    SharingStance,
    SupportMethod,
    Surface,
    Topic,
    Urgency,
]

PATH = re.compile(r"`([\w./*-]*(?:/[\w.*-]*|\.(?:py|md|toml|sql|lock|in|ya?ml)))`")
TARGET = re.compile(r"\bmake ((?!<)[a-z][a-z-]*)")
DECISION = re.compile(r"\bdecision (\d{4})\b")
PARTS_OF_A_DECISION = ["Status:", "Date:", "## Context", "## Decision", "## Consequences"]


@dataclass(frozen=True)
class Row:
    """One row of the glossary."""

    japanese: str
    reading: str
    identifier: str
    where: str
    what: str
    source: str


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def glossary() -> list[Row]:
    lines = [line for line in text(GLOSSARY).splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [Row(*row) for row in cells if row[0] != "日本語"]


def code_lists() -> set[type[StrEnum]]:
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for package in (events, consent)
        for found in pkgutil.iter_modules(package.__path__)
    ]
    named = {value for module in modules for value in vars(module).values() if isclass(value)}
    return {value for value in named if issubclass(value, StrEnum) and value is not StrEnum}


CODE_LISTS: list[type[StrEnum]] = sorted(code_lists(), key=repr)


def code_of(file: str) -> Iterator[str]:
    """Return what stands as code in a document: in backticks, or in a fenced block."""
    prose = text(file)
    yield from re.findall(r"```.*?```", prose, re.DOTALL)
    yield from re.findall(r"`[^`\n]+`", re.sub(r"```.*?```", "", prose, flags=re.DOTALL))


def exists(path: str) -> bool:
    pattern = path.strip("/").replace("NNNN", "*")
    return (ROOT / pattern).exists() or any(ROOT.glob(pattern))


# Glossary.


def test_each_concept_has_a_row_that_points_to_its_file() -> None:
    concepts = {m.name for m in pkgutil.iter_modules(events.__path__)} - NOT_CONCEPTS
    rows = {(row.identifier, row.where) for row in glossary()}

    assert {name for name in concepts if (f"`{name}`", f"`events/{name}.py`") not in rows} == set()


@pytest.mark.parametrize("kind", CODE_LISTS)
def test_each_code_has_a_row_and_no_row_is_left_of_a_code_that_went(kind: type[StrEnum]) -> None:
    path = kind.__module__.replace(".", "/")
    described = [r.identifier for r in glossary() if r.where == f"`{path}.py` `{kind.__name__}`"]

    assert described == [f"`{code}`" for code in kind]


@pytest.mark.parametrize("kind", SHOWN_ON_PAGES)
def test_the_glossary_says_what_the_pages_say(kind: type[StrEnum]) -> None:
    where = re.compile(rf"`events/\w+\.py` `{kind.__name__}`")
    words = {row.identifier: row.japanese for row in glossary() if where.fullmatch(row.where)}

    assert words == {f"`{code}`": label(code) for code in kind}


def test_no_row_says_less_than_the_others() -> None:
    rows = glossary()

    assert [row for row in rows if "" in vars(row).values()] == []
    assert [row for row in rows if not row.what.endswith(".")] == []


def test_the_glossary_points_to_files_that_exist() -> None:
    places = {place for row in glossary() for place in re.findall(r"`([^`]+)`", row.where)}

    assert sorted(p for p in places if "/" in p and not exists(p)) == []


# Paths, targets, commands, decisions.


@pytest.mark.parametrize("file", FRONT)
def test_the_documents_of_the_front_door_exist(file: str) -> None:
    assert text(file).strip()


@pytest.mark.parametrize("file", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_a_document_names_only_paths_that_exist(file: str) -> None:
    named = set(PATH.findall(text(file)))

    assert sorted(path for path in named if not path.startswith("/") and not exists(path)) == []


@pytest.mark.parametrize("file", WITH_COMMANDS)
def test_each_make_target_that_a_document_names_exists(file: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", text("Makefile"), re.MULTILINE))
    named = {target for code in code_of(file) for target in TARGET.findall(code)}

    assert named - targets == set()


def commands(cli: typer.Typer, name: str) -> Iterator[str]:
    """Return each command of the command line by its full name, hidden ones left out."""
    for command in cli.registered_commands:
        if command.callback and not command.hidden:
            yield f"{name} {command.name or command.callback.__name__.replace('_', '-')}"
    for group in cli.registered_groups:
        if group.typer_instance:
            yield from commands(group.typer_instance, f"{name} {group.name}")


def test_every_command_is_documented() -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))

    wanted = sorted(commands(app, "tsunagi"))
    assert "tsunagi up" in wanted
    assert [name for name in wanted if not re.search(rf"`{name}\b", pages)] == []


def test_every_decision_that_is_cited_has_its_page() -> None:
    kinds = ("*.py", "*.sql", "*.md", "*.toml")
    folders = ("events", "consent", "projections", "services", "infra", "docs", "tests")
    files = [file for folder in folders for kind in kinds for file in (ROOT / folder).rglob(kind)]
    cited = {n for file in files for n in DECISION.findall(file.read_text(encoding="utf-8"))}

    assert sorted(n for n in cited if not exists(f"docs/decisions/{n}-*.md")) == []


def test_decisions_are_numbered_without_a_gap_and_have_all_their_parts() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    numbers = [int(page.name[:4]) for page in pages]
    lacking = {
        page.name: [part for part in PARTS_OF_A_DECISION if part not in page.read_text("utf-8")]
        for page in pages
    }
    assert numbers == list(range(1, len(pages) + 1))
    assert {name: parts for name, parts in lacking.items() if parts} == {}

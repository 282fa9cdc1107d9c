"""The catalogue: every kind of event, once, stored under a name of its own."""

import importlib
import pkgutil
import re
from dataclasses import fields
from inspect import isclass
from typing import Any, Protocol, cast, get_args, get_type_hints
from uuid import UUID

import pytest

import events
from events.base import Event, Personal, RuleViolation, Sealed
from events.catalogue import BY_TOPIC, LABELS, label

pytestmark = pytest.mark.pure

CLEAR_WORDS = {
    "access.reading-refused": {"rule"},
    "agency.registered": {"name"},
    "agency.renamed": {"name"},
    "consent_document.adopted": {"name", "version", "words", "digest"},
    "key.created": {"check_value"},
    "key.destroyed": {"check_value"},
    "key.destruction-ordered": {"reason_code"},
    "migration.case-migrated": {"file_digest"},
    "opening.month-totalled": {"file_digest"},
    "partner.registered": {"name", "title", "office"},
    "policy.adopted": {"version", "ground"},
    "policy.legal-basis-confirmed": {"basis", "digest", "registry", "official_text"},
    "post.established": {"title"},
    "programme.opened": {"name"},
    "setting.place-decided": {"place"},
    "staff.registered": {"login", "name"},
    "tenant.opened": {"code", "name"},
}
"""Text that stands in the clear: codes, and the names of offices and of staff in their work."""


class Params(Protocol):
    """What a dataclass was declared with."""

    frozen: bool


def every(kind: type) -> set[type[Any]]:
    """Return the subclasses of a kind that our own modules declare."""
    modules = [
        importlib.import_module(f"events.{m.name}") for m in pkgutil.iter_modules(events.__path__)
    ]
    named = {value for module in modules for value in vars(module).values() if isclass(value)}
    return {value for value in named if issubclass(value, kind) and value is not kind}


def hints(kind: type[Event]) -> dict[str, Any]:
    """Return the type of each field, with what marks it as personal."""
    declared = get_type_hints(kind, include_extras=True)
    return {field.name: declared[field.name] for field in fields(kind)}


def mark(hint: object) -> Personal | None:
    return next((m for m in getattr(hint, "__metadata__", ()) if isinstance(m, Personal)), None)


def concept(kind: type) -> str:
    return kind.__module__.removeprefix("events.")


REFUSALS: list[type[RuleViolation]] = sorted(every(RuleViolation), key=repr)


def test_every_kind_of_event_is_in_the_catalogue() -> None:
    assert every(Event) == set(LABELS)


@pytest.mark.parametrize("kind", LABELS)
def test_a_stored_name_is_the_kinds_own_and_names_concept_and_fact(kind: type[Event]) -> None:
    assert "TOPIC" in vars(kind)
    assert re.fullmatch(rf"{concept(kind)}\.[a-z]+(-[a-z]+)*", kind.TOPIC)


def test_no_two_kinds_share_a_stored_name() -> None:
    assert sorted(BY_TOPIC) == sorted(kind.TOPIC for kind in LABELS)
    assert set(BY_TOPIC.values()) == set(LABELS)


def test_each_kind_has_a_japanese_label_of_its_own() -> None:
    labels = sorted(LABELS.values())

    assert labels == sorted(set(labels))
    assert [label for label in labels if not re.fullmatch(r"[ぁ-んァ-ヶー一-龠々・]+", label)] == []


@pytest.mark.parametrize("kind", LABELS)
def test_an_event_is_immutable_and_its_fields_are_given_by_name(kind: type[Event]) -> None:
    """Promise 1."""
    params = cast("Params", vars(kind)["__dataclass_params__"])

    assert params.frozen
    assert [field.name for field in fields(kind) if not field.kw_only] == []


@pytest.mark.parametrize("kind", LABELS)
def test_an_event_says_what_happened_not_that_something_changed(kind: type[Event]) -> None:
    assert not re.search(r"Updated|Changed|Deleted|Modified|Edited|Set$", kind.__name__)


@pytest.mark.parametrize("kind", LABELS)
def test_a_personal_field_names_the_field_of_its_data_subject(kind: type[Event]) -> None:
    """Promise 7: content is erased by subject, so each personal field has one."""
    declared = hints(kind)
    marks = [found for hint in declared.values() if (found := mark(hint))]

    assert [found.of for found in marks if declared.get(found.of) is not UUID] == []


@pytest.mark.parametrize("kind", LABELS)
def test_a_field_that_can_be_sealed_is_marked_personal_and_no_other_is(kind: type[Event]) -> None:
    """Promise 8."""
    declared = hints(kind)

    sealable = {name for name, hint in declared.items() if Sealed in get_args(unmarked(hint))}
    personal = {name for name, hint in declared.items() if mark(hint)}

    assert sealable == personal


def unmarked(hint: object) -> object:
    return getattr(hint, "__origin__", hint) if mark(hint) else hint


@pytest.mark.parametrize("kind", LABELS)
def test_words_are_sealed_but_for_codes_and_names_of_offices_and_staff(kind: type[Event]) -> None:
    """Promise 8: a free text that is not marked personal would stand in every dump."""
    clear = {name for name, hint in hints(kind).items() if hint is str}

    assert clear == CLEAR_WORDS.get(kind.TOPIC, set())


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_states_its_rule_in_one_sentence(refusal: type[RuleViolation]) -> None:
    assert re.fullmatch(r"[A-Z][^\n]+\.", refusal.__doc__ or "")


def test_a_kind_is_labelled_by_its_stored_name() -> None:
    assert label("case.progress-recorded") == "支援経過"

"""エラーの文: whatever is refused is said in Japanese, with what to do now."""

import inspect
import pkgutil
import re
from importlib import import_module

import pytest

import events
from events.base import RuleViolation
from services import draft_views, login_views, refusals
from services.login_views import LoginRefused
from services.refusals import FieldRefused
from services.web.errors import RULES, SENTENCES, Problem, problem, rule_sentence
from services.web.posted import FormRefused
from services.web.session import LoginNeeded, StandChanged

pytestmark = pytest.mark.pure

JAPANESE = re.compile(r"[ぁ-ん]")


def subclasses(kind: type[Exception]) -> set[type[Exception]]:
    return {kind for child in kind.__subclasses__() for kind in {child, *subclasses(child)}}


def refusals_of_the_services() -> set[type[Exception]]:
    return {
        kind
        for concept in (draft_views, login_views, refusals)
        for _, kind in inspect.getmembers(concept, inspect.isclass)
        if issubclass(kind, Exception) and kind.__module__ == concept.__name__
    }


def test_every_refusal_has_one_sentence() -> None:
    for concept in pkgutil.iter_modules(events.__path__):
        import_module(f"events.{concept.name}")

    known = subclasses(RuleViolation) | refusals_of_the_services()

    ours = {kind for kind in known if kind.__module__.startswith(("events.", "services."))}
    assert set(SENTENCES) == ours | {FormRefused, LoginNeeded, StandChanged}


@pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: kind.__name__)
def test_a_sentence_says_what_happened_and_what_to_do(kind: type[Exception]) -> None:
    words = SENTENCES[kind]

    assert JAPANESE.search(words.title)
    assert JAPANESE.search(words.detail)
    assert words.detail.endswith("。")
    assert 400 <= words.status < 600


def test_a_machine_can_tell_refusals_apart_by_name() -> None:
    names = {words.name for words in SENTENCES.values()}

    assert len(names) == len(set(map(id, SENTENCES.values())))
    assert all(re.fullmatch(r"[a-z-]+", name) for name in names)


def test_the_words_for_a_login_do_not_say_what_was_wrong() -> None:
    """R75: whether the name exists is not told."""
    assert problem(LoginRefused(0)) == problem(LoginRefused(900))


def test_a_broken_rule_is_said_at_its_field() -> None:
    """R77."""
    told = problem(FieldRefused(field="own_words", rule="R77"))

    assert told == Problem(SENTENCES[FieldRefused], {"own_words": RULES["R77"]})
    assert rule_sentence("no-such-rule") not in RULES.values()

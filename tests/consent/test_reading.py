"""Policy reading (方針の読み取り): what is not understood is refused; no rule is left out."""

import json
from hashlib import sha256
from typing import Any

import pytest
import rfc8785

from consent.document import Advice, Forbid, PolicyMalformed
from consent.plain import version_of
from consent.reading import read_policy
from consent.wording import malformed
from services.policy_file import POLICY_FILE
from tests.consent.edits import DROP, edit
from tests.consent.rows import CONFORMANCE

pytestmark = pytest.mark.pure

TEXT = POLICY_FILE.read_text("utf-8")

REFUSED: dict[str, list[tuple[str, Any]]] = {
    "policy: an object is expected": [("", [])],
    "policy: about is missing": [("about", DROP)],
    "policy: not understood: permit": [("permit", [])],
    "no_grant_reason: not understood: more": [("no_grant_reason/more", [])],
    "policy.about: a text is expected": [("about", "")],
    "fields: an object is expected": [("fields", [])],
    "fields.recused: a list is expected": [("fields/recused", "NO")],
    "fields.recused: something is listed twice": [("fields/recused", ["NO", "NO"])],
    "fields.recused: a text is expected": [("fields/recused", [1])],
    "law.STAT: a text is expected": [("law/STAT", None)],
    "policy.forbid: a list is expected": [("forbid", {})],
    "policy.forbid[0]: an object is expected": [("forbid/0", "F0a")],
    "policy.forbid[0]: not understood: unless": [("forbid/0/unless", {})],
    "policy.forbid[0].priority: an integer is expected": [("forbid/0/priority", "0")],
    "policy.grant[0].priority: an integer is expected": [("grant/0/priority", True)],
    "policy: two rules have the same id": [("mask/0/id", "F0a")],
    "policy.forbid[0].when: a list is expected": [("forbid/0/when/consent_state", "ACTIVE")],
    "policy.grant[0].law: a list is expected": [("grant/0/law", "LSA9")],
    "structural: a list is expected": [("no_grant_reason/structural", {})],
    "situational: a list is expected": [("no_grant_reason/situational/0", "membership")],
    "policy: a request has at least two fields": [
        ("fields", {"recused": ["NO"]}),
        ("forbid", []),
        ("grant", []),
        ("mask", []),
        ("advise", []),
    ],
    "F0a: weather is not a code of this policy": [("forbid/0/when", {"weather": ["RAIN"]})],
    "F0a.recused: no value is listed": [("forbid/0/when", {"recused": []})],
    "F0a.recused: MAYBE is not a code of this policy": [("forbid/0/when", {"recused": ["MAYBE"]})],
    "F0a.visibility: SHOW is not a code of this policy": [("forbid/0/visibility", "SHOW")],
    "F0a.law: LAWLESS is not a code of this policy": [("forbid/0/law", "LAWLESS")],
    "G01.outcome: DENY is not a code of this policy": [("grant/0/outcome", "DENY")],
    "G01.law: LAWLESS is not a code of this policy": [("grant/0/law", ["LAWLESS"])],
    "M01.hides: soul is not a code of this policy": [("mask/0/hides", ["soul"])],
    "S01.visibility: SHOW is not a code of this policy": [
        ("no_grant_reason/stub_rules/0/visibility", "SHOW")
    ],
    "structural: a field and its reason are expected": [
        ("no_grant_reason/structural/0", ["purpose"])
    ],
    "structural: a text is expected": [("no_grant_reason/structural/0/0", 7)],
    "situational: an object is expected": [("no_grant_reason/situational/0/1", 7)],
    "situational: a text is expected": [("no_grant_reason/situational/5/1/NONE", 7)],
    "no_grant_reason: a field is listed twice": [
        ("no_grant_reason/situational/-", ["purpose", "X"])
    ],
    "no_grant_reason: weather is not a code of this policy": [
        ("no_grant_reason/structural/0/0", "weather")
    ],
    "no_grant_reason.consent_state: MAYBE is not a code of this policy": [
        ("no_grant_reason/situational/5/1/MAYBE", "X")
    ],
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_is_not_understood_is_refused_with_its_place(message: str) -> None:
    with pytest.raises(PolicyMalformed) as refused:
        read_policy(edit(json.loads(TEXT), *REFUSED[message]))

    assert str(refused.value) == message
    assert malformed(refused.value).startswith(f"{refused.value.where}: ")


def test_a_refusal_names_the_field_and_the_rule_in_japanese() -> None:
    with pytest.raises(PolicyMalformed) as code:
        read_policy(edit(json.loads(TEXT), ("forbid/0/when", {"recused": ["MAYBE"]})))
    with pytest.raises(PolicyMalformed) as empty:
        read_policy(edit(json.loads(TEXT), ("about", "")))

    assert malformed(code.value) == "F0a.recused: MAYBE は、この方針にないコードです"
    assert malformed(empty.value) == "policy.about: 空でない文字列が要ります"


def test_text_that_is_not_json_is_refused() -> None:
    with pytest.raises(PolicyMalformed, match=r"^policy: a key is repeated$") as refused:
        read_policy('{"a": 1, "a": 1}')

    assert malformed(refused.value) == "policy: 読み取れません(a key is repeated)"


def test_text_and_plain_data_read_the_same_and_get_the_same_name() -> None:
    assert read_policy(TEXT) == read_policy(json.loads(TEXT))


def test_a_policy_is_named_by_the_hash_of_its_canonical_form() -> None:
    data = json.loads(TEXT)

    assert read_policy(TEXT).version == version_of(data)
    assert version_of(data) == sha256(rfc8785.dumps(data)).hexdigest()


def test_one_changed_word_is_another_version() -> None:
    assert read_policy(TEXT.replace("生活困窮者", "困窮者", 1)).version != read_policy(TEXT).version


def test_the_shipped_policy_is_the_one_that_the_truth_table_belongs_to() -> None:
    assert json.loads(TEXT) == json.loads((CONFORMANCE / "policy-v1.json").read_text("utf-8"))


def test_a_text_where_a_reason_is_expected_is_not_empty() -> None:
    empty = edit(json.loads(TEXT), ("no_grant_reason/structural/0/1", ""))

    with pytest.raises(PolicyMalformed, match=r"^structural: a text is expected$"):
        read_policy(empty)


def test_a_request_of_two_fields_is_enough() -> None:
    nearest: dict[str, Any] = {
        "structural": [],
        "situational": [],
        "stub_rules": [],
        "loss_duties": [],
    }
    told = {"how": "x", "stub": "x", "duties": "x"}
    data: dict[str, Any] = {
        "about": "x",
        "fields": {"recused": ["NO"], "on_agenda": ["YES"]},
        "parts": [],
        "law": {},
        **{section: [] for section in ("forbid", "grant", "mask", "advise")},
        "no_grant_reason": nearest | told,
    }

    assert tuple(read_policy(data).fields) == ("recused", "on_agenda")


def test_what_is_said_when_nothing_grants_is_read_whole() -> None:
    document = read_policy(TEXT)
    data = json.loads(TEXT)["no_grant_reason"]

    assert [[m.field, m.otherwise] for m in document.structural] == data["structural"]
    assert [[m.field, m.otherwise or dict(m.by_value)] for m in document.situational] == data[
        "situational"
    ]


def test_a_rule_is_read_whole() -> None:
    document = read_policy(TEXT)

    assert document.forbid[0] == Forbid(
        id="F0a",
        when={
            "consent_state": frozenset({"ACTIVE", "REP"}),
            "consent_scope": frozenset({"NA"}),
        },
        reason="INPUT_INCONSISTENT",
        law="MIN",
        visibility="ABSENT",
        priority=0,
    )
    assert document.advise[0] == Advice(
        id="A01",
        when={
            "acting_context": frozenset({"SUPPORT"}),
            "consent_state": frozenset({"ACTIVE", "REP"}),
            "consent_scope": frozenset({"FULL"}),
        },
        obligations=("REVIEW_FORUM",),
    )
    counts = (document.forbid, document.grant, document.mask, document.stub_rules)
    assert [len(rules) for rules in counts] == [42, 20, 13, 1]

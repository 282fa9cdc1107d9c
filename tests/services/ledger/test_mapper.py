"""Mapper: line 1 says all that is clear, parts are sealed under their keys, nothing is opened."""

import json
import os
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.agency import AgencyRegistered
from events.base import Actor, Recorded, Sealed, Signature
from events.person import PersonRegistered
from events.tenant import TenantOpened
from events.values import AgencyKind, Category
from services.keys.cipher import Place, unseal
from services.keys.ring import DataKey, Scope
from services.ledger import canonical
from services.ledger.canonical import NotCanonical
from services.ledger.codec import MalformedEvent, to_stored
from services.ledger.drafts import Draft, SealedEvent
from services.ledger.mapper import EntryMapper, Sealer, read_entry
from tests.builders import CASE, DESK, MOTHER, SIGNATURE, SLIP
from tests.events.examples import EXAMPLES

pytestmark = pytest.mark.pure

ORIGIN = "tsunagi.example/lg-999993/log/1"
FILE = f"person:{MOTHER}"
SHEET = EXAMPLES["person.registered"]
AT = "2024-10-01T03:00:30.000000Z"


class Keys:
    """Keys and digests for a test, made when asked for."""

    def __init__(self) -> None:
        self.made: dict[Scope, DataKey] = {}

    def key_of(self, scope: Scope) -> DataKey:
        """Give the key of a scope."""
        return self.made.setdefault(scope, DataKey(uuid4(), os.urandom(32), bytes(16)))

    def mapper(self) -> EntryMapper:
        """Make a mapper that seals under these keys."""
        return EntryMapper(ORIGIN, Sealer(self.key_of, digests_of))


def digests_of(_programme: UUID, category: Category, _content: dict[str, Any]) -> bytes | None:
    return b"\1" + bytes(32) if category is Category.ID else None


def sheet_draft() -> Draft:
    assert isinstance(SHEET, PersonRegistered)
    return Draft(
        event=SHEET,
        event_id=SLIP,
        stream=SHEET.person_id,
        version=1,
        signature=SIGNATURE,
        file=FILE,
        programme=DESK,
    )


def entry(stored: SealedEvent, *, seq: int = 0, at: str = AT) -> bytes:
    """Add line 2, as `log.append` does."""
    return stored.state + b"\n" + canonical.encode({"at": at, "seq": seq}) + b"\n"


def base64(data: bytes) -> str:
    return b64encode(data).decode()


def test_line_1_names_the_envelope_and_each_part_by_its_hashes() -> None:
    keys, draft = Keys(), sheet_draft()

    stored = keys.mapper().to_stored_event(draft)

    key = keys.made[Scope(draft.stream, FILE, DESK)]
    line = json.loads(stored.state)
    named: list[dict[str, Any]] = line.pop("parts")
    actor = SIGNATURE.actor
    assert line == {
        "v": 1,
        "schema": 1,
        "log": ORIGIN,
        "id": str(draft.event_id),
        "stream": str(draft.stream),
        "sv": 1,
        "type": "person.registered",
        "vt": canonical.instant(SIGNATURE.valid_at),
        "actor": {
            "programme": str(actor.programme),
            "staff": str(actor.staff),
            "role": actor.role,
            "context": actor.context,
            "session": str(actor.session),
            "aal": 1,
        },
        "cmd": str(SIGNATURE.command_id),
        "cause": None,
        "purpose": SIGNATURE.purpose,
        "basis": SIGNATURE.basis,
        "policy": SIGNATURE.policy,
        "data": to_stored(draft.event).data,
    }
    for number, (name, part) in enumerate(zip(named, stored.parts, strict=True)):
        assert name["n"] == number
        assert name["key"] == str(key.key_id)
        assert name["ct"] == base64(sha256(b"A256GCM" + part.sealed).digest())
        assert name.get("dig") == (part.digests and base64(sha256(part.digests).digest()))


def test_a_part_opens_to_its_content_at_its_own_place_only() -> None:
    keys, draft = Keys(), sheet_draft()

    stored = keys.mapper().to_stored_event(draft)

    key = keys.made[Scope(draft.stream, FILE, DESK)]
    named = json.loads(stored.state)["parts"]
    contents = to_stored(draft.event).parts
    for name, part, content in zip(named, stored.parts, contents, strict=True):
        place = Place(ORIGIN, draft.event_id, name["n"], name["cat"], key.key_id)
        opened = unseal(part.sealed, key.secret, place, committed=b64decode(name["cm"]))
        assert json.loads(opened) == content.content


def test_nothing_personal_stands_in_line_1() -> None:
    stored = Keys().mapper().to_stored_event(sheet_draft())

    for part in to_stored(SHEET).parts:
        assert not isinstance(part.content, bytes)
        for text in part.content.values():
            assert text
            assert text.encode() not in stored.state


def test_an_entry_is_read_with_its_personal_fields_sealed() -> None:
    mapper, draft = Keys().mapper(), sheet_draft()
    stored = mapper.to_stored_event(draft)

    read = read_entry(entry(stored, seq=7))

    assert isinstance(draft.event, PersonRegistered)
    sealed = replace(
        draft.event,
        name=Sealed(0),
        kana=Sealed(0),
        born=Sealed(0),
        address=Sealed(1),
        phone=Sealed(1),
    )
    assert read == Recorded(
        event=sealed,
        event_id=draft.event_id,
        stream=draft.stream,
        version=1,
        seq=7,
        at=datetime(2024, 10, 1, 3, 0, 30, tzinfo=UTC),
        signature=SIGNATURE,
    )


def test_an_event_that_was_loaded_is_not_recorded_again() -> None:
    mapper = Keys().mapper()
    read = read_entry(entry(mapper.to_stored_event(sheet_draft())))

    with pytest.raises(ValueError, match="is sealed"):
        mapper.to_stored_event(replace(sheet_draft(), event=read.event))


@pytest.mark.parametrize("missing", [{"file": ""}, {"programme": None}])
def test_personal_fields_without_a_file_and_its_keeper_are_refused(missing: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no file"):
        Keys().mapper().to_stored_event(replace(sheet_draft(), **missing))


SIGNATURES = st.builds(
    Signature,
    actor=st.builds(Actor, assurance=st.integers(0, 3)),
    valid_at=st.datetimes(timezones=st.just(UTC)),
    policy=st.text(st.characters(max_codepoint=127, exclude_categories=["Cc"])),
)


@given(SIGNATURES)
def test_every_signature_survives_storage(signature: Signature) -> None:
    opened = TenantOpened(code="lg-999993", name="瀬名木市")
    draft = Draft(event=opened, event_id=SLIP, stream=CASE, version=3, signature=signature)

    read = read_entry(entry(Keys().mapper().to_stored_event(draft)))

    assert (read.signature, read.event, read.version) == (signature, opened, 3)


def test_a_clear_name_that_is_not_nfc_is_refused() -> None:
    decomposed = AgencyRegistered(agency_id=CASE, name="か\u3099", kind=AgencyKind.WELFARE_COUNCIL)
    draft = Draft(event=decomposed, event_id=SLIP, stream=CASE, version=1, signature=SIGNATURE)

    with pytest.raises(NotCanonical):
        Keys().mapper().to_stored_event(draft)


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"schema": 2},
        {"type": "person.unheard-of"},
        {"data": {}},
        {"data": {**to_stored(SHEET).data, "shoe_size": 41}},
    ],
)
def test_an_entry_of_a_later_release_is_refused_whole(change: dict[str, Any]) -> None:
    line = json.loads(Keys().mapper().to_stored_event(sheet_draft()).state) | change
    later = SealedEvent(CASE, 1, line["type"], canonical.encode(line))

    with pytest.raises(MalformedEvent):
        read_entry(entry(later))


@pytest.mark.parametrize("line", [0, 1])
def test_an_entry_with_a_line_in_another_spelling_is_refused(line: int) -> None:
    lines = entry(Keys().mapper().to_stored_event(sheet_draft())).split(b"\n")
    lines[line] = lines[line].replace(b":", b": ", 1)

    with pytest.raises(NotCanonical):
        read_entry(b"\n".join(lines))

"""Guarding: whoever is protected is learnt of in no other case, and by no thief (R53, R54)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import pytest

from events.access import ContentRead
from events.key import KeyCreated
from events.record import RecordKept
from services.web import dates
from services.worker import catch_up
from tests.city import TENANT
from tests.services.api.client import SLIP, Program, problem
from tests.services.web.house import COUNSELLOR, House

HUSBAND: Final = {**SLIP, "name": "髙橋 修", "kana": "たかはし おさむ", "born": "1944-01-02"}
WIFE: Final = {**SLIP, "address": "さくら市本町1-2-3", "phone": "042-111-2222"}
REFUGE: Final = "栗林町の施設"
MEASURE: Final = {"authority": "瀬名木市", "first": "2024-10-01"}
NOBODY: Final = "a" * 26
UNSAID: Final = {"name": "髙橋 みどり", "born": "1947-05-03", "address": "", "phone": ""}


@dataclass
class Couple:
    """Two clients of one desk in one household: her case, his, and who she is in his."""

    house: House
    program: Program = field(init=False)
    hers: str = field(init=False)
    his: str = field(init=False)
    wife: str = field(init=False)

    def __post_init__(self) -> None:
        """Take both down, and write her into his household."""
        self.program = Program(self.house, COUNSELLOR)
        self.hers = self.program.send("cases", WIFE).json()["case"]
        self.his = self.program.send("cases", HUSBAND).json()["case"]
        seen = self.program.get(f"cases/{self.his}/household").headers["etag"]
        her = {"known_case": self.hers, "relation": "spouse", "living": "together"}
        done = self.program.send(f"cases/{self.his}/household/member", her, If_Match=seen)
        assert done.status_code == 201, done.text
        self.wife = self.member()["person"]

    def member(self) -> Any:
        """Return her place in his household, also once she left."""
        home = self.program.get(f"cases/{self.his}/household").json()["households"][0]
        return next(one for one in (*home["members"], *home["former"]) if not one["own"])

    def leaves(self) -> None:
        """Write down that she left."""
        home = self.program.get(f"cases/{self.his}/household").json()["households"][0]
        at = f"cases/{self.his}/household/{home['alias']}/{self.member()['record']}/leaving"
        left = {"leaving": "moved_out", "left_on": "2026-11-01"}
        done = self.program.send(at, left, If_Match=f'"{home["token"]}"')
        assert done.status_code == 201, done.text

    def keep(self, what: str, body: dict[str, Any]) -> Any:
        """Write down in her case what protects her."""
        seen = self.program.get(f"cases/{self.hers}/person").headers["etag"]
        at = f"cases/{self.hers}/person/protection/{what}"
        return self.program.send(at, body, If_Match=seen)

    def told(self) -> Any:
        """Return what her own case's sheet says of what protects her."""
        page = self.program.get(f"cases/{self.hers}/person").json()
        return page["whereabouts"]["protection"]


@pytest.fixture
def couple(house: House) -> Couple:
    """Give a couple."""
    return Couple(house)


def test_a_measure_is_written_in_the_case_of_whom_it_protects_only(couple: Couple) -> None:
    """R53: nothing of it reaches the case in which she is a member of the household."""
    program, at = couple.program, f"cases/{couple.his}/person"
    seen = program.get(f"{at}?of={couple.wife}").headers["etag"]
    path = f"{at}/protection/measure?of={couple.wife}"
    soon = (dates.today() + timedelta(days=20)).isoformat()

    refused = program.send(path, MEASURE, If_Match=seen)
    kept = couple.keep("measure", {**MEASURE, "last": soon})

    assert problem(refused) == (404, "not-shown")
    assert kept.status_code == 201
    for case in (couple.his, couple.hers):
        assert "DV等支援措置の期限まで" not in str(program.get(f"cases/{case}").json()["deadlines"])
    due = [row for row in program.get("my-work").json()["today"] if row["kind"] == RecordKept.TOPIC]
    texts = {row["case"]: row["text"] for row in due if row["case"] in {couple.his, couple.hers}}
    assert texts == {couple.hers: "DV等支援措置の期限まで1か月です。続けるかを本人と確かめる。"}


def test_who_is_protected_is_in_anothers_case_a_name_and_nothing_else(couple: Couple) -> None:
    """R53: not even that there is a measure; what is written from there is refused."""
    program, at = couple.program, f"cases/{couple.his}/person"
    bare = program.get(f"{at}?of={couple.wife}").json()["whereabouts"]
    couple.keep("measure", MEASURE)
    couple.keep("refuge", {"address": REFUGE})
    couple.keep("other-party", {"name": "山本 次郎", "relation": "元の夫"})

    answer = program.get(f"{at}?of={couple.wife}")
    address = {"kind": "temporary", "address": "別の所"}
    path = f"{at}/address?of={couple.wife}"
    written = program.send(path, address, If_Match=answer.headers["etag"])

    page = answer.json()
    assert {name: page["person"][name] for name in UNSAID} == UNSAID
    assert (page["whereabouts"], page["linked"]) == (bare, [])
    assert problem(written) == (404, "not-shown")


def test_a_remark_hides_nobody(couple: Couple) -> None:
    """It is kept under the same name as what does, and shown on the person's own case."""
    at = f"cases/{couple.his}/person?of={couple.wife}"
    before = couple.program.get(at).json()

    couple.keep("remark", {"note": "耳が遠い。"})
    alias = couple.told()["remarks"][0]["alias"]
    couple.keep("remark", {"note": "右の耳が遠い。", "record": alias})

    after = couple.program.get(at).json()
    assert [one["note"] for one in couple.told()["remarks"]] == ["右の耳が遠い。"]
    assert after["person"] == before["person"]
    assert after["person"]["address"] == WIFE["address"]
    assert after["whereabouts"] == before["whereabouts"]


@pytest.mark.parametrize("name", ["髙橋 修", "高橋　修", "たかはし", "髙橋", ""])
def test_from_the_case_of_the_other_party_the_protected_are_as_unknown_as_anybody(
    couple: Couple, name: str
) -> None:
    """R54: as the name is written, in part, and when only the relation is known."""
    program, at = couple.program, f"cases/{couple.his}/person"
    couple.keep("other-party", {"name": name, "relation": "夫"})

    refused = program.get(f"{at}?of={couple.wife}")
    unknown = program.get(f"{at}?of={NOBODY}")

    assert problem(refused) == problem(unknown) == (404, "not-shown")
    assert refused.json() | {"instance": ""} == unknown.json() | {"instance": ""}


def test_who_left_the_household_is_reached_from_it_no_more(couple: Couple) -> None:
    """R54: whether or not anything protects her, and where she is seen to is not told."""
    program = couple.program
    couple.leaves()

    answer = program.get(f"cases/{couple.his}/person?of={couple.wife}")
    page = couple.house.browser(COUNSELLOR).get(f"/cases/{couple.his}/household").text

    assert problem(answer) == (404, "not-shown")
    assert couple.member()["cases"] == []
    assert "髙橋 みどり" in page
    assert couple.hers not in page
    assert "?of=" not in page


def test_who_left_reaches_nobody_of_the_household_any_more(couple: Couple) -> None:
    """R54: it may be the other party who moved out."""
    couple.leaves()
    home = couple.program.get(f"cases/{couple.hers}/household").json()["households"][0]

    answer = couple.program.get(f"cases/{couple.hers}/person?of={home['members'][0]['person']}")

    assert problem(answer) == (404, "not-shown")


def test_masking_ends_by_no_other_record(couple: Couple) -> None:
    """R53: only by saying so, and not when that is taken back."""
    couple.keep("measure", MEASURE)
    alias = couple.told()["measures"][0]["alias"]
    reason = {"reason": "本人に確かめた。"}

    replaced = couple.keep("other-party", {"relation": "夫", "record": alias})
    after_that = couple.told()
    back = couple.keep("taking-back", {"record": alias, **reason})
    after_back = couple.told()
    couple.keep("masking-end", reason)
    ended = couple.told()
    couple.keep("taking-back", {"record": ended["ended"]["alias"], **reason})

    assert problem(replaced) == (409, "record-of-another-kind")
    assert (after_that["masked"], len(after_that["measures"])) == (True, 1)
    assert back.status_code == 201
    assert (after_back["masked"], after_back["measures"]) == (True, [])
    assert (ended["masked"], couple.told()["masked"]) == (False, True)


def test_a_case_opens_what_it_shows_and_no_refuge(couple: Couple) -> None:
    """R54, promise 2: neither the page nor its entry has anything of where she is."""
    couple.keep("refuge", {"address": REFUGE, "note": "面会は断る。"})
    couple.keep("measure", {**MEASURE, "covered": "長女 葵", "note": "郵便注意"})
    couple.keep("other-party", {"name": "髙橋 修", "reached": "白い軽自動車"})
    ledger = couple.house.system.ledgers.of(TENANT)
    catch_up(couple.house.system.databases)
    before = ledger.size()

    sent = couple.program.get(f"cases/{couple.hers}")
    page = couple.house.browser(COUNSELLOR).get(f"/cases/{couple.hers}").text

    told = sent.json()["whereabouts"]["protection"]
    assert (told["masked"], told["refuges"], told["measures"][0]["note"]) == (True, [], "")
    assert told["others"][0]["reached"] == "白い軽自動車"
    for text in (sent.text, page):
        assert not [word for word in (REFUGE, "長女 葵", "郵便注意", "面会は断る") if word in text]
    entries = ledger.entries(0, ledger.size())
    kept = {one.event_id for one in entries if isinstance(one.event, RecordKept)}
    looks = [one.event for one in entries[before:] if isinstance(one.event, ContentRead)]
    opened = {item.part for look in looks for item in look.items if item.event_id in kept}
    assert opened == {0, 2}


SIZES: Final = """
SELECT p.part_no, p.category, octet_length(p.sealed) FROM log.part p
WHERE p.tenant = %s AND p.seq = %s ORDER BY p.part_no
"""
LONG: Final = "面会は断る。" * 40


@pytest.mark.parametrize(
    "kept",
    [
        [("measure", MEASURE), ("measure", {**MEASURE, "covered": LONG})],
        [("other-party", {"relation": "夫"}), ("other-party", {"name": "夫", "features": LONG})],
        [("refuge", {"address": REFUGE}), ("refuge", {"address": REFUGE, "note": LONG})],
        [("remark", {"note": "耳が遠い。"}), ("remark", {"note": LONG})],
        [("masking-end", {"reason": LONG}), ("masking-end", {"reason": "本人に確かめた。"})],
    ],
    ids=lambda kept: kept[0][0],
)
def test_a_thief_does_not_see_of_what_kind_a_record_is(
    couple: Couple, kept: Sequence[tuple[str, dict[str, Any]]]
) -> None:
    """Promise 8: same name, categories, number and size of parts; nothing in the same command."""
    ledger = couple.house.system.ledgers.of(TENANT)
    before = ledger.size()

    assert [couple.keep(what, body).status_code for what, body in kept] == [201] * len(kept)

    new = ledger.entries(before, ledger.size() - before)
    written = [one for one in new if not isinstance(one.event, ContentRead)]
    assert [type(one.event) for one in written] == [KeyCreated, RecordKept] * len(kept)
    records = [one.seq for one in written if isinstance(one.event, RecordKept)]
    with couple.house.system.databases.within(TENANT, role="unwrap") as conn:
        parts = [conn.execute(SIZES, (TENANT, seq)).fetchall() for seq in records]
    size = 12 + 32 + 4096 + 16
    assert parts == [[(0, "NOTE", size), (1, "CONTACT", size), (2, "NOTE", size)]] * len(kept)

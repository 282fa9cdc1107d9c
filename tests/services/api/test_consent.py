"""同意のAPI: the same commands and readings as on the page (R23-R32)."""

from typing import Any
from uuid import uuid4

from services.web import dates
from tests.services.api.client import Program, problem
from tests.services.web.house import COUNSELLOR, LENDER, House

DAY = dates.today().isoformat()
WHOLE: dict[str, Any] = {
    "means": "signature",
    "said_on": DAY,
    "first": DAY,
    "purposes": ["consult", "apply", "coordinate"],
    "subjects": ["basic", "health"],
    "meetings": ["plan_coordination_meeting"],
    "scan_due": DAY,
}


class Will:
    """The will of one person, as a program reads and writes it."""

    def __init__(self, house: House) -> None:
        self.program = Program(house, COUNSELLOR)
        self.at = f"cases/{self.program.take()}/consent"

    def read(self) -> dict[str, Any]:
        return self.program.get(self.at).json()

    def send(self, what: str, body: dict[str, Any]) -> Any:
        etag = self.program.get(self.at).headers["etag"]
        return self.program.send(f"{self.at}/{what}", body, If_Match=etag)

    def give(self, **more: Any) -> dict[str, Any]:
        text = self.read()["texts"][0]["alias"]
        assert self.send("given", {**WHOLE, "text": text, **more}).status_code == 201
        return self.read()


def test_a_consent_is_given_withdrawn_in_part_and_withdrawn(house: House) -> None:
    """R24, R27."""
    will = Will(house)
    text = will.read()["texts"][0]["alias"]
    assert will.send("asked", {"text": text}).status_code == 201
    asked = will.read()["lane"]

    given = will.give()
    record = given["standing"]["said"]["record"]
    part = {"record": record, "effective": DAY, "purposes": ["apply"]}
    assert will.send("withdrawal", part).status_code == 201
    left = will.read()
    assert will.send("paper", {"record": record, "words": "書庫"}).status_code == 201
    assert will.send("withdrawal", {"record": record, "effective": DAY}).status_code == 201

    assert asked == "asked"
    assert (given["lane"], given["standing"]["recipients"]) == ("active", [])
    assert left["standing"]["withdrawn_purposes"] == ["apply"]
    assert will.read()["lane"] == "withdrawn"
    assert problem(will.send("dispute", {"record": record, "words": "疑義"})) == (
        409,
        "consent-ended",
    )


def test_a_no_a_dispute_and_what_cannot_be_asked(house: House) -> None:
    """R24, R28."""
    will = Will(house)
    why = {"why": "not_reachable", "first": DAY, "words": "三度かけた。"}

    assert will.send("unasked", why).status_code == 201
    unasked = will.read()["lane"]
    record = will.give()["standing"]["said"]["record"]
    assert will.send("dispute", {"record": record, "words": "疑義"}).status_code == 201
    disputed = will.read()["lane"]
    assert will.send("settlement", {"record": record, "words": "確かめた"}).status_code == 201
    settled = will.read()["lane"]
    assert will.send("refused", {"said_on": DAY}).status_code == 201

    assert [unasked, disputed, settled] == ["unasked", "disputed", "active"]
    assert will.read()["lane"] == "refused"


def test_recipients_are_those_of_the_municipality(house: House) -> None:
    """R25: an exclusion stands beside every consent."""
    will = Will(house)
    agency = will.read()["recipients"][0]
    body = {"recipient": agency["alias"], "effective": DAY}

    named = will.give(recipients=[agency["alias"]])["standing"]["recipients"]
    assert will.send("exclusion", body).status_code == 201
    excluded = [one["recipient"] for one in will.read()["exclusions"]]
    assert will.send("lifting", {"recipient": agency["alias"]}).status_code == 201

    assert named == excluded == [agency]
    assert will.read()["exclusions"] == []
    unknown = {**WHOLE, "text": will.read()["texts"][0]["alias"], "recipients": ["nobody"]}
    assert problem(will.send("given", unknown))[0] == 404


def test_a_representative_speaks_until_the_authority_ends_or_a_conflict_is_marked(
    house: House,
) -> None:
    """R24, R32."""
    will = Will(house)
    body = {"name": "山田 弁護士", "scope": "財産の管理", "capacity": "adult_guardian"}
    seen = {"proof": "guardianship_certificate", "first": DAY}

    assert will.send("representative", {**body, **seen}).status_code == 201
    who = will.read()["representatives"][0]["alias"]
    given = will.give(giver=who)
    against = {"representative": who, "conflicted": True, "words": "対立している。"}
    assert will.send("conflict", against).status_code == 201
    marked = will.read()
    ended = {"representative": who, "last_day": DAY, "words": "辞任"}
    assert will.send("authority-end", ended).status_code == 201

    assert given["standing"]["giver"] == "山田 弁護士"
    assert (marked["lane"], marked["standing"]) == ("not_counted", None)
    assert will.read()["representatives"][0]["last"] == DAY
    text = given["texts"][0]["alias"]
    refused = will.send("given", {**WHOLE, "text": text, "giver": who})
    assert problem(refused) == (422, "not-a-representative")


def test_the_same_write_twice_is_one_record_and_a_stale_one_none(house: House) -> None:
    will = Will(house)
    key, etag = str(uuid4()), will.program.get(will.at).headers["etag"]
    body = {"said_on": DAY, "words": "いやだ。"}

    first = will.program.send(f"{will.at}/refused", body, If_Match=etag, Idempotency_Key=key)
    again = will.program.send(f"{will.at}/refused", body, If_Match=etag, Idempotency_Key=key)
    stale = will.program.send(f"{will.at}/refused", body, If_Match=etag)

    assert first.status_code == again.status_code == 201
    assert first.json()["record"] == again.json()["record"]
    assert problem(stale)[0] == 412
    assert len(will.read()["history"]) == 1


def test_a_program_of_another_programme_finds_nothing(house: House) -> None:
    """R33."""
    will = Will(house)
    etag = will.program.get(will.at).headers["etag"]
    lender = Program(house, LENDER)

    assert problem(lender.get(will.at))[0] == 404
    sent = lender.send(f"{will.at}/refused", {"said_on": DAY}, If_Match=etag)
    assert problem(sent)[0] == 404
    assert will.read()["lane"] == "none"

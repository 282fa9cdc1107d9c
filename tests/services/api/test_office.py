"""設定・職・資格・関係者 over the API: the administrator's commands, as on the pages (R75)."""

from typing import Any, Final
from uuid import uuid4

import pytest

from services.web import dates
from services.worker import catch_up
from tests.city import TENANT
from tests.services.api.client import Program, problem
from tests.services.web.house import ADMINISTRATOR, AUDITOR, COUNSELLOR, LENDER, House

TODAY: Final = dates.today().isoformat()
HOURS: Final = {
    "first": TODAY,
    "weekdays": ["monday", "tuesday"],
    "opens": "09:00",
    "closes": "16:00",
}
WINDOW: Final = {"weekday": "sunday", "weeks": [2], "opens": "09:00", "closes": "12:00"}
DECISIONS: Final[dict[str, dict[str, Any]]] = {
    "hours": HOURS,
    "holiday-window": {"first": TODAY, "window": WINDOW},
    "place": {"first": TODAY, "place": "本庁舎1階"},
    "closing-days": {"first": "2099-08-13", "last": "2099-08-15"},
    "terms": {"first": TODAY, "term": "screening", "days": 10},
}
PARTNER: Final = {
    "name": "三田村 きよ",
    "title": "民生委員・児童委員（本町地区）",
    "kind": "resident_organisation",
    "channel": "phone",
    "first": "2025-12-01",
}
QUALIFIED: Final = {"qualification": "worker_training", "gained_on": "2025-06-20"}


def made(house: House, before: int) -> list[str]:
    """Return what was recorded since, but for looks and sessions."""
    entries = house.system.ledgers.of(TENANT).entries(before, house.entries() - before)
    topics = [entry.event.TOPIC for entry in entries]
    return [one for one in topics if not one.startswith(("access.", "session.", "key."))]


def test_each_setting_is_decided_shown_and_taken_back(fresh_house: House) -> None:
    program = Program(fresh_house, ADMINISTRATOR)

    decided = [program.send(f"settings/{kind}", body) for kind, body in DECISIONS.items()]
    page = program.get("settings").json()
    ahead = next(line["alias"] for line in page["lines"] if line["holds"] == "ahead")
    withdrawn = program.send(f"settings/{ahead}/withdrawal", None)
    held = next(line["alias"] for line in page["lines"] if line["holds"] == "now")
    refused = program.send(f"settings/{held}/withdrawal", None)

    assert [answer.status_code for answer in decided] == [204] * 5
    assert page["hours"] == {
        "weekdays": ["monday", "tuesday"],
        "opens": "09:00:00",
        "closes": "16:00:00",
    }
    assert page["holiday_window"]["weeks"] == [2]
    assert (page["place"], dict(page["days"])["screening"]) == ("本庁舎1階", 10)
    assert page["lines"][0]["decision"] == DECISIONS["closing-days"]
    assert (withdrawn.status_code, problem(refused)) == (204, (409, "setting-not-withdrawable"))
    assert len(program.get("settings").json()["lines"]) == 4


def test_no_holiday_window_is_a_decision_too(fresh_house: House) -> None:
    program = Program(fresh_house, ADMINISTRATOR)
    program.send("settings/holiday-window", DECISIONS["holiday-window"])

    ended = program.send("settings/holiday-window", {"first": TODAY, "window": None})

    assert ended.status_code == 204
    assert program.get("settings").json()["holiday_window"] is None


def test_a_post_is_established_held_and_left(fresh_house: House) -> None:
    program = Program(fresh_house, ADMINISTRATOR)
    post = program.send("posts", {"title": "社会福祉協議会係長"}).json()["alias"]
    catch_up(fresh_house.system.databases)
    holders = program.get("posts").json()["holders"]
    holder = next(alias for alias, name in holders if name == "鈴木 健")

    named = program.send(f"posts/{post}/holders", {"holder": holder, "first": "2025-04-01"})
    (line,) = program.get("posts").json()["posts"]
    holding = line["holdings"][0]["alias"]
    ended = program.send(f"posts/{post}/holdings/{holding}/end", {"last_day": "2025-09-30"})
    (after,) = program.get("posts").json()["posts"]

    assert (named.status_code, ended.status_code) == (204, 204)
    assert (line["alias"], line["title"], line["holder"]) == (post, "社会福祉協議会係長", "鈴木 健")
    assert after["holdings"][0]["period"] == {"first": "2025-04-01", "last": "2025-09-30"}
    assert after["holder"] == ""


def test_a_qualification_is_recorded_and_taken_back(fresh_house: House) -> None:
    program = Program(fresh_house, ADMINISTRATOR)

    def suzuki() -> dict[str, Any]:
        members = program.get("staff").json()["members"]
        return next(one for one in members if one["name"] == "鈴木 健")

    at = f"staff/{suzuki()['alias']}/qualifications"
    recorded = program.send(at, QUALIFIED)
    (held,) = suzuki()["qualifications"]
    withdrawn = program.send(f"{at}/{held['alias']}/withdrawal", None)

    assert (recorded.status_code, withdrawn.status_code) == (204, 204)
    assert (held["qualification"], held["gained_on"]) == ("worker_training", "2025-06-20")
    assert suzuki()["qualifications"] == []


def test_a_partner_is_registered_and_leaves(fresh_house: House) -> None:
    program = Program(fresh_house, ADMINISTRATOR)
    partner = program.send("partners", PARTNER).json()["alias"]
    after = program.send("partners", {**PARTNER, "name": "三田村 さよ"}).json()["alias"]
    catch_up(fresh_house.system.databases)

    leaving = {"last_day": "2026-01-31", "successor": after}
    ended = program.send(f"partners/{partner}/end", leaving)
    lines = {line["alias"]: line for line in program.get("partners").json()}

    assert ended.status_code == 204
    assert (lines[partner]["last"], lines[partner]["successor"]) == ("2026-01-31", "三田村 さよ")
    assert lines[after]["last"] is None


@pytest.mark.parametrize(
    ("path", "body", "other"),
    [
        ("posts", {"title": "課長"}, {"title": "係長"}),
        ("partners", PARTNER, {**PARTNER, "title": "医師"}),
        ("settings/place", DECISIONS["place"], {**DECISIONS["place"], "place": "別の場所"}),
    ],
)
def test_what_is_sent_twice_is_one(
    fresh_house: House, path: str, body: dict[str, Any], other: dict[str, Any]
) -> None:
    program, key, before = Program(fresh_house, ADMINISTRATOR), str(uuid4()), fresh_house.entries()

    answers = [program.send(path, body, Idempotency_Key=key) for _ in range(2)]
    refused = program.send(path, other, Idempotency_Key=key)

    assert answers[0].content == answers[1].content
    assert {answer.status_code for answer in answers} <= {201, 204}
    assert problem(refused) == (422, "command-reused")
    assert len(made(fresh_house, before)) == 1


def test_a_write_without_a_key_is_refused(house: House) -> None:
    program = Program(house, ADMINISTRATOR)

    refused = program.send("posts", {"title": "課長"}, Idempotency_Key="none")

    assert problem(refused) == (400, "idempotency-key-missing")


@pytest.mark.parametrize("login", [COUNSELLOR, AUDITOR, LENDER])
def test_nobody_else_sees_or_changes_any_of_it(house: House, login: str) -> None:
    """R75: refused alike, whether it is there or not."""
    program, none, before = Program(house, login), "a" * 26, house.entries()
    bodies: dict[str, Any] = {
        **{f"settings/{kind}": body for kind, body in DECISIONS.items()},
        f"settings/{none}/withdrawal": None,
        "posts": {"title": "課長"},
        f"posts/{none}/holders": {"holder": none, "first": TODAY},
        f"posts/{none}/holdings/{none}/end": {"last_day": TODAY},
        f"staff/{none}/qualifications": QUALIFIED,
        f"staff/{none}/qualifications/{none}/withdrawal": None,
        "partners": PARTNER,
        f"partners/{none}/end": {"last_day": TODAY},
    }

    looks = [program.get(path) for path in ("settings", "posts", "staff", "partners")]
    sent = [program.send(path, body) for path, body in bodies.items()]

    assert {problem(answer) for answer in (*looks, *sent)} == {(404, "not-shown")}
    assert made(house, before) == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("posts/{none}/holders", {"holder": "a" * 26, "first": TODAY}),
        ("posts/{none}/holdings/{none}/end", {"last_day": TODAY}),
        ("staff/{none}/qualifications", QUALIFIED),
        ("partners/{none}/end", {"last_day": TODAY}),
    ],
)
def test_what_is_not_there_is_refused_to_the_administrator_and_on_record(
    house: House, path: str, body: dict[str, Any]
) -> None:
    program, before = Program(house, ADMINISTRATOR), house.entries()

    refused = program.send(path.format(none="a" * 26), body)

    entries = house.system.ledgers.of(TENANT).entries(before, house.entries() - before)
    assert problem(refused) == (404, "not-shown")
    topics = [entry.event.TOPIC for entry in entries if entry.event.TOPIC != "key.created"]
    assert topics == ["access.reading-refused"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("settings/hours", {**HOURS, "opens": "9:00"}),
        ("settings/holiday-window", {"first": TODAY, "window": {**WINDOW, "weeks": [6]}}),
        ("settings/place", {"first": TODAY, "place": ""}),
        ("settings/terms", {"first": TODAY, "term": "forever", "days": 1}),
        ("posts", {"title": ""}),
        ("partners", {**PARTNER, "home_address": "さくら市"}),
        ("partners", {**PARTNER, "name": "1234 5678 9018"}),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(
    house: House, path: str, body: dict[str, Any]
) -> None:
    """RFC 9457; R77."""
    refused = Program(house, ADMINISTRATOR).send(path, body)

    assert problem(refused) == (422, "form-incomplete")
    assert refused.json()["field"]

"""下書き: kept for their author alone, handed on by them, gone when recorded or too old."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from events.access import DraftHandedOn
from services.db import Databases
from services.draft_views import DraftChanged
from services.keys.cipher import BrokenSeal
from services.keys.drafts import KEPT, DraftBox
from services.keys.opening import Bearer, Opener, Receipt, ReceiptRefused
from services.refusals import NotShown
from services.web.session import stand_code
from tests.city import PASSWORD, TENANT, City, city
from tests.databases import TemplateServer
from tests.services.web.house import AUDITOR, COLLEAGUE, COUNSELLOR, LENDER, TWO_HATS, House

WORDS = "息子のことを、まだ誰にも話していないと言った。"
LEAF = "SELECT leaf FROM log.entry WHERE seq = %(seq)s"
TYPED = {"form": "slip", "name": "木村 和子", "own_words": WORDS}


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path) as opened:
        yield opened


def begun(town: City, **typed: str) -> str:
    """Begin a slip and leave it."""
    pairs = [("name", "木村 和子"), ("own_words", WORDS), *typed.items()]
    drafts = town.system.drafts
    return drafts.save(town.worker, draft="", seen="", form="slip", case="", pairs=pairs).alias


def as_admin(postgres: TemplateServer, databases: Databases, statement: LiteralString) -> None:
    dbname = conninfo_to_dict(databases.log)["dbname"]
    with psycopg.connect(make_conninfo(postgres.admin, dbname=dbname)) as admin:
        admin.execute(statement)


def test_a_brief_is_kept_as_a_draft_and_gone_when_noted(house: House) -> None:
    browser = house.browser(COUNSELLOR)
    browser.get("/brief")
    typed = {"route": "self_visit", "topic": "care", "answer": "介護保険の窓口を案内した。"}
    browser.client.post("/drafts", data={**browser.hidden("/brief"), **typed})
    address = browser.get("/drafts").text.split('href="/drafts/')[1].split('"')[0]

    opened = browser.get(f"/drafts/{address}").text
    noted = browser.post("/brief", typed)

    assert "介護保険の窓口を案内した。</textarea>" in opened
    assert noted.status_code == 303
    assert browser.get(f"/drafts/{address}").status_code == 404


def test_a_draft_is_listed_opened_in_its_form_and_gone_when_recorded(house: House) -> None:
    browser = house.browser(COUNSELLOR)
    browser.get("/intake")
    hidden = browser.hidden("/intake")

    kept = browser.client.post("/drafts", data={**hidden, **TYPED})
    listed = browser.get("/drafts").text
    address = listed.split('href="/drafts/')[1].split('"')[0]
    opened = browser.get(f"/drafts/{address}").text
    taken = {"caller": "self", "route": "self_visit", "topics": "family", "urgency": "normal"}
    sent = {**browser.hidden("/intake"), **TYPED, **taken, "sharing": "not_yet_asked"}
    recorded = browser.client.post("/intake", data=sent)

    assert (kept.status_code, kept.headers["location"]) == (303, "/drafts?done=saved")
    assert "相談受付・連絡票" in listed
    assert WORDS not in listed
    assert WORDS in opened
    assert recorded.status_code == 303
    assert address not in browser.get("/drafts").text
    assert browser.get(f"/drafts/{address}").status_code == 404


def test_the_script_keeps_one_draft_and_not_one_each_time(house: House) -> None:
    browser = house.browser(COLLEAGUE)
    browser.get("/intake")
    hidden, quietly = browser.hidden("/intake"), {"accept": "application/json"}

    first = browser.client.post("/drafts", data={**hidden, **TYPED}, headers=quietly).json()
    again = {**hidden, **TYPED, **first, "own_words": WORDS * 2}
    second = browser.client.post("/drafts", data=again, headers=quietly).json()

    assert first["draft"] == second["draft"]
    assert WORDS * 2 in browser.get(f"/drafts/{first['draft']}").text


@pytest.mark.parametrize("login", [COLLEAGUE, LENDER, AUDITOR])
def test_a_draft_of_somebody_else_is_answered_like_one_that_is_not_there(
    house: House, login: str
) -> None:
    """Promise 5."""
    alias = begun(house.city)
    browser = house.browser(login)

    theirs, none = browser.get(f"/drafts/{alias}"), browser.get("/drafts/" + "a" * 26)

    assert (theirs.status_code, theirs.content) == (404, none.content)


def test_a_draft_on_a_case_comes_back_with_the_state_that_was_seen(house: House) -> None:
    case, browser = house.take(), house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}")
    hidden = browser.hidden(f"/cases/{case}/progress")
    typed = {"form": "progress", "case": case, "method": "phone", "text": WORDS}
    browser.client.post("/drafts", data={**hidden, **typed})
    house.write(case, "同僚が先に書いた。")

    address = browser.get("/drafts").text.split('href="/drafts/')[1].split('"')[0]
    browser.get(f"/drafts/{address}")
    stale = browser.client.post(
        f"/cases/{case}/progress", data={**browser.hidden(f"/cases/{case}/progress"), **typed}
    )

    assert stale.status_code == 409
    assert "同僚が先に書いた。" in stale.text
    assert WORDS in stale.text


def test_a_save_that_did_not_see_the_last_one_overwrites_nothing(house: House) -> None:
    """Two windows, one draft: both texts are kept, and the writer decides."""
    browser, quietly = house.browser(COUNSELLOR), {"accept": "application/json"}
    browser.get("/intake")
    hidden = browser.hidden("/intake")

    def keep(seen: dict[str, str], words: str, **more: Any) -> Any:
        typed = {**hidden, **TYPED, **seen, "own_words": words}
        return browser.client.post("/drafts", data=typed, **more)

    first = keep({}, "一つ目の画面", headers=quietly).json()
    keep(first, "二つ目の画面で長く書いた", headers=quietly)
    quiet = keep(first, "一つ目の画面で続けた", headers=quietly)
    loud = keep(first, "一つ目の画面で続けた")
    browser.page = loud.text
    again = keep(
        {name: browser.hidden("/intake")[name] for name in ("draft", "draft_seen")},
        "一つ目の画面で続けた",
        headers=quietly,
    ).json()

    assert (quiet.status_code, loud.status_code) == (409, 409)
    assert "一つ目の画面で続けた" in loud.text
    assert "二つ目の画面で長く書いた" in browser.get(f"/drafts/{first['draft']}").text
    assert "一つ目の画面で続けた" in browser.get(f"/drafts/{again['draft']}").text


def test_a_draft_that_ended_never_comes_back(fresh_house: House) -> None:
    browser, quietly = fresh_house.browser(COLLEAGUE), {"accept": "application/json"}
    browser.get("/intake")
    hidden = browser.hidden("/intake")
    thrown = browser.client.post("/drafts", data={**hidden, **TYPED}, headers=quietly).json()
    browser.client.post(f"/drafts/{thrown['draft']}/discard", data=hidden)
    taken = {"caller": "self", "route": "self_visit", "topics": "family", "urgency": "normal"}
    sent = {**hidden, **TYPED, **taken, "sharing": "not_yet_asked"}

    after_discard = browser.client.post(
        "/drafts", data={**hidden, **TYPED, **thrown}, headers=quietly
    )
    recorded = browser.client.post("/intake", data=sent)
    after_record = browser.client.post("/drafts", data={**hidden, **TYPED}, headers=quietly)

    assert recorded.status_code == 303
    assert (after_discard.status_code, after_record.status_code) == (409, 409)
    assert browser.get(f"/drafts/{thrown['draft']}").status_code == 404
    assert "下書きはありません" in browser.get("/drafts").text


def test_recording_from_one_window_keeps_what_another_added_to_the_draft(town: City) -> None:
    drafts, alias = town.system.drafts, begun(town)
    seen = drafts.mine(town.worker)[0].saved_at.isoformat()
    pairs = [("own_words", WORDS * 2)]
    drafts.save(town.worker, draft=alias, seen=seen, form="slip", case="", pairs=pairs)

    drafts.forget(town.worker, alias, seen=seen)

    assert drafts.open(town.worker, alias).pairs == tuple(pairs)


def test_a_draft_is_not_thrown_away_from_a_page_of_another_standing(house: House) -> None:
    alias, browser = begun(house.city), house.browser(COUNSELLOR)
    other = {"stand": stand_code(house.city.outsider)}

    answer = browser.client.post(f"/drafts/{alias}/discard", data=other)

    assert answer.status_code == 409
    assert "利用者または立場が違います" in answer.text
    assert alias in browser.get("/drafts").text


def test_a_number_of_an_individual_is_refused_in_a_draft_too(house: House) -> None:
    """R77."""
    browser = house.browser(COUNSELLOR)
    browser.get("/intake")
    typed = {**browser.hidden("/intake"), **TYPED, "own_words": "番号は1234 5678 9018です。"}

    refused = browser.client.post("/drafts", data=typed)

    assert refused.status_code == 422
    assert "1234 5678 9018" in refused.text
    assert "1234" not in browser.get("/drafts").text


def test_opening_a_draft_leaves_an_entry_before_it(town: City) -> None:
    """Promise 2."""
    ledger, alias = town.system.ledgers.of(TENANT), begun(town)
    before = ledger.size()

    opened = town.system.drafts.open(town.worker, alias)

    entries = ledger.entries(before, 9)
    assert opened.pairs == (("name", "木村 和子"), ("own_words", WORDS))
    assert [entry.event.TOPIC for entry in entries] == ["access.draft-opened"]
    assert entries[0].signature.actor.staff == town.worker.staff


def test_a_draft_handed_on_is_the_colleagues_alone(town: City) -> None:
    drafts, alias = town.system.drafts, begun(town)
    to = next(one for one in drafts.colleagues(town.worker) if one.name == "鈴木 健")

    drafts.hand_on(town.worker, alias, to.alias)

    assert drafts.mine(town.worker) == ()
    assert [line.form for line in drafts.mine(town.colleague)] == ["slip"]
    assert drafts.open(town.colleague, alias).pairs[1] == ("own_words", WORDS)
    with pytest.raises(NotShown):
        drafts.open(town.worker, alias)


def test_handing_a_draft_on_leaves_an_entry_from_whom_and_to_whom(town: City) -> None:
    """Promise 2."""
    ledger, drafts, alias = town.system.ledgers.of(TENANT), town.system.drafts, begun(town)
    draft_id = ledger.derived.resolve(town.worker.agency, "draft", alias)
    assert draft_id
    to = next(one for one in drafts.colleagues(town.worker) if one.name == "鈴木 健")
    before = ledger.size()

    drafts.hand_on(town.worker, alias, to.alias)

    entries = ledger.entries(before, 9)
    assert [entry.event for entry in entries] == [
        DraftHandedOn(
            register=town.desk,
            draft_id=draft_id,
            handed_by=town.worker.staff,
            handed_to=town.colleague.staff,
        )
    ]
    receipt = Receipt(TENANT, entries[0].seq, leaf_of(town, entries[0].seq))
    bearer = Bearer(staff=town.worker.staff, session=town.worker.session)
    box = DraftBox(town.system.databases, town.system.ring, opener(town))
    with pytest.raises(ReceiptRefused):
        box.hand_on(receipt, bearer, draft_id, town.colleague.staff)
    with pytest.raises(ReceiptRefused):
        box.hand_on(receipt, bearer, draft_id, town.outsider.staff)


def test_in_another_standing_a_draft_is_not_there(fresh_house: House) -> None:
    """Promise 5: who holds two appointments carries no text from one programme into the other."""
    house = fresh_house
    sessions, drafts = house.system.sessions, house.system.drafts
    token = sessions.log_in(login=TWO_HATS, password=PASSWORD)
    desk, loans = sessions.acting(token)
    kept = drafts.save(desk, draft="", seen="", form="slip", case="", pairs=[("own_words", WORDS)])
    alias, seen = kept.alias, kept.saved_at.isoformat()
    lender = next(one.alias for one in drafts.colleagues(loans) if one.name == "田中 豊")

    with pytest.raises(NotShown):
        drafts.open(loans, alias)
    with pytest.raises(NotShown):
        drafts.hand_on(loans, alias, lender)
    with pytest.raises(NotShown):
        drafts.hand_on(desk, alias, lender)
    with pytest.raises(NotShown):
        drafts.discard(loans, alias)
    drafts.forget(loans, alias, seen=seen)
    with pytest.raises(DraftChanged):
        drafts.save(
            loans, draft=alias, seen=seen, form="slip", case="", pairs=[("text", "別の事業")]
        )

    assert drafts.mine(loans) == drafts.mine(house.city.outsider) == ()
    assert drafts.open(desk, alias).pairs == (("own_words", WORDS),)


def test_a_draft_is_handed_to_nobody_of_another_programme(town: City) -> None:
    drafts, alias = town.system.drafts, begun(town)
    derived = town.system.ledgers.of(TENANT).derived
    outsider = derived.alias(town.worker.agency, "staff", town.outsider.staff)

    with pytest.raises(NotShown):
        drafts.hand_on(town.worker, alias, outsider)

    assert outsider not in {one.alias for one in drafts.colleagues(town.worker)}
    assert [line.alias for line in drafts.mine(town.worker)] == [alias]


def test_a_draft_that_nobody_went_on_with_for_a_fortnight_is_destroyed(
    postgres: TemplateServer, town: City
) -> None:
    drafts, old = town.system.drafts, begun(town)
    as_admin(
        postgres,
        town.system.databases,
        "UPDATE draft.draft SET saved_at = saved_at - interval '14 days 1 minute'",
    )

    young = begun(town)

    assert [line.alias for line in drafts.mine(town.worker)] == [young]
    with pytest.raises(NotShown):
        drafts.open(town.worker, old)
    assert salts(town) == 1


def test_a_draft_that_was_thrown_away_opens_from_no_backup_of_the_log(
    postgres: TemplateServer, town: City
) -> None:
    drafts, alias = town.system.drafts, begun(town)
    as_admin(
        postgres, town.system.databases, "CREATE TABLE public.stolen AS SELECT * FROM draft.draft"
    )

    drafts.discard(town.worker, alias)
    as_admin(postgres, town.system.databases, "INSERT INTO draft.draft SELECT * FROM public.stolen")

    with pytest.raises(NotShown):
        drafts.open(town.worker, alias)
    assert salts(town) == 0


def test_a_draft_given_to_oneself_in_the_database_does_not_open(
    postgres: TemplateServer, town: City
) -> None:
    """The administrator can move a row, but its author is bound into the seal."""
    drafts, alias = town.system.drafts, begun(town)
    dbname = conninfo_to_dict(town.system.databases.log)["dbname"]
    with psycopg.connect(make_conninfo(postgres.admin, dbname=dbname)) as admin:
        admin.execute("UPDATE draft.draft SET author = %(to)s", {"to": town.colleague.staff})

    with pytest.raises(BrokenSeal):
        drafts.open(town.colleague, alias)


def test_keys_open_a_draft_only_against_the_entry_that_names_it(town: City) -> None:
    system, ledger = town.system, town.system.ledgers.of(TENANT)
    first, second = begun(town), begun(town)
    system.drafts.open(town.worker, first)
    (entry,) = ledger.entries(ledger.size() - 1, 1)
    bearer = Bearer(staff=town.worker.staff, session=town.worker.session)
    leaf = leaf_of(town, entry.seq)
    box = DraftBox(system.databases, system.ring, opener(town))
    named, other = (
        ledger.derived.resolve(town.worker.agency, "draft", alias) for alias in (first, second)
    )
    assert named
    assert other

    def tried(receipt: Receipt, by: Bearer, draft_id: UUID) -> type[Exception] | None:
        try:
            box.open(receipt, by, draft_id)
        except Exception as refused:  # noqa: BLE001  which one it is, is what is asked
            return type(refused)
        return None

    used = Receipt(TENANT, entry.seq, leaf)
    another = Bearer(staff=town.colleague.staff, session=town.colleague.session)
    assert tried(used, bearer, named) is ReceiptRefused
    assert tried(used, bearer, other) is ReceiptRefused
    assert tried(used, another, named) is ReceiptRefused
    assert tried(Receipt(TENANT, entry.seq, bytes(32)), bearer, named) is ReceiptRefused


def test_no_typed_word_stands_in_the_database(postgres: TemplateServer, town: City) -> None:
    """Promise 8."""
    begun(town)
    dbname = conninfo_to_dict(town.system.databases.log)["dbname"]

    with psycopg.connect(make_conninfo(postgres.admin, dbname=dbname)) as admin:
        rows = admin.execute("SELECT d::text, d.sealed FROM draft.draft d").fetchall()

    ((text, sealed),) = rows
    assert "木村" not in text
    for word in ("木村 和子", WORDS, "own_words"):
        assert word.encode() not in sealed


def salts(town: City) -> int:
    with psycopg.connect(town.system.databases.conninfo("unwrap", "ring")) as conn:
        row: tuple[Any, ...] | None = conn.execute("SELECT count(*) FROM ring.draft").fetchone()
    assert row
    return row[0]


def opener(town: City) -> Opener:
    return Opener(town.system.databases, town.system.ring)


def leaf_of(town: City, seq: int) -> bytes:
    with town.system.databases.within(TENANT) as conn:
        row = conn.execute(
            "SELECT leaf FROM log.entry WHERE seq = %(seq)s", {"seq": seq}
        ).fetchone()
    assert row
    return row[0]


def test_the_time_that_a_draft_is_kept_is_what_the_page_says(house: House) -> None:
    assert timedelta(days=14) == KEPT
    assert "14日" in house.browser(COUNSELLOR).get("/drafts").text

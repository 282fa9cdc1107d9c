"""書き分け: what a 支援経過 says about another person is that person's own record (promise 7)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from events.household import Living, Relation
from events.key import KeyCreated
from events.passage import PassageCorrected, PassageRecorded
from events.values import Caller, ErasureAuthority
from services.case_views import CasePage, TimelineItem
from services.destruction import Order
from services.person_views import NewMember
from tests.city import TENANT
from tests.services.web import samples
from tests.services.web.house import COUNSELLOR, Browser, House

SAID = {"about-1": "", "category-1": "HEALTH", "passage-1": "息子は夜眠れていないという。"}
NOTE = {"method": "interview", "text": "母と話した。"}


def page_of(house: House, case: str) -> CasePage:
    return house.system.reading.case_page(house.city.worker, case)


def with_son(house: House, name: str = "髙橋 健") -> tuple[str, str]:
    """Take a mother's slip down, write her son into her household; return case and his alias."""
    case, acting, homes = house.take(), house.city.worker, house.system.households
    member = NewMember(
        known_case="",
        name=name,
        kana="",
        born="",
        phone="",
        relation=Relation.CHILD,
        living=Living.TOGETHER,
        since=None,
        note="",
    )
    homes.add(acting, uuid4(), case, homes.page(acting, case).token, member)
    (home,) = homes.page(acting, case).households
    return case, next(row.person for row in home.members if not row.own)


def asked(house: House, case: str) -> Browser:
    """Open the form, write, and ask for a place for somebody else."""
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}")
    browser.post(f"/cases/{case}/progress", {**NOTE, "step": "others"})
    return browser


def written(house: House, case: str, son: str) -> tuple[TimelineItem, TimelineItem]:
    """Write a 支援経過 with a passage; return the passage and the 支援経過."""
    answer = asked(house, case).post(f"/cases/{case}/progress", {**NOTE, **SAID, "about-1": son})
    assert answer.status_code == 303, answer.text
    passage, note, *_ = page_of(house, case).items
    return passage, note


def test_places_are_offered_without_losing_what_was_typed(house: House) -> None:
    case, son = with_son(house)

    page = asked(house, case).page

    assert "母と話した。</textarea>" in page
    assert f'<option value="{son}">髙橋 健（子）</option>' in page
    assert page_of(house, case).total == 1


def test_what_is_said_about_the_son_stands_under_his_name_with_the_contact(house: House) -> None:
    case, son = with_son(house)

    passage, note = written(house, case, son)
    page = house.browser(COUNSELLOR).get(f"/cases/{case}").text

    assert (passage.kind, passage.about) == (PassageRecorded.TOPIC, note.alias)
    assert (passage.whose, passage.mark("category")) == ("髙橋 健", "HEALTH")
    assert passage.texts == (("text", SAID["passage-1"]),)
    assert note.text("text") == NOTE["text"]
    assert passage.valid_at == note.valid_at
    assert '<span class="chip">髙橋 健</span>' in page


def test_erasing_the_sons_key_leaves_the_mothers_record(house: House) -> None:
    """Promise 7, R70."""
    case, son = with_son(house)
    before = house.entries()
    written(house, case, son)
    ledger = house.system.ledgers.of(TENANT)
    created = [
        entry.event.key_id
        for entry in ledger.entries(before, house.entries() - before)
        if isinstance(entry.event, KeyCreated)
    ]
    case_id = ledger.derived.resolve(house.city.worker.agency, "case", case)
    assert case_id
    (key,) = set(created) & set(house.system.destruction.keys_of(TENANT, [case_id]))
    order = Order(
        authority=ErasureAuthority.STOP_ORDER,
        reason_code="stop-2026-04",
        decided_on=date(2026, 4, 1),
        ordered_by=house.city.worker.staff,
        approved_by=house.city.colleague.staff,
    )

    house.system.destruction.destroy(TENANT, key, order)

    passage, note, slip = page_of(house, case).items
    assert (passage.texts, passage.erased is None, passage.correctable) == ((), False, False)
    assert note.text("text") == NOTE["text"]
    assert slip.text("own_words") == samples.CONSULTATION.own_words


def test_a_passage_is_corrected_under_the_same_person(house: House) -> None:
    """R71."""
    case, son = with_son(house)
    passage, _ = written(house, case, son)
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}")
    state = browser.page.split(f"{passage.alias}/correction?state=")[1].split('"')[0]
    form = browser.get(f"/cases/{case}/records/{passage.alias}/correction?state={state}").text

    sent = {"text": "息子は昼も眠れない。", "reason": "聞き違い"}
    answer = browser.post(f"/cases/{case}/records/{passage.alias}/passage-correction", sent)

    corrected = page_of(house, case).items[0]
    assert f"{SAID['passage-1']}</textarea>" in form
    assert answer.status_code == 303
    assert (corrected.kind, corrected.whose) == (PassageCorrected.TOPIC, "髙橋 健")
    assert corrected.valid_at == passage.valid_at
    assert corrected.text("text") == "息子は昼も眠れない。"


def test_who_came_about_somebody_can_be_written_about(house: House) -> None:
    told = replace(samples.CONSULTATION, caller=Caller.FAMILY, teller="母、木村 和子")
    case = house.take(sent=told)
    browser = asked(house, case)
    teller = house.system.households.teller(house.city.worker, case)

    form = browser.page
    answer = browser.post(f"/cases/{case}/progress", {**NOTE, **SAID, "about-1": teller})

    assert f'<option value="{teller}">来談者</option>' in form
    assert answer.status_code == 303
    assert page_of(house, case).items[0].kind == PassageRecorded.TOPIC


def refused(house: House, case: str, **changed: Any) -> Any:
    return asked(house, case).post(f"/cases/{case}/progress", {**NOTE, **SAID, **changed})


def test_nobody_outside_the_household_is_written_about(house: House) -> None:
    """R55: the alias of a person of another case is no place for words."""
    case, _ = with_son(house)
    _, strangers_son = with_son(house, "ほかの 家の子")

    answers = [refused(house, case, **{"about-1": about}) for about in (strangers_son, "aaaaaaaa")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "ほかの 家の子" not in answers[0].text
    assert f"{SAID['passage-1']}</textarea>" in answers[0].text
    assert page_of(house, case).total == 1


def test_a_passage_says_whom_it_is_about_and_what_and_in_which_category(house: House) -> None:
    case, son = with_son(house)

    for changed in (
        {"about-1": ""},
        {"about-1": son, "passage-1": ""},
        {"about-1": son, "category-1": ""},
        {"about-1": son, "category-1": "INFORMANT"},
    ):
        assert refused(house, case, **changed).status_code == 422
    assert page_of(house, case).total == 1


def test_an_individual_number_is_refused_in_a_passage(house: House) -> None:
    """R77."""
    case, son = with_son(house)

    answer = refused(house, case, **{"about-1": son, "passage-1": "番号は1234 5678 9018です。"})

    assert answer.status_code == 422
    assert page_of(house, case).total == 1

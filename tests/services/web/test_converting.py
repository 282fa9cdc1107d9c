"""連絡票と支援経過の入替え: the one becomes the other by an event (R58, R71, R74)."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from events.case import ConsultationReceived, ProgressRecorded
from events.conversion import ProgressConverted, SlipConverted, SupportHasBegun
from events.matter import CaseNotOpen
from events.task import GiveTask, WaitingFor
from events.values import ClosingReason, SupportMethod, tokyo_date
from services.case_forms import Closing, NewProgress, SlipAsProgress
from services.case_views import CasePage
from services.facts import utc_now
from services.refusals import FieldRefused, StaleSave
from services.web import dates
from tests.services.web import samples
from tests.services.web.house import COUNSELLOR, LENDER, House

YESTERDAY = tokyo_date(utc_now()) - timedelta(days=1)
CONVERSION = {"method": "phone", "text": "家賃の件で電話。", "reason": "支援中の方だった"}
SLIP = {**samples.SLIP_FORM, "own_words": "息子の仕事の相談。", "reason": "別の相談だった"}


def page_of(house: House, case: str) -> CasePage:
    return house.system.reading.case_page(house.city.worker, case)


def as_progress(into: str, **changed: Any) -> SlipAsProgress:
    sent = SlipAsProgress(into=into, method=SupportMethod.PHONE, text="電話。", reason="まちがい")
    return replace(sent, **changed)


def due(house: House, case: str) -> int:
    return len(page_of(house, case).deadlines)


def test_a_slip_written_by_mistake_becomes_a_progress_record_of_the_open_case(
    house: House,
) -> None:
    """R58, R71, R74: the text stays, says where it went, and keeps its time."""
    open_case = house.take()
    mistaken = house.take(
        sent=replace(
            samples.CONSULTATION, happened_on=YESTERDAY, happened_time=time(14, 30), name="同 じ人"
        )
    )
    browser = house.browser(COUNSELLOR)
    form = browser.get(f"/cases/{mistaken}/slip-as-progress").text
    answer = browser.post(
        f"/cases/{mistaken}/slip-as-progress", {**CONVERSION, "number": open_case}
    )
    seen = browser.get(answer.headers["location"]).text

    target, ended = page_of(house, open_case), page_of(house, mistaken)
    note, slip = target.items[-1], ended.items[-1]
    assert samples.CONSULTATION.own_words in form
    assert answer.headers["location"] == f"/cases/{open_case}?done=converted"
    assert "連絡票を支援経過にしました。" in seen
    assert (note.kind, note.text("text")) == (ProgressRecorded.TOPIC, "家賃の件で電話。")
    assert note.valid_at == slip.valid_at
    assert note.elsewhere == mistaken
    assert slip.text("own_words") == samples.CONSULTATION.own_words
    assert [item.kind for item in ended.items[:-1]] == [SlipConverted.TOPIC]
    assert (ended.items[0].elsewhere, ended.closed, ended.deadlines) == (open_case, True, ())


def test_open_cases_of_the_same_person_are_offered(house: House) -> None:
    told = replace(samples.CONSULTATION, name="柏 一", kana="", born="", phone="")
    open_case, mistaken = house.take(sent=told), house.take(sent=told)
    browser = house.browser(COUNSELLOR)

    form = browser.get(f"/cases/{mistaken}/slip-as-progress").text
    refused = browser.post(f"/cases/{mistaken}/slip-as-progress", {**CONVERSION, "text": ""})
    answer = browser.post(f"/cases/{mistaken}/slip-as-progress", {**CONVERSION, "into": open_case})

    assert f'value="{open_case}"' in form
    assert f'name="into" value="{mistaken}"' not in form
    assert refused.status_code == 422
    assert f'type="radio" id="into" name="into" value="{open_case}"' in refused.text
    assert answer.status_code == 303


def test_both_streams_are_written_or_neither(house: House) -> None:
    """Promise 9: a case that is closed takes nothing, and the slip stays what it is."""
    closed, mistaken, acting = house.take(), house.take(), house.city.worker
    ended = Closing(reason=ClosingReason.MOVED, closed_on=dates.today(), summary="")
    token = page_of(house, closed).token
    house.system.commands.close_case(acting, uuid4(), closed, token, ended)
    before = page_of(house, mistaken)

    with pytest.raises(CaseNotOpen):
        house.system.converting.slip(acting, uuid4(), mistaken, before.token, as_progress(closed))

    assert page_of(house, mistaken) == before


def test_the_same_conversion_twice_is_one(house: House) -> None:
    """Promise 9."""
    target, mistaken, acting = house.take(), house.take(), house.city.worker
    token, command_id = page_of(house, mistaken).token, uuid4()
    converting = house.system.converting

    first = converting.slip(acting, command_id, mistaken, token, as_progress(target))
    second = converting.slip(acting, command_id, mistaken, token, as_progress(target))

    assert first.case == second.case == mistaken
    assert page_of(house, target).total == 2


def test_a_case_in_which_support_has_begun_is_not_turned(house: House) -> None:
    target, mistaken = house.take(), house.take()
    acting, system = house.city.worker, house.system
    task = GiveTask(
        text="書類を取り寄せる", due=dates.today(), assignee=None, waiting_for=WaitingFor.DESK
    )
    system.commands.write(acting, uuid4(), mistaken, page_of(house, mistaken).token, task)
    token = page_of(house, mistaken).token

    with pytest.raises(SupportHasBegun):
        system.converting.slip(acting, uuid4(), mistaken, token, as_progress(target))


def test_nobody_turns_a_slip_of_or_into_another_programmes_case(house: House) -> None:
    """Promise 5: as if it were not there; what was typed is shown again."""
    ours, theirs = house.take(), house.take(LENDER)
    derived = house.system.ledgers.of(house.city.worker.tenant).derived
    lender = house.city.log_in(LENDER)
    their_id = derived.resolve(lender.agency, "case", theirs)
    assert their_id
    alias = derived.alias(house.city.worker.agency, "case", their_id)
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{ours}/slip-as-progress")

    answers = [
        browser.post(f"/cases/{ours}/slip-as-progress", {**CONVERSION, "number": number})
        for number in (alias, "aaaaaaaa")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    said = [answer.text.replace(alias, "").replace("aaaaaaaa", "") for answer in answers]
    assert said[0] == said[1]
    assert "家賃の件で電話。</textarea>" in answers[0].text
    assert house.browser(LENDER).get(f"/cases/{ours}/slip-as-progress").status_code == 404


def test_a_conversion_against_an_old_state_is_stale(house: House) -> None:
    target, mistaken = house.take(), house.take()
    token = page_of(house, mistaken).token
    house.write(mistaken, "同僚の記録")

    with pytest.raises(StaleSave):
        house.system.converting.slip(
            house.city.worker, uuid4(), mistaken, token, as_progress(target)
        )


def test_a_progress_record_that_was_a_consultation_opens_a_case_of_the_same_person(
    house: House,
) -> None:
    """R58, R71, R74."""
    case, acting = house.take(), house.city.worker
    sent = NewProgress(method=SupportMethod.PHONE, text="息子の仕事の相談。", happened_on=YESTERDAY)
    token = page_of(house, case).token
    house.system.commands.record_progress(acting, uuid4(), case, token, sent)
    record = next(i for i in page_of(house, case).items if i.kind == ProgressRecorded.TOPIC)
    browser = house.browser(COUNSELLOR)
    form = browser.get(f"/cases/{case}/records/{record.alias}/as-slip").text

    answer = browser.post(f"/cases/{case}/records/{record.alias}/as-slip", SLIP)
    opened = answer.headers["location"].removeprefix("/intake/received/").partition("?")[0]

    new, old = page_of(house, opened), page_of(house, case)
    converted = next(item for item in old.items if item.kind == ProgressConverted.TOPIC)
    assert "息子の仕事の相談。</textarea>" in form
    assert 'id="name"' not in form
    assert new.person == old.person
    assert [item.kind for item in new.items] == [ConsultationReceived.TOPIC]
    assert (new.items[0].valid_at, new.items[0].mark("untimed")) == (record.valid_at, "yes")
    assert new.items[0].elsewhere == case
    assert (converted.about, converted.elsewhere) == (record.alias, opened)
    assert record in old.items
    assert not old.closed


def test_a_progress_record_becomes_one_slip_only(house: House) -> None:
    case = house.take()
    house.write(case, "別の相談。")
    record = page_of(house, case).items[0].alias
    browser = house.browser(COUNSELLOR)
    path = f"/cases/{case}/records/{record}/as-slip"
    browser.get(path)
    first = browser.post(path, SLIP)
    browser.get(path)
    second = browser.post(path, SLIP)

    assert first.status_code == 303
    assert second.status_code == 409
    assert "もう連絡票にしたか" in second.text
    assert "息子の仕事の相談。</textarea>" in second.text


def test_both_cases_of_a_person_are_found_by_their_name(house: House) -> None:
    """R71: nothing is lost."""
    case = house.take(sent=replace(samples.CONSULTATION, name="松 二"))
    house.write(case, "別の相談。")
    record = page_of(house, case).items[0].alias
    browser = house.browser(COUNSELLOR)
    path = f"/cases/{case}/records/{record}/as-slip"
    browser.get(path)
    opened = browser.post(path, SLIP).headers["location"].rpartition("/")[2]

    hits = house.system.reading.search(house.city.worker, words="松 二", reason="再相談").hits

    assert {hit.case for hit in hits} == {case, opened}


@pytest.mark.parametrize("field", ["text", "reason"])
def test_an_individual_number_is_refused(house: House, field: str) -> None:
    """R77."""
    target, mistaken = house.take(), house.take()
    token = page_of(house, mistaken).token
    sent = as_progress(target, **{field: "番号は1234 5678 9018です。"})

    with pytest.raises(FieldRefused) as refused:
        house.system.converting.slip(house.city.worker, uuid4(), mistaken, token, sent)

    assert (refused.value.field, refused.value.rule) == (field, "R77")


def test_a_record_of_another_case_is_not_turned(house: House) -> None:
    case, other = house.take(), house.take()
    house.write(other, "ほかのケースの記録。")
    record = page_of(house, other).items[0].alias
    browser = house.browser(COUNSELLOR)

    assert browser.get(f"/cases/{case}/records/{record}/as-slip").status_code == 404

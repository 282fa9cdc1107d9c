"""
Promise 5 within one desk: to who is not named, a restricted case (限定ケース) is not there.

The attack: a colleague of the same programme, who saw the case before and kept every alias, tries
every door there is, and a second desk on which the case never was is tried beside it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount

from events.assignment import CoverReason, HandOverLead, LeadReason, TakeCover
from events.household import Living, Relation
from events.matter import NotNamed
from events.restriction import LiftRestriction, RestrictCase, RestrictionReason
from events.task import GiveTask, WaitingFor
from events.values import SupportMethod, Urgency, tokyo_date
from events.visit import AbsenceNote, PlanVisit
from services.acting import Acting
from services.case_forms import NewProgress
from services.facts import utc_now
from services.person_views import NewMember, Told
from services.refusals import NotShown
from services.worker import catch_up
from tests.city import TENANT, consultation
from tests.databases import TemplateServer
from tests.services.api.client import Program
from tests.services.web.house import COLLEAGUE, House, open_house

NAME, KANA, BORN, PHONE = "雪村 深雪", "ユキムラ ミユキ", "昭和60年2月3日", "042-000-7171"
CHILD = "雪村 ひかり"
WORDS = "夫に知られたくない"
UNKNOWN = "a" * 26


@dataclass
class Known:
    """What a colleague may have kept of a case from before: its aliases."""

    aliases: dict[str, str] = field(default_factory=dict[str, str])


@dataclass
class Desk:
    """A desk with one case that everybody may know of, and perhaps a restricted one."""

    house: House
    open_case: str
    hidden: str = ""
    known: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def lead(self) -> Acting:
        return self.house.city.worker

    @property
    def curious(self) -> Acting:
        return self.house.city.colleague


def restrict(house: House, case: str, *named: UUID) -> None:
    """Restrict a case as its lead."""
    me = house.city.worker
    house.system.commands.write(
        me,
        uuid4(),
        case,
        house.system.reading.case_page(me, case).token,
        RestrictCase(
            by=me.staff,
            chief=False,
            named=(me.staff, *named),
            reason=RestrictionReason.PROTECTION,
            text="夫が窓口に来る。",
        ),
    )


def hidden_case(house: House) -> tuple[str, dict[str, str]]:
    """Take a consultation down with all that hangs on it; a colleague keeps its aliases."""
    me, them, system = house.city.worker, house.city.colleague, house.system
    slip = replace(
        consultation(name=NAME, kana=KANA, born=BORN, phone=PHONE, own_words=WORDS),
        urgency=Urgency.IMMEDIATE,
    )
    case = system.commands.receive_consultation(me, uuid4(), slip).case
    today = tokyo_date(utc_now())

    def write(command: object, **more: Any) -> None:
        token = system.reading.case_page(me, case).token
        system.commands.write(me, uuid4(), case, token, command, **more)

    member = NewMember(
        known_case="",
        name=CHILD,
        kana="",
        born="平成30年1月1日",
        phone=PHONE,
        relation=Relation.CHILD,
        living=Living.TOGETHER,
        since=None,
        note="",
    )
    token = system.households.page(me, case).token
    system.households.add(me, uuid4(), case, token, member)
    write(GiveTask(waiting_for=WaitingFor.DESK, assignee=them.staff, due=today, text=WORDS))
    write(
        PlanVisit(
            due=today,
            assignee=me.staff,
            companions=(),
            absence_note=AbsenceNote.NONE,
            text=WORDS,
            safety="",
        )
    )
    catch_up(system.databases)
    pairs = [("text", WORDS)]
    system.drafts.save(them, draft="", seen="", form="progress", case=case, pairs=pairs)
    page = system.reading.case_page(them, case)
    home = system.households.page(them, case)
    known = {
        "case": case,
        "record": page.items[0].alias,
        "draft": system.drafts.mine(them)[0].alias,
        "household": home.households[0].alias,
        "member": home.households[0].members[-1].record,
        "person": home.alias,
        "child": home.households[0].members[-1].person,
        "token": page.token,
    }
    return case, known


@pytest.fixture(scope="module")
def desks(
    postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, Desk]]:
    """Give a desk with a restricted case, and one on which it never was."""
    first, second = postgres.copy(), postgres.copy()
    with (
        open_house(first, tmp_path_factory.mktemp("with")) as house,
        open_house(second, tmp_path_factory.mktemp("without")) as other,
    ):
        same = consultation(name=NAME, born=BORN, phone=PHONE)
        with_it = Desk(house, house.take(sent=same))
        with_it.hidden, with_it.known = hidden_case(house)
        restrict(house, with_it.hidden)
        catch_up(house.system.databases)
        without = Desk(other, other.take(sent=same))
        catch_up(other.system.databases)
        yield with_it, without
    postgres.drop(first)
    postgres.drop(second)


@pytest.fixture
def desk(desks: tuple[Desk, Desk]) -> Desk:
    for each in desks:
        each.house.city.stay()
    return desks[0]


@pytest.fixture
def without(desks: tuple[Desk, Desk], desk: Desk) -> Desk:
    return desks[1]


def doors(routes: Any, method: str, before: str = "") -> list[str]:
    """Return the addresses of every route of a method, those of what is mounted too."""
    found: list[str] = []
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            found += doors(inner.routes, method, before)
        elif isinstance(route, Mount):
            found += doors(route.routes, method, before + route.path)
        elif isinstance(route, APIRoute) and method in (route.methods or set()):
            found.append(before + route.path)
    return found


def of_a_case(house: House, method: str, *, api: bool) -> list[str]:
    """Return the addresses below a case, of pages or of the API."""
    found = doors(house.app.routes, method)
    return [path for path in found if "{case}" in path and path.startswith("/api/") is api]


def filled(path: str, known: dict[str, str]) -> str:
    return re.sub(r"{(\w+)(?::\w+)?}", lambda found: known.get(found[1], UNKNOWN), path)


def answer(got: Any) -> tuple[int, dict[str, str], bytes]:
    headers = {k: v for k, v in got.headers.items() if k not in {"date", "content-length"}}
    return got.status_code, headers, got.content


def test_every_page_of_it_is_answered_like_one_of_a_case_that_never_was(desk: Desk) -> None:
    paths = of_a_case(desk.house, "GET", api=False)
    assert len(paths) > 20

    for path in paths:
        # A session that asks for much that is not there is slowed down.
        browser = desk.house.browser(COLLEAGUE)
        asked = answer(browser.get(filled(path, desk.known)))
        never = answer(browser.get(filled(path, {**desk.known, "case": UNKNOWN})))

        assert _plain(asked, desk) == _plain(never, desk), path
        assert asked[0] == 404 or path == "/intake/received/{case}", path


def test_every_route_of_the_api_is_answered_like_one_of_a_case_that_never_was(desk: Desk) -> None:
    program = Program(desk.house, COLLEAGUE)
    paths = of_a_case(desk.house, "GET", api=True)
    assert len(paths) > 10

    for path in paths:
        asked = answer(program.http.get(filled(path, desk.known)))
        never = answer(program.http.get(filled(path, {**desk.known, "case": UNKNOWN})))

        assert asked == never, path
        assert asked[0] == 404, path


def test_what_was_kept_of_it_opens_nothing_from_another_case(desk: Desk) -> None:
    """Aliases of its records, its person, its household and the child, under the open case."""
    browser, program = desk.house.browser(COLLEAGUE), Program(desk.house, COLLEAGUE)
    kept = {**desk.known, "case": desk.open_case}
    never = {"case": desk.open_case}
    paths = [
        path
        for api in (False, True)
        for path in of_a_case(desk.house, "GET", api=api)
        if path.count("{") > 1
    ]
    assert paths

    for path in paths:
        http = program.http if "/api/" in path else browser.client
        assert answer(http.get(filled(path, kept))) == answer(http.get(filled(path, never))), path
    persons = desk.house.system.persons
    for who in (desk.known["person"], desk.known["child"], UNKNOWN):
        with pytest.raises(NotShown):
            persons.page(desk.curious, desk.open_case, of=who)


def test_every_page_without_an_alias_is_that_of_a_desk_on_which_it_never_was(
    desk: Desk, without: Desk
) -> None:
    """Lists, counts, my work, drafts, notes: only the open case's own alias differs."""
    pages = [
        path
        for path in doors(desk.house.app.routes, "GET")
        if "{" not in path and path not in {"/logout", "/metrics"}
    ]
    assert {"/", "/cases", "/drafts", "/api/v1/my-work", "/api/v1/cases"} <= set(pages)

    for path in (*pages, "/cases?state=all", "/cases?state=closed"):
        assert seen(desk, path) == seen(without, path), path


def seen(desk: Desk, path: str) -> tuple[int, str]:
    """Return what the colleague sees, without what is drawn anew each time."""
    if path.startswith("/api/"):
        got = Program(desk.house, COLLEAGUE).http.get(path)
    else:
        got = desk.house.browser(COLLEAGUE).get(path)
    text = got.text.replace(desk.open_case, "CASE")
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", text)
    text = re.sub(r'(name="(?:stand|token|ticket)" value=)"[^"]*"', r"\1", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+\d\d:\d\d)", "AT", text)
    text = re.sub(r"\d{1,2}:\d\d", "CLOCK", text)
    return got.status_code, re.sub(r"\b(?=\w*[A-Z0-9])[\w-]{20,}\b", "ALIAS", text)


@pytest.mark.parametrize(
    "words", [NAME, "雪村", "深雪", "ユキムラ", f"{NAME} {BORN}", PHONE, CHILD]
)
def test_a_search_finds_only_the_open_case(desk: Desk, without: Desk, words: str) -> None:
    """By the whole name, by part of it, by name and birth date, by number."""
    found, beside = (
        each.house.system.reading.search(each.curious, words=words, reason="来所")
        for each in (desk, without)
    )

    assert [hit.case for hit in found.hits] == [each for each in [desk.open_case] if beside.hits]
    assert (len(found.hits), found.more) == (len(beside.hits), beside.more)
    assert WORDS not in repr(found)


def test_nobody_is_proposed_as_the_same_person(desk: Desk, without: Desk) -> None:
    """Same name, birth date and number stand on the open case's sheet; the child's number too."""
    page = desk.house.system.persons.same(desk.curious, desk.open_case)
    named = desk.house.system.persons.same(desk.lead, desk.open_case)

    assert (page.proposed, page.linked) == ((), ())
    assert {one.name for one in named.proposed} == {NAME, CHILD}


def test_the_export_has_it_for_the_named_only(desk: Desk) -> None:
    exporting = desk.house.system.exporting

    rows = [row.alias for row in exporting.rows(desk.curious)]
    named = {row.alias for row in exporting.rows(desk.lead)}

    assert rows == [desk.open_case]
    assert named == {desk.open_case, desk.hidden}


def test_totals_do_not_count_it(desk: Desk) -> None:
    reading = desk.house.system.reading

    assert reading.case_list(desk.curious, state="all", page=1).total == 1
    assert reading.my_work(desk.curious).total == 1
    assert reading.case_list(desk.lead, state="all", page=1).total == 2


def test_a_task_given_before_is_no_longer_in_the_colleagues_work(desk: Desk) -> None:
    work = desk.house.system.reading.my_work(desk.curious)

    rows = (*work.alarms, *work.overdue, *work.today, *work.week, *work.waiting)
    assert {row.case for row in rows} <= {desk.open_case}


def test_the_colleagues_own_draft_about_it_is_gone_and_opens_no_more(desk: Desk) -> None:
    drafts = desk.house.system.drafts

    assert drafts.mine(desk.curious) == ()
    with pytest.raises(NotShown):
        drafts.open(desk.curious, desk.known["draft"])
    with pytest.raises(NotShown):
        drafts.hand_on(desk.curious, desk.known["draft"], UNKNOWN)


def test_a_draft_about_it_is_handed_to_no_colleague_who_is_not_named(desk: Desk) -> None:
    drafts, lead = desk.house.system.drafts, desk.lead
    kept = drafts.save(
        lead, draft="", seen="", form="progress", case=desk.hidden, pairs=[("text", "x")]
    )
    draft = kept.alias
    names = {one.name: one.alias for one in drafts.colleagues(lead)}

    with pytest.raises(NotShown):
        drafts.hand_on(lead, draft, names["鈴木 健"])

    assert draft in {line.alias for line in drafts.mine(lead)}
    drafts.discard(lead, draft)


def test_nothing_is_written_into_it_by_any_form(desk: Desk) -> None:
    """With the token and every alias that were seen before."""
    browser, before = desk.house.browser(COLLEAGUE), len(_history(desk))
    stand = browser.get("/stand").text.split('name="stand" value="')[1].split('"')[0]
    form = {"command": str(uuid4()), "stand": stand, "token": desk.known["token"]}
    paths = of_a_case(desk.house, "POST", api=False)
    assert len(paths) > 20

    for path in paths:
        sent = {**form, "command": str(uuid4()), "reason": "meeting", "text": "x"}
        asked = browser.client.post(filled(path, desk.known), data=sent)
        sent["command"] = str(uuid4())
        never = browser.client.post(filled(path, {**desk.known, "case": UNKNOWN}), data=sent)
        assert _plain(answer(asked), desk) == _plain(answer(never), desk), path
    assert len(_history(desk)) == before


def _plain(answered: tuple[int, dict[str, str], bytes], desk: Desk) -> tuple[int, str]:
    """Return an answer without the alias that was typed and ids that are drawn anew."""
    status, headers, content = answered
    text = f"{sorted(headers.items())} {content.decode()}"
    text = text.replace(desk.hidden, "CASE").replace(UNKNOWN, "CASE")
    drawn = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
    return status, re.sub(drawn, "ID", text)


def _history(desk: Desk) -> tuple[Any, ...]:
    ledger = desk.house.system.ledgers.of(TENANT)
    case_id = ledger.derived.resolve(desk.lead.agency, "case", desk.hidden)
    assert case_id is not None
    return ledger.load(case_id)


def test_no_command_of_the_services_writes_into_it(desk: Desk) -> None:
    commands, them, before = desk.house.system.commands, desk.curious, len(_history(desk))
    today = tokyo_date(utc_now())
    told: list[Callable[[], object]] = [
        lambda: commands.record_progress(
            them,
            uuid4(),
            desk.hidden,
            desk.known["token"],
            NewProgress(method=SupportMethod.PHONE, text="x"),
        ),
        *(
            lambda command=command: commands.write(
                them, uuid4(), desk.hidden, desk.known["token"], command
            )
            for command in (
                TakeCover(
                    cover=them.staff,
                    since=today,
                    until=today,
                    reason=CoverReason.MEETING,
                    text="",
                ),
                HandOverLead(lead=them.staff, since=today, reason=LeadReason.DUTIES, text=""),
                LiftRestriction(by=them.staff, chief=True, text="見たい"),
                RestrictCase(
                    by=them.staff,
                    chief=True,
                    named=(them.staff,),
                    reason=RestrictionReason.OTHER,
                    text="",
                ),
            )
        ),
    ]

    for deed in told:
        with pytest.raises(NotShown):
            deed()
    assert len(_history(desk)) == before


def test_its_number_is_no_known_case_when_a_member_is_added(desk: Desk) -> None:
    """A refused number and one that never was are refused in the same words."""
    browser = desk.house.browser(COLLEAGUE)
    typed = {"relation": "spouse", "living": "together"}

    def tried(number: str) -> tuple[int, str]:
        path = f"/cases/{desk.open_case}/household/member"
        browser.get(path)
        return _plain(answer(browser.post(path, {**typed, "known_case": number})), desk)

    assert tried(desk.hidden) == tried(UNKNOWN)


def test_a_link_to_its_person_is_refused_like_one_to_nobody(desk: Desk) -> None:
    persons, them = desk.house.system.persons, desk.curious
    token = persons.page(them, desk.open_case).token

    for other in (desk.known["person"], UNKNOWN):
        with pytest.raises(NotShown):
            persons.link(them, uuid4(), desk.open_case, token, other, "同じ方")


def test_an_auditor_sees_that_somebody_looked_and_not_at_which_case(desk: Desk) -> None:
    """R50, R76: who is named is watched as well."""
    desk.house.system.reading.case_page(desk.lead, desk.hidden)
    catch_up(desk.house.system.databases)
    auditor, reading = desk.house.city.auditor, desk.house.system.reading

    ledger = reading.access_page(auditor, page=1, case=None)
    narrowed = reading.access_page(auditor, page=1, case=desk.hidden)
    never = reading.access_page(auditor, page=1, case=UNKNOWN)

    assert any(row.surface == "case_page" and row.staff_name for row in ledger.rows)
    assert desk.hidden not in {row.case for row in ledger.rows}
    assert narrowed == never


def test_a_refused_look_at_it_stands_in_the_ledger_like_any_other(desk: Desk) -> None:
    """The reason never leaves the sealed detail."""
    with pytest.raises(NotShown):
        desk.house.system.reading.case_page(desk.curious, desk.hidden)
    catch_up(desk.house.system.databases)

    rows = desk.house.system.reading.access_page(desk.house.city.auditor, page=1, case=None).rows

    refused = [row for row in rows if row.kind == "access.reading-refused"]
    assert "NOT_FOUND" in {row.rule for row in refused if row.surface == "case_page"}
    assert "NOT_NAMED" not in {row.rule for row in refused}


def test_in_it_nothing_is_given_to_who_is_not_named(desk: Desk) -> None:
    """They would never see it."""
    me, system, today = desk.lead, desk.house.system, tokyo_date(utc_now())
    token = system.reading.case_page(me, desk.hidden).token
    task = GiveTask(
        waiting_for=WaitingFor.DESK, assignee=desk.curious.staff, due=today, text="届ける"
    )

    with pytest.raises(NotNamed):
        system.commands.write(me, uuid4(), desk.hidden, token, task)


@pytest.mark.parametrize(
    "told",
    [
        Told(name=NAME, kana="", born="", phone=""),
        Told(name="", kana=KANA, born="", phone=""),
        Told(name="", kana="", born="", phone=PHONE),
        Told(name=CHILD, kana="", born="", phone=""),
    ],
)
def test_whoever_takes_a_contact_down_is_proposed_nobody_of_it(
    desk: Desk, without: Desk, told: Told
) -> None:
    proposed, beside = (
        each.house.system.recognising.likely(each.curious, told, reason="受付")
        for each in (desk, without)
    )

    assert [one.name for one in proposed] == [one.name for one in beside]
    assert {link.alias for one in proposed for link in one.cases} <= {desk.open_case}


def test_who_came_about_its_person_is_told_to_nobody_else(desk: Desk) -> None:
    households = desk.house.system.households

    assert households.teller(desk.curious, desk.hidden) == households.teller(desk.curious, UNKNOWN)

"""職・資格・研修・関係者: kept for the own agency and programme (R75)."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from events.access import ReadingRefused
from events.partner import Channel
from events.post import EstablishPost
from events.qualification import Qualification
from events.values import AgencyKind, Period, Role
from services.partners import NewPartner
from services.refusals import NotShown
from services.web import dates
from services.worker import catch_up
from tests.city import ALWAYS, TENANT
from tests.services.web.house import (
    ADMINISTRATOR,
    AUDITOR,
    COLLEAGUE,
    COUNSELLOR,
    LENDER,
    House,
)

CHIEF, ELSEWHERE = "kakaricho", "yoso"
TODAY = dates.today()
COMMISSIONER = {
    "name": "三田村 きよ",
    "title": "民生委員・児童委員（本町地区）",
    "office": "さくら市民生委員児童委員協議会",
    "kind": "resident_organisation",
    "channel": "phone",
    "first": "令和7年12月1日",
}


def staffed(house: House) -> House:
    """Hire the desk's chief, and the administrator of another agency with a post of its own."""
    city, organisation = house.city, house.system.organisation
    city.staff(TENANT, CHIEF, "係 長子", city.desk, Role.COUNCIL_CHIEF)
    division = organisation.register_agency(
        TENANT, name="さくら市福祉課", kind=AgencyKind.CITY_DIVISION
    )
    theirs = organisation.open_programme(
        TENANT, name="生活保護", contractor=division, commissioner=division, contract=ALWAYS
    )
    city.staff(TENANT, ELSEWHERE, "余所 学", theirs, Role.ADMINISTRATOR)
    post = EstablishPost(post_id=uuid4(), agency=division, title="生活福祉課長")
    house.system.arrangements.change(TENANT, post.post_id, post)
    catch_up(house.system.databases)
    return house


def link(page: str, name: str) -> str:
    found = re.search(rf'href="(/\w+/[a-z0-9]+)">{re.escape(name)}<', page)
    assert found is not None
    return found[1]


def option(page: str, name: str) -> str:
    found = re.search(rf'<option value="([a-z0-9]+)"[^>]*>{re.escape(name)}<', page)
    assert found is not None
    return found[1]


def test_a_post_is_held_by_one_after_the_other(fresh_house: House) -> None:
    browser = staffed(fresh_house).browser(ADMINISTRATOR)
    browser.get("/posts")
    browser.post("/posts", {"title": "社会福祉協議会係長"})
    at = link(browser.get("/posts").text, "社会福祉協議会係長")
    vacant = browser.get(at).text
    first = {"holder": option(vacant, "係 長子"), "first": "令和7年4月1日", "last": ""}

    named = browser.post(f"{at}/holders", first, follow_redirects=True).text
    second = {"holder": option(named, "鈴木 健"), "first": "令和7年10月1日", "last": ""}
    overlapping = browser.post(f"{at}/holders", second)
    browser.get(at)
    browser.post(f"{at}/end", {"last_day": "令和7年9月30日"})
    browser.get(at)
    after = browser.post(f"{at}/holders", second, follow_redirects=True).text

    assert "空席" in vacant
    assert "いま <b>係 長子</b>" in named
    assert (overlapping.status_code, "ほかの人がこの職に就いています" in overlapping.text) == (
        409,
        True,
    )
    assert "いま <b>鈴木 健</b>" in after
    assert "令和7年4月1日から令和7年9月30日まで" in after
    assert "生活福祉課長" not in browser.get("/posts").text


def test_a_partner_may_hold_a_post_and_gets_no_right_by_it(fresh_house: House) -> None:
    browser = staffed(fresh_house).browser(ADMINISTRATOR)
    browser.get("/partners")
    browser.post("/partners", COMMISSIONER)
    browser.get("/posts")
    browser.post("/posts", {"title": "支援会議 委員"})
    at = link(browser.get("/posts").text, "支援会議 委員")
    who = option(browser.get(at).text, "三田村 きよ（民生委員・児童委員（本町地区））")

    page = browser.post(
        f"{at}/holders", {"holder": who, "first": "令和7年12月1日"}, follow_redirects=True
    ).text

    assert "いま <b>三田村 きよ（民生委員・児童委員（本町地区））</b>" in page


def test_training_is_missing_until_it_is_recorded_and_again_when_that_was_wrong(
    fresh_house: House,
) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)
    at = link(browser.get("/staff").text, "佐藤 美咲")
    before = browser.get(at).text
    typed = {"qualification": "worker_training", "gained_on": "令和7年6月20日", "valid_until": ""}

    recorded = browser.post(f"{at}/qualifications", typed, follow_redirects=True).text
    withdrawn = browser.post(f"{at}/qualifications/withdrawal", follow_redirects=True).text

    missing = '<span class="chip high">未受講</span> 相談支援員養成研修'
    assert [missing in page for page in (before, recorded, withdrawn)] == [True, False, True]
    assert '<b><time datetime="2025-06-20">令和7年6月20日</time></b>' in recorded


def test_what_ends_within_three_months_is_pointed_out(fresh_house: House) -> None:
    house = fresh_house
    acting = house.city.log_in(ADMINISTRATOR)
    office = house.system.administration.office(acting)
    alias = next(one.alias for one in office.members if one.login == COLLEAGUE)
    for kind, days in ((Qualification.PRIVACY_TRAINING, 90), (Qualification.CARE_MANAGER, 91)):
        house.system.posts.record(
            acting,
            uuid4(),
            alias,
            qualification=kind,
            gained_on=date(2025, 4, 1),
            valid_until=TODAY + timedelta(days=days),
        )

    members = house.system.administration.office(acting).members

    mine = next(one for one in members if one.login == COLLEAGUE)
    assert mine.ending == (Qualification.PRIVACY_TRAINING,)
    assert mine.missing == (Qualification.SENIOR_WORKER_TRAINING,)
    assert "まもなく期限：個人情報保護研修" in house.browser(ADMINISTRATOR).get("/staff").text


def test_a_programmes_chief_keeps_its_partners_and_says_who_comes_after(
    fresh_house: House,
) -> None:
    house = staffed(fresh_house)
    browser = house.browser(CHIEF)
    browser.get("/partners")
    browser.post("/partners", COMMISSIONER)
    browser.get("/partners")
    browser.post("/partners", {**COMMISSIONER, "name": "五十嵐 守"})
    at = link(browser.get("/partners").text, "三田村 きよ")
    form = browser.get(at).text
    after = option(form, "五十嵐 守（民生委員・児童委員（本町地区））")

    page = browser.post(
        f"{at}/end",
        {"last_day": "令和8年3月31日", "successor": after},
        follow_redirects=True,
    ).text

    assert "<dd>五十嵐 守</dd>" in page
    assert "令和8年3月31日まで" in page
    assert 'href="/partners"' in browser.get("/").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "氏名を書いてください。"),
        ({"title": ""}, "肩書きを書いてください。"),
        ({"kind": "x"}, "所属の種別を選んでください。"),
        ({"channel": ""}, "連絡の手段を選んでください。"),
        ({"first": "いつか"}, "いつからかを"),
        ({"office": "1234 5678 9018"}, "個人番号"),
    ],
)
def test_a_registration_that_is_refused_keeps_what_was_typed(
    house: House, typed: dict[str, str], said: str
) -> None:
    browser, before = house.browser(ADMINISTRATOR), house.entries()
    browser.get("/partners")

    answer = browser.post("/partners", {**COMMISSIONER, **typed})

    assert (answer.status_code, said in answer.text) == (422, True)
    kept = {**COMMISSIONER, **typed}
    assert f'value="{kept["title"]}"' in answer.text
    assert house.entries() == before


def test_no_agency_sees_or_touches_what_another_one_has(fresh_house: House) -> None:
    house = staffed(fresh_house)
    system, city = house.system, house.city
    here, there = city.log_in(ADMINISTRATOR), city.log_in(ELSEWHERE)
    sent = NewPartner(
        name="三田村 きよ",
        title="民生委員・児童委員",
        office="",
        kind=AgencyKind.RESIDENT_ORGANISATION,
        channel=Channel.PHONE,
        first=TODAY,
    )
    system.partners.register(here, uuid4(), sent)
    system.posts.establish(here, uuid4(), "社会福祉協議会係長")
    catch_up(system.databases)
    (post,), (partner,) = system.posts.page(here).posts, system.partners.all(here)
    holder = system.posts.page(here).holders[0][0]
    member = system.administration.office(here).members[0].alias
    before = house.entries()

    assert [line.title for line in system.posts.page(there).posts] == ["生活福祉課長"]
    assert system.partners.all(there) == ()
    with pytest.raises(NotShown):
        system.posts.name(there, uuid4(), post.alias, holder=holder, period=Period(TODAY))
    with pytest.raises(NotShown):
        system.posts.name(here, uuid4(), post.alias, holder="x" * 26, period=Period(TODAY))
    with pytest.raises(NotShown):
        system.posts.end(there, uuid4(), post.alias, holding="x" * 26, last_day=TODAY)
    with pytest.raises(NotShown):
        system.posts.withdraw(there, uuid4(), member, "x" * 26)
    with pytest.raises(NotShown):
        system.partners.end(there, uuid4(), partner.alias, last_day=TODAY, successor="")
    with pytest.raises(NotShown):
        system.partners.end(here, uuid4(), partner.alias, last_day=TODAY, successor="x" * 26)
    made = system.ledgers.of(TENANT).entries(before, house.entries() - before)
    kinds = {one.event.TOPIC.partition(".")[0] for one in made}
    assert kinds & {"post", "partner", "qualification"} == set()


def test_a_post_that_only_says_it_is_the_agencys_is_not_shown_twice(fresh_house: House) -> None:
    """A stream is judged by what it holds, not by the read model alone."""
    house = fresh_house
    acting = house.city.log_in(ADMINISTRATOR)
    stream = uuid4()
    command = EstablishPost(post_id=stream, agency=acting.agency, title="係長")
    house.system.arrangements.change(TENANT, stream, command)
    catch_up(house.system.databases)

    assert [line.title for line in house.system.posts.page(acting).posts] == ["係長"]


@pytest.mark.parametrize("login", [COUNSELLOR, AUDITOR, LENDER])
def test_nobody_else_sees_or_changes_posts_training_or_partners(house: House, login: str) -> None:
    browser = house.browser(login)
    office = house.system.administration.office(house.city.log_in(ADMINISTRATOR))
    member = f"/staff/{office.members[0].alias}/qualifications"
    looks = [browser.client.get(path).status_code for path in ("/posts", "/partners")]
    sent = {"title": "課長", "qualification": "worker_training", "gained_on": "令和7年6月20日"}
    posts = ["/posts", "/posts/x/holders", "/posts/x/end", "/partners", "/partners/x/end", member]

    answers = [browser.client.post(path, data=sent).status_code for path in posts]

    assert looks == [404, 404]
    assert answers == [404] * 6


def test_a_chief_has_no_hand_in_staff_posts_and_settings(fresh_house: House) -> None:
    """Least privilege: whoever leads casework gives no rights."""
    browser = staffed(fresh_house).browser(CHIEF)

    paths = ("/partners", "/posts", "/staff", "/settings")
    assert [browser.client.get(path).status_code for path in paths] == [200, 404, 404, 404]


def test_a_role_without_pages_is_told_so(fresh_house: House) -> None:
    """law.md §10.16: a role is held by appointment; by itself it opens nothing."""
    house = fresh_house
    for n, role in enumerate((Role.CITY_SECRETARIAT, Role.WELFARE_COMMISSIONER, Role.CHAIR)):
        house.city.staff(TENANT, f"yaku{n}", f"役 {n}", house.city.desk, role)
        catch_up(house.system.databases)
        browser = house.browser(f"yaku{n}")

        page = browser.get("/").text

        assert "この立場で使える画面はありません" in page
        assert 'class="menu"' not in page
        paths = ("/cases", "/staff", "/settings", "/posts", "/partners", "/access")
        assert {browser.client.get(path).status_code for path in paths} == {404}


def test_a_last_day_that_is_none_is_said_at_its_own_row(fresh_house: House) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)
    browser.get("/posts")
    browser.post("/posts", {"title": "課長"})
    at = link(browser.get("/posts").text, "課長")
    holder = option(browser.get(at).text, "鈴木 健")
    for first, last in (("令和7年4月1日", "令和7年9月30日"), ("令和9年4月1日", "")):
        browser.post(f"{at}/holders", {"holder": holder, "first": first, "last": last})
        browser.get(at)

    refused = browser.post(f"{at}/end", {"last_day": "いつか"})

    assert refused.status_code == 422
    assert refused.text.count('id="last_day-wrong"') == 1
    assert re.search(r'id="last_day" name="last_day" value="いつか"[^>]*aria-invalid', refused.text)


@pytest.mark.parametrize(
    ("login", "path", "surface", "rule"),
    [
        (COUNSELLOR, "/posts", "staff", "NOT_AN_ADMINISTRATOR"),
        (COUNSELLOR, "/partners", "partners", "NOT_AN_ADMINISTRATOR"),
        (ADMINISTRATOR, "/posts/" + "a" * 26, "staff", "NOT_FOUND"),
        (ADMINISTRATOR, "/partners/" + "a" * 26, "partners", "NOT_FOUND"),
    ],
)
def test_a_refused_look_at_posts_and_partners_is_on_record(
    house: House, login: str, path: str, surface: str, rule: str
) -> None:
    """R37, promise 2: what somebody tried in vain is found later."""
    browser, before = house.browser(login), house.entries()

    assert browser.client.get(path).status_code == 404

    entries = house.system.ledgers.of(TENANT).entries(before, house.entries() - before)
    assert [
        (one.event.surface, one.event.rule, one.signature.actor.staff)
        for one in entries
        if isinstance(one.event, ReadingRefused)
    ] == [(surface, rule, house.city.log_in(login).staff)]


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/posts/{alias}/holders", {"holder": "a" * 26, "first": "令和7年4月1日", "last": ""}),
        ("/posts/{alias}/end", {"holding": "", "last_day": "令和7年4月1日"}),
        ("/partners/{alias}/end", {"last_day": "令和7年4月1日", "successor": ""}),
    ],
)
def test_a_refused_command_about_posts_and_partners_is_on_record(
    house: House, path: str, typed: dict[str, str]
) -> None:
    browser = house.browser(ADMINISTRATOR)
    browser.get("/posts")
    sent, before = {**browser.hidden("/posts"), **typed}, house.entries()

    assert browser.client.post(path.format(alias="a" * 26), data=sent).status_code == 404

    entries = house.system.ledgers.of(TENANT).entries(before, house.entries() - before)
    assert [one.event.rule for one in entries if isinstance(one.event, ReadingRefused)] == [
        "NOT_FOUND"
    ]

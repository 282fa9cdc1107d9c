"""Every page, on a desk, a tablet and a phone: what a machine can judge of them (WCAG 2.2 AA)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from events.values import ClosingReason, Role, SupportMethod
from services.acting import Acting
from services.case_forms import Closing, ProgressCorrection
from services.web.app import create_app
from services.web.consent_forms import national
from services.web.consent_kinds import FORMS
from services.web.consent_steps import Sent
from services.web.dates import in_era, today
from services.web.posted import Posted
from services.worker import catch_up
from tests.city import PASSWORD, TENANT, attachment
from tests.journeys.browsing import WIDTHS, Desk, Visit, served
from tests.services.web import samples
from tests.services.web.house import (
    ADMINISTRATOR,
    AUDITOR,
    COUNSELLOR,
    TWO_HATS,
    House,
)

CHIEF = "kakari"
LONG = "あ" * 400 + " https-without-a-space-" + "x" * 300
CANARY = "<script>document.title='髙'</script><img src=x onerror=\"document.title='髙'\">"


@dataclass(frozen=True)
class Story:
    """A desk with something on every page."""

    desk: Desk
    busy: str
    closed: str
    nameless: str

    @property
    def member(self) -> str:
        """The alias of somebody whom the administrator looks after."""
        house = self.desk.house
        office = house.system.administration.office(house.city.log_in(ADMINISTRATOR))
        return next(member.alias for member in office.members if not member.own)

    @property
    def lead(self) -> str:
        """The alias of who leads the cases."""
        staff = self.desk.house.system.reading.leaders(self.desk.house.city.worker)
        return staff[self.desk.house.city.worker.staff][0]

    @property
    def lender(self) -> str:
        """The alias of the other programme."""
        city = self.desk.house.city
        ledger = city.system.ledgers.of(TENANT)
        return ledger.derived.alias(city.worker.agency, "programme", city.other)

    def consent(self) -> str:
        house = self.desk.house
        page = house.system.consenting.page(house.city.worker, self.closed)
        return page.consents[0].said.record

    def record(self) -> str:
        page = self.desk.house.system.reading.case_page(self.desk.house.city.worker, self.busy)
        corrected = next(item for item in page.items if item.correctable)
        return f"/cases/{self.busy}/records/{corrected.alias}/correction?state={page.token}"


def consented(house: House, acting: Acting, case: str) -> None:
    """Write down a representative, a consent whose paper is awaited, and whom it excludes."""
    consenting = house.system.consenting

    def write(typed: dict[str, str], read: Callable[[Posted], Sent]) -> None:
        token = consenting.page(acting, case).token
        command, named = read(Posted(tuple(typed.items())))
        consenting.write(acting, uuid4(), case, token, command, named)

    page = consenting.page(acting, case)
    speaks = {"name": "長い名前" * 20, "capacity": "delegate", "proof": "mandate_letter"}
    write({**speaks, "first": "R6.4.1", "scope": LONG}, FORMS["representative"].read)
    excluded = {"recipient": page.recipients[0].alias, "effective": "R6.4.1", "words": CANARY}
    write(excluded, FORMS["exclusion"].read)
    signed = {"answer": "given", "means": "signature", "text": page.texts[0].alias, "words": LONG}
    day = in_era(today())
    write({**signed, "said_on": day, "last": day, "scan_due": day}, national)


@pytest.fixture(scope="module")
def story(desk: Desk) -> Story:
    house, acting = desk.house, desk.house.city.worker
    commands, reading = house.system.commands, house.system.reading

    busy = house.take(sent=replace(samples.CONSULTATION, wishes=LONG, own_words=CANARY))
    for number in range(52):
        house.write(busy, LONG if number == 50 else f"{number}回目の電話。{CANARY}")
    page = reading.case_page(acting, busy)
    corrected = ProgressCorrection(method=SupportMethod.PHONE, text="正しい文", reason=CANARY)
    commands.correct_progress(acting, uuid4(), busy, page.token, page.items[0].alias, corrected)
    token = reading.case_page(acting, busy).token
    named = attachment(description=LONG, names=(f"{'長' * 90}.txt", "短い.txt"))
    house.system.attachments.attach(acting, uuid4(), busy, token, named)
    closed = house.take()
    ended = Closing(reason=ClosingReason.MOVED, closed_on=today(), summary="")
    commands.close_case(acting, uuid4(), closed, reading.case_page(acting, closed).token, ended)
    consented(house, acting, closed)
    nameless = house.take(sent=replace(samples.CONSULTATION, name="", kana="", born=""))
    house.city.staff(TENANT, CHIEF, "神崎 昭夫", house.city.desk, Role.COUNCIL_CHIEF)
    catch_up(house.system.databases)
    return Story(desk, busy, closed, nameless)


PAGES: list[tuple[str | None, str]] = [
    (None, "/login"),
    (COUNSELLOR, "/"),
    (COUNSELLOR, "/intake"),
    (COUNSELLOR, "/intake/paper"),
    (COUNSELLOR, "/brief"),
    (COUNSELLOR, "/inquiry"),
    (COUNSELLOR, "/provisions"),
    (COUNSELLOR, "/emergencies"),
    (COUNSELLOR, "/obligations"),
    (COUNSELLOR, "/intake/received/{story.busy}"),
    (COUNSELLOR, "/cases?state=all"),
    (COUNSELLOR, "/cases/{story.busy}?done=progress"),
    (COUNSELLOR, "/cases/{story.busy}?page=2"),
    (COUNSELLOR, "/cases/{story.closed}"),
    (COUNSELLOR, "/cases/{story.nameless}"),
    (COUNSELLOR, "{record}"),
    (COUNSELLOR, "/cases/{story.nameless}/slip-as-progress"),
    (COUNSELLOR, "{record_as_slip}"),
    (COUNSELLOR, "/cases/{story.busy}/assessment"),
    (COUNSELLOR, "/cases/{story.closed}/assessment"),
    (COUNSELLOR, "/cases/{story.busy}/handovers"),
    (COUNSELLOR, "/cases/{story.busy}/referrals"),
    (COUNSELLOR, "/cases/{story.busy}/relief"),
    (COUNSELLOR, "/cases/{story.busy}/interpreters"),
    (COUNSELLOR, "/cases/{story.busy}/answers"),
    (COUNSELLOR, "/cases/{story.busy}/public-assistance"),
    (COUNSELLOR, "/cases/{story.busy}/residence"),
    (COUNSELLOR, "/cases/{story.busy}/promoter"),
    (COUNSELLOR, "/cases/{story.busy}/person"),
    (COUNSELLOR, "/cases/{story.busy}/person/same"),
    (COUNSELLOR, "/cases/{story.busy}/person/protection/measure"),
    (COUNSELLOR, "/cases/{story.busy}/person/protection/other-party"),
    (COUNSELLOR, "/cases/{story.busy}/person/protection/refuge"),
    (COUNSELLOR, "/cases/{story.busy}/person/protection/remark"),
    (COUNSELLOR, "/cases/{story.busy}/consent"),
    (COUNSELLOR, "/cases/{story.closed}/consent"),
    (COUNSELLOR, "/cases/{story.busy}/consent/limited"),
    (COUNSELLOR, "/cases/{story.busy}/consent/unasked"),
    (COUNSELLOR, "/cases/{story.closed}/consent/withdrawal?record={consent}"),
    (COUNSELLOR, "/cases/{story.busy}/consent/exclusion"),
    (COUNSELLOR, "/cases/{story.busy}/consent/representative"),
    (COUNSELLOR, "/cases/{story.closed}/consent/dispute?record={consent}"),
    (COUNSELLOR, "/cases/{story.closed}/consent/print?record={consent}"),
    (COUNSELLOR, "/cases/{story.busy}/household"),
    (COUNSELLOR, "/cases/{story.busy}/household/member"),
    (COUNSELLOR, "/cases/{story.busy}/tasks"),
    (COUNSELLOR, "/cases/{story.busy}/visits"),
    (COUNSELLOR, "/cases/{story.busy}/attachments"),
    (COUNSELLOR, "/cases/{story.closed}/attachments"),
    (COUNSELLOR, "{record_files}"),
    (COUNSELLOR, "/cases/{story.busy}/assignment"),
    (COUNSELLOR, "/cases/{story.busy}/provisions"),
    (COUNSELLOR, "/cases/{story.busy}/emergency"),
    (COUNSELLOR, "/cases/{story.busy}/ground"),
    (COUNSELLOR, "/cases/{story.busy}/disclosures"),
    (COUNSELLOR, "/cases/{story.busy}/provision?recipient={story.lender}&purpose=SERVICE"),
    (COUNSELLOR, "/cases/{story.busy}/shown?more=progress"),
    (COUNSELLOR, "/cases/{story.busy}/plan"),
    (COUNSELLOR, "/cases/{story.busy}/plan/draft"),
    (COUNSELLOR, "/cases/{story.busy}/monitoring"),
    (COUNSELLOR, "/cases/{story.busy}/monitoring/look"),
    (COUNSELLOR, "/cases/{story.busy}/directions"),
    (COUNSELLOR, "/cases/{story.busy}/ending"),
    (COUNSELLOR, "/cases/{story.closed}/ending"),
    (COUNSELLOR, "/migration"),
    (COUNSELLOR, "/migration/totals"),
    (COUNSELLOR, "/migration/slips"),
    (COUNSELLOR, "/cases/{story.busy}/paper-number"),
    (COUNSELLOR, "/search"),
    (COUNSELLOR, "/drafts"),
    (COUNSELLOR, "/cases/nothing"),
    (TWO_HATS, "/stand"),
    (COUNSELLOR, "/password"),
    (AUDITOR, "/access"),
    (AUDITOR, "/emergencies/overseen"),
    (AUDITOR, "/disclosures"),
    (ADMINISTRATOR, "/"),
    (ADMINISTRATOR, "/staff/{story.member}"),
    (ADMINISTRATOR, "/settings"),
    (ADMINISTRATOR, "/settings/hours"),
    (ADMINISTRATOR, "/settings/holiday-window"),
    (ADMINISTRATOR, "/settings/terms"),
    (ADMINISTRATOR, "/questions"),
    (ADMINISTRATOR, "/posts"),
    (ADMINISTRATOR, "/partners"),
    (CHIEF, "/assignments"),
    (CHIEF, "/team"),
    (COUNSELLOR, "/team"),
    (CHIEF, "/assignments?of={story.lead}"),
]


@pytest.mark.parametrize(("login", "path"), PAGES)
def test_nothing_is_wrong_with_a_page(story: Story, login: str | None, path: str) -> None:
    record = story.record() if "{record" in path else ""
    at = record.partition("/correction")[0]
    consent = story.consent() if "{consent}" in path else ""
    places = {
        "consent": consent,
        "record_files": f"{at}/attachments",
        "record_as_slip": f"{at}/as-slip",
    }
    with story.desk.visit(login) as visit:
        visit.open(path.format(story=story, record=record, **places))

        assert visit.check() == []
        assert "髙" not in visit.page.title()


def send(visit: Visit, name: str) -> None:
    with visit.page.expect_navigation():
        visit.page.get_by_role("button", name=name).click()


def propose(visit: Visit) -> None:
    """Take somebody's slip down who has an open case, up to the question who is meant."""
    page = visit.page
    visit.open("/intake")
    page.locator("#name").fill("髙橋 みどり")
    page.get_by_role("radio", name="本人", exact=True).check()
    page.get_by_role("radio", name="本人自ら連絡（来所）").check()
    page.get_by_role("checkbox", name="収入・生活費").check()
    page.get_by_role("radio", name="通常").check()
    page.get_by_role("radio", name="まだ確認していない").check()
    send(visit, "この内容で受け付ける")
    page.get_by_role("heading", name="この方には、開いているケースがあるかもしれません").wait_for()


def test_nothing_is_wrong_with_what_a_form_answers(story: Story) -> None:
    with story.desk.visit(COUNSELLOR) as visit:
        visit.open("/intake")
        send(visit, "この内容で受け付ける")
        refused = visit.check()

        propose(visit)
        refused += visit.check()

        visit.open(f"/cases/{story.nameless}")
        send(visit, "支援経過を保存する")
        refused += visit.check()

        send(visit, "ほかの方について書く")
        visit.page.get_by_role("group", name="ほかの方について").wait_for()
        refused += visit.check()

        visit.open(f"/cases/{story.nameless}")
        visit.page.get_by_text("このケースを終了する").click()
        visit.page.get_by_label("終了の理由").select_option(label="転居")
        send(visit, "確認へ進む")
        refused += visit.check()

        visit.open("/search")
        visit.page.get_by_label("氏名または電話番号").fill("髙橋")
        visit.page.get_by_label("探す理由").fill("再相談")
        send(visit, "探す")
        refused += visit.check()

        assert refused == []


def test_nothing_is_wrong_with_a_form_that_outlived_its_session(story: Story) -> None:
    with story.desk.visit(COUNSELLOR) as visit:
        visit.open("/search")
        visit.page.context.clear_cookies()
        visit.page.get_by_label("氏名または電話番号").fill("髙橋")
        send(visit, "探す")

        expect(visit.page.get_by_text("ログインが必要です")).to_be_visible()
        assert visit.check() == []


def test_what_was_erased_is_shown_as_erased_and_nothing_is_wrong_with_it(desk: Desk) -> None:
    """R70, promise 7."""
    house = desk.house
    case = house.take()
    house.erase(case)

    with desk.visit(COUNSELLOR) as visit:
        visit.open(f"/cases/{case}")

        expect(visit.page.get_by_text("根拠：利用停止の決定").first).to_be_visible()
        assert visit.page.get_by_text("昨日から何も食べていない").count() == 0
        assert visit.check() == []


FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
OUTLINE = """element => {
  const style = getComputedStyle(element);
  return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
}"""


@pytest.mark.parametrize("path", ["/", "/intake", "/search", "/cases/{story.nameless}"])
def test_whoever_tabs_sees_where_they_are(story: Story, path: str) -> None:
    """デジタル庁デザインシステム: an outline of 4 px on whatever has the focus."""
    with story.desk.visit(COUNSELLOR) as visit:
        visit.open(path.format(story=story))
        thin: list[str] = []
        for _ in range(visit.page.locator(FOCUSABLE).count()):
            visit.page.keyboard.press("Tab")
            focused = visit.page.locator(":focus")
            if focused.count() and focused.evaluate(OUTLINE) < 4:
                thin.append(str(focused.evaluate("element => element.outerHTML")))

        assert thin == []


SMALL = """elements => elements
  .filter(e => e.offsetParent !== null && !e.closest('.hidden, .skip, p, dd, .by'))
  .map(e => e.closest('.tick, label') || e)
  .filter(e => Math.round(e.getBoundingClientRect().height) < 44)
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/intake", "/search", "/cases/{story.nameless}"])
def test_whatever_is_pressed_is_as_large_as_a_finger(story: Story, path: str, width: int) -> None:
    """Targets of 44 px; links inside a sentence are exempt (WCAG 2.2, 2.5.8)."""
    with story.desk.visit(COUNSELLOR, width=width) as visit:
        visit.open(path.format(story=story))

        assert visit.page.locator(FOCUSABLE).evaluate_all(SMALL) == []


@pytest.mark.parametrize(
    "more", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}, {"device_scale_factor": 2}]
)
def test_a_page_bears_a_persons_own_display_settings(story: Story, more: dict[str, Any]) -> None:
    with story.desk.visit(COUNSELLOR, **more) as visit:
        visit.open(f"/cases/{story.busy}")

        expect(visit.page.get_by_role("heading", name="髙橋 みどり")).to_be_visible()
        assert visit.complaints == []


def test_text_twice_as_large_still_fits(story: Story) -> None:
    """WCAG 1.4.4."""
    with story.desk.visit(COUNSELLOR, width=640) as visit:
        visit.open("/intake")
        visit.page.evaluate("document.documentElement.style.fontSize = '200%'")

        assert visit.check_here() == []


def test_a_page_is_light(story: Story) -> None:
    """ui.md §6: at most 8 requests, HTML at most 60 KB for an ordinary case."""
    with story.desk.visit(COUNSELLOR) as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        answer = visit.open(f"/cases/{story.nameless}")

        assert len(asked) <= 8
        assert len(answer.body()) <= 60_000


def test_a_browser_on_this_machine_takes_the_cookie_of_https_too(desk: Desk) -> None:
    """127.0.0.1 is potentially trustworthy: Chromium takes Secure and __Host- there."""
    app = create_app(desk.house.app.state.desk, secure_cookies=True)
    with served(app) as secure, desk.visit() as visit:
        visit.page.goto(f"{secure}/login")
        visit.page.get_by_label("利用者名").fill(COUNSELLOR)
        visit.page.get_by_label("パスワード").fill(PASSWORD)
        visit.page.get_by_role("button", name="ログイン").click()

        expect(visit.page.get_by_role("heading", name="わたしの仕事")).to_be_visible()
        kept = [cookie.get("name") for cookie in visit.page.context.cookies()]
        assert kept == ["__Host-session"]

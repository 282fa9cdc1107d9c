"""
Pictures of every page, on a desk, a phone and paper, into build/pictures: `make pictures`.

The tops of a chosen few are kept in docs/pictures; all of them would be 12 MB in every clone.
"""

import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

from events.values import Topic
from services import worker
from services.demonstration.loading import load
from services.keys.root import FileRootKey
from services.main import System, build
from services.web.app import create_app
from services.web.desk import Desk
from tests.databases import private_server, template_server
from tests.journeys.browsing import DESKTOP, PHONE, chromium, served
from tests.services.web.files import HTML, JPEG, PDF

TARGET: Final = Path(__file__).parents[1] / "build" / "pictures"
PASSWORD: Final = "sakura-no-ki-no-shita"
KEPT_IN: Final = TARGET.parents[1] / "docs" / "pictures"
KEPT: Final = {"my-work": (DESKTOP,), "case": (DESKTOP, PHONE), "intake": (DESKTOP,)}
"""Which pages README.ja.md shows, at which widths: what is seen before anybody scrolls."""
COUNSELLOR, CHIEF, TWO_HATS, AUDITOR = "sato", "suzuki", "ito", "kansa"
ADMINISTRATOR: Final = "mori"
CLERK: Final = "aihara"
LEADER: Final = "kanzaki"

FAMILY_CAME: Final = date(2024, 10, 8)
"""When the mother of infra/demo came who is told of as an example."""

Steps = Callable[[Page], None]


@dataclass(frozen=True)
class Picture:
    """One picture: who looks, where they start, and what they do before it is taken."""

    name: str
    login: str | None
    path: str
    steps: Steps = lambda _page: None


@dataclass(frozen=True)
class Studio:
    """The demonstration city, served, with a browser."""

    system: System
    password: str
    base: str
    browser: Browser

    def take(self, picture: Picture, width: int) -> None:
        """Take one picture at one width."""
        with self._seated(picture.login, width) as context:
            page = context.new_page()
            page.goto(self.base + picture.path)
            picture.steps(page)
            name = f"{picture.name}-{width}.png"
            page.screenshot(path=TARGET / name, full_page=True)
            if width in KEPT.get(picture.name, ()):
                page.evaluate("scrollTo(0, 0)")
                page.screenshot(path=KEPT_IN / name)

    def print(self, picture: Picture) -> None:
        """Print one page."""
        with self._seated(picture.login, DESKTOP) as context:
            page = context.new_page()
            page.goto(self.base + picture.path)
            page.pdf(path=TARGET / f"{picture.name}.pdf", prefer_css_page_size=True)

    @contextmanager
    def _seated(self, login: str | None, width: int) -> Generator[BrowserContext]:
        context = self.browser.new_context(
            viewport={"width": width, "height": 768}, locale="ja-JP", timezone_id="Asia/Tokyo"
        )
        if login:
            token = self.system.sessions.log_in(login=login, password=self.password)
            context.add_cookies([{"name": "session", "value": token, "url": self.base}])
        yield context
        context.close()


def main() -> None:
    """Take all pictures, or those whose names begin with the words given."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _studio(Path(folder)) as studio:
        for picture in _pictures(_cases(studio.system, studio.password)):
            if picture.name.startswith(tuple(sys.argv[1:]) or ""):
                for width in (DESKTOP, PHONE):
                    studio.take(picture, width)
                if picture.name.startswith("case"):
                    studio.print(picture)
                sys.stdout.write(f"{picture.name}\n")


@contextmanager
def _studio(folder: Path) -> Generator[Studio]:
    with private_server(durable=False) as server:
        server.start()
        with (
            template_server(server.admin_conninfo(), folder / "secrets") as templates,
            build(templates.copy(), FileRootKey.create(folder / "root-key")) as system,
        ):
            load(system.databases, FileRootKey(folder / "root-key"), PASSWORD)
            with worker.running(system.databases), chromium() as browser:
                desk = Desk.of(system)
                with served(create_app(desk, secure_cookies=False)) as base:
                    yield Studio(system, PASSWORD, base, browser)


@dataclass(frozen=True)
class Cases:
    """The cases of the city that are looked at: mother and son, nobody's name, and an ended one."""

    family: str
    nameless: str
    closed: str


def _cases(system: System, password: str) -> Cases:
    token = system.sessions.log_in(login=COUNSELLOR, password=password)
    acting = system.sessions.acting(token)[0]
    pages = system.reading.case_list(acting, state="all", page=1).pages
    rows = [
        row
        for page in range(1, pages + 1)
        for row in system.reading.case_list(acting, state="all", page=page).rows
    ]
    family = (row for row in rows if row.opened_on == FAMILY_CAME)
    return Cases(
        family=next(row.alias for row in family if row.main_topic is Topic.WITHDRAWAL_TRUANCY),
        nameless=next(row.alias for row in rows if not row.name),
        closed=next(row.alias for row in rows if row.closed and row.name),
    )


def _pictures(cases: Cases) -> list[Picture]:
    case = f"/cases/{cases.family}"
    nameless = f"/cases/{cases.nameless}"
    closed = f"/cases/{cases.closed}"
    return [
        Picture("login", None, "/login"),
        Picture("login-refused", None, "/login", _fail_to_log_in),
        Picture("my-work", COUNSELLOR, "/"),
        Picture("intake", COUNSELLOR, "/intake", _fill_the_slip),
        Picture("intake-refused", COUNSELLOR, "/intake", _press("この内容で受け付ける")),
        Picture("intake-received", COUNSELLOR, "/intake", _send_the_slip),
        Picture("cases", COUNSELLOR, "/cases?state=all"),
        Picture("case", COUNSELLOR, case),
        Picture("case-without-a-name", COUNSELLOR, nameless),
        Picture("case-closed", COUNSELLOR, closed),
        Picture("progress-refused", COUNSELLOR, case, _press("支援経過を保存する")),
        Picture("progress-stale", COUNSELLOR, case, _be_late),
        Picture("correction", COUNSELLOR, case, _follow("訂正する")),
        Picture("closing", COUNSELLOR, case, _open_the_closing),
        Picture("closing-check", COUNSELLOR, case, _go_to_close),
        Picture("assessment", COUNSELLOR, f"{case}/assessment", _assess),
        Picture(
            "assessment-refused",
            COUNSELLOR,
            f"{case}/assessment",
            _press("アセスメントを保存する"),
        ),
        Picture("handovers", COUNSELLOR, f"{case}/handovers", _hand_over),
        Picture("referrals", COUNSELLOR, f"{case}/referrals", _bring),
        Picture("relief", COUNSELLOR, f"{case}/relief", _relieve),
        Picture("interpreters", COUNSELLOR, f"{case}/interpreters", _interpret),
        Picture("plan", COUNSELLOR, f"{case}/plan"),
        Picture("plan-draft", COUNSELLOR, f"{case}/plan/draft"),
        Picture("plan-session-ended", COUNSELLOR, f"{case}/plan/draft", _lose_a_plan),
        Picture("drafts-of-a-plan", COUNSELLOR, f"{case}/plan/draft", _keep_a_plan),
        Picture("monitoring", COUNSELLOR, f"{case}/monitoring"),
        Picture("directions", COUNSELLOR, f"{case}/directions"),
        Picture("ending", COUNSELLOR, f"{case}/ending"),
        Picture("person", COUNSELLOR, f"{case}/person"),
        Picture("consent", COUNSELLOR, f"{case}/consent"),
        Picture("consent-limited", COUNSELLOR, f"{case}/consent/limited"),
        Picture("consent-exclusion", COUNSELLOR, f"{case}/consent/exclusion"),
        Picture("consent-unasked", COUNSELLOR, f"{case}/consent/unasked"),
        Picture("consent-representative", COUNSELLOR, f"{case}/consent/representative"),
        Picture("consent-withdrawal", COUNSELLOR, f"{case}/consent", _follow("撤回する")),
        Picture("answers", COUNSELLOR, f"{case}/answers"),
        Picture("provisions-of-a-case", COUNSELLOR, f"{case}/provisions"),
        Picture("provision-preview", COUNSELLOR, f"{case}/provision", _preview),
        Picture("provisions-received", CLERK, "/provisions"),
        Picture("provided", CLERK, "/provisions", _open_the_first),
        Picture("emergency", COUNSELLOR, f"{case}/emergency"),
        Picture("emergencies", COUNSELLOR, "/emergencies"),
        Picture("protection-measure", COUNSELLOR, f"{case}/person/protection/measure"),
        Picture("protection-other-party", COUNSELLOR, f"{case}/person/protection/other-party"),
        Picture("protection-refuge", COUNSELLOR, f"{case}/person/protection/refuge"),
        Picture("household", COUNSELLOR, f"{case}/household"),
        Picture("household-member", COUNSELLOR, f"{case}/household/member"),
        Picture("tasks", COUNSELLOR, f"{case}/tasks"),
        Picture("visits", COUNSELLOR, f"{case}/visits"),
        Picture("attachments", COUNSELLOR, f"{case}/attachments", _attach),
        Picture("attachments-refused", COUNSELLOR, f"{case}/attachments", _attach_in_vain),
        Picture("attachments-withdrawal", COUNSELLOR, f"{case}/attachments", _follow("取り下げる")),
        Picture("assignment", COUNSELLOR, f"{case}/assignment"),
        Picture("team", COUNSELLOR, "/team"),
        Picture("team-set", LEADER, "/team"),
        Picture("migration", COUNSELLOR, "/migration"),
        Picture("migration-totals", COUNSELLOR, "/migration/totals"),
        Picture("password", COUNSELLOR, "/password"),
        Picture("assignments", LEADER, "/assignments"),
        Picture("assignments-move", LEADER, "/assignments", _choose_cases),
        Picture("shown-to-the-person", COUNSELLOR, f"{case}/shown"),
        Picture("brief", COUNSELLOR, "/brief"),
        Picture("inquiry", COUNSELLOR, "/inquiry"),
        Picture("paper-slips", COUNSELLOR, "/intake/paper"),
        Picture("drafts", COUNSELLOR, "/drafts", _leave_a_draft),
        Picture("search", COUNSELLOR, "/search"),
        Picture("search-found", COUNSELLOR, "/search", _search),
        Picture("session-ended", COUNSELLOR, "/intake", _lose_the_session),
        Picture("not-shown", COUNSELLOR, "/cases/nothing"),
        Picture("standing", TWO_HATS, "/stand"),
        Picture("access-ledger", AUDITOR, "/access"),
        Picture("staff", ADMINISTRATOR, "/staff"),
        Picture("staff-member", ADMINISTRATOR, "/staff", _follow("佐藤 美咲")),
        Picture("questions", ADMINISTRATOR, "/questions"),
        Picture("settings-terms", ADMINISTRATOR, "/settings/terms"),
        Picture("settings", ADMINISTRATOR, "/settings", _decide_on_hours),
        Picture("settings-hours", ADMINISTRATOR, "/settings/hours"),
        Picture("posts", ADMINISTRATOR, "/posts", _establish_a_post),
        Picture("posts-last-day", ADMINISTRATOR, "/posts", _leave_on_no_day),
        Picture("partners", ADMINISTRATOR, "/partners", _register_a_partner),
    ]


def _preview(page: Page) -> None:
    page.get_by_label("提供先").select_option(label="ひがし総合相談")
    page.get_by_label("目的").select_option(label="支援の実施")
    _press("何が見えるかを確かめる")(page)


def _open_the_first(page: Page) -> None:
    page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link").first.click()


def _choose_cases(page: Page) -> None:
    _follow("佐藤 美咲")(page)
    for box in page.get_by_role("checkbox").all()[:2]:
        box.check()
    page.get_by_label("新しい担当").select_option(label="鈴木 健一")
    page.get_by_label("理由").select_option(label="人事異動・退職")


def _decide_on_hours(page: Page) -> None:
    page.goto(f"{page.url}/hours")
    page.get_by_label("いつから").fill("令和9年4月1日")
    page.get_by_label("終わり").fill("19:00")
    _press("この内容で決める")(page)


def _establish_a_post(page: Page) -> None:
    page.get_by_label("職の名前").fill("社会福祉協議会係長")
    _press("加える")(page)


def _leave_on_no_day(page: Page) -> None:
    page.get_by_label("職の名前").fill("地域福祉課長")
    _press("加える")(page)
    page.get_by_role("link", name="地域福祉課長").first.click()
    page.get_by_label("就く人").select_option(index=1)
    _press("この人に決める")(page)
    page.get_by_label("最後の日").first.fill("年度末")
    _press("退任の日を決める")(page)


def _register_a_partner(page: Page) -> None:
    page.get_by_label("氏名").fill("三田村 きよ")
    page.get_by_label("肩書き").fill("民生委員・児童委員（本町地区）")
    page.get_by_label("所属の種別").select_option(label="町会・自治会")
    page.get_by_label("連絡の手段").select_option(label="電話")
    _press("登録する")(page)


def _press(name: str) -> Steps:
    return lambda page: page.get_by_role("button", name=name).first.click()


def _interpret(page: Page) -> None:
    page.get_by_label("言語").select_option(label="手話")
    page.get_by_role("radio", name="通訳者（会社・派遣、手話通訳者を含む）").check()
    page.get_by_label("氏名・会社名").fill("瀬名木市手話通訳者派遣 門馬 さとみ")
    page.get_by_role("radio", name="窓口", exact=True).check()
    page.get_by_role("radio", name="会社・派遣元との契約にある").check()
    _press("通訳を保存する")(page)


def _follow(name: str) -> Steps:
    return lambda page: page.get_by_role("link", name=name).first.click()


def _attach(page: Page) -> None:
    page.get_by_label("説明").fill("主治医の診断書（9月分）")
    page.get_by_role("radio", name="健康・病歴").check()
    page.locator("#files").set_input_files(
        [
            {"name": "診断書 1枚目.pdf", "mimeType": "application/pdf", "buffer": PDF},
            {
                "name": "診断書 2枚目（裏面）.jpg",
                "mimeType": "image/jpeg",
                "buffer": JPEG,
            },
        ]
    )
    _press("添付する")(page)


def _attach_in_vain(page: Page) -> None:
    page.get_by_label("説明").fill("滞納の通知")
    page.locator("#files").set_input_files(
        [{"name": "通知.docx", "mimeType": "application/msword", "buffer": HTML}]
    )
    page.get_by_role("radio", name="税", exact=True).check()
    _press("添付する")(page)


def _fail_to_log_in(page: Page) -> None:
    page.get_by_label("利用者名").fill(COUNSELLOR)
    page.get_by_label("パスワード").fill("ちがうパスワード")
    _press("ログイン")(page)


def _fill_the_slip(page: Page) -> None:
    page.locator("#name").fill("小川 節子")
    page.get_by_label("ふりがな").fill("おがわ せつこ")
    page.get_by_label("生年月日").fill("昭和26年2月14日")
    page.get_by_label("住所").fill("瀬名木市北町4-6-1")
    page.get_by_role("radio", name="本人", exact=True).check()
    page.get_by_role("radio", name="本人自ら連絡（来所）").check()
    for topic in ("家賃やローンの支払い", "家族との関係", "介護"):
        page.get_by_role("checkbox", name=topic).check()
    page.get_by_role("group", name="一番困っていること").get_by_role("radio", name="介護").check()
    page.get_by_label("本人の言葉").fill(
        "夫の介護で仕事をやめた。家賃が来月から払えない。娘には心配をかけたくない。"
    )
    page.get_by_label("希望していること").fill("夫を日中みてくれるところを知りたい。")
    page.get_by_role("radio", name="高", exact=True).check()
    page.get_by_role("radio", name="まだ確認していない").check()


def _send_the_slip(page: Page) -> None:
    _fill_the_slip(page)
    _press("この内容で受け付ける")(page)


def _leave_a_draft(page: Page) -> None:
    page.goto(page.url.replace("/drafts", "/intake"))
    _fill_the_slip(page)
    _press("下書きに残す")(page)


def _plan(page: Page) -> None:
    page.get_by_label("生活に対する意向").fill("いまの家で、母と暮らし続けたい。")
    page.get_by_label("支援の目標").fill("家賃の滞納をなくす。\n週に3日、外に出る。")


def _keep_a_plan(page: Page) -> None:
    _plan(page)
    _press("下書きに残す")(page)
    page.get_by_role("main").get_by_role("link", name="支援計画").first.click()


def _lose_a_plan(page: Page) -> None:
    _plan(page)
    page.context.clear_cookies()
    _press("支援計画案を保存する")(page)


def _write(page: Page, text: str) -> None:
    page.get_by_label("支援方法").select_option(label="電話相談・連絡")
    page.get_by_label("内容").first.fill(text)
    _press("支援経過を保存する")(page)


def _be_late(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    _write(other, "家族から電話があり、次の火曜の面談は午後にしてほしいとのこと。")
    _write(page, "本人に電話。火曜の来所の時間を確かめた。")


def _open_the_closing(page: Page) -> None:
    page.get_by_text("このケースを終了する").click()


def _go_to_close(page: Page) -> None:
    _open_the_closing(page)
    page.get_by_label("終了の理由").select_option(label="他機関への引継ぎ")
    page.get_by_label("まとめ").fill(
        "地域包括支援センターに引き継いだ。息子さんの件は再相談の約束。"
    )
    _press("確認へ進む")(page)


def _assess(page: Page) -> None:
    for need in ("経済的困窮", "社会的孤立"):
        page.get_by_role("checkbox", name=need).check()
    page.get_by_role("checkbox", name="福祉", exact=True).check()
    page.get_by_label("見立て").fill(
        "年金のほとんどが家賃で消える。長男の昼夜逆転が続き、家から出ていない。"
    )
    page.get_by_label("健康（病気・通院）").fill("高血圧で月に1度通院。薬は飲めている。")
    _press("アセスメントを保存する")(page)


def _hand_over(page: Page) -> None:
    page.get_by_label("引継ぎ先の種類").select_option(label="地域包括支援センター")
    page.get_by_label("引継ぎ先※必須").fill("瀬名木ひがし地域包括支援センター")
    page.get_by_role("radio", name="同行した").check()
    page.get_by_label("引継ぎの目的").fill("要介護認定の申請に付き添う。日中の過ごし方も相談する。")
    _press("引継ぎを保存する")(page)


def _bring(page: Page) -> None:
    page.get_by_role("radio", name="利用勧奨").check()
    page.get_by_role("radio", name="機関・課").check()
    page.get_by_label("機関の種類").select_option(label="庁内関係課")
    page.get_by_label("持ち込んだ人の名前").fill("納税課 徴収係 小田桐")
    page.get_by_role("radio", name="紙の連絡票").check()
    page.get_by_label("聞いたこと").fill("分納の相談中に、食べるものにも困っていると話された。")
    page.get_by_role("radio", name="伝えてよい").check()
    _press("持ち込まれた引継ぎを保存する")(page)


def _relieve(page: Page) -> None:
    page.get_by_role("radio", name="食料提供").check()
    page.get_by_label("内容").fill("フードバンクの食料3日分を渡した。")
    _press("緊急支援を保存する")(page)


def _search(page: Page) -> None:
    page.get_by_label("氏名または電話番号").fill("高橋")
    page.get_by_label("探す理由").fill("再相談の電話があり、前の記録を確かめるため")
    _press("探す")(page)


def _lose_the_session(page: Page) -> None:
    _fill_the_slip(page)
    page.context.clear_cookies()
    _press("この内容で受け付ける")(page)


if __name__ == "__main__":
    main()

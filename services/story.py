"""
Story: one household through the desk, in the terminal, on a database that is thrown away after.

It ends with the whole log recomputed and every read model rebuilt and compared byte for byte.
"""

import secrets
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import psycopg
from rich.console import Console

from events.catalogue import label
from events.values import (
    Caller,
    ClosingReason,
    ErasureAuthority,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    tokyo_date,
)
from services import worker
from services.acting import Acting
from services.case_forms import Closing, NewConsultation, NewProgress, ProgressCorrection
from services.case_views import CasePage
from services.checking import check
from services.db import Databases
from services.demonstration.calendar import Clock
from services.demonstration.town import Town, read
from services.destruction import Order
from services.embedded import Embedded
from services.facts import utc_now
from services.keys.root import FileRootKey
from services.main import System, build
from services.readmodels import ALL, digest, rebuild
from services.refusals import NotShown, StaleSave
from services.settings import Settings
from services.supervisor import prepare_embedded

CODE: Final = "lg-999993"
TOLD: Final = NewConsultation(
    name="木村 和子",
    kana="キムラ カズコ",
    born="1948-11-03",
    address="瀬名木市鈴懸町3-5-7",
    phone="042-000-0155",
    route=Route.SELF_VISIT,
    caller=Caller.SELF,
    topics=(Topic.WITHDRAWAL_TRUANCY, Topic.INCOME_LIVING),
    main_topic=Topic.WITHDRAWAL_TRUANCY,
    urgency=Urgency.HIGH,
    sharing=SharingStance.NOT_YET_ASKED,
    own_words="五十になる息子が働いていた先を辞めてから、ずっと家にいます。",
    wishes="息子を責めずに話を聞いてくれる人がほしい。",
)


def tell(console: Console) -> bool:
    """Tell the story; return whether the log and every rebuild came out as they must."""
    with _throw_away() as settings:
        prepared = FileRootKey.create(settings.root_key_file)
        with (
            build(Databases.of(settings), prepared) as system,
            worker.running(system.databases, poll=0.1),
        ):
            password = secrets.token_hex(5)
            told = read("city")["municipality"]
            Town(system, system.sessions, Clock(), told, password).open()
            worker.catch_up(system.databases)
            case_id = _desk(console, system, password)
            _watchers(console, system, password, case_id)
            worker.catch_up(system.databases)
            return _proof(console, system, password, case_id)


def _desk(console: Console, system: System, password: str) -> UUID:
    sato, suzuki = _log_in(system, "sato", password), _log_in(system, "suzuki", password)
    commands, reading = system.commands, system.reading

    console.rule("1 相談受付・連絡票")
    done = commands.receive_consultation(sato, uuid4(), TOLD)
    page = reading.case_page(sato, done.case)
    _show(console, page)

    console.rule("2 支援経過")
    note = NewProgress(method=SupportMethod.PHONE, text="電話で一時間、ゆっくり話を聞いた。")
    commands.record_progress(sato, uuid4(), done.case, page.token, note)

    console.rule("3 同僚が先に書いていたとき")
    late = NewProgress(method=SupportMethod.INTERVIEW, text="明日の面談の部屋を取った。")
    try:
        commands.record_progress(suzuki, uuid4(), done.case, page.token, late)
    except StaleSave as stale:
        console.print(f"保存しませんでした。この間に {len(stale.changes)} 件の記録があります。")
        commands.record_progress(suzuki, uuid4(), done.case, stale.token, late)

    console.rule("4 訂正")
    page = reading.case_page(sato, done.case)
    right = ProgressCorrection(
        method=SupportMethod.INTERVIEW,
        text="面談で一時間、ゆっくり話を聞いた。",
        reason="方法の誤り",
    )
    wrong = page.items[1].alias
    commands.correct_progress(sato, uuid4(), done.case, page.token, wrong, right)
    _show(console, reading.case_page(sato, done.case))

    console.rule("5 終了")
    token = reading.case_page(sato, done.case).token
    closing = Closing(
        reason=ClosingReason.OWN_WISH,
        closed_on=tokyo_date(utc_now()),
        summary="息子さん自身が相談に来ることになった。",
    )
    commands.close_case(sato, uuid4(), done.case, token, closing)
    _show(console, reading.case_page(sato, done.case))
    case_id = system.ledgers.of(sato.tenant).derived.resolve(sato.agency, "case", done.case)
    assert case_id is not None
    return case_id


def _watchers(console: Console, system: System, password: str, case_id: UUID) -> None:
    console.rule("6 ほかの事業の職員が見ようとすると")
    tanaka = _log_in(system, "tanaka", password)
    alias = system.ledgers.of(CODE).derived.alias(tanaka.agency, "case", case_id)
    try:
        system.reading.case_page(tanaka, alias)
    except NotShown:
        console.print("見つからないか、見る権限がありません。")

    console.rule("7 監査から見た閲覧記録（内容は見えない）")
    worker.catch_up(system.databases)
    auditor = _log_in(system, "kansa", password)
    for row in system.reading.access_page(auditor, page=1, case=None).rows[:8]:
        console.print(
            f"  {label(row.kind)}  {row.staff_name} {row.surface}  {row.items} 件  {row.rule}"
        )


def _proof(console: Console, system: System, password: str, case_id: UUID) -> bool:
    console.rule("8 消去しても、歴史は検証できる")
    order = Order(
        authority=ErasureAuthority.RETENTION_END,
        reason_code="demonstration",
        decided_on=tokyo_date(utc_now()),
        ordered_by=_log_in(system, "sato", password).staff,
        approved_by=_log_in(system, "suzuki", password).staff,
    )
    for key_id in system.destruction.keys_of(CODE, [case_id]):
        system.destruction.destroy(CODE, key_id, order)
    worker.catch_up(system.databases)
    report = check(system.databases, CODE)
    for finding in report.findings:
        console.print(f"[bold]食い違い[/] {finding}")
    console.print(
        f"{report.entries} 件の記録、{report.parts} 件の封印を計算し直しました。"
        f"食い違い {len(report.findings)} 件、消去 {len(report.erased)} 件。"
    )

    console.rule("9 画面用の表を作り直して比べる")
    same = [_rebuilt_alike(console, system, name) for name in ALL]
    return not report.findings and all(same)


def _rebuilt_alike(console: Console, system: System, name: str) -> bool:
    before = digest(system.databases, name)
    with psycopg.connect(system.databases.conninfo("migrate"), autocommit=True) as owner:
        taken = sum(rebuild(system.databases, owner, name))
    after = digest(system.databases, name)
    mark = "一致" if before == after else "不一致"
    console.print(f"  {name:16} {taken:4} 件  {after[:16]}…  {mark}")
    return before == after


def _show(console: Console, page: CasePage) -> None:
    state = "終了" if page.closed else "支援中"
    console.print(f"{page.person.name}（{page.person.kana}） {state}")
    for item in page.items:
        text = " / ".join(text for _, text in item.texts if text)
        console.print(f"  {item.recorder_name}  {label(item.kind)}  {text}")


def _log_in(system: System, login: str, password: str) -> Acting:
    acting, *_ = system.sessions.acting(system.sessions.log_in(login=login, password=password))
    return acting


@contextmanager
def _throw_away() -> Generator[Settings]:
    """Give an embedded database in a temporary home, removed after."""
    home = Path(tempfile.mkdtemp(prefix="tsunagi-story-"))
    server = Embedded(home)
    settings = Settings(home=home)
    try:
        server.start()
        prepare_embedded(settings, server)
        yield settings
    finally:
        server.stop()
        shutil.rmtree(home)

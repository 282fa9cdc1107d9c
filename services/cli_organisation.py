"""`tsunagi organisation`: municipality, agencies, programmes and accounts, by an operator."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid4

import typer

from events.agency import RenameAgency
from events.factor import FactorKind
from events.programme import EndContract, RenewContract
from events.staff import AppointStaff, DeactivateStaff
from events.values import AgencyKind, Period, Role
from services import logs
from services.arrangements import Arrangements
from services.credentials import LoginTaken
from services.organisation import Organisation
from services.serve import opened
from services.settings import Settings

app = typer.Typer(no_args_is_help=True, help="組織: 自治体・機関・事業・職員の登録")

Tenant = Annotated[str, typer.Argument(help="自治体のコード（lg-NNNNNN）")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]


@contextmanager
def _organisation() -> Generator[Organisation]:
    logs.configure("organisation")
    with opened(Settings()) as system:
        yield system.organisation


@contextmanager
def _arrangements() -> Generator[Arrangements]:
    logs.configure("organisation")
    with opened(Settings()) as system:
        yield system.arrangements


@app.command()
def tenant(
    code: Tenant,
    name: Annotated[str, typer.Argument(help="自治体の名前")],
    host: Annotated[str, typer.Option(help="記録の名前に使うホスト名（あとから変えられない）")],
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="架空のデモ: パスワードだけで入れる")
    ] = False,
) -> None:
    """自治体の記録を始めます。"""
    with _organisation() as organisation:
        organisation.open_tenant(code=code, name=name, host=host, demonstration=demonstration)


@app.command()
def agency(
    tenant_code: Tenant,
    name: Annotated[str, typer.Argument(help="機関の名前")],
    kind: Annotated[AgencyKind, typer.Option(help="種別")],
) -> None:
    """機関を登録し、その番号を表示します。"""
    with _organisation() as organisation:
        typer.echo(organisation.register_agency(tenant_code, name=name, kind=kind))


@app.command()
def programme(
    tenant_code: Tenant,
    name: Annotated[str, typer.Argument(help="事業の名前")],
    contractor: Annotated[UUID, typer.Option(help="受託する機関の番号")],
    commissioner: Annotated[UUID, typer.Option(help="委託する機関の番号")],
    first: Day,
    last: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """事業（受託事業・課）を登録し、その番号を表示します。"""
    with _organisation() as organisation:
        programme_id = organisation.open_programme(
            tenant_code,
            name=name,
            contractor=contractor,
            commissioner=commissioner,
            contract=_period(first, last),
        )
        typer.echo(programme_id)


@app.command()
def renew(
    tenant_code: Tenant,
    programme_id: Annotated[UUID, typer.Argument(help="事業の番号")],
    first: Day,
    last: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """委託契約を更新します。前の契約が終わった後の日から始めます。"""
    with _arrangements() as arrangements:
        command = RenewContract(contract=_period(first, last))
        arrangements.change(tenant_code, programme_id, command)


@app.command()
def end_contract(
    tenant_code: Tenant,
    programme_id: Annotated[UUID, typer.Argument(help="事業の番号")],
    last: Day,
) -> None:
    """委託契約を終えます。最後の日の翌日から、その事業の記録はだれにも開けません。"""
    with _arrangements() as arrangements:
        arrangements.change(tenant_code, programme_id, EndContract(last_day=_day(last)))


@app.command()
def rename(
    tenant_code: Tenant,
    agency_id: Annotated[UUID, typer.Argument(help="機関の番号")],
    name: Annotated[str, typer.Argument(help="新しい名称")],
    first: Day,
) -> None:
    """機関の名称が変わった日を記録します。機関は同じもので、前の名称も残ります。"""
    with _arrangements() as arrangements:
        arrangements.change(tenant_code, agency_id, RenameAgency(first=_day(first), name=name))


@app.command()
def staff(
    tenant_code: Tenant,
    name: Annotated[str, typer.Argument(help="職員の氏名")],
    login: Annotated[str, typer.Option(help="ログイン名")],
) -> None:
    """職員を登録し、その番号を表示します。最初のパスワードは標準入力から一行で読みます。"""
    password = sys.stdin.readline().rstrip("\n")
    if len(password) < 10:
        raise typer.BadParameter("パスワードは10文字以上にしてください")
    with _organisation() as organisation:
        try:
            staff_id = organisation.register_staff(
                tenant_code, name=name, login=login, password=password
            )
        except LoginTaken as taken:
            raise typer.BadParameter(f"ログイン名 {login} は、もう使われています") from taken
        typer.echo(staff_id)


@app.command()
def appoint(
    tenant_code: Tenant,
    staff_id: Annotated[UUID, typer.Argument(help="職員の番号")],
    programme: Annotated[UUID, typer.Option(help="事業の番号")],
    role: Annotated[Role, typer.Option(help="役割")],
    first: Day,
    last: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """職員を、期間を決めて事業の役割に任用します。"""
    command = AppointStaff(
        appointment_id=uuid4(), programme=programme, role=role, period=_period(first, last)
    )
    with _organisation() as organisation:
        organisation.change_staff(tenant_code, staff_id, command)


@app.command()
def deactivate(
    tenant_code: Tenant, staff_id: Annotated[UUID, typer.Argument(help="職員の番号")]
) -> None:
    """職員の利用を止めます。開いている画面も、その瞬間から使えません。"""
    with _organisation() as organisation:
        organisation.change_staff(tenant_code, staff_id, DeactivateStaff())


@app.command()
def factor(
    tenant_code: Tenant,
    staff_id: Annotated[UUID, typer.Argument(help="職員の番号")],
    kind: Annotated[FactorKind, typer.Option(help="認証アプリ（totp）か、コード表（codes）")],
) -> None:
    """職員に二つ目の確認を渡します。表示は一度だけで、前の同じ種類のものは使えなくなります。"""
    with _organisation() as organisation:
        offered = organisation.enrol(tenant_code, staff_id, kind)
        typer.echo(offered.address or "\n".join(offered.codes))


@app.command()
def recover(
    tenant_code: Tenant,
    staff_id: Annotated[UUID, typer.Argument(help="職員の番号")],
    asked_by: Annotated[UUID, typer.Option(help="申請する管理者の番号")],
    approved_by: Annotated[UUID, typer.Option(help="承認する、2人目の管理者の番号")],
) -> None:
    """二つ目の確認をなくした職員が決め直せるようにし、新しいパスワードを一度だけ表示します。"""
    with _organisation() as organisation:
        organisation.ask_recovery(tenant_code, staff_id, asked_by=asked_by)
        typer.echo(organisation.approve_recovery(tenant_code, staff_id, approved_by=approved_by))


def _period(first: datetime, last: datetime | None) -> Period:
    return Period(_day(first), None if last is None else _day(last))


def _day(moment: datetime) -> date:
    return date(moment.year, moment.month, moment.day)

"""Gate: a programme's own records, for its own appointed staff, while its contract runs (R33)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from consent.gate import (
    CASEWORKERS,
    CHIEFS,
    Admitted,
    Asker,
    Cleared,
    Item,
    Keeping,
    Reason,
    Withheld,
    admit,
    admit_administrator,
    admit_chief,
    admit_inspector,
    admit_registrar,
    clear,
)
from events.programme import Programme
from events.staff import Appointment, Staff
from events.values import Category, Context, Period, Pointer, Role
from tests.builders import (
    APPOINTMENT,
    CITY,
    COLLEAGUE,
    COUNCIL,
    COUNSELLOR,
    DESK,
    FISCAL_YEAR,
    LOANS,
    SLIP,
    TODAY,
    TOMORROW,
    YESTERDAY,
)

pytestmark = pytest.mark.pure

OWN_NOTE = Item(
    pointer=Pointer(SLIP, 12, 0), category=Category.NOTE, keeping=Keeping(programme=DESK)
)
LOANS_NOTE = replace(OWN_NOTE, keeping=Keeping(programme=LOANS))


def held(role: Role = Role.WORKER, period: Period = FISCAL_YEAR) -> Staff:
    appointment = Appointment(APPOINTMENT, DESK, role, period)
    return Staff(active=True, appointments=(appointment,), registered=True)


def running(contract: Period | None = FISCAL_YEAR) -> Programme:
    return Programme(agencies=frozenset({CITY, COUNCIL}), contracts=(contract,) if contract else ())


WORKER = Asker(
    programme_id=DESK,
    account=COUNSELLOR,
    role=Role.WORKER,
    context=Context.CASEWORK,
    on=TODAY,
    staff=held(),
    programme=running(),
)
AUDITOR = replace(WORKER, role=Role.AUDITOR, context=Context.AUDIT, staff=held(Role.AUDITOR))

# What is cleared.


def test_a_programmes_own_record_is_cleared_for_its_own_appointed_staff() -> None:
    assert clear(OWN_NOTE, WORKER) == Cleared(OWN_NOTE)


@pytest.mark.parametrize("role", sorted(CASEWORKERS))
def test_each_role_of_casework_reads_its_programmes_records(role: Role) -> None:
    assert clear(OWN_NOTE, replace(WORKER, role=role, staff=held(role))) == Cleared(OWN_NOTE)


@pytest.mark.parametrize("category", Category)
def test_the_category_changes_nothing_for_a_programmes_own_record(category: Category) -> None:
    item = replace(OWN_NOTE, category=category)

    assert clear(item, WORKER) == Cleared(item)


# What is withheld, and why.


def test_another_programmes_record_is_withheld_even_within_one_corporation() -> None:
    """R33: default deny."""
    assert clear(LOANS_NOTE, WORKER) == Withheld(Reason.OTHER_PROGRAMME)


@pytest.mark.parametrize(
    "asker",
    [
        replace(WORKER, staff=Staff()),
        replace(WORKER, staff=replace(held(), active=False)),
        replace(WORKER, staff=held(Role.AUDITOR)),
        replace(WORKER, programme_id=LOANS),
        replace(WORKER, on=FISCAL_YEAR.first - timedelta(days=1)),
        replace(WORKER, on=date(2025, 4, 1)),
        replace(WORKER, staff=held(period=Period(FISCAL_YEAR.first, YESTERDAY))),
        replace(WORKER, staff=held(period=Period(TOMORROW))),
    ],
    ids=[
        "no account",
        "stopped account",
        "appointed to another role",
        "appointed to another programme",
        "before the first day",
        "after the last day",
        "ended yesterday",
        "begins tomorrow",
    ],
)
def test_without_an_appointment_in_force_today_nothing_is_cleared(asker: Asker) -> None:
    """R75."""
    assert clear(OWN_NOTE, asker) == Withheld(Reason.NO_APPOINTMENT)


@pytest.mark.parametrize(
    "contract",
    [None, Period(FISCAL_YEAR.first, YESTERDAY), Period(TOMORROW)],
    ids=["never opened", "ended yesterday", "begins tomorrow"],
)
def test_without_a_contract_in_force_today_nothing_is_cleared(contract: Period | None) -> None:
    """R79."""
    asker = replace(WORKER, programme=running(contract))

    assert clear(OWN_NOTE, asker) == Withheld(Reason.CONTRACT_NOT_IN_FORCE)


@pytest.mark.parametrize("context", sorted(set(Context) - {Context.CASEWORK}))
def test_only_casework_opens_records(context: Context) -> None:
    asker = replace(WORKER, context=context)

    assert clear(OWN_NOTE, asker) == Withheld(Reason.NOT_CASEWORK)


@pytest.mark.parametrize("role", sorted(set(Role) - CASEWORKERS))
def test_a_role_without_casework_reads_no_record_in_any_context(role: Role) -> None:
    """R50: who audits sees who read, never what."""
    asker = replace(WORKER, role=role, staff=held(role))

    assert clear(OWN_NOTE, asker) == Withheld(Reason.NOT_CASEWORK)


# How long an admission may be relied on.


@pytest.mark.parametrize(
    ("appointed", "contract", "until"),
    [
        (Period(TODAY), Period(TODAY), None),
        (
            Period(TODAY, TODAY),
            Period(TODAY),
            datetime(2024, 10, 1, 14, 59, 59, 999999, tzinfo=UTC),
        ),
        (
            Period(TODAY),
            Period(TODAY, TODAY),
            datetime(2024, 10, 1, 14, 59, 59, 999999, tzinfo=UTC),
        ),
        (
            Period(TODAY, TOMORROW),
            Period(TODAY, TODAY),
            datetime(2024, 10, 1, 14, 59, 59, 999999, tzinfo=UTC),
        ),
        (
            Period(TODAY, TODAY),
            Period(TODAY, TOMORROW),
            datetime(2024, 10, 1, 14, 59, 59, 999999, tzinfo=UTC),
        ),
    ],
    ids=[
        "both open",
        "appointment ends",
        "contract ends",
        "contract ends first",
        "appointment ends first",
    ],
)
def test_an_admission_holds_until_midnight_in_tokyo_after_the_first_fact_that_ends(
    appointed: Period, contract: Period, until: datetime | None
) -> None:
    asker = replace(WORKER, staff=held(period=appointed), programme=running(contract))

    assert admit(asker) == Admitted(until=until)


# Who read what.


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PRIVACY_OFFICER])
def test_an_auditor_and_a_privacy_officer_see_who_read_what(role: Role) -> None:
    """R50."""
    asker = replace(AUDITOR, role=role, staff=held(role))

    assert isinstance(admit_inspector(asker), Admitted)


@pytest.mark.parametrize(
    ("asker", "reason"),
    [
        (replace(AUDITOR, context=Context.CASEWORK), Reason.NOT_AN_INSPECTOR),
        (replace(WORKER, context=Context.AUDIT), Reason.NOT_AN_INSPECTOR),
        (replace(AUDITOR, staff=held(Role.WORKER)), Reason.NO_APPOINTMENT),
        (replace(AUDITOR, on=date(2025, 4, 1)), Reason.NO_APPOINTMENT),
        (
            replace(AUDITOR, programme=running(Period(date(2021, 4, 1), date(2022, 3, 31)))),
            Reason.CONTRACT_NOT_IN_FORCE,
        ),
    ],
    ids=["in casework", "a counsellor", "not appointed to it", "appointment over", "contract over"],
)
def test_nobody_else_sees_who_read_what(asker: Asker, reason: Reason) -> None:
    assert admit_inspector(asker) == Withheld(reason)


# Who looks after the accounts.

ADMINISTRATOR = replace(
    AUDITOR,
    role=Role.ADMINISTRATOR,
    context=Context.ADMINISTRATION,
    staff=held(Role.ADMINISTRATOR),
)


def test_an_administrator_looks_after_accounts_and_does_no_casework() -> None:
    """R75: least privilege by role."""
    assert isinstance(admit_administrator(ADMINISTRATOR), Admitted)
    assert admit(ADMINISTRATOR) == Withheld(Reason.NOT_CASEWORK)
    assert admit_inspector(ADMINISTRATOR) == Withheld(Reason.NOT_AN_INSPECTOR)


@pytest.mark.parametrize(
    ("asker", "reason"),
    [
        (WORKER, Reason.NOT_AN_ADMINISTRATOR),
        (AUDITOR, Reason.NOT_AN_ADMINISTRATOR),
        (replace(ADMINISTRATOR, context=Context.CASEWORK), Reason.NOT_AN_ADMINISTRATOR),
        (replace(WORKER, context=Context.ADMINISTRATION), Reason.NOT_AN_ADMINISTRATOR),
        (replace(ADMINISTRATOR, staff=held(Role.WORKER)), Reason.NO_APPOINTMENT),
    ],
)
def test_nobody_else_looks_after_accounts(asker: Asker, reason: Reason) -> None:
    assert admit_administrator(asker) == Withheld(reason)


@pytest.mark.parametrize(
    "role", [Role.CITY_WELFARE_MANAGER, Role.CITY_WELFARE_CHIEF, Role.COUNCIL_CHIEF]
)
def test_a_programmes_chief_shares_its_cases_out(role: Role) -> None:
    chief = replace(WORKER, role=role, staff=held(role))

    assert isinstance(admit_chief(chief), Admitted)
    assert admit_chief(replace(chief, context=Context.AUDIT)) == Withheld(Reason.NOT_A_CHIEF)
    assert admit_chief(replace(chief, staff=held(Role.WORKER))) == Withheld(Reason.NO_APPOINTMENT)
    assert admit_chief(WORKER) == Withheld(Reason.NOT_A_CHIEF)
    assert admit_chief(ADMINISTRATOR) == Withheld(Reason.NOT_A_CHIEF)


@pytest.mark.parametrize(
    "role", [Role.CITY_WELFARE_MANAGER, Role.CITY_WELFARE_CHIEF, Role.COUNCIL_CHIEF]
)
def test_a_programmes_chief_and_its_administrator_register_whom_it_works_with(role: Role) -> None:
    chief = replace(WORKER, role=role, staff=held(role))

    assert isinstance(admit_registrar(chief), Admitted)
    assert isinstance(admit_registrar(ADMINISTRATOR), Admitted)
    assert admit_registrar(replace(chief, context=Context.AUDIT)) == Withheld(
        Reason.NOT_AN_ADMINISTRATOR
    )
    assert admit_registrar(replace(chief, staff=held(Role.WORKER))) == Withheld(
        Reason.NO_APPOINTMENT
    )
    assert admit_registrar(WORKER) == Withheld(Reason.NOT_AN_ADMINISTRATOR)


# Restricted cases (R75).


def restricted_to(*named: UUID, left: bool = False) -> Item:
    return replace(OWN_NOTE, keeping=Keeping(programme=DESK, named=frozenset(named), left=left))


def test_a_restricted_record_is_cleared_for_whom_it_names() -> None:
    item = restricted_to(COUNSELLOR, COLLEAGUE)

    assert clear(item, WORKER) == Cleared(item)


@pytest.mark.parametrize("role", sorted(CASEWORKERS))
def test_a_restricted_record_is_withheld_from_every_role_that_it_does_not_name(role: Role) -> None:
    asker = replace(WORKER, role=role, staff=held(role))

    assert clear(restricted_to(COLLEAGUE), asker) == Withheld(Reason.NOT_NAMED)


@pytest.mark.parametrize("role", sorted(CASEWORKERS))
def test_when_nobody_named_is_left_a_restricted_record_falls_to_the_chiefs_alone(
    role: Role,
) -> None:
    item, asker = restricted_to(COLLEAGUE, left=True), replace(WORKER, role=role, staff=held(role))

    expected = Cleared(item) if role in CHIEFS else Withheld(Reason.NOT_NAMED)

    assert clear(item, asker) == expected


def test_being_named_does_not_open_another_programmes_record() -> None:
    """R33: a prohibition wins."""
    keeping = Keeping(programme=LOANS, named=frozenset({COUNSELLOR}))

    assert clear(replace(OWN_NOTE, keeping=keeping), WORKER) == Withheld(Reason.OTHER_PROGRAMME)


def test_being_named_does_not_stand_in_for_an_appointment() -> None:
    asker = replace(WORKER, staff=Staff())

    assert clear(restricted_to(COUNSELLOR), asker) == Withheld(Reason.NO_APPOINTMENT)

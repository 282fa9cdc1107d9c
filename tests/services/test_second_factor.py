"""Second factor: demanded outside a demonstration, each code once, recovered by two (R75)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from uuid import UUID

import psycopg
import pytest

from events.factor import FactorKind, RecoveryByOnePerson, RecoveryNotAsked
from events.staff import DeactivateStaff, StaffNotActive
from events.values import Role
from services.db import Databases
from services.keys.root import FileRootKey
from services.login_views import LoginRefused
from services.main import System, build
from tests.city import CHEAP, PASSWORD
from tests.promises import census
from tests.services import strict
from tests.services.strict import TENANT, Clock, code, hire, open_strict_town, ticket

LOGIN: Final = "aoki"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def system(databases: Databases, tmp_path: Path, clock: Clock) -> Iterator[System]:
    root = FileRootKey.create(tmp_path / "root-key")
    with build(databases, root, clock=clock, hasher=CHEAP) as built:
        yield built


@pytest.fixture
def programme(system: System) -> UUID:
    return open_strict_town(system)


@pytest.fixture
def aoki(system: System, programme: UUID) -> UUID:
    return hire(system, programme, LOGIN)


def wait_of(system: System, sealed: str, typed: str) -> int:
    """Type a wrong code; return how many seconds the next one has to wait."""
    with pytest.raises(LoginRefused) as refusal:
        system.sessions.confirm(ticket=sealed, code=typed)
    return refusal.value.retry_after


def assurance(system: System, token: str) -> int:
    acting = system.sessions.current(token)
    assert acting is not None
    return acting.assurance


def telephone(system: System, staff: UUID) -> str:
    return system.organisation.enrol(TENANT, staff, FactorKind.TOTP).secret


def test_who_has_no_factor_enrols_a_telephone_at_the_first_log_in(
    system: System, aoki: UUID, clock: Clock
) -> None:
    first, enrolled = ticket(system, LOGIN)
    sealed, offered = system.sessions.offer(ticket=first, kind=FactorKind.TOTP)
    token = system.sessions.enrol(ticket=sealed, code=code(offered.secret, clock()))

    assert not enrolled
    assert offered.address.startswith("otpauth://totp/")
    assert assurance(system, token) == 2
    assert ticket(system, LOGIN)[1]


def test_an_offer_counts_for_nothing_before_its_first_right_code(
    system: System, aoki: UUID, clock: Clock
) -> None:
    sealed, offered = system.sessions.offer(ticket=ticket(system, LOGIN)[0], kind=FactorKind.TOTP)

    with pytest.raises(LoginRefused):
        system.sessions.enrol(ticket=sealed, code="000000-wrong")
    with pytest.raises(LoginRefused):
        system.sessions.confirm(ticket=sealed, code=code(offered.secret, clock()))

    assert not ticket(system, LOGIN)[1]
    assert system.sessions.offered(ticket=sealed) == offered


def test_a_ticket_without_an_offer_enrols_nothing(system: System, aoki: UUID) -> None:
    first, _ = ticket(system, LOGIN)

    with pytest.raises(LoginRefused):
        system.sessions.enrol(ticket=first, code="123456")
    with pytest.raises(LoginRefused):
        system.sessions.offered(ticket=first)


def test_a_factor_is_not_enrolled_over_another(system: System, aoki: UUID, clock: Clock) -> None:
    """Whoever learns the password must not bring a telephone of their own."""
    sealed, offered = system.sessions.offer(ticket=ticket(system, LOGIN)[0], kind=FactorKind.TOTP)
    telephone(system, aoki)

    with pytest.raises(LoginRefused):
        system.sessions.enrol(ticket=sealed, code=code(offered.secret, clock()))
    with pytest.raises(LoginRefused):
        system.sessions.offer(ticket=ticket(system, LOGIN)[0], kind=FactorKind.CODES)


@pytest.mark.parametrize("drift", [-30, 0, 30])
def test_a_code_of_about_now_opens_a_session_of_two_factors(
    system: System, aoki: UUID, clock: Clock, drift: int
) -> None:
    """RFC 6238, 5.2: one step either way for the telephone's clock."""
    secret = telephone(system, aoki)
    clock.pass_by(-drift)
    shown = code(secret, clock())
    clock.pass_by(drift)

    token = system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=shown)

    assert assurance(system, token) == 2


@pytest.mark.parametrize("typed", [" {} {} ", "{}-{}"])
def test_a_code_may_be_typed_in_groups_and_in_wide_digits(
    system: System, aoki: UUID, clock: Clock, typed: str
) -> None:
    shown = code(telephone(system, aoki), clock())
    wide = str.maketrans("0123456789", "０１２３４５６７８９")

    sealed, _ = ticket(system, LOGIN)

    assert system.sessions.confirm(
        ticket=sealed, code=typed.format(shown[:3].translate(wide), shown[3:])
    )


def test_a_code_that_was_used_is_refused_and_so_is_every_older_one(
    system: System, aoki: UUID, clock: Clock
) -> None:
    """RFC 6238, 5.2: the verifier must not accept the second attempt of the OTP."""
    secret = telephone(system, aoki)
    older, shown = code(secret, clock()), ""
    clock.pass_by(30)
    shown = code(secret, clock())

    system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=shown)

    for replayed in (shown, older):
        with pytest.raises(LoginRefused):
            system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=replayed)


def test_a_code_of_two_steps_ago_is_refused(system: System, aoki: UUID, clock: Clock) -> None:
    shown = code(telephone(system, aoki), clock())
    clock.pass_by(60)

    with pytest.raises(LoginRefused):
        system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=shown)


def test_a_printed_sheet_has_ten_codes_and_each_is_good_once(system: System, aoki: UUID) -> None:
    sheet = system.organisation.enrol(TENANT, aoki, FactorKind.CODES).codes

    tokens = [
        system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=each.upper())
        for each in sheet
    ]

    assert len(set(sheet)) == 10
    assert {assurance(system, token) for token in tokens} == {2}
    with pytest.raises(LoginRefused):
        system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=sheet[0])


def test_a_sheet_is_enrolled_at_the_first_log_in_by_one_of_its_codes(
    system: System, aoki: UUID
) -> None:
    sealed, offered = system.sessions.offer(ticket=ticket(system, LOGIN)[0], kind=FactorKind.CODES)

    token = system.sessions.enrol(ticket=sealed, code=offered.codes[3])

    assert assurance(system, token) == 2
    with pytest.raises(LoginRefused):
        system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=offered.codes[3])
    assert system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=offered.codes[0])


def test_wrong_codes_slow_down_whatever_the_password_does(
    system: System, aoki: UUID, clock: Clock
) -> None:
    secret = telephone(system, aoki)

    waits = [wait_of(system, ticket(system, LOGIN)[0], "000000x") for _ in range(5)]
    locked = wait_of(system, ticket(system, LOGIN)[0], code(secret, clock()))

    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4] > 0
    assert locked > 0


def test_a_refused_code_leaves_an_entry_without_what_was_typed(system: System, aoki: UUID) -> None:
    telephone(system, aoki)
    before = system.ledgers.of(TENANT).size()

    wait_of(system, ticket(system, LOGIN)[0], "000000x")

    lines = census.read(system.databases, TENANT).lines[before:]
    assert [line["type"] for line in lines] == ["session.refused"]


@pytest.mark.parametrize("sealed", ["", "none-of-ours", "AAAA" * 30, "あ"])
def test_a_ticket_that_is_none_of_ours_opens_nothing(
    system: System, aoki: UUID, sealed: str
) -> None:
    with pytest.raises(LoginRefused):
        system.sessions.confirm(ticket=sealed, code="123456")


def test_a_ticket_ends_after_ten_minutes(system: System, aoki: UUID, clock: Clock) -> None:
    secret = telephone(system, aoki)
    sealed, _ = ticket(system, LOGIN)
    clock.pass_by(601)

    with pytest.raises(LoginRefused):
        system.sessions.confirm(ticket=sealed, code=code(secret, clock()))


def test_whatever_happens_to_an_account_ends_its_tickets(
    system: System, aoki: UUID, clock: Clock
) -> None:
    """R75: stopped between the two steps."""
    secret = telephone(system, aoki)
    sealed, _ = ticket(system, LOGIN)
    system.organisation.change_staff(TENANT, aoki, DeactivateStaff())

    with pytest.raises(LoginRefused):
        system.sessions.confirm(ticket=sealed, code=code(secret, clock()))


def test_two_administrators_let_an_account_begin_anew(
    system: System, programme: UUID, aoki: UUID, clock: Clock
) -> None:
    chiefs = [hire(system, programme, login, Role.ADMINISTRATOR) for login in ("mori", "hara")]
    secret = telephone(system, aoki)
    token = system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=code(secret, clock()))
    organisation = system.organisation

    organisation.ask_recovery(TENANT, aoki, asked_by=chiefs[0])
    with pytest.raises(RecoveryByOnePerson):
        organisation.approve_recovery(TENANT, aoki, approved_by=chiefs[0])
    password = organisation.approve_recovery(TENANT, aoki, approved_by=chiefs[1])

    assert system.sessions.current(token) is None
    assert ticket(system, LOGIN, password)[1] is False
    with pytest.raises(LoginRefused):
        system.sessions.log_in(login=LOGIN, password=PASSWORD)
    with pytest.raises(RecoveryNotAsked):
        organisation.approve_recovery(TENANT, aoki, approved_by=chiefs[1])
    ended = [line["type"] for line in census.read(system.databases, TENANT).lines][-6:]
    assert "factor.recovery-approved" in ended
    assert "session.ended" in ended


def test_only_an_account_in_use_is_given_a_factor_or_recovered(system: System, aoki: UUID) -> None:
    system.organisation.change_staff(TENANT, aoki, DeactivateStaff())

    with pytest.raises(StaffNotActive):
        telephone(system, aoki)
    with pytest.raises(StaffNotActive):
        system.organisation.ask_recovery(TENANT, aoki, asked_by=strict.STRANGER)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE account.factor a SET sealed = b.sealed FROM account.factor b"
        " WHERE a.staff <> b.staff",
        "UPDATE account.factor SET sealed = decode(repeat('00', 48), 'hex')",
    ],
)
def test_a_factor_put_in_anothers_place_accepts_nothing(
    system: System, programme: UUID, aoki: UUID, clock: Clock, change: str
) -> None:
    """Whoever writes the database, but has no key, makes no telephone their own."""
    mine, theirs = telephone(system, aoki), telephone(system, hire(system, programme, "kondo"))

    with psycopg.connect(system.databases.conninfo("login")) as conn:
        conn.execute(change.encode())

    for secret in (mine, theirs):
        with pytest.raises(LoginRefused):
            system.sessions.confirm(ticket=ticket(system, LOGIN)[0], code=code(secret, clock()))


def test_what_is_stored_shows_neither_a_secret_nor_a_code(system: System, aoki: UUID) -> None:
    """Promise 8."""
    secret = telephone(system, aoki)
    sheet = system.organisation.enrol(TENANT, aoki, FactorKind.CODES).codes

    with psycopg.connect(system.databases.conninfo("login")) as conn:
        rows = conn.execute("SELECT f::text FROM account.factor f").fetchall()
        rows += conn.execute("SELECT c::text FROM account.code c").fetchall()

    stored = " ".join(row[0] for row in rows)
    assert len(rows) == 12
    assert strict.hexadecimal(secret) not in stored
    assert not [each for each in sheet if each.replace("-", "").encode().hex() in stored]

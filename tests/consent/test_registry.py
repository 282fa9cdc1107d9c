"""Registry of legal bases (根拠法令台帳): each record cites the law of its own day (R1–R4)."""

from datetime import date

import pytest

from consent.registry import (
    Asks,
    BasisVersion,
    Bound,
    Conference,
    Host,
    NotCitable,
    Notice,
    NoticeKind,
    Penalty,
    Registry,
    RequestPower,
    Secrecy,
    Strength,
)
from consent.registry_reading import read_registry
from services.policy_file import REGISTRY_FILE, registry_from

pytestmark = pytest.mark.pure

REGISTRY = registry_from()
TEXT = REGISTRY_FILE.read_text("utf-8")

CONFERENCES = {
    "SKK-9", "SFH-106-6", "SFH-106-3-2", "SHG-27-3", "JFH-25-2", "KHH-115-48", "SSH-89-3",
    "KKT-15", "KWH-19", "KJH-15", "DVH-5-2", "SAH-11-3", "JSN-81",
}  # fmt: skip
PROVISIONS = {
    "within_purpose", "by_law", "consent", "to_subject", "internal_reasonable",
    "other_public_body", "clear_benefit", "special_reason", "statistics_research",
    "vital_interest", "child_or_public_health", "cooperate_public_duty", "entrustment", "joint_use",
}  # fmt: skip


def cited(basis: str, on: date) -> BasisVersion:
    found = REGISTRY.cite(basis, on)
    assert isinstance(found, BasisVersion)
    return found


def conference(basis: str, on: date) -> Conference:
    found = cited(basis, on).conference
    assert found is not None
    return found


def secrecy(basis: str, on: date) -> str:
    found = conference(basis, on).secrecy
    assert found is not None
    return found.citation


def test_all_thirteen_conferences_and_all_provisions_of_the_privacy_act_are_there() -> None:
    kinds = {name: versions[0].conference is None for name, versions in REGISTRY.bases.items()}

    assert {name for name, provision in kinds.items() if not provision} == CONFERENCES
    assert {name for name, provision in kinds.items() if provision} == PROVISIONS


def test_the_registry_is_named_by_its_hash() -> None:
    other = read_registry(TEXT.replace("拘禁刑", "禁錮刑"))

    assert len(REGISTRY.version) == 64
    assert read_registry(TEXT) == REGISTRY
    assert other.version != REGISTRY.version


@pytest.mark.parametrize(
    ("basis", "on", "paragraph"),
    [
        ("SKK-9", date(2018, 10, 1), "第9条第5項"),
        ("SKK-9", date(2024, 6, 3), "第9条第5項"),
        ("SKK-9", date(2025, 3, 31), "第9条第5項"),
        ("SKK-9", date(2025, 4, 1), "第9条第6項"),
        ("SKK-9", date(2025, 4, 2), "第9条第6項"),
        ("SKK-9", date(2027, 4, 1), "第9条第6項"),
        ("SFH-106-6", date(2027, 3, 31), "第106条の6第6項"),
        ("SFH-106-3-2", date(2027, 4, 1), "第106条の3の2第6項"),
    ],
)
def test_r2_the_secrecy_paragraph_is_the_one_of_the_day(
    basis: str, on: date, paragraph: str
) -> None:
    assert secrecy(basis, on) == paragraph


@pytest.mark.parametrize(
    ("basis", "on", "why"),
    [
        ("SKK-9", date(2018, 9, 30), NotCitable.BASIS_NOT_IN_FORCE),
        ("SFH-106-6", date(2027, 4, 1), NotCitable.BASIS_NOT_IN_FORCE),
        ("SFH-106-3-2", date(2027, 3, 31), NotCitable.BASIS_NOT_IN_FORCE),
        ("SHG-27-3", date(2025, 3, 31), NotCitable.BASIS_NOT_IN_FORCE),
        ("consent", date(2023, 3, 31), NotCitable.BASIS_NOT_IN_FORCE),
        ("JFH-25-2", date(2025, 5, 31), NotCitable.BASIS_UNVERIFIED),
        ("SFH-106-6", date(2025, 3, 31), NotCitable.BASIS_UNVERIFIED),
        ("SKK-10", date(2026, 1, 1), NotCitable.BASIS_UNKNOWN),
    ],
)
def test_r1_a_basis_is_cited_only_while_it_is_in_force_and_read(
    basis: str, on: date, why: NotCitable
) -> None:
    assert REGISTRY.cite(basis, on) is why


def test_what_nobody_verified_is_cited_only_once_the_city_has_confirmed_that_very_text() -> None:
    today = date(2026, 11, 23)
    unverified = {
        name for name in CONFERENCES if REGISTRY.cite(name, today) is NotCitable.BASIS_UNVERIFIED
    }
    text = REGISTRY.bases["KJH-15"][0]

    assert unverified == {"KHH-115-48", "SSH-89-3", "KJH-15", "DVH-5-2", "SAH-11-3", "JSN-81"}
    assert REGISTRY.cite("KJH-15", today, confirmed={text.digest}) == text
    assert REGISTRY.cite("DVH-5-2", today, confirmed={text.digest}) is NotCitable.BASIS_UNVERIFIED


def test_every_text_has_its_own_digest() -> None:
    digests = [one.digest for versions in REGISTRY.bases.values() for one in versions]

    assert len(set(digests)) == len(digests)


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2025, 5, 31), "1年以下の懲役又は100万円以下の罰金"),
        (date(2025, 6, 1), "1年以下の拘禁刑又は100万円以下の罰金"),
    ],
)
def test_imprisonment_is_called_as_on_the_day(on: date, text: str) -> None:
    penalty = conference("SKK-9", on).penalty

    assert penalty is not None
    assert REGISTRY.penalty_text(penalty, on) == text
    assert REGISTRY.term(date(1950, 1, 1)) == "懲役"


def test_a_conference_says_who_hosts_asks_is_bound_and_must_give_notice() -> None:
    assert conference("JFH-25-2", date(2026, 4, 1)) == Conference(
        hosts=(Host("地方公共団体", Strength.MUST_ENDEAVOUR),),
        subject="要保護児童・要支援児童とその保護者、特定妊婦",
        condition=None,
        request=RequestPower(
            citation="第25条の3第1項",
            asks=Asks.ANY,
            answer_citation="第25条の3第2項",
            answer_strength=Strength.MUST_ENDEAVOUR,
        ),
        secrecy=Secrecy("第25条の5", just_cause=True),
        bound=Bound.MEMBER_KINDS,
        penalty=Penalty(citation="第61条の3", years=1, yen=500_000),
        notice=Notice(NoticeKind.PUBLIC_NOTICE, "第25条の2第3項"),
    )


def test_the_support_conference_became_a_duty_of_effort() -> None:
    strengths = [
        conference("SKK-9", on).hosts[0].strength for on in (date(2025, 3, 31), date(2025, 4, 1))
    ]

    assert strengths == [Strength.MAY, Strength.SHALL_ENDEAVOUR]
    assert [one.amended_by for one in REGISTRY.bases["SKK-9"]] == [
        "平成30年法律第44号",
        "令和6年法律第21号",
        "令和8年法律第51号",
    ]


def test_conferences_of_members_only_are_told_from_the_others() -> None:
    members_only = {
        name
        for name in CONFERENCES
        if (details := REGISTRY.bases[name][-1].conference)
        and details.request
        and details.request.asks is Asks.MEMBERS
    }

    assert members_only == {"KKT-15", "KWH-19", "SAH-11-3"}


def test_a_provision_says_when_harm_is_checked_and_when_an_approver_is_needed() -> None:
    checks = {
        name: (one.harm_check, one.reason_and_approver)
        for name in PROVISIONS
        if (one := REGISTRY.bases[name][0].provision)
    }

    assert {name for name, (harm, _) in checks.items() if harm} == {
        "consent", "to_subject", "internal_reasonable", "other_public_body", "clear_benefit",
        "special_reason", "statistics_research",
    }  # fmt: skip
    assert {name for name, (_, approver) in checks.items() if approver} == {
        "internal_reasonable", "other_public_body", "clear_benefit", "special_reason",
        "statistics_research", "vital_interest", "child_or_public_health", "cooperate_public_duty",
    }  # fmt: skip


def test_an_empty_registry_knows_no_basis() -> None:
    empty = Registry(version="", bases={}, terms=REGISTRY.terms)

    assert empty.cite("SKK-9", date(2026, 1, 1)) is NotCitable.BASIS_UNKNOWN

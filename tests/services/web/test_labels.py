"""表示名: every code that a page shows has its Japanese words."""

import re
from enum import StrEnum
from typing import Final

import pytest

from events import access, case, values
from events.base import Event, clear_fields, personal_fields
from events.catalogue import BY_TOPIC, OF_A_CASE
from services.web import labels
from services.web.labels import LISTS, label, label_of, title_of

pytestmark = pytest.mark.pure

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")
SHOWN = [
    kind
    for kind in vars(values).values()
    if isinstance(kind, type)
    and issubclass(kind, StrEnum)
    and kind not in {StrEnum, values.Category, values.AgencyKind}
]
"""Categories and kinds of agency are decided on, and not shown on any page yet."""

NAMELESS: Final = {
    "case_id",
    "person_id",
    "programme",
    "corrects",
    "record",
    "settles",
    "teller_id",
    "interpreter_id",
    "form",
}
"""Ids that no page shows."""


@pytest.mark.parametrize("kind", [*SHOWN, access.Surface])
def test_every_code_of_a_list_has_japanese_words_of_its_own(kind: type[StrEnum]) -> None:
    words = [label(code) for code in kind]

    assert all(JAPANESE.search(word) for word in words)
    assert len(set(words)) == len(words)


def test_codes_that_are_spelt_alike_keep_the_words_of_their_list() -> None:
    assert label(values.ClosingReason.OWN_WISH) == "本人希望"
    assert label(values.Topic.OTHER) == "その他"
    assert label(values.Context.SYSTEM) == label(values.Role.SYSTEM) == "システム"
    assert set(SHOWN) <= LISTS


def test_a_stored_code_of_a_later_release_is_shown_as_it_is() -> None:
    assert label_of(values.Purpose, "AUDIT") == "監査"
    assert label_of(values.Purpose, "SOMETHING_NEW") == "SOMETHING_NEW"


def test_the_topics_bear_the_official_words_in_the_official_order() -> None:
    """law.md §10.4, 相談受付・申込票."""
    assert [label(topic) for topic in values.Topic] == [
        "病気や健康、障害",
        "住まい",
        "収入・生活費",
        "家賃やローンの支払い",
        "税金や公共料金等の支払い",
        "債務",
        "仕事探し、就職",
        "仕事上の不安やトラブル",
        "地域との関係",
        "家族との関係",
        "子育て",
        "介護",
        "ひきこもり・不登校",
        "DV・虐待",
        "食べるものがない",
        "その他",
    ]


def test_a_correction_bears_the_title_of_the_record_it_stands_for() -> None:
    """R71."""
    assert title_of(case.ProgressCorrected.TOPIC) == title_of(case.ProgressRecorded.TOPIC)
    assert title_of(case.ConsultationCorrected.TOPIC) == title_of(case.ConsultationReceived.TOPIC)
    assert all(JAPANESE.search(title_of(topic)) for topic in BY_TOPIC)


@pytest.mark.parametrize("kind", sorted(OF_A_CASE, key=str))
def test_every_record_of_a_case_has_something_to_clear_and_words_for_what_it_shows(
    kind: type[Event],
) -> None:
    """Decision 0020."""
    elsewhere = labels.BESIDE if kind.TOPIC in labels.SLIPS else labels.UNMARKED
    shown = {*personal_fields(kind), *clear_fields(kind)} - NAMELESS - elsewhere

    assert personal_fields(kind)
    assert [field for field in sorted(shown) if labels.field_name(kind.TOPIC, field) == field] == []

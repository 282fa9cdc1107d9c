"""用紙: what is typed into a form, read into values."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.values import ClosingReason, SupportMethod, Topic
from services.case_forms import Closing, NewProgress, ProgressCorrection, SlipCorrection
from services.web import dates, forms
from services.web.posted import FormRefused, Posted
from services.web.search import asked
from tests.services.web import samples

pytestmark = pytest.mark.pure


def sent(**typed: str | list[str]) -> Posted:
    return Posted(
        tuple(
            (field, value)
            for field, given in typed.items()
            for value in ([given] if isinstance(given, str) else given)
        )
    )


def slip(**changed: str | list[str]) -> Posted:
    return sent(**{**samples.SLIP_FORM, **changed})


def refused(posted: Posted) -> list[str]:
    with pytest.raises(FormRefused) as refusal:
        forms.consultation(posted)
    return list(refusal.value.fields)


def test_a_full_slip_is_read_as_typed_with_its_birth_date_as_a_date() -> None:
    assert forms.consultation(slip()) == replace(
        samples.CONSULTATION, own_words="昨日から何も食べていない。"
    )


def test_an_empty_slip_names_each_thing_that_is_missing_in_the_order_of_the_form() -> None:
    assert refused(Posted()) == ["name", "caller", "route", "topics", "urgency", "sharing"]


def test_not_having_asked_for_the_name_is_an_answer() -> None:
    assert forms.consultation(slip(name=" ", unnamed="yes")).name == " "
    assert refused(slip(name="")) == ["name"]
    assert refused(slip(unnamed="yes")) == ["name"]


@pytest.mark.parametrize("typed", ["昭和22年", "70代", "昭和22年2月30日"])
def test_a_birth_date_that_cannot_be_read_is_asked_for_again(typed: str) -> None:
    assert refused(slip(born=typed)) == ["born"]


def test_nobody_is_born_tomorrow() -> None:
    tomorrow = dates.today() + timedelta(days=1)

    assert refused(slip(born=tomorrow.isoformat())) == ["born"]


def test_a_birth_date_that_was_not_told_stays_empty() -> None:
    assert forms.consultation(slip(born=" ")).born == ""


def test_one_topic_alone_is_the_most_troubling_one() -> None:
    """On the paper form, too, a single tick needs no ◎."""
    read = forms.consultation(slip(topics="debt", main_topic=""))

    assert (read.topics, read.main_topic) == ((Topic.DEBT,), Topic.DEBT)


def test_a_topic_marked_as_the_most_troubling_counts_as_ticked() -> None:
    read = forms.consultation(slip(topics=["no_food", "debt"], main_topic="care"))

    assert (read.topics, read.main_topic) == ((Topic.DEBT, Topic.CARE, Topic.NO_FOOD), Topic.CARE)


@pytest.mark.parametrize("main", ["", "nonsense"])
def test_of_several_topics_one_has_to_be_the_most_troubling(main: str) -> None:
    assert refused(slip(main_topic=main)) == ["main_topic"]


def test_a_code_that_is_in_no_list_is_no_answer() -> None:
    assert refused(slip(route="by-boat", topics="nonsense", main_topic="")) == ["route", "topics"]


def test_a_progress_record_has_a_method_and_words() -> None:
    assert forms.progress(sent(method="phone", text=" 電話した ")) == NewProgress(
        method=SupportMethod.PHONE, text=" 電話した "
    )
    with pytest.raises(FormRefused) as refusal:
        forms.progress(sent(text=" \n"))
    assert list(refusal.value.fields) == ["method", "text"]


def test_a_correction_says_why() -> None:
    """R71."""
    assert forms.progress_correction(
        sent(method="phone", text="正しい内容", reason="聞き違い")
    ) == ProgressCorrection(method=SupportMethod.PHONE, text="正しい内容", reason="聞き違い")
    with pytest.raises(FormRefused) as of_progress:
        forms.progress_correction(sent(method="phone", text="正しい内容", reason=" "))
    with pytest.raises(FormRefused) as of_slip:
        forms.slip_correction(sent(own_words="正しい言葉"))
    assert list(of_progress.value.fields) == list(of_slip.value.fields) == ["reason"]


def test_a_slip_may_be_corrected_to_nothing() -> None:
    assert forms.slip_correction(sent(reason="別の人の言葉だった")) == SlipCorrection(
        own_words="", wishes="", reason="別の人の言葉だった"
    )


def test_a_closing_has_a_reason_and_a_date_that_is_not_ahead() -> None:
    today = dates.today()

    assert forms.closing(
        sent(reason="handover", closed_on=dates.in_era(today), summary="引き継いだ")
    ) == Closing(reason=ClosingReason.HANDOVER, closed_on=today, summary="引き継いだ")
    for wrong in ("", "いつか", (today + timedelta(days=1)).isoformat()):
        with pytest.raises(FormRefused) as refusal:
            forms.closing(sent(reason="handover", closed_on=wrong))
        assert list(refusal.value.fields) == ["closed_on"]


def test_a_search_has_words_and_a_reason() -> None:
    """R76: the reason is chosen with one key, written, or both."""
    assert asked(sent(words="髙橋", reason="再相談")) == ("髙橋", "再相談")
    assert asked(sent(words="髙橋", preset="cover")) == ("髙橋", "担当者の不在の代わり")
    assert asked(sent(words="髙橋", preset="here_now", reason="妻の件")) == (
        "髙橋",
        "いま来所・電話中：妻の件",
    )
    with pytest.raises(FormRefused) as refusal:
        asked(sent(words=" ", reason="", preset="nonsense"))
    assert list(refusal.value.fields) == ["words", "reason"]

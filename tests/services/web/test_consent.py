"""同意の画面: what a person says about sharing, from the desk of their own programme (R23-R32)."""

import re
from datetime import timedelta
from typing import Any, Final

import pytest

from services.web import dates
from tests.city import TENANT
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER, Browser, House

OTHER_NAME: Final = "髙橋 修"


def today(days: int = 0) -> str:
    return dates.in_era(dates.today() + timedelta(days=days))


def sent(browser: Browser, path: str, typed: dict[str, Any], at: str = "") -> str:
    """Open a form, send it, and return the page that follows."""
    assert browser.get(at or path).status_code == 200
    answer = browser.post(path, typed)
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text


def given(browser: Browser, case: str, **typed: str) -> str:
    """Take the national form's consent, signed today, and return the page."""
    whole = {"answer": "given", "means": "signature", "said_on": today(), **typed}
    return sent(browser, f"/cases/{case}/consent", whole)


def standing(page: str) -> str:
    """Return what the page says of the newest will, in a word."""
    return re.findall(r'<h2 id="now">いま　<span class="quiet">([^<]*)</span>', page)[0]


def about(page: str, what: str) -> str:
    """Return the address of the first form of a kind on a page."""
    return re.findall(rf'href="(/cases/\w+/consent/{what}\?record=[\w-]+)"', page)[0]


def places(page: str, field: str) -> dict[str, str]:
    """Return the aliases that a form offers, by name."""
    offered = re.findall(
        rf'name="{field}" value="([^"]+)"[^>]*>\s*<label[^>]*>([^<]+)</label>', page
    )
    return {name: alias for alias, name in offered}


def test_one_press_takes_the_whole_national_consent(house: House) -> None:
    """R24, R25: text and version, giver, means, purposes, kinds of information, meetings."""
    case, browser = house.take(), house.browser(COUNSELLOR)

    before = browser.get(f"/cases/{case}/consent").text
    page = given(browser, case)

    assert standing(before) == "まだ聞いていない"
    assert standing(page) == "同意あり"
    for told in (
        "個人情報の取扱いについて（相談受付・申込票） 標準 第1版",
        "別表の機関のうち、必要なところ",
        "支援の提供・関係機関との連絡調整",
        "その他（生活歴・抱えている課題など）",
        "個別ケース検討会議",
        "佐藤 美咲",
    ):
        assert told in page


def test_a_signed_paper_may_follow_and_ends_nothing_when_it_is_late(house: House) -> None:
    """R24: in force from the signature."""
    case, browser = house.take(), house.browser(COUNSELLOR)

    page = given(browser, case, scan_due=today())
    done = sent(
        browser,
        f"/cases/{case}/consent/paper",
        {"words": "書庫3段目"},
        about(page, "paper"),
    )

    assert standing(page) == "同意あり"
    assert "同意書の到着を待っています" in page
    assert "同意書の到着を待っています" not in done
    assert "書庫3段目" in done


def test_who_says_no_is_asked_nothing_more_and_an_older_consent_ends(house: House) -> None:
    """R24, R28: the newest will counts."""
    case, browser = house.take(), house.browser(COUNSELLOR)

    given(browser, case)
    page = given(browser, case, answer="refused", words="近所に知られたくない。")

    assert standing(page) == "同意しない"
    assert "あとの意思に代わった" in page
    assert "近所に知られたくない。" in page


def test_whoever_has_not_answered_has_said_nothing(house: House) -> None:
    """R24."""
    case, browser = house.take(), house.browser(COUNSELLOR)

    assert standing(given(browser, case, answer="asked")) == "返事はまだ"


def test_a_withdrawal_holds_at_once_and_nothing_takes_its_place(house: House) -> None:
    """R27, R28."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    page = given(browser, case)
    page = given(browser, case)

    gone = sent(
        browser,
        f"/cases/{case}/consent/withdrawal",
        {"scope": "whole", "effective": today()},
        about(page, "withdrawal"),
    )

    assert standing(gone) == "撤回"
    assert "あとの意思に代わった" in gone


def test_a_withdrawal_towards_one_recipient_or_for_one_purpose_leaves_the_rest(
    house: House,
) -> None:
    """R27."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    page = given(browser, case)
    at = about(page, "withdrawal")
    offered = places(browser.get(at).text, "recipients")

    page = sent(
        browser,
        f"/cases/{case}/consent/withdrawal",
        {
            "scope": "part",
            "recipients": offered["さくら市地域福祉課"],
            "purposes": "apply",
            "effective": today(),
        },
        at,
    )

    assert standing(page) == "同意あり"
    assert "取りやめた相手：さくら市地域福祉課" in page
    assert "取りやめた目的：事業利用・プランの申込" in page


def test_a_consent_names_whom_it_reaches_and_can_be_gone_on_with(house: House) -> None:
    """R24, R25: terms are frozen; what follows is a consent of its own."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}/consent/limited"
    offered = places(browser.get(at).text, "recipients")
    limited = {
        "means": "oral_recorded",
        "said_on": today(),
        "last": today(20),
        "reach": "named",
        "recipients": [offered["生活福祉資金貸付（さくら市社会福祉協議会）"]],
        "purposes": ["consult"],
        "subjects": ["basic", "economic"],
        "partly": "yes",
    }

    page = sent(browser, at, limited)
    again = about(page, "limited")
    form = browser.get(again).text
    renewed = sent(browser, at, {**limited, "last": today(400)}, again)

    assert "生活福祉資金貸付（さくら市社会福祉協議会）" in page
    assert "どの会議も含まない" in page
    assert "あと20日で終わります" in page
    assert "30日を切りました" in page
    assert re.search(r'name="purposes" value="consult" checked', form)
    assert not re.search(r'name="purposes" value="apply" checked', form)
    assert "日で終わります" not in renewed
    assert "あとの意思に代わった" in renewed


def test_a_dispute_suspends_a_consent_until_it_is_settled(house: House) -> None:
    """R24."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    page = given(browser, case)
    words = {"words": "本人は署名していないと言う。"}

    disputed = sent(browser, f"/cases/{case}/consent/dispute", words, about(page, "dispute"))
    at = about(disputed, "settlement")
    settled = sent(browser, f"/cases/{case}/consent/settlement", {"words": "確かめた。"}, at)

    assert standing(disputed) == "疑義あり"
    assert standing(settled) == "同意あり"


def test_an_exclusion_outlives_every_consent_until_it_is_lifted(house: House) -> None:
    """R25."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}/consent/exclusion"
    offered = places(browser.get(at).text, "recipient")
    typed = {"recipient": offered["さくら市地域福祉課"], "effective": today()}

    sent(browser, at, typed)
    page = given(browser, case)
    twice = (browser.get(at), browser.post(at, typed))[1]
    lifted = sent(
        browser, f"/cases/{case}/consent/lifting", {"words": "もうよい。"}, about(page, "lifting")
    )

    excluded = page.partition('<h2 id="excluded">')[2].partition("</section>")[0]
    assert "さくら市地域福祉課" in excluded
    assert twice.status_code == 409
    assert (
        "さくら市地域福祉課" not in lifted.partition('<h2 id="excluded">')[2].split("</section>")[0]
    )


def test_why_nobody_can_be_asked_is_no_consent(house: House) -> None:
    """R24."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    why = {"why": "unsafe_to_ask", "first": today(), "words": "夫がいつも電話に出る。"}

    page = sent(browser, f"/cases/{case}/consent/unasked", why)

    assert standing(page) == "求められない"
    assert "尋ねると危険がある" in page
    assert "夫がいつも電話に出る。" in page


REPRESENTATIVE: Final = {
    "name": "山田 弁護士",
    "capacity": "adult_guardian",
    "proof": "guardianship_certificate",
    "first": "R6.4.1",
    "scope": "財産の管理",
}


def test_a_representative_consents_until_they_stand_against_the_person(house: House) -> None:
    """R24, R32: what rested on it stops at once."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}/consent"

    page = sent(browser, f"{at}/representative", REPRESENTATIVE)
    (who,) = [one for name, one in places(page, "giver").items() if "山田" in name]
    page = given(browser, case, giver=who)
    against = {"words": "通帳を渡さないと本人が言う。"}
    marked = sent(browser, f"{at}/conflict", against, about(page, "conflict"))
    back = sent(
        browser, f"{at}/no-conflict", {"words": "別の人だった。"}, about(marked, "no-conflict")
    )
    over = sent(
        browser,
        f"{at}/authority-end",
        {"last_day": today(-1), "words": "辞任した。"},
        about(back, "authority-end"),
    )

    assert standing(page) == "同意あり"
    assert "山田 弁護士（成年後見人等）" in page
    assert standing(marked) == "根拠にならない"
    assert "山田 弁護士" not in places(marked, "giver")
    assert standing(back) == "同意あり"
    assert "期間外" in over


def test_the_other_party_does_not_speak_for_the_person(house: House) -> None:
    """R32, R54: whoever is recorded as 相手方, also under a part of their name."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}/consent"
    protection = f"/cases/{case}/person/protection/other-party"
    before = sent(browser, f"{at}/representative", {**REPRESENTATIVE, "name": OTHER_NAME})
    (who,) = places(before, "giver").values()

    sent(browser, protection, {"name": "高橋修", "relation": "夫"})
    page = browser.get(at).text
    refused = browser.post(
        at, {"answer": "given", "means": "signature", "said_on": today(), "giver": who}
    )
    later = sent(browser, f"{at}/representative", {**REPRESENTATIVE, "name": "髙橋　修"})

    assert "相手方と同じ氏名" in page
    assert refused.status_code == 422
    assert "その日に代理権を確認できている人ではありません" in refused.text
    assert "相手方として記録されている人と同じ氏名のため、代理人として扱わない。" in later


def test_a_child_is_warned_about_before_the_day_from_which_a_guardian_consents(
    house: House,
) -> None:
    """R31."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    born = dates.today().replace(day=1) - timedelta(days=365 * 10)
    sheet = {"name": "髙橋 空", "born": dates.in_era(born), "reason": "本人票の誤り"}
    sent(browser, f"/cases/{case}/person/correction", sheet)

    page = given(browser, case)

    assert ("16歳未満" in page) or standing(page) == "根拠にならない"


def test_saving_about_the_person_goes_on_after_a_consent(house: House) -> None:
    """A consent stands in the person's own stream, of which a form has to know the state."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    given(browser, case)

    page = sent(browser, f"/cases/{case}/person/safe-contact", {"sender": "personal_name"})

    assert "安全な連絡方法を保存しました。" in page


def test_what_stands_to_protect_the_person_is_said_before_they_are_asked(house: House) -> None:
    """R53, R57."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    sent(
        browser,
        f"/cases/{case}/person/safe-contact",
        {"sender": "personal_name", "never": "自宅の固定電話"},
    )

    assert "自宅の固定電話" in browser.get(f"/cases/{case}/consent").text


@pytest.mark.parametrize(
    ("what", "typed", "field"),
    [
        ("", {"answer": "given", "means": "signature", "said_on": "そのうち"}, "said_on"),
        ("", {"answer": "given", "means": "", "said_on": "R6.4.1"}, "means"),
        ("", {"answer": "", "means": "signature", "said_on": "R6.4.1"}, "answer"),
        ("", {"answer": "given", "words": "1234-5678-9018"}, "words"),
        ("/limited", {"reach": "named", "purposes": "consult", "subjects": "basic"}, "recipients"),
        ("/limited", {"reach": "class", "purposes": "", "subjects": ""}, "purposes"),
        ("/unasked", {"why": "", "words": ""}, "why"),
        ("/withdrawal", {"scope": ""}, "scope"),
        ("/withdrawal", {"scope": "part"}, "recipients"),
        ("/exclusion", {"recipient": ""}, "recipient"),
        ("/representative", {"name": "", "scope": ""}, "name"),
        ("/dispute", {"words": ""}, "words"),
        ("/authority-end", {"last_day": "", "words": ""}, "last_day"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    house: House, what: str, typed: dict[str, str], field: str
) -> None:
    """R77 among them."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    path = f"/cases/{case}/consent{what}"
    browser.get(path)

    answer = browser.post(path, {"means": "signature", "said_on": today(), **typed})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert standing(browser.get(f"/cases/{case}/consent").text) == "まだ聞いていない"


def test_a_form_sent_twice_is_one_record(house: House) -> None:
    case, browser = house.take(), house.browser(COUNSELLOR)
    path = f"/cases/{case}/consent/representative"
    browser.get(path)
    form = browser.page

    first = browser.post(path, REPRESENTATIVE)
    browser.page = form
    second = browser.post(path, REPRESENTATIVE)

    assert (first.status_code, second.status_code) == (303, 303)
    assert browser.get(f"/cases/{case}/consent").text.count("財産の管理</b>") == 1


def test_whoever_did_not_see_what_a_colleague_wrote_looks_again(house: House) -> None:
    case, browser, other = house.take(), house.browser(COUNSELLOR), house.browser(COLLEAGUE)
    path = f"/cases/{case}/consent"
    browser.get(path)
    given(other, case, answer="refused")

    stale = browser.post(path, {"answer": "given", "means": "signature", "said_on": today()})
    again = browser.post(path, {"answer": "given", "means": "signature", "said_on": today()})

    assert stale.status_code == 409
    assert standing(stale.text) == "同意しない"
    assert again.status_code == 303


def test_a_colleague_of_another_programme_finds_nothing(house: House) -> None:
    """R33: the same answer as for a case that there is not."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    page = given(browser, case)
    lender = house.browser(LENDER)
    hidden = browser.hidden(f"/cases/{case}/consent")

    answers = [
        lender.client.get(f"/cases/{case}/consent"),
        lender.client.get(about(page, "withdrawal")),
        lender.client.get(re.findall(r'href="(/cases/\w+/consent/print\?[^"]+)"', page)[0]),
        lender.client.post(
            f"/cases/{case}/consent", data={**hidden, "answer": "refused", "said_on": today()}
        ),
        lender.client.get("/cases/zzzzzzzzzz/consent"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(r"\s+", " ", answer.text) for answer in answers[:3]}) == 1
    assert standing(browser.get(f"/cases/{case}/consent").text) == "同意あり"


def test_the_consent_of_another_person_is_not_withdrawn_here(house: House) -> None:
    """R23: consent belongs to one person; crossed paths find nothing."""
    mine, browser = house.take(), house.browser(COUNSELLOR)
    given(browser, mine)
    other = house.take()
    record = about(given(browser, other), "withdrawal").partition("=")[2]
    path = f"/cases/{mine}/consent/withdrawal"
    browser.get(f"{path}?record={record}")

    answer = browser.post(path, {"scope": "whole", "effective": today()})

    assert answer.status_code == 404
    assert standing(browser.get(f"/cases/{other}/consent").text) == "同意あり"


def test_the_paper_bears_the_text_that_was_explained(house: House) -> None:
    """R24: word for word, with its 別表; what staff wrote down beside it stays here."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    page = browser.get(f"/cases/{case}/consent").text
    blank = browser.get(re.findall(r'href="(/cases/\w+/consent/print\?text=[^"]+)"', page)[0]).text
    record = about(given(browser, case, words="泣きながら話した。"), "print")

    signed = browser.get(record).text

    for paper in (blank, signed):
        assert "同意しなくても、相談は続けられます。" in paper
        assert "地域包括支援センター" in paper
        assert "標準 第1版" in paper
    assert "同意した内容" in signed
    assert "泣きながら話した。" not in signed
    assert browser.get(f"/cases/{case}/consent/print?text=nothing").status_code == 404


@pytest.mark.parametrize(
    ("days", "group", "words"),
    [
        (50, "返事待ち", "同意の期限まで60日を切りました。"),
        (20, "今日", "同意の期限まで30日を切りました。"),
    ],
)
def test_the_end_of_a_consent_is_told_60_and_30_days_ahead_until_it_is_gone_on_with(
    fresh_house: House, days: int, group: str, words: str
) -> None:
    case, browser = fresh_house.take(), fresh_house.browser(COUNSELLOR)

    given(browser, case, last=today(days), scan_due="")
    told = browser.get("/").text
    given(browser, case, last=today(400), scan_due="")
    after = browser.get("/").text

    assert words in told
    assert group in told
    assert "同意の期限" not in after


def test_what_ended_and_what_is_late_stays_until_somebody_sees_to_it(fresh_house: House) -> None:
    """R24; an end is no withdrawal, and a paper ends nothing."""
    case, browser = fresh_house.take(), fresh_house.browser(COUNSELLOR)

    page = given(browser, case, last=today(), scan_due=today())
    told = browser.get("/").text
    arrived = {"words": "書庫3段目"}
    sent(browser, f"/cases/{case}/consent/paper", arrived, about(page, "paper"))
    filed = browser.get("/").text
    browser.get(f"/cases/{case}/consent")
    whole = {"scope": "whole", "effective": today()}
    sent(browser, f"/cases/{case}/consent/withdrawal", whole, about(page, "withdrawal"))
    gone = browser.get("/").text

    assert "署名した同意書の写しを入れる。" in told
    assert "同意の期限まで30日を切りました。" in told
    assert "署名した同意書の写しを入れる。" not in filed
    assert "同意の期限まで30日を切りました。" in filed
    assert "同意の期限" not in gone


def test_a_consent_of_somebody_restricted_is_told_to_who_may_know_of_them(
    fresh_house: House,
) -> None:
    """R75: neither its page nor its day."""
    case, browser = fresh_house.take(), fresh_house.browser(COUNSELLOR)
    colleague = fresh_house.browser(COLLEAGUE)
    given(browser, case, last=today(20))
    before = colleague.get("/").text
    offered = places(browser.get(f"/cases/{case}/assignment").text, "named")
    named = [one for name, one in offered.items() if "佐藤" in name]
    typed = {"named": named, "reason": "protection"}
    assert browser.post(f"/cases/{case}/assignment/restriction", typed).status_code == 303

    after = colleague.get("/").text

    assert "同意の期限" in before
    assert "同意の期限" not in after
    assert colleague.get(f"/cases/{case}/consent").status_code == 404
    assert colleague.get(f"/cases/{case}/consent/limited").status_code == 404
    assert "同意の期限" in browser.get("/").text


def test_what_was_said_in_words_goes_when_it_is_erased(
    house: House,
) -> None:
    """R70."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    given(browser, case, words="姉には話してよい。")

    house.erase(case)
    page = browser.get(f"/cases/{case}/consent").text

    assert "姉には話してよい。" not in page
    assert standing(page) == "同意あり"
    assert "この内容は消去されました" in page
    assert TENANT not in page

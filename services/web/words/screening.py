"""Words of the screening (振り分け)."""

from typing import Final

from events.screening import (
    FollowUpBeforeDecision,
    FollowUpDayMissing,
    PromoterAlreadyAsked,
    PromoterAnswer,
    PromoterAsked,
    PromoterNotAsked,
    ScreeningDecided,
    ScreeningNotOfSlip,
    ScreeningResult,
)
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        ScreeningResult: {
            ScreeningResult.INFORMATION_ONLY: "情報提供や相談対応のみで終了",
            ScreeningResult.REFER: "他の制度・専門機関につなぐ",
            ScreeningResult.SEEKING_CONSENT: "同意はまだだが、働きかけを続ける",
            ScreeningResult.CONTINUE: "継続支援（プラン策定へ）",
            ScreeningResult.INTERRUPTED: "判断前に中断・終了",
        },
        PromoterAnswer: {
            PromoterAnswer.LEADS: "中心になって進める",
            PromoterAnswer.ADVISES: "助言する",
            PromoterAnswer.RETURNED: "窓口に戻す",
        },
    },
    fields={
        (ScreeningDecided.TOPIC, "decided_on"): "決めた日",
        (ScreeningDecided.TOPIC, "result"): "結果",
        (ScreeningDecided.TOPIC, "due"): "次の期限",
        (ScreeningDecided.TOPIC, "text"): "判断の理由",
        (PromoterAsked.TOPIC, "due"): "返事の期限",
        (PromoterAsked.TOPIC, "text"): "引き渡す理由",
        "asked_on": "引き渡した日",
        "answered_on": "返事の日",
        "answer": "返事",
    },
    rules={
        ScreeningNotOfSlip: Sentence(
            409,
            "screening-not-of-slip",
            "このケースの連絡票についての振り分けではありません",
            "連絡票が訂正されたか、ほかの記録が選ばれています。ページを開き直してください。",
        ),
        FollowUpDayMissing: Sentence(
            422,
            "follow-up-day-missing",
            "次の期限が書かれていません",
            "つなぐときは引き継ぐ日まで、働きかけを続けるときは次に尋ねる日を書いてください。",
        ),
        FollowUpBeforeDecision: Sentence(
            422,
            "follow-up-before-decision",
            "期限が、決めた日より前です",
            "期限を、決めた日か、それよりあとの日にしてください。",
        ),
        PromoterAlreadyAsked: Sentence(
            409,
            "promoter-already-asked",
            "包括化推進員に、もう引き渡しています",
            "返事を待ってください。返事があったときは、返事として書いてください。",
        ),
        PromoterNotAsked: Sentence(
            409,
            "promoter-not-asked",
            "包括化推進員に引き渡したものがありません",
            "もう返事が書かれているか、引渡しがありません。ページを開き直してください。",
        ),
    },
)

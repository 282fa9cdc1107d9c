"""Words of the intake: 連絡票の細目、事実の時刻 (R58, R66, R74)."""

from typing import Final

from events import case, moment
from events.values import ClientStanding, HeardOf, Language, Means, UrgencyGround
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        UrgencyGround: {
            UrgencyGround.FOOD: "食べるものがない",
            UrgencyGround.LOSS_OF_HOUSING: "住むところを失う",
            UrgencyGround.HEALTH_LIFE: "健康・生命",
            UrgencyGround.ABUSE_DV: "虐待・DV",
            UrgencyGround.LIFELINE_STOPPED: "電気・ガス・水道の停止",
            UrgencyGround.SUICIDE_RISK: "自死のおそれ",
        },
        Means: {
            Means.VISIT: "来所",
            Means.PHONE: "電話",
            Means.MAIL: "メール・入力フォーム",
            Means.LETTER: "手紙・FAX",
            Means.HOME_VISIT: "訪問先",
            Means.OTHER: "その他",
        },
        HeardOf: {
            HeardOf.CITY_NEWS: "広報・ちらし",
            HeardOf.WEBSITE: "ホームページ・SNS",
            HeardOf.ACQUAINTANCE: "家族・知人",
            HeardOf.CITY_OFFICE: "市役所のほかの窓口",
            HeardOf.OTHER_AGENCY: "関係機関",
            HeardOf.WELFARE_COMMISSIONER: "民生委員・児童委員",
            HeardOf.USED_BEFORE: "以前に利用した",
            HeardOf.OTHER: "その他",
        },
        Language: {
            Language.ENGLISH: "英語",
            Language.CHINESE: "中国語",
            Language.KOREAN: "韓国・朝鮮語",
            Language.VIETNAMESE: "ベトナム語",
            Language.TAGALOG: "タガログ語",
            Language.PORTUGUESE: "ポルトガル語",
            Language.SPANISH: "スペイン語",
            Language.NEPALI: "ネパール語",
            Language.SIGN_LANGUAGE: "手話",
            Language.OTHER: "その他の言語",
        },
        ClientStanding: {
            ClientStanding.CLIENT: "本人の相談",
            ClientStanding.PRE_CLIENT: "本人は来談していません",
        },
    },
    fields={
        "means": "受付方法",
        "heard_of": "窓口を知ったきっかけ",
        "heard_of_words": "きっかけの詳細",
        "urgency_grounds": "緊急性の理由",
        "interpreter": "必要な通訳",
        "interpreter_words": "通訳の詳細",
        "standing": "本人の来談",
        "teller": "来談者の続柄・氏名・連絡先",
        "brief": "ひとこと受付",
        "happened_on": "受けた日",
        "happened_time": "時刻",
        "late_reason": "後から記録した理由",
        "untimed": "時刻の記録なし",
        (case.ConsultationReceived.TOPIC, "due"): "スクリーニングの期限",
        (case.ConsultationCorrected.TOPIC, "due"): "スクリーニングの期限",
    },
    rules={
        case.PreClientCame: Sentence(
            409,
            "pre-client-came",
            "来談者が本人なのに、「本人は来談していません」が選ばれています",
            "来談者か、本人の来談を選び直してください。",
        ),
        moment.BackdatedWithoutReason: Sentence(
            422,
            "backdated-without-reason",
            "後から記録した理由がありません",
            "何日も前のことを書くときは、後になった理由を書いてください。",
        ),
    },
)

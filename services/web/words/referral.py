"""Words of the referral (持ち込まれた引継ぎ)."""

from typing import Final

from events.referral import (
    AgreedUnknowing,
    Awareness,
    BodyOfBringerMissing,
    Bringer,
    ReferralKind,
    ReferralMeans,
    ReferralNotOpen,
    ReferralReceived,
    ReplyBeforeReport,
    ReportIncomplete,
    Telling,
    TellingDecided,
    TellingNotAgreed,
)
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        ReferralKind: {
            ReferralKind.REFERRAL: "紹介・引継ぎ",
            ReferralKind.RECOMMENDATION: "利用勧奨（庁内の課から）",
            ReferralKind.COMPOSITE_REPORT: "複合的な課題の連絡",
        },
        Bringer: {
            Bringer.AGENCY: "機関・課",
            Bringer.WELFARE_COMMISSIONER: "民生委員・児童委員",
            Bringer.DOCTOR: "医師",
            Bringer.LANDLORD: "家主・不動産業者",
            Bringer.NEIGHBOUR: "近隣・知人",
            Bringer.OTHER: "その他",
        },
        ReferralMeans: {
            ReferralMeans.PAPER: "紙の連絡票",
            ReferralMeans.PHONE: "電話",
            ReferralMeans.IN_PERSON: "来所・同行",
        },
        Awareness: {
            Awareness.KNOWS: "知っている",
            Awareness.DOES_NOT_KNOW: "知らない",
            Awareness.NOT_CLEAR: "わからない",
        },
        Telling: {
            Telling.AGREED: "伝えてよい",
            Telling.NOT_YET_ASKED: "まだ聞いていない",
            Telling.REFUSED: "伝えないでほしい",
        },
    },
    fields={
        "received_on": "持ち込まれた日",
        (ReferralReceived.TOPIC, "kind"): "持ち込まれ方",
        "bringer": "持ち込んだ人",
        "body": "機関の種類",
        "bringer_name": "持ち込んだ人の名前",
        "informant": "名前を伏せてほしい人",
        "means": "方法",
        "aware": "本人がこの連絡を知っているか",
        (ReferralReceived.TOPIC, "due"): "返事の期限",
        "doing": "相手がすでにしていること",
        "informant_doing": "名前を伏せてほしい人がすでにしていること",
        "telling": "「つながりました」と伝えること",
        (TellingDecided.TOPIC, "decided_on"): "聞いた日",
        "told_on": "伝えた日",
    },
    rules={
        BodyOfBringerMissing: Sentence(
            422,
            "body-of-bringer-missing",
            "持ち込んだ人と機関の種類が合っていません",
            "機関・課のときは機関の種類を選び、そのほかの人のときは選ばないでください。",
        ),
        ReportIncomplete: Sentence(
            422,
            "report-incomplete",
            "複合的な課題の連絡に、書くことが足りません",
            "相手がすでにしていることと、本人がこの連絡を知っているかを書いてください。",
        ),
        ReplyBeforeReport: Sentence(
            422,
            "reply-before-report",
            "返事の期限が、持ち込まれた日より前です",
            "返事の期限は、持ち込まれた日か、それよりあとの日にしてください。",
        ),
        AgreedUnknowing: Sentence(
            422,
            "agreed-unknowing",
            "本人が知らない連絡について、本人の答えが選ばれています",
            "本人が知らないときは、「まだ聞いていない」を選んでください。",
        ),
        ReferralNotOpen: Sentence(
            409,
            "referral-not-open",
            "返事を待っている持ち込みではありません",
            "もう伝えてあるか、この人の持ち込みではありません。ページを開き直してください。",
        ),
        TellingNotAgreed: Sentence(
            409,
            "telling-not-agreed",
            "本人の同意がないので、伝えられません",
            "伝えてよいかを本人に聞き、答えを書いてから、「つながりました」とだけ伝えてください。",
        ),
    },
)

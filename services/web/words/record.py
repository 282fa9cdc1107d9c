"""Words of the records that protect a person (守るための記録)."""

from typing import Final

from events.record import (
    MeasureEndsBeforeItBegins,
    OwnLink,
    RecordKind,
    RecordNotStanding,
    RecordOfAnotherKind,
    TooManyLinked,
)
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        RecordKind: {
            RecordKind.SUPPORT_MEASURE: "DV等支援措置",
            RecordKind.OTHER_PARTY: "相手方",
            RecordKind.REFUGE: "避難先",
            RecordKind.REMARK: "覚え書き",
            RecordKind.MASKING_ENDED: "伏せるのを終える",
            RecordKind.TAKEN_BACK: "取消し",
        },
    },
    rules={
        RecordNotStanding: Sentence(
            409,
            "record-not-standing",
            "この記録は、もう直されているか、取り消されています",
            "本人票を開き直して、いまの記録を確かめてください。",
        ),
        RecordOfAnotherKind: Sentence(
            409,
            "record-of-another-kind",
            "別の種類の記録に置きかえることはできません",
            "誤りのときはその記録を取り消し、伏せるのを終えるときは「伏せるのを終える」を書いてください。",
        ),
        TooManyLinked: Sentence(
            422,
            "too-many-linked",
            "結びつける人が多すぎます",
            "1つの相手方の記録に結びつけられるのは8人までです。分けて書いてください。",
        ),
        OwnLink: Sentence(
            422,
            "own-link",
            "この人は相手方として結びつけられません",
            "本人と、いま書いている職員は選べません。",
        ),
        MeasureEndsBeforeItBegins: Sentence(
            422,
            "measure-ends-before-it-begins",
            "おわりの日が、はじめの日より前です",
            "支援措置の日付を確かめてください。",
        ),
    },
)

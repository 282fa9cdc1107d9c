"""Words of the time before the program (稼働前の数)."""

from typing import Final

from events.opening import (
    CountImpossible,
    Figure,
    MonthNotOver,
    MonthTotalledAlready,
    NotAMonth,
    NothingCounted,
    TotalSource,
)
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        Figure: {
            Figure.NEW_CONSULTATIONS: "新規相談受付件数",
            Figure.INFORMATION_ONLY: "相談・情報提供のみで終了",
            Figure.REFERRED: "他制度・他機関へのつなぎ",
            Figure.REFERRED_TO_PUBLIC_ASSISTANCE: "つなぎのうち生活保護の窓口",
            Figure.PLANS: "プラン作成件数",
            Figure.WORK_SUPPORT_PLANS: "就労支援対象者数",
            Figure.EMPLOYED: "就労者数",
            Figure.EARNING_MORE: "増収者数",
        },
        TotalSource: {
            TotalSource.NATIONAL_REPORT: "国への報告（支援状況調査）",
            TotalSource.OLD_LIST: "前の一覧（Excelなど）",
            TotalSource.PAPER_SLIPS: "紙の連絡票",
        },
    },
    rules={
        NotAMonth: Sentence(
            422, "not-a-month", "月を確かめてください", "例：令和6年8月 のように書いてください。"
        ),
        MonthNotOver: Sentence(
            422,
            "month-not-over",
            "まだ終わっていない月です",
            "このシステムに記録した相談は、記録から数えます。前の月までを入れてください。",
        ),
        NothingCounted: Sentence(
            422,
            "nothing-counted",
            "数が1つも入っていません",
            "わかっている数を入れてください。数えていなかったものは、空欄のままにします。",
        ),
        CountImpossible: Sentence(
            422,
            "count-impossible",
            "数が合いません",
            "内訳が合計より大きくないか、桁が多くないかを確かめてください。",
        ),
        MonthTotalledAlready: Sentence(
            409,
            "month-totalled-already",
            "この月の数は、もう入っています",
            "直すときは、一覧のその月の「直す」から開いてください。",
        ),
    },
)

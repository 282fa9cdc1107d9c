"""Words of monitoring (経過確認・見守り・就労)."""

from typing import Final

from events import monitoring
from events.monitoring import MonitoringResult, WorkResult
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        MonitoringResult: {
            MonitoringResult.AS_PLANNED: "プランのとおり続ける",
            MonitoringResult.REPLAN: "プランを見直す",
            MonitoringResult.EVALUATE: "評価に進む",
        },
        WorkResult: {
            WorkResult.STARTED_WORK: "就労開始",
            WorkResult.EARNS_MORE: "増収",
        },
    },
    fields={
        "monitored_on": "経過確認をした日",
        (monitoring.MonitoringRecorded.TOPIC, "due"): "次の経過確認",
        (monitoring.WatchAgreed.TOPIC, "agreed_on"): "合意した日",
        (monitoring.WatchAgreed.TOPIC, "due"): "次に様子を確かめる日",
        "result": "結果",
        "reached_on": "就労・増収の日",
    },
    rules={
        monitoring.NextLookMissing: Sentence(
            409,
            "next-look-missing",
            "次の経過確認の日が決まっていません",
            "プランの実施中は、次の経過確認の日を書くか、結果を「評価に進む」にしてください。",
        ),
        monitoring.NextLookNotAhead: Sentence(
            422,
            "next-look-not-ahead",
            "次の日が、今回の日よりあとではありません",
            "今回の日よりあとの日にしてください。",
        ),
    },
)

"""Words of settings (設定): days of the week, terms, and why a setting is refused."""

from typing import Final

from events import setting
from events.setting import Term
from events.window import Weekday
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        Weekday: {
            Weekday.MONDAY: "月曜日",
            Weekday.TUESDAY: "火曜日",
            Weekday.WEDNESDAY: "水曜日",
            Weekday.THURSDAY: "木曜日",
            Weekday.FRIDAY: "金曜日",
            Weekday.SATURDAY: "土曜日",
            Weekday.SUNDAY: "日曜日",
        },
        Term: {
            Term.SCREENING: "スクリーニングまで",
            Term.BACKDATING: "理由なしで遡れる日数",
            Term.HANDOVER_CONFIRMATION: "引継ぎの確認まで",
            Term.PROMOTER_ANSWER: "包括化推進員の返事まで",
            Term.PROVISION_ANSWER: "情報提供の返事まで",
            Term.URGED_ANSWER: "催促した返事まで",
        },
    },
    rules={
        setting.SettingTakesEffectBackwards: Sentence(
            422,
            "setting-takes-effect-backwards",
            "始まりの日が過ぎた日になっています",
            "設定は、今日か、今日より後の日から変えられます。前の設定で決まったことは変わりません。",
        ),
        setting.WindowNeverOpen: Sentence(
            422,
            "window-never-open",
            "開いている日か時間がありません",
            "曜日を1つ以上選び、終わりの時刻を始まりより後にしてください。",
        ),
        setting.PlaceMissing: Sentence(
            422, "place-missing", "場所が書かれていません", "建物と階を書いてください。"
        ),
        setting.TermOutOfRange: Sentence(
            422,
            "term-out-of-range",
            "日数が長すぎるか短すぎます",
            "0日から366日までにしてください。",
        ),
        setting.ClosingTooLong: Sentence(
            422,
            "closing-too-long",
            "休館日の期間が正しくありません",
            "最後の日を、最初の日から3か月以内にしてください。",
        ),
        setting.SettingNotWithdrawable: Sentence(
            409,
            "setting-not-withdrawable",
            "この設定は取り消せません",
            "もう始まっているか、取り消されています。変えるときは、新しい設定を決めてください。",
        ),
    },
)

"""Words of visits (訪問): 不在票, the result, the fields of a visit, and why one is refused."""

from typing import Final

from events import visit
from events.visit import AbsenceNote, VisitOutcome
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        AbsenceNote: {
            AbsenceNote.NAMED: "窓口の名前を書いたもの",
            AbsenceNote.WITHOUT_OFFICE: "窓口の名前を書かないもの",
            AbsenceNote.NONE: "置かない",
        },
        VisitOutcome: {
            VisitOutcome.MET: "本人に会えた",
            VisitOutcome.MET_FAMILY: "家族に会えた",
            VisitOutcome.ABSENT: "不在",
            VisitOutcome.NOT_OPENED: "いるようだが応答なし",
        },
    },
    fields={
        "companions": "同行する人",
        "absence_note": "不在票",
        "back_at": "戻る予定",
        "safety": "安全のための注意",
        **{
            (kind.TOPIC, field): words
            for kind in (visit.VisitPlanned, visit.VisitStarted)
            for field, words in (("due", "訪問日"), ("assignee", "訪問する人"))
        },
        (visit.VisitPlanned.TOPIC, "text"): "訪問の目的",
        (visit.VisitStarted.TOPIC, "text"): "出るときのメモ",
        (visit.VisitReturned.TOPIC, "outcome"): "訪問の結果",
        (visit.VisitReturned.TOPIC, "text"): "訪問先の様子",
        (visit.VisitCancelled.TOPIC, "reason"): "取りやめの理由",
    },
    rules={
        visit.VisitNotPlanned: Sentence(
            409,
            "visit-not-planned",
            "この訪問は、もう出発したか、取りやめています",
            "ケースを開き直して、いまの予定を確かめてください。",
        ),
        visit.VisitNotOut: Sentence(
            409,
            "visit-not-out",
            "この訪問から戻ったことは、もう記録されています",
            "ケースを開き直して確かめてください。",
        ),
        visit.VisitInThePast: Sentence(
            409,
            "visit-in-the-past",
            "訪問日が過ぎた日になっています",
            "今日か、今日より後の日を書いてください。済んだ訪問は支援経過に書きます。",
        ),
        visit.CompanionRepeated: Sentence(
            409,
            "companion-repeated",
            "同じ人が二度選ばれています",
            "訪問する人と同行する人は、別の人を選んでください。",
        ),
        visit.BackOnAnotherDay: Sentence(
            409,
            "back-on-another-day",
            "戻る予定が今日ではありません",
            "今日のうちに戻る時刻を書いてください。",
        ),
        visit.NoteAgainstTheRule: Sentence(
            409,
            "note-against-the-rule",
            "この訪問では、その不在票は置けません",
            "予定で決めた不在票の決まりと違います。"
            "決まりと違うものを置いてきたときは、すぐに主任に知らせてください。",
        ),
        visit.NoteAfterMeeting: Sentence(
            409,
            "note-after-meeting",
            "会えた訪問に、不在票が選ばれています",
            "会えたときは「置かない」を選んでください。",
        ),
    },
)

"""Words of interpreters (通訳)."""

from typing import Final

from events import interpreter
from events.interpreter import (
    InterpreterArranger,
    InterpreterRecorded,
    InterpreterStanding,
    SecrecyPledge,
)
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        InterpreterStanding: {
            InterpreterStanding.PROFESSIONAL: "通訳者（会社・派遣、手話通訳者を含む）",
            InterpreterStanding.TELEPHONE_SERVICE: "電話・映像通訳サービス",
            InterpreterStanding.STAFF: "職員",
            InterpreterStanding.VOLUNTEER: "通訳ボランティア",
            InterpreterStanding.ACQUAINTANCE: "知人",
            InterpreterStanding.FAMILY: "家族・親族",
        },
        SecrecyPledge: {
            SecrecyPledge.WRITTEN: "誓約書をもらった",
            SecrecyPledge.SPOKEN: "口頭で約束した",
            SecrecyPledge.BY_CONTRACT: "会社・派遣元との契約にある",
            SecrecyPledge.NOT_GIVEN: "まだもらっていない",
        },
        InterpreterArranger: {
            InterpreterArranger.DESK: "窓口",
            InterpreterArranger.PERSON: "本人",
            InterpreterArranger.FAMILY: "家族・知人",
            InterpreterArranger.OTHER_BODY: "ほかの機関",
        },
    },
    fields={
        "language": "言語",
        (InterpreterRecorded.TOPIC, "standing"): "通訳した人の立場",
        (InterpreterRecorded.TOPIC, "name"): "氏名・会社名",
        (InterpreterRecorded.TOPIC, "relation"): "本人との関係",
        "arranged_by": "手配した人",
        "pledge": "秘密を守る約束",
        "pledged_on": "約束した日",
        "began": "通訳の始まり",
        "ended": "通訳の終わり",
    },
    rules={
        interpreter.NoContactToInterpret: Sentence(
            422,
            "no-contact-to-interpret",
            "通訳の場がありません",
            "このケースの連絡票か支援経過のどれで通訳したかを選んでください。",
        ),
        interpreter.InterpreterMayBeOtherParty: Sentence(
            409,
            "interpreter-may-be-other-party",
            "この人は、本人を守るべき相手方かもしれません",
            "通訳を頼まず、ほかの通訳を手配してください。もう通訳したときは、支援経過に事実を書き、"
            "責任者に知らせてください。相手方がだれか書かれていないときは、本人票に書いてください。",
        ),
        interpreter.PledgeDayUnclear: Sentence(
            422,
            "pledge-day-unclear",
            "約束した日が合っていません",
            "誓約書か口頭のときは約束した日を書き、そのほかのときは書かないでください。",
        ),
        interpreter.InterpretingEndsBeforeItBegins: Sentence(
            422,
            "interpreting-ends-before-it-begins",
            "通訳の時刻が合っていません",
            "始まりの時刻を、終わりの時刻より前に書いてください。初めから終わりまでのときは両方とも空欄にします。",
        ),
        interpreter.InterpreterNotStanding: Sentence(
            409,
            "interpreter-not-standing",
            "訂正できる通訳の記録ではありません",
            "もう訂正されているか、このケースの記録ではありません。ページを開き直してください。",
        ),
    },
)

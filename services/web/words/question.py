"""Words of the municipality's own questions (市の質問) and the answers to them."""

from typing import Final

from events import answer, asking, question
from events.answer import AnswersRecorded
from events.asking import QuestionKind
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        QuestionKind: {
            QuestionKind.YES_NO: "はい・いいえ",
            QuestionKind.ONE_OF: "選択肢から1つ",
            QuestionKind.TEXT: "文章",
            QuestionKind.DAY: "日付",
        },
    },
    fields={
        (AnswersRecorded.TOPIC, "answers"): "市の質問への答え",
        (AnswersRecorded.TOPIC, "category"): "答えの区分",
    },
    rules={
        question.QuestionsTakeEffectBackwards: Sentence(
            422,
            "questions-take-effect-backwards",
            "始まりの日が過ぎた日になっています",
            "質問は、今日か、今日より後の日から変えられます。前の版で聞いたことは変わりません。",
        ),
        question.TooManyQuestions: Sentence(
            422,
            "too-many-questions",
            "質問が多すぎます",
            "1つの版に書ける質問は20までです。減らしてください。",
        ),
        question.QuestionsAlike: Sentence(
            422,
            "questions-alike",
            "同じ質問が2つあるか、質問文がありません",
            "質問文を1つずつ、ほかと違う文で書いてください。",
        ),
        question.ChoicesUnclear: Sentence(
            422,
            "choices-unclear",
            "選択肢が合っていません",
            "「選択肢から1つ」の質問には違う選択肢を2つ以上書き、そのほかの質問には書かないでください。",
        ),
        question.CategoryNotOfAnswers: Sentence(
            422,
            "category-not-of-answers",
            "答えの区分に選べないものがあります",
            "選べる区分の中から選んでください。",
        ),
        asking.AnswerUnfit: Sentence(
            422,
            "answer-unfit",
            "答えが質問に合っていません",
            "選択肢の質問には選択肢の1つを、日付の質問には日付を答えてください。",
        ),
        answer.AnsweredAlready: Sentence(
            409,
            "answered-already",
            "市の質問には、もう答えがあります",
            "ページを開き直し、直すところがあれば訂正してください。",
        ),
        answer.NothingAnswered: Sentence(
            422,
            "nothing-answered",
            "答えがありません",
            "1つ以上の質問に答えを書いてください。",
        ),
        answer.NotAsked: Sentence(
            422,
            "not-asked",
            "この連絡票で聞く質問ではありません",
            "受けた日の版の質問に答えてください。ページを開き直すと、その日の質問が出ます。",
        ),
        answer.AnswersNotStanding: Sentence(
            409,
            "answers-not-standing",
            "訂正できる答えではありません",
            "もう訂正されているか、このケースの記録ではありません。ページを開き直してください。",
        ),
    },
)

"""Words of evaluation (評価) and of what must stand before a closing."""

from typing import Final

from events import evaluation
from events.evaluation import EvaluationOutcome, SeenChange
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        EvaluationOutcome: {
            EvaluationOutcome.CLOSED: "終結",
            EvaluationOutcome.REPLAN: "再プランして継続",
            EvaluationOutcome.INTERRUPTED: "中断",
        },
        SeenChange: {
            SeenChange.PUBLIC_ASSISTANCE: "生活保護適用",
            SeenChange.HOUSING: "住まいの確保・安定",
            SeenChange.MEDICAL_CARE: "医療機関受診開始",
            SeenChange.HEALTH: "健康状態の改善",
            SeenChange.DISABILITY_CERTIFICATE: "障害手帳取得",
            SeenChange.WILL_TO_SELF_RELIANCE: "自立意欲の向上",
            SeenChange.ISOLATION_ENDED: "孤立の解消",
            SeenChange.MENTAL_STABILITY: "精神の安定",
            SeenChange.DEBT_SETTLED: "債務の整理",
            SeenChange.BUDGET: "家計の改善",
            SeenChange.DAILY_LIFE: "生活習慣の改善",
            SeenChange.RELATIONS: "対人関係・家族関係の改善",
            SeenChange.PARTICIPATION: "社会参加機会の増加",
            SeenChange.TRAINING_OR_SCHOOL: "職業訓練の開始・就学",
            SeenChange.STARTED_WORK: "一般就労開始",
            SeenChange.EARNS_MORE: "就労収入増加",
            SeenChange.STAYS_AT_WORK: "職場定着",
            SeenChange.NONE: "変化なし",
        },
    },
    fields={
        "evaluated_on": "評価した日",
        "outcome": "評価の結果",
        "changes": "見られた変化",
        (evaluation.PlanEvaluated.TOPIC, "text"): "目標の達成状況",
        "remaining": "残された課題",
        (evaluation.EvaluationConfirmed.TOPIC, "confirmed_on"): "支援調整会議で確認した日",
    },
    rules={
        evaluation.NothingToEvaluate: Sentence(
            409,
            "nothing-to-evaluate",
            "評価するプランがありません",
            "評価は、支援決定・確認のあったプランについて行います。",
        ),
        evaluation.ChangesContradict: Sentence(
            409,
            "changes-contradict",
            "「変化なし」とほかの変化が、いっしょに選ばれています",
            "どちらかを外してください。",
        ),
        evaluation.EvaluationNotOpen: Sentence(
            409,
            "evaluation-not-open",
            "この評価は、もう確認されているか、最後の評価ではありません",
            "評価・終了のページを開き直して確かめてください。",
        ),
        evaluation.ConfirmedBeforeEvaluated: Sentence(
            422,
            "confirmed-before-evaluated",
            "確認の日が、評価した日より前です",
            "評価した日か、それよりあとの日にしてください。",
        ),
        evaluation.EvaluationMissing: Sentence(
            409,
            "evaluation-missing",
            "評価が、支援調整会議で確認されていません",
            "プランのあるケースは、終結か中断の評価を記録し、会議の確認を記録してから終了します。"
            "「評価・終了」のページで記録してください。",
        ),
        evaluation.AssistanceNotExplained: Sentence(
            409,
            "assistance-not-explained",
            "生活保護の案内が記録されていません",
            "生活保護へ移行して終了するときは、先に生活保護の案内をしたことを記録してください"
            "（生活困窮者自立支援法23条）。",
        ),
    },
)

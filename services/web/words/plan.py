"""Words of the plan (支援計画)."""

from typing import Final

from events import plan, plan_steps
from events.plan import AgreementMeans, DecisionKind, PlanContent
from events.values import StatutoryProgramme
from services.web.words.base import Sentence, Words

_DRAFTED: Final = plan.PlanDrafted.TOPIC
_APPROVED: Final = plan.PlanApproved.TOPIC
_DECIDED: Final = plan.PlanDecided.TOPIC

WORDS: Final = Words(
    codes={
        PlanContent: {
            PlanContent.INTENT: "生活に対する意向",
            PlanContent.ISSUES: "生活全般の解決すべき課題",
            PlanContent.GOALS: "支援の目標",
            PlanContent.TARGET: "目標の達成時期",
            PlanContent.SUPPORT: "支援の種類及び内容",
            PlanContent.CAUTIONS: "支援を提供する上での留意事項",
        },
        AgreementMeans: {
            AgreementMeans.SIGNATURE: "署名",
            AgreementMeans.E_SIGNATURE: "電子署名",
            AgreementMeans.ORAL_RECORDED: "口頭（記録した）",
        },
        DecisionKind: {
            DecisionKind.DECISION: "支援決定",
            DecisionKind.CONFIRMATION: "確認",
        },
        StatutoryProgramme: {
            StatutoryProgramme.HOUSING_BENEFIT: "住居確保給付金",
            StatutoryProgramme.RESIDENCE_SUPPORT: "居住支援事業",
            StatutoryProgramme.BUDGET_SUPPORT: "家計改善支援",
            StatutoryProgramme.WORK_PREPARATION: "就労準備支援",
            StatutoryProgramme.WORK_TRAINING: "認定就労訓練",
            StatutoryProgramme.WORK_SUPPORT: "自立相談支援機関による就労支援",
            StatutoryProgramme.WELFARE_LOAN: "生活福祉資金貸付",
            StatutoryProgramme.EMPLOYMENT_OFFICE_PROGRAMME: "生活保護受給者等就労自立促進事業",
            StatutoryProgramme.CHILD_LEARNING: "子どもの学習・生活支援",
        },
    },
    fields={
        "target": "目標の達成時期",
        "programmes": "法に基づく事業等",
        "work_support": "就労支援対象者",
        "lacking": "まだ書いていない内容",
        "intent": "生活に対する意向",
        "issues": "生活全般の解決すべき課題",
        "goals": "支援の目標",
        "support": "支援の種類及び内容",
        "cautions": "支援を提供する上での留意事項",
        (_DRAFTED, "reason"): "見直しの理由",
        "agreed_on": "同意した日",
        "how": "同意の方法",
        "submitted_on": "付議した日",
        "approved_on": "了承した日",
        "after_start": "事後報告",
        (_APPROVED, "reason"): "了承についての記録",
        (_DECIDED, "kind"): "決定の種類",
        "decided_on": "決裁日",
        (_DECIDED, "due"): "次の経過確認",
        "document_number": "文書番号",
        "post": "決裁者の職",
        (plan.SupportStarted.TOPIC, "started_on"): "支援を始めた日",
        "before_meeting": "会議の前に開始",
    },
    rules={
        plan_steps.DraftInProgress: Sentence(
            409,
            "draft-in-progress",
            "作成中のプランが、もうあります",
            "作成中のプランを開き、新しい版として書き直してください。",
        ),
        plan_steps.NotTheVersion: Sentence(
            409,
            "not-the-version",
            "このプランの版は、いまの版ではありません",
            "支援計画を開き直し、いまの版について記録してください。",
        ),
        plan_steps.IntentMissing: Sentence(
            409,
            "intent-missing",
            "「生活に対する意向」が書かれていません",
            "プランの新しい版に書いてから、付議してください。",
        ),
        plan_steps.IssuesMissing: Sentence(
            409,
            "issues-missing",
            "「生活全般の解決すべき課題」が書かれていません",
            "プランの新しい版に書いてから、付議してください。",
        ),
        plan_steps.GoalsMissing: Sentence(
            409,
            "goals-missing",
            "「支援の目標」が書かれていません",
            "プランの新しい版に書いてから、付議してください。",
        ),
        plan_steps.TargetMissing: Sentence(
            409,
            "target-missing",
            "「目標の達成時期」が書かれていません",
            "プランの新しい版に日付を書いてから、付議してください。",
        ),
        plan_steps.TargetBeforeTheCase: Sentence(
            422,
            "target-before-the-case",
            "「目標の達成時期」が相談の日より前です",
            "目標を達成する日を、相談の日より後の日付にしてください。",
        ),
        plan_steps.SupportMissing: Sentence(
            409,
            "support-missing",
            "「支援の種類及び内容」が書かれていません",
            "プランの新しい版に書いてから、付議してください。",
        ),
        plan_steps.CautionsMissing: Sentence(
            409,
            "cautions-missing",
            "「支援を提供する上での留意事項」が書かれていません",
            "プランの新しい版に書いてから、付議してください。ないときは「特になし」と書きます。",
        ),
        plan_steps.AgreementMissing: Sentence(
            409,
            "agreement-missing",
            "本人の同意が記録されていません",
            "先に、この版への本人の同意を記録してください。",
        ),
        plan_steps.SubmissionMissing: Sentence(
            409,
            "submission-missing",
            "支援調整会議に付議されていません",
            "先に、付議を記録してください。",
        ),
        plan_steps.ApprovalMissing: Sentence(
            409,
            "approval-missing",
            "支援調整会議の了承が記録されていません",
            "先に、了承を記録してください。",
        ),
        plan_steps.StepTakenAlready: Sentence(
            409,
            "step-taken-already",
            "この版のこの手順は、もう記録されています",
            "支援計画を開き直して確かめてください。",
        ),
        plan_steps.StepOutOfOrder: Sentence(
            422,
            "step-out-of-order",
            "日付が、前の手順の日より前です",
            "前の手順の日か、それよりあとの日にしてください。",
        ),
        plan_steps.AfterReportWithoutReason: Sentence(
            409,
            "after-report-without-reason",
            "会議の了承より前に支援を始めた理由が書かれていません",
            "事後報告になるので、理由を書いてください。",
        ),
        plan_steps.MonitoringNotAhead: Sentence(
            422,
            "monitoring-not-ahead",
            "次の経過確認の日が、決裁日よりあとではありません",
            "決裁日よりあとの日にしてください。",
        ),
    },
)

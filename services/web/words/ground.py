"""Words of ground (同意によらない提供)."""

from typing import Final

from events import ground_steps
from events.ground import (
    Approving,
    Condition,
    Ground,
    GroundDecided,
    GroundReason,
    GroundStated,
    Necessity,
)
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        Ground: {
            Ground.INTERNAL_REASONABLE: "個人情報保護法69条2項2号（市の中での利用・相当の理由）",
            Ground.OTHER_PUBLIC_BODY: "個人情報保護法69条2項3号（ほかの行政機関等・相当の理由）",
        },
        GroundReason: {
            GroundReason.ELIGIBILITY: "制度の要否・内容を決めるため",
            GroundReason.CONTINUITY: "支援を途切れさせないため",
            GroundReason.SAFETY: "安否・安全を確かめるため",
            GroundReason.OTHER: "その他の法定の事務のため",
        },
        Necessity: {
            Necessity.IDENTIFY: "本人であることを確かめる",
            Necessity.CONTACT: "本人に連絡する",
            Necessity.JUDGE: "要否・内容を判断する",
            Necessity.CARE: "対応で気をつける",
        },
        Condition: {
            Condition.PURPOSE_ONLY: "示された目的のほかに使わない",
            Condition.NO_ONWARD: "ほかへ伝えない",
            Condition.RETURN_OR_ERASE: "終わったら返すか消す",
            Condition.SECURE: "漏れないように管理する",
        },
        Approving: {
            Approving.APPROVED: "承認",
            Approving.REJECTED: "不承認",
            Approving.WITHDRAWN: "承認の取消し",
        },
    },
    fields={
        "ground": "根拠",
        "needed": "必要な情報",
        "conditions": "条件",
        "harm": "不利益の検討",
        (GroundStated.TOPIC, "why"): "相当の理由",
        (GroundStated.TOPIC, "words"): "理由の説明",
        (GroundStated.TOPIC, "until"): "いつまで",
        (GroundDecided.TOPIC, "decision"): "判断",
        (GroundDecided.TOPIC, "words"): "判断の理由",
    },
    rules={
        ground_steps.WouldHarm: Sentence(
            422,
            "would-harm",
            "不利益のおそれがあるときは提供できません",
            "本人やほかの人の権利利益を不当に害するおそれがあれば、69条2項では提供できません。",
        ),
        ground_steps.NecessityMissing: Sentence(
            422,
            "necessity-missing",
            "何に必要かが足りません",
            "渡す情報の種類ごとに、何に必要かを一つずつ選んでください。",
        ),
        ground_steps.EndsOutOfRange: Sentence(
            422,
            "ends-out-of-range",
            "いつまでかを直してください",
            "今日から3か月までの日を書いてください。過ぎたものは、あらためて申し出てください。",
        ),
        ground_steps.NoGround: Sentence(
            409,
            "no-ground",
            "判断するものがありません",
            "一覧を開き直して、いまの状態を確かめてください。",
        ),
        ground_steps.NotAnApprover: Sentence(
            409,
            "not-an-approver",
            "承認は事業の責任者がします",
            "係長に伝えてください。",
        ),
        ground_steps.ApprovedByAnother: Sentence(
            409,
            "approved-by-another",
            "申し出た人は承認しません",
            "申し出ていない、別の責任者が判断します。",
        ),
        ground_steps.DecidedBefore: Sentence(
            409,
            "decided-before",
            "もう判断されています",
            "判断は一度だけです。承認したものは、取り消すことができます。",
        ),
    },
)

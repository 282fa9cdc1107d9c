"""Words of the second factor (二つ目の確認)."""

from typing import Final

from events import factor
from events.factor import FactorKind
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={FactorKind: {FactorKind.TOTP: "認証アプリ", FactorKind.CODES: "コード表"}},
    rules={
        factor.RecoveryOfOneself: Sentence(
            409,
            "recovery-of-oneself",
            "自分の二つ目の確認を、自分で決め直すことはできません",
            "ほかの管理者2人に頼んでください。",
        ),
        factor.RecoveryNotAsked: Sentence(
            409,
            "recovery-not-asked",
            "決め直しの申請がありません",
            "1人目の管理者が申請してから、2人目の管理者が承認してください。",
        ),
        factor.RecoveryByOnePerson: Sentence(
            409,
            "recovery-by-one-person",
            "申請した人は、承認できません",
            "2人目の管理者に承認を頼んでください。",
        ),
        factor.RecoveryByDependants: Sentence(
            409,
            "recovery-by-dependants",
            "申請した人と承認する人が、独立していません",
            "どちらかの職員登録・管理者の任用・パスワードの決め直しをもう一方がしたか、"
            "同じ人が両方にしています。市の運用者が登録した、別の管理者に承認を頼んでください。",
        ),
    },
)

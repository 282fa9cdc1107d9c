"""Words of the organisation (組織): contracts, posts, qualifications, partners."""

from typing import Final

from events import agency, partner, post, programme, qualification
from events.partner import Channel
from events.qualification import Qualification
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        Qualification: {
            Qualification.CERTIFIED_SOCIAL_WORKER: "社会福祉士",
            Qualification.MENTAL_HEALTH_SOCIAL_WORKER: "精神保健福祉士",
            Qualification.CARE_MANAGER: "介護支援専門員",
            Qualification.PUBLIC_PSYCHOLOGIST: "公認心理師",
            Qualification.CAREER_CONSULTANT: "キャリアコンサルタント",
            Qualification.SENIOR_WORKER_TRAINING: "主任相談支援員養成研修",
            Qualification.WORKER_TRAINING: "相談支援員養成研修",
            Qualification.EMPLOYMENT_WORKER_TRAINING: "就労支援員養成研修",
            Qualification.BUDGET_WORKER_TRAINING: "家計改善支援員養成研修",
            Qualification.PRIVACY_TRAINING: "個人情報保護研修",
        },
        Channel: {
            Channel.PHONE: "電話",
            Channel.FAX: "ファクス",
            Channel.POST: "郵便",
            Channel.IN_PERSON: "手渡し",
        },
    },
    rules={
        agency.AgencyNotRegistered: Sentence(
            409, "agency-not-registered", "この機関はありません", "機関の番号を確かめてください。"
        ),
        agency.AgencyNameMissing: Sentence(
            422, "agency-name-missing", "機関の名称がありません", "新しい名称を書いてください。"
        ),
        programme.ProgrammeNotOpen: Sentence(
            409, "programme-not-open", "この事業はありません", "事業の番号を確かめてください。"
        ),
        programme.ContractsOverlap: Sentence(
            409,
            "contracts-overlap",
            "前の契約がまだ続いています",
            "次の契約は、前の契約の最後の日より後から始めてください。",
        ),
        programme.ContractProlonged: Sentence(
            409,
            "contract-prolonged",
            "契約の終わりを、いまより後にはできません",
            "延ばすときは、契約を更新してください。",
        ),
        post.PostAlreadyEstablished: Sentence(
            409, "post-already-established", "この職は、もうあります", "一覧を見てください。"
        ),
        post.PostNotEstablished: Sentence(
            409, "post-not-established", "この職はありません", "職を選び直してください。"
        ),
        post.PostTitleMissing: Sentence(
            422, "post-title-missing", "職の名前がありません", "職の名前を書いてください。"
        ),
        post.PostHeldByAnother: Sentence(
            409,
            "post-held-by-another",
            "その期間は、ほかの人がこの職に就いています",
            "前の人の最後の日を決めてから、その翌日から始めてください。",
        ),
        post.HoldingUnknown: Sentence(
            409, "holding-unknown", "この就任はありません", "選び直してください。"
        ),
        post.HoldingEndsBeforeItStarts: Sentence(
            422,
            "holding-ends-before-it-starts",
            "職の終わりの日が始まりより前です",
            "期間を直してください。",
        ),
        post.HoldingProlonged: Sentence(
            409,
            "holding-prolonged",
            "職の終わりを、いまより後にはできません",
            "続けるときは、新しい期間として登録してください。",
        ),
        qualification.QualificationInTheFuture: Sentence(
            422,
            "qualification-in-the-future",
            "取得・受講の日が先の日になっています",
            "取得か受講をしてから記録してください。",
        ),
        qualification.QualificationEndsBeforeItStarts: Sentence(
            422,
            "qualification-ends-before-it-starts",
            "有効な最後の日が、取得の日より前です",
            "日付を直してください。",
        ),
        qualification.QualificationUnknown: Sentence(
            409,
            "qualification-unknown",
            "この資格・研修の記録はありません",
            "もう取り消されています。開き直して確かめてください。",
        ),
        partner.PartnerAlreadyRegistered: Sentence(
            409,
            "partner-already-registered",
            "この方は、もう登録されています",
            "一覧を見てください。",
        ),
        partner.PartnerNotStanding: Sentence(
            409,
            "partner-not-standing",
            "この方は、もう退任しています",
            "一覧を開き直して確かめてください。",
        ),
        partner.PartnerNameMissing: Sentence(
            422, "partner-name-missing", "氏名か肩書きがありません", "両方を書いてください。"
        ),
        partner.PartnerEndsBeforeItStarts: Sentence(
            422,
            "partner-ends-before-it-starts",
            "最後の日が、始まりの日より前です",
            "日付を直してください。",
        ),
        partner.PartnerSucceedsThemselves: Sentence(
            409,
            "partner-succeeds-themselves",
            "後任に同じ方が選ばれています",
            "ほかの方を選ぶか、空けておいてください。",
        ),
    },
)

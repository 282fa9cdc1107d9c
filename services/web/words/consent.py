"""Words of consent, exclusion and whoever speaks for a person (同意・除外・代理人)."""

from typing import Final, get_args

from events import consent, consent_changes, consent_document, exclusion, representative
from events.consent_terms import (
    Capacity,
    ConsentMeans,
    ConsentPurpose,
    Exempt,
    SharedMeeting,
    Subjects,
    Unasked,
)
from events.representative import AuthorityProof
from services.consent_views import Lane
from services.web.words.base import Sentence, Words

_KINDS: Final = (
    *get_args(consent.ConsentEvent),
    *get_args(consent_changes.ChangeEvent),
    *get_args(exclusion.ExclusionEvent),
    *get_args(representative.RepresentativeEvent),
)
_FIELDS: Final = {
    "representative": "代理人",
    "capacity": "立場",
    "explainer": "説明した人",
    "document": "説明した文面",
    "means": "方法",
    "said_on": "話した日",
    "first": "はじめの日",
    "last": "おわりの日",
    "recipients": "相手",
    "recipient": "相手",
    "purposes": "利用目的",
    "subjects": "情報の区分",
    "meetings": "会議",
    "names_art9": "支援会議で知ったことも含む",
    "partly": "求めたよりも狭い範囲",
    "exempt": "法定代理人の同意がいらない場合",
    "scan_due": "同意書の写しの期限",
    "why": "求められない理由",
    "effective": "いつから",
    "proof": "確かめたもの",
    "last_day": "最後の日",
    "speaks": "代理人として扱う",
    "name": "氏名",
    "scope": "代理できる範囲",
    "words": "ことば・理由",
}

WORDS: Final = Words(
    codes={
        Lane: {
            Lane.NONE: "まだ聞いていない",
            Lane.ASKED: "返事はまだ",
            Lane.REFUSED: "同意しない",
            Lane.UNASKED: "求められない",
            Lane.ACTIVE: "同意あり",
            Lane.DISPUTED: "疑義あり",
            Lane.EXPIRED: "期限切れ",
            Lane.AHEAD: "これから始まる",
            Lane.WITHDRAWN: "撤回",
            Lane.NOT_COUNTED: "根拠にならない",
            Lane.REPLACED: "あとの意思に代わった",
        },
        Capacity: {
            Capacity.SUBJECT: "本人",
            Capacity.LEGAL_REPRESENTATIVE: "法定代理人",
            Capacity.ADULT_GUARDIAN: "成年後見人等",
            Capacity.DELEGATE: "任意代理人",
        },
        ConsentMeans: {
            ConsentMeans.SIGNATURE: "署名",
            ConsentMeans.E_SIGNATURE: "電子署名",
            ConsentMeans.ORAL_RECORDED: "口頭（記録あり）",
        },
        Subjects: {
            Subjects.BASIC: "基本情報（氏名・住所・家族など）",
            Subjects.HEALTH: "健康・障害・介護",
            Subjects.SCHOOL_WORK: "就労・通学",
            Subjects.ECONOMIC: "収入・資産・債務",
            Subjects.WELFARE_USE: "福祉制度の利用",
            Subjects.OTHER: "その他（生活歴・抱えている課題など）",
        },
        ConsentPurpose: {
            ConsentPurpose.CONSULT: "相談業務を円滑に行う",
            ConsentPurpose.APPLY: "事業利用・プランの申込",
            ConsentPurpose.COORDINATE: "支援の提供・関係機関との連絡調整",
        },
        SharedMeeting: {
            SharedMeeting.PLAN_COORDINATION: "支援調整会議",
            SharedMeeting.MULTILAYER_SUPPORT: "重層的支援会議",
            SharedMeeting.CASE_REVIEW: "個別ケース検討会議",
        },
        Exempt: {
            Exempt.AGE_UNKNOWN: "年齢不明",
            Exempt.NO_REPRESENTATIVE: "法定代理人なし",
        },
        Unasked: {
            Unasked.NOT_REACHABLE: "連絡がとれない",
            Unasked.UNSAFE_TO_ASK: "尋ねると危険がある",
            Unasked.INCAPABLE: "本人が判断できない",
        },
        AuthorityProof: {
            AuthorityProof.FAMILY_REGISTER: "戸籍",
            AuthorityProof.GUARDIANSHIP_CERTIFICATE: "登記事項証明書",
            AuthorityProof.MANDATE_LETTER: "委任状",
            AuthorityProof.COURT_ORDER: "裁判所の決定",
        },
    },
    fields={(kind.TOPIC, field): said for kind in _KINDS for field, said in _FIELDS.items()},
    rules={
        consent.DocumentUnknown: Sentence(
            422,
            "consent-document-unknown",
            "その日に使っていた説明書ではありません",
            "説明した日に使っていた説明書を選んでください。",
        ),
        consent.ConsentCoversNothing: Sentence(
            422,
            "consent-covers-nothing",
            "何に同意したかが書かれていません",
            "利用目的と情報の区分を、それぞれ1つ以上選んでください。",
        ),
        consent.ConsentEndsBeforeItBegins: Sentence(
            422,
            "consent-ends-before-it-begins",
            "終わりの日が始まりの日より前です",
            "どちらかの日付を直してください。",
        ),
        consent.NotARepresentative: Sentence(
            422,
            "not-a-representative",
            "その日に代理権を確認できている人ではありません",
            "代理人の登録を確かめてください。本人が同意したときは、本人を選んでください。",
        ),
        consent.PaperWithoutSignature: Sentence(
            422,
            "paper-without-signature",
            "同意書の到着を待つのは、署名したときだけです",
            "同意の方法と、同意書の期限を確かめてください。",
        ),
        consent_changes.ConsentUnknown: Sentence(
            404,
            "consent-unknown",
            "この方の同意ではありません",
            "同意の一覧を開き直して選んでください。",
        ),
        consent_changes.ConsentEnded: Sentence(
            409,
            "consent-ended",
            "この同意は、もう撤回されています",
            "あらためて同意を得たときは、新しい同意として記録してください。",
        ),
        consent_changes.NotPartOfConsent: Sentence(
            422,
            "not-part-of-consent",
            "一部の撤回になっていません",
            "同意した相手や目的の一部を選んでください。すべてをやめるときは、全部の撤回にしてください。",
        ),
        consent_changes.DisputeNotOpen: Sentence(
            409,
            "dispute-not-open",
            "疑義の記録が、いまの状態と合いません",
            "同意の一覧を開き直して確かめてください。",
        ),
        consent_changes.NoPaperAwaited: Sentence(
            409,
            "no-paper-awaited",
            "到着を待っている同意書はありません",
            "同意の一覧を開き直して確かめてください。",
        ),
        consent_document.DocumentAlreadyAdopted: Sentence(
            409,
            "document-already-adopted",
            "同じ文面の説明書が登録されています",
            "文面を変えたときだけ、新しい説明書として登録してください。",
        ),
        consent_document.DocumentNotAdopted: Sentence(
            404,
            "document-not-adopted",
            "登録されていない説明書です",
            "説明書の一覧から選んでください。",
        ),
        consent_document.DocumentNameless: Sentence(
            422,
            "document-nameless",
            "説明書の名称、版または文面がありません",
            "名称と版を書き、文面のあるファイルを選んでください。",
        ),
        consent_document.DocumentTooLong: Sentence(
            422,
            "document-too-long",
            "説明書の文面が長すぎます",
            "15,000字までにしてください。別紙は別の説明書にできます。",
        ),
        consent_document.DocumentEndsBeforeItBegins: Sentence(
            422,
            "document-ends-before-it-begins",
            "説明書の終わりの日が始まりの日より前です",
            "どちらかの日付を直してください。",
        ),
        exclusion.AlreadyExcluded: Sentence(
            409,
            "already-excluded",
            "その相手は、もう知らせない相手に入っています",
            "同意の画面を開き直して確かめてください。",
        ),
        exclusion.NotExcluded: Sentence(
            409,
            "not-excluded",
            "その相手は、知らせない相手に入っていません",
            "同意の画面を開き直して確かめてください。",
        ),
        representative.NotForOneself: Sentence(
            422,
            "not-for-oneself",
            "本人は代理人になりません",
            "代理人の立場を選び直してください。",
        ),
        representative.AlreadyRepresentative: Sentence(
            409,
            "already-representative",
            "その代理人は、もう登録されています",
            "代理人の一覧を開き直して確かめてください。",
        ),
        representative.RepresentativeUnknown: Sentence(
            404,
            "representative-unknown",
            "この方の代理人ではありません",
            "代理人の一覧を開き直して選んでください。",
        ),
        representative.AuthorityEndsBeforeItBegins: Sentence(
            422,
            "authority-ends-before-it-begins",
            "代理権の終わりの日が始まりの日より前です",
            "どちらかの日付を直してください。",
        ),
        representative.ConflictUnchanged: Sentence(
            409,
            "conflict-unchanged",
            "代理人の確認は、もうそのとおりに記録されています",
            "代理人の一覧を開き直して確かめてください。",
        ),
    },
)

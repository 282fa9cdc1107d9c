"""Broken rules in words (決まりに反したときの文): one sentence for every rule of `events`."""

from typing import Final

from events import agency, case, key, matter, person, policy, programme, staff, tenant
from services.web import words
from services.web.words.base import Sentence

RULE_SENTENCES: Final[dict[type[Exception], Sentence]] = {
    case.CaseAlreadyOpen: Sentence(
        409,
        "case-already-open",
        "このケースの連絡票は、もう受け付けています",
        "続きの相談は、ケースの支援経過に書いてください。",
    ),
    matter.CaseNotOpen: Sentence(
        409,
        "case-not-open",
        "このケースは終了しています",
        "終了したケースには支援経過を書けません。新しい相談として受け付けてください。",
    ),
    case.MainTopicNotAmongTopics: Sentence(
        409,
        "main-topic-not-among-topics",
        "一番困っていることが、選んだ相談内容に入っていません",
        "相談内容を選び直してください。",
    ),
    case.TopicRepeated: Sentence(
        409,
        "topic-repeated",
        "同じ相談内容が2回選ばれています",
        "1つだけにして、もう一度送ってください。",
    ),
    case.ClosedBeforeReceived: Sentence(
        422,
        "closed-before-received",
        "終了の日が受付の日より前です",
        "終了日を、相談を受け付けた日か、それよりあとの日にしてください。",
    ),
    matter.TextMissing: Sentence(
        409,
        "text-missing",
        "書かれていないところがあります",
        "必須の欄と、訂正の理由は、必ず書いてください。",
    ),
    matter.BeforeTheCase: Sentence(
        422,
        "before-the-case",
        "相談を受けた日より前の日付です",
        "日付を確かめてください。相談の前のことは、支援経過に書きます。",
    ),
    matter.NotInTheFuture: Sentence(
        422,
        "not-in-the-future",
        "日付が先の日になっています",
        "もう起きたことの日付は、今日までの日にしてください。",
    ),
    case.RecordNotCorrectable: Sentence(
        409,
        "record-not-correctable",
        "この記録は訂正できません",
        "もう訂正されているか、訂正できない種類の記録です。ケースを開き直して確かめてください。",
    ),
    agency.AgencyAlreadyRegistered: Sentence(
        409, "agency-already-registered", "この機関は、もう登録されています", "一覧を見てください。"
    ),
    key.KeyUnknown: Sentence(
        409, "key-unknown", "この鍵はありません", "鍵の番号を確かめてください。"
    ),
    key.KeyAlreadyDestroyed: Sentence(
        409, "key-already-destroyed", "この鍵は、もう廃棄されています", "することはありません。"
    ),
    key.ReasonNotACode: Sentence(
        422,
        "reason-not-a-code",
        "理由は符号で書いてください",
        "理由はそのまま残ります。名前や事情を書かず、英小文字・数字・-・_ の符号で書いてください。",
    ),
    key.SecondPersonMissing: Sentence(
        409,
        "second-person-missing",
        "2人目の承認がありません",
        "消去は、決める人と承認する人が別でなければなりません。",
    ),
    key.DestructionNotOrdered: Sentence(
        409,
        "destruction-not-ordered",
        "廃棄の決定がありません",
        "先に、根拠と理由を付けて廃棄を決定してください。",
    ),
    person.PersonAlreadyRegistered: Sentence(
        409, "person-already-registered", "本人票は、もうあります", "もう一度送る必要はありません。"
    ),
    programme.ProgrammeAlreadyOpen: Sentence(
        409, "programme-already-open", "この事業は、もう始まっています", "一覧を見てください。"
    ),
    programme.ContractEndsBeforeItStarts: Sentence(
        409,
        "contract-ends-before-it-starts",
        "契約の終わりが始まりより前です",
        "契約期間を直してください。",
    ),
    staff.StaffAlreadyRegistered: Sentence(
        409, "staff-already-registered", "この職員は、もう登録されています", "一覧を見てください。"
    ),
    staff.StaffNotActive: Sentence(
        409,
        "staff-not-active",
        "この職員は利用を停止されています",
        "利用できる職員だけを任用できます。",
    ),
    staff.AppointmentAlreadyMade: Sentence(
        409, "appointment-already-made", "この任用は、もう登録されています", "一覧を見てください。"
    ),
    staff.AppointmentProlonged: Sentence(
        409,
        "appointment-prolonged",
        "任用の終わりを、いまより後にはできません",
        "延ばすときは、新しい任用として登録してください。",
    ),
    staff.AppointmentUnknown: Sentence(
        409, "appointment-unknown", "この任用はありません", "任用を選び直してください。"
    ),
    staff.AppointmentEndsBeforeItStarts: Sentence(
        409,
        "appointment-ends-before-it-starts",
        "任用の終わりが始まりより前です",
        "任用期間を直してください。",
    ),
    tenant.TenantAlreadyOpen: Sentence(
        409, "tenant-already-open", "この自治体は、もう登録されています", "一覧を見てください。"
    ),
    tenant.TenantCodeMalformed: Sentence(
        409,
        "tenant-code-malformed",
        "自治体の番号の形が正しくありません",
        "lg- に全国地方公共団体コード6桁を続けてください。",
    ),
    policy.PolicyAlreadyAdopted: Sentence(
        409, "policy-already-adopted", "この版は、もう採用されています", "することはありません。"
    ),
    policy.PolicyComparedWithAnother: Sentence(
        409,
        "policy-compared-with-another",
        "いま使われている版との比較ではありません",
        "いまの版と比べ直してから、もう一度決定してください。",
    ),
    policy.PolicyBreaksProperty: Sentence(
        409,
        "policy-breaks-property",
        "守るべき性質が証明できない版です",
        "証明できなかった性質を確かめ、版を直してください。",
    ),
    policy.PolicyWidensWithoutReason: Sentence(
        409,
        "policy-widens-without-reason",
        "広がる範囲に、理由のないものがあります",
        "見える範囲が広がるところには、1つずつ理由を書いてください。",
    ),
    policy.PolicyApprovedByItsAuthor: Sentence(
        409,
        "policy-approved-by-its-author",
        "2人目の承認がありません",
        "版を作った人と承認する人は、別でなければなりません。",
    ),
    policy.PolicyTakesEffectBackwards: Sentence(
        409,
        "policy-takes-effect-backwards",
        "施行日が早すぎます",
        "施行日は、決定の日かそれより後で、前の版より前にならない日にしてください。",
    ),
    policy.PolicyWithoutGround: Sentence(
        409,
        "policy-without-ground",
        "決定の根拠がありません",
        "どの会議または決裁で決めたかを書いてください。",
    ),
    policy.LegalBasisAlreadyConfirmed: Sentence(
        409,
        "legal-basis-already-confirmed",
        "この条文は、もう確認されています",
        "することはありません。",
    ),
    policy.LegalBasisNotRead: Sentence(
        409,
        "legal-basis-not-read",
        "どの条文を読んだかが書かれていません",
        "読んだ公式の条文の出どころを書いてください。",
    ),
} | {rule: sentence for concept in words.ALL for rule, sentence in concept.rules.items()}

"""Refusals in words (エラーの文): one Japanese sentence for everything that can be refused."""

from dataclasses import dataclass, field
from typing import Final

from events import agency, case, key, person, programme, staff, tenant
from events.base import RuleViolation
from services.views import (
    CommandReused,
    FieldRefused,
    FileErased,
    LoginRefused,
    NotShown,
    StaleSave,
    StorageUnavailable,
)
from services.web.forms import FormRefused
from services.web.session import LoginNeeded, StandChanged


@dataclass(frozen=True)
class Sentence:
    """What is said: a status (RFC 9110), a stable name for machines, a title and what to do now."""

    status: int
    name: str
    title: str
    detail: str


@dataclass(frozen=True)
class Problem:
    """A refused form: what to say above it, and what to say at its fields (in their order)."""

    sentence: Sentence
    fields: dict[str, str] = field(default_factory=dict[str, str])


_INCOMPLETE: Final = Sentence(
    422, "form-incomplete", "入力を確かめてください", "次のところを直して、もう一度送ってください。"
)

SENTENCES: Final[dict[type[Exception], Sentence]] = {
    NotShown: Sentence(
        404,
        "not-shown",
        "見つからないか、見る権限がありません",
        "番号が正しいか確かめてください。担当の変更が必要なときは、係長に相談してください。",
    ),
    LoginRefused: Sentence(
        403,
        "login-refused",
        "ログインできません",
        "利用者名とパスワードを確かめて、もう一度入力してください。",
    ),
    LoginNeeded: Sentence(
        403,
        "login-needed",
        "ログインが必要です",
        "ログインしていないか、しばらく操作がなかったためにログアウトしました。",
    ),
    StandChanged: Sentence(
        409,
        "stand-changed",
        "この用紙を開いたときと、利用者または立場が違います",
        "まだ保存していません。画面の上の名前と立場でよければ、もう一度送ってください。",
    ),
    CommandReused: Sentence(
        409,
        "command-reused",
        "この用紙は、もう保存されています",
        "内容が前に送ったものと違うため、今回の分は保存していません。"
        "別の記録として残すときは、もう一度送ってください。",
    ),
    StaleSave: Sentence(
        409,
        "stale-save",
        "書いているあいだに、このケースに新しい記録が入りました",
        "まだ保存していません。新しい記録を読んで、よければもう一度送ってください。"
        "書いた文は下に残っています。",
    ),
    FieldRefused: _INCOMPLETE,
    FormRefused: _INCOMPLETE,
    FileErased: Sentence(
        409,
        "file-erased",
        "このケースの内容は消去されています",
        "消去されたケースには書き足せません。新しい相談として受け付けてください。",
    ),
    StorageUnavailable: Sentence(
        503,
        "storage-unavailable",
        "いま保存も表示もできません",
        "何も保存していません。少し待って、もう一度押してください。"
        "同じ内容が二重に保存されることはありません。",
    ),
    case.CaseAlreadyOpen: Sentence(
        409,
        "case-already-open",
        "このケースの連絡票は、もう受け付けています",
        "続きの相談は、ケースの支援経過に書いてください。",
    ),
    case.CaseNotOpen: Sentence(
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
    case.TextMissing: Sentence(
        409,
        "text-missing",
        "書かれていないところがあります",
        "支援経過の内容と、訂正の理由は、必ず書いてください。",
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
}

RULES: Final[dict[str, str]] = {
    "R77": "個人番号（マイナンバー）らしい番号があります。記録できないので、消してください。",
    "length": "長すぎます。短くするか、いくつかの記録に分けてください。",
    "date": "日付を、例：昭和22年5月3日 のように書いてください。",
    "characters": "使えない文字（制御文字）が入っています。書き直してください。",
    "missing": "書かれていません。",
}
"""What is said at a field, by the rule that it breaks."""

_OTHER_RULE: Final = "この内容は受け付けられません。書き直してください。"

REFUSALS: Final = (
    FormRefused,
    FieldRefused,
    StaleSave,
    CommandReused,
    FileErased,
    StorageUnavailable,
    StandChanged,
    RuleViolation,
)
"""What a save may be refused by, with the form shown again."""

CROSS_SITE: Final = Sentence(
    403,
    "cross-site",
    "この操作は受け付けられません",
    "ほかのサイトから送られた可能性があります。つなぎの画面から、もう一度操作してください。",
)
MISDIRECTED: Final = Sentence(
    421,
    "misdirected",
    "この名前では開けません",
    "管理者が決めた、つなぎのアドレスから開いてください。",
)
METHOD_NOT_ALLOWED: Final = Sentence(
    405,
    "method-not-allowed",
    "この操作はできません",
    "画面のリンクやボタンから操作してください。",
)
TOO_LARGE: Final = Sentence(
    413,
    "too-large",
    "送られた内容が大きすぎます",
    "文を短くするか、いくつかに分けてください。",
)
PREFETCH: Final = Sentence(
    503,
    "prefetch-refused",
    "先読みはできません",
    "見た記録を正しく残すため、開く前の先読みには応じません。",
)
UNEXPECTED: Final = Sentence(
    500,
    "unexpected",
    "思いがけないエラーが起きました",
    "管理者に、起きた時刻と、していたことを知らせてください。",
)
TOO_MANY_REFUSED: Final = Sentence(
    429,
    "too-many-refused",
    "しばらく操作できません",
    "見つからない番号や、見る権限のない番号が続きました。1分ほど待って、もう一度操作してください。",
)
LOGIN_BUSY: Final = Sentence(
    503,
    "login-busy",
    "ログインが込み合っています",
    "少し待って、もう一度ログインしてください。ログインしている人は、そのまま使えます。",
)
NOT_UNDERSTOOD: Final = Sentence(
    400,
    "not-understood",
    "送られた内容を読み取れません",
    "画面を開き直して、もう一度操作してください。",
)

_BY_STATUS: Final = {
    404: SENTENCES[NotShown],
    405: METHOD_NOT_ALLOWED,
    413: TOO_LARGE,
    429: TOO_MANY_REFUSED,
    503: LOGIN_BUSY,
}


def sentence_for_status(status: int) -> Sentence:
    """Return the words for a status that the framework itself refuses with."""
    return _BY_STATUS.get(status, NOT_UNDERSTOOD)


def sentence(refusal: Exception) -> Sentence:
    """Return the words for a refusal."""
    return SENTENCES[type(refusal)]


def rule_sentence(rule: str) -> str:
    """Return what is said at a field that breaks a rule."""
    return RULES.get(rule, _OTHER_RULE)


def problem(refusal: Exception) -> Problem:
    """Return what is said above and inside a form that was refused."""
    match refusal:
        case FormRefused():
            return Problem(_INCOMPLETE, dict(refusal.fields))
        case FieldRefused():
            return Problem(_INCOMPLETE, {refusal.field: rule_sentence(refusal.rule)})
        case _:
            return Problem(sentence(refusal))

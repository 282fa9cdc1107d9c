"""Refusals in words (エラーの文): one Japanese sentence for everything that can be refused."""

from dataclasses import dataclass, field
from typing import Final

from events.base import RuleViolation
from services.draft_views import DraftChanged
from services.login_views import CodeNeeded, EnrolmentNeeded, LoginRefused, StandNeeded
from services.refusals import (
    CommandReused,
    FieldRefused,
    FileErased,
    NotShown,
    StaleSave,
    StorageUnavailable,
)
from services.web.posted import FormRefused
from services.web.refusals import RULE_SENTENCES, Sentence
from services.web.session import LoginNeeded, StandChanged


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
        "利用者名・パスワード・確認コードを確かめて、もう一度入力してください。",
    ),
    CodeNeeded: Sentence(
        403,
        "code-needed",
        "確認コードが必要です",
        "利用者名とパスワードに、二つ目の確認のコードを付けて、もう一度送ってください。",
    ),
    EnrolmentNeeded: Sentence(
        403,
        "enrolment-needed",
        "二つ目の確認が決まっていません",
        "はじめに、つなぎの画面からログインして、二つ目の確認を決めてください。",
    ),
    LoginNeeded: Sentence(
        403,
        "login-needed",
        "ログインが必要です",
        "ログインしていないか、しばらく操作がなかったためにログアウトしました。",
    ),
    StandNeeded: Sentence(
        409,
        "stand-needed",
        "立場を選んでください",
        "まだ何もしていません。別の画面でつなぎを開いて立場を選び、もう一度送ってください。",
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
    DraftChanged: Sentence(
        409,
        "draft-changed",
        "この下書きは、別の画面で書き足したか、終わっています",
        "今回の分は、まだ残していません。書いた文は下に残っています。"
        "「下書きに残す」をもう一度押すと、別の下書きとして残ります。"
        "前に残した分は「下書き」の一覧にあります。",
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
    **RULE_SENTENCES,
}

RULES: Final[dict[str, str]] = {
    "R77": "個人番号（マイナンバー）らしい番号があります。記録できないので、消してください。",
    "length": "長すぎます。短くするか、いくつかの記録に分けてください。",
    "date": "日付を、例：昭和22年5月3日 のように書いてください。",
    "characters": "使えない文字（制御文字）が入っています。書き直してください。",
    "missing": "書かれていません。",
    "files_missing": "ファイルを選んでください。",
    "files_many": "1回に添付できるのは40個までです。分けて添付してください。",
    "file_empty": "中身のない（0バイトの）ファイルです。元のファイルを確かめてください。",
    "file_large": "512KBを超えています。写真は小さくし、書類は分けて、添付してください。",
    "file_name": "ファイル名に使えない記号（/ \\ : * ? など）があります。名前を変えてください。",
    "file_type": "添付できるのは、PDF・写真（JPEG・PNG）・UTF-8のテキストだけです。"
    "WordやExcelは、PDFにしてから添付してください。",
    "file_ending": "ファイル名の終わり（.pdf、.jpg、.png、.txt）と中身が合っていません。"
    "元のファイルを確かめてください。",
    "file_program": "中でプログラムが動くPDFです。印刷でPDFを作り直してから、添付してください。",
    "restricted": "限定ケースの内容は、ほかの職員にも見えるケースには移せません。",
    "not-at-desk": "その日に、この事業で相談支援をする職員ではありません。",
}
"""What is said at a field, by the rule that it breaks."""

_OTHER_RULE: Final = "この内容は受け付けられません。書き直してください。"

REFUSALS: Final = (
    FormRefused,
    FieldRefused,
    StaleSave,
    DraftChanged,
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
UPLOAD_TOO_LARGE: Final = Sentence(
    413,
    "upload-too-large",
    "ファイルが大きすぎます",
    "何も保存していません。1つ512KBまで、1回に40個までにして、添付し直してください。",
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

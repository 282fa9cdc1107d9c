"""
Sharing begins (共有の始まり): what the desk and other bodies exchange once the months are told.

A consent counts from when it was really written down, never before: so nothing could be shown on it
in the months that are told, and all of this happens on the day of the loading.
"""

from collections.abc import Callable, Mapping
from typing import Final

from events.provision import Declining, Ending
from events.values import Purpose, SupportMethod
from services.demonstration import consents, provided
from services.demonstration.file import File
from services.demonstration.provided import CHILDREN, EAST, HEALTH, LOANS, WORK

Shared = Callable[[File], None]

ASKED: Final[Mapping[str, tuple[str, str]]] = {
    "elder": (EAST, "介護保険の申請の相談をお願いします。[午前|午後]の訪問を希望されています。"),
    "mind": (HEALTH, "受診までの相談をお願いします。[電話が苦手|朝は起きられない]方です。"),
    "single": (CHILDREN, "学童と一時預かりの相談をお願いします。仕事は[夕方|夜]までです。"),
    "job": (WORK, "求職の登録と、[面接|応募書類]の相談をお願いします。"),
    "rent": (LOANS, "住宅入居費の貸付の相談をお願いします。[来週|今月中]の面談を希望。"),
    "utility": (LOANS, "緊急小口資金の相談をお願いします。[電気|水道]の期限が近いです。"),
}
"""Whom the desk asks about which theme, and for what."""


def ordinary(file: File) -> None:
    """Ask another body to take part; most do, some do not, and some have not looked yet."""
    asked = ASKED.get(file.theme["id"])
    if asked is None or file.closed or not file.agreed or file.chance(0.2):
        return
    to, words = asked
    provided.propose(file, to, file.words.spell(words))
    fate = file.dice.random()
    if fate < 0.5:
        provided.accept(file, to)
    elif fate < 0.65:
        why = file.dice.choice((Declining.NO_CAPACITY, Declining.OTHER_BODY_FITS))
        provided.decline(file, to, why)


def three_agencies(file: File) -> None:
    """8050: one takes part and stays, one is done, one says nothing."""
    provided.propose(file, EAST, "母の介護保険の申請と、火曜と金曜の訪問をお願いします。")
    provided.propose(
        file, HEALTH, "母を通じた助言の日を決めたいです。", purpose=Purpose.PLAN, days=0
    )
    provided.propose(file, LOANS, "歯の治療費のことで、母が貸付の説明を聞きたいそうです。")
    provided.accept(file, EAST)
    provided.accept(file, LOANS)
    provided.end(file, LOANS, Ending.COMPLETED)
    file.note(
        SupportMethod.AGENCY_PHONE,
        "保健所に電話。返事は今日までと伝えた。担当は外出中で、戻りの時間はわからないとのこと。",
    )


def returned(file: File) -> None:
    """返却: they took part, and give it back."""
    provided.propose(file, WORK, "求職の登録と、模擬面接をお願いします。")
    provided.accept(file, WORK)
    provided.end(file, WORK, Ending.RETURNED)


def refused(file: File) -> None:
    """辞退: what is asked is not theirs; the desk looks for another way."""
    provided.propose(file, LOANS, "滞納した水道料金の立替えの相談をお願いします。", days=5)
    provided.decline(file, LOANS, Declining.OUT_OF_SCOPE)
    file.note(
        SupportMethod.AGENCY_PHONE, "貸付の相談員から。滞納は対象の外とのこと。分納を水道部に頼む。"
    )


def taken_back(file: File) -> None:
    """撤回: read, and then the person wants nobody told any more; the desk revokes."""
    provided.propose(file, LOANS, "引っ越しの費用の貸付の説明をお願いします。")
    provided.accept(file, LOANS)
    consents.withdraw(file, "前の夫の親族が貸付の委員をしていると知った。もう伝えないでほしい。")
    provided.revoke(file, LOANS)
    file.note(
        SupportMethod.AGENCY_PHONE,
        "貸付の相談員に、同意が取りやめられたことと、使うのをやめることを電話で伝えた。",
    )


def towards_one_only(file: File) -> None:
    """一部の撤回: the loans are to know nothing more; the others go on."""
    provided.propose(file, LOANS, "借り換えにあたらないか、貸付の相談をお願いします。")
    provided.propose(file, WORK, "夕方からの仕事の相談をお願いします。")
    provided.accept(file, LOANS)
    provided.accept(file, WORK)
    withdrawn = "貸付はもう頼まないとのこと。仕事の相談は続けたい。"
    consents.withdraw(file, withdrawn, towards=(LOANS,))


def in_part(file: File) -> None:
    """一部の同意: they see what was agreed to, and the rest is not there."""
    provided.propose(file, WORK, "手話のできる担当者との面談をお願いします。")
    provided.accept(file, WORK)

"""Words of a person and of where they are (本人票・連絡先・消息)."""

from typing import Final

from events import contact, person
from events.contact import AddressKind, ContactMeans, SenderName
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        AddressKind: {
            AddressKind.REGISTERED: "住民票の住所",
            AddressKind.RESIDENCE: "実際に住んでいるところ",
            AddressKind.MAILING: "郵便の送り先",
            AddressKind.TEMPORARY: "一時的にいるところ",
            AddressKind.OTHER: "その他の住所",
        },
        ContactMeans: {
            ContactMeans.PHONE: "電話",
            ContactMeans.LETTER: "手紙",
            ContactMeans.EMAIL: "メール",
            ContactMeans.VISIT: "訪問",
            ContactMeans.THROUGH_OTHERS: "ほかの人を通して",
        },
        SenderName: {
            SenderName.SHOWN: "窓口の名前を出してよい",
            SenderName.PERSONAL_NAME: "職員の個人名だけを出す",
            SenderName.HIDDEN: "だれからか、わからないようにする",
            SenderName.NOT_ASKED: "まだ聞いていない",
        },
    },
    rules={
        person.PersonNotRegistered: Sentence(
            409, "person-not-registered", "本人票がありません", "先に本人票を作ってください。"
        ),
        person.AlreadyLinked: Sentence(
            409,
            "already-linked",
            "この2つの本人票は、もう結び付いています",
            "本人票を開き直して確かめてください。",
        ),
        person.NotLinked: Sentence(
            409,
            "not-linked",
            "この2つの本人票は結び付いていません",
            "取り消す結び付けを選び直してください。",
        ),
        contact.SafeContactEmpty: Sentence(
            422,
            "safe-contact-empty",
            "安全な連絡方法が何も書かれていません",
            "わかっていることを1つ以上書いてください。",
        ),
        contact.ContactNotStanding: Sentence(
            409,
            "contact-not-standing",
            "この記録は、もう訂正されているか、取り消されています",
            "本人票を開き直して、いまの記録を確かめてください。",
        ),
        contact.AddressEndsBeforeItBegins: Sentence(
            422,
            "address-ends-before-it-begins",
            "住所の終わりの日が始まりの日より前です",
            "どちらかの日付を直してください。",
        ),
    },
)

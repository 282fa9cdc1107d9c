"""Words of a household, and of what a 支援経過 says about its members (世帯・書き分け)."""

from typing import Final

from events import household, passage
from events.household import Leaving, Living, Relation
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        Relation: {
            Relation.SELF: "本人",
            Relation.SPOUSE: "配偶者",
            Relation.PARTNER: "内縁・パートナー",
            Relation.CHILD: "子",
            Relation.CHILDS_SPOUSE: "子の配偶者",
            Relation.PARENT: "父母",
            Relation.PARENT_IN_LAW: "配偶者の父母",
            Relation.SIBLING: "兄弟姉妹",
            Relation.GRANDCHILD: "孫",
            Relation.GRANDPARENT: "祖父母",
            Relation.OTHER_RELATIVE: "その他の親族",
            Relation.COHABITANT: "親族でない同居人",
            Relation.OTHER: "その他",
            Relation.UNKNOWN: "わからない",
        },
        Living: {
            Living.TOGETHER: "同居",
            Living.APART: "別居",
            Living.UNKNOWN: "わからない",
        },
        Leaving: {
            Leaving.MOVED_OUT: "転出・別居",
            Leaving.FACILITY: "入院・入所",
            Leaving.MARRIAGE: "結婚",
            Leaving.DIVORCE: "離婚",
            Leaving.DIED: "死亡",
            Leaving.OTHER: "その他",
        },
    },
    fields={
        (passage.PassageRecorded.TOPIC, "person_id"): "だれについて",
        (passage.PassageCorrected.TOPIC, "person_id"): "だれについて",
        (passage.PassageRecorded.TOPIC, "category"): "内容の区分",
        (passage.PassageCorrected.TOPIC, "category"): "内容の区分",
    },
    rules={
        household.HouseholdAlreadyFormed: Sentence(
            409,
            "household-already-formed",
            "この世帯は、もう作られています",
            "世帯を開き直してください。",
        ),
        household.HouseholdNotFormed: Sentence(
            409, "household-not-formed", "この世帯はありません", "世帯を開き直してください。"
        ),
        household.MemberAlreadyHere: Sentence(
            409,
            "member-already-here",
            "この方は、もう世帯に入っています",
            "続柄を直すときは、訂正してください。",
        ),
        household.MemberUnknown: Sentence(
            409,
            "member-unknown",
            "この方は、いまこの世帯にいません",
            "世帯を開き直して、いまの世帯員を確かめてください。",
        ),
        household.SelfIsOne: Sentence(
            422,
            "self-is-one",
            "続柄「本人」は1人だけです",
            "本人から見た続柄を選び直してください。",
        ),
        household.LeftBeforeJoined: Sentence(
            422,
            "left-before-joined",
            "世帯を離れた日が、入った日より前です",
            "どちらかの日付を直してください。",
        ),
        passage.PassageNotAboutAnother: Sentence(
            409,
            "passage-not-about-another",
            "書き分けの相手が、このケースの本人です",
            "本人のことは支援経過の内容に書いてください。",
        ),
        passage.PassageRepeated: Sentence(
            409,
            "passage-repeated",
            "同じ方の同じ区分の書き分けが2つあります",
            "1人につき、1つの区分に1つにまとめてください。",
        ),
        passage.CategoryNotOfPassages: Sentence(
            422,
            "category-not-of-passages",
            "この区分では書き分けられません",
            "内容の区分を選び直してください。",
        ),
        passage.PassageNotCorrectable: Sentence(
            409,
            "passage-not-correctable",
            "この書き分けは訂正できません",
            "もう訂正されているか、書き分けではない記録です。",
        ),
    },
)

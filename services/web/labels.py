"""Labels (表示名): the official Japanese words for every code that a page or the API shows."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final, get_args, get_type_hints

from consent.gate import Reason
from events import access, answer, case, conversion, passage
from events.base import personal_fields
from events.catalogue import BY_TOPIC, LABELS, OF_A_CASE
from events.values import (
    Basis,
    Caller,
    ClosingReason,
    Context,
    ErasureAuthority,
    Mask,
    Purpose,
    Role,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
)
from services.web import dates, words

_WORDS: Final[dict[type[StrEnum], Mapping[StrEnum, str]]] = {
    Topic: {
        Topic.ILLNESS_DISABILITY: "病気や健康、障害",
        Topic.HOUSING: "住まい",
        Topic.INCOME_LIVING: "収入・生活費",
        Topic.RENT_LOAN: "家賃やローンの支払い",
        Topic.TAX_UTILITY: "税金や公共料金等の支払い",
        Topic.DEBT: "債務",
        Topic.JOB_SEARCH: "仕事探し、就職",
        Topic.WORK_TROUBLE: "仕事上の不安やトラブル",
        Topic.COMMUNITY: "地域との関係",
        Topic.FAMILY: "家族との関係",
        Topic.CHILDCARE: "子育て",
        Topic.CARE: "介護",
        Topic.WITHDRAWAL_TRUANCY: "ひきこもり・不登校",
        Topic.DV_ABUSE: "DV・虐待",
        Topic.NO_FOOD: "食べるものがない",
        Topic.OTHER: "その他",
    },
    Route: {
        Route.SELF_VISIT: "本人自ら連絡（来所）",
        Route.SELF_PHONE_MAIL: "本人自ら連絡（電話・メール）",
        Route.FAMILY_VISIT: "家族・知人から連絡（来所）",
        Route.FAMILY_PHONE_MAIL: "家族・知人から連絡（電話・メール）",
        Route.OUTREACH: "自立相談支援機関がアウトリーチして勧めた",
        Route.REFERRAL: "関係機関・関係者からの紹介",
        Route.OTHER: "その他",
    },
    Caller: {
        Caller.SELF: "本人",
        Caller.FAMILY: "家族",
        Caller.OTHER: "その他",
    },
    SharingStance: {
        SharingStance.AGREED: "同意した",
        SharingStance.NOT_YET_ASKED: "まだ確認していない",
        SharingStance.REFUSED: "同意しない",
    },
    Urgency: {
        Urgency.IMMEDIATE: "即日",
        Urgency.HIGH: "高",
        Urgency.NORMAL: "通常",
        Urgency.WATCH: "見守り",
    },
    SupportMethod: {
        SupportMethod.PHONE: "電話相談・連絡",
        SupportMethod.VISIT_ACCOMPANY: "訪問・同行支援",
        SupportMethod.INTERVIEW: "面談",
        SupportMethod.INTERNAL_MEETING: "所内会議",
        SupportMethod.PLAN_MEETING: "支援調整会議（プラン策定）",
        SupportMethod.EVALUATION_MEETING: "支援調整会議（評価）",
        SupportMethod.OTHER_MEETING: "その他の会議",
        SupportMethod.AGENCY_PHONE: "他機関との電話照会・協議",
        SupportMethod.AGENCY_MEETING: "他機関との会議",
        SupportMethod.OTHER: "その他",
    },
    ClosingReason: {
        ClosingReason.SELF_RELIANCE: "自立",
        ClosingReason.HANDOVER: "他機関への引継ぎ",
        ClosingReason.INFORMATION_ONLY: "相談・情報提供のみで終了",
        ClosingReason.INTERRUPTED: "中断",
        ClosingReason.MOVED: "転居",
        ClosingReason.DECEASED: "死亡",
        ClosingReason.NO_CONTACT: "連絡不通",
        ClosingReason.OWN_WISH: "本人希望",
        ClosingReason.PUBLIC_ASSISTANCE: "生活保護へ移行",
    },
    Role: {
        Role.CITY_WELFARE_MANAGER: "地域福祉課長",
        Role.CITY_WELFARE_CHIEF: "地域福祉課係長",
        Role.CITY_SECRETARIAT: "事務局",
        Role.COUNCIL_CHIEF: "社会福祉協議会係長",
        Role.INCLUSIVE_PROMOTER: "相談支援包括化推進員",
        Role.SENIOR_WORKER: "主任相談支援員",
        Role.WORKER: "相談支援員",
        Role.EMPLOYMENT_WORKER: "就労支援員",
        Role.BUDGET_WORKER: "家計改善支援員",
        Role.AGENCY_REPRESENTATIVE: "関係機関担当者",
        Role.WELFARE_COMMISSIONER: "民生委員・児童委員",
        Role.COMMUNITY_SOCIAL_WORKER: "地域福祉コーディネーター",
        Role.AUDITOR: "監査",
        Role.PRIVACY_OFFICER: "個人情報保護担当",
        Role.CHAIR: "会長・総括者",
        Role.ADMINISTRATOR: "システム管理者",
        Role.SYSTEM: "システム",
    },
    ErasureAuthority: {
        ErasureAuthority.RETENTION_END: "保存期間の満了",
        ErasureAuthority.STOP_ORDER: "利用停止の決定",
        ErasureAuthority.CORRECTION: "訂正の決定",
    },
    Mask: {
        Mask.BODY: "本文",
        Mask.SOURCE: "情報源",
        Mask.THIRD_PARTY: "第三者",
        Mask.ADDRESS: "住所",
    },
    Context: {
        Context.CASEWORK: "相談支援",
        Context.AUDIT: "監査",
        Context.ADMINISTRATION: "組織の管理",
        Context.SYSTEM: "システム",
    },
    Purpose: {
        Purpose.REACH: "相談・支援につなぐ",
        Purpose.PLAN: "支援プランの作成",
        Purpose.REVIEW: "支援の評価・見直し",
        Purpose.SERVICE: "支援の実施",
        Purpose.STATS: "統計",
        Purpose.ABUSE_REPORT: "虐待の通告・通報",
        Purpose.LIFE: "生命・身体の保護",
        Purpose.SUBJ_ACCESS: "本人への開示",
        Purpose.AUDIT: "監査",
        Purpose.OTHER: "その他",
    },
    Basis: {
        Basis.WITHIN_PURPOSE: "利用目的の範囲内",
        Basis.BY_LAW: "法令に基づく場合",
        Basis.CONSENT: "本人の同意",
        Basis.VITAL_INTEREST: "生命・身体・財産の保護",
        Basis.INTERNAL_REASONABLE: "市の中での利用・相当の理由",
        Basis.OTHER_PUBLIC_BODY: "ほかの行政機関等・相当の理由",
        Basis.NONE: "根拠なし",
    },
    Reason: {
        Reason.NO_APPOINTMENT: "有効な任用がない",
        Reason.CONTRACT_NOT_IN_FORCE: "契約の期間外",
        Reason.NOT_CASEWORK: "相談支援の立場ではない",
        Reason.OTHER_PROGRAMME: "ほかの事業の記録",
        Reason.NOT_AN_INSPECTOR: "監査の立場ではない",
        Reason.NOT_AN_ADMINISTRATOR: "管理者の立場ではない",
        Reason.NOT_A_CHIEF: "係長・課長の立場ではない",
        Reason.NOT_FOUND: "見つからない",
        Reason.NOT_NAMED: "見つからない",
    },
    access.Surface: {
        access.Surface.MY_WORK: "わたしの仕事",
        access.Surface.CASE_LIST: "ケース一覧",
        access.Surface.CASE_PAGE: "ケース",
        access.Surface.CORRECTION_FORM: "訂正の用紙",
        access.Surface.STALE_SAVE: "保存の行き違い",
        access.Surface.SAVING: "保存",
        access.Surface.SEARCH: "氏名の検索",
        access.Surface.DRAFTS: "下書き",
        access.Surface.EXPORT: "一覧の書き出し",
        access.Surface.PLAN: "支援計画",
        access.Surface.PLAN_PRINT: "支援計画書の印刷",
        access.Surface.MONITORING: "経過確認・サービス",
        access.Surface.ENDING: "評価・終了",
        access.Surface.DIRECTIONS: "支援方針",
        access.Surface.ACCESS_LEDGER: "閲覧記録",
        access.Surface.ATTACHMENTS: "添付",
        access.Surface.ATTACHED_FILE: "添付ファイル",
        access.Surface.BRIEFS: "ひとこと受付",
        access.Surface.INQUIRIES: "問い合わせの控え",
        access.Surface.ASSIGNMENT: "担当・限定",
        access.Surface.ASSIGNMENTS: "担当の一覧",
        access.Surface.TEAM: "窓口の当番",
        access.Surface.CONSENT: "同意",
        access.Surface.CONSENT_PRINT: "同意書の印刷",
        access.Surface.PROVISIONS: "情報提供",
        access.Surface.PROVIDED: "提供された記録",
        access.Surface.EMERGENCIES: "緊急開示",
        access.Surface.EMERGENCY: "緊急開示の内容",
        access.Surface.OBLIGATIONS: "果たすべきこと",
        access.Surface.DISCLOSURES: "開示台帳",
        access.Surface.DISCLOSURES_EXPORT: "開示台帳の書き出し",
        access.Surface.PERSON_SHEET: "本人票",
        access.Surface.HOUSEHOLD_PAGE: "世帯",
        access.Surface.SAME_PERSON: "同じ方の確認",
        access.Surface.TASKS: "やること",
        access.Surface.VISITS: "訪問",
        access.Surface.CASE_SHOWN: "本人に見せる画面",
        access.Surface.ASSESSMENT: "アセスメント・振り分け",
        access.Surface.HANDOVERS: "引継ぎ",
        access.Surface.REFERRALS: "持ち込まれた引継ぎ",
        access.Surface.RELIEF: "緊急支援・生活保護の案内",
        access.Surface.INTERPRETERS: "通訳",
        access.Surface.ANSWERS: "市の質問への答え",
        access.Surface.OPENING_TOTALS: "稼働前の月別数",
        access.Surface.PAPER_SLIPS: "紙の連絡票との突合せ",
        access.Surface.PARTNERS: "関係者",
        access.Surface.STAFF: "職員",
        access.Surface.SETTINGS: "設定",
        access.Surface.QUESTIONS: "市の質問",
    },
    **{kind: said for concept in words.ALL for kind, said in concept.codes.items()},
}

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

LISTS: Final = frozenset(_WORDS)
"""The code lists that have words."""

FIELDS: Final[dict[str, str]] = {
    "name": "氏名",
    "kana": "ふりがな",
    "born": "生年月日",
    "address": "住所",
    "phone": "電話番号",
    "route": "相談経路",
    "caller": "来談者",
    "topics": "相談内容",
    "main_topic": "一番困っていること",
    "urgency": "緊急性",
    "sharing": "情報共有の意思",
    "own_words": "本人の言葉",
    "wishes": "希望していること",
    "method": "支援方法",
    "text": "内容",
    "reason": "訂正の理由",
    "closed_on": "終了日",
    "summary": "まとめ",
    "words": "氏名または電話番号",
}

CHIPS: Final = frozenset({"method", "reason", "result", "outcome"})
"""The marks of a record that stand in its heading."""

SLIPS: Final = frozenset({case.ConsultationReceived.TOPIC})
"""The records of which some marks stand beside the timeline."""

PASSAGES: Final = frozenset({passage.PassageRecorded.TOPIC, passage.PassageCorrected.TOPIC})
"""The records about somebody else than the person of the case."""

CONVERSIONS: Final = frozenset({conversion.SlipConverted.TOPIC, conversion.ProgressConverted.TOPIC})
"""The records that say where another one went."""

UNMARKED: Final = frozenset({"untimed", "types"})
"""The marks that are shown by how the record's time is written, or by the names of its files."""

BESIDE: Final = UNMARKED | {
    "lead",
    "route",
    "caller",
    "topics",
    "main_topic",
    "urgency",
    "sharing",
    "standing",
    "brief",
}
"""The marks of a slip that stand beside the timeline."""

_FIELDS_OF: Final[dict[str | tuple[str, str], str]] = {
    **FIELDS,
    (case.CaseClosed.TOPIC, "reason"): "終了の理由",
    **{field: said for concept in words.ALL for field, said in concept.fields.items()},
}
"""By field, and by (topic, field) where it has another name in one kind of record."""

_TIMELINE_TITLES: Final[dict[str, str]] = {
    case.ConsultationReceived.TOPIC: LABELS[case.ConsultationReceived],
    case.ConsultationCorrected.TOPIC: LABELS[case.ConsultationReceived],
    case.ProgressRecorded.TOPIC: LABELS[case.ProgressRecorded],
    case.ProgressCorrected.TOPIC: LABELS[case.ProgressRecorded],
    passage.PassageCorrected.TOPIC: LABELS[passage.PassageRecorded],
}


def label(code: StrEnum) -> str:
    """Return the Japanese words of a code."""
    return _WORDS[type(code)][code]


def label_of(kind: type[StrEnum], code: str) -> str:
    """Return the words of a stored code of that list, or the code itself where it is not in it."""
    return label(kind(code)) if code in set(kind) else code


def said_in(text: str, kind: str, field: str) -> str:
    """Return what a personal field says: of one that holds codes, their words."""
    codes = personal_fields(BY_TOPIC[kind])[field].codes
    return text if codes is None else "、".join(label_of(codes, one) for one in text.split())


def words_of(kind: str, field: str, code: str) -> str:
    """Return the words of a mark: a code's, an era date, or what stands there as it is."""
    personal = personal_fields(BY_TOPIC[kind]).get(field)
    if personal is not None and personal.codes is not None:
        return label_of(personal.codes, code)
    hint = get_type_hints(BY_TOPIC[kind])[field]
    if hint is bool:
        return "あり"
    if hint is datetime:
        return dates.at_tokyo(datetime.fromisoformat(code))
    if time in get_args(hint):
        return dates.clock(time.fromisoformat(code))
    for part in (hint, *get_args(hint)):
        if isinstance(part, type) and issubclass(part, StrEnum):
            return label_of(part, code)
    day = _DAY.fullmatch(code)
    return dates.in_era(date.fromisoformat(code)) if day else code


def said(kind: str, text: str) -> str:
    """Return a text of a record as it is shown: a day that was answered in its era."""
    if kind == answer.AnswersRecorded.TOPIC and _DAY.fullmatch(text):
        return dates.in_era(date.fromisoformat(text))
    return text


def field_name(kind: str, field: str) -> str:
    """Return the Japanese name of a field of a kind of record."""
    return _FIELDS_OF.get((kind, field)) or _FIELDS_OF.get(field, field)


def title_of(topic: str) -> str:
    """
    Return the title of a record, known by the stored name of its event.

    A correction stands in the place of what it corrects, so it bears that record's title (R71).
    """
    return _TIMELINE_TITLES.get(topic) or LABELS[BY_TOPIC[topic]]


def alike(topic: str) -> tuple[str, ...]:
    """Return the stored names of all records of one title: a correction goes with its record."""
    if topic not in BY_TOPIC:
        return ()
    return tuple(kind.TOPIC for kind in OF_A_CASE if title_of(kind.TOPIC) == title_of(topic))


def by_title(topics: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return stored names under the titles that their records bear."""
    found: dict[str, tuple[str, ...]] = {}
    for topic in topics:
        found[title_of(topic)] = (*found.get(title_of(topic), ()), topic)
    return tuple(found.items())

"""Reasons (理由): each code of a decision in one Japanese sentence, never quoting content."""

from collections.abc import Mapping
from typing import Final

GROUNDS: Final[Mapping[str, str]] = {
    "BASIS_LSA_ART9": "法定の会議での情報交換にあたるため",
    "BASIS_LSA_ART9_TASK": "法定の会議で決めた役割を担うため",
    "BASIS_CONSENT": "ご本人の同意があるため",
    "BASIS_CONSENT_LAPSED_AS_RECEIVED": "同意の期間中に受け取ったものを、目的の範囲で読むため",
    "BASIS_OWN_PURPOSE": "自機関の利用目的の範囲であるため",
    "BASIS_ABUSE_REPORT": "虐待の通告・通報のため",
    "BASIS_ABUSE_REPORT_DRAFT": "虐待の通告・通報を起案するため",
    "BASIS_ABUSE_REPORT_INFORMANT": "虐待の通告・通報に通報者の情報が要ると責任者が判断したため",
    "BASIS_LIFE_BODY": "生命・身体の保護に必要であるため",
    "BASIS_SUBJECT_ACCESS": "開示の決定があるため",
    "BASIS_SUBJECT_PRESENT": "ご本人が同席しているため",
    "BASIS_STATISTICS": "個人が分からない集計であるため",
    "BASIS_AUDIT": "監査のため",
    "BASIS_APPI69_2_REASONABLE": "相当の理由があると責任者が判断したため",
    "BASIS_CLEAR_BENEFIT": "明らかにご本人の利益になると責任者が判断したため",
}

REFUSALS: Final[Mapping[str, str]] = {
    "INPUT_INVALID": "判断に必要な事項が足りないか、読み取れません。",
    "INPUT_INCONSISTENT": "同意の状態と範囲が食い違っています。",
    "RECUSED": "この件では回避しています。",
    "NO_INDIVIDUAL_CASE": "この会議では個別の事例を扱いません。",
    "SMALL_CELL": "人数が少ないため示しません。",
    "PURPOSE_UNRELATED": "業務と関わりのない目的です。",
    "RECIPIENT_ADVERSE_OR_FAMILY": "相手方や家族には渡しません。",
    "INFORMANT_PROTECTED": "通報者を守るため示しません。",
    "SHELTER_ADDRESS": "避難先を守るため示しません。",
    "NOT_DESIGNATED": "この会議のこの議題に招集されていません。",
    "NO_CONFIDENTIALITY_ACK": "守秘義務の確認が済んでいません。",
    "SESSION_NOT_OPEN": "今は閲覧できる時間ではありません。",
    "NOT_ON_AGENDA": "この会議の議題にありません。",
    "NOT_CALLED": "この会議に招集されていません。",
    "A9_ORIGIN_NO_ONWARD": "法定の会議で得た情報は、その外へ出せません。",
    "A9_DISCLOSURE_REVIEW": "法定の会議に関わるため、開示の審査が要ります。",
    "SUBJECT_EXCLUDED_RECIPIENT": "ご本人がこの相手を除いています。",
    "DISCLOSURE_NOT_DECIDED": "開示の決定がまだありません。",
    "ANON_CASE_NOT_PROCESSED": "匿名化した事例文は扱いません。",
    "NO_BASIS": "根拠となるものがありません。",
    "PURPOSE_NOT_COVERED": "この立場でこの目的には使えません。",
    "RECIPIENT_NOT_ELIGIBLE": "この相手は対象ではありません。",
    "LEVEL_NOT_COVERED": "この粒度の情報は扱えません。",
    "PROVENANCE_NOT_COVERED": "この出どころの情報は扱えません。",
    "CATEGORY_NOT_COVERED": "この区分の情報は扱えません。",
    "NOT_ASSIGNED": "この件の担当ではありません。",
    "NO_DECLARATION": "責任者の判断の記録がありません。",
    "CONSENT_NONE": "ご本人の同意を得ていません。",
    "CONSENT_DRAFT": "ご本人の同意がまだ確定していません。",
    "CONSENT_REFUSED": "ご本人が同意していません。",
    "CONSENT_WITHDRAWN": "ご本人が同意を撤回しています。",
    "CONSENT_EXPIRED": "同意の期間が終わっています。",
    "CONSENT_DISPUTED": "同意の有効性に争いがあります。",
    "CONSENT_INCAPABLE": "ご本人が判断できず、代理人もいません。",
    "CONSENT_NOT_OWN": "ご本人自身の同意ではありません。",
    "SCOPE_RECIPIENT": "この相手は同意の範囲にありません。",
    "SCOPE_PURPOSE": "この目的は同意の範囲にありません。",
    "SCOPE_CATEGORY": "この区分は同意の範囲にありません。",
    "SCOPE_MISSING": "同意の範囲が示されていません。",
    "BASIS_UNKNOWN": "根拠法令台帳にない根拠です。",
    "BASIS_NOT_IN_FORCE": "この日に施行されていない根拠です。",
    "BASIS_UNVERIFIED": "市がまだ確認していない根拠です。",
    "DUTY_UNKNOWN": "見せるときに守ることの中に、このシステムで扱えないものがあります。",
    "REQUEST_UNCLEAR": "誰が、どの立場で、どの情報を求めているかが一つに定まりません。",
}


def sentence(reason: str) -> str:
    """Return the Japanese of a reason; a code that nobody worded is shown as it is."""
    if reason in GROUNDS:
        return f"{GROUNDS[reason]}。"
    return REFUSALS.get(reason, reason)

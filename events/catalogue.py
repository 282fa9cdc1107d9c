"""Every kind of event, once, with its Japanese label."""

from typing import Final

from events import (access, agency, assessment, case, contact, direction, evaluation, factor, handover, household, key, monitoring, passage, person, plan, policy, programme, referral, relief, reopening, screening, service, session, staff, task, tenant, visit)
from events.base import Event

LABELS: Final[dict[type[Event], str]] = {
    tenant.TenantOpened: "自治体の登録",
    agency.AgencyRegistered: "機関の登録",
    programme.ProgrammeOpened: "事業の開始",
    staff.StaffRegistered: "職員の登録",
    staff.StaffAppointed: "任用",
    staff.AppointmentEnded: "任用の終了",
    staff.StaffDeactivated: "職員の利用停止",
    factor.FactorEnrolled: "二つ目の確認の登録",
    factor.FactorRecoveryAsked: "二つ目の確認の決め直しの申請",
    factor.FactorRecoveryApproved: "二つ目の確認の決め直しの承認",
    session.SessionOpened: "ログイン",
    session.SessionEnded: "ログアウト",
    session.SessionRefused: "ログインの拒否",
    person.PersonRegistered: "本人票の作成",
    person.SheetCorrected: "本人票の訂正",
    person.PersonLinked: "同じ方の結び付け",
    person.PersonUnlinked: "結び付けの取消し",
    contact.SafeContactRecorded: "安全な連絡方法",
    contact.AddressRecorded: "住所の記録",
    contact.MovedAway: "転出",
    contact.DeathRecorded: "死亡",
    contact.ContactWithdrawn: "連絡先・消息の取消し",
    household.HouseholdFormed: "世帯の作成",
    household.MemberJoined: "世帯員の登録",
    household.RelationCorrected: "続柄の訂正",
    household.MemberLeft: "世帯を離れた記録",
    case.ConsultationReceived: "相談受付・連絡票",
    case.ProgressRecorded: "支援経過",
    case.ConsultationCorrected: "連絡票の訂正",
    case.ProgressCorrected: "支援経過の訂正",
    case.CaseClosed: "終了",
    plan.PlanDrafted: "支援計画案",
    plan.PlanAgreed: "本人同意",
    plan.PlanSubmitted: "支援調整会議への付議",
    plan.PlanApproved: "支援調整会議の了承",
    plan.PlanDecided: "支援決定・確認",
    plan.SupportStarted: "支援の実施",
    service.ServiceStarted: "サービスの利用開始",
    service.ServiceEnded: "サービスの利用終了",
    monitoring.WatchAgreed: "見守りの合意",
    monitoring.MonitoringRecorded: "経過確認",
    monitoring.WorkResultReached: "就労・増収",
    evaluation.PlanEvaluated: "評価",
    evaluation.EvaluationConfirmed: "評価の確認",
    direction.DirectionGiven: "支援方針",
    direction.DirectionEnded: "支援方針の終わり",
    reopening.CaseReopened: "再開",
    passage.PassageRecorded: "支援経過の書き分け",
    passage.PassageCorrected: "書き分けの訂正",
    assessment.AssessmentRecorded: "アセスメント",
    assessment.ResidenceChecked: "居住地の確認",
    screening.ScreeningDecided: "振り分け",
    screening.PromoterAsked: "包括化推進員への引渡し",
    screening.PromoterAnswered: "包括化推進員の返事",
    handover.HandoverMade: "引継ぎ",
    handover.HandoverConfirmed: "引継ぎの確認",
    handover.HandoverNotTakenUp: "つながらなかった引継ぎ",
    referral.ReferralReceived: "持ち込まれた引継ぎ",
    referral.TellingDecided: "伝えることの本人の意思",
    referral.BringerTold: "つながりましたの連絡",
    relief.ReliefGiven: "緊急支援",
    relief.PublicAssistanceExplained: "生活保護の案内",
    task.TaskGiven: "やること",
    task.TaskPostponed: "やることの延期",
    task.TaskDone: "やることの完了",
    task.TaskDropped: "やることの取りやめ",
    visit.VisitPlanned: "訪問の予定",
    visit.VisitStarted: "訪問への出発",
    visit.VisitReturned: "訪問からの帰着",
    visit.VisitCancelled: "訪問の取りやめ",
    access.ContentRead: "参照",
    access.SearchMade: "氏名の検索",
    access.ReadingRefused: "参照の拒否",
    access.LedgerInspected: "参照記録の閲覧",
    access.DraftOpened: "下書きの参照",
    access.NamesIndexed: "検索索引への読み込み",
    key.KeyCreated: "鍵の作成",
    key.KeyDestructionOrdered: "鍵の廃棄の決定",
    key.KeyDestroyed: "鍵の廃棄",
    policy.PolicyAdopted: "開示方針の決定",
    policy.LegalBasisConfirmed: "根拠法令の確認",
}

OF_A_CASE: Final = frozenset(
    kind
    for kind in LABELS
    if kind.__module__
    in {
        case.__name__,
        assessment.__name__,
        screening.__name__,
        handover.__name__,
        referral.__name__,
        relief.__name__,
        passage.__name__,
        plan.__name__,
        service.__name__,
        monitoring.__name__,
        evaluation.__name__,
        direction.__name__,
        reopening.__name__,
        task.__name__,
        visit.__name__,
    }
)
"""The kinds of events that stand in the stream of a case and on its timeline."""

BY_TOPIC: Final[dict[str, type[Event]]] = {kind.TOPIC: kind for kind in LABELS}


def label(topic: str) -> str:
    """Return the Japanese label of a kind of event by its stored name."""
    return LABELS[BY_TOPIC[topic]]

"""Sharing (情報提供): provisions and emergencies."""

from datetime import date
from typing import Final

from events.base import Event
from events.emergency import (
    EmergencyDisclosed,
    EmergencyEnded,
    EmergencyExtended,
    EmergencyLaw,
    EmergencyReviewed,
    EmergencyUseStopped,
    Finding,
    Stopping,
)
from events.ground import (
    Approving,
    Condition,
    ConditionsAccepted,
    Ground,
    GroundDecided,
    GroundReason,
    GroundStated,
    Necessity,
    Needed,
)
from events.obligation import RecipientTold, UseStopped
from events.partner import Channel
from events.provided import Provided
from events.provision import (
    Declining,
    Ending,
    ProvisionAccepted,
    ProvisionDeclined,
    ProvisionEnded,
    ProvisionProposed,
)
from events.provision_steps import AnswerTakenDown, ProvisionUrged, Urging
from events.values import Category, Pointer, Purpose
from tests.builders import CASE, DESK, EMERGENCY, LOANS, MOTHER, NOTE, PROVISION, REGISTER

PROVISION_PROPOSED: Final = ProvisionProposed(
    provision_id=PROVISION,
    case_id=CASE,
    person_id=MOTHER,
    provider=DESK,
    recipient=LOANS,
    purpose=Purpose.SERVICE,
    records=(
        Provided(
            at=Pointer(NOTE, 12, 0),
            person_id=MOTHER,
            category=Category.NOTE,
            kind="case.progress-recorded",
            on=date(2026, 4, 6),
        ),
    ),
    reply_by=date(2026, 4, 20),
    words="訪問介護を入れたいので、ご本人に会っていただけますか。",
)
PROVISION_ACCEPTED: Final = ProvisionAccepted(provision_id=PROVISION)
PROVISION_DECLINED: Final = ProvisionDeclined(provision_id=PROVISION, why=Declining.OUT_OF_SCOPE)
PROVISION_ENDED: Final = ProvisionEnded(provision_id=PROVISION, how=Ending.COMPLETED)
GROUND_STATED: Final = GroundStated(
    provision_id=PROVISION,
    person_id=MOTHER,
    ground=Ground.INTERNAL_REASONABLE,
    why=GroundReason.ELIGIBILITY,
    needed=(Needed(category=Category.NOTE, need=Necessity.JUDGE),),
    conditions=tuple(Condition),
    until=date(2026, 5, 6),
    words="保護の要否を決める法定の事務に必要なため。",
    harm="本人に伝えても不利益はない。",
)
GROUND_DECIDED: Final = GroundDecided(
    provision_id=PROVISION,
    person_id=MOTHER,
    decision=Approving.APPROVED,
    words="必要な範囲であることを確かめた。",
)
CONDITIONS_ACCEPTED: Final = ConditionsAccepted(provision_id=PROVISION)
EMERGENCY_DISCLOSED: Final = EmergencyDisclosed(
    emergency_id=EMERGENCY,
    case_id=CASE,
    person_id=MOTHER,
    provider=DESK,
    recipient=LOANS,
    law=EmergencyLaw.VITAL_INTEREST,
    records=PROVISION_PROPOSED.records,
    minutes=60,
    review_by=date(2026, 4, 7),
    words="電話口で薬を大量に飲んだと話している。",
)
EMERGENCY_EXTENDED: Final = EmergencyExtended(
    emergency_id=EMERGENCY, person_id=MOTHER, minutes=30, words="まだ救急隊が着いていない。"
)
EMERGENCY_ENDED: Final = EmergencyEnded(emergency_id=EMERGENCY)
EMERGENCY_REVIEWED: Final = EmergencyReviewed(
    emergency_id=EMERGENCY,
    person_id=MOTHER,
    finding=Finding.NOT_UPHELD,
    words="翌日の電話でも足りた。",
)
EMERGENCY_USE_STOPPED: Final = EmergencyUseStopped(emergency_id=EMERGENCY, how=Stopping.DESTROYED)
PROVISION_URGED: Final = ProvisionUrged(
    provision_id=PROVISION,
    step=Urging.SECRETARIAT,
    told=(REGISTER,),
    reply_by=date(2026, 5, 8),
)
ANSWER_TAKEN_DOWN: Final = AnswerTakenDown(
    provision_id=PROVISION,
    person_id=MOTHER,
    channel=Channel.PHONE,
    said_on=date(2026, 4, 10),
    read_back=True,
    speaker="貸付係 田中係長",
    number="000-0000-0177",
    words="来週なら会えるとのこと。",
)
RECIPIENT_TOLD: Final = RecipientTold(
    provision_id=PROVISION, loss=NOTE, channel=Channel.PHONE, said_on=date(2026, 4, 20)
)
USE_STOPPED: Final = UseStopped(provision_id=PROVISION, loss=NOTE, how=Stopping.DESTROYED)

EVENTS: Final[tuple[Event, ...]] = (
    PROVISION_PROPOSED,
    PROVISION_ACCEPTED,
    PROVISION_DECLINED,
    PROVISION_ENDED,
    GROUND_STATED,
    GROUND_DECIDED,
    CONDITIONS_ACCEPTED,
    EMERGENCY_DISCLOSED,
    EMERGENCY_EXTENDED,
    EMERGENCY_ENDED,
    EMERGENCY_REVIEWED,
    EMERGENCY_USE_STOPPED,
    PROVISION_URGED,
    ANSWER_TAKEN_DOWN,
    RECIPIENT_TOLD,
    USE_STOPPED,
)

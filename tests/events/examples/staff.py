"""Staff (職員): accounts, appointments, qualifications, posts, factors, sessions."""

from datetime import date
from typing import Final

from events.base import Event
from events.factor import FactorEnrolled, FactorKind, FactorRecoveryApproved, FactorRecoveryAsked
from events.post import HolderNamed, HoldingEnded, PostEstablished
from events.qualification import Qualification, QualificationRecorded, QualificationWithdrawn
from events.session import SessionEnd, SessionEnded, SessionOpened, SessionRefused
from events.staff import AppointmentEnded, StaffAppointed, StaffDeactivated, StaffRegistered
from events.values import Role
from tests.builders import (
    APPOINTMENT,
    CHIEF,
    CITY,
    COLLEAGUE,
    COUNSELLOR,
    DESK,
    FACTOR,
    FISCAL_YEAR,
    HOLDING,
    POST,
    QUALIFICATION,
    SESSION,
    TODAY,
    YESTERDAY,
)

STAFF_REGISTERED: Final = StaffRegistered(staff_id=COUNSELLOR, name="水城 遥", login="mizuki")
STAFF_APPOINTED: Final = StaffAppointed(
    appointment_id=APPOINTMENT, programme=DESK, role=Role.WORKER, period=FISCAL_YEAR
)
APPOINTMENT_ENDED: Final = AppointmentEnded(appointment_id=APPOINTMENT, last_day=TODAY)
STAFF_DEACTIVATED: Final = StaffDeactivated()
QUALIFICATION_RECORDED: Final = QualificationRecorded(
    qualification_id=QUALIFICATION,
    qualification=Qualification.WORKER_TRAINING,
    gained_on=YESTERDAY,
    valid_until=date(2029, 9, 29),
)
QUALIFICATION_WITHDRAWN: Final = QualificationWithdrawn(qualification_id=QUALIFICATION)
POST_ESTABLISHED: Final = PostEstablished(post_id=POST, agency=CITY, title="地域福祉課長")
HOLDER_NAMED: Final = HolderNamed(holding_id=HOLDING, holder=CHIEF, period=FISCAL_YEAR)
HOLDING_ENDED: Final = HoldingEnded(holding_id=HOLDING, last_day=TODAY)
FACTOR_ENROLLED: Final = FactorEnrolled(factor_id=FACTOR, kind=FactorKind.TOTP)
FACTOR_RECOVERY_ASKED: Final = FactorRecoveryAsked(asked_by=CHIEF)
FACTOR_RECOVERY_APPROVED: Final = FactorRecoveryApproved(asked_by=CHIEF, approved_by=COLLEAGUE)
SESSION_OPENED: Final = SessionOpened(session_id=SESSION, staff=COUNSELLOR)
SESSION_ENDED: Final = SessionEnded(session_id=SESSION, how=SessionEnd.LOGGED_OUT)
SESSION_REFUSED: Final = SessionRefused(staff=COUNSELLOR)

EVENTS: Final[tuple[Event, ...]] = (
    STAFF_REGISTERED,
    STAFF_APPOINTED,
    APPOINTMENT_ENDED,
    STAFF_DEACTIVATED,
    QUALIFICATION_RECORDED,
    QUALIFICATION_WITHDRAWN,
    POST_ESTABLISHED,
    HOLDER_NAMED,
    HOLDING_ENDED,
    FACTOR_ENROLLED,
    FACTOR_RECOVERY_ASKED,
    FACTOR_RECOVERY_APPROVED,
    SESSION_OPENED,
    SESSION_ENDED,
    SESSION_REFUSED,
)

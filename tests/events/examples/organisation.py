"""The organisation (組織): tenant, agencies, programmes, settings, questions, partners."""

from datetime import date
from typing import Final
from uuid import UUID

from events.agency import AgencyRegistered, AgencyRenamed
from events.asking import Question, QuestionKind
from events.base import Event
from events.opening import Count, Figure, MonthTotalled, OldListEnded, TotalSource
from events.partner import Channel, PartnerEnded, PartnerRegistered
from events.programme import ContractEnded, ContractRenewed, ProgrammeOpened
from events.question import QuestionsAdopted
from events.setting import (
    ClosingDaysDecided,
    HolidayWindowDecided,
    PlaceDecided,
    SettingWithdrawn,
    Term,
    TermDecided,
    WindowHoursDecided,
)
from events.team import DutyAssigned, DutyEnded
from events.tenant import TenantOpened
from events.values import AgencyKind, Category
from events.window import Weekday
from tests.builders import (
    CITY,
    COUNCIL,
    COUNSELLOR,
    DESK,
    FISCAL_YEAR,
    LATE_HOURS,
    NEXT_FISCAL_YEAR,
    NOTE,
    OTHER_PARTNER,
    PARTNER,
    SECOND_SUNDAY,
    SETTING,
    TENANT,
    TODAY,
    TOMORROW,
    YESTERDAY,
)

TENANT_OPENED: Final = TenantOpened(code=TENANT, name="瀬名木市")
AGENCY_REGISTERED: Final = AgencyRegistered(
    agency_id=COUNCIL, name="瀬名木市社会福祉協議会", kind=AgencyKind.WELFARE_COUNCIL
)
AGENCY_RENAMED: Final = AgencyRenamed(first=TODAY, name="瀬名木市社協")
PROGRAMME_OPENED: Final = ProgrammeOpened(
    programme_id=DESK,
    name="福祉総合相談窓口",
    contractor=COUNCIL,
    commissioner=CITY,
    contract=FISCAL_YEAR,
)
CONTRACT_RENEWED: Final = ContractRenewed(contract=NEXT_FISCAL_YEAR)
CONTRACT_ENDED: Final = ContractEnded(last_day=TOMORROW)
HOURS_DECIDED: Final = WindowHoursDecided(first=TOMORROW, hours=LATE_HOURS)
HOLIDAY_WINDOW_DECIDED: Final = HolidayWindowDecided(first=TOMORROW, window=SECOND_SUNDAY)
DUTY_ASSIGNED: Final = DutyAssigned(
    programme=DESK,
    duty_id=NOTE,
    staff=COUNSELLOR,
    weekdays=(Weekday.MONDAY, Weekday.THURSDAY),
    first=date(2024, 10, 1),
    last=None,
)
DUTY_ENDED: Final = DutyEnded(duty_id=NOTE, last=date(2024, 10, 2))
PLACE_DECIDED: Final = PlaceDecided(first=TOMORROW, place="第二庁舎1階")
TERM_DECIDED: Final = TermDecided(first=TOMORROW, term=Term.SCREENING, days=10)
CLOSING_DAYS_DECIDED: Final = ClosingDaysDecided(first=date(2024, 10, 15), last=date(2024, 10, 16))
SETTING_WITHDRAWN: Final = SettingWithdrawn(record=SETTING)
PARTNER_REGISTERED: Final = PartnerRegistered(
    partner_id=PARTNER,
    programme=DESK,
    name="三田村 きよ",
    title="民生委員・児童委員（鈴懸町）",
    office="瀬名木市民生委員児童委員協議会",
    kind=AgencyKind.RESIDENT_ORGANISATION,
    channel=Channel.PHONE,
    first=TODAY,
)
PARTNER_ENDED: Final = PartnerEnded(last_day=TOMORROW, successor=OTHER_PARTNER)
LICENCE: Final = Question(
    question_id=UUID("9a1f6c0e-6d0e-4b7c-8a7e-0b1c2d3e4f51"),
    wording="運転免許を持っていますか。",
    kind=QuestionKind.YES_NO,
    category=Category.SCHOOL_WORK,
)
FEAR: Final = Question(
    question_id=UUID("7c2e8d1f-5b3a-4f6e-9d8c-1a2b3c4d5e62"),
    wording="家でこわい思いをすることがありますか。",
    kind=QuestionKind.ONE_OF,
    category=Category.ABUSE,
    choices=("ある", "ない", "答えたくない"),
)
QUESTIONS_ADOPTED: Final = QuestionsAdopted(first=TODAY, questions=(LICENCE, FEAR))
MONTH_TOTALLED: Final = MonthTotalled(
    corrects=None,
    programme=DESK,
    month=date(2024, 8, 1),
    source=TotalSource.NATIONAL_REPORT,
    file_digest="",
    counts=(
        Count(figure=Figure.NEW_CONSULTATIONS, count=31),
        Count(figure=Figure.PLANS, count=7),
    ),
)
OLD_LIST_ENDED: Final = OldListEnded(corrects=None, programme=DESK, last_day=YESTERDAY)

EVENTS: Final[tuple[Event, ...]] = (
    TENANT_OPENED,
    AGENCY_REGISTERED,
    AGENCY_RENAMED,
    PROGRAMME_OPENED,
    CONTRACT_RENEWED,
    CONTRACT_ENDED,
    HOURS_DECIDED,
    HOLIDAY_WINDOW_DECIDED,
    PLACE_DECIDED,
    DUTY_ASSIGNED,
    DUTY_ENDED,
    TERM_DECIDED,
    CLOSING_DAYS_DECIDED,
    SETTING_WITHDRAWN,
    PARTNER_REGISTERED,
    PARTNER_ENDED,
    QUESTIONS_ADOPTED,
    MONTH_TOTALLED,
    OLD_LIST_ENDED,
)

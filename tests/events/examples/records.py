"""Records (記録): looks, keys and policies."""

from typing import Final
from uuid import UUID

from events.access import (
    AccountInspected,
    ContentDisclosed,
    ContentRead,
    DraftHandedOn,
    DraftOpened,
    LedgerInspected,
    NamesIndexed,
    ReadingRefused,
    SearchMade,
    Surface,
)
from events.base import Event
from events.key import KeyCreated, KeyDestroyed, KeyDestructionOrdered
from events.policy import ChangeDirection, LegalBasisConfirmed, PolicyAdopted, PolicyChange
from events.values import ErasureAuthority, Pointer
from tests.builders import (
    CASE,
    CHECK_VALUE,
    CHIEF,
    COLLEAGUE,
    COUNSELLOR,
    DESK,
    KEY,
    LOANS,
    NOTE,
    PROVISION,
    REGISTER,
    SLIP,
    TODAY,
)

CONTENT_READ: Final = ContentRead(
    register=REGISTER,
    surface=Surface.CASE_PAGE,
    case_id=CASE,
    items=(Pointer(SLIP, 12, 0), Pointer(NOTE, 15, 0)),
    detail='{"rule":"own_programme"}',
)
CONTENT_DISCLOSED: Final = ContentDisclosed(
    register=LOANS,
    provider=DESK,
    provision=PROVISION,
    surface=Surface.PROVIDED,
    items=(Pointer(NOTE, 12, 0),),
    detail='{"decisions":[]}',
)
SEARCH_MADE: Final = SearchMade(
    register=REGISTER,
    items=(Pointer(SLIP, 12, 0),),
    words="髙﨑",
    reason="来所中の方の照会",
)
READING_REFUSED: Final = ReadingRefused(
    register=REGISTER,
    surface=Surface.CASE_PAGE,
    rule="other_programme",
    detail='{"asked":"case"}',
)
ACCOUNT_INSPECTED: Final = AccountInspected(
    register=REGISTER, surface=Surface.DISCLOSURES, narrowed=(COUNSELLOR,), page=1, seqs=(43, 40)
)
LEDGER_INSPECTED: Final = LedgerInspected(register=REGISTER, case_id=None, page=2, seqs=(41, 40))
DRAFT_OPENED: Final = DraftOpened(
    register=REGISTER, draft_id=UUID("2f1b8a94-6c1d-4c0e-9b57-3a0f4e5d6c21")
)
DRAFT_HANDED_ON: Final = DraftHandedOn(
    register=REGISTER,
    draft_id=UUID("2f1b8a94-6c1d-4c0e-9b57-3a0f4e5d6c21"),
    handed_by=COUNSELLOR,
    handed_to=COLLEAGUE,
)
NAMES_INDEXED: Final = NamesIndexed(items=(Pointer(SLIP, 12, 0), Pointer(NOTE, 15, 1)))
KEY_CREATED: Final = KeyCreated(key_id=KEY, check_value=CHECK_VALUE)
KEY_DESTRUCTION_ORDERED: Final = KeyDestructionOrdered(
    key_id=KEY,
    authority=ErasureAuthority.STOP_ORDER,
    reason_code="appi-100",
    decided_on=TODAY,
    approved_by=COLLEAGUE,
)
KEY_DESTROYED: Final = KeyDestroyed(key_id=KEY, check_value=CHECK_VALUE)
POLICY_ADOPTED: Final = PolicyAdopted(
    version="f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2",
    previous=None,
    valid_from=TODAY,
    ground="起案 第12号",
    prepared_by=CHIEF,
    approved_by=COLLEAGUE,
    impact=(
        PolicyChange(
            name="casework",
            direction=ChangeDirection.WIDER,
            count=3,
            witness=("acting_context=CASEWORK",),
            reason="窓口の再委託",
        ),
    ),
)
LEGAL_BASIS_CONFIRMED: Final = LegalBasisConfirmed(
    basis="JSN-81",
    digest="3b5d5c3712955042212316173ccf37be800a2b5d3b5d5c3712955042212316aa",
    registry="9d5ed678fe57bcca610140957afab571f7c1c1c1d1f7c1c1c1d1f7c1c1c1d1aa",
    official_text="官報 令和7年3月31日 号外",
    confirmed_by=CHIEF,
)

EVENTS: Final[tuple[Event, ...]] = (
    CONTENT_DISCLOSED,
    CONTENT_READ,
    SEARCH_MADE,
    READING_REFUSED,
    ACCOUNT_INSPECTED,
    LEDGER_INSPECTED,
    DRAFT_OPENED,
    DRAFT_HANDED_ON,
    NAMES_INDEXED,
    KEY_CREATED,
    KEY_DESTRUCTION_ORDERED,
    KEY_DESTROYED,
    POLICY_ADOPTED,
    LEGAL_BASIS_CONFIRMED,
)

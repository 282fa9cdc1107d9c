"""Random histories of two municipalities: whatever a desk may do, in any order."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeAlias
from uuid import UUID, uuid4

from hypothesis import strategies as st

from events.attachment import WithdrawFiles
from events.base import RuleViolation
from events.case import ConsultationReceived
from events.values import ClosingReason, ErasureAuthority, SupportMethod, tokyo_date
from services.acting import Acting
from services.case_forms import Closing, ProgressCorrection, SlipCorrection
from services.case_views import CasePage
from services.destruction import Order
from services.facts import utc_now
from services.refusals import FileErased, NotShown, StaleSave
from tests.city import PASSWORD, City, attachment, consultation, progress

NAMES: Final = ("髙橋 花子", "秋山 巌", "佐々木 ひろ", "", "伊集院 鶴")

Step: TypeAlias = tuple[str, int]


@dataclass
class History:
    """What was done so far: the cases of both municipalities and who keeps them."""

    town: City
    elsewhere: Acting
    cases: list[tuple[Acting, str]] = field(default_factory=list[tuple[Acting, str]])

    def do(self, step: Step) -> None:
        """Do one thing; what the rules forbid then is refused, as it would be at the desk."""
        what, which = step
        try:
            DEEDS[what](self, which)
        except (RuleViolation, FileErased, NotShown, StaleSave):
            return

    def take(self, which: int) -> None:
        """Take a consultation down."""
        acting = (self.town.worker, self.town.colleague, self.elsewhere)[which % 3]
        sent = consultation(name=NAMES[which % len(NAMES)], phone="" if which % 2 else "042-000-1")
        done = self.town.system.commands.receive_consultation(acting, uuid4(), sent)
        self.cases.append((acting, done.case))

    def look(self, which: int) -> tuple[Acting, CasePage]:
        """Look at a case, the first one taken down if there is none."""
        if not self.cases:
            self.take(which)
        acting, alias = self.cases[which % len(self.cases)]
        return acting, self.town.system.reading.case_page(acting, alias)

    def note(self, which: int) -> None:
        """Add a progress record."""
        acting, page = self.look(which)
        commands = self.town.system.commands
        commands.record_progress(acting, uuid4(), page.alias, page.token, progress())

    def correct(self, which: int) -> None:
        """Correct the newest or the oldest record, whichever kind it is."""
        acting, page = self.look(which)
        item = page.items[-(which % 2)]
        commands, target = self.town.system.commands, (page.alias, page.token, item.alias)
        if "consultation" in item.kind:
            retold = SlipCorrection(own_words="言い直し。", wishes="", reason="誤記")
            commands.correct_consultation(acting, uuid4(), *target, retold)
        else:
            right = ProgressCorrection(method=SupportMethod.PHONE, text="電話。", reason="誤記")
            commands.correct_progress(acting, uuid4(), *target, right)

    def attach(self, which: int) -> None:
        """Attach one or two files, to the newest record or to the case."""
        acting, page = self.look(which)
        sent = replace(
            attachment(names=("一.txt", "二.txt")[which % 2 :]),
            record=page.items[0].alias if which % 3 else "",
        )
        self.town.system.attachments.attach(acting, uuid4(), page.alias, page.token, sent)

    def withdraw(self, which: int) -> None:
        """Withdraw the newest record, if it is an attachment."""
        acting, page = self.look(which)
        command = WithdrawFiles(record=UUID(int=0), reason="別の方のもの。")
        self.town.system.commands.write(
            acting, uuid4(), page.alias, page.token, command, record=page.items[0].alias
        )

    def close(self, which: int) -> None:
        """Close a case."""
        acting, page = self.look(which)
        today = tokyo_date(utc_now())
        end = Closing(reason=ClosingReason.OWN_WISH, closed_on=today, summary="終了。")
        self.town.system.commands.close_case(acting, uuid4(), page.alias, page.token, end)

    def search(self, which: int) -> None:
        """Search for a person."""
        acting = (self.town.worker, self.elsewhere)[which % 2]
        self.town.system.reading.search(acting, words=NAMES[which % 3], reason="来所")

    def be_refused(self, which: int) -> None:
        """Look at what another programme keeps."""
        _, page = self.look(which)
        self.town.system.reading.case_page(self.town.outsider, page.alias)

    def erase(self, which: int) -> None:
        """Destroy the keys of a person's sheet, and of every second case too."""
        acting, page = self.look(which)
        ledger = self.town.system.ledgers.of(acting.tenant)
        case_id = ledger.derived.resolve(acting.agency, "case", page.alias)
        assert case_id is not None
        destruction = self.town.system.destruction
        received = ledger.load(case_id)[0].event
        assert isinstance(received, ConsultationReceived)
        streams = [case_id, received.person_id][which % 2 :]
        for key_id in destruction.keys_of(acting.tenant, streams):
            destruction.destroy(acting.tenant, key_id, self.order(acting))

    def order(self, acting: Acting) -> Order:
        """Return an order of two officers, the second of whom starts today."""
        second = self.town.system.organisation.register_staff(
            acting.tenant, name="西村 透", login=f"n{uuid4().hex}", password=PASSWORD
        )
        return Order(
            authority=ErasureAuthority.RETENTION_END,
            reason_code="retention-5-years",
            decided_on=date(2026, 11, 2),
            ordered_by=acting.staff,
            approved_by=second,
        )


DEEDS: Final[dict[str, Callable[[History, int], object]]] = {
    "take": History.take,
    "note": History.note,
    "correct": History.correct,
    "attach": History.attach,
    "withdraw": History.withdraw,
    "close": History.close,
    "search": History.search,
    "look": History.look,
    "be refused": History.be_refused,
    "erase": History.erase,
}


def steps(*, most: int) -> st.SearchStrategy[list[Step]]:
    """Draw a history."""
    step = st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 30))
    return st.lists(step, min_size=1, max_size=most)

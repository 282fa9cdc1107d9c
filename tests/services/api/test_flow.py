"""受付から再開まで, for programs: every row of the report on one case (report 5-6, R58-R63)."""

from dataclasses import dataclass
from typing import Any

from tests.services.api.client import SLIP, Program
from tests.services.api.test_plan import CLOSING, DECISION, PLAN, TODAY
from tests.services.api.test_sheets import ASSESSMENT, HANDOVER, REFERRAL
from tests.services.web.house import COUNSELLOR, House

AHEAD = "2099-04-01"


@dataclass
class Matter:
    """A case that a program writes on in, against the state that its last write made."""

    program: Program
    case: str
    token: str

    def send(self, path: str, body: dict[str, Any]) -> str:
        """Write, and return the alias of what was recorded."""
        seen = f'"{self.token}"'
        answer = self.program.send(f"cases/{self.case}/{path}", body, If_Match=seen)
        assert answer.status_code == 201, (path, answer.text)
        self.token = answer.json()["token"]
        return answer.json()["record"]


def test_a_case_goes_every_row_of_the_flow_without_a_look_between(house: House) -> None:
    """An answer names the state that a write made and its record: nothing is read in between."""
    program = Program(house, COUNSELLOR)
    taken = program.send("cases", SLIP).json()
    matter = Matter(program, taken["case"], taken["token"])

    begin(matter, taken["record"])
    decide(matter)
    support(matter)
    end(matter)

    page = program.get(f"cases/{matter.case}").json()
    assert page["closed"] is False
    assert page["token"] == matter.token


def begin(matter: Matter, slip: str) -> None:
    """持ち込み, 緊急支援, アセスメント, 振り分け, 包括化推進員, つなぎ."""
    brought = matter.send("referrals", REFERRAL)
    matter.send(f"referrals/{brought}/told", {"told_on": TODAY})
    matter.send("relief", {"given_on": TODAY, "kind": "food", "text": "食料3日分。"})
    matter.send("public-assistance", {"explained_on": TODAY, "informed_by": "leaflet"})
    matter.send("assessment", ASSESSMENT)
    matter.send("residence", {"checked_on": TODAY, "residence": "registered_here"})
    matter.send("promoter", {"asked_on": TODAY, "due": AHEAD, "text": "課題が重なっている。"})
    matter.send("promoter-answer", {"answered_on": TODAY, "answer": "leads"})
    screened = {"decided_on": TODAY, "result": "refer", "due": AHEAD}
    screening = matter.send(f"records/{slip}/screening", screened)
    made = matter.send("handovers", {**HANDOVER, "asked_by": screening})
    confirmed = {"confirmed_on": TODAY, "confirmed_by": "相原さん"}
    matter.send(f"handovers/{made}/confirmation", confirmed)


def decide(matter: Matter) -> None:
    """支援計画案, 本人同意, 付議, 了承, 支援決定, 支援方針."""
    plan = matter.send("plan/draft", PLAN)
    matter.send(f"plan/{plan}/agreement", {"agreed_on": TODAY, "how": "signature"})
    matter.send(f"plan/{plan}/submission", {"submitted_on": TODAY})
    matter.send(f"plan/{plan}/approval", {"approved_on": TODAY})
    matter.send(f"plan/{plan}/decision", DECISION)
    matter.send(f"plan/{plan}/start", {"started_on": TODAY})
    direction = {"agency_kind": "npo", "leads": True, "due": AHEAD, "agency": "会", "text": "食料"}
    matter.send("directions/direction", direction)


def support(matter: Matter) -> None:
    """支援サービス, 訪問, やること, 見守り, 経過確認, 就労・増収."""
    service = {"service": "budget_support", "started_on": TODAY}
    service_record = matter.send("monitoring/service", service)
    me = matter.program.get("colleagues").json()[0]["alias"]
    visit = {"due": AHEAD, "absence_note": "none", "text": "様子を見る。", "assignee": me}
    planned = matter.send("visits", visit)
    matter.send(f"visits/{planned}/cancellation", {"reason": "来所できることになった。"})
    task = matter.send("tasks", {"text": "書類を届ける。", "due": AHEAD})
    matter.send(f"tasks/{task}/completion", {"text": "届けた。"})
    matter.send(
        "monitoring/watch", {"agreed_on": TODAY, "due": AHEAD, "text": "民生委員の声かけ。"}
    )
    matter.send("monitoring/work", {"result": "started_work", "reached_on": TODAY})
    matter.send(f"monitoring/{service_record}/end", {"ended_on": TODAY})
    look = {"monitored_on": TODAY, "result": "evaluate", "due": AHEAD, "text": "滞納がない。"}
    matter.send("monitoring/look", look)


def end(matter: Matter) -> None:
    """評価, その確認, 支援終了, 再開."""
    evaluated = {"evaluated_on": TODAY, "outcome": "closed", "changes": ["budget"], "text": "達成"}
    evaluation = matter.send("ending/evaluation", evaluated)
    matter.send(f"ending/{evaluation}/confirmation", {"confirmed_on": TODAY})
    matter.send("closing", CLOSING)
    matter.send("ending/reopening", {"reopened_on": TODAY, "reason": "再び離職した。"})

"""支援計画から再開まで, for programs: the same rules as on the pages (R59-R62)."""

from typing import Any

from services.web import dates
from tests.services.api.client import Program, problem
from tests.services.web.house import COUNSELLOR, House

TODAY = dates.today().isoformat()
PLAN = {
    "target": "2030-03-31",
    "programmes": ["budget_support"],
    "intent": "いまの家で暮らしたい。",
    "issues": "家賃が遅れている。",
    "goals": "滞納をなくす。",
    "support": "家計改善支援。",
    "cautions": "特になし",
}
DECISION = {
    "kind": "decision",
    "decided_on": TODAY,
    "due": "2030-01-06",
    "document_number": "さ福第12号",
    "post": "地域福祉課長",
}
CLOSING = {"reason": "self_reliance", "closed_on": TODAY, "summary": ""}


def send(program: Program, case: str, path: str, body: dict[str, Any]) -> Any:
    return program.send(f"cases/{case}/{path}", body, If_Match=program.etag(case))


def newest(program: Program, case: str, sheet: str, kind: str) -> str:
    """Return the alias of the newest record of a kind."""
    items = program.get(f"cases/{case}/{sheet}").json()["items"]
    return next(item["alias"] for item in items if item["kind"] == kind)


def test_a_plan_goes_from_its_draft_to_the_closing_and_the_case_goes_on(house: House) -> None:
    """R59-R62."""
    program = Program(house, COUNSELLOR)
    case = program.take()
    send(program, case, "plan/draft", {**PLAN, "target": None})
    first = newest(program, case, "plan", "plan.drafted")
    send(program, case, f"plan/{first}/agreement", {"agreed_on": TODAY, "how": "signature"})
    lacking = send(program, case, f"plan/{first}/submission", {"submitted_on": TODAY})
    send(program, case, f"plan/{first}/draft", PLAN)
    plan = newest(program, case, "plan", "plan.drafted")

    answers = [
        send(program, case, path, body).status_code
        for path, body in (
            (f"plan/{plan}/agreement", {"agreed_on": TODAY, "how": "oral_recorded"}),
            (f"plan/{plan}/start", {"started_on": TODAY}),
            (f"plan/{plan}/submission", {"submitted_on": TODAY}),
            (f"plan/{plan}/approval", {"approved_on": TODAY}),
            (f"plan/{plan}/decision", DECISION),
            (
                "monitoring/look",
                {
                    "monitored_on": TODAY,
                    "result": "evaluate",
                    "due": "2030-01-06",
                    "text": "滞納がなくなった。",
                },
            ),
        )
    ]
    early = send(program, case, "closing", CLOSING)
    evaluation = {"evaluated_on": TODAY, "outcome": "closed", "changes": ["budget"], "text": "達成"}
    send(program, case, "ending/evaluation", evaluation)
    evaluated = newest(program, case, "ending", "evaluation.recorded")
    send(program, case, f"ending/{evaluated}/confirmation", {"confirmed_on": TODAY})
    closed = send(program, case, "closing", CLOSING)
    reopened = send(program, case, "ending/reopening", {"reopened_on": TODAY, "reason": "再相談"})

    assert problem(lacking) == (409, "target-missing")
    assert answers == [201] * 6
    assert problem(early) == (409, "evaluation-missing")
    assert (closed.status_code, reopened.status_code) == (201, 201)
    assert program.get(f"cases/{case}").json()["closed"] is False


def test_services_watch_and_work_are_recorded(house: House) -> None:
    program = Program(house, COUNSELLOR)
    case = program.take()

    send(program, case, "monitoring/service", {"service": "budget_support", "started_on": TODAY})
    started = newest(program, case, "monitoring", "service.started")
    ended = send(program, case, f"monitoring/{started}/end", {"ended_on": TODAY})
    again = send(program, case, f"monitoring/{started}/end", {"ended_on": TODAY})
    send(
        program,
        case,
        "monitoring/watch",
        {"agreed_on": TODAY, "due": "2030-01-06", "text": "民生委員"},
    )
    send(program, case, "monitoring/work", {"result": "earns_more", "reached_on": TODAY})

    kinds = [item["kind"] for item in program.get(f"cases/{case}/monitoring").json()["items"]]
    assert ended.status_code == 201
    assert problem(again) == (409, "service-not-in-use")
    assert kinds == [
        "monitoring.work-result-reached",
        "monitoring.watch-agreed",
        "service.ended",
        "service.started",
    ]


def test_an_agencys_direction_is_written_revised_and_ended(house: House) -> None:
    program = Program(house, COUNSELLOR)
    case = program.take()
    given = {
        "agency_kind": "npo",
        "leads": True,
        "due": "2030-01-06",
        "agency": "つなぐ会",
        "text": "食料を届ける。",
    }

    send(program, case, "directions/direction", given)
    first = newest(program, case, "directions", "direction.given")
    revised = send(
        program, case, f"directions/{first}/direction", {**given, "text": "月2回届ける。"}
    )
    stale = send(program, case, f"directions/{first}/end", {"ended_on": TODAY, "text": "済み"})
    second = newest(program, case, "directions", "direction.given")
    ended = send(program, case, f"directions/{second}/end", {"ended_on": TODAY, "text": "済み"})

    items = program.get(f"cases/{case}/directions").json()["items"]
    assert (revised.status_code, ended.status_code) == (201, 201)
    assert problem(stale) == (409, "direction-not-standing")
    assert [dict(item["texts"]).get("text") for item in items] == ["済み", "月2回届ける。"]

"""添付 by a program: files are sent as a form, listed by name, and given one by one."""

from typing import Any
from uuid import uuid4

import pytest

from events.attachment import LARGEST_FILE
from tests.services.api.client import Program, problem
from tests.services.web.files import HTML, PDF, PNG
from tests.services.web.house import COUNSELLOR, LENDER, House

TYPED = {"description": "年金の通知", "category": "INCOME"}


@pytest.fixture
def program(house: House) -> Program:
    return Program(house, COUNSELLOR)


def attach(
    program: Program,
    case: str,
    *files: tuple[str, bytes],
    typed: dict[str, str] = TYPED,
    key: str = "",
) -> Any:
    headers = {"Idempotency-Key": key or str(uuid4()), "If-Match": program.etag(case)}
    chosen = [("files", file) for file in files]
    path = f"cases/{case}/attachments"
    return program.http.post(path, data=typed, files=chosen, headers=headers)


def test_files_go_in_are_listed_and_come_out(program: Program) -> None:
    case = program.take()

    done = attach(program, case, ("通知.pdf", PDF), ("封筒.png", PNG))
    listed = program.get(f"cases/{case}/attachments")
    (item,) = listed.json()["items"]
    file = program.get(f"cases/{case}/attachments/{item['alias']}/files/2")

    assert (done.status_code, done.json()["case"]) == (201, case)
    assert listed.headers["etag"]
    assert item["texts"] == [["description", "年金の通知"], ["names", "通知.pdf\n封筒.png"]]
    assert item["marks"] == [["category", ["INCOME"]], ["types", ["pdf", "png"]]]
    assert file.content == PNG
    assert file.headers["content-disposition"].startswith("attachment; ")
    assert file.headers["content-type"] == "application/octet-stream"


def test_what_was_attached_wrongly_is_withdrawn(program: Program) -> None:
    """R71."""
    case = program.take()
    attach(program, case, ("通知.pdf", PDF))
    record = program.get(f"cases/{case}/attachments").json()["items"][0]["alias"]
    path = f"cases/{case}/attachments/{record}"

    answer = program.send(
        f"{path}/withdrawal", {"reason": "別の方のもの。"}, If_Match=program.etag(case)
    )

    (item,) = program.get(f"cases/{case}/attachments").json()["items"]
    assert answer.status_code == 201
    assert (item["kind"], item["texts"]) == (
        "attachment.files-withdrawn",
        [["reason", "別の方のもの。"]],
    )
    assert problem(program.get(f"{path}/files/1")) == (404, "not-shown")


@pytest.mark.parametrize(
    ("typed", "files", "field", "rule"),
    [
        (TYPED, [], "files", "files_missing"),
        (TYPED, [("顔.png", PNG), ("頁.png", HTML)], "files.2", "file_type"),
        (TYPED, [("大.png", PNG.ljust(LARGEST_FILE + 1, b"x"))], "files.1", "file_large"),
        ({"description": "x", "category": "PIZZA"}, [("a.pdf", PDF)], "category", "enum"),
        ({"category": "TAX"}, [("a.pdf", PDF)], "description", "missing"),
        ({**TYPED, "extra": "x"}, [("a.pdf", PDF)], "extra", "extra_forbidden"),
    ],
)
def test_a_refusal_names_the_field_and_the_rule(
    program: Program, typed: dict[str, str], files: list[Any], field: str, rule: str
) -> None:
    answer = attach(program, program.take(), *files, typed=typed)

    assert problem(answer) == (422, "form-incomplete")
    assert (answer.json()["field"], answer.json()["rule"]) == (field, rule)


def test_the_same_key_is_the_same_attachment(program: Program) -> None:
    case, key = program.take(), str(uuid4())
    etag = program.etag(case)
    headers = {"Idempotency-Key": key, "If-Match": etag}

    answers = [
        program.http.post(
            f"cases/{case}/attachments",
            data=TYPED,
            files={"files": ("a.pdf", PDF)},
            headers=headers,
        )
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert len(program.get(f"cases/{case}/attachments").json()["items"]) == 1


def test_a_program_of_another_programme_finds_nothing(house: House, program: Program) -> None:
    """Promise 5."""
    case = program.take()
    attach(program, case, ("通知.pdf", PDF))
    record = program.get(f"cases/{case}/attachments").json()["items"][0]["alias"]
    stranger = Program(house, LENDER)

    listed = stranger.get(f"cases/{case}/attachments")
    file = stranger.get(f"cases/{case}/attachments/{record}/files/1")
    wrote = stranger.http.post(
        f"cases/{case}/attachments",
        data=TYPED,
        files={"files": ("a.pdf", PDF)},
        headers={"Idempotency-Key": str(uuid4()), "If-Match": program.etag(case)},
    )

    assert problem(listed) == problem(file) == problem(wrote) == (404, "not-shown")


def test_nobody_is_let_in_without_a_token(program: Program) -> None:
    case = program.take()
    del program.http.headers["Authorization"]

    answer = program.http.post(
        f"cases/{case}/attachments", data=TYPED, files={"files": ("a.pdf", PDF)}
    )

    assert problem(answer) == (401, "login-needed")

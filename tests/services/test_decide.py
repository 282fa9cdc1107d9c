"""Decide (開示の判断): `tsunagi decide`, a file of cases in, one answer a line out."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from services.decide import command, decide_rows, explain_row
from services.policy_file import POLICY_FILE, policy_from, registry_from

pytestmark = pytest.mark.pure

ROWS = Path(__file__).parents[1] / "conformance" / "consent_rows.csv"
POLICY, REGISTRY = policy_from(), registry_from()
TODAY = date(2026, 11, 23)

app = typer.Typer()
app.command()(command)


def answered(text: str, *, on: date = TODAY) -> list[str]:
    """Return the lines that a file with this text is answered with."""
    target = io.StringIO()
    source = io.StringIO(text, newline="")
    decide_rows(source, target, policy=POLICY, registry=REGISTRY, on=on)
    return target.getvalue().splitlines()


HEADER = "row,outcome,visibility,reason,masked_parts,law"


def table() -> list[dict[str, str]]:
    with ROWS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def a_case(name: str, **changes: str) -> str:
    """Return a file with one row of the truth table, its expected columns left out, changed."""
    row = next(one for one in table() if one["row"] == name)
    cells = {key: row[key] for key in ("row", *POLICY.names)} | changes
    return ",".join(cells) + "\n" + ",".join(cells.values()) + "\n"


def test_every_row_is_answered_in_its_order() -> None:
    lines = answered(ROWS.read_text("utf-8"))

    assert lines[0] == HEADER
    assert [cells[:5] for cells in csv.reader(lines[1:])] == [
        [
            row["row"],
            row["expected_outcome"],
            row["expected_visibility"],
            row["expected_reason"],
            row["masked_parts"],
        ]
        for row in table()
    ]


def test_the_law_is_that_of_all_grants_or_of_the_denials_rule_or_none() -> None:
    assert answered(a_case("H209"))[1] == (
        "H209,REDACT,SHOW_REDACTED,BASIS_LSA_ART9,body,"
        "生活困窮者自立支援法9条2項・3項(情報交換・協力要請) / "
        "個人情報保護法27条1項1号/69条1項(法令に基づく場合)"
    )
    assert answered(a_case("H252"))[1] == (
        "H252,REDACT,SHOW_REDACTED,BASIS_SUBJECT_PRESENT,address;source;third_party,"
        "個人情報保護法69条2項1号(本人への提供)/27条(本人は第三者に当たらない)"
    )
    assert answered(a_case("H093"))[1] == "H093,DENY,ABSENT,CONSENT_NONE,,"


@pytest.mark.parametrize(
    ("on", "paragraph"),
    [
        (date(2024, 6, 3), "第9条第5項"),
        (date(2025, 3, 31), "第9条第5項"),
        (date(2025, 4, 1), "第9条第6項"),
        (date(2025, 4, 2), "第9条第6項"),
    ],
)
def test_r2_the_secrecy_paragraph_is_the_one_of_the_day(on: date, paragraph: str) -> None:
    line = answered(a_case("H013"), on=on)[1]

    assert line == f"H013,DENY,ABSENT,NOT_DESIGNATED,,生活困窮者自立支援法{paragraph}"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("row\n", []),
        ("\n\n", []),
        ("row\nX\n\nY\n", ["X,DENY,ABSENT,INPUT_INVALID,,", "Y,DENY,ABSENT,INPUT_INVALID,,"]),
        ("acting_context\nSUPPORT\n", [",DENY,ABSENT,INPUT_INVALID,,"]),
        ('row,a\n"x,y","\nz"\n', ['"x,y",DENY,ABSENT,INPUT_INVALID,,']),
        ("row\r\nX\r\n", ["X,DENY,ABSENT,INPUT_INVALID,,"]),
        ("\ufeffrow\nX\n", ["X,DENY,ABSENT,INPUT_INVALID,,"]),
        (
            "row,b\nX,1,2,3\n\0,2\n",
            ["X,DENY,ABSENT,INPUT_INVALID,,", "\0,DENY,ABSENT,INPUT_INVALID,,"],
        ),
    ],
)
def test_whatever_cannot_be_judged_is_denied_line_by_line(text: str, lines: list[str]) -> None:
    assert answered(text) == [HEADER, *lines]


@pytest.mark.parametrize("value", ["", " SUPPORT", "support", "支援会議", "PERMIT"])
def test_an_unknown_code_is_denied(value: str) -> None:
    text = a_case("H001", acting_context=value)

    assert answered(text)[1] == "H001,DENY,ABSENT,INPUT_INVALID,,"


def test_a_column_named_twice_is_denied() -> None:
    header, row = a_case("H001").splitlines()

    lines = answered(f"{header},recused\n{row},NO\n")

    assert lines[1] == "H001,DENY,ABSENT,INPUT_INVALID,,"


def test_line_ends_and_the_order_of_columns_do_not_matter() -> None:
    header, row = a_case("H001").splitlines()
    turned = f"{','.join(header.split(',')[::-1])}\r\n{','.join(row.split(',')[::-1])}\r\n"

    assert answered(turned) == answered(a_case("H001"))


def test_a_row_is_explained_by_its_name() -> None:
    target = io.StringIO()
    source = io.StringIO(ROWS.read_text("utf-8"))

    found = explain_row(source, target, "H013", policy=POLICY, registry=REGISTRY, on=TODAY)

    assert found == 1
    text = target.getvalue()
    assert text.startswith(
        "事例 H013(2026年11月23日の判断)\n\n【求めた人へ】\n該当する情報はありません。\n"
    )
    assert "根拠条文: 生活困窮者自立支援法第9条第6項\n" in text


def test_the_command_reads_files_and_writes_to_standard_output(tmp_path: Path) -> None:
    case = tmp_path / "case.csv"
    case.write_text(a_case("H013"), "utf-8")

    ran = CliRunner().invoke(app, ["--rows", str(case), "--on", "2024-04-02"])

    assert (ran.exit_code, ran.stdout) == (
        0,
        f"{HEADER}\nH013,DENY,ABSENT,NOT_DESIGNATED,,生活困窮者自立支援法第9条第5項\n",
    )


def test_the_command_judges_as_of_today_unless_told_otherwise(tmp_path: Path) -> None:
    case = tmp_path / "case.csv"
    case.write_text(a_case("H013"), "utf-8")

    assert "第9条第6項" in CliRunner().invoke(app, ["--rows", str(case)]).stdout


def test_the_command_explains_one_row_or_says_that_it_is_not_there() -> None:
    found = CliRunner().invoke(app, ["--rows", str(ROWS), "--explain", "H067"])
    missing = CliRunner().invoke(app, ["--rows", str(ROWS), "--explain", "H999"])

    assert (found.exit_code, found.stdout[:7]) == (0, "事例 H067")
    assert (missing.exit_code, missing.stdout, missing.stderr) == (2, "", "行 H999 はありません\n")


def test_a_file_of_another_encoding_is_answered_too(tmp_path: Path) -> None:
    case = tmp_path / "case.csv"
    case.write_bytes(a_case("H001", row="事例").encode("cp932"))

    ran = CliRunner().invoke(app, ["--rows", str(case)])

    assert ran.exit_code == 0
    assert ran.stdout.splitlines()[1].split(",")[1:4] == ["PERMIT", "SHOW", "BASIS_LSA_ART9"]


def test_another_policy_judges_and_a_policy_that_is_not_understood_judges_nothing(
    tmp_path: Path,
) -> None:
    other, broken = tmp_path / "other.json", tmp_path / "broken.json"
    other.write_text(POLICY_FILE.read_text("utf-8").replace('"LSA_ART9"', '"OTHER"'), "utf-8")
    broken.write_text("{}", "utf-8")

    judged = CliRunner().invoke(app, ["--rows", str(ROWS), "--policy", str(other)])
    refused = CliRunner().invoke(app, ["--rows", str(ROWS), "--policy", str(broken)])

    assert "BASIS_OTHER" in judged.stdout
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "方針を読めません: policy: about がありません\n"


def test_a_policy_that_is_no_text_judges_nothing(tmp_path: Path) -> None:
    strange = tmp_path / "strange.json"
    strange.write_bytes("方針".encode("cp932"))

    refused = CliRunner().invoke(app, ["--rows", str(ROWS), "--policy", str(strange)])

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "方針を読めません: UTF-8 の文字ではありません\n"

"""An operator's day: start, set up a city, second copy of the root key, check, rebuild, stop."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from services.readmodels import ALL

PATIENCE = 90
CODE = "lg-131211"


@dataclass
class Machine:
    """A home of its own with `tsunagi up` running on it, and the command line beside it."""

    home: Path
    port: int

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Type a command."""
        return subprocess.run(
            [sys.executable, "-m", "services.cli", *words],
            env={**os.environ, "TSUNAGI_HOME": str(self.home), "COLUMNS": "200"},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def print(self, *words: str, stdin: str = "") -> str:
        """Type a command that must succeed; return what it printed."""
        done = self.run(*words, stdin=stdin)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture
def machine() -> Iterator[Machine]:
    home = Path(tempfile.mkdtemp(prefix="tsunagi-", dir="/tmp"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = (home / "up.log").open("w")
    up = subprocess.Popen(
        [sys.executable, "-m", "services.cli", "up", "--home", str(home), "--port", str(port)],
        stdout=said,
        stderr=said,
    )
    try:
        _until_it_says(home / "up.log", f"http://127.0.0.1:{port}/", up)
        yield Machine(home, port)
    finally:
        up.send_signal(signal.SIGTERM)
        up.wait(timeout=PATIENCE)
        said.close()
        shutil.rmtree(home)


def _until_it_says(log: Path, words: str, up: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE * 5):
        if words in log.read_text():
            return
        assert up.poll() is None, log.read_text()
        with pytest.raises(subprocess.TimeoutExpired):
            up.wait(timeout=0.2)
    raise AssertionError(log.read_text())


@dataclass(frozen=True)
class Account:
    """A worker of a new city, with a password and a sheet of codes."""

    staff: str
    login: str
    password: str
    codes: list[str]


def set_up(machine: Machine) -> Account:
    """Open a city with one programme and one worker."""
    organisation = ("organisation",)
    machine.print(*organisation, "tenant", CODE, "みなみ市", "--host", "tsunagi.example")
    agency = machine.print(
        *organisation, "agency", CODE, "みなみ市社会福祉協議会", "--kind", "welfare_council"
    )
    programme = machine.print(
        *organisation, "programme", CODE, "福祉総合相談窓口", "--contractor", agency,
        "--commissioner", agency, "--first", "2025-04-01",
    )  # fmt: skip
    login, password = "yamamoto", "murasaki-no-hana"
    staff = machine.print(
        *organisation, "staff", CODE, "山本 葵", "--login", login, stdin=password + "\n"
    )
    machine.print(
        *organisation, "appoint", CODE, staff, "--programme", programme, "--role", "worker",
        "--first", "2025-04-01",
    )  # fmt: skip

    codes = machine.print(*organisation, "factor", CODE, staff, "--kind", "codes").splitlines()
    return Account(staff, login, password, codes)


def test_a_city_is_set_up_used_checked_and_rebuilt_from_the_command_line(machine: Machine) -> None:
    account = set_up(machine)

    with httpx2.Client(base_url=f"http://127.0.0.1:{machine.port}") as browser:
        browser.headers["Origin"] = f"http://127.0.0.1:{machine.port}"
        browser.headers["Sec-Fetch-Site"] = "same-origin"
        sent = {"login": account.login, "password": account.password, "next": "/"}
        asked = browser.post("/login", data=sent)
        ticket = re.search(r'name="ticket" value="([^"]*)"', asked.text)
        assert ticket is not None
        second = {"ticket": ticket[1], "code": account.codes[0], "next": "/"}
        assert browser.post("/login/code", data=second).status_code == 303
        assert "わたしの仕事" in browser.get("/").text
        machine.print("organisation", "deactivate", CODE, account.staff)
        assert browser.get("/").status_code == 303

    assert re.search(r"食い違い 0 件", machine.print("check", CODE))
    assert re.search(r"caseload: [0-9a-f]{64}", machine.print("rebuild", "caseload"))


def test_an_old_list_is_taken_over_by_who_logs_in_with_a_code(machine: Machine) -> None:
    """R75, R77: as on the pages; a wrong row is named and holds nothing back."""
    account, number = set_up(machine), "123456789018"
    paths = [machine.home / name for name in ("map.toml", "list.csv", "rejects.csv")]
    columns = 'key = "番号"\nopened = "受付日"\nname = "氏名"\nremarks = "備考"\n'
    paths[0].write_text(f'source = "前の一覧"\n[columns]\n{columns}')
    rows = "1,R6.4.1,髙橋 みどり,電話\n2,R6.4.2,𠮷田 フミ," + number
    paths[1].write_text(f"番号,受付日,氏名,備考\n{rows}\n")
    typed = [account.password, account.codes[0]]
    command = ["import", "--map", str(paths[0]), "--as", account.login, str(paths[1])]

    wrong = machine.run(*command, stdin="\n".join([account.password, "000000"]) + "\n")
    looked = machine.run(*command, "--dry-run", stdin="\n".join(typed) + "\n")
    typed[1] = account.codes[1]
    done = machine.run(*command, "--rejects", str(paths[2]), stdin="\n".join(typed) + "\n")

    assert (wrong.returncode, looked.returncode, done.returncode) == (1, 1, 1)
    assert wrong.stderr.startswith("ログインできません。")
    assert "取り込めます　1件" in looked.stdout
    assert "取り込みました　1件" in done.stdout
    assert [row.split(",")[:2] for row in paths[2].read_text("utf-8-sig").splitlines()] == [
        ["行", "列"],
        ["3", "備考"],
    ]
    said = [one.stdout + one.stderr for one in (wrong, looked, done)]
    assert not any("Traceback" in one or number in one for one in said)


def test_the_root_key_comes_back_only_from_both_shares(machine: Machine) -> None:
    first, second = machine.home / "first", machine.home / "second"
    key = machine.home / "secrets" / "root-key"
    machine.print("keys", "escrow", str(first), str(second))
    before = key.read_text()

    half = machine.run("keys", "escrow", str(machine.home / "third"), str(second))
    nowhere = machine.run("keys", "escrow", str(machine.home / "third"), "/nowhere/at-all")
    over = machine.run("keys", "restore", str(first), str(second))
    key.unlink()
    alone = machine.run("keys", "restore", str(first), str(first))
    machine.print("keys", "restore", str(first), str(second))

    assert (over.returncode, alone.returncode) == (1, 1)
    assert (half.returncode, nowhere.returncode) == (2, 2)
    assert not (machine.home / "third").exists()
    assert "Traceback" not in half.stderr + nowhere.stderr
    assert key.read_text() == before
    assert key.stat().st_mode & 0o777 == 0o600
    assert before.strip() not in first.read_text() + second.read_text()


def test_a_second_opening_of_a_log_and_a_broken_rule_are_refused_in_a_sentence(
    machine: Machine,
) -> None:
    machine.print("organisation", "tenant", CODE, "みなみ市", "--host", "tsunagi.example")

    twice = machine.run("organisation", "tenant", CODE, "みなみ市", "--host", "tsunagi.example")
    malformed = machine.run("organisation", "tenant", "131211", "みなみ市", "--host", "x.example")

    assert (twice.returncode, malformed.returncode) == (1, 1)
    assert twice.stderr.strip().endswith(" / A municipality has one log.")
    assert "lg-" in malformed.stderr
    assert "Traceback" not in twice.stderr + malformed.stderr


def test_the_story_ends_with_everything_in_order() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "services.cli", "demo", "--story"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert told.returncode == 0, told.stderr
    assert "食い違い 0 件、消去 1 件" in told.stdout
    assert told.stdout.count("  一致") == len(ALL)
    assert "不一致" not in told.stdout

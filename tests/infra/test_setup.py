"""The set-up of a checkout: it names what is missing, hides noise, and does nothing twice."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[2]

# Stands in for python3: tells what it was asked, and copies itself where a venv would.
PYTHON = """#!/bin/sh
echo "python $*" >> "$CALLS"
case "$*" in
    "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *sys.version\\)) echo 3.11 ;;
    *--requirement*) echo "noise of pip"; exit "${PIP_FAILS:-0}" ;;
esac
"""
APT = '#!/bin/sh\necho "apt-get $*" >> "$CALLS"\n'


@dataclass(frozen=True)
class Checkout:
    """A checkout on a machine that has only what its folder `bin` holds."""

    path: Path
    calls: Path

    def run(self, what: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/bash", "infra/setup.sh", what],
            cwd=self.path,
            env={"PATH": str(self.path / "bin"), "CALLS": str(self.calls), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def add(self, program: str, text: str) -> None:
        (self.path / "bin" / program).write_text(text)
        (self.path / "bin" / program).chmod(0o755)

    def called(self) -> list[str]:
        return self.calls.read_text().splitlines() if self.calls.exists() else []


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path, tmp_path / "calls")
    for folder in ("bin", "infra"):
        (tmp_path / folder).mkdir()
    for name in ("dev.lock", "pyproject.toml", "infra/setup.sh"):
        shutil.copy(ROOT / name, tmp_path / name)
    for program in ("dirname", "mkdir", "tail", "cat", "sha256sum", "touch", "cp", "sh"):
        (tmp_path / "bin" / program).symlink_to(str(shutil.which(program)))
    return made


def test_packages_are_installed_by_hash_once(checkout: Checkout) -> None:
    checkout.add("python3", PYTHON)

    first = checkout.run("packages")
    installed = checkout.called()
    second = checkout.run("packages")

    assert (first.returncode, second.returncode) == (0, 0)
    assert [call for call in installed if " -m " in call] == [
        "python -m venv .venv",
        "python -m pip install --require-hashes --requirement dev.lock",
        "python -m pip install --no-deps --no-build-isolation --editable .",
    ]
    assert [call for call in checkout.called()[len(installed) :] if " -m " in call] == []
    assert "noise of pip" not in first.stdout + first.stderr
    assert second.stdout == ""


@pytest.mark.parametrize("name", ["dev.lock", "pyproject.toml"])
def test_packages_are_installed_again_when_a_pin_changed(checkout: Checkout, name: str) -> None:
    checkout.add("python3", PYTHON)
    checkout.run("packages")
    before = len(checkout.called())

    with (checkout.path / name).open("a") as changed:
        changed.write("# another pin\n")
    checkout.run("packages")

    assert any("--requirement" in call for call in checkout.called()[before:])


def test_what_a_failing_command_said_is_shown_and_the_next_run_tries_again(
    checkout: Checkout,
) -> None:
    checkout.add("python3", PYTHON)

    failed = checkout.run("packages", PIP_FAILS="1")
    again = checkout.run("packages")

    assert failed.returncode == 1
    assert "noise of pip" in failed.stderr
    assert "All of it is in build/setup.log." in failed.stderr
    assert again.returncode == 0
    assert "installing the pinned packages" in again.stdout


def test_a_machine_without_a_new_enough_python_is_told_so(checkout: Checkout) -> None:
    checkout.add("python3", "#!/bin/sh\nexit 1\n")

    done = checkout.run("packages")

    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is missing")


def test_root_on_debian_gets_the_browser_installed(checkout: Checkout) -> None:
    checkout.add("apt-get", APT)
    checkout.add("id", "#!/bin/sh\necho 0\n")

    done = checkout.run("browser")

    assert done.returncode == 0
    update, install = checkout.called()
    assert update.endswith(" update")
    assert " install --yes --no-install-recommends chromium" in install


def test_without_root_the_command_to_run_is_named_and_nothing_is_installed(
    checkout: Checkout,
) -> None:
    checkout.add("apt-get", APT)
    checkout.add("id", "#!/bin/sh\necho 1000\n")

    done = checkout.run("browser")

    assert done.returncode == 1
    assert "sudo apt-get update && sudo apt-get install chromium" in done.stderr
    assert checkout.called() == []

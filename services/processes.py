"""Operating-system processes: who they run as, and that none outlives the one that watches it."""

import contextlib
import ctypes
import fcntl
import grp
import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

SYSTEM_ACCOUNT = "tsunagi"
SYSTEM_ACCOUNT_HOME = "/var/lib/tsunagi"
ACCOUNTS_FOLDER = "/etc"
PR_SET_PDEATHSIG = 1
STOP_SECONDS = 20
BARE_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}


class NoAccount(Exception):
    """There is no operating-system account to run the database as; the text says what to do."""


class Credentials(TypedDict, total=False):
    """What `subprocess` wants in order to run a child as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An account of the operating system."""

    name: str
    uid: int
    gid: int
    home: str

    def can_reach(self, folder: Path) -> bool:
        """Tell whether it may enter the folder and every one above it."""
        return self._manages("/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder))

    def can_run(self, program: str) -> bool:
        """Tell whether it can start the program."""
        return self._manages(program, "--version")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, with nothing of our environment; give what it said."""
        return subprocess.run(  # noqa: S603 - our own commands, no shell
            command,
            cwd="/",
            env=BARE_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            preexec_fn=die_with_parent(signal.SIGKILL),
            **run_as(self),
        )

    def _manages(self, *command: str) -> bool:
        try:
            return self.run(*command).returncode == 0
        except OSError:
            return False


def running_account() -> Account:
    """
    Give the account that this process runs as.

    Raises:
        NoAccount: when its number has no name, as in some containers.
    """
    try:
        found = pwd.getpwuid(os.geteuid())
    except KeyError as problem:
        raise NoAccount(
            f"user number {os.geteuid()} has no name on this machine: add it to /etc/passwd"
        ) from problem
    return Account(found.pw_name, found.pw_uid, found.pw_gid, found.pw_dir)


def system_account() -> Account:
    """
    Give the database's own system account, made at first use by root.

    Raises:
        NoAccount: when it is not there and cannot be made.
    """
    with _one_at_a_time():
        try:
            found = pwd.getpwnam(SYSTEM_ACCOUNT)
        except KeyError:
            _add_system_account()
            found = pwd.getpwnam(SYSTEM_ACCOUNT)
    return Account(found.pw_name, found.pw_uid, found.pw_gid, found.pw_dir)


def database_account() -> Account:
    """
    Give the account the embedded database runs as: ours, or for root the system's.

    Raises:
        NoAccount: when there is none and it cannot be made.
    """
    return system_account() if os.geteuid() == 0 else running_account()


@contextlib.contextmanager
def _one_at_a_time() -> Generator[None]:
    """
    Keep our other processes out: `useradd` twice at once gives the account a second number.

    The folder is locked and not a file in it, since those are replaced when they change.
    """
    folder = os.open(ACCOUNTS_FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _add_system_account() -> None:
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
    ]
    try:
        grp.getgrnam(SYSTEM_ACCOUNT)
    except KeyError:
        pass
    else:
        command[2:3] = ["--gid", SYSTEM_ACCOUNT]
    command += ["--home-dir", SYSTEM_ACCOUNT_HOME, SYSTEM_ACCOUNT]
    try:
        done = running_account().run(*command)
    except OSError as problem:
        raise NoAccount(f"cannot add the system account: {problem}") from problem
    if done.returncode:
        raise NoAccount(f"cannot add the system account: {done.stderr.strip()}")


def run_as(account: Account) -> Credentials:
    """Give what `subprocess` needs to become the account; nothing when that is who we are."""
    if account.uid == os.geteuid():
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def die_with_parent(how: signal.Signals) -> Callable[[], None]:
    """
    Make what a child does first: ask the kernel for this signal when its parent dies.

    Only for children that the main thread starts: the kernel looks at the thread, and other threads
    could hold a lock at the fork.
    """
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(0)

    return ask


@dataclass
class Program:
    """A child process of ours."""

    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Give the process id while it runs."""
        return self.process.pid if self.process and self.alive() else None

    def start(self) -> None:
        """Start it in a process group of its own, out of reach of a terminal's Ctrl-C."""
        self.process = subprocess.Popen(  # noqa: S603 - a command of ours
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )

    def alive(self) -> bool:
        """Tell whether it runs."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Let it finish what it is doing, but not for ever."""
        if self.process is None or not self.alive():
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def ours_in(data: Path) -> set[int]:
    """Find the PostgreSQL processes whose working folder is `data`."""
    found: set[int] = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            inside = (entry / "cwd").readlink() == data
            ours = inside and (entry / "exe").readlink().name.startswith("postgres")
        except OSError:
            continue
        if ours:
            found.add(int(entry.name))
    return found

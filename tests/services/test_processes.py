"""The database's own account, made at first use by whichever of our programs comes first."""

import os
import pwd
import secrets
import subprocess
import sys

import pytest

# The account of this machine is in use, so the programs make one of another name.
PROGRAM = """
import sys, services.processes as processes
processes.SYSTEM_ACCOUNT = sys.argv[1]
found = processes.system_account()
print(found.uid, found.gid)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes accounts")
def test_programs_that_start_together_on_a_fresh_machine_make_one_account():
    name = f"tsunagi-{secrets.token_hex(4)}"
    try:
        # given no account, when several programs of ours start at the same moment
        programs = [
            subprocess.Popen(
                [sys.executable, "-c", PROGRAM, name],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(6)
        ]
        said = [program.communicate() for program in programs]
        # then each of them got the one account that is there afterwards
        account = pwd.getpwnam(name)
        assert said == [(f"{account.pw_uid} {account.pw_gid}\n", "")] * 6
    finally:
        subprocess.run(["userdel", name], check=False, capture_output=True)

"""Whoever writes from the command line logs in as on the pages: name, password, second factor."""

import sys
from getpass import getpass

from services.acting import Acting
from services.cli_settings import Stop
from services.login_views import CodeNeeded, EnrolmentNeeded, LoginRefused
from services.main import System

REFUSED = (
    "ログインできません。利用者名、パスワード、確認コードを確かめてください。 / Log-in refused."
)
ENROL = "先にページでログインし、二つ目の確認を決めてください。 / It has no second factor yet."


def log_in(system: System, login: str) -> Acting:
    """
    Ask for the password, and for the second factor's code where one is demanded (R75).

    Both are typed, or a line each of the standard input; never words of the command, which
    others on the machine can read.

    Raises:
        Stop: when the log-in is refused, or the account has no second factor yet.
    """
    sessions = system.sessions
    try:
        try:
            token = sessions.log_in(login=login, password=_asked("パスワード: "))
        except CodeNeeded as needed:
            token = sessions.confirm(ticket=needed.ticket, code=_asked("確認コード: "))
    except LoginRefused as refused:
        raise Stop(REFUSED) from refused
    except EnrolmentNeeded as needed:
        raise Stop(ENROL) from needed
    return sessions.acting(token)[0]


def _asked(words: str) -> str:
    if sys.stdin.isatty():
        return getpass(words)
    return sys.stdin.readline().rstrip("\n")

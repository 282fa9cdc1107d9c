"""A `tsunagi up` whose worker and web are small programs: `python -m tests.services.stand_in`."""

import sys
from pathlib import Path

from services import logs
from services.settings import Settings
from services.supervisor import AlreadyRunning, Child, PortTaken, supervise

WORKER = "import time; time.sleep(3600)"
WEB = """
import os, socket
listening = socket.create_server(("127.0.0.1", int(os.environ["TSUNAGI_WEB_PORT"])))
while True:
    listening.accept()[0].close()
"""
CHILDREN = (
    Child("worker", (sys.executable, "-c", WORKER)),
    Child("web", (sys.executable, "-c", WEB)),
)


def main() -> None:
    """Supervise the stand-ins; the marks that the tests read are the names of files in the home."""
    logs.configure("up")
    settings = Settings()
    try:
        supervise(
            settings,
            CHILDREN,
            prepare=lambda given: Path(given.home, "prepared").touch(),
            ready=lambda given: Path(given.home, "ready").touch(),
        )
    except (AlreadyRunning, PortTaken) as problem:
        sys.exit(type(problem).__name__)


if __name__ == "__main__":
    main()

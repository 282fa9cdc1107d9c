"""A program that uses the API: it has a token, draws an id for each write, and sends JSON."""

import json
from typing import Any
from uuid import uuid4

from fastapi.testclient import TestClient

from tests.city import PASSWORD
from tests.services.web.house import House

SLIP: dict[str, Any] = {
    "name": "髙橋 みどり",
    "born": "1947-05-03",
    "route": "self_visit",
    "caller": "self",
    "topics": ["income_living", "no_food"],
    "main_topic": "no_food",
    "urgency": "immediate",
    "sharing": "not_yet_asked",
    "own_words": "昨日から何も食べていない。",
}
PROGRESS = {"method": "phone", "text": "電話で食料の受け取りを確かめた。"}


class Program:
    """One program, logged in as someone."""

    def __init__(self, house: House, login: str) -> None:
        self.http = TestClient(house.app, base_url="https://tsunagi.test/api/v1/")
        sent = {"login": login, "password": PASSWORD}
        self.token: str = self.http.post("session", json=sent).json()["token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"

    def get(self, path: str) -> Any:
        """Read something."""
        return self.http.get(path)

    def send(self, path: str, body: Any, method: str = "POST", **headers: str) -> Any:
        """Write something, under a fresh id unless one is given."""
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        always = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
        return self.http.request(method, path, content=json.dumps(body), headers=always | named)

    def take(self) -> str:
        """Take a consultation down and return the case's alias."""
        return self.send("cases", SLIP).json()["case"]

    def etag(self, case: str) -> str:
        """Read a case and return its state."""
        return self.get(f"cases/{case}").headers["etag"]


def problem(answer: Any) -> tuple[int, str]:
    """Return the status and the name of a refusal, which are those of the body as well."""
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert body["status"] == answer.status_code
    assert body["title"]
    assert body["detail"]
    return body["status"], body["type"].removeprefix("urn:tsunagi:problem:")

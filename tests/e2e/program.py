"""A program that works with /api/v1 of a running server."""

import json
import urllib.error
import urllib.request
import uuid

from confsys.people import queries, sessions


class Program:
    """Calls in the name of one account, with a token."""

    def __init__(self, server, username: str):
        self.url = f"{server.url}/api/v1"
        self.token = server.in_app(_token, username)

    def __call__(self, method: str, path: str, body=None, *, key: str | None = None):
        """The answer's JSON. Raises urllib.error.HTTPError for a refusal, OSError when the line breaks."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or uuid.uuid4().hex}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def refused(self, method: str, path: str, body=None) -> int:
        """The status of a refusal."""
        try:
            self(method, path, body)
        except urllib.error.HTTPError as error:
            return error.code
        raise AssertionError(f"{method} {path} was not refused")


def _token(username: str) -> str:
    person = queries.by_username(username)
    return sessions.issue_token(person, person, label="test", scope="all")[1]

"""What a bot presses: the office and the chair by their tokens, a site by its link; all of it over HTTP."""

import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit


class Server:
    """A running confsys, one connection for all bots."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        place = urlsplit(self.base_url)
        connection = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        self._line = connection(place.netloc, timeout=10)

    def call(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, Any]:
        """(status, what was answered). Raises OSError where no server answers."""
        try:
            return self._ask(method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionResetError):  # it was kept open too long
            self._line.close()
            return self._ask(method, path, body, headers)

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[int, Any]:
        self._line.request(method, path, body.encode(), {"Origin": self.base_url, **headers})
        answer = self._line.getresponse()
        text = answer.read().decode()
        is_json = "json" in answer.headers.get("Content-Type", "")
        return answer.status, json.loads(text) if is_json and text else {}

    def api(self, token: str, method: str, path: str, **values: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        return self.call(method, f"/api/v1{path}", json.dumps(values) if method != "GET" else "", **headers)

    def form(self, path: str, **values: Any) -> tuple[int, Any]:
        """As a page of a site sends it."""
        return self.call("POST", path, urlencode(values), **{"Content-Type": "application/x-www-form-urlencoded"})

"""The screens of the sites: one socket each, which answers the server's pings and forgets what it hears."""

import json
from contextlib import suppress
from threading import Thread

from simple_websocket import Client, ConnectionClosed, ConnectionError

PING, PONG, WELCOME = "2", "3", "40/live,"


class Line:
    """One open screen of a site."""

    def __init__(self, base_url: str, conference: str, link: str) -> None:
        address = base_url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self._socket = Client.connect(address, headers={"Origin": base_url})
        # Nobody waits for the hello: where it came with the handshake it is handed out only when more comes.
        self._socket.send("40/live," + json.dumps({"link": link}))
        self._join = {"conference": conference, "view": "screen", "lang": "vi"}
        Thread(target=self._listen, daemon=True).start()

    def drop(self) -> None:
        with suppress(ConnectionClosed, OSError):
            self._socket.close()

    def _listen(self) -> None:
        with suppress(ConnectionClosed, ConnectionError, OSError):
            while True:
                heard = self._socket.receive()
                if heard == PING:
                    self._socket.send(PONG)
                elif isinstance(heard, str) and heard.startswith(WELCOME):
                    self._socket.send("42/live,1" + json.dumps(["join", self._join]))

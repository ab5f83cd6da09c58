"""A line between browsers and a server: it counts what comes down, can be slow, cut or half open, and can lose an
answer."""

import socket
import threading
import time
from contextlib import suppress


class Line:
    """Listens on a port of its own; `server` is where it leads, once it is known."""

    def __init__(self) -> None:
        self.server = 0
        self.received = 0
        self.delay = 0.0  # seconds that each piece of what comes down takes
        self.is_cut = self.loses_answers = False
        self._open: dict[socket.socket, bool] = {}  # whether it is the server's end
        self._silent: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._let_in, daemon=True).start()

    def cut(self) -> None:
        self.is_cut = True
        self.drop()

    def drop(self) -> None:
        """Every connection that stands now ends."""
        for each in list(self._open):
            _end(each)

    def mend(self) -> None:
        self.is_cut = False

    def hush(self, *, up: bool = True, down: bool = True) -> None:
        """Nothing goes through the connections that stand now, and none of them is ended. New ones are whole."""
        self._silent |= {each for each, is_servers in self._open.items() if (down if is_servers else up)}

    def give_up(self) -> None:
        """What carries nothing any more is ended on both sides, as a system does after a while."""
        for each in list(self._open):
            if each in self._silent:
                _end(each)

    def close(self) -> None:
        self.cut()
        self._door.close()

    def _let_in(self) -> None:
        with suppress(OSError):  # closed
            while True:
                browser, _address = self._door.accept()
                if self.is_cut:
                    browser.close()
                else:
                    self._lead_on(browser)

    def _lead_on(self, browser: socket.socket) -> None:
        try:
            self._join(browser, socket.create_connection(("127.0.0.1", self.server)))
        except OSError:
            browser.close()  # nobody is there just now

    def _join(self, browser: socket.socket, server: socket.socket) -> None:
        self._open |= {browser: False, server: True}
        for source, target, comes_down in ((browser, server, False), (server, browser, True)):
            threading.Thread(target=self._carry, args=(source, target, comes_down), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, comes_down: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if source in self._silent:
                    continue
                if comes_down and self.loses_answers:
                    break
                if comes_down:
                    time.sleep(self.delay)
                    self.received += len(data)
                target.sendall(data)
        if source in self._silent and not self.is_cut:
            return  # the other side does not come to know
        for each in (source, target):
            self._open.pop(each, None)
            _end(each)


def _end(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()

"""What the figures of a test say: ready, usable or unusable, and for each trouble a sentence and what to do.

No database, no clock. Figures are those of `forms.MEASURED`; None is what could not be measured.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from confsys.readiness.models import READY, UNUSABLE, USABLE
from confsys.words import _

WORKS, FAILS, DENIED, MISSING, INSECURE, SKIPPED = FOUND = ("ok", "failed", "denied", "missing", "insecure", "skipped")
DEVICES = ("camera", "microphone", "speaker")
# Beyond the first it is usable, beyond the second it is not. Round trips: ITU-T G.114 names half of these for one way.
DELAY_MS = (300, 800)
LOSS_PERCENT = (0, 10)
# A picture of 720 lines takes about 1.5 Mbit/s in each direction, one of 360 lines a third of that.
KBPS = (1500, 500)
CLOCK_MS = 60_000  # our pages count by our own clock; a wrong one misleads whoever looks at his own
NARROWEST = 360  # CSS pixels: our pages hold from here on


@dataclass(frozen=True)
class Trouble:
    """What is wrong, what to do about it, and what the machine is worth with it."""

    about: str
    worth: str
    sentence: Any
    what_to_do: Any


@dataclass(frozen=True)
class Verdict:
    worth: str
    troubles: tuple[Trouble, ...]  # the worst first


def judge(measured: Mapping[str, Any]) -> Verdict:
    troubles = [*_line(measured), *_connection(measured), *_devices(measured), *_machine(measured)]
    worst = sorted(troubles, key=lambda each: each.worth != UNUSABLE)
    return Verdict(worst[0].worth if worst else READY, tuple(worst))


def _line(measured: Mapping[str, Any]) -> Iterator[Trouble]:
    websocket, polling = measured.get("websocket"), measured.get("polling")
    if websocket:
        return
    if polling:
        yield Trouble(
            "websocket",
            USABLE,
            _("News arrives every few seconds only: this network does not let a WebSocket through."),
            _("Ask whoever runs the network to let WebSocket through to this address. Until then it works this way."),
        )
    else:
        yield Trouble(
            "websocket",
            UNUSABLE,
            _("No news arrives: neither by WebSocket nor by asking for it."),
            _("Check the network cable, use the backup line or a mobile network, then test again."),
        )


def _connection(measured: Mapping[str, Any]) -> Iterator[Trouble]:
    yield from _beyond(
        "delay",
        measured.get("delay_ms"),
        DELAY_MS,
        lambda n: _("An answer takes %(n)s ms to come back.", n=n),
        _("Stop downloads and other programs on this line; connect by cable instead of Wi-Fi."),
    )
    yield from _beyond(
        "loss",
        measured.get("loss_percent"),
        LOSS_PERCENT,
        lambda n: _("%(n)s %% of the questions got no answer.", n=n),
        _("Connect by cable instead of Wi-Fi, or use the backup line, then test again."),
    )
    for name, sentence in (
        ("down", lambda n: _("This line brings %(n)s kbit/s only: the picture will falter.", n=n)),
        ("up", lambda n: _("This line sends %(n)s kbit/s only: others will see you badly.", n=n)),
    ):
        yield from _below(name, measured.get(f"{name}_kbps"), sentence)


def _beyond(about: str, value: float | None, limits: tuple[int, int], sentence: Any, what_to_do: Any):
    if value is None:
        yield _unmeasured(about)
    elif value > limits[0]:
        yield Trouble(about, UNUSABLE if value > limits[1] else USABLE, sentence(round(value)), what_to_do)


def _below(about: str, value: float | None, sentence: Any) -> Iterator[Trouble]:
    if value is None:
        yield _unmeasured(about)
    elif value < KBPS[0]:
        what_to_do = _("Stop downloads and other programs on this line, or use the backup line.")
        yield Trouble(about, UNUSABLE if value < KBPS[1] else USABLE, sentence(round(value)), what_to_do)


UNMEASURED = {
    "delay": _("The delay could not be measured."),
    "loss": _("The loss could not be measured."),
    "down": _("How much this line brings could not be measured."),
    "up": _("How much this line sends could not be measured."),
}


def _unmeasured(about: str) -> Trouble:
    return Trouble(about, USABLE, UNMEASURED[about], _("Test again; if it stays so, report it to the technician."))


SAID = {
    ("camera", FAILS): (
        _("The camera gives no picture."),
        _("Close other programs that use it, check its cable and its cover, then test again."),
    ),
    ("camera", MISSING): (
        _("No camera was found."),
        _("Connect the camera, or choose it in the settings of the browser."),
    ),
    ("camera", DENIED): (
        _("The browser may not use the camera."),
        _("Press the lock beside the address, allow the camera, then test again."),
    ),
    ("camera", INSECURE): (
        _("The browser lets a page use the camera on https only."),
        _("Open this page by its https address, or test the camera in the conference program itself."),
    ),
    ("camera", SKIPPED): (
        _("The camera was not tested."),
        _("Test it on the machine that will be used; with a conference device of its own this needs no test here."),
    ),
    ("microphone", FAILS): (
        _("The microphone stays silent."),
        _("Switch it on, turn its level up, check its cable, then test again."),
    ),
    ("microphone", MISSING): (
        _("No microphone was found."),
        _("Connect the microphone, or choose it in the settings of the browser."),
    ),
    ("microphone", DENIED): (
        _("The browser may not use the microphone."),
        _("Press the lock beside the address, allow the microphone, then test again."),
    ),
    ("microphone", INSECURE): (
        _("The browser lets a page use the microphone on https only."),
        _("Open this page by its https address, or test the microphone in the conference program itself."),
    ),
    ("microphone", SKIPPED): (
        _("The microphone was not tested."),
        _("Test it on the machine that will be used; with a conference device of its own this needs no test here."),
    ),
    ("speaker", FAILS): (
        _("The tone was not heard."),
        _("Turn the loudspeakers on and up, choose them as the output of this machine, then test again."),
    ),
    ("speaker", SKIPPED): (
        _("The loudspeakers were not tested."),
        _("Test it on the machine that will be used; with a conference device of its own this needs no test here."),
    ),
}


def _devices(measured: Mapping[str, Any]) -> Iterator[Trouble]:
    for device in DEVICES:
        found = measured.get(device) or SKIPPED
        if found != WORKS:
            known = (device, found) if (device, found) in SAID else (device, FAILS)
            yield Trouble(device, USABLE if found == SKIPPED else UNUSABLE, *SAID[known])


def _machine(measured: Mapping[str, Any]) -> Iterator[Trouble]:
    offset, width = measured.get("clock_offset_ms"), measured.get("screen_width")
    if offset is not None and abs(offset) > CLOCK_MS:
        minutes = round(abs(offset) / 60_000)
        sentence = (
            _("The clock of this machine is %(n)s minutes slow.", n=minutes)
            if offset > 0
            else _("The clock of this machine is %(n)s minutes fast.", n=minutes)
        )
        yield Trouble("clock", USABLE, sentence, _("Let the machine set its clock by itself, from the network."))
    if width is not None and width < NARROWEST:
        yield Trouble(
            "screen",
            USABLE,
            _("The screen is only %(n)s points wide.", n=round(width)),
            _("Use a wider screen, or turn the telephone across."),
        )

"""The directory with 5,000 sites against the same with 103: a search, the first page, the tree."""

import statistics
import tempfile
from collections.abc import Iterator

from bench.free_time import a_province, timed
from confsys.app import create_app
from confsys.people import sessions
from confsys.sites import actions, lists

SMALL, LARGE = 103, 5_000
ADDRESSES = {
    "search in the directory": "/sites?q=xa+77",
    "search in the directory, as a tree": "/sites?view=tree&q=xa+77",
    "first page of the directory": "/sites",
    "directory as a tree": "/sites?view=tree",
}


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, worst, compared with, ratio)."""
    app = create_app({"INSTANCE": tempfile.mkdtemp(), "DATABASE_URL": f"sqlite:///{tempfile.mkdtemp()}/bench.db"})
    cookie, _person, _places = a_province(app)
    client = app.test_client()
    client.set_cookie(sessions.COOKIE, cookie)
    few = {what: _times(client, address) for what, address in ADDRESSES.items()}
    with app.app_context():
        actions.import_list(None, lists.read(_list_of(LARGE - SMALL)))
    for what, address in ADDRESSES.items():
        many, before = _times(client, address), statistics.median(few[what])
        median, compared = statistics.median(many), f"the same with {SMALL} ({before * 1000:.1f} ms)"
        yield (
            f"{what}, {LARGE:,} sites",
            f"{median * 1000:.1f} ms",
            f"{max(many) * 1000:.1f} ms",
            compared,
            f"{median / before:.1f}×",
        )


def _times(client, address: str) -> list[float]:
    assert client.get(address).status_code == 200
    return timed(lambda: client.get(address).get_data())


def _list_of(number: int) -> bytes:
    """One more province with so many units, districts of fifty communes."""
    lines = [",".join(lists.COLUMNS), "Tỉnh Hai,tinh,,,2,,,,"]
    for each in range(number - 1):
        district = f"Huyện {each // 50}"
        if each % 50 == 0:
            lines.append(f"{district},huyen,Tỉnh Hai,,h{each},,,,")
        else:
            lines.append(f"Xã Hai {each},xa,{district},,x{each},,,,")
    return "\n".join(lines).encode()


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")

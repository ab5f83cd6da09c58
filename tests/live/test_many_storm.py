"""A thousand screens lose their lines and come back at the same moment, to three processes."""

import asyncio
import resource
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from confsys.conferences import actions, links, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.build import a_conference, a_site
from tests.live.crowd import One, all_come, all_listen
from tests.live.house import fetched
from tests.live.many import Many

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]
SCREENS, SITES, SHUT_OUT, PAGES = 1000, 50, 5, 150


@pytest.fixture
def crowd(many: Many) -> list[One]:
    """Each with the link of one of fifty sites."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    many.house.id, many.house.links = many.servers[0].in_app(_large_conference, many.house)
    tokens = many.house.links[1:]
    return [
        One(server.port, server.line.url, tokens[number % SITES])
        for number, server in zip(range(SCREENS), many.servers * SCREENS, strict=False)
    ]


def _large_conference(house) -> tuple[str, list[str]]:
    sites = [a_site() for _each in range(SITES)]
    conference = a_conference(state="live", organiser=house.body(), by=house.clerk(), sites=sites)
    return conference.id, [links.join_token(each) for each in queries.participations_of(conference)]


def _shut_out(conference_id: str) -> None:
    conference = db.session.get_one(Conference, conference_id)
    for participation in queries.participations_of(conference)[1 : SHUT_OUT + 1]:
        actions.renew_link(None, participation)


def test_a_thousand_that_come_back_at_once_are_all_judged_and_all_show_what_is_so(many, crowd):
    """Those whose link ended meanwhile are refused; the others get what they lack in one message."""
    with ThreadPoolExecutor(1) as apart:  # where a browser was used, this thread has a loop already
        apart.submit(asyncio.run, _storm(many, crowd)).result()


async def _storm(many: Many, crowd: list[One]) -> None:
    await all_come(crowd, many.house.id)
    version = await asyncio.to_thread(many.burst)
    await all_listen(crowd, version)
    shown = [each.version for each in crowd]

    for each in crowd:
        each.leave()
    shut_out = many.house.links[1 : SHUT_OUT + 1]
    await asyncio.to_thread(many.servers[0].in_app, _shut_out, many.house.id)
    many.house.links = [each for each in many.house.links if each not in shut_out]
    version = await asyncio.to_thread(many.burst)
    begun = time.monotonic()
    await all_come(crowd, many.house.id)
    print(f"{len(crowd)} back after {time.monotonic() - begun:.2f} s")

    refused = [each for each in crowd if not each.answer["ok"]]
    assert {each.link for each in refused} == set(shut_out)
    assert len(refused) == SCREENS // SITES * SHUT_OUT and all(each.told == [] for each in refused)
    let_in = [each for each in crowd if each.answer["ok"]]
    last = await asyncio.to_thread(many.burst)
    await all_listen(let_in, last)

    whole = (await asyncio.to_thread(fetched, many.house))["parts"]
    assert all(each.parts == whole for each in let_in)
    for each, before in zip(crowd, shown, strict=True):
        if each.answer["ok"]:
            _is_without_gap(each.told, before, version, last)
        each.leave()


def _is_without_gap(told: list[tuple[int, int]], before: int, version: int, last: int) -> None:
    """One message brings all that was missed; from then on each begins where the one before ended."""
    assert told[0][0] == before and told[0][1] >= version
    assert [since for since, _version in told[1:]] == [version for _since, version in told[:-1]]
    assert told[-1][1] >= last


def test_pages_loaded_by_everybody_at_once_all_come(many):
    """Each needs the database for itself, and again for the parts it shows: none waits for ever for the others."""
    page = many.wall(many.servers[0])
    answers = many.house.at_once(_loaded, [page] * PAGES)
    assert set(answers) == {200}


def _loaded(address: str) -> int:
    with urllib.request.urlopen(address, timeout=25) as answer:
        return answer.status

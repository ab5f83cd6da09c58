"""Three server processes on one database: what one of them commits every screen hears, whatever befalls the others."""

import json
import urllib.request

import pytest

from tests.live.many import are_fresh, follow, wait

pytestmark = pytest.mark.long


def test_what_any_process_commits_all_screens_hear(many):
    assert wait(lambda: many.bell.listeners() == 3)
    screens = many.screens()
    follow(screens, many.burst())
    are_fresh(many, screens)


def test_one_that_is_killed_loses_no_screen_and_no_news(many):
    screens = many.screens()
    everybody, killed = many.servers, many.servers[2]
    killed.kill()
    many.servers = everybody[:2]
    version = many.burst()
    follow(screens[:2], version)

    killed.start()
    many.servers = everybody
    screens[2] = many.back(screens[2], killed)
    assert screens[2].version >= version
    follow(screens, many.burst())
    are_fresh(many, screens)


def test_one_that_is_restarted_says_when_to_come_back(many):
    screens = many.screens()
    many.servers[1].stop()
    assert 500 <= screens[1].wait_for("bye")["retry_ms"] <= 3000
    many.servers[1].start()
    screens[1] = many.back(screens[1], many.servers[1])
    follow(screens, many.burst())
    are_fresh(many, screens)


def test_without_a_bell_it_is_only_a_moment_later(many):
    screens = many.screens()
    many.bell.stop()
    follow(screens, many.burst())
    many.bell.start()
    follow(screens, many.burst())
    are_fresh(many, screens)


def test_one_command_sent_to_all_at_once_is_done_once(many):
    """Five times the same key, over three processes: one effect, one answer."""
    address = f"/api/v1/conferences/{many.house.id}/agenda"
    body = json.dumps({"title": "Một lần", "kind": "khac", "minutes": 5}).encode()
    headers = {"Authorization": f"Bearer {many.token}", "Content-Type": "application/json", "Idempotency-Key": "k" * 20}
    requests = [urllib.request.Request(many.servers[n % 3].url + address, body, headers) for n in range(5)]
    answers = many.house.at_once(lambda request: json.load(urllib.request.urlopen(request, timeout=20)), requests)
    assert len({json.dumps(each, sort_keys=True) for each in answers}) == 1
    titles = [item["title"] for item in many.house.agenda()]
    assert titles.count("Một lần") == 1

"""Whether this process is well."""

from datetime import timedelta

import pytest

from confsys import worker
from confsys.live import health
from tests.build import a_conference
from tests.live.conftest import OWN, link_of


@pytest.fixture(autouse=True)
def working(fresh_app):
    with fresh_app.app_context():
        worker.mark_alive()


def test_a_healthy_process_says_so(client, live):
    assert [client.get(path).data for path in ("/healthz", "/readyz")] == [b"ok\n", b"ok\n"]


def test_a_process_that_no_longer_follows_the_journal_is_not_ready(client, live, monkeypatch):
    monkeypatch.setattr(live, "is_started", True)
    monkeypatch.setattr(live.tail, "polled", live.tail.polled - 60)

    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_without_its_worker_it_is_not_ready(client, live, monkeypatch):
    monkeypatch.setattr(health, "SILENT", timedelta(0))

    assert (client.get("/readyz").status_code, client.get("/healthz").status_code) == (503, 200)


def test_metrics_count_who_listens(app, client, live, socket):
    conference = a_conference(state="issued")
    socket(auth=link_of(conference), headers=OWN).join(conference.id)

    lines = client.get("/metrics").text.splitlines()

    assert 'confsys_sockets{view="screen"} 1' in lines
    assert "confsys_conferences_heard 1" in lines


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 404), ({"Authorization": "Bearer wrong"}, 404), ({"Authorization": "Bearer m-token"}, 200)],
)
def test_from_elsewhere_metrics_need_the_token(fresh_app, client, live, monkeypatch, headers, status):
    monkeypatch.setitem(fresh_app.config, "METRICS_TOKEN", "m-token")

    answer = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.9"})

    assert answer.status_code == status


def test_without_a_token_in_the_settings_none_fits(fresh_app, client, live):
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}

    assert client.get("/metrics", headers={"Authorization": "Bearer "}, environ_base=elsewhere).status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 404

"""The page on which a site tests itself, what its script asks while it measures, and what is kept of it."""

import os
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request

from confsys import clock, doors, shown, web
from confsys.errors import Invalid, Problem
from confsys.people.models import Person
from confsys.readiness import floods, forms, queries, rules, speaking, testing
from confsys.readiness.models import VERDICT_NAMES
from confsys.readiness.speaking import Speaker
from confsys.readiness.verdict import judge
from confsys.sites.knowing import contacts_of

pages = Blueprint("self_tests", __name__)
DOWN, UP = 200_000, 100_000  # bytes that a test moves each way


@pages.get("/join/<token>/test")
@doors.by_link
def by_link(token: str):
    return _page(speaking.by_link(token), token)


@pages.post("/join/<token>/test")
@doors.by_link
def keep_by_link(token: str):
    return _keep(speaking.by_link(token), token)


@pages.get("/join/<token>/test/ping")
@doors.by_link
def ping_by_link(token: str):
    return _ping(speaking.by_link(token))


@pages.route("/join/<token>/test/bytes", methods=["GET", "POST"])
@doors.by_link
def bytes_by_link(token: str):
    return _bytes(speaking.by_link(token))


@pages.get("/conferences/<conference_id>/sites/<site_id>/test")
@doors.signed_in
def show(person: Person, conference_id: str, site_id: str):
    """For the officer of the site, and for the office and technicians who sit there."""
    return _page(speaking.by_account(person, conference_id, site_id))


@pages.post("/conferences/<conference_id>/sites/<site_id>/test")
@doors.signed_in
def keep(person: Person, conference_id: str, site_id: str):
    return _keep(speaking.by_account(person, conference_id, site_id))


@pages.get("/conferences/<conference_id>/sites/<site_id>/test/ping")
@doors.signed_in
def ping(person: Person, conference_id: str, site_id: str):
    return _ping(speaking.by_account(person, conference_id, site_id))


@pages.route("/conferences/<conference_id>/sites/<site_id>/test/bytes", methods=["GET", "POST"])
@doors.signed_in
def bytes_(person: Person, conference_id: str, site_id: str):
    return _bytes(speaking.by_account(person, conference_id, site_id))


def _ping(speaker: Speaker) -> Response:
    """As little as can be asked: how long it takes to come back, and what our clock says."""
    floods.count(speaker.participation.id, "ping")
    return web.unkept(jsonify(now=round(clock.now().timestamp() * 1000)))


def _bytes(speaker: Speaker) -> Response:
    """So much that its time tells what the line carries; random, so that nothing on the way makes it smaller."""
    floods.count(speaker.participation.id, "bytes")
    if request.method == "POST":
        request.get_data()
        return web.unkept(Response(status=204))
    return web.unkept(Response(os.urandom(DOWN), mimetype="application/octet-stream"))


def _keep(speaker: Speaker, token: str = ""):
    try:
        floods.count(speaker.participation.id, "test")
        measured = forms.read_measured(request.form)
        testing.keep_test(
            speaker.person, speaker.participation, way=speaker.way, device=_device(measured), measured=measured
        )
    except Problem as problem:
        return _page(speaker, token, problem)
    return redirect(f"{speaker.base}/test#result", 303)


def _device(measured: dict[str, Any]) -> str:
    """Chrome, Android, 390 × 844"""
    sides = [measured[name] for name in ("screen_width", "screen_height")]
    screen = " × ".join(f"{side:.0f}" for side in sides) if all(sides) else ""
    return ", ".join(filter(None, (shown.device(request.user_agent.string), screen)))


def _page(speaker: Speaker, token: str = "", problem: Problem | None = None) -> Response:
    participation = speaker.participation
    conference, tests = participation.conference, queries.tests_of(participation)
    page = render_template(
        "readiness/test.html",
        conference=conference,
        participation=participation,
        base=speaker.base,
        token=token,
        is_office=speaker.is_office,
        tests=tests,
        judged=judge(tests[0].measured) if tests else None,
        verdict_names=VERDICT_NAMES,
        now=clock.now(),
        takes=conference.state in rules.TESTED,
        called=contacts_of(conference.main_site),
        moved={"down": DOWN, "up": UP},
        problem=problem,
        sentences=problem.by_field().values() if isinstance(problem, Invalid) else [problem] if problem else [],
    )
    return web.unkept(page, problem.status if problem else 200)

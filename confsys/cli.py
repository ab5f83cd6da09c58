"""Commands of an administrator. Like every door they find, call an action, and say what became of it."""

import sys
from pathlib import Path
from typing import BinaryIO

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError, ProgrammingError

from confsys import clock, demo, forms, words, worker
from confsys.bots import casting
from confsys.bots.hands import Server
from confsys.bots.script import CHAIR, OFFICE, Act
from confsys.bots.show import Show
from confsys.errors import Problem
from confsys.folding import clean
from confsys.people import actions as people
from confsys.people import queries as persons
from confsys.people import sessions
from confsys.people.forms import username as as_username
from confsys.people.models import ROLES
from confsys.sites import actions as sites
from confsys.sites import lists, queries
from confsys.sites.sheets import CSV, XLSX
from confsys.words import _, gettext, ngettext


class Group(AppGroup):
    """Commands that answer a refusal with one sentence and status 2."""

    def invoke(self, ctx: click.Context):
        words.speak(current_app.config["LOCALE"])
        try:
            return super().invoke(ctx)
        except (Problem, lists.BrokenList) as refusal:
            refused = str(refusal)
        except (OperationalError, ProgrammingError) as trouble:
            reason = str(trouble.orig).partition("\n")[0]
            refused = gettext("The database cannot be used: %(reason)s. Has “db upgrade” been run?", reason=reason)
        click.echo(refused, err=True)
        sys.exit(2)


sites_group = Group("sites", help="The directory of sites.")
people_group = Group("people", help="Persons and what they may do.")
tokens_group = Group("tokens", help="Keys for programs.")
demo_group = Group("demo", help="A province to try things on.")


@sites_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_sites(file: Path) -> None:
    """Bring the directory up to a CSV or XLSX list; a list with a mistake is refused whole."""
    done = sites.import_list(None, lists.read(file.read_bytes()))
    figures = {"added": done.added, "changed": done.changed, "same": done.same}
    click.echo(gettext("%(added)s added, %(changed)s changed, %(same)s as before.", **figures))


@sites_group.command("export")
@click.argument("file", type=click.File("wb"))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="the day whose sites are meant; today")
def export_sites(file: BinaryIO, day) -> None:
    """Write the directory of a day as a CSV list, or as XLSX if the file is called so."""
    rows = queries.rows_on(day.date() if day else clock.today())
    file.write(lists.write(rows, XLSX if file.name.endswith(".xlsx") else CSV))
    click.echo(ngettext("%(num)s site written.", "%(num)s sites written.", len(rows)))


@people_group.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--site", "place", default="", help="gso code, id or exact name; the province if left out")
@click.option("--username", default="", help="the name to sign in with, once a password is set")
def add_person(name: str, role: str, place: str, username: str) -> None:
    """Add a person with a role and print a link that signs him in once."""
    name = clean(name)[:200]
    if not name:
        raise Problem(_("The name is missing."))
    site = _site(place)
    person = people.add(None, name=name, **forms.read({"username": as_username}, {"username": username}))
    people.give_role(None, person, role=role, site_id=site.id)
    click.echo(f"{current_app.config['BASE_URL']}/sign-in/link/{sessions.make_link(None, person)}")


@tokens_group.command("issue")
@click.argument("name")
@click.option("--label", required=True)
@click.option("--scope", type=click.Choice(["all", "read"]), default="all")
def issue_token(name: str, label: str, scope: str) -> None:
    """Print a token that may do all that NAME (a user name or a full name) may."""
    person = persons.meant(clean(name))
    if person is None:
        raise Problem(_("There is nobody called “%(name)s”, or more than one.", name=name))
    label = clean(label)[:100]
    if not label:
        raise Problem(_("Say what the token is for."))
    _token, secret = sessions.issue_token(None, person, label=label, scope=scope)
    click.echo(secret)


@demo_group.command("load")
def load_demo() -> None:
    """Bring the demo province; a second time changes nothing."""
    told = gettext("The demo province is ready.") if demo.load() else gettext("The demo province is there already.")
    click.echo(told)


@demo_group.command("play")
@click.argument("conference", default="")
@click.option("--sites", default=500, type=click.IntRange(1, 500), help="how many sites take part; all")
@click.option("--speed", default=60.0, type=click.FloatRange(0.1, 10_000), help="minutes of the conference in a minute")
@click.option("--seed", default=1, help="another number: other things happen")
def play_demo(conference: str, sites: int, speed: float, seed: int) -> None:
    """Bots hold a conference on the running server: its id or code, or the next one that is issued."""
    found = casting.meant(conference)
    acts = casting.rehearsed(found, sites, seed)
    minutes = (acts[-1].at - acts[0].at) / speed
    said = {
        "title": found.title,
        "sites": len({act.who for act in acts} - {OFFICE, CHAIR}),
        "minutes": round(minutes, 1),
    }
    click.echo(gettext("“%(title)s” with %(sites)s sites, in %(minutes)s minutes.", **said))
    with casting.cast_of(found) as cast:
        show = Show(Server(current_app.config["BASE_URL"]), cast)
        try:
            show.play(acts, speed, tell=_told)
        except OSError as trouble:
            reason = {"address": current_app.config["BASE_URL"], "reason": trouble}
            raise Problem(_("No server answers at %(address)s (%(reason)s). Is “make run” on?", **reason)) from trouble
        finally:
            show.end()
    click.echo(gettext("%(done)s done, %(refused)s refused.", done=show.done.total(), refused=show.refused.total()))


def _told(act: Act) -> None:
    if act.who in (OFFICE, CHAIR):
        click.echo(f"{act.at:7.1f}′ {act.who} {act.what}")


@click.command("prepare")
def prepare() -> None:
    """Bring the tables to the newest form, and with CONFSYS_DEMO=1 the demo province: what `make run` does first."""
    upgrade()
    if current_app.config["DEMO"] and demo.load():
        click.echo(gettext("The demo province is ready."))


@click.command("worker")
def run_worker() -> None:
    """Do what must not hold up a screen, until told to stop."""
    worker.run(current_app._get_current_object())  # type: ignore[attr-defined]


def _site(place: str):
    found = queries.meant(place, clock.today()) if place else queries.provinces(clock.today())
    if not place and not found:
        raise Problem(_("There is no province yet. Bring in the directory first: flask --app wsgi sites import FILE"))
    if len(found) != 1:
        raise Problem(_("Which site is meant by “%(name)s”? Give its gso code.", name=place))
    return found[0]


def install(app: Flask) -> None:
    for command in (sites_group, people_group, tokens_group, demo_group, prepare, run_worker):
        app.cli.add_command(command)

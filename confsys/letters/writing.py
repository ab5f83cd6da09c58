"""A letter from a template, in its receiver's language: rows of the transaction that is open, and nothing else."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from jinja2 import Environment

from confsys import clock, words
from confsys.conferences.models import Conference
from confsys.extensions import db, insert_or_lock
from confsys.folding import clean, folded
from confsys.ids import new_id
from confsys.letters import envelope, links
from confsys.letters.addressed import Receiver
from confsys.letters.models import DEAD, HOLD, Letter, Mailbox
from confsys.letters.showing import ADDRESS_UNUSABLE
from confsys.office import queries as office
from confsys.people.forms import MAILBOX
from confsys.people.models import Person
from confsys.sites.models import Site

USE = timedelta(days=7)  # how long a letter is of use that says nothing else


def write(
    template: str,
    to: Person | Receiver,
    *,
    body: Site,
    conference: Conference | None = None,
    by: Person | None = None,
    about: Mapping[str, Any] | None = None,
    lapses_at: datetime | None = None,
    mailbox: Mailbox | None = None,
    **values: Any,
) -> Letter | None:
    """Write `conferences/approved` to somebody; None where there is no address. Whoever writes to several locks all
    their mailboxes before, and gives each: two transactions then never wait for each other."""
    if not to.email or to.disabled_at is not None:
        return None
    now, letter_id = clock.now(), new_id()
    language = to.language or current_app.config["LOCALE"]
    who = by.name if by else body.name
    person_id, named = (to.id, {}) if isinstance(to, Person) else (None, {"receiver": to.id})
    values |= {"to": to, "signs_in": person_id is not None}
    subject, short, text = render(template, language, body=body, conference=conference, by=by, who=who, **values)
    mailbox = mailbox or locked(to.email)[0]
    letter = Letter(
        id=letter_id,
        mailbox_address=mailbox.address,
        number=mailbox.next_number(),
        message_id=envelope.new_message_id(letter_id),
        kind=template.replace("/", "."),
        body_id=body.id,
        conference_id=conference.id if conference else None,
        person_id=person_id,
        name=clean(to.name),
        language=language,
        subject=subject,
        text=text,
        short=short,
        about=dict(about or {}) | named | ({"conference": conference.id} if conference else {}),
        reply_to=by.email if by and by.email and is_usable(by.email) else "",
        folded=folded(f"{to.name} {to.email} {subject} {conference.code if conference else ''}"),
        written_at=now,
        written_by_id=by.id if by else None,
        due_at=now + HOLD,
        lapses_at=lapses_at or now + USE,
    )
    if not is_usable(mailbox.address):
        letter.end(DEAD, now, ADDRESS_UNUSABLE)
    db.session.add(letter)
    return letter


def render(template: str, language: str, **values: Any) -> tuple[str, str, str]:
    """Subject, what it says in short, and the whole text with greeting and signature."""
    mail = _templates()
    with words.spoken(language):
        raw = mail.get_template(_file(template)).render(link=links.placeholder, **values)
        subject, _line, short = raw.partition("\n")
        values |= {"short": links.Placeholder(short.strip()), "agency": office.current().agency}
        whole = mail.get_template("letters/mail/letter.txt").render(**values)
    return clean(subject)[:200], short.strip(), whole.strip() + "\n"


def locked(*addresses: str) -> list[Mailbox]:
    """The queues of these receivers, held until the commit: letters are numbered in the order in which they are kept.

    Always in the order of their addresses, so that two transactions never wait for each other.
    """
    wanted = sorted({each.lower() for each in addresses})
    return insert_or_lock(Mailbox, [{"address": each, "last_number": 0} for each in wanted]) if wanted else []


def is_usable(address: str) -> bool:
    return len(address) <= 254 and bool(MAILBOX.fullmatch(address))


def _templates() -> Environment:
    """As pages have them, but for plain text; made once, or each letter would read its template anew."""
    known, env = current_app.extensions, current_app.jinja_env
    if "letter_templates" not in known:
        known["letter_templates"] = env.overlay(
            autoescape=False, finalize=links.disarmed, trim_blocks=True, keep_trailing_newline=True
        )
    return known["letter_templates"]


def _file(template: str) -> str:
    package, _slash, name = template.partition("/")
    return f"{package}/mail/{name}.txt"

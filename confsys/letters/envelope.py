"""A letter as a message of the internet: the same bytes each time it is made."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from flask import current_app

from confsys import clock
from confsys.folding import clean
from confsys.letters import links
from confsys.letters.models import Letter
from confsys.letters.showing import paragraphs


def sender() -> tuple[str, str]:
    """Name and address letters come from."""
    name, address = parseaddr(current_app.config["MAIL_FROM"])
    host = urlsplit(current_app.config["BASE_URL"]).hostname or "localhost"
    return clean(name) or current_app.config["INSTALLATION"]["agency"], address or f"no-reply@{host}"


def new_message_id(letter_id: str) -> str:
    """Ours, and the same however often it is sent."""
    return f"<{letter_id}@{sender()[1].rpartition('@')[2]}>"


def message_of(letter: Letter) -> EmailMessage:
    """The whole message, with its links filled in. Raises ValueError for what no header may hold."""
    message = EmailMessage(policy=SMTP)
    name, address = sender()
    text = links.filled(letter.text, letter.about)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(letter.name, addr_spec=letter.mailbox_address)
    if letter.reply_to:
        message["Reply-To"] = Address(addr_spec=letter.reply_to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.local(letter.written_at))
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    message.set_content(text)
    html = current_app.jinja_env.get_template("letters/mail.html").render(letter=letter, paragraphs=paragraphs(text))
    message.add_alternative(html, subtype="html")
    message.set_boundary(f"{letter.id}-{letter.number}")
    return message

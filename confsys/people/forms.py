"""What was sent about persons, as values."""

import re
from typing import Any

from confsys import forms
from confsys.errors import Invalid
from confsys.folding import clean
from confsys.forms import Unreadable
from confsys.words import _

LEAST_PASSWORD, MOST_PASSWORD = 12, 200
PASSWORD = ("old", "new", "again")
LABEL = {"label": forms.text(100)}
TOKEN = LABEL | {"scope": forms.choice(("all", "read"))}

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}", re.ASCII)
ATOM, LABEL_OF_HOST = r"[a-z0-9_%'=+-]", r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
MAILBOX = re.compile(rf"[a-z0-9]{ATOM}*(\.{ATOM}+)*@({LABEL_OF_HOST}\.)+[a-z][a-z0-9-]*[a-z0-9]", re.ASCII)
TELEPHONE = re.compile(r"\+?\d{3,15}", re.ASCII)


def plain(longest: int, *, needed: bool = True) -> forms.Read:
    """A line that no spreadsheet takes for a formula when the list is opened there."""
    line = forms.text(longest, needed=needed)

    @forms.accepts(**line.schema)  # type: ignore[attr-defined]
    def reader(raw: Any) -> str:
        value = line(raw)
        if value[:1] in tuple("=+-@"):
            raise Unreadable(_("This begins with “%(sign)s”, as a formula does.", sign=value[0]))
        return value

    return reader


def username(raw: Any) -> str | None:
    """A name to sign in with, in small letters; None where nothing was typed."""
    value = forms.text(200, needed=False)(raw).lower()
    if value and not USERNAME.fullmatch(value):
        raise Unreadable(_("2 to 40 letters without marks, digits, dots and hyphens, such as vp.caolanh."))
    return value or None


def email(raw: Any) -> str | None:
    """An address in small letters, as it is compared; None where nothing was typed."""
    value = forms.text(254, needed=False)(raw).lower()
    if value and (len(value.partition("@")[0]) > 64 or not MAILBOX.fullmatch(value)):
        raise Unreadable(_("This is not an e-mail address. Type it as vanphong@example.vn."))
    return value or None


def telephone(raw: Any) -> str | None:
    """Digits, perhaps with a + before them, however they were grouped; None where nothing was typed."""
    value = re.sub(r"[\s().\-/]", "", forms.text(60, needed=False)(raw))
    if value and not TELEPHONE.fullmatch(value):
        raise Unreadable(_("This is not a telephone number. Type it as 0277 3851 234."))
    return value or None


def optional(reader: forms.Read) -> forms.Read:
    """None where nothing was typed."""
    return lambda raw: reader(raw) or None


CONTACT = {"email": email, "telephone": telephone}
PERSON: dict[str, forms.Read] = {
    "name": plain(200),
    "position": optional(plain(200, needed=False)),
    "short_name": plain(40, needed=False),
    "username": username,
} | CONTACT


def new_password(sent: Any) -> str:
    """A password typed twice, not cleaned: every character counts. Raises Invalid."""
    chosen, again = sent.get("new", ""), sent.get("again", "")
    if len(chosen) < LEAST_PASSWORD or not clean(chosen):
        raise Invalid({"new": _("At least %(least)s characters.", least=LEAST_PASSWORD)})
    if len(chosen) > MOST_PASSWORD:
        raise Invalid({"new": _("At most %(most)s characters.", most=MOST_PASSWORD)})
    if chosen != again:
        raise Invalid({"again": _("The two do not match. Type the new password again.")})
    return chosen

"""Rows about persons. What a role allows is decided where the thing lives."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.extensions import Base, SortKey
from confsys.folding import folded, sort_key
from confsys.ids import new_id
from confsys.words import _

ADMINISTRATOR, SECRETARIAT, APPROVER = "administrator", "secretariat", "approver"
CHAIR, TECHNICIAN, OFFICER, DELEGATE = "chair", "technician", "officer", "delegate"
ROLES = (ADMINISTRATOR, SECRETARIAT, APPROVER, CHAIR, TECHNICIAN, OFFICER, DELEGATE)

ROLE_NAMES = {
    ADMINISTRATOR: _("Administrator"),
    SECRETARIAT: _("Secretariat"),
    APPROVER: _("Approver"),
    CHAIR: _("Chair"),
    TECHNICIAN: _("Technician"),
    OFFICER: _("Officer of a site"),
    DELEGATE: _("Delegate"),
}


class Person(Base):
    """Somebody who can be named or can sign in."""

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    position: Mapped[str | None]  # chức vụ: the office somebody holds, as letters call it
    short_name: Mapped[str] = mapped_column(default="")  # "PCTTT", as the weekly calendar calls whoever holds it
    username: Mapped[str | None] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    telephone: Mapped[str | None]
    password: Mapped[str | None]
    is_demo: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)

    @property
    def stream(self) -> str:
        return f"person:{self.id}"

    def call(self, name: str) -> None:
        self.name, self.folded, self.sort_key = name, folded(name), sort_key(name)


class RoleHeld(Base):
    """A role a person holds from one day to another (both included; blank bounds nothing).

    For a site: an office held for an organisation reaches what lies below it, an officer's does not.
    """

    __tablename__ = "roles_held"
    __table_args__ = (
        CheckConstraint(f"role IN {ROLES}", name="role"),
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="dates"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str]
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    person: Mapped[Person] = relationship()

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"

    @property
    def reaches_below(self) -> bool:
        return self.role not in (OFFICER, DELEGATE)

    def is_over(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to < day

    def is_to_come(self, day: date) -> bool:
        return self.valid_from is not None and self.valid_from > day

    def touches(self, first: date | None, last: date | None) -> bool:
        """Whether it is held on any day from `first` to `last`."""
        begins_in_time = last is None or not self.is_to_come(last)
        return begins_in_time and (first is None or not self.is_over(first))

    def reach_over(self, first: date | None, last: date | None) -> None:
        """Hold it from the earlier first day to the later last day."""
        self.valid_from = min(self.valid_from, first) if self.valid_from and first else None
        self.valid_to = max(self.valid_to, last) if self.valid_to and last else None


class SignIn(Base):
    """One browser signed in as one person. The cookie holds the secret, the row only its hash."""

    __tablename__ = "sign_ins"
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"


class ApiToken(Base):
    """A key for a program that acts as a person. Shown once, stored as a hash."""

    __tablename__ = "api_tokens"
    __table_args__ = (CheckConstraint("scope IN ('all', 'read')", name="scope"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    scope: Mapped[str] = mapped_column(default="all")
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"


class SignInLink(Base):
    """A link that signs a person in once, for who has no password yet."""

    __tablename__ = "sign_in_links"
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"

"""Who answers for a site: one responsible person, and deputies in order. All of it is personal."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.extensions import Base
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.sites.models import Site

TOLD = ("name", "position", "telephone", "email")


class Contact(Base):
    """Somebody to call at a site. With an account, what is blank here is what the account says.

    `rank` orders them: the lowest is the responsible person, the others are deputies.
    """

    __tablename__ = "site_contacts"
    __table_args__ = (
        CheckConstraint("name <> '' OR person_id IS NOT NULL", name="named"),
        CheckConstraint("rank > 0", name="rank"),
        Index("ix_site_contacts_site", "site_id", "rank"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    rank: Mapped[int]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    position: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)

    site: Mapped[Site] = relationship()
    person: Mapped[Person | None] = relationship()

    @property
    def stream(self) -> str:
        return f"site:{self.site_id}"

    @property
    def told(self) -> dict[str, str]:
        """What was written down here, not what the account says."""
        return {name: getattr(self, name) for name in TOLD}

    def _says(self, name: str) -> str:
        return getattr(self, name) or (getattr(self.person, name) if self.person else None) or ""

    @property
    def called(self) -> str:
        return self._says("name")

    @property
    def office(self) -> str:
        return self._says("position")

    @property
    def number(self) -> str:
        return self._says("telephone")

    @property
    def address(self) -> str:
        return self._says("email")

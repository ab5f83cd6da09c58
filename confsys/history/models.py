"""An edition of a conference, as it was told to those invited."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from confsys.extensions import Base


class Edition(Base):
    """Edition 1 is what was issued, each further one a numbered adjustment ("Điều chỉnh lần N").

    `content`: plain values without personal data. `personal`: the presenters by item and a chair outside, where
    they can be erased.
    `since`: the version of the conference before the transaction that made it.
    """

    __tablename__ = "editions"
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[str | None]
    content: Mapped[dict[str, Any]]
    personal: Mapped[dict[str, Any]]

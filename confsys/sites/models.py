"""A site of the directory."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from confsys.extensions import Base, SortKey
from confsys.ids import new_id

KINDS = (
    *("tinh", "van-phong", "so", "thanh-tra", "thanh-pho", "thi-xa", "huyen", "thi-tran", "phuong", "xa"),
    *("doanh-nghiep", "khac"),
)
PROVINCE_LEVEL = ("tinh", "van-phong", "so", "thanh-tra")
DISTRICT_LEVEL = ("thanh-pho", "thi-xa", "huyen")
COMMUNE_LEVEL = ("thi-tran", "phuong", "xa")


class Site(Base):
    """A unit that can preside over, or take part in, conferences from one day to another.

    `key` is what makes it the same unit in two editions of the list (never its name alone);
    `path` lists its ancestors and itself, so that "and all below" is one comparison.
    """

    __tablename__ = "sites"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="dates"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    kind: Mapped[str]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("sites.id"), index=True)
    path: Mapped[str] = mapped_column(index=True)
    code: Mapped[str | None]
    gso_code: Mapped[str | None] = mapped_column(index=True)
    domain: Mapped[str | None]
    source: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=1)

    @property
    def stream(self) -> str:
        return f"site:{self.id}"

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on that local day; the last valid day counts, a blank bounds nothing."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

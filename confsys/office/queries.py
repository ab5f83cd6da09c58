"""What the office has set, for everybody who needs it."""

from confsys import clock
from confsys.office.public_holidays import exception
from confsys.office.working_days import WorkingDays


def calendar() -> WorkingDays:
    """When this office works: `calendar().is_working(day)`, `.add_working_days(day, 3)`, …"""
    return WorkingDays(zone=clock.zone(), exception=exception)

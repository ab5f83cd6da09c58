"""The days off that the State gives everybody, and the Saturdays worked in exchange for one.

The list is a library's: it knows the lunar calendar, and the exchanges that were decreed when it was made.
"""

from datetime import date
from functools import cache

import holidays

LANGUAGES = {"vi": "vi", "en": "en_US"}
COUNTRY = "VN"


@cache
def of_year(year: int, language: str = "vi") -> dict[date, str]:
    """Day off -> its name, in the order of the year."""
    listed = holidays.country_holidays(COUNTRY, language=LANGUAGES[language], years=year)
    return dict(sorted((day, name) for day, name in listed.items() if day.year == year))


@cache
def worked_of_year(year: int) -> frozenset[date]:
    """Days of a weekend that are worked in exchange for a day off elsewhere."""
    listed = holidays.country_holidays(COUNTRY, years=year)
    return frozenset(day for day in listed.weekend_workdays if day.year == year)


def exception(day: date) -> bool | None:
    """False for a day off, True for a weekend's day that is worked, None for any other."""
    if day in of_year(day.year):
        return False
    return True if day in worked_of_year(day.year) else None


of_year(2026)  # the library loads a country when it is first asked, and that is too slow for an open screen

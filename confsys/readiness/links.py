"""Where a site tests its machine, as it stands in a letter."""

from collections.abc import Mapping

from confsys.conferences.links import join_address, page_address


def test_address(about: Mapping[str, str]) -> str:
    """The page on which it tests by its link; once that is revoked or the site is out, the conference's page."""
    address = join_address(about)
    return address if address == page_address(about) else f"{address}/test"

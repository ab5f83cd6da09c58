"""What follows for the links of delegates when a site writes its list anew, in the same transaction."""

from confsys.attendance.queries import attendees_of
from confsys.changes import Event
from confsys.conferences.models import Participation
from confsys.delegates.models import DelegateLink
from confsys.delegates.queries import links_of, mark_of
from confsys.delegates.spelling import corrected
from confsys.extensions import db
from confsys.invitations.models import folded_delegate
from confsys.invitations.queries import delegates_of


def keep_links(event: Event) -> None:
    """Whose name was corrected keeps his link, and with it his ballot in the vote that is open."""
    before, after = (_folded(event, side) for side in ("before", "after"))
    if not after - before:
        return
    participation = event.about["participation"]
    known = links_of(participation)
    _part(known, {mark_of(each) for each in after})
    came = {each for each in after - before - _on_both(participation) if mark_of(each) not in known}
    for new, old in corrected(before - after, came).items():
        mark = mark_of(old)
        root = known[mark].same_as if mark in known else None
        db.session.add(DelegateLink(participation_id=participation.id, mark=mark_of(new), same_as=root or mark))
    db.session.flush()


def _part(links: dict[str, DelegateLink], listed: set[str]) -> None:
    """Who stands on one list beside the spelling he had is somebody else after all."""
    for link in links.values():
        if {link.mark, link.same_as} <= listed:
            link.same_as = None


def _folded(event: Event, side: str) -> set[str]:
    """Who stood on the list, or stands there now."""
    named = ((event.personal or {}).get(side) or {}).get("delegates") or []
    return {folded_delegate(each["name"], each["office"]) for each in named}


def _on_both(participation: Participation) -> set[str]:
    """Who was named and was seen, too, is nobody's new spelling."""
    named, seen = delegates_of(participation), attendees_of(participation)
    return {each.folded for each in named} & {each.folded for each in seen}

"""What the events of an agenda are called, and the values in them."""

from confsys import shown
from confsys.words import _, gettext

WORDS = {
    "agenda.item_added": _("Item added"),
    "agenda.written": _("Items written down together"),
    "agenda.item_edited": _("Item changed"),
    "agenda.item_deleted": _("Item taken off"),
    "agenda.item_moved": _("Item moved"),
    "agenda.warnings_set": _("Warnings of all items set"),
    "agenda.item_called": _("Item called"),
    "agenda.item_started": _("Item begun"),
    "agenda.item_paused": _("Item paused"),
    "agenda.item_resumed": _("Item went on"),
    "agenda.item_finished": _("Item finished"),
    "agenda.item_skipped": _("Item skipped"),
    "agenda.item_reopened": _("Item put back"),
    "agenda.item_adjusted": _("Time of an item adjusted"),
    "agenda.forecast_announced": _("Sites told that their turn moves"),
    "agenda.sites_lost": _("Items left without a site"),
    "agenda.sites_given_back": _("Items of a site that came back"),
    "agenda.item_set_back": _("Gesture taken back"),
    "agenda.entered_from_the_past": _("Agenda entered afterwards"),
}
LABELS = {
    "minutes": _("Minutes"),
    "extra_minutes": _("More or less time"),
    "fixed_start": _("Fixed start"),
    "counts_to_end": _("Ends as planned, however late it begins"),
    "warn_minutes": _("Warn so many minutes before the end"),
    "danger_seconds": _("Time to end so many seconds before it"),
    "presenter": _("Presenter"),
    "items": _("Items"),
    "place": _("Place in the agenda"),
}
READERS = {
    "minutes": shown.minutes,
    "counts_to_end": lambda raw: gettext("yes") if raw else "",
    "extra_minutes": lambda raw: f"{'+' if raw > 0 else '−'}{shown.minutes(abs(raw))}" if raw else gettext("none"),
}

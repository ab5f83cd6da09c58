"""What the names around the floor mean; see `vocabulary`."""

from typing import Any

from confsys.words import _

ID = "0k3v9x2m7q5t8w1z"
MEANINGS: dict[str, tuple[Any, Any]] = {
    "turn_id": (_("The id of the turn."), ID),
    **dict.fromkeys(
        ("Turn.kind", "TurnNow.kind", "ask_turn.kind", "set_floor_minutes.kind", "give_floor_time.kind"),
        (_("What for: a registered paper, a contribution, a reply, an urgent word, a question."), "question"),
    ),
    **dict.fromkeys(("Turn.state", "TurnNow.state"), (_("How far the turn has come."), "waiting")),
    **dict.fromkeys(("Turn.site", "TurnNow.site", "ask_turn.site"), (_("The id of the site that speaks."), ID)),
    "topic": (_("What it is about, in a few words."), "Đê biển"),
    "speaker": (_("Who will speak there."), "Chủ tịch UBND xã"),
    **dict.fromkeys(("Turn.asked_at", "TurnNow.asked_at"), (_("When it was asked for."), "2026-11-26T10:12:00+07:00")),
    "called_at": (_("When the site was told to get ready; null while it was not."), None),
    "paused_at": (_("Since when the clock stands still; null while it does not."), None),
    "seconds": (_("How many seconds the site has for it: what is left of its time."), 300),
    "Turn.way": (_("How it was asked for: by the site's link, its account, or by the office."), "link"),
    "Turn.reason": (_("Why it was not called up."), ""),
    "refuse_turn.reason": (_("Why it is not called up."), "Hết thời gian"),
    "closed_at": (_("When the list of speakers was closed; null while it is open."), None),
    "minutes_by_kind": (_("Minutes each site has, by the kind of turn."), {"question": 3}),
    "extra_by_kind": (_("Minutes all were given besides, by the kind of turn."), {"question": 0}),
    "set_floor_minutes.minutes": (_("How many minutes each site has."), 5),
    "give_floor_time.minutes": (_("How many minutes more all have; fewer again below zero."), 2),
    "move_turn.before": (_("The id of the turn it comes right before."), ID),
    "move_turn.after": (_("The id of the turn it comes right after."), None),
    "speak_turn.expect": (_("The id of the turn that was seen having the floor; null for nobody."), None),
}

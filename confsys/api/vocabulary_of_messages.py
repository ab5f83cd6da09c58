"""What the names in messages between the office and its sites mean, with an example."""

from typing import Any

from confsys.words import _

_WHO = "Chánh Văn phòng"
_WORDS = "Đề nghị gửi bản chiếu trước 10:30"
_BACK = "Đã gửi"
_SENT = "2026-11-26T07:30:00+07:00"
_SAID = (_("What is said, at most 300 characters."), _WORDS)
_STATE = (_("How far it has come at this site."), "seen")
_REPLY = (_("What the site answered; empty while it has not."), _BACK)
_URGENT = (_("Whether it is shown before the others."), False)

MEANINGS: dict[str, tuple[Any, Any]] = {
    **{f"{owner}.text": _SAID for owner in ("Message", "WholeMessage", "MessageReceived")},
    **{f"{owner}.text": _SAID for owner in ("send_message", "reply_to_message", "write_message")},
    "answer_message.text": (_("What the site answers, at most 200 characters."), _BACK),
    **{f"{owner}.urgent": _URGENT for owner in ("Message", "WholeMessage", "MessageReceived")},
    **{f"{owner}.urgent": _URGENT for owner in ("send_message", "reply_to_message", "write_message")},
    "send_message.to": (
        _("“all” for every site but the main one, the ids of sites, or “to” of a group as it is listed."),
        "all",
    ),
    **dict.fromkeys(
        ("Message.to", "WholeMessage.to"),
        (_("Whom it was meant for: all sites, some sites, or the office."), "all"),
    ),
    **dict.fromkeys(
        ("Message.site", "WholeMessage.site"), (_("The id of the site that wrote it; null for the office."), None)
    ),
    **dict.fromkeys(("Message.way", "WholeMessage.way"), (_("How it was written."), "office")),
    **dict.fromkeys(
        ("Message.told_by", "WholeMessage.told_by"),
        (_("Who at the site said so on the telephone, when the office writes it down."), _WHO),
    ),
    **dict.fromkeys(
        ("Message.by", "WholeMessage.by"), (_("The id of who wrote it; null for a site by its link."), None)
    ),
    "sent_at": (_("When it was sent."), _SENT),
    "MessageGroup.to": (
        _("What is sent as “to” for this group; another once other sites belong to it."),
        "branch:0f3a5b7c9d1e2f40",
    ),
    "MessageGroup.name": (_("What the group is called."), "Phường"),
    "MessageGroup.sites": (_("The ids of the sites that belong to it."), ["0k3v9x2m7q5t8w1z"]),
    **dict.fromkeys(
        ("Message.group", "WholeMessage.group"),
        (_("The name of the group it was meant for; null for none."), None),
    ),
    "answers": (_("The id of the message of a site that it answers; null for none."), None),
    "read_at": (_("When the office had read what a site wrote; null until then."), None),
    "on_stage": (_("Whether the hall is shown it, too."), False),
    "withdrawn_at": (_("When it was withdrawn; null of what was not."), None),
    "recipients": (_("To how many sites it went."), 103),
    "delivered": (_("At how many of them it was shown."), 101),
    "seen": (_("At how many of them somebody has said that he saw it."), 98),
    "answered": (_("How many of them have answered it."), 12),
    "WholeMessage.sites": (_("The sites it went to, by the alphabet."), None),
    **dict.fromkeys(("MessageAtSite.state", "MessageReceived.state"), _STATE),
    "delivered_at": (_("When a page of the site showed it."), _SENT),
    "seen_at": (_("When somebody at the site said that he saw it."), _SENT),
    "MessageAtSite.way": (_("How that was said; null while it was not."), "link"),
    "MessageAtSite.answered_at": (_("When the site answered."), _SENT),
    **dict.fromkeys(("MessageAtSite.answer", "MessageReceived.answer"), _REPLY),
    "received": (_("What the site was told, unseen and urgent first."), None),
    "written": (_("What the site wrote, the latest first."), None),
    "message_id": (_("The id of the message."), "0k3v9x2m7q5t8w1z"),
}

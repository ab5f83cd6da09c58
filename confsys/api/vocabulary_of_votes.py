"""What the names in votes mean, with an example."""

from typing import Any

from confsys.words import _

START = "2026-11-26T07:30:00+07:00"
ID = "0k3v9x2m7q5t8w1z"

CLOCK = (_("For how many minutes ballots are taken; then it closes by itself. Null: until somebody closes it."), 2)
KIND = (_("By hands, by name, or in secret."), "named")
BASE = (_("Of what that share is counted: those present at the opening, all summoned, or ballots cast."), "present")

MEANINGS: dict[str, tuple[Any, Any]] = {
    "votes": (
        _("The votes in order: all for who runs the conference, for others those that are open or published."),
        None,
    ),
    "vote_id": (_("The id of the vote."), ID),
    "question": (_("What is put to the vote."), "Thông qua chương trình chuyển đổi số năm 2027"),
    "options": (_("Two to six answers; none: in favour, against, abstains."), []),
    "unit": (_("Whether each site or each delegate has a ballot."), "sites"),
    "majority": (_("The share that carries it."), "half"),
    "Vote.minutes": CLOCK,
    **dict.fromkeys(("write_vote.minutes", "change_vote.minutes"), CLOCK),
    **dict.fromkeys(("write_vote.kind", "change_vote.kind", "Vote.kind"), KIND),
    **dict.fromkeys(("write_vote.base", "change_vote.base", "Vote.base"), BASE),
    "number": (_("Its number in the conference."), 1),
    "Vote.opened_at": (_("When it was opened; null before."), START),
    "closes_at": (_("When its time is over; null where none was given, and after it was opened again."), None),
    "closed_at": (_("When it was closed; null before."), None),
    "published_at": (_("When its result was published; null before."), None),
    "answers": (_("The answers in order."), None),
    "key": (_("The name under which an answer is chosen: yes, no, abstain, or its place among the options."), "yes"),
    "VoteAnswer.text": (_("The answer in words."), "Tán thành"),
    "count": (_("How many ballots; null while nobody may see it."), 77),
    "share": (_("In percent of the base; null while nobody may see it."), 80.2),
    "carries": (_("Whether this answer has the majority."), True),
    "voted": (_("How many of those entitled have voted."), 88),
    "entitled": (_("How many ballots can be cast."), 96),
    "quorum": (_("The quorum when it opened; null before."), None),
    "there": (_("How many sites were there."), 96),
    "VoteQuorum.base": (_("Of how many."), 103),
    "VoteQuorum.needed": (_("How many are needed."), 69),
    "met": (_("Whether that was enough."), True),
    "result": (_("What came of it, in a sentence; null while nobody may see it."), None),
    "voter": (_("Which of those entitled at the site; needed where each delegate has a ballot."), None),
    "choice": (_("The key of the chosen answer."), "yes"),
    "counts": (_("How many hands for each answer, by its key; instead of a choice."), None),
    "vote": (_("The id of the vote."), ID),
    "counted": (_("Whether this call changed anything."), True),
    "BallotCast.site": (_("The id of the site."), ID),
}

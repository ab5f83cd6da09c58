"""Votes: the question, who is entitled when it opens, one ballot each, and the quorum at that moment.

models     a vote, its answers, who is entitled, the ballots
tally      what the ballots come to; pure
rules      when and by whom something may be done; pure
actions    writing, opening, closing and publishing        casting    one ballot, named, by hands or in secret
booth      the page on which a ballot is cast, of a site or of a delegate
following  what becomes of an open vote when its conference ends
"""

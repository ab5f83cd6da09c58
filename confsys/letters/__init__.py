"""The outbox: every letter that leaves the house, from the row that says what was said to the server that took it.

Rows. A `Mailbox` is one receiver's queue: a letter in it has a number, and leaves only when every earlier one has left
or was given up, however many workers there are. A `Letter` is what is said, in the receiver's language, as it was when
it was written; a personal link in it is a placeholder such as {link:join}. An `Attempt` is one try to hand it over.

    write ──> waiting ──(10 s later, leased by a worker)──> sent
                 │  ├──(refused for good, or tried for two days)──> dead      ──resend──> waiting
                 │  └──(of no more use: `lapses_at`)──────────────> lapsed    ──resend──> waiting
                 └─────(taken back: by a person, or by an undo)───> withdrawn ──resend──> waiting

Writing belongs to the transaction of what happened (a reaction calls `writing.write`): nothing leaves if it rolls back,
and who takes it back within ten seconds takes the letter back with it. Handing over is lease, send, acknowledge: a
transaction that begins an attempt and takes the mailbox for a minute; the mail server; a transaction that ends both. A
worker that dies between the two leaves an attempt without an end, and after the minute the same bytes go out again
under the same Message-ID, so that the receiver's program sees one letter.

Events: letter.sent, letter.died, letter.lapsed, letter.withdrawn, letter.resent, of the stream letter:ID; that it was
written is told by what it followed from. Without CONFSYS_SMTP_URL letters are written and wait; nothing pretends to be
sent.

What becomes of a conference writes letters by itself (`following.tell`, a reaction). A letter remembers what its
receiver knew before it; while it has not left, the next change of the same conference withdraws it and tells both.

knowing    what a receiver knows, and which letter tells the difference          receivers  whom a change concerns
following  the reaction that writes
timing     when it is tried again, and for how long       links      placeholders, and what fills them
server     the mail server: its address, what it answers  envelope   a letter as a message of the internet
writing    a letter from a template, in its language      showing    states and reasons, in words
delivery   the worker's side
"""

"""A site's own pages on a bad line: kept in a phone to be read without one; what was sent without one is sent later.

The browser's worker (static/offline/worker.js) keeps the files of these pages and the last good copy of each page of a
link; it asks the server first and shows the copy, with its time, when nothing comes. What may be kept is said here
alone: pages by link, opened by nobody who is signed in. A form is kept in the phone under a command id
(static/offline/queue.js) until the server has answered; the server does it once (conferences/once.py).
"""

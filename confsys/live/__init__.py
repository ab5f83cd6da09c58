"""Passing news to open screens; who is connected.

access      who may hear what: a cookie, a token or a link, and a conference
events      which journal entries a caller may see
hub         who listens to what in this process
topics      what lists and calendars depend on: whom a change concerns
following   telling the pages that show them that something changed
news        what changed since a version, made once for all who show the same
pace        how much one line may ask for
leases      says which sites have a line to this process
wire        frames out to browsers, and cutting them off
tail        follows the journal: after a commit here, and after those of other processes
doorbell    tells other processes at once that there is something to read
sockets     what comes up from browsers: join, and gestures
service     how these are put together
page        the first rendering of a page that keeps itself up to date
routes      the same news over HTTP; health: is this process well
worker      the gunicorn worker that carries the sockets
"""

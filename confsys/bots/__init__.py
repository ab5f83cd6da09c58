"""A conference played by bots on a running server, so that every view can be seen alive: `flask demo play`.

script   who does what and when: pure, the same again for the same seed
hands    what a bot presses, by HTTP, as people would
lines    the screens of the sites: sockets that are open, drop, and come back
show     the script against the clock
"""

"""Whether the sites of a conference are ready: what was tested, what was checked, and what goes wrong.

models     a test a site makes by itself, the technician's check list of it, its incidents
verdict    what measured figures say: ready, usable or unusable, and what to do; pure
rules      when a site is tested and when something is reported; pure
testing, checking, incidents   every change
"""

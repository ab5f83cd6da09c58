"""/api/v1: JSON doors onto the same actions as the pages.

door        what every call has in common: body, command id, revision, limits
show        rows as plain values         paging   lists in pages
sites people conferences clashes agenda calendar_links live      the calls, by subject
shapes      what answers look like, as types     schemas  the same as JSON Schema
openapi     the description, made from the calls themselves     vocabulary  what each name means
reading routes      the page on which people read it
"""

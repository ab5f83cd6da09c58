"""/api/v1: JSON doors onto the same actions as the pages.

door        what every call has in common: body, command id, revision, limits
show        rows as plain values         paging   lists in pages
sites people conferences agenda calendar_links live      the calls, by subject
openapi     the description, made from the calls themselves
"""

"""The personal link of each delegate that a site has named: the conference on his own telephone, without an account.

The link is made of the site's participation and of who he is, so that it stays the same when the site writes its list
anew, and nothing is kept of a person beyond that list.
"""

"""The conference: what it is, its states, its people, and the sites that take part in it."""

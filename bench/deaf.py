"""The product without a doorbell: a process finds out by looking what others did."""

from confsys.live import doorbell

doorbell.wire_of = lambda *_addresses: None

from confsys.app import create_app  # noqa: E402  (only now: the app asks for its wire while it is made)

app = create_app()

"""The door for servers: `gunicorn wsgi:app`, `flask --app wsgi …`."""

from confsys.app import create_app

app = create_app()

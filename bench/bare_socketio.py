"""The anchor of live_fanout: Flask-SocketIO as its documentation shows it, under the same worker."""

from types import SimpleNamespace

from flask import Flask, request
from flask_socketio import SocketIO

app = Flask("bare")
app.config.update(BASE_URL="http://127.0.0.1", DEMO=True)
socketio = SocketIO(app, async_mode="gevent", cors_allowed_origins="*")
app.extensions["live"] = SimpleNamespace(
    start=lambda: None, stop=lambda: None, warm_up=lambda: None, wire=SimpleNamespace(lines=None)
)  # what deploy/gunicorn.py calls


@socketio.on("connect", namespace="/live")
def connected():
    """Everybody may listen."""


@app.get("/readyz")
def ready():
    return "ok"


@app.post("/emit")
def emit():
    socketio.emit("news", {"version": request.json["version"], "parts": "x" * request.json["size"]}, namespace="/live")
    return "ok"

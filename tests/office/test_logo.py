"""An office's own mark: only pictures are taken, and only our own drawing of them is served."""

import io
import struct
import zlib

import pytest
from PIL import Image

from confsys.forms import Unreadable
from confsys.office.logo import redrawn
from confsys.office.queries import current
from tests.shown_form import assert_sentence_at, nothing_changes

NO_PICTURE = "This is no picture that can be read. Send a PNG, JPEG or WebP file."
TOO_MANY = "The picture has too many pixels. Make it smaller; 256 px wide is enough."
SVG = "SVG drawings can hold programs and are not taken. Send it as PNG, JPEG or WebP."
SECRET = b"taken in a place that nobody is to know"


def a_picture(form: str = "PNG", size: tuple[int, int] = (600, 300), **extra) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (173, 22, 92)).save(out, form, **extra)
    return out.getvalue()


def a_claim_of(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is as large as this."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def drawn(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(redrawn(data)))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_small_png_of_the_same_shape(form):
    picture = drawn(a_picture(form))

    assert (picture.format, picture.size) == ("PNG", (256, 128))


def test_a_small_picture_keeps_its_size_and_what_is_clear_stays_clear():
    out = io.BytesIO()
    Image.new("RGBA", (40, 60), (0, 0, 0, 0)).save(out, "PNG")
    picture = drawn(out.getvalue())

    assert (picture.size, picture.getpixel((0, 0))) == ((40, 60), (0, 0, 0, 0))


def test_nothing_of_the_file_but_its_pixels_is_kept():
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET.decode(), 6  # a description, and "turned a quarter"
    sent = a_picture("JPEG", exif=exif, comment=SECRET)
    assert SECRET in sent

    assert SECRET not in redrawn(sent)
    assert drawn(sent).size == (128, 256), "turned as it is meant to be seen"


def test_what_hides_behind_a_picture_is_not_kept():
    assert b"<script>" not in redrawn(a_picture() + b"<script>alert(1)</script>")


WRONG = {
    "nothing": (b"", "Choose a picture first."),
    "text": (b"just text", NO_PICTURE),
    "half a picture": (a_picture()[:100], NO_PICTURE),
    "a gif": (a_picture("GIF"), NO_PICTURE),
    "a pdf": (b"%PDF-1.7\n", NO_PICTURE),
    "a drawing": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', SVG),
    "a drawing in capitals": (b"\xef\xbb\xbf<SVG></SVG>", SVG),
    "a bomb": (a_claim_of(30_000, 30_000), TOO_MANY),
    "a smaller bomb": (a_claim_of(5_000, 5_000), TOO_MANY),
    "a broken one": (a_claim_of(3_000, 3_000), NO_PICTURE),
    "a large file": (b"\x89PNG" + b"\x00" * 600 * 1024, "The picture may have at most 512 kB; this one has 600 kB."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_fit_picture_gets_its_sentence(app, name):
    data, sentence = WRONG[name]
    with pytest.raises(Unreadable) as refusal:
        redrawn(data)

    assert str(refusal.value.args[0]) == sentence


@pytest.mark.parametrize("name", WRONG)
def test_the_sentence_stands_at_the_field_and_nothing_changes(room, name):
    data, sentence = WRONG[name]
    with nothing_changes(room.app):
        answer = send(room, data)

    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, "picture") == sentence


def test_a_form_without_a_file_gets_its_sentence(room):
    answer = room.browser.post("/settings/logo", data={"picture": "text"})

    assert assert_sentence_at(answer.text, "picture") == "Choose a picture first."


def send(room, data: bytes):
    return room.browser.post("/settings/logo", data={"picture": (io.BytesIO(data), "../../mark.svg", "image/svg+xml")})


def test_the_picture_stands_in_the_head_until_the_mark_is_used_again(room, client):
    assert send(room, a_picture()).status_code == 303
    address = f"/logo/{room.office().logo}.png"
    assert f'<img class="own" src="{address}"' in client.get("/sign-in").text

    room.browser.post("/settings/logo/remove")
    assert "/logo/" not in client.get("/sign-in").text
    history = room.browser.get("/settings").text.partition('id="history"')[2]
    assert "<b>Logo</b>: an own picture<small>before: the mark of the product</small>" in history


def test_the_picture_may_be_kept_for_ever_and_is_never_anything_but_a_picture(room, client):
    send(room, a_picture())
    answer = client.get(f"/logo/{room.office().logo}.png")

    assert answer.data == redrawn(a_picture())
    assert answer.mimetype == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_same_picture_has_the_same_name_and_another_one_another(room):
    names = []
    for colour in ("red", "blue", "red"):
        out = io.BytesIO()
        Image.new("RGB", (10, 10), colour).save(out, "PNG")
        send(room, out.getvalue())
        names.append(room.office().logo)

    assert names[0] == names[2] != names[1]


@pytest.mark.parametrize("name", ["nothing", "%00", "x" * 5000, "..%2f..%2fsecret", "🙂", "%"])
def test_a_picture_that_is_none_is_not_found(client, name):
    assert client.get(f"/logo/{name}.png").status_code == 404


def test_a_fresh_installation_has_no_picture(app):
    assert current().logo is None

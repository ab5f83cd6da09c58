"""An office's own mark: any picture sent is drawn anew, so that nothing of the file itself is ever served."""

import io

from PIL import Image, ImageOps

from confsys.forms import Unreadable
from confsys.words import _

LARGEST_FILE = 512 * 1024
LARGEST_PICTURE = 12_500_000  # pixels: 100 MB while it is drawn anew; a small file can claim far more
SIDE = 256
FORMATS = ("PNG", "JPEG", "WEBP")


def redrawn(data: bytes) -> bytes:
    """The picture as PNG, at most SIDE px wide and high. Takes long. Raises Unreadable with a sentence."""
    if not data:
        raise Unreadable(_("Choose a picture first."))
    if len(data) > LARGEST_FILE:
        raise Unreadable(_("The picture may have at most 512 kB; this one has %(size)s kB.", size=len(data) // 1024))
    if b"<svg" in data[:2000].lower():
        raise Unreadable(_("SVG drawings can hold programs and are not taken. Send it as PNG, JPEG or WebP."))
    try:
        return _drawn(data)
    except Image.DecompressionBombError:
        raise Unreadable(_("The picture has too many pixels. Make it smaller; 256 px wide is enough.")) from None
    except Exception:  # decoders of broken files raise nearly anything
        raise Unreadable(_("This is no picture that can be read. Send a PNG, JPEG or WebP file.")) from None


def _drawn(data: bytes) -> bytes:
    picture = Image.open(io.BytesIO(data), formats=FORMATS)  # reads the head of the file alone
    if picture.width * picture.height > LARGEST_PICTURE:
        raise Image.DecompressionBombError()
    picture.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG is read at a fraction of its size
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((SIDE, SIDE))
    drawn = Image.new("RGBA", upright.size)  # takes over the pixels alone: no place, no name, no profile
    drawn.paste(upright)
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()

"""Making of a file that somebody sent the picture that phones get."""

import asyncio
import hashlib
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from backend.agenda.rules import PHOTO_ID_DIGITS, PHOTO_SIDE, Portrait
from backend.core.errors import Invalid

MEDIA_TYPES: Final = ("image/jpeg", "image/png", "image/webp")
# Of JPEG, PNG and WebP: no other decoder is ever handed bytes from outside.
_FORMATS: Final = [name.removeprefix("image/").upper() for name in MEDIA_TYPES]
# A file of a few kilobytes may unfold to gigabytes; cameras' pictures stay below.
MOST_PIXELS: Final = 40_000_000
_QUALITY: Final = 80


async def portrait(raw: bytes) -> Portrait:
    """Return the middle of a picture as it is to be seen, without what else the file says (place, camera).

    Raises `Invalid` for bytes that are no JPEG, PNG or WebP, or of more than `MOST_PIXELS`.
    """
    # Decoding takes up to a second of a processor, and gives the interpreter free meanwhile.
    body, side = await asyncio.to_thread(_encoded, raw)
    return Portrait(hashlib.sha256(body).hexdigest()[:PHOTO_ID_DIGITS], body, side)


def _encoded(raw: bytes) -> tuple[bytes, int]:
    try:
        with Image.open(BytesIO(raw), formats=_FORMATS) as image:
            if image.width * image.height <= MOST_PIXELS:
                square = _square(image)
                packed = BytesIO()
                # What these leave out would be taken over from the file.
                square.save(packed, "WEBP", quality=_QUALITY, method=6, exif=b"", icc_profile=b"", xmp=b"")
                return packed.getvalue(), square.width
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pass
    except Exception as error:
        # Decoders fail in many ways on bytes that are not what they seem.
        raise Invalid("This is no picture that can be read: send a whole JPEG, PNG or WebP file.") from error
    raise Invalid(f"The picture is too large: at most {MOST_PIXELS // 1_000_000} million pixels.")


def _square(image: Image.Image) -> Image.Image:
    # JPEGs can be read at a part of their size, which spares memory and time.
    image.draft("RGB", (2 * PHOTO_SIDE, 2 * PHOTO_SIDE))
    ImageOps.exif_transpose(image, in_place=True)
    side = min(*image.size, PHOTO_SIDE)
    square = ImageOps.fit(image.convert("RGBA"), (side, side), Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", square.size, "white")
    return Image.alpha_composite(paper, square).convert("RGB")

"""Files as cameras and organizers send them."""

from io import BytesIO
from typing import Final

from PIL import ExifTags, Image

CAMERA: Final = "Kamera Panitia"
# Lying on its right side: what is left in the file is up for the eye.
_TURNED: Final = 6


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (640, 400), colour: str = "teal") -> bytes:
    """A picture of one colour."""
    return _packed(Image.new("RGB", size, colour), kind)


def turned_picture(kind: str) -> bytes:
    """A picture that is red above and blue below once turned, and says where and with what it was taken."""
    image = Image.new("RGB", (640, 400), "red")
    image.paste("blue", (320, 0, 640, 400))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = _TURNED
    exif[ExifTags.Base.Make] = CAMERA
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "S"
    return _packed(image, kind, exif=exif)


def bomb(side: int) -> bytes:
    """A file of a few kilobytes that unfolds to a square of so many pixels a side."""
    return _packed(Image.new("1", (side, side)), "PNG")


def _packed(image: Image.Image, kind: str, **options: object) -> bytes:
    packed = BytesIO()
    image.save(packed, kind, **options)
    return packed.getvalue()


def opened(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body))

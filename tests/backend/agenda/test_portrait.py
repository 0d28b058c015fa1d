"""Of whatever file is sent phones get a small upright square, or its sender learns why not."""

from io import BytesIO

import pytest
from PIL import Image

from backend.agenda.portrait import portrait
from backend.core.errors import Invalid
from tests.factories.pictures import CAMERA, bomb, opened, picture, turned_picture

KINDS = ["JPEG", "PNG", "WEBP"]


def packed(image: Image.Image, kind: str) -> bytes:
    into = BytesIO()
    image.save(into, kind)
    return into.getvalue()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_picture_becomes_a_small_square_webp(kind: str) -> None:
    made = await portrait(picture(kind, size=(4000, 3000)))

    found = opened(made.body)
    assert (found.format, found.size, made.side) == ("WEBP", (320, 320), 320)


async def test_a_photo_of_a_camera_becomes_a_few_kilobytes() -> None:
    noise = Image.effect_noise((1600, 1200), 40).convert("RGB")

    made = await portrait(packed(noise, "JPEG"))

    assert len(made.body) < 40_000


async def test_the_middle_is_kept() -> None:
    wide = Image.new("RGB", (900, 300), "red")
    wide.paste("blue", (300, 0, 600, 300))

    found = opened((await portrait(packed(wide, "PNG"))).body).convert("RGB")

    colours = [found.getpixel(at) for at in ((5, 5), (294, 5), (150, 150), (5, 294), (294, 294))]
    assert [_name(colour) for colour in colours] == ["blue"] * 5


async def test_a_small_picture_is_not_enlarged() -> None:
    assert (await portrait(picture(size=(120, 90)))).side == 90


@pytest.mark.parametrize("kind", KINDS)
async def test_a_turned_picture_stands_upright_and_tells_neither_place_nor_camera(kind: str) -> None:
    raw = turned_picture(kind)

    made = await portrait(raw)

    found = opened(made.body)
    seen = found.convert("RGB")
    assert [_name(seen.getpixel(at)) for at in ((160, 20), (160, 300))] == ["red", "blue"]
    assert (dict(found.getexif()), {"exif", "xmp", "icc_profile"} & set(found.info)) == ({}, set())
    assert (CAMERA.encode() in raw, CAMERA.encode() in made.body) == (True, False)


async def test_what_shines_through_is_paper() -> None:
    clear = Image.new("RGBA", (200, 200), (255, 0, 0, 0))

    assert opened((await portrait(packed(clear, "PNG"))).body).getpixel((100, 100)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA"])
async def test_every_way_to_keep_colours_is_read(mode: str) -> None:
    assert (await portrait(packed(Image.new(mode, (200, 300)), "PNG"))).side == 200


async def test_the_same_picture_has_the_same_id_and_another_has_another() -> None:
    first, again, other = [await portrait(picture(colour=colour)) for colour in ("teal", "teal", "gold")]

    assert (first.id == again.id, first.id == other.id, len(first.id)) == (True, False, 32)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("GIF"),
        picture("BMP"),
        picture()[:400],
        picture("PNG")[:60],
        picture("WEBP")[:40],
        picture("PNG").replace(b"IDAT", b"IDAX"),
    ],
    ids=["nothing", "text", "svg", "gif", "bmp", "half a jpeg", "half a png", "half a webp", "no pixels"],
)
async def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid, match="no picture"):
        await portrait(raw)


# Around the sizes from which the decoder itself would warn, and would refuse.
@pytest.mark.parametrize("side", [7_000, 10_000, 14_000])
async def test_a_file_that_unfolds_to_too_many_pixels_is_refused(side: int) -> None:
    raw = bomb(side)

    with pytest.raises(Invalid, match="too large"):
        await portrait(raw)
    assert len(raw) < 64 * 1024


def _name(colour: object) -> str:
    assert isinstance(colour, tuple)
    red, _, blue = colour
    return "red" if red > blue else "blue"

"""A picture is made anew: what was around it is gone, and what is no picture gets a sentence."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin
from pytest_django import Settings

from raamvertelling.stories.photo import LONGEST_SIDE, BadPhoto, clean_photo

GPS = 0x8825
ORIENTATION = 0x0112
CANARY = "Dorpsstraat 12 Veldhaven"


def drawn(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A picture whose left upper corner is red, so that turning shows."""
    picture = Image.new(mode, size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 3, size[1] // 3), fill="red")
    return picture


def saved(picture: Image.Image, format: str = "JPEG", **options: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, format, **options)
    return made.getvalue()


def around() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = CANARY
    exif[0x0110] = CANARY
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 5.0, 3.0), 29: CANARY})
    return exif


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def test_a_photo_keeps_its_picture_and_loses_where_and_when_it_was_made() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()
    sent = saved(drawn(), exif=around(), icc_profile=profile, xmp=xmp, comment=CANARY.encode()) + CANARY.encode()
    assert sent.count(CANARY.encode()) >= 5
    photo = clean_photo(sent)
    kept = opened(photo.data)
    assert CANARY.encode() not in photo.data
    assert not kept.getexif() and not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & kept.info.keys()
    assert (photo.mime, photo.width, photo.height) == ("image/jpeg", 640, 480)
    red = kept.convert("RGB").getpixel((40, 40))
    assert isinstance(red, tuple) and red[0] > 200 and red[1] < 60


def test_a_thumbnail_inside_and_a_second_picture_do_not_come_along() -> None:
    hidden = saved(Image.new("RGB", (64, 64), "blue"))
    sent = saved(drawn(), "MPO", save_all=True, append_images=[Image.new("RGB", (640, 480), "blue")])
    photo = clean_photo(sent + hidden)
    assert photo.data.count(b"\xff\xd8\xff") == 1


def test_words_in_a_drawing_file_do_not_come_along() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", CANARY)
    notes.add_itxt("XML:com.adobe.xmp", CANARY)
    photo = clean_photo(saved(drawn(), "PNG", pnginfo=notes))
    assert CANARY.encode() not in photo.data


@pytest.mark.parametrize(("orientation", "corner"), [(1, (20, 20)), (3, (620, 460)), (6, (460, 20)), (8, (20, 620))])
def test_a_photo_is_turned_upright(orientation: int, corner: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    photo = clean_photo(saved(drawn(), exif=exif))
    red = opened(photo.data).convert("RGB").getpixel(corner)
    assert isinstance(red, tuple) and red[0] > 200 and red[1] < 60
    assert (photo.width < photo.height) is (orientation in (6, 8))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_is_made_smaller(format: str) -> None:
    photo = clean_photo(saved(drawn((4000, 3000)), format))
    assert (photo.width, photo.height) == (LONGEST_SIDE, 1920)
    assert opened(photo.data).size == (LONGEST_SIDE, 1920)


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "I;16"])
def test_a_drawing_in_other_colours_lies_on_white_paper(mode: str) -> None:
    made = Image.new("RGBA", (60, 60), (0, 0, 0, 0)) if mode == "RGBA" else drawn((60, 60), "RGB").convert("L")
    photo = clean_photo(saved(made.convert(mode) if mode != "I;16" else made.convert("I").convert("I;16"), "PNG"))
    paper = opened(photo.data).convert("RGB").getpixel((50, 50))
    assert mode == "I;16" or paper == (255, 255, 255)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Kies eerst een foto"),
        (b"geen foto", "geen foto die wij kunnen lezen"),
        (bomb(50_000, 50_000), "te veel beeldpunten"),
        (saved(drawn())[:3_000], "geen foto die wij kunnen lezen"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "JPEG, PNG of WebP"),
        (b"GIF89a" + saved(drawn())[6:], "JPEG, PNG of WebP"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (saved(drawn(), "TIFF"), "JPEG, PNG of WebP"),
        (b"\xff\xd8\xff" + b"0" * 15_000_001, "te groot"),
    ],
)
def test_what_is_no_picture_gets_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadPhoto, match=sentence):
        clean_photo(data)


def test_one_photo_is_never_larger_than_all_files_together(settings: Settings) -> None:
    settings.RAAM_MEDIA_MB = 2
    with pytest.raises(BadPhoto, match=r"te groot\. 2 MB is het meeste"):
        clean_photo(b"\xff\xd8\xff" + b"0" * 2_000_001)


def test_a_picture_that_is_also_a_page_becomes_only_a_picture() -> None:
    page = b"<html><script>fetch('/')</script></html>"
    photo = clean_photo(saved(drawn(), comment=page) + page)
    assert b"script" not in photo.data

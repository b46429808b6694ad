"""The worker that makes a picture anew: pixels in, pixels out, as a JPEG. Loaded by `apart_worker`."""

import io
import warnings

from PIL import (
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

PROCESSOR_SECONDS = 30
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 86
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
PAPER = (255, 255, 255)
# Named so that they are loaded before nothing can be opened any more.
LOADED = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)


class TooManyPixels(Exception):
    """It would take more memory than we give."""


def clean(data: bytes, most_pixels: int, longest_side: int) -> tuple[bytes, int, int]:
    """Return the picture as JPEG with its width and height; ValueError, OSError or TooManyPixels if that cannot be."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > most_pixels or max(opened.size) > 60_000:
            raise TooManyPixels
        # A JPEG is decoded at a smaller scale at once, which takes a fraction of the memory.
        opened.draft("RGB", (longest_side, longest_side))
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile")
    upright.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    flat = _in_colours(_flattened(upright), profile)
    # A new picture with only the pixels: nothing can come along that is not a pixel.
    bare = Image.frombytes("RGB", flat.size, flat.tobytes())
    made = io.BytesIO()
    bare.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return made.getvalue(), bare.width, bare.height


def _flattened(picture: Image.Image) -> Image.Image:
    """Put a drawing with a see-through ground on white paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        drawn = picture.convert("RGBA")
        ground = Image.new("RGBA", drawn.size, (*PAPER, 255))
        return Image.alpha_composite(ground, drawn).convert("RGB")
    return picture.convert("RGB") if picture.mode != "CMYK" else picture


def _in_colours(picture: Image.Image, profile: object) -> Image.Image:
    """Keep the colours as they were seen, now that the profile goes; without one, or with a broken one, as they are."""
    if isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            seen = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            seen = None
        if seen is not None:
            return seen
    return picture.convert("RGB")


def warm_up() -> None:
    """Load everything that this work needs while files can still be opened: one picture goes every way."""
    dot = Image.new("RGBA", (8, 8), (200, 30, 30, 90))
    turned = Image.Exif()
    turned[0x0112] = 6
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name in FORMATS:
        made = io.BytesIO()
        kept = dot.convert("RGB") if name == "JPEG" else dot
        kept.save(made, name, exif=turned, icc_profile=srgb)
        clean(made.getvalue(), 1_000, 100)


def work(asked: dict[str, int], parts: list[bytes]) -> tuple[dict[str, object], bytes]:
    """Return what was found (width and height, or the problem) and the picture."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    data = b"".join(parts)
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        return {"problem": "heic"}, b""
    try:
        made, width, height = clean(data, asked["most_pixels"], asked["longest_side"])
    except (TooManyPixels, Image.DecompressionBombError, MemoryError):
        return {"problem": "pixels"}, b""
    except Exception:  # whatever a picture of a stranger breaks, it is not a picture for us
        return {"problem": "unreadable"}, b""
    return {"width": width, "height": height}, made

"""Pictures, made anew from their pixels alone: what a camera wrote beside them (place, time, device,
thumbnail) and whatever was hung on behind is gone; how it was held when it was taken is carried out.
"""

import io
import warnings

from PIL import Image, ImageOps

from rules.added_papers import FileKind, Limits, Unacceptable, Unfit

_FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
_KEPT = frozenset({"1", "L", "LA", "RGB", "RGBA"})
_QUALITY = 90  # of a hundred: small writing on a photographed page stays legible


def remade(data: bytes, kind: FileKind, limits: Limits) -> bytes:
    """The same picture in the same format. Raises Unacceptable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong beside the pixels is dropped with it
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _remade(data, kind, limits)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise Unacceptable(Unfit.PIXELS) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # as Pillow says that it cannot read something
        raise Unacceptable(Unfit.BROKEN) from None


def _remade(data: bytes, kind: FileKind, limits: Limits) -> bytes:
    # Pillow's own bound holds for the whole process: raised where the county's is higher, and never lowered.
    Image.MAX_IMAGE_PIXELS = max(Image.MAX_IMAGE_PIXELS or 0, limits.pixels)
    with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
        if picture.width * picture.height > limits.pixels:
            raise Unacceptable(Unfit.PIXELS)
        if kind is not FileKind.JPEG and getattr(picture, "n_frames", 1) > 1:
            raise Unacceptable(Unfit.MOVING)  # a telephone's JPEG carries further pictures, which are dropped
        upright = ImageOps.exif_transpose(picture)
        bare = upright if upright.mode in _KEPT else upright.convert(_mode(upright, kind))
        if kind is FileKind.JPEG and bare.mode not in {"L", "RGB"}:
            bare = bare.convert("RGB")
        clean = Image.frombytes(bare.mode, bare.size, bare.tobytes())
    written = io.BytesIO()
    how = {"quality": _QUALITY} if kind is not FileKind.PNG else {"optimize": False}
    clean.save(written, _FORMATS[kind], **how)
    return written.getvalue()


def _mode(picture: Image.Image, kind: FileKind) -> str:
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return "L" if kind is FileKind.JPEG else "RGB"
    return "RGBA" if picture.has_transparency_data else "RGB"

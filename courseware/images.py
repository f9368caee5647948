"""Which pictures every format can show, and which are described, found out before a writer meets them."""

from __future__ import annotations

import io
import re

_FILE_NAME = re.compile(r"\.(png|jpe?g|gif|bmp|tiff?|svg|webp)\s*$", re.IGNORECASE)


def usable(data: bytes) -> bool:
    """Whether these are the bytes of a whole PNG or JPEG; not of a JPEG for printers, whose colors programs mistake."""
    from PIL import Image, UnidentifiedImageError  # most handouts have no picture

    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return False
    return image.mode != "CMYK" and (image.format == "PNG" or bool({"jfif", "exif"} & set(image.info)))


def described(alt: str) -> bool:
    """Whether these words say something of a picture; its file's name does not."""
    return bool(alt.strip()) and not _FILE_NAME.search(alt)

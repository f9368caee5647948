"""Which pictures every format can show, looked at before a writer meets them."""

from __future__ import annotations

import io


def usable(data: bytes) -> bool:
    """Whether these are the bytes of a whole PNG or JPEG; not of a JPEG for printers, whose colors programs mistake."""
    from PIL import Image, UnidentifiedImageError  # most handouts have no picture

    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return False
    return image.mode != "CMYK" and (image.format == "PNG" or bool({"jfif", "exif"} & set(image.info)))

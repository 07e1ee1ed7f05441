"""What a drag or the clipboard carries, as sources of pictures and as text."""

from __future__ import annotations

import functools
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from storycomposer.app.incoming import Source, from_path
from storycomposer.app.words import t
from storycomposer.encode.png import png_bytes
from storycomposer.errors import StoryError

_FORMATS = (
    ("image/svg+xml", "svg"),
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/webp", "webp"),
    ("image/avif", "avif"),
    ("image/heic", "heic"),
    ("image/gif", "gif"),
)
_MOST_PIXELS = 100_000_000


def paths(mime: QMimeData) -> tuple[Path, ...]:
    """The files that are carried."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def sources(mime: QMimeData) -> tuple[Source, ...]:
    """The pictures that are carried: files, or the one picture itself. Where text and a picture of
    that text are offered, as office programs do, the text is meant."""
    files = paths(mime)
    if files:
        return tuple(from_path(path) for path in files)
    if mime.hasText() and not _address_of_picture(mime) and "<img" not in mime.html():
        return ()
    for kind, suffix in _FORMATS:
        data = bytes(mime.data(kind).data()) if mime.hasFormat(kind) else b""
        if data:
            return (Source(_name(suffix), functools.partial(bytes, data)),)
    image = mime.imageData() if mime.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return (Source(_name("png"), lambda: png(image)),)
    return ()


def carries(mime: QMimeData) -> int:
    """How many things that may be pictures are carried, without reading any; for the pointer's
    shape while something is dragged over the window."""
    files = len(paths(mime))
    offered = mime.hasImage() or any(mime.hasFormat(kind) for kind, _ in _FORMATS)
    return files or int(offered)


def text(mime: QMimeData) -> str:
    """The plain text that is carried; the address of a dragged link."""
    if mime.hasText():
        return mime.text()
    return next((url.toString() for url in mime.urls() if not url.isLocalFile()), "")


def png(image: QImage) -> bytes:
    """The image as a PNG; for a thread. StoryError where it is too large."""
    width, height = image.width(), image.height()
    if width * height > _MOST_PIXELS:
        raise StoryError(
            "pasted-too-large",
            "The pasted picture has {width} × {height} pixels; copy a smaller part of it.",
            width=width,
            height=height,
        )
    whole = image.convertToFormat(QImage.Format.Format_RGBA8888)
    data = bytes(whole.constBits())
    pixels = Image.frombuffer("RGBA", (width, height), data, "raw", "RGBA", width * 4, 1)
    opaque = not image.hasAlphaChannel() or pixels.getchannel("A").getextrema() == (255, 255)
    return png_bytes(pixels.convert("RGB") if opaque else pixels)


def _address_of_picture(mime: QMimeData) -> bool:
    """A picture dragged out of a browser comes with its address as text."""
    return bool(mime.urls())


def _name(suffix: str) -> str:
    return t("bring.pasted", "Pasted picture") + f".{suffix}"

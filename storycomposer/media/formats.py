"""What a file is, told by its first bytes: the list of what may come in, and nothing else."""

from __future__ import annotations

import re

from storycomposer.errors import StoryError

PICTURES = {
    "PNG": "png",
    "JPEG": "jpg",
    "WEBP": "webp",
    "AVIF": "avif",
    "HEIC": "heic",
    "GIF": "gif",
    "SVG": "svg",
}
"""Picture formats that are read, and the suffix each is stored under."""

FONTS = {"TrueType": "ttf", "OpenType": "otf", "TTC": "ttc", "WOFF": "woff", "WOFF2": "woff2"}
"""Font formats that are known, and the suffix each is stored under."""

_AVIF = (b"avif", b"avis")
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\x00\x01\x00\x00", "TrueType"),
    (b"true", "TrueType"),
    (b"OTTO", "OpenType"),
    (b"ttcf", "TTC"),
    (b"wOFF", "WOFF"),
    (b"wOF2", "WOFF2"),
)
_STRANGERS = (
    (b"%PDF", "PDF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "Photoshop"),
    (b"\0\0\x01\0", "icon"),
    (b"\x1f\x8b", "compressed"),
    (b"PK\x03\x04", "zip"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
)
_SVG = re.compile(rb"<([A-Za-z_][\w.-]*:)?svg[\s>/]")
_HEAD = 65536


def sniff(data: bytes) -> str | None:
    """The format of ``data``, a key of :data:`PICTURES` or :data:`FONTS`; None when it is neither.
    Signatures: PNG 3rd edition §5.2, ITU T.81 B.1.1.3, GIF89a §17, RFC 9649 §2.4, ISO/IEC
    14496-12 §4.3 and 23008-12 annex B, OpenType 1.9 "Organization", WOFF and WOFF 2.0 §4."""
    for start, name in _STARTS:
        if data.startswith(start):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _brand(data)
    return "SVG" if _looks_like_svg(data) else None


def picture(data: bytes, name: str) -> str:
    """The picture format of ``data``; StoryError where it is none that is read."""
    found = sniff(data)
    if found in PICTURES:
        return found
    if not data:
        raise StoryError(
            "picture-empty", "{name}: this file is empty; replace it with a picture.", name=name
        )
    stranger = next((kind for start, kind in _STRANGERS if data.startswith(start)), None)
    if found is not None or stranger is not None:
        raise StoryError(
            "picture-format",
            "{name}: {kind} files cannot be used as pictures; save it as PNG, JPEG, WebP, AVIF, "
            "HEIC, GIF or SVG.",
            name=name,
            kind=found or stranger or "",
        )
    raise StoryError(
        "picture-unknown",
        "{name}: this is not a picture that can be read; use PNG, JPEG, WebP, AVIF, HEIC, GIF or "
        "SVG.",
        name=name,
    )


def suffix(data: bytes) -> str | None:
    """The suffix, without dot, that ``data`` is stored under, told by content; None if unknown."""
    found = sniff(data)
    return None if found is None else {**PICTURES, **FONTS}[found]


def _brand(data: bytes) -> str | None:
    length = int.from_bytes(data[:4], "big")
    box = data[8 : max(8, min(length, 512))]
    brands = [box[i : i + 4] for i in range(0, len(box) - 3, 4) if i != 4]
    if any(brand in _AVIF for brand in brands):
        return "AVIF"
    return "HEIC" if any(brand in _HEIC for brand in brands) else None


def _looks_like_svg(data: bytes) -> bool:
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and _SVG.search(head) is not None

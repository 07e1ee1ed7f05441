"""Pictures made by hand for the tests of media: PNG, EXIF and ICC as their standards write them."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

RED, BLUE, WHITE = (230, 30, 30), (30, 30, 230), (255, 255, 255)

PRIMARIES = {  # columns: XYZ of red, green, blue, adapted to D50
    "srgb": ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.7141)),
    "p3": ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407)),
    "adobe": (
        (0.60974, 0.31111, 0.01947),
        (0.20528, 0.62567, 0.06087),
        (0.14919, 0.06322, 0.74457),
    ),
    "prophoto": ((0.79767, 0.28804, 0.0), (0.13519, 0.71187, 0.0), (0.03134, 0.00009, 0.82491)),
}
GAMMAS = {"srgb": 0.0, "p3": 0.0, "adobe": 2.19921875, "prophoto": 1.8}
"""0 is sRGB's own curve."""


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int, height: int, depth: int, color: int, rows: list[bytes], *, extra: bytes = b""
) -> bytes:
    """A PNG of unfiltered rows; ``color`` is 0 grey, 2 RGB, 3 palette, 4 grey alpha, 6 RGBA."""
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


def exif(orientation: int, order: str = "<") -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    return mark + struct.pack(order + "IH", 8, 1) + entry + bytes(4)


def scene() -> Image.Image:
    """64 × 48, red left, blue right, a white square top left: every turn of it is another."""
    image = Image.new("RGB", (64, 48), BLUE)
    image.paste(RED, (0, 0, 32, 48))
    image.paste(WHITE, (0, 0, 16, 16))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def icc(space: str) -> bytes:
    """A matrix profile (ICC.1:2010, version 2 header) of one of :data:`PRIMARIES`."""
    gamma = GAMMAS[space]
    if gamma:
        curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    else:
        numbers = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
        curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + b"".join(map(_fixed, numbers))
    tags = {b"wtpt": _xyz((0.9642, 1.0, 0.82491))}
    for letter, primary in zip(b"rgb", PRIMARIES[space], strict=True):
        tags[bytes([letter]) + b"XYZ"] = _xyz(primary)
        tags[bytes([letter]) + b"TRC"] = curve
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags)


def icc_cmyk() -> bytes:
    """A press whose inks mix as their corners' Lab values say (lut8, two points an axis)."""
    table = b""
    for corner in range(16):
        cyan, magenta, yellow, black = (corner >> bit & 1 for bit in (3, 2, 1, 0))
        light = max(0.0, (1 - 0.4 * cyan - 0.5 * magenta - 0.1 * yellow) * (1 - black))
        a, b = (
            (1 - black) * (-37 * cyan + 70 * magenta - 5 * yellow),
            (1 - black) * (-50 * cyan - 3 * magenta + 90 * yellow),
        )
        table += bytes((round(light * 255), round(a + 128) & 255, min(255, round(b + 128))))
    ramp = bytes(range(256))
    matrix = b"".join(map(_fixed, (1, 0, 0, 0, 1, 0, 0, 0, 1)))
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix + ramp * 4 + table + ramp * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"A2B0": lut, b"wtpt": _xyz((0.9642, 1, 0.8249))})


def _profile(kind: bytes, space: bytes, pcs: bytes, tags: dict[bytes, bytes]) -> bytes:
    directory, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        directory += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = struct.pack(">I", start + len(body))
    header = size + bytes(4) + b"\x02\x10\0\0" + kind + space + pcs + bytes(12) + b"acsp"
    header += bytes(28) + struct.pack(">III", 0xF6D6, 0x10000, 0xD32D)
    return header.ljust(128, b"\0") + directory + body


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(map(_fixed, values))


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))

"""The chunks of a PNG that its pixels depend on (PNG, 3rd edition, §5 and §11)."""

from __future__ import annotations

from collections.abc import Iterator

_WANTED = frozenset((b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM"))
_SIGNATURE = 8


def essentials(data: bytes) -> bytes:
    """``data`` without texts, times, previews and animation frames: they cost memory, and Pillow
    warns about broken ones. An eXIf chunk, which may stand at the end, comes first, because which
    way is up is asked before the pixels are read. Cut-off files stay cut off."""
    head, parts, exif = b"", [], b""
    for kind, chunk in chunks(data):
        if kind == b"IHDR" and not head:
            head = chunk
        elif kind == b"eXIf":
            exif = chunk
        elif kind in _WANTED or kind[:1].isupper():
            parts.append(chunk)
    return b"".join((data[:_SIGNATURE], head, exif, *parts))


def frames(data: bytes) -> int:
    """How many pictures an animated PNG says it has (§11.3.5.1); 1 for a still one."""
    for kind, chunk in chunks(data):
        if kind == b"acTL":
            return max(1, int.from_bytes(chunk[8:12], "big"))
        if kind == b"IDAT":
            break
    return 1


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(type, the whole chunk with length and CRC) in order; the last one may be cut off."""
    at = _SIGNATURE
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        yield kind, data[at : at + 12 + length]
        at += 12 + length
        if kind == b"IEND":
            return


def bit_depth(data: bytes) -> int:
    """Bits a sample, as the header says (§11.2.1); 0 where it is cut off."""
    return int.from_bytes(data[24:25], "big")

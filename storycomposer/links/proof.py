"""Pictures → what phones would read, after an upload and through a lens.

A code on a finished slide is decoded again and again, each time as another phone gets it: scaled
down and recompressed by a platform, tilted, dimmed, seen through a lens. What is read must equal
what the code should say. ``zxing-cpp`` is the reader; inverted codes do not count as read, since
many phones' readers do not try them.

Only the code and what lies around it are looked at: a decode takes less than a millisecond there,
recompressing a whole slide takes 84.
"""

from __future__ import annotations

import functools
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Literal, NamedTuple, cast

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

State = Literal["proven", "risk", "unreadable"]
Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Of a code without its quiet zone, in pixels: top left, top right, bottom right, bottom left of
the symbol as it is drawn, clockwise."""

_AROUND = 0.22
"""How much of a code's longer side is kept around it: the quiet zone and what may touch it."""

_LARGEST = 560
"""Pixels of a crop's longer side for bending and dimming: a lens sees no more of it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """``failing`` are those of the :data:`IDS` under which the code is not read, in their order.
    Codes that are read under all of them are proven, those not even read as they are drawn are
    unreadable, all others at risk. ``broken`` are rules that no decoder minds and phones do;
    :mod:`storycomposer.links.judging` looks at them."""

    state: State
    failing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


class Reading(NamedTuple):
    """A code found in a picture: its text, None where it is seen but cannot be read."""

    text: str | None
    corners: Corners


def prove(picture: Image.Image, corners: Corners, payload: str) -> Proof:
    """Whether phones read ``payload`` from the code at ``corners`` of ``picture``, a finished slide
    (RGB). The picture's width stands for the slide's."""
    return proofs(picture, [(corners, payload)])[0]


def proofs(picture: Image.Image, codes: Sequence[tuple[Corners, str]]) -> tuple[Proof, ...]:
    """:func:`prove` for each of the ``codes`` of one slide, which is searched once."""
    seen = {reading.text for reading in read(picture)} if codes else set()
    return tuple(
        _judged(picture, corners, payload, found=payload in seen) for corners, payload in codes
    )


def prove_part(picture: Image.Image, corners: Corners, payload: str, width: int) -> Proof:
    """:func:`prove` from a part of the slide that is ``width`` pixels wide as a whole: the same but
    for ``slide``, which is taken as found where the part is read."""
    return _judged(picture, corners, payload, found=None, width=width)


def prove_found(picture: Image.Image, corners: Corners, payload: str, found: bool) -> Proof:
    """:func:`prove` where it is known whether the code was ``found`` among all else."""
    return _judged(picture, corners, payload, found=found)


def read(picture: Image.Image) -> tuple[Reading, ...]:
    """Every QR code in ``picture``, in reading order."""
    found = zxingcpp.read_barcodes(
        _grey(picture),
        formats=_QR,
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )
    return distinct(Reading(_text(code) if code.valid else None, _corners(code)) for code in found)


def reader() -> str:
    """Name and version of the decoder."""
    return f"zxing-cpp {metadata.version('zxing-cpp')}"


def around(corners: Corners, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The part of a picture of ``size`` that proving a code looks at: left, top, right, bottom."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    margin = max(24.0, _AROUND * max(max(xs) - min(xs), max(ys) - min(ys)))
    return (
        max(0, math.floor(min(xs) - margin)),
        max(0, math.floor(min(ys) - margin)),
        min(size[0], math.ceil(max(xs) + margin)),
        min(size[1], math.ceil(max(ys) + margin)),
    )


# Phones' cameras take no other model, and no Micro QR code.
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)


def _judged(
    picture: Image.Image,
    corners: Corners,
    payload: str,
    *,
    found: bool | None,
    width: int | None = None,
) -> Proof:
    box = around(corners, picture.size)
    if box[0] >= box[2] or box[1] >= box[3]:
        return Proof("unreadable", IDS)
    crop = picture.crop(box).convert("RGB")
    views = _seen(crop, width or picture.width)
    read = {id_: _reading(view, payload) for id_, view in views}
    failing = [id_ for id_, one in read.items() if one is None]
    sharp = read["drawn"] or read["lens"]
    if found is False:
        failing.insert(0, "slide")
    if sharp is None or _module(sharp, corners) * 1080 / (width or picture.width) < FINE - _SLACK:
        failing.append("modules")
    if not failing:
        return Proof("proven")
    return Proof("risk" if sharp else "unreadable", tuple(failing))


def _reading(picture: Image.Image, payload: str) -> zxingcpp.Barcode | None:
    found = zxingcpp.read_barcodes(
        _grey(picture), formats=_QR, try_invert=False, text_mode=zxingcpp.TextMode.Plain
    )
    return next((code for code in found if payload in (code.text, _text(code))), None)


def _module(code: zxingcpp.Barcode, corners: Corners) -> float:
    """Pixels of one of its modules: a symbol has 17 and four for each version along a side
    (ISO/IEC 18004, 6.3.1)."""
    around = sum(map(math.dist, corners, (*corners[1:], corners[0])))
    told = cast(dict[str, str], code.extra)
    return around / 4 / (17 + 4 * int(told["Version"]))


def _grey(picture: Image.Image) -> Image.Image:
    return picture if picture.mode == "L" else picture.convert("L")


def _text(code: zxingcpp.Barcode) -> str:
    """What a code says. Bytes are UTF-8 wherever they can be: readers' guesses differ."""
    try:
        return code.bytes.decode("utf-8")
    except UnicodeDecodeError:
        return code.text


def _corners(code: zxingcpp.Barcode) -> Corners:
    at = code.position
    places = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    a, b, c, d = ((float(place.x), float(place.y)) for place in places)
    return a, b, c, d


def distinct(found: Iterable[Reading]) -> tuple[Reading, ...]:
    """``found`` in reading order, each place once: a code that was read may be seen again, unread,
    at another size."""
    kept: list[Reading] = []
    for one in sorted(found, key=lambda one: one.text is None):
        if not any(_meet(one, other) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=_place))


def _place(one: Reading) -> tuple[float, float]:
    (x, y), *_ = one.corners
    return y, x


def _meet(one: Reading, other: Reading) -> bool:
    boxes = []
    for reading in (one, other):
        xs, ys = zip(*reading.corners, strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    a, b = boxes
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _seen(crop: Image.Image, width: int) -> Iterator[tuple[str, Image.Image]]:
    """The part ``crop`` of a slide ``width`` pixels wide as phones get it, by the condition's id.
    Readers look at grey alone, so only what is stored with colours keeps them."""
    grey = _grey(crop)
    yield "drawn", grey
    yield "lens", grey.filter(ImageFilter.GaussianBlur(0.8))
    large, small = _scaled(crop, width, 720), _scaled(crop, width, 540)
    yield "720", _grey(large)
    yield "540", _grey(small)
    yield "420", _jpeg(crop, 90)
    yield "jpeg-75", _jpeg(large, 75)
    yield "jpeg-50", _jpeg(small, 50)
    yield "480", _jpeg(_scaled(crop, width, 480), 50)
    yield "far", _scaled(grey, width, 400, _LINEAR)
    yield "farther", _scaled(grey, width, 330, _LINEAR)
    far = _scaled(grey, max(grey.size), _LARGEST)
    yield "turned", far.rotate(-2, _CUBIC, expand=True, fillcolor=_edge(far))
    yield "leaning", _leaning(far)
    yield "dimmed", _dimmed(far)


CONDITIONS = (
    *("drawn", "lens", "720", "540", "420", "jpeg-75", "jpeg-50", "480"),
    *("far", "farther", "turned", "leaning", "dimmed"),
)
"""What :func:`_seen` yields."""

IDS = ("slide", *CONDITIONS, "modules")
"""Ids of all conditions; ``slide`` is being found among all else on it, ``modules`` being no finer
than :data:`FINE`."""

FINE = 6
"""Pixels of a module on a slide 1080 wide: a code of finer ones is at risk even where it is read
each time. Whether it is depends on how the pixels of the next upload happen to fall."""

_SLACK = 0.1
"""Pixels by which corners that a reader found may be off, for one module."""

_CUBIC, _LINEAR = Image.Resampling.BICUBIC, Image.Resampling.BILINEAR


def _scaled(
    picture: Image.Image, width: int, to: int, how: Image.Resampling = _CUBIC
) -> Image.Image:
    """``picture`` as ``to`` pixels make of ``width``; never larger."""
    factor = to / width
    if factor >= 1:
        return picture
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    # Half a pixel aside: no code owes its proof to modules that happen to fall on whole pixels.
    aside = min(0.5 / factor, min(picture.size) / 2)
    return picture.resize(size, how, box=(aside, aside, picture.width, picture.height))


def _jpeg(picture: Image.Image, quality: int) -> Image.Image:
    """Through JPEG with halved colour (4:2:0), as platforms store pictures; its grey."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling="4:2:0")
    with Image.open(io.BytesIO(out.getvalue())) as stored:
        return stored.convert("L")


def _leaning(grey: Image.Image) -> Image.Image:
    """Held 25° askew, 20 cm away: the far side of a code of 2 cm is seen 4 % shorter."""
    return grey.transform(
        grey.size,
        Image.Transform.PERSPECTIVE,
        _perspective(*grey.size, 0.04),
        _CUBIC,
        fillcolor=_edge(grey),
    )


def _perspective(width: int, height: int, lean: float) -> tuple[float, ...]:
    """The eight numbers that map the seen picture back to the flat one: x = (ax + by + c) / w,
    y = (dx + ey + f) / w with w = gx + hy + 1. Left stays, the right side shrinks by ``lean``
    about its middle."""
    # At x = width: w = 1 - lean, and both sides of the picture stay where they are.
    return (1 - lean, 0.0, 0.0, -lean / width * height / 2, 1.0, 0.0, -lean / width, 0.0)


def _edge(grey: Image.Image) -> int:
    """The crop's own ground at its corner: turning must not draw a border around it."""
    value = grey.getpixel((0, 0))
    return int(value) if isinstance(value, int | float) else 255


def _dimmed(grey: Image.Image) -> Image.Image:
    """A dark display under a lamp: a third of the light, over a veil, with a sensor's grain."""
    dim = grey.filter(ImageFilter.GaussianBlur(0.6)).point(lambda value: value * 0.33 + 24)
    seen = np.asarray(dim, np.float32) + _grain()[: dim.height, : dim.width]
    return Image.fromarray(np.rint(seen).clip(0, 255).astype(np.uint8))


@functools.cache
def _grain() -> NDArray[np.float32]:
    """Noise of five levels, the same for everybody: a proof is no matter of luck."""
    noise = np.random.default_rng(18004).normal(0, 5, (_LARGEST, _LARGEST))
    return noise.astype(np.float32)

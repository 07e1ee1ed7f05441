"""Colours, fills and how fill and edge of a form come together."""

from __future__ import annotations

import functools
import math
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from storycomposer.document.style import Fill, Gradient, Linear, Radial, Solid, Stop
from storycomposer.render.context import Bounds, Matrix
from storycomposer.render.raster import Coverage

Position = Literal["center", "inside", "outside"]
_STEPS = 4096
_FINE = 64


def color(text: str) -> tuple[int, int, int, int]:
    """``#RRGGBB`` or ``#RRGGBBAA`` as four whole numbers from 0 to 255."""
    value = bytes.fromhex(text[1:])
    return value[0], value[1], value[2], value[3] if len(value) == 4 else 255


def fill(what: Fill, size: tuple[float, float], matrix: Matrix, extent: Bounds) -> Image.Image:
    """``what`` over all of ``extent``, RGB where it is opaque, else RGBA. ``size`` is the box that
    a gradient spans, ``matrix`` maps box space to output pixels."""
    if isinstance(what, Solid):
        rgba = color(what.color)
        if rgba[3] == 255:
            return Image.new("RGB", extent.size, rgba[:3])
        return Image.new("RGBA", extent.size, rgba)
    planes = _levels(what.stops)[:, _shares(what, size, matrix, extent)]
    opaque = all(color(stop.color)[3] * stop.opacity == 255 for stop in what.stops)
    width, height = extent.size
    rows, columns = planes.shape[1:]
    # Where colours do not change across, one period of the pattern stands for all of it.
    dither = _dither(extent, columns if columns > 1 else min(width, 8), rows if rows > 1 else 8)
    part = np.empty((*dither.shape, 3 if opaque else 4), np.uint8)
    for index in range(part.shape[2]):
        # The alpha's pattern is turned, or light and dense pixels would always fall together.
        pattern = dither if index < 3 else dither[:, ::-1]
        part[:, :, index] = (planes[index] + pattern) >> 6
    times = -(-height // part.shape[0]), -(-width // part.shape[1]), 1
    whole = np.tile(part, times)[:height, :width] if max(times) > 1 else part[:height, :width]
    return Image.fromarray(np.ascontiguousarray(whole))


def ramp(stops: tuple[Stop, ...], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Straight RGBA, 0 to 255, at the positions ``at`` (0 to 1) of a gradient. Colours run in gamma
    sRGB, multiplied by alpha while they run (CSS Images Level 3 §3.4.2), and a stop before its
    forerunner moves up to it (§3.4.3)."""
    places = np.maximum.accumulate([stop.at for stop in stops])
    rgba = np.array([color(stop.color) for stop in stops], float)
    rgba[:, 3] *= [stop.opacity for stop in stops]
    alpha = np.interp(at, places, rgba[:, 3])
    premultiplied = [np.interp(at, places, rgba[:, i] * rgba[:, 3]) for i in range(3)]
    # Where nothing is seen, the colour is free: the nearer stop's keeps neighbours free of fringes.
    plain = [np.interp(at, places, rgba[:, i]) for i in range(3)]
    seen = np.maximum(alpha, 1e-9)
    colors = [
        np.where(alpha > 1e-6, p / seen, q) for p, q in zip(premultiplied, plain, strict=True)
    ]
    return np.stack([*colors, alpha])


@functools.lru_cache(maxsize=64)
def _levels(stops: tuple[Stop, ...]) -> NDArray[np.uint16]:
    """The ramp in 64ths of a level, so that adding 0–63 and dropping the 64ths dithers."""
    exact = ramp(stops, np.linspace(0, 1, _STEPS + 1))
    levels: NDArray[np.uint16] = np.floor(exact * _FINE + 0.5).astype(np.uint16)
    return levels


def _shares(
    what: Gradient, size: tuple[float, float], matrix: Matrix, extent: Bounds
) -> NDArray[np.intp]:
    """Where on the gradient each pixel's centre lies, in steps of the ramp. One row or one column
    is enough where the gradient does not change along the other."""
    width, height = size
    back = matrix.inverse()
    x = np.arange(extent.left, extent.right) + 0.5
    y = (np.arange(extent.top, extent.bottom) + 0.5)[:, None]
    if isinstance(what, Linear):
        turn = math.radians(what.angle)
        sin, cos = math.sin(turn), math.cos(turn)
        length = abs(width * sin) + abs(height * cos)
        ax, ay = (sin * back.xx - cos * back.yx) / length, (sin * back.xy - cos * back.yy) / length
        rest = (sin * (back.dx - width / 2) - cos * (back.dy - height / 2)) / length + 0.5
        # A share that changes by less than one step over the whole picture does not change.
        t = np.full((1, 1), rest)
        if abs(ax) * len(x) * _STEPS > 0.5:
            t = t + ax * x
        if abs(ay) * len(y) * _STEPS > 0.5:
            t = t + ay * y
    else:
        dx = back.xx * x + back.xy * y + back.dx - what.center[0] * width
        dy = back.yx * x + back.yy * y + back.dy - what.center[1] * height
        if isinstance(what, Radial):
            t = np.hypot(dx, dy) / (what.radius * math.hypot(width, height) / 2)
        else:
            t = (np.arctan2(dx, -dy) / (2 * math.pi) - what.angle / 360) % 1.0
    steps: NDArray[np.intp] = (np.clip(t, 0, 1) * _STEPS + 0.5).astype(np.intp)
    return steps


@functools.cache
def _bayer() -> NDArray[np.uint16]:
    """An 8 × 8 threshold matrix with each of 0 to 63 once, neighbours far apart (Bayer 1973)."""
    matrix = np.zeros((1, 1), np.uint16)
    for _ in range(3):
        four = matrix * 4
        matrix = np.block([[four, four + 2], [four + 3, four + 1]])
    return matrix


def _dither(extent: Bounds, width: int, height: int) -> NDArray[np.uint16]:
    """The fixed pattern from the top left of ``extent``; it is bound to the anchor, not to the
    extent."""
    pattern = np.roll(_bayer(), (-extent.top, -extent.left), axis=(0, 1))
    return np.tile(pattern, (-(-height // 8), -(-width // 8)))[:height, :width]


def masked(picture: Image.Image, cover: NDArray[np.uint8]) -> Image.Image:
    """``picture`` where ``cover`` is, RGB if nothing of it is clear."""
    if picture.mode == "RGBA":
        alpha = np.asarray(picture.getchannel("A"), np.uint16) * cover
        cover = ((alpha + 127) // 255).astype(np.uint8)
    out = picture.convert("RGB")
    if cover.min(initial=255) == 255:
        return out
    out.putalpha(Image.fromarray(cover))
    return out


def line(stroke: tuple[int, int, int, int], pen: Coverage) -> Image.Image:
    """What the pen covers, by itself: what :func:`edged` makes of a form that is not filled."""
    picture = Image.new("RGB", (pen.shape[1], pen.shape[0]), stroke[:3])
    alpha = pen * np.float32(stroke[3]) + np.float32(0.5)
    picture.putalpha(Image.fromarray(alpha.astype(np.uint8)))
    return picture


def edged(
    picture: Image.Image | None,
    inside: Coverage,
    stroke: tuple[int, int, int, int],
    pen: Coverage,
    position: Position,
) -> Image.Image:
    """A form with its edge. ``inside`` is the form's coverage, filled with ``picture`` (None: not
    at all), ``pen`` is what the pen covers; a pen inside or outside is twice as wide as its stroke
    and is cut by the form. Where edge and fill share a pixel they add up to one: no seam."""
    ink = stroke[3] / 255
    filled, colors = _picture(picture, inside.shape)
    if position == "inside":
        over, under = inside * pen * ink, inside * filled * (1 - pen * ink)
    elif position == "outside":
        over, under = np.maximum(pen - inside, 0) * ink, inside * filled
    else:
        over, under = pen * ink, inside * filled * (1 - pen * ink)
    alpha = over + under
    share = (over / np.maximum(alpha, np.float32(1e-6)))[:, :, None]
    mixed = colors + (np.array(stroke[:3], np.float32) - colors) * share
    out = np.dstack((mixed, alpha * 255))
    return Image.fromarray((out + np.float32(0.5)).astype(np.uint8))


def _picture(picture: Image.Image | None, shape: tuple[Any, ...]) -> tuple[Any, Any]:
    """Alpha (0 to 1) and colours (0 to 255) of ``picture``."""
    if picture is None:
        return np.float32(0), np.zeros((*shape, 3), np.float32)
    whole = np.asarray(picture, np.float32)
    if whole.shape[2] == 3:
        return np.float32(1), whole
    return whole[:, :, 3] / np.float32(255), whole[:, :, :3]

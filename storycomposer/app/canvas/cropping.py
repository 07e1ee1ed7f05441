"""How a picture lies in its frame while a person moves it: the inverse of the renderer's crop.

Points and boxes are counted from the frame's top left, in the frame's own turned axes, as they are
seen: flipped pictures are flipped already.
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from storycomposer.document.geometry import Box, Handle, Point, around, outward
from storycomposer.document.layers import ImageLayer
from storycomposer.document.picking import pose
from storycomposer.render import crop

Natural = tuple[int, int]

SMALLEST, LARGEST = 1.0, 20.0
"""Limits of a picture's zoom."""
_LEAST = 24.0
"""Shortest side of a frame, in canvas pixels."""


def picture_box(layer: ImageLayer, natural: Natural) -> Box:
    """Where the whole picture lies, also what the frame cuts off."""
    box = crop.cut(layer, (layer.width, layer.height), natural).picture
    x = layer.width - box.right if layer.flip_x else box.x
    y = layer.height - box.bottom if layer.flip_y else box.y
    return Box(x, y, box.width, box.height)


def moved(layer: ImageLayer, natural: Natural, dx: float, dy: float) -> tuple[float, float]:
    """The focus that moves the picture by (``dx``, ``dy``), as far as its frame stays covered."""
    box = picture_box(layer, natural)
    return _focus(layer, Box(box.x + dx, box.y + dy, box.width, box.height))


def zoomed(
    layer: ImageLayer, natural: Natural, zoom: float, about: Point
) -> tuple[float, tuple[float, float]]:
    """Zoom within its limits, and the focus that keeps what is under ``about`` in place as far as
    the frame stays covered."""
    zoom = min(max(zoom, SMALLEST), LARGEST)
    box = picture_box(layer, natural)
    factor = zoom / layer.zoom
    larger = Box(
        about.x - (about.x - box.x) * factor,
        about.y - (about.y - box.y) * factor,
        box.width * factor,
        box.height * factor,
    )
    return zoom, _focus(layer, larger)


def dragged_frame(layer: ImageLayer, natural: Natural, handle: Handle, dx: float, dy: float) -> Box:
    """The frame with ``handle`` dragged, within the picture and not too small."""
    picture = picture_box(layer, natural)
    left, top = max(0.0, picture.x), max(0.0, picture.y)
    right, bottom = min(layer.width, picture.right), min(layer.height, picture.bottom)
    if "w" in handle:
        left = min(max(left + dx, picture.x), right - _LEAST)
    if "e" in handle:
        right = max(min(right + dx, picture.right), left + _LEAST)
    if "n" in handle:
        top = min(max(top + dy, picture.y), bottom - _LEAST)
    if "s" in handle:
        bottom = max(min(bottom + dy, picture.bottom), top + _LEAST)
    return Box(left, top, right - left, bottom - top)


def reframed(layer: ImageLayer, natural: Natural, box: Box) -> dict[str, Any]:
    """The layer's fields that make ``box`` its frame while the picture stays where it is."""
    picture = picture_box(layer, natural)
    place = around(outward(pose(layer), box.center), box.width, box.height, layer.rotation)
    scale = picture.width / natural[0]
    least = max(box.width / natural[0], box.height / natural[1])
    frame = structs.replace(
        layer,
        x=round(place.x, 4),
        y=round(place.y, 4),
        width=box.width,
        height=box.height,
        fit="cover",
        zoom=min(max(scale / least, SMALLEST), LARGEST),
    )
    there = Box(picture.x - box.x, picture.y - box.y, picture.width, picture.height)
    names = ("x", "y", "width", "height", "fit", "zoom")
    return {**{name: getattr(frame, name) for name in names}, "focus": _focus(frame, there)}


def _focus(layer: ImageLayer, box: Box) -> tuple[float, float]:
    left = layer.width - box.right if layer.flip_x else box.x
    top = layer.height - box.bottom if layer.flip_y else box.y
    return (
        _share(layer.width, box.width, left, layer.focus[0]),
        _share(layer.height, box.height, top, layer.focus[1]),
    )


def _share(room: float, length: float, start: float, old: float) -> float:
    """What of a picture ``length`` long is in focus when it starts at ``start`` of a frame ``room``
    long; ``old`` where the picture fits exactly and nothing can be told."""
    if abs(length - room) < 1e-6:
        return old
    if length < room:
        share = start / (room - length)
    else:
        share = (room / 2 - min(max(start, room - length), 0.0)) / length
    return round(min(1.0, max(0.0, share)), 6)

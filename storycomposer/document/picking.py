"""Which layers lie under a point or inside a dragged frame, through groups and rotation."""

from __future__ import annotations

from collections.abc import Iterable

from storycomposer.document.geometry import Box, Point, Pose, contains, inward, lifted, overlaps
from storycomposer.document.layers import AnyLayer, GroupLayer, Layer


def pose(layer: Layer) -> Pose:
    """How ``layer`` lies in its parent."""
    return Pose(layer.x, layer.y, layer.width, layer.height, layer.rotation)


def hits(
    layers: Iterable[AnyLayer], point: Point, *, slack: float = 0, locked: bool = False
) -> tuple[tuple[str, ...], ...]:
    """What lies under ``point``, the topmost first: each a path of ids from the outermost group to
    the innermost layer. A group is hit where one of its layers is. Hidden layers are never hit,
    locked ones only when ``locked`` is asked for. ``slack`` widens thin layers."""
    found: list[tuple[str, ...]] = []
    for layer in reversed(tuple(layers)):
        if not layer.visible or (layer.locked and not locked):
            continue
        if isinstance(layer, GroupLayer):
            inside = hits(layer.layers, inward(pose(layer), point), slack=slack, locked=locked)
            found.extend((layer.id, *path) for path in inside)
        elif contains(pose(layer), point, slack):
            found.append((layer.id,))
    return tuple(found)


def marquee(layers: Iterable[AnyLayer], frame: Box) -> tuple[str, ...]:
    """Ids of the outermost layers that the dragged ``frame`` touches, bottom to top. Hidden and
    locked layers are left out; a group counts where one of its layers does."""
    return tuple(
        layer.id for layer in layers if layer.visible and not layer.locked and _in(layer, frame)
    )


def _in(layer: AnyLayer, frame: Box, parents: tuple[Pose, ...] = ()) -> bool:
    if isinstance(layer, GroupLayer):
        inner = (pose(layer), *parents)
        return any(_in(child, frame, inner) for child in layer.layers if child.visible)
    place = pose(layer)
    for parent in parents:
        place = lifted(place, parent)
    return overlaps(place, frame)

"""The gradient that is being edited on the canvas: a shape's fill, or a slide's background."""

from __future__ import annotations

from typing import NamedTuple

from storycomposer.app.desk import Desk
from storycomposer.document import edits
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Pose
from storycomposer.document.layers import ShapeLayer
from storycomposer.document.style import Gradient
from storycomposer.editor import Edit


class Target(NamedTuple):
    """A gradient, and how the box that it spans lies on the slide. ``layer`` is empty for the
    slide's background."""

    slide: str
    layer: str
    pose: Pose
    value: Gradient

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the box."""
        return self.pose.width, self.pose.height

    def edit(self, value: Gradient) -> Edit:
        """The edit that puts ``value`` in its place."""
        if self.layer:
            return lambda deck: edits.restyle(deck, (self.layer,), {"fill": value})
        return lambda deck: edits.restyle_slides(deck, (self.slide,), {"background": value})


def target(desk: Desk, layer: str) -> Target | None:
    """The gradient of a layer, or with no id of the slide on the canvas. None where it has none, or
    where it is not what is selected."""
    slide, selected = desk.slide, desk.editor.selection
    if slide is None:
        return None
    if not layer:
        alone = not selected.layers and len(selected.slides) == 1
        if not alone or not isinstance(slide.background, Gradient):
            return None
        return Target(slide.id, "", Pose(0, 0, *desk.deck.canvas), slide.background)
    spot = spots(desk.deck).get(layer)
    if spot is None or selected.layers != (layer,) or not isinstance(spot.layer, ShapeLayer):
        return None
    fill = spot.layer.fill
    if not isinstance(fill, Gradient) or not spot.movable:
        return None
    return Target(slide.id, layer, spot.pose, fill)

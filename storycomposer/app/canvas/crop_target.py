"""The picture that is cropped: a layer, or a background seen as a layer over the whole slide."""

from __future__ import annotations

from dataclasses import dataclass

from storycomposer.app.canvas.cropping import Natural, picture_box
from storycomposer.app.desk import Desk
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Box, Point, Pose, around, outward
from storycomposer.document.layers import ImageFill, ImageLayer
from storycomposer.errors import StoryError
from storycomposer.render import pictures


@dataclass(frozen=True, slots=True)
class Target:
    """``id`` is what edits call it (a layer, or the slide whose background it is); ``pose`` how its
    frame lies on the slide; ``natural`` the picture's own size."""

    id: str
    layer: ImageLayer
    pose: Pose
    natural: Natural
    background: bool

    @property
    def framed(self) -> bool:
        """Whether the frame itself can be changed."""
        return not self.background and self.layer.fit != "stretch" and not self.layer.locked

    @property
    def middle(self) -> Point:
        """The frame's middle, counted inside it."""
        return Point(self.pose.width / 2, self.pose.height / 2)

    @property
    def picture(self) -> Box:
        """Where the whole picture lies, counted inside the frame."""
        return picture_box(self.layer, self.natural)

    @property
    def picture_pose(self) -> Pose:
        """How the whole picture lies on the slide."""
        box = self.picture
        middle = outward(self.pose, box.center)
        return around(middle, box.width, box.height, self.pose.rotation)


def target(desk: Desk, layer_id: str) -> Target | None:
    """The picture layer of that id on the slide on the canvas, or for an empty id its background;
    None where there is none or its picture cannot be read."""
    slide = desk.slide
    if slide is None:
        return None
    if layer_id:
        spot = spots(desk.deck).get(layer_id)
        if spot is None or spot.slide != slide.id or not isinstance(spot.layer, ImageLayer):
            return None
        layer, pose, id_ = spot.layer, spot.pose, layer_id
    elif isinstance(slide.background, ImageFill):
        fill, (width, height) = slide.background, desk.deck.canvas
        fields = {name: getattr(fill, name) for name in fill.__struct_fields__}
        layer = ImageLayer(id="background", width=width, height=height, **fields)
        pose, id_ = Pose(0, 0, width, height), slide.id
    else:
        return None
    media = desk.editor.story.media
    try:
        natural = pictures.size(media, layer.source)
    except StoryError:
        return None
    return Target(id_, layer, pose, natural, not layer_id)

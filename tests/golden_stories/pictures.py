"""Goldens of pictures: fitting, masks, adjustments, backgrounds."""

from __future__ import annotations

from typing import Any, get_args

from golden_stories.base import Golden, golden, ref
from storycomposer.document.layers import Duotone, FilterName, ImageFill, ImageLayer, Scrim
from storycomposer.document.shapes import Bubble, Ellipse, Path, Polygon, Rectangle, Star
from storycomposer.document.style import Shadow, Stroke

HEART = "M12 21 C2 13 1 9 4 6 C7 3 11 5 12 8 C13 5 17 3 20 6 C23 9 22 13 12 21 Z"


def picture(id: str, x: float, y: float, **fields: Any) -> ImageLayer:
    """The landscape in a frame of 160×120 at (x, y) unless ``fields`` say otherwise."""
    style = {"source": ref("scene"), "width": 160.0, "height": 120.0}
    return ImageLayer(id=id, x=x, y=y, **{**style, **fields})


def _row(name: str, fields: list[dict[str, Any]], columns: int = 3) -> Golden:
    layers = [
        picture(f"p{i}", **{"x": 16 + i % columns * 176, "y": 16 + i // columns * 136, **each})
        for i, each in enumerate(fields)
    ]
    rows = -(-len(fields) // columns)
    return golden(name, (16 + columns * 176, 16 + rows * 136), *layers)


def _frames() -> list[Golden]:
    tall = {"width": 100.0, "height": 120.0}
    masks = (Ellipse(), Star(inner=0.5, radius=8), Polygon(sides=6), Bubble(radius=24),
             Path(d=HEART), Rectangle(radius=60))  # fmt: skip
    return [
        _row("image-fit", [{"fit": f, **tall} for f in ("cover", "contain", "stretch")]),
        _row("image-focus-zoom", [
            {"focus": (0.0, 0.5), **tall}, {"focus": (1.0, 0.5), **tall},
            {"focus": (0.73, 0.25), "zoom": 3.0}]),
        _row("image-flip", [{"flip_x": True}, {"flip_y": True}, {"flip_x": True, "flip_y": True}]),
        _row("image-radius-border", [
            {"radius": 24.0}, {"radius": 24.0, "stroke": Stroke(color="#FFFFFF", width=8)},
            {"radius": 200.0, "stroke": Stroke(color="#14141A", width=6, position="inside")}]),
        _row("image-mask", [{"mask": mask} for mask in masks]),
        _row("image-rotation", [
            {"rotation": 20.0, "width": 120.0, "height": 90.0, "x": 40.0, "y": 30.0},
            {"rotation": 90.0, "width": 120.0, "height": 90.0, "radius": 20.0},
            {"rotation": -45.0, "width": 90.0, "height": 90.0, "mask": Ellipse(), "x": 400.0}]),
        _row("image-alpha", [
            {"source": ref("cutout"), "fit": "contain"},
            {"source": ref("cutout"), "opacity": 0.5},
            {"source": ref("cutout"), "fit": "contain", "shadow": Shadow(blur=16, dy=8)}]),
        _row("image-svg", [
            {"source": ref("badge"), "fit": "contain"}, {"source": ref("badge"), "zoom": 2.0},
            {"source": ref("badge"), "rotation": 15.0, "fit": "contain"}]),
        _row("image-shadow", [
            {"shadow": Shadow(blur=24, dy=8)},
            {"shadow": Shadow(color="#6D4AFF", blur=0, dx=8, dy=8), "radius": 24.0},
            {"shadow": Shadow(blur=12, dx=10, dy=0), "rotation": 90.0, "width": 90.0, "x": 410.0}]),
    ]  # fmt: skip


def _adjustments() -> list[Golden]:
    forms = ("even", "top", "bottom")
    return [
        _row("image-scrim", [{"scrim": Scrim(form=f)} for f in forms]),
        _row("image-adjust", [
            {"brightness": 0.6}, {"brightness": 1.5}, {"contrast": 1.6},
            {"saturation": 0.3}, {"saturation": 1.8}, {"contrast": 0.5},
            {"temperature": -0.7}, {"temperature": 0.7}, {"greyscale": True}]),
        _row("image-blur-duotone", [
            {"blur": 6.0}, {"duotone": Duotone(dark="#2B1A70", light="#FFC53D")},
            {"blur": 10.0, "radius": 24.0}]),
        _row("image-filters", [{"filter": f} for f in get_args(FilterName)[1:]]),
        _row("image-filters-half", [
            {"filter": f, "filter_amount": 0.5} for f in get_args(FilterName)[1:]]),
    ]  # fmt: skip


def _backgrounds() -> list[Golden]:
    # A background fills the slide, so these are whole slides made small.
    size = (180, 320)
    scene = ImageFill(source=ref("scene"), scrim=Scrim())
    blurred = ImageFill(source=ref("scene"), blur=30, focus=(0.73, 0.25), zoom=1.5)
    return [
        golden("background-image", size, background=scene, scale=1 / 6),
        golden("background-image-blurred", size, background=blurred, scale=1 / 6),
        golden("background-image-alpha-over-white", size, scale=1 / 6,
               background=ImageFill(source=ref("cutout"), fit="contain")),
    ]  # fmt: skip


PICTURES = (*_frames(), *_adjustments(), *_backgrounds())

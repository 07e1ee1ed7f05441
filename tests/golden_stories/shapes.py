"""Goldens of forms, fills, blending and groups."""

from __future__ import annotations

from typing import Any, get_args

from golden_stories.base import Golden, golden, ref, words
from storycomposer.document.layers import AnyLayer, Blend, GroupLayer, ImageLayer
from storycomposer.document.layers import ShapeLayer as Shape
from storycomposer.document.shapes import (
    Bubble,
    Ellipse,
    Head,
    Line,
    Path,
    Polygon,
    Rectangle,
    ShapeForm,
    Star,
)
from storycomposer.document.style import (
    Conic,
    Fill,
    Highlight,
    Linear,
    Radial,
    Shadow,
    Solid,
    Stop,
    Stroke,
)

VIOLET, AMBER, INK = Solid(color="#6D4AFF"), Solid(color="#FFC53D"), "#14141A"
WAVE = "M0 12 Q6 0 12 12 T24 12 V24 H0 Z M4 18 h4 v4 h-4 z"


def _shape(id: str, x: float, y: float, form: ShapeForm, **fields: Any) -> Shape:
    style: dict[str, Any] = {"width": 120.0, "height": 90.0, "fill": VIOLET}
    return Shape(id=id, x=x, y=y, shape=form, **{**style, **fields})


def _row(
    name: str, items: list[tuple[ShapeForm, dict[str, Any]]], columns: int = 4, gap: int = 24
) -> Golden:
    layers = [
        _shape(f"s{i}", gap + i % columns * (120 + gap), gap + i // columns * (90 + gap), form, **f)
        for i, (form, f) in enumerate(items)
    ]
    rows = -(-len(items) // columns)
    return golden(name, (gap + columns * (120 + gap), gap + rows * (90 + gap)), *layers)


def _stops(*colors: str) -> tuple[Stop, ...]:
    return tuple(Stop(at=i / (len(colors) - 1), color=c) for i, c in enumerate(colors))


SUNSET = _stops("#FFC53D", "#E5484D", "#6D4AFF")
FADE = (Stop(at=0, color="#14141A"), Stop(at=1, color="#14141A", opacity=0))
FORMS: tuple[ShapeForm, ...] = (
    *(Rectangle(), Rectangle(radius=20), Rectangle(radius=500), Ellipse(), Polygon(sides=3)),
    *(Polygon(sides=6, radius=16), Star(), Star(points=12, inner=0.8, radius=6), Bubble()),
    *(Bubble(radius=20, tail=0.3, at=0.8), Path(d=WAVE), Path(d=WAVE, width=12, height=24)),
)
FILLS: tuple[Fill, ...] = (
    *(Linear(stops=SUNSET), Linear(stops=SUNSET, angle=45), Linear(stops=FADE, angle=90)),
    *(Radial(stops=SUNSET), Radial(stops=SUNSET, center=(0.2, 0.3), radius=0.5)),
    *(Radial(stops=FADE), Conic(stops=SUNSET), Conic(stops=SUNSET, center=(0.3, 0.7), angle=90)),
)


def _forms() -> list[Golden]:
    outline = Stroke(color=INK, width=12)
    positions = ("center", "inside", "outside")
    dashes = ("solid", "dashed", "dotted")
    line = {"fill": None, "height": 40.0}
    heads = [(Line(start=h, end=h), {**line, "stroke": Stroke(color=INK, width=6)})
             for h in get_args(get_args(Head)[0])]  # fmt: skip
    return [
        _row("shape-forms", [(form, {}) for form in FORMS]),
        _row("shape-lines", [
            *heads,
            (Line(end="arrow"), {**line, "stroke": Stroke(color=INK, width=14), "rotation": 30.0}),
            (Line(), {**line, "stroke": Stroke(color=INK, width=8, dash="dashed")}),
            (Line(), {**line, "stroke": Stroke(color=INK, width=8, dash="dotted")})]),
        _row("shape-strokes", [
            (form, {"fill": AMBER, "stroke": Stroke(color=INK, width=12, position=p)})
            for form in (Rectangle(radius=24), Star(), Ellipse(), Bubble(radius=20))
            for p in positions], 3, gap=48),
        _row("shape-dashes", [
            (form, {"fill": None, "stroke": Stroke(color=INK, width=6, dash=d)})
            for form in (Rectangle(), Ellipse(), Star()) for d in dashes], 3),
        _row("shape-fills", [(Rectangle(radius=16), {"fill": fill}) for fill in FILLS]),
        _row("shape-stroke-clear-fill", [
            (Rectangle(radius=24), {"fill": Solid(color="#6D4AFF80"), "stroke": outline}),
            (Ellipse(), {"fill": None, "stroke": Stroke(color="#E5484D80", width=20)}),
            (Star(), {"opacity": 0.4, "stroke": outline}),
            (Path(d=WAVE), {"fill": None, "stroke": outline})], gap=48),
        _row("shape-rotation", [
            (Rectangle(), {"rotation": 15.0}), (Star(), {"rotation": 36.0}),
            (Ellipse(), {"rotation": 45.0, "fill": Linear(stops=SUNSET)}),
            (Bubble(radius=20), {"rotation": -20.0, "stroke": Stroke(color=INK, width=6)})]),
        _row("shape-shadow", [
            (Rectangle(radius=16), {"shadow": Shadow()}),
            (Star(), {"shadow": Shadow(color="#E5484D", blur=0, dx=8, dy=8)}),
            (Ellipse(), {"shadow": Shadow(dx=16, dy=0, blur=8), "rotation": 90.0}),
            (Rectangle(), {"fill": Solid(color="#6D4AFF60"), "shadow": Shadow(dy=12)})]),
    ]  # fmt: skip


def _backgrounds() -> list[Golden]:
    size = (180, 320)
    return [
        golden("background-linear", size, background=Linear(stops=SUNSET), scale=1 / 6),
        golden("background-linear-angle", size, background=Linear(stops=SUNSET, angle=30),
               scale=1 / 6),
        golden("background-radial", size, background=Radial(stops=SUNSET), scale=1 / 6),
        golden("background-conic", size, background=Conic(stops=SUNSET), scale=1 / 6),
        golden("background-clear-stops", size, background=Linear(stops=FADE), scale=1 / 6),
        golden("background-solid-clear", (40, 40), background=Solid(color="#6D4AFF80")),
    ]  # fmt: skip


def _blends() -> list[Golden]:
    ground = ImageLayer(id="p", x=10, y=10, width=240, height=180, source=ref("scene"))
    ramp = Linear(stops=_stops("#000000", "#6D4AFF", "#FFFFFF"), angle=90)
    found = []
    for mode in get_args(Blend):
        shape = _shape(
            "a", 30, 30, Rectangle(radius=20), width=240.0, height=60.0, fill=ramp, blend=mode
        )
        half = _shape(
            "b", 30, 110, Ellipse(), width=110.0, height=70.0, fill=AMBER, blend=mode, opacity=0.6
        )
        text = words(
            "c", "Blend", 150, 110, blend=mode, size=44.0, weight=800, color="#E5484D", width=140.0
        )
        found.append(golden(f"blend-{mode}", (290, 200), ground, shape, half, text))
    return found  # fmt: skip


def _groups() -> list[Golden]:
    def pair(blend: Blend = "normal") -> tuple[AnyLayer, ...]:
        return (
            _shape("a", 0, 0, Rectangle(radius=16)),
            _shape("b", 60, 40, Ellipse(), fill=AMBER, blend=blend),
        )

    box = {"x": 30.0, "y": 24.0, "width": 180.0, "height": 130.0}
    inner = GroupLayer(id="i", x=120, y=20, width=180, height=130, rotation=20, layers=pair())
    green = _shape("z", 0, 0, Rectangle(), width=240.0, height=80.0, fill=Solid(color="#30A46C"))
    label = words("w", "In groups", 10, 40, size=40.0, width=180.0)
    return [
        golden("group-plain", (240, 180), GroupLayer(id="g", layers=pair(), **box)),
        golden("group-opacity", (240, 180), GroupLayer(id="g", layers=pair(), opacity=0.5, **box)),
        golden("group-isolates-blend", (240, 180),
               green,
               GroupLayer(id="g", layers=pair("multiply"), **box)),
        golden("group-blend", (240, 180),
               green,
               GroupLayer(id="g", layers=pair(), blend="multiply", **box)),
        golden("group-nested-rotation", (420, 330),
               GroupLayer(id="g", x=60, y=60, width=300, height=200, rotation=-30,
                          layers=(label, inner))),
        golden("group-shadow", (260, 200),
               GroupLayer(id="g", layers=pair(), shadow=Shadow(blur=16, dx=10, dy=10), **box)),
        golden("layer-hidden", (160, 130), _shape("a", 20, 20, Rectangle()),
               _shape("b", 30, 30, Ellipse(), fill=AMBER, visible=False)),
    ]  # fmt: skip


def _slide() -> Golden:
    return golden(
        "slide-overview", (270, 480),
        words("h", "Two dogs, one window", 96, 300, size=128.0, weight=800, font="Outfit",
              color="#FFFFFF", width=888.0, height=300.0, leading=1.05),
        words("b", "مرحبا and 你好 ✨", 96, 640, size=56.0, width=888.0, height=80.0,
              highlight=Highlight(color="#B5E3B0")),
        ImageLayer(id="p", x=96, y=800, width=888, height=600, source=ref("scene"), radius=24,
                   shadow=Shadow(blur=48, dy=16)),
        background=Linear(stops=_stops("#6D4AFF", "#2B1A70")), scale=0.25,
    )  # fmt: skip


SHAPES = (*_forms(), *_backgrounds(), *_blends(), *_groups(), _slide())

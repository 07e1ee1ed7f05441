"""Glyphs become pixels: at the right place, without seams, in every face, at any angle."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.otTables import PaintFormat
from numpy.typing import NDArray

from storycomposer.typography import color_glyphs, fonts, glyphs
from storycomposer.typography.glyphs import Affine, Placed
from storycomposer.typography.layout import Fragment, Glyph

BOOK = fonts.book(system=False)
PLAIN: Affine = (1, 0, 0, 1, 0, 0)


def fragment(
    text: str, size: float, x: float = 0, family: str = "Inter", weight: int = 400
) -> Fragment:
    """``text`` shaped on the baseline y = 100 from ``x`` on."""
    face = BOOK.choose(BOOK.match(family, weight, False), text, weight, False, "en")
    assert face is not None
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(fonts.hb_font(face), buffer)
    unit, placed = size / fonts.EM, []
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        place = (x + at.x_offset * unit, 100 - at.y_offset * unit)
        placed.append(Glyph(info.codepoint, *place, info.cluster))
        x += at.x_advance * unit
    return Fragment(face, size, tuple(placed))


def turned(degrees: float, dx: float = 0, dy: float = 0) -> Affine:
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return cos, sin, -sin, cos, dx, dy


def ink(placed: list[Placed]) -> float:
    mask = glyphs.coverage(placed)
    return 0.0 if mask is None else float(np.asarray(mask.image, float).sum()) / 255


def canvas(placed: list[Placed], side: int = 400) -> NDArray[np.uint8]:
    """Coverage on a square whose middle is the origin."""
    out = np.zeros((side, side), np.uint8)
    mask = glyphs.coverage(placed)
    assert mask is not None
    top, left = mask.top + side // 2, mask.left + side // 2
    out[top : top + mask.image.height, left : left + mask.image.width] = np.asarray(mask.image)
    return out


def test_a_letter_stands_on_its_baseline() -> None:
    mask = glyphs.coverage(glyphs.place([fragment("H", 100)], PLAIN, 100))
    assert mask is not None
    assert mask.top + mask.image.height == 100
    # Inter's capitals are 1490 of 2048 units high.
    assert mask.image.height == math.ceil(1490 / 2048 * 100)
    assert np.asarray(mask.image)[-1].max() == 255


def test_baselines_are_whole_pixels_and_x_is_not() -> None:
    first = glyphs.coverage(glyphs.place([fragment("H", 50)], (1, 0, 0, 1, 0, 0.4), 100))
    second = glyphs.coverage(glyphs.place([fragment("H", 50)], (1, 0, 0, 1, 0.5, 0.4), 100))
    assert first is not None and second is not None
    assert first.top + first.image.height == 100
    assert np.asarray(first.image)[-1].max() == 255
    assert first.image.tobytes() != second.image.tobytes()
    a, b = (np.asarray(m.image, float).sum() for m in (first, second))
    assert a == pytest.approx(b, rel=0.005)


@pytest.mark.parametrize("degrees", [17, 45, 90, 180, -120])
def test_turning_keeps_the_ink(degrees: float) -> None:
    for text in ("Rgb&", "ألم", "漢字"):
        level = ink(glyphs.place([fragment(text, 60)], PLAIN))
        assert ink(glyphs.place([fragment(text, 60)], turned(degrees))) == pytest.approx(
            level, rel=0.02
        )


def test_a_quarter_turn_is_the_turned_picture() -> None:
    upright = canvas(glyphs.place([fragment("Ring", 40, x=-30)], (1, 0, 0, 1, 0, -100)))
    quarter = canvas(glyphs.place([fragment("Ring", 40, x=-30)], (0, 1, -1, 0, 100, 0)))
    assert np.abs(np.rot90(upright, -1).astype(int) - quarter).max() <= 3


def test_arabic_joins_have_no_seams() -> None:
    placed = glyphs.place([fragment("ببببب", 120)], PLAIN, 100)
    mask = glyphs.coverage(placed)
    assert mask is not None
    pixels = np.asarray(mask.image)
    # The stroke that joins the letters runs unbroken: each column has fully covered pixels.
    assert (pixels.max(axis=0)[5:-5] == 255).all()


def test_faces_of_opposite_winding_do_not_cancel() -> None:
    one = fragment("H", 100)
    other = fragment("漢", 100)
    both = ink(glyphs.place([one, other], PLAIN))
    assert both > max(ink(glyphs.place([f], PLAIN)) for f in (one, other))


def test_nothing_to_draw_is_none() -> None:
    assert glyphs.coverage([]) is None
    assert glyphs.coverage(glyphs.place([fragment("   ", 60)], PLAIN)) is None
    assert color_glyphs.pictures(glyphs.place([fragment("abc", 60)], PLAIN)) == []
    assert glyphs.coverage(glyphs.place([fragment("😀", 60)], PLAIN)) is None


def test_clipping_cuts_and_changes_nothing_inside() -> None:
    placed = glyphs.place([fragment("Wide words", 300)], PLAIN, 100)
    whole = glyphs.coverage(placed)
    part = glyphs.coverage(placed, (200, -60, 500, 40))
    assert whole is not None and part is not None
    box = (
        part.left - whole.left,
        part.top - whole.top,
        part.left - whole.left + part.image.width,
        part.top - whole.top + part.image.height,
    )
    assert part.image.tobytes() == whole.image.crop(box).tobytes()
    assert part.left >= 200 and part.left + part.image.width <= 500
    assert glyphs.coverage(placed, (5000, 5000, 5100, 5100)) is None
    # A clip that holds everything is free of effect.
    same = glyphs.coverage(placed, (-9000, -9000, 9000, 9000))
    assert same is not None and same.image.tobytes() == whole.image.tobytes()


@pytest.mark.parametrize("size", [40, 600])
@pytest.mark.parametrize("degrees", [0, 30, 90, 200])
def test_emoji_are_crisp_and_opaque_at_any_size_and_angle(size: int, degrees: float) -> None:
    (picture,) = color_glyphs.pictures(glyphs.place([fragment("😀", size)], turned(degrees)))
    pixels = np.asarray(picture.image)
    alpha = pixels[..., 3].astype(float) / 255
    # The face is a disc of about 0.52 em radius.
    assert alpha.sum() == pytest.approx(0.85 * size**2, rel=0.12)
    partly = ((alpha > 0.02) & (alpha < 0.98)).sum()
    assert partly < 12 * size, "an edge is one or two pixels wide, whatever the size"
    middle = pixels[pixels.shape[0] // 2, pixels.shape[1] // 2]
    assert middle[3] == 255


def test_emoji_colours_are_straight() -> None:
    (picture,) = color_glyphs.pictures(glyphs.place([fragment("⬛", 64)], PLAIN))
    pixels = np.asarray(picture.image).reshape(-1, 4).astype(int)
    edge = pixels[(pixels[:, 3] > 60) & (pixels[:, 3] < 200)]
    inner = pixels[pixels[:, 3] == 255]
    assert len(edge)
    # Premultiplied colours would be darker the clearer they are.
    assert edge[:, :3].mean() == pytest.approx(inner[:, :3].mean(), abs=25)


def test_the_same_emoji_twice_is_the_same_picture() -> None:
    first, second = color_glyphs.pictures(
        glyphs.place([fragment("🎉", 64), fragment("🎉", 64, 80)], PLAIN)
    )
    assert first.image.tobytes() == second.image.tobytes()
    assert second.left - first.left == 80


def test_hundreds_of_emoji_are_painted_once() -> None:
    """A key among them paints those that moved, not all."""
    wide = [fragment(chr(0x1F400 + at), 44, 50.37 * at) for at in range(240)]
    placed = glyphs.place(wide, PLAIN)
    first, again = color_glyphs.pictures(placed), color_glyphs.pictures(placed)
    assert len(first) > 200
    assert all(one.image is other.image for one, other in zip(first, again, strict=True))


def color_font(version: int, clip: bool) -> fonts.Face:
    """A font whose A is a red square beside a green one (COLR), and whose B is plain."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "A", "B", "left", "right"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x41: "A", 0x42: "B"})
    shapes = {"left": (0, 500), "right": (500, 1000)}
    builder.setupGlyf({name: square(*shapes.get(name, (0, 1000))) for name in names})
    builder.setupHorizontalMetrics({name: (1000, shapes.get(name, (0,))[0]) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test Colour", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupCPAL([[(1.0, 0.0, 0.0, 1.0), (0.0, 1.0, 0.0, 1.0)]])
    parts = [("left", 0), ("right", 1)]
    if version == 0:
        builder.setupCOLR({"A": parts}, version=0)
    else:
        layers = [
            {
                "Format": PaintFormat.PaintGlyph,
                "Paint": {"Format": PaintFormat.PaintSolid, "PaletteIndex": n, "Alpha": 1.0},
                "Glyph": name,
            }
            for name, n in parts
        ]
        paint = {"Format": PaintFormat.PaintColrLayers, "Layers": layers}
        boxes = {"A": (0, 0, 1000, 1000)} if clip else None
        builder.setupCOLR({"A": paint}, version=1, clipBoxes=boxes)
    out = io.BytesIO()
    builder.save(out)
    face = fonts.book(embedded=(out.getvalue(),), system=False).match("Test Colour", 400, False)
    assert face is not None and face.color
    return face


def square(left: int, right: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((left, 0))
    for point in ((left, 1000), (right, 1000), (right, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


@pytest.mark.parametrize(("version", "clip"), [(0, False), (1, False), (1, True)])
@pytest.mark.parametrize(("degrees", "size"), [(0, 100), (30, 100), (90, 100), (0, 3000)])
def test_every_colour_font_turns_and_grows(
    version: int, clip: bool, degrees: float, size: int
) -> None:
    face = color_font(version, clip)
    font = fonts.hb_font(face)
    letters = [Glyph(font.get_nominal_glyph(ord(c)) or 0, 0, 0, 0) for c in "AB"]
    placed = glyphs.place([Fragment(face, size, tuple(letters))], turned(degrees))
    (picture,) = color_glyphs.pictures(placed)
    pixels = np.asarray(picture.image)
    assert (pixels[..., 3].sum() / 255) == pytest.approx(size**2, rel=0.02)
    for x, color in ((0.25, (255, 0, 0)), (0.75, (0, 255, 0))):
        xx, yx, xy, yy, _, _ = turned(degrees)
        at = (xx * x - xy * 0.5) * size - picture.left, (yx * x - yy * 0.5) * size - picture.top
        assert pixels[int(at[1]), int(at[0])].tolist() == [*color, 255]
    # B has no colours: it is a letter like any other.
    assert ink(placed) == pytest.approx(size**2, rel=0.02)

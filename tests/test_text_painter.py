"""The painter of text: colours by cluster, lines, grounds, outline, glow; through any matrix."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from storycomposer.document.layers import Run, TextLayer
from storycomposer.document.style import Glow, Highlight, Stroke
from storycomposer.media.store import MediaStore
from storycomposer.render import text, text_effects, text_rules
from storycomposer.render.context import Bounds, Context, Matrix, Tile, rotation
from storycomposer.typography import color_glyphs, fonts, paragraph

BOOK = fonts.book(system=False)
Pixels = NDArray[np.uint8]


def context(matrix: Matrix | None = None, clip: Bounds | None = None) -> Context:
    return Context(
        media=MediaStore(),
        book=BOOK,
        language="en",
        scale=1.0,
        matrix=matrix or Matrix(),
        clip=clip,
        paint=lambda *_: None,
    )


def layer(*runs: Run | str, **fields: Any) -> TextLayer:
    given = tuple(Run(text=run) if isinstance(run, str) else run for run in runs)
    plain = {"font": "Inter", "color": "#102030", "width": 900.0, "height": 300.0, "size": 80.0}
    return TextLayer(id="t", text=given, **{**plain, **fields})


def drawn(what: TextLayer, matrix: Matrix | None = None) -> Tile:
    tile = text.draw(what, context(matrix))
    assert tile is not None
    return tile


def canvas(what: TextLayer, matrix: Matrix | None = None, side: int = 1200) -> Pixels:
    """RGBA on a square that begins 100 pixels left of and above the box."""
    tile = drawn(what, matrix)
    out = Image.new("RGBA", (side, side))
    out.paste(tile.image.convert("RGBA"), (tile.left + 100, tile.top + 100))
    return np.asarray(out)


def at(pixels: Pixels, x: float, y: float) -> tuple[int, ...]:
    """The pixel at a point of box space."""
    return tuple(int(value) for value in pixels[round(y) + 100, round(x) + 100])


# Colours


@pytest.mark.parametrize(
    ("first", "second", "fields"),
    [
        ("AVA", "TAR", {"weight": 900}),
        ("السـ", "لام عليكم", {"language": "ar"}),
        ("of", "fice", {"font": "Playfair Display"}),
        ("क्ष", "त्रिय", {"language": "hi"}),
        ("ภา", "ษาไทย", {"language": "th"}),
        ("לשו", "ן הקודש", {"language": "he"}),
    ],
)
def test_a_change_of_colour_changes_no_outline(
    first: str, second: str, fields: dict[str, Any]
) -> None:
    one = canvas(layer(first + second, **fields))
    two = canvas(layer(first, Run(text=second, color="#FF4060"), **fields))
    assert (one[..., 3] == two[..., 3]).all()
    seen = two[two[..., 3] == 255][:, :3]
    colours = {tuple(c) for c in np.unique(seen, axis=0).tolist()}
    assert {(0x10, 0x20, 0x30), (0xFF, 0x40, 0x60)} <= colours


def test_a_ligature_is_coloured_letter_by_letter() -> None:
    runs = (Run(text="f"), Run(text="f", color="#FF0000"), Run(text="i", color="#00FF00"))
    what = layer(*runs, font="Playfair Display", size=200.0)
    line = paragraph.layout(what, BOOK, "en").lines[0]
    assert sum(len(fragment.glyphs) for fragment in line.fragments) == 1
    pixels = canvas(what)
    for cluster, colour in zip(
        line.clusters, [(0x10, 0x20, 0x30), (255, 0, 0), (0, 255, 0)], strict=True
    ):
        left, right = math.ceil(cluster.left) + 101, math.floor(cluster.right) + 99
        part = pixels[:, left:right]
        inks = part[part[..., 3] == 255][:, :3]
        assert len(inks) > 200
        assert (inks == colour).all()


def test_clear_colours_stay_clear() -> None:
    pixels = canvas(layer("Half ", Run(text="red", color="#FF000040"), color="#FFFFFF80"))
    solid = pixels[..., 3]
    assert solid.max() == 0x80
    red = pixels[(pixels[..., 0] > 250) & (pixels[..., 1] < 5)]
    assert red[:, 3].max() == 0x40


def test_emoji_keep_their_colours() -> None:
    black, white = (canvas(layer("😀", color=color)) for color in ("#000000", "#FFFFFF"))
    assert (black == white).all()
    assert len(np.unique(black.reshape(-1, 4), axis=0)) > 500


def test_nothing_written_is_nothing_drawn() -> None:
    for words in ("", "   ", "\n\n", "\u200b"):
        assert text.draw(layer(words), context()) is None


# Lines and grounds


def test_underline_runs_through_a_change_of_colour_and_stops_with_the_words() -> None:
    what = layer("under ", Run(text="line", color="#FF0000"), " ", underline=True)
    line = paragraph.layout(what, BOOK, "en").lines[0]
    face = BOOK.match("Inter", 400, False)
    assert face is not None
    pixels = canvas(what)
    y = round(line.baseline + face.underline * 80) + 101
    row = pixels[y, :, 3]
    inked = np.flatnonzero(row) - 100
    assert inked[0] == pytest.approx(line.left, abs=1)
    assert inked[-1] == pytest.approx(line.right, abs=1)
    assert (row[inked[0] + 101 : inked[-1] + 99] == 255).all()
    assert at(pixels, line.right - 5, y - 100)[:3] == (255, 0, 0)


def test_underlines_leave_room_for_descenders_but_not_for_han() -> None:
    for words, gaps in (("nun nun", 0), ("npn nqn", 2), ("下線取消", 0)):
        what = layer(words, underline=True)
        face, line = BOOK.match("Inter", 400, False), paragraph.layout(what, BOOK, "en").lines[0]
        assert face is not None
        row = canvas(what)[round(line.baseline + face.underline * 80) + 101, :, 3]
        inner = row[100 : round(line.right) + 99] > 128
        pieces = (np.diff(inner.astype(int)) == 1).sum() + int(inner[0])
        assert pieces == (1 + 2 * gaps if gaps else 1), words


def test_strike_crosses_the_letters() -> None:
    what = layer("oo oo")
    plain, struck = canvas(what), canvas(layer("oo oo", strike=True))
    more = (struck[..., 3] > plain[..., 3]).sum(axis=1)
    rows = np.flatnonzero(more) - 100
    line = paragraph.layout(what, BOOK, "en").lines[0]
    assert len(rows) <= 8
    assert line.baseline - 50 < rows.mean() < line.baseline - 10


def test_markers_lie_behind_their_words_only() -> None:
    what = layer("one ", Run(text="two", highlight="#FFEE00"), " three")
    pixels = canvas(what)
    line = paragraph.layout(what, BOOK, "en").lines[0]
    two = [c for c in line.clusters if 4 <= c.start < 7]
    y = line.baseline + 12
    assert at(pixels, (two[0].left + two[-1].right) / 2, y) == (0xFF, 0xEE, 0, 255)
    assert at(pixels, two[0].left - 15, y)[3] == 0
    assert at(pixels, two[-1].right + 15, y)[3] == 0


PILL = Highlight(color="#FFFFFF", padding_x=24, padding_y=8, radius=20)


def test_pills_have_round_outer_and_inner_corners() -> None:
    what = layer("a long first line\nshort", highlight=PILL, size=60.0)
    first, second = paragraph.layout(what, BOOK, "en").lines
    alpha = canvas(what)
    left, top = first.left - 24, first.baseline - first.ascent - 8
    assert at(alpha, left + 2, top + 2)[3] == 0, "outer corner"
    assert at(alpha, left + 20, top + 2)[3] == 255
    # Where the short line begins to be narrower, the ground curves inward beyond the corner.
    right, border = second.right + 24, first.baseline + first.descent + 8
    assert at(alpha, right + 3, border + 3)[3] == 255, "inner corner"
    assert at(alpha, right + 18, border + 18)[3] == 0
    assert at(alpha, second.left + 30, border)[3] == 255, "no gap between the lines"


def test_pills_of_nearly_equal_lines_have_one_side() -> None:
    what = layer("nnnnnnnnn\nnnnnnnnnr", highlight=PILL, size=60.0)
    first, second = paragraph.layout(what, BOOK, "en").lines
    assert 0 < abs(first.right - second.right) < PILL.radius
    alpha = canvas(what)[..., 3]
    widths = (alpha == 255)[:, :].sum(axis=1)
    middle = widths[round(first.top) + 140 : round(second.bottom) + 60]
    assert middle.max() - middle.min() <= 1


def test_blank_lines_part_pills_and_boxes_hold_all() -> None:
    pill = layer("one\n\ntwo", highlight=PILL, size=60.0)
    box = layer("one\n\ntwo", highlight=Highlight(style="box", color="#FFFFFF"), size=60.0)
    blank = paragraph.layout(pill, BOOK, "en").lines[1]
    x, y = 40, (blank.top + blank.bottom) / 2
    assert at(canvas(pill), x, y)[3] == 0
    assert at(canvas(box), x, y)[3] == 255


def test_pills_of_right_to_left_lines_stand_right() -> None:
    what = layer("שלום עולם\nקצר", highlight=PILL, size=60.0, language="he")
    lines = paragraph.layout(what, BOOK, "he").lines
    assert lines[1].left > lines[0].left + 50
    pixels = canvas(what)
    y = lines[1].baseline + 10
    assert at(pixels, 900 + 20, y)[3] == 255
    assert at(pixels, lines[1].left - 60, y)[3] == 0


# Outline and glow


@pytest.mark.parametrize("letters", ["e", "a", "ea", "😀", "ا"])
def test_a_wide_outline_leaves_no_holes(letters: str) -> None:
    what = layer(letters, size=70.0, stroke=Stroke(color="#FF0000", width=16))
    alpha = Image.fromarray(canvas(what, side=400)[..., 3])
    # Flood what is outside; all the rest must be covered.
    seen = np.asarray(alpha.point([255 * (v > 250) for v in range(256)])).copy()
    outside = _flooded(seen)
    assert (seen[~outside] == 255).all()


def _flooded(solid: Pixels) -> NDArray[np.bool_]:
    outside = np.zeros(solid.shape, bool)
    outside[0, 0] = True
    while True:
        grown = outside.copy()
        grown[1:] |= outside[:-1]
        grown[:-1] |= outside[1:]
        grown[:, 1:] |= outside[:, :-1]
        grown[:, :-1] |= outside[:, 1:]
        grown &= solid != 255
        grown[0, 0] = True
        if (grown == outside).all():
            return outside
        outside = grown


@pytest.mark.parametrize("width", [0.7, 3.0, 7.5, 16.0, 40.0])
def test_an_outline_is_as_wide_as_it_says(width: float) -> None:
    side, radius = 240, 50
    y, x = np.mgrid[:side, :side] + 0.5
    disc = (radius + 0.5 - np.hypot(x - side / 2, y - side / 2)).clip(0, 1)
    mask = Image.fromarray((disc * 255 + 0.5).astype(np.uint8))
    cover, pad = text_effects.outline(mask, width)
    assert cover.size == (side + 2 * pad, side + 2 * pad)
    area = np.asarray(cover, float).sum() / 255
    measured = math.sqrt(area / math.pi) - radius
    assert measured == pytest.approx(width, abs=0.25)


def test_outlines_wider_than_measured_finely_are_still_right() -> None:
    mask = Image.new("L", (41, 41))
    mask.paste(255, (10, 10, 31, 31))
    cover, pad = text_effects.outline(mask, 150)
    pixels = np.asarray(cover)
    assert pixels[pad + 20, pad + 10 - 148] == 255
    assert pixels[pad + 20, pad + 10 - 153] == 0


def test_letters_and_outline_leave_no_seam() -> None:
    tile = drawn(layer("Og", weight=900, color="#FFFFFF", stroke=Stroke(color="#FFFFFF", width=9)))
    pixels = np.asarray(tile.image)
    inner = np.asarray(drawn(layer("Og", weight=900, color="#FFFFFF")).image)[..., 3]
    edges = np.zeros(pixels.shape[:2], bool)
    top, left = (np.array(pixels.shape[:2]) - inner.shape) // 2
    edges[top : top + inner.shape[0], left : left + inner.shape[1]] = inner > 0
    assert (pixels[edges][:, 3] == 255).all()


def test_outline_lies_outside_the_letters() -> None:
    clear = layer("H", size=200.0, color="#FFFFFF00", stroke=Stroke(color="#FF0000", width=6))
    line = paragraph.layout(clear, BOOK, "en").lines[0]
    plain = canvas(layer("H", size=200.0))[..., 3]
    alpha = canvas(clear)[..., 3]
    assert (alpha[plain == 255] == 0).all()
    assert alpha[round(line.baseline) + 103].max() == 255


@pytest.mark.parametrize(
    "fields",
    [
        {"stroke": Stroke(color="#FF0000", width=30)},
        {"glow": Glow(color="#00FFFF", radius=70)},
        {"glow": Glow(color="#00FFFF", radius=70), "stroke": Stroke(color="#FF0000", width=12)},
    ],
)
@pytest.mark.parametrize("angle", [0, 25])
def test_effects_are_not_clipped(fields: dict[str, Any], angle: float) -> None:
    tile = drawn(layer("Ág😀", **fields), rotation(angle, 100, 100))
    alpha = np.asarray(tile.image)[..., 3]
    for edge in (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]):
        assert edge.max() <= 1


def test_a_glow_fades_with_the_distance_and_does_not_cover_letters() -> None:
    what = layer("l", size=200.0, color="#FFFFFF", glow=Glow(color="#FF00FF", radius=60))
    line = paragraph.layout(what, BOOK, "en").lines[0]
    pixels = canvas(what)
    row = pixels[round(line.baseline) - 60 + 100]
    stem = np.flatnonzero((row[:, :3] == 255).all(axis=1) & (row[:, 3] == 255))
    after = row[stem[-1] + 3 : stem[-1] + 60, 3].astype(int)
    assert (np.diff(after) <= 0).all()
    assert after[0] > 180 and after[-1] < 8


# Through the matrix


def test_turned_text_is_rasterised_not_turned_pixels() -> None:
    what = layer("Crisp", size=60.0, weight=800, underline=True, highlight=PILL)
    upright = canvas(what, Matrix(dx=300, dy=300))
    quarter = canvas(what, rotation(90, 500, 500).after(Matrix(dx=300, dy=300)))
    back = np.rot90(quarter, 1)
    # A quarter turn about (600, 600) of the canvas: only baselines' rounding may differ.
    level = np.abs(upright.astype(int) - back).mean()
    assert level < 1.5
    tilted = canvas(what, rotation(30, 500, 500).after(Matrix(dx=300, dy=300)))
    assert tilted[..., 3].mean() == pytest.approx(upright[..., 3].mean(), rel=0.01)
    partly = (tilted[..., 3] > 4) & (tilted[..., 3] < 251)
    assert partly.sum() < 2600, "edges are one pixel wide"


def test_scales_show_the_same_picture() -> None:
    what = layer("Same ", Run(text="picture", color="#FF0000"), highlight=PILL, underline=True)
    one = canvas(what, side=1000)
    two = canvas(what, Matrix(2, 0, 0, 2, 100, 100), side=2000)
    small = np.asarray(Image.fromarray(two).reduce(2))
    assert np.abs(one.astype(int) - small).mean() < 1.6


def test_a_clip_changes_nothing_inside_it() -> None:
    what = layer("Clip me", stroke=Stroke(color="#FF0000", width=10), size=300.0, width=2000.0)
    whole, clip = drawn(what), Bounds(200, 50, 700, 260)
    part = text.draw(what, context(clip=clip))
    assert part is not None
    x, y = clip.left, clip.top
    size = clip.size
    boxes = [
        (x - t.left, y - t.top, x - t.left + size[0], y - t.top + size[1]) for t in (whole, part)
    ]
    assert whole.image.crop(boxes[0]).tobytes() == part.image.crop(boxes[1]).tobytes()


# What is kept


def test_a_key_measures_the_underline_and_the_emoji_of_its_own_line_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    below = "\n".join(f"{number} pages 🎉" for number in range(9))
    looks: dict[str, Any] = {"underline": True, "size": 20.0}
    drawn(layer(f"One\n{below}", **looks))
    asked = []
    for module, name in ((text_rules, "_gapped"), (color_glyphs, "pictures")):
        known = getattr(module, name)
        counted = lambda *at, known=known: asked.append(known) or known(*at)  # noqa: E731
        monkeypatch.setattr(module, name, counted)
    drawn(layer(f"Only 🎉\n{below}", **looks))
    assert [one.__name__ for one in asked] == ["_gapped", "pictures"]

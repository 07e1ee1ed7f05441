"""The doors to pixels: canvas, thumbnails, player, checks and export all come in here.

Scales are output pixels per canvas pixel; regions are (left, top, right, bottom) in output pixels.
A layer is named by its id. All functions are pure, safe on any thread, and fast when asked again:
finished tiles are kept by value.
"""

from __future__ import annotations

import functools
from collections.abc import Container, Sequence

from msgspec import structs
from PIL import Image

from storycomposer.cache import Cache
from storycomposer.document.deck import Slide
from storycomposer.document.layers import (
    AnyLayer,
    ImageFill,
    ImageLayer,
    LinkLayer,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.resolve import resolve
from storycomposer.errors import StoryError
from storycomposer.render import among, efforts, image, link, painters
from storycomposer.render.blend import compose
from storycomposer.render.codes import Code
from storycomposer.render.codes import found as found_codes
from storycomposer.render.context import Bounds, Context, Matrix, Tile
from storycomposer.render.differing import differing
from storycomposer.render.group import inside, painted
from storycomposer.story import Story
from storycomposer.typography import fonts, paragraph
from storycomposer.typography.layout import Layout

Region = tuple[int, int, int, int]


def size(story: Story, scale: float = 1.0) -> tuple[int, int]:
    """Width and height of a rendered slide in output pixels."""
    width, height = story.deck.canvas
    return round(width * scale), round(height * scale)


def render(
    story: Story,
    slide: Slide,
    scale: float = 1.0,
    region: Region | None = None,
    above: tuple[str, Image.Image] | None = None,
    *,
    keep: bool = True,
) -> Image.Image:
    """The slide's picture, or a region of it: RGB inside the slide; RGBA for a region that reaches
    outside, where the layers' ink goes on over nothing. A region equals that part of the whole.

    ``above`` is for gestures: the id of one of the slide's layers and what lies :func:`behind` it,
    a picture of the whole slide, from which composing starts. ``keep`` false keeps no tiles for
    the next time, as exports want it."""
    whole = Bounds(0, 0, *size(story, scale))
    asked = Bounds(*region) if region else whole
    ctx = context(story, slide, scale, keep=keep)
    within = asked.meet(whole)
    if within == asked:
        return _opaque(story, slide, ctx, asked, above)
    out = Image.new("RGBA", asked.size)
    # What is asked for is drawn, however far from the slide it lies.
    wider = ctx.at(ctx.matrix, whole.join(asked))
    _draw(out, [_resolved(layer, story.deck.brand) for layer in slide.layers], wider, asked)
    if not within.empty:
        picture = _opaque(story, slide, ctx, within, above)
        out.paste(picture, (within.left - asked.left, within.top - asked.top))
    return out


def ink(
    story: Story, slide: Slide, scale: float = 1.0, only: Container[str] | None = None
) -> dict[str, Bounds]:
    """The output pixels that each visible layer of the slide (of ``only``, if given) draws on, by
    id, shadows and strokes included; layers inside groups are part of their group. For redrawing
    only what changed."""
    ctx = context(story, slide, scale)
    asked = [layer for layer in slide.layers if only is None or layer.id in only]
    layers = [_resolved(layer, story.deck.brand) for layer in asked]
    return {one.layer.id: one.bounds for one in painted(layers, ctx)}


def altered(story: Story, slide: Slide, before: Slide, layer: str) -> Bounds | None:
    """The output pixels, at one a canvas pixel, in which the slide's ``layer`` looks otherwise than
    ``before``, with the same brand and fonts. None where only its whole :func:`ink` is known: it
    lies elsewhere, is not on both slides, or was not drawn."""
    ctx = context(story, slide, 1.0)
    drawn = []
    for page in (before, slide):
        one = next((one for one in page.layers if one.id == layer), None)
        if one is None or not one.visible:
            return None
        found = _resolved(one, story.deck.brand)
        inner, at = inside(found, ctx)
        drawn.append((at, found.opacity, found.blend, painters.known(found, inner)))
    (*old, was), (*new, now) = drawn
    if old != new or was is None or now is None:
        return None
    return differing(was, now).moved(*new[0])


def effort(
    story: Story,
    slide: Slide,
    only: Container[str] | None = None,
    before: Slide | None = None,
) -> float:
    """About how many milliseconds drawing takes at one output pixel per canvas pixel: of ``only``,
    if given, else of all layers and the background; what was drawn before takes little, and so does
    what hardly differs from ``before``."""
    ctx = context(story, slide, 1.0)
    layers = [layer for layer in slide.layers if only is None or layer.id in only]
    seen = [_resolved(one, story.deck.brand) for one in layers if one.visible and one.opacity > 0]
    ids = {one.id for one in seen} if before else ()
    were = [one for one in before.layers if one.id in ids] if before else []
    last = {one.id: _resolved(one, story.deck.brand) for one in were}
    ground = efforts.effort(_ground(story, slide, ctx), ctx) if only is None else 0.0
    return ground + sum(
        efforts.effort(layer, inside(layer, ctx)[0], last.get(layer.id)) for layer in seen
    )


def behind(story: Story, slide: Slide, layer: str, scale: float = 1.0) -> Image.Image:
    """The slide without ``layer`` and all that lies above it. KeyError if there is none."""
    below = among.below(slide.layers, layer)
    if below is None:
        raise KeyError(layer)
    return render(story, structs.replace(slide, layers=below), scale)


def uncropped(story: Story, slide: Slide, layer: str | None, scale: float = 1.0) -> Tile | None:
    """The whole picture of an image layer (None: of the background) where it lies, with what its
    frame cuts off, for moving the picture in its frame. None where there is no picture."""
    ctx, at = context(story, slide, scale), (0, 0)
    if layer is None:
        found = _ground(story, slide, ctx)
    else:
        found, ctx, at = _find(story, slide, layer, scale)
    if not isinstance(found, ImageLayer):
        return None
    # A person sees some way around the slide; a picture zoomed in on may reach much farther.
    clip = ctx.clip.grown(max(ctx.clip.size)) if ctx.clip else None
    tile = image.whole(found, ctx.at(ctx.matrix, clip))
    return tile._replace(left=tile.left + at[0], top=tile.top + at[1]) if tile else None


def coverage(
    story: Story, slide: Slide, layer: str, scale: float = 1.0
) -> tuple[Image.Image, tuple[int, int]]:
    """The layer's ink from 0 to 255, and the output pixel on the slide of its top left. The ink is
    what a person reads: a text's letters without the ground, outline and shadow behind them."""
    found, ctx, at = _find(story, slide, layer, scale)
    tile = painters.paint(_bare(found), ctx)
    if tile is None:
        return Image.new("L", (0, 0)), at
    alpha = tile.image.convert("RGBA").getchannel("A")
    return alpha, (tile.left + at[0], tile.top + at[1])


def codes(story: Story, slide: Slide, scale: float = 1.0) -> tuple[Code, ...]:
    """The codes that the slide shows, bottom to top, and where they lie; codes under something
    else are among them."""
    layers = [_resolved(layer, story.deck.brand) for layer in slide.layers]
    return tuple(found_codes(layers, context(story, slide, scale)))


def layout(story: Story, slide: Slide, layer: str) -> Layout:
    """How the text of ``layer`` is laid out: the same at every scale. Of a link layer: the words on
    its card. KeyError if there is no such layer of either kind."""
    found, ctx, _ = _find(story, slide, layer, 1.0)
    if isinstance(found, LinkLayer):
        found = link.words(found, ctx.language)
    if not isinstance(found, TextLayer):
        raise KeyError(layer)
    return paragraph.layout(found, ctx.book, ctx.language)


def book(story: Story) -> fonts.FontBook:
    """The fonts that the story's text is set with: bundled, its own, and the system's."""
    media = story.media
    refs = tuple(ref for ref in story.deck.fonts if ref in media)
    if not refs:
        return fonts.book()
    # By content, not by story: closed stories' bytes are let go.
    try:
        return _BOOKS.get(refs, lambda: fonts.book(embedded=tuple(media.get(ref) for ref in refs)))
    except StoryError:
        if all(ref in media for ref in refs):
            raise
    return book(story)  # without the font that is found damaged


def context(story: Story, slide: Slide, scale: float, *, keep: bool = True) -> Context:
    """What painters need to know about ``slide`` at ``scale``; ``keep`` as in :func:`render`."""
    return Context(
        media=story.media,
        book=book(story),
        language=slide.language or story.deck.language,
        scale=scale,
        matrix=Matrix(xx=scale, yy=scale),
        clip=Bounds(0, 0, *size(story, scale)),
        paint=painters.paint if keep else painters.paint_once,
        keep=keep,
    )


_resolved = functools.lru_cache(maxsize=4096)(resolve)
"""Layers are values: one that did not change need not be resolved anew on every frame."""


_BOOKS: Cache[fonts.FontBook] = Cache(4, lambda _: 1)


def _opaque(
    story: Story,
    slide: Slide,
    ctx: Context,
    region: Bounds,
    above: tuple[str, Image.Image] | None,
) -> Image.Image:
    layers = slide.layers
    if above:
        layers = layers[among.index(layers, above[0]) :]
        out = above[1].crop(region)
    else:
        out = Image.new("RGB", region.size, "white")
        ground = ctx.paint(_ground(story, slide, ctx), ctx)
        if ground:
            compose(out, ground, (-region.left, -region.top))
    _draw(out, [_resolved(layer, story.deck.brand) for layer in layers], ctx, region)
    return out


def _draw(out: Image.Image, layers: Sequence[AnyLayer], ctx: Context, region: Bounds) -> None:
    for one in painted(layers, ctx):
        one.onto(out, region)


def _ground(story: Story, slide: Slide, ctx: Context) -> AnyLayer:
    """The background as a layer over the whole slide."""
    # Whole pixels: at some scales the canvas ends inside one, and no white may show there.
    width, height = (length / ctx.scale for length in size(story, ctx.scale))
    fill = resolve(slide.background, story.deck.brand)
    if isinstance(fill, ImageFill):
        fields = {name: getattr(fill, name) for name in fill.__struct_fields__}
        return ImageLayer(id="background", width=width, height=height, **fields)
    return ShapeLayer(id="background", width=width, height=height, fill=fill)


def _find(
    story: Story, slide: Slide, layer: str, scale: float
) -> tuple[AnyLayer, Context, tuple[int, int]]:
    """The resolved layer, the context it is painted in, and its anchor on the slide."""
    ctx, layers, at = context(story, slide, scale), slide.layers, (0, 0)
    path = among.path(layers, layer)
    if path is None:
        raise KeyError(layer)
    for one in path:
        ctx, (x, y) = inside(one, ctx)
        at = at[0] + x, at[1] + y
    return _resolved(path[-1], story.deck.brand), ctx, at


def _bare(layer: AnyLayer) -> AnyLayer:
    """``layer`` without what lies behind its ink."""
    plain = structs.replace(layer, shadow=None)
    if not isinstance(plain, TextLayer):
        return plain
    runs = tuple(structs.replace(run, highlight=None) for run in plain.text)
    return structs.replace(plain, text=runs, highlight=None, stroke=None, glow=None)

"""Hypothesis strategies for valid decks, made from what is said on the fields: new fields follow.

``tame`` keeps positions and sizes within a few slides, so that edits do not leave the limits.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st
from msgspec import NODEFAULT, Struct, structs

from storycomposer.document import edits
from storycomposer.document.deck import Brand, Deck, Guide, Slide
from storycomposer.document.edits.ids import renamed_slide
from storycomposer.document.fields import Field, describe
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageFill,
    ImageLayer,
    LinkLayer,
    Run,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.runs import merged

V = TypeVar("V", bound=Struct)
Edit = Callable[[Deck], Deck]

LANGUAGES = st.sampled_from(["en", "pt-BR", "zh-Hans", "ja", "ar", "hi", "th"])
REFS = st.sampled_from(
    [f"media/{c * 64}.{e}" for c, e in (("0", "jpg"), ("a", "png"), ("9", "svg"))]
)
COLORS = st.sampled_from(
    ["#000000", "#FFFFFF", "#12345678", "brand:primary", "brand:ink", "brand:palette3"]
)
WORDS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("ab \n\u2028é漢ع")), max_size=12
)
_KINDS: dict[str, st.SearchStrategy[Any]] = {
    "color": COLORS,
    "literal-color": st.sampled_from(["#000000", "#ABCDEF", "#ABCDEF80"]),
    "font": st.sampled_from(["Inter", "brand:heading", "brand:body", "Noto Sans JP"]),
    "family": st.sampled_from(["Inter", "Outfit"]),
    "language": LANGUAGES,
    "media": REFS,
    "id": st.sampled_from(["a", "b-1", "C_2"]),
    "switch": st.booleans(),
}
_ALLOWED: dict[str, st.SearchStrategy[str]] = {
    "SVG path data": st.sampled_from(["M0 0 L24 24", "M0,0 h24 v24 z"]),
    "an OpenType feature such as ss01, -liga or cv05=2": st.sampled_from(
        ["ss01", "-liga", "cv05=2"]
    ),
    "a destination such as instagram": st.sampled_from(["instagram", "tiktok"]),
    "date and time such as 2026-11-24T18:00": st.datetimes().map(
        lambda moment: f"{moment:%Y}".zfill(4) + f"{moment:-%m-%dT%H:%M}"
    ),
}


@functools.cache
def values(kind: type[Struct], tame: bool = True) -> dict[str, st.SearchStrategy[Any]]:
    """For each field of ``kind`` its valid values."""
    return {field.name: _values(field, tame) for field in describe(kind)}


@st.composite
def value(draw: st.DrawFn, kind: type[V], tame: bool = True, skip: tuple[str, ...] = ()) -> V:
    """A valid ``kind`` with a few fields away from their defaults; ``skip`` leaves some alone."""
    names = [field for field in describe(kind) if field.name not in skip]
    needed = [field.name for field in names if field.default is NODEFAULT]
    others = [field.name for field in names if field.default is not NODEFAULT]
    chosen = draw(st.sets(st.sampled_from(others), max_size=4)) if others else set()
    found = values(kind, tame)
    return kind(**{name: draw(found[name]) for name in (*needed, *sorted(chosen))})


def texts(tame: bool = True) -> st.SearchStrategy[tuple[Run, ...]]:
    """Texts in their fewest runs."""
    return st.lists(value(Run, tame), max_size=4).map(merged)


@st.composite
def layers(draw: st.DrawFn, depth: int = 2, tame: bool = True) -> AnyLayer:
    """Layers of every kind; groups ``depth`` deep, never empty when ``tame``. Ids may clash."""
    kinds: list[type[AnyLayer]] = [TextLayer, ImageLayer, ShapeLayer, LinkLayer]
    kind = draw(st.sampled_from([*kinds, GroupLayer] if depth else kinds))
    layer = draw(value(kind, tame, ("layers", "text")))
    if isinstance(layer, TextLayer):
        return structs.replace(layer, text=draw(texts(tame)))
    if isinstance(layer, GroupLayer):
        inner = st.lists(layers(depth - 1, tame), min_size=1 if tame else 0, max_size=3)
        return structs.replace(layer, layers=tuple(draw(inner)))
    return layer


@st.composite
def slides(draw: st.DrawFn, tame: bool = True) -> Slide:
    """Slides with up to four layers."""
    slide = draw(value(Slide, tame, ("layers",)))
    return structs.replace(slide, layers=tuple(draw(st.lists(layers(tame=tame), max_size=4))))


def counting() -> Callable[[str], str]:
    """A function that gives ids: s1, t2, t3 …"""
    numbers = itertools.count(1)
    return lambda prefix: f"{prefix}{next(numbers)}"


@st.composite
def decks(draw: st.DrawFn, tame: bool = True) -> Deck:
    """Valid decks of one to three slides, every id used once."""
    deck = draw(value(Deck, tame, ("format", "slides", "brand")))
    brand = draw(value(Brand, tame))
    next_id = counting()
    made = tuple(
        renamed_slide(slide, next_id)
        for slide in draw(st.lists(slides(tame), min_size=1, max_size=3))
    )
    return structs.replace(deck, brand=brand, slides=made)


@st.composite
def edit(draw: st.DrawFn, deck: Deck) -> tuple[str, Edit]:
    """A name and an edit that ``deck`` can take: what it names is there."""
    every = edits.spots(deck)
    makers = [*_SLIDE_EDITS]
    if every:
        makers += _LAYER_EDITS
        makers += _TEXT_EDITS if _of(deck, TextLayer) else []
        makers += _PICTURE_EDITS if _of(deck, ImageLayer) else []
        makers += _GROUP_EDITS if _of(deck, GroupLayer) else []
    maker = draw(st.sampled_from(makers))
    return maker.__name__, maker(draw, deck)


def _values(field: Field, tame: bool) -> st.SearchStrategy[Any]:
    one = _single(field, tame)
    if field.items is not None:
        low, high = field.items
        one = st.lists(one, min_size=low, max_size=min(high, low + 3)).map(tuple)
    return st.one_of(st.none(), one) if field.optional else one


def _single(field: Field, tame: bool) -> st.SearchStrategy[Any]:
    if field.choices:
        return st.sampled_from(field.choices)
    if field.nested:
        return st.one_of([value(kind, tame) for kind in field.nested])
    if field.kind in _KINDS:
        return _KINDS[field.kind]
    if field.low is not None and field.high is not None:
        low, high = _limits(field, tame)
        return st.integers(int(low), int(high)) if field.whole else _floats(low, high)
    if field.allowed:
        return _ALLOWED[field.allowed]
    return WORDS.map(lambda text: text[: field.longest])


def _limits(field: Field, tame: bool) -> tuple[float, float]:
    assert field.low is not None and field.high is not None
    if not tame or field.unit != "px":
        return field.low, field.high
    # Small lengths at least 20, so that scaling edits meet no lower limit.
    low = 20 if field.name in ("width", "height", "size") else max(field.low, -300)
    return low, min(field.high, 600)


def _floats(low: float, high: float) -> st.SearchStrategy[float]:
    steps = st.integers(int(low * 4) + (low * 4 > int(low * 4)), int(high * 4)).map(lambda n: n / 4)
    return st.one_of(steps, st.floats(low, high), st.sampled_from([float(low), float(high)]))


def _of(deck: Deck, kind: type[AnyLayer]) -> list[str]:
    return [id_ for id_, spot in edits.spots(deck).items() if isinstance(spot.layer, kind)]


def _some(draw: st.DrawFn, ids: list[str]) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)))


def _layers(draw: st.DrawFn, deck: Deck) -> tuple[str, ...]:
    return _some(draw, list(edits.spots(deck)))


def _slides(draw: st.DrawFn, deck: Deck) -> tuple[str, ...]:
    return _some(draw, [slide.id for slide in deck.slides])


def _pixels(draw: st.DrawFn) -> float:
    return float(draw(st.integers(-120, 120)))


def _add(draw: st.DrawFn, deck: Deck) -> Edit:
    new, slide = draw(layers(1)), _slides(draw, deck)[0]
    return lambda d: edits.add(d, slide, (new,))


def _paste(draw: st.DrawFn, deck: Deck) -> Edit:
    new, onto = draw(layers(1)), _slides(draw, deck)
    return lambda d: edits.paste(d, onto, (new,), 24, 24)


def _add_slide(draw: st.DrawFn, deck: Deck) -> Edit:
    after = _slides(draw, deck)[0]
    return lambda d: edits.add_slide(d, after)


def _insert_slides(draw: st.DrawFn, _: Deck) -> Edit:
    new, at = draw(slides()), draw(st.integers(0, 3))
    named = renamed_slide(new, counting())
    return lambda d: edits.insert_slides(d, (named,), at)


def _duplicate_slides(draw: st.DrawFn, deck: Deck) -> Edit:
    ids = _slides(draw, deck)
    return lambda d: edits.duplicate_slides(d, ids)


def _move_slides(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, at = _slides(draw, deck), draw(st.integers(0, 3))
    return lambda d: edits.move_slides(d, ids, at)


def _delete_slides(draw: st.DrawFn, deck: Deck) -> Edit:
    ids = _slides(draw, deck)
    return lambda d: edits.delete_slides(d, ids)


def _restyle_slides(draw: st.DrawFn, deck: Deck) -> Edit:
    ids = _slides(draw, deck)
    changes = _changes(draw, Slide, ("id", "layers"))
    return lambda d: edits.restyle_slides(d, ids, changes)


def _set_guides(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, guides = _slides(draw, deck), draw(st.lists(value(Guide), max_size=3))
    return lambda d: edits.set_guides(d, ids[0], guides)


def _rebrand(draw: st.DrawFn, _: Deck) -> Edit:
    changes = _changes(draw, Brand, ())
    return lambda d: edits.rebrand(d, changes)


def _detach(draw: st.DrawFn, deck: Deck) -> Edit:
    picture, slide = draw(value(ImageFill)), _slides(draw, deck)[0]

    def change(d: Deck) -> Deck:
        d = edits.restyle_slides(d, (slide,), {"background": picture})
        return edits.detach_background(d, slide)

    return change


def _delete(draw: st.DrawFn, deck: Deck) -> Edit:
    ids = _layers(draw, deck)
    return lambda d: edits.delete(d, ids)


def _duplicate(draw: st.DrawFn, deck: Deck) -> Edit:
    ids = _layers(draw, deck)
    return lambda d: edits.duplicate(d, ids)


def _move(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, dx, dy = _layers(draw, deck), _pixels(draw), _pixels(draw)
    return lambda d: edits.move(d, ids, dx, dy)


def _rotate(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, degrees = _layers(draw, deck), float(draw(st.integers(-360, 360)))
    return lambda d: edits.rotate(d, ids, degrees)


def _resize(draw: st.DrawFn, deck: Deck) -> Edit:
    id_ = _layers(draw, deck)[0]
    handle = draw(st.sampled_from(["nw", "n", "ne", "e", "se", "s", "sw", "w"]))
    ratio, center, dx, dy = draw(st.booleans()), draw(st.booleans()), _pixels(draw), _pixels(draw)
    return lambda d: edits.resize(d, id_, handle, dx, dy, ratio=ratio, center=center)


def _scale(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, factor = _layers(draw, deck), draw(st.sampled_from([0.5, 0.9, 1.1, 1.5]))
    return lambda d: edits.scale(d, ids, factor, edits.selection_box(d, ids).center)


def _align(draw: st.DrawFn, deck: Deck) -> Edit:
    ids = _layers(draw, deck)
    edge = draw(st.sampled_from(["left", "center", "right", "top", "middle", "bottom"]))
    return lambda d: edits.align(d, ids, edge)


def _distribute(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, axis = _layers(draw, deck), draw(st.sampled_from(["x", "y"]))
    return lambda d: edits.distribute(d, ids, axis)


def _tidy(draw: st.DrawFn, deck: Deck) -> Edit:
    ids = _layers(draw, deck)
    return lambda d: edits.tidy(d, ids)


def _reorder(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, way = _layers(draw, deck), draw(st.sampled_from(["forward", "back", "front", "bottom"]))
    return lambda d: edits.reorder(d, ids, way)


def _group(draw: st.DrawFn, deck: Deck) -> Edit:
    found = edits.spots(deck)
    slide = found[_layers(draw, deck)[0]].slide
    ids = _some(draw, [id_ for id_, spot in found.items() if spot.slide == slide])
    return lambda d: edits.group(d, ids)


def _restyle(draw: st.DrawFn, deck: Deck) -> Edit:
    ids = _layers(draw, deck)
    kind = type(edits.spots(deck)[ids[0]].layer)
    changes = _changes(draw, kind, ("id", "layers", "text"))
    same = tuple(i for i in ids if type(edits.spots(deck)[i].layer) is kind)
    return lambda d: edits.restyle(d, same, changes)


def _rename(draw: st.DrawFn, deck: Deck) -> Edit:
    id_, name = _layers(draw, deck)[0], draw(st.one_of(st.none(), WORDS))
    return lambda d: edits.rename(d, id_, name)


def _lock(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, on = _layers(draw, deck), draw(st.booleans())
    return lambda d: edits.lock(d, ids, on)


def _hide(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, on = _layers(draw, deck), draw(st.booleans())
    return lambda d: edits.hide(d, ids, on)


def _paste_style(draw: st.DrawFn, deck: Deck) -> Edit:
    ids, source = _layers(draw, deck), _layers(draw, deck)[0]
    return lambda d: edits.paste_style(d, ids, edits.copy_style(d, source))


def _set_text(draw: st.DrawFn, deck: Deck) -> Edit:
    id_, words = _some(draw, _of(deck, TextLayer))[0], draw(st.one_of(WORDS, texts()))
    return lambda d: edits.set_text(d, id_, words)


def _replace_text(draw: st.DrawFn, deck: Deck) -> Edit:
    id_, words = _some(draw, _of(deck, TextLayer))[0], draw(WORDS)
    start, length = draw(st.integers(0, 12)), draw(st.integers(0, 6))
    return lambda d: edits.replace_text(d, id_, start, start + length, words)


def _style_text(draw: st.DrawFn, deck: Deck) -> Edit:
    id_, changes = _some(draw, _of(deck, TextLayer))[0], _changes(draw, Run, ("text",))
    start, length = draw(st.integers(0, 12)), draw(st.integers(0, 6))
    return lambda d: edits.style_text(d, id_, start, start + length, changes)


def _preset(draw: st.DrawFn, deck: Deck) -> Edit:
    source, target = _some(draw, _of(deck, TextLayer))[0], _some(draw, _of(deck, TextLayer))
    return lambda d: edits.apply_preset(edits.save_preset(d, source, "Mine"), target, "Mine")


def _replace_picture(draw: st.DrawFn, deck: Deck) -> Edit:
    id_, ref = _some(draw, _of(deck, ImageLayer))[0], draw(REFS)
    return lambda d: edits.replace_picture(d, id_, ref)


def _crop(draw: st.DrawFn, deck: Deck) -> Edit:
    id_, zoom = _some(draw, _of(deck, ImageLayer))[0], draw(st.floats(0, 30))
    focus = (draw(st.floats(-1, 2)), draw(st.floats(-1, 2)))
    return lambda d: edits.crop(d, id_, focus=focus, zoom=zoom)


def _set_as_background(draw: st.DrawFn, deck: Deck) -> Edit:
    id_ = _some(draw, _of(deck, ImageLayer))[0]
    return lambda d: edits.set_as_background(d, id_)


def _ungroup(draw: st.DrawFn, deck: Deck) -> Edit:
    ids = _some(draw, _of(deck, GroupLayer))
    return lambda d: edits.ungroup(d, ids)


def _move_to(draw: st.DrawFn, deck: Deck) -> Edit:
    holder = _some(draw, _of(deck, GroupLayer))[0]
    around = {holder, *(parent.id for parent in edits.spots(deck)[holder].parents)}
    ids = tuple(id_ for id_ in _layers(draw, deck) if id_ not in around)
    at = draw(st.integers(0, 3))
    return lambda d: edits.move_to(d, ids, holder, at)


def _changes(draw: st.DrawFn, kind: type[Struct], skip: tuple[str, ...]) -> dict[str, Any]:
    names = [field.name for field in describe(kind) if field.name not in skip]
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    return {name: draw(values(kind)[name]) for name in chosen}


_SLIDE_EDITS = [
    *(_add, _paste, _add_slide, _insert_slides, _duplicate_slides, _move_slides, _delete_slides),
    *(_restyle_slides, _set_guides, _rebrand, _detach),
]
_LAYER_EDITS = [
    *(_delete, _duplicate, _move, _rotate, _resize, _scale, _align, _distribute, _tidy, _reorder),
    *(_group, _restyle, _rename, _lock, _hide, _paste_style),
]
_TEXT_EDITS = [_set_text, _replace_text, _style_text, _preset]
_PICTURE_EDITS = [_replace_picture, _crop, _set_as_background]
_GROUP_EDITS = [_ungroup, _move_to]

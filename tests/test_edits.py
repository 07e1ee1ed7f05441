"""Every change to a deck: what it does, and what it leaves alone."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from strategies import decks

from storycomposer.document import edits
from storycomposer.document.deck import Deck, Guide, Slide
from storycomposer.document.geometry import Box, Point, Pose, bounds, corners, union
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageFill,
    ImageLayer,
    Layer,
    LinkLayer,
    Run,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.link import UrlTarget
from storycomposer.document.picking import pose
from storycomposer.document.schema import validated
from storycomposer.document.shapes import Rectangle
from storycomposer.document.style import Highlight, Shadow, Solid, Stroke
from storycomposer.errors import StoryError

REF = "media/" + "0" * 64 + ".jpg"
OTHER = "media/" + "1" * 64 + ".png"


def deck_of(*layers: AnyLayer) -> Deck:
    return Deck(id="d", slides=(Slide(id="s1", layers=layers), Slide(id="s2")))


def square(id: str, x: float, y: float, side: float = 100, **fields: Any) -> ShapeLayer:
    return ShapeLayer(id=id, x=x, y=y, width=side, height=side, **fields)


def layer(deck: Deck, id: str) -> Any:
    return edits.spots(deck)[id].layer


def order(deck: Deck, holder: str = "s1") -> str:
    """Ids in ``holder``, bottom to top."""
    layers = deck.slides[0].layers if holder == "s1" else layer(deck, holder).layers
    return " ".join(child.id for child in layers)


def near(a: Pose, b: Pose) -> bool:
    """Whether both look the same within a thousandth of a pixel."""
    pairs = zip(corners(a), corners(b), strict=True)
    return all(math.dist(p, q) < 0.02 for p, q in pairs)


def look(deck: Deck) -> dict[str, Pose]:
    """How every layer that is no group lies on its slide."""
    found = edits.spots(deck).items()
    return {id_: spot.pose for id_, spot in found if not isinstance(spot.layer, GroupLayer)}


def same_look(a: Deck, b: Deck) -> bool:
    return look(a).keys() == look(b).keys() and all(near(look(a)[i], look(b)[i]) for i in look(a))


TURNED = GroupLayer(
    id="g1", x=100, y=200, width=300, height=100, rotation=30,
    layers=(square("r1", 0, 0), square("r2", 200, 0)),
)  # fmt: skip


# Coming and going


def test_added_layers_lie_on_top_or_where_asked_and_get_free_ids() -> None:
    deck = deck_of(square("r1", 0, 0))
    made = edits.add(deck, "s1", (square("r1", 5, 5), square("r9", 9, 9)))
    assert order(made) == "r1 r2 r9"
    assert edits.added(deck, made) == ("r2", "r9")
    assert order(edits.add(deck, "s1", (square("x", 0, 0),), at=0)) == "x r1"
    inner = GroupLayer(id="g1", layers=(square("r1", 0, 0), square("r2", 0, 0)))
    assert order(edits.add(deck, "s1", (inner,)), "g1") == "r3 r2"


def test_what_is_not_there_is_said() -> None:
    deck = deck_of(square("r1", 0, 0))
    for edit in (
        lambda: edits.delete(deck, ("r7",)),
        lambda: edits.move(deck, ("r7",), 1, 1),
        lambda: edits.add(deck, "r7", ()),
        lambda: edits.delete_slides(deck, ("r7",)),
        lambda: edits.set_text(deck, "r7", "a"),
        lambda: edits.apply_preset(deck, ("r1",), "r7"),
    ):
        with pytest.raises(StoryError, match=r"The deck has no \w+ r7: it may have been deleted"):
            edit()


def test_a_group_left_empty_goes() -> None:
    outer = GroupLayer(id="g2", layers=(TURNED,))
    deck = deck_of(outer, square("r9", 0, 0))
    assert order(edits.delete(deck, ("r1", "r2"))) == "r9"
    assert edits.spots(edits.delete(deck, ("r1",))).keys() == {"g2", "g1", "r2", "r9"}
    assert order(edits.delete(deck, ("g1", "r2"))) == "r9"


def test_deleting_one_of_a_turned_group_moves_nothing_else() -> None:
    deck = deck_of(TURNED)
    made = edits.delete(deck, ("r1",))
    assert near(edits.spots(made)["r2"].pose, edits.spots(deck)["r2"].pose)
    assert (layer(made, "g1").width, layer(made, "g1").height) == (100, 100)


def test_duplicates_lie_above_their_originals_and_aside_as_seen() -> None:
    deck = deck_of(TURNED, square("r3", 0, 0))
    made = edits.duplicate(deck, ("r1", "r3"))
    assert order(made) == "g1 r3 r5"
    assert order(made, "g1") == "r1 r4 r2"
    was, new = edits.spots(deck)["r1"].pose, edits.spots(made)["r4"].pose
    assert near(new, was._replace(x=was.x + 24, y=was.y + 24))
    assert near(edits.spots(made)["r2"].pose, edits.spots(deck)["r2"].pose)


def test_a_copy_lies_as_it_was_seen_on_every_slide_it_is_pasted_on() -> None:
    deck = deck_of(TURNED)
    made = edits.paste(deck, ("s1", "s2"), edits.copied(deck, ("r2",)), dx=10)
    new = edits.added(deck, made)
    assert [edits.spots(made)[id_].slide for id_ in new] == ["s1", "s2"]
    was = edits.spots(deck)["r2"].pose
    for id_ in new:
        assert near(edits.spots(made)[id_].pose, was._replace(x=was.x + 10))


# Moving, turning, sizing


@given(decks(), st.data())
def test_moving_moves_what_is_moved_as_seen_and_nothing_else(
    deck: Deck, data: st.DataObject
) -> None:
    deck = free(deck)
    if not look(deck):
        return
    ids = data.draw(st.lists(st.sampled_from(sorted(look(deck))), min_size=1, unique=True))
    made = edits.move(deck, ids, 30, -40)
    before, after = look(deck), look(made)
    for id_, was in before.items():
        shift = (30, -40) if id_ in ids else (0, 0)
        assert near(after[id_], was._replace(x=was.x + shift[0], y=was.y + shift[1]))
    assert same_look(edits.move(made, ids, -30, 40), deck)


def free(deck: Deck) -> Deck:
    """``deck`` with nothing locked."""
    return edits.lock(deck, edits.spots(deck), locked=False)


def test_locked_layers_stay_put() -> None:
    locked = structs.replace(TURNED, locked=True)
    deck = deck_of(locked, square("r3", 0, 0, locked=True), square("r4", 500, 500))
    ids = ("g1", "r3", "r4")
    for made in (
        edits.move(deck, ids, 5, 5),
        edits.rotate(deck, ids, 90),
        edits.scale(deck, ids, 2, Point(0, 0)),
        edits.align(deck, ids, "left", Box(96, 0, 888, 100)),
    ):
        assert made.slides[0].layers[:2] == deck.slides[0].layers[:2]
        assert made != deck or layer(deck, "r4").rotation == 0
    assert edits.move(deck, ("r1",), 5, 5) is deck
    assert edits.resize(deck, "r3", "se", 5, 5) is deck
    assert edits.unlocked(deck, ids) == ("r4",)
    assert layer(edits.lock(deck, ("r3",), locked=False), "r3").locked is False


def test_several_layers_turn_about_their_common_middle() -> None:
    deck = deck_of(square("r1", 0, 0), square("r2", 200, 0))
    made = edits.rotate(deck, ("r1", "r2"), 90)
    assert near(edits.spots(made)["r1"].pose, Pose(100, -100, 100, 100, 90))
    assert near(edits.spots(made)["r2"].pose, Pose(100, 100, 100, 100, 90))
    back = edits.rotate(made, ("r1", "r2"), -90)
    assert same_look(back, deck)
    assert layer(edits.rotate(deck, ("r1",), 450), "r1").rotation == 90
    inside = edits.rotate(deck_of(TURNED), ("r1",), 15)
    assert edits.spots(inside)["r1"].pose.rotation == pytest.approx(45)


def test_a_texts_corner_scales_its_type_and_its_side_rewraps_it() -> None:
    runs = (Run(text="Two "), Run(text="dogs", size=64))
    text = TextLayer(
        id="t1", x=100, y=100, width=400, height=200, text=runs, size=32, leading=1.3,
        shadow=Shadow(blur=10, dx=0, dy=4), highlight=Highlight(radius=20), stroke=Stroke(width=2),
    )  # fmt: skip
    corner = layer(edits.resize(deck_of(text), "t1", "se", 400, 0), "t1")
    assert (corner.width, corner.height, corner.size, corner.text[1].size) == (800, 400, 64, 128)
    assert (corner.shadow.blur, corner.shadow.dy, corner.highlight.radius) == (20, 8, 40)
    assert (corner.stroke.width, corner.leading, corner.fit) == (4, 1.3, "height")
    side = layer(edits.resize(deck_of(text), "t1", "w", 100, 50), "t1")
    assert (side.x, side.width, side.height, side.size) == (200, 300, 200, 32)
    assert side.fit == "height"
    assert layer(edits.resize(deck_of(text), "t1", "s", 0, 50), "t1").fit == "none"


def test_a_groups_corner_scales_all_in_it_and_its_side_spreads_it() -> None:
    text = TextLayer(id="t1", x=0, y=0, width=200, height=100, size=40, text=(Run(text="a"),))
    shape = ShapeLayer(
        id="r1", x=200, y=100, width=100, height=100, shape=Rectangle(radius=12), stroke=Stroke(),
    )  # fmt: skip
    inner = GroupLayer(id="g2", x=100, y=0, width=300, height=200, layers=(text, shape))
    first = square("r2", 0, 0)
    group = GroupLayer(id="g1", x=50, y=60, width=400, height=200, layers=(first, inner))
    made = edits.resize(deck_of(group), "g1", "se", 400, 100)
    assert pose(layer(made, "g1")) == (50, 60, 800, 400, 0)
    assert pose(layer(made, "t1"))[:4] == (0, 0, 400, 200)
    assert layer(made, "t1").size == 80
    assert (layer(made, "r1").shape.radius, layer(made, "r1").stroke.width) == (24, 16)
    back = edits.resize(made, "g1", "nw", 400, 200)
    assert pose(layer(back, "r1")) == pose(shape)
    assert pose(layer(back, "g1")) == (450, 260, 400, 200, 0)
    wide = edits.resize(deck_of(group), "g1", "e", 400, 0)
    assert pose(layer(wide, "g1")) == (50, 60, 800, 200, 0)
    assert pose(layer(wide, "t1"))[:4] == (0, 0, 400, 100)
    assert (layer(wide, "t1").size, layer(wide, "r1").stroke.width) == (40, 8)
    assert pose(layer(edits.restyle(deck_of(group), ("g1",), {"width": 800}), "g1")).width == 800


@given(decks(), st.sampled_from([0.5, 2.0, 1.25]))
def test_scaling_spreads_from_the_pivot_and_back(deck: Deck, factor: float) -> None:
    deck = free(deck)
    pivot = Point(540, 960)
    for slide in deck.slides:
        ids = [child.id for child in slide.layers if not isinstance(child, GroupLayer)]
        if not ids:
            continue
        made = edits.scale(deck, ids, factor, pivot)
        for id_ in ids:
            was, now = edits.spots(deck)[id_].pose, edits.spots(made)[id_].pose
            assert now.width == pytest.approx(was.width * factor, abs=1e-3)
            want = pivot.x + (was.center.x - pivot.x) * factor
            assert now.center.x == pytest.approx(want, abs=1e-3)
        assert same_look(edits.scale(made, ids, 1 / factor, pivot), deck)


# Lining up


def test_aligning_to_each_other_and_to_an_area() -> None:
    deck = deck_of(square("r7", 100, 100), square("r8", 300, 250, 50), TURNED)
    left = edits.align(deck, ("r7", "r8", "g1"), "left")
    lefts = {round(bounds(edits.spots(left)[i].pose).x, 3) for i in ("r7", "r8", "g1")}
    assert len(lefts) == 1
    middle = edits.align(deck, ("r7", "r8"), "middle", Box(0, 0, 1080, 1920))
    assert (layer(middle, "r7").y, layer(middle, "r8").y) == (910, 935)
    assert layer(middle, "r7").x == 100
    right = edits.align(deck, ("r7",), "right", Box(96, 270, 888, 1266))
    assert layer(right, "r7").x == 884


@given(decks(), st.sampled_from(["left", "center", "right", "top", "middle", "bottom"]))
def test_aligning_twice_is_aligning_once(deck: Deck, edge: Any) -> None:
    ids = [child.id for child in deck.slides[0].layers]
    once = edits.align(deck, ids, edge)
    assert same_look(edits.align(once, ids, edge), once)


def test_distributing_makes_equal_distances() -> None:
    deck = deck_of(square("r1", 0, 0), square("r2", 130, 0, 50), square("r3", 500, 0))
    made = edits.distribute(deck, ("r3", "r1", "r2"), "x")
    assert [layer(made, id_).x for id_ in ("r1", "r2", "r3")] == [0, 275, 500]
    spaced = edits.distribute(deck, ("r1", "r2", "r3"), "x", gap=20)
    assert [layer(spaced, id_).x for id_ in ("r1", "r2", "r3")] == [0, 120, 190]
    assert edits.distribute(deck, ("r1", "r2"), "x") is deck


def test_tidying_makes_rows_of_one_distance() -> None:
    near_grid = [
        *(square("r1", 98, 305), square("r2", 230, 296), square("r3", 352, 310)),
        *(square("r4", 100, 430), square("r5", 221, 425)),
    ]
    made = edits.tidy(deck_of(*near_grid), [child.id for child in near_grid])
    places = {id_: (layer(made, id_).x, layer(made, id_).y) for id_ in ("r1", "r2", "r3", "r4")}
    assert places == {"r1": (98, 296), "r2": (222, 296), "r3": (346, 296), "r4": (98, 420)}


def test_tidying_breaks_a_row_that_would_leave_the_slide() -> None:
    wide = [square(f"r{i}", 90, 300 + i, 500) for i in (1, 2, 3)]
    made = edits.tidy(deck_of(*wide), [child.id for child in wide], gap=24)
    places = [(layer(made, child.id).x, layer(made, child.id).y) for child in wide]
    assert places == [(90, 301), (90, 825), (90, 1349)]
    small = [square(f"r{i}", 90, 300 + i, 450) for i in (1, 2, 3)]
    made = edits.tidy(deck_of(*small), [child.id for child in small], gap=24)
    places = [(layer(made, child.id).x, layer(made, child.id).y) for child in small]
    assert places == [(90, 301), (564, 301), (90, 775)]


@given(decks(), st.sampled_from([None, 32.0]))
def test_tidying_twice_is_tidying_once(deck: Deck, gap: float | None) -> None:
    deck = free(deck)
    ids = [child.id for child in deck.slides[0].layers]
    once = edits.tidy(deck, ids, gap)
    assert same_look(edits.tidy(once, ids, gap), once)
    if len(ids) > 1:
        boxes = [bounds(edits.spots(once)[id_].pose) for id_ in ids]
        for i, box in enumerate(boxes):
            for other in boxes[:i]:
                apart = union((box, other))
                across, down = box.width + other.width, box.height + other.height
                assert apart.width > across - 0.01 or apart.height > down - 0.01


# Above and below, inside and outside


@pytest.mark.parametrize(
    ("way", "ids", "wanted"),
    [
        ("forward", "b", "a c b d"),
        ("forward", "b c", "a d b c"),
        ("forward", "c d", "a b c d"),
        ("forward", "b d", "a c b d"),
        ("back", "c", "a c b d"),
        ("back", "a c", "a c b d"),
        ("front", "a c", "b d a c"),
        ("bottom", "b d", "b d a c"),
    ],
)
def test_reordering(way: Any, ids: str, wanted: str) -> None:
    deck = deck_of(*(square(id_, 0, 0) for id_ in "abcd"))
    assert order(edits.reorder(deck, ids.split(), way)) == wanted


def test_reordering_inside_a_group_moves_nothing() -> None:
    made = edits.reorder(deck_of(TURNED), ("r1",), "front")
    assert order(made, "g1") == "r2 r1"
    assert same_look(made, deck_of(TURNED))


@given(decks(), st.data())
def test_grouping_and_ungrouping_move_nothing(deck: Deck, data: st.DataObject) -> None:
    deck = free(deck)
    slide = data.draw(st.sampled_from(deck.slides))
    there = [id_ for id_, spot in edits.spots(deck).items() if spot.slide == slide.id]
    if not there:
        return
    ids = data.draw(st.lists(st.sampled_from(there), min_size=1, max_size=3, unique=True))
    made = edits.group(deck, ids)
    (new,) = edits.added(deck, made)
    assert same_look(made, deck)
    group = layer(made, new)
    whole = union(bounds(pose(child)) for child in group.layers)
    assert near(Pose(*whole), Pose(0, 0, group.width, group.height))
    assert {child.id for child in group.layers} == edits.chosen(deck, ids).keys()
    assert same_look(edits.ungroup(made, (new,)), deck)


def test_a_new_group_lies_where_its_topmost_layer_lay() -> None:
    deck = deck_of(*(square(id_, 10, 10) for id_ in "abcd"))
    assert order(edits.group(deck, ("c", "a"))) == "b g1 d"
    with pytest.raises(StoryError, match="Layers of several slides cannot be grouped"):
        edits.group(edits.add(deck, "s2", (square("e", 0, 0),)), ("a", "e"))


def test_ungrouping_carries_what_the_group_did_to_its_layers() -> None:
    shadow = Shadow(blur=9)
    own = square("r2", 200, 0, opacity=0.5, blend="screen", shadow=Shadow(blur=1), language="ja")
    group = structs.replace(
        TURNED, opacity=0.5, blend="multiply", shadow=shadow, visible=False, language="ko",
        layers=(square("r1", 0, 0), own),
    )  # fmt: skip
    deck = deck_of(square("r0", 0, 0), group, square("r9", 0, 0))
    made = edits.ungroup(deck, ("g1", "r0"))
    assert order(made) == "r0 r1 r2 r9"
    assert same_look(made, deck)
    one, two = layer(made, "r1"), layer(made, "r2")
    assert (one.rotation, one.opacity, one.blend, one.shadow) == (30, 0.5, "multiply", shadow)
    assert (two.opacity, two.blend, two.shadow.blur, two.language) == (0.25, "screen", 1, "ja")
    assert (one.visible, one.language) == (False, "ko")


def test_layers_move_into_groups_and_out_and_stay_where_they_are_seen() -> None:
    deck = deck_of(TURNED, square("r3", 700, 50), square("r4", 0, 900))
    inside = edits.move_to(deck, ("r3", "r4"), "g1", 1)
    assert order(inside, "g1") == "r1 r3 r4 r2"
    assert order(inside) == "g1"
    assert same_look(inside, deck)
    out = edits.move_to(inside, ("r1", "r3"), "s1", 0)
    assert order(out) == "r1 r3 g1"
    assert same_look(out, deck)
    last = edits.move_to(deck_of(TURNED), ("r1", "r2"), "s1", 1)
    assert order(last) == "r1 r2"
    assert order(edits.move_to(deck, ("r1",), "g1", 2), "g1") == "r2 r1"
    with pytest.raises(StoryError, match="A group cannot lie in itself"):
        edits.move_to(deck, ("g1",), "g1", 0)
    outer = GroupLayer(id="g2", layers=(TURNED,))
    with pytest.raises(StoryError, match="A group cannot lie in itself"):
        edits.move_to(deck_of(outer), ("g2",), "g1", 0)


# Looks


def test_restyling_many_sets_what_each_has() -> None:
    text = TextLayer(id="t1", text=(Run(text="a", color="#ABCDEF", size=112, weight=900),))
    deck = deck_of(text, square("r1", 0, 0), LinkLayer(id="l1", target=UrlTarget(url="x.org")))
    made = edits.restyle(deck, ("t1", "r1", "l1"), {"opacity": 0.5, "color": "#000000"})
    assert {child.opacity for child in made.slides[0].layers} == {0.5}
    assert layer(made, "t1").color == "#000000"
    assert layer(made, "t1").text == (Run(text="a", size=112, weight=900),)
    halved = layer(edits.restyle(deck, ("t1",), {"size": 28}), "t1")
    assert (halved.size, halved.text[0].size) == (28, 56)
    deep = edits.restyle(deck, ("t1", "r1"), {"shadow.blur": 5, "fill.color": "#010101"})
    assert layer(deep, "t1").shadow == Shadow(blur=5)
    assert layer(deep, "r1").fill == Solid(color="#010101")
    assert layer(edits.restyle(deck, ("l1",), {"look.radius": 3}), "l1").look.radius == 3
    assert edits.restyle(deck, ("r1",), {"opacity": 1}) is deck
    for name in ("id", "type", "layers"):
        with pytest.raises(ValueError, match="cannot be restyled"):
            edits.restyle(deck, ("r1",), {name: "x"})


def test_names_locks_and_hiding() -> None:
    deck = deck_of(square("r1", 0, 0))
    assert layer(edits.rename(deck, "r1", " Sun "), "r1").name == "Sun"
    assert layer(edits.rename(edits.rename(deck, "r1", "Sun"), "r1", "  "), "r1").name is None
    assert layer(edits.lock(deck, ("r1",)), "r1").locked is True
    hidden = edits.hide(deck, ("r1",))
    assert layer(hidden, "r1").visible is False
    assert edits.hide(hidden, ("r1",), hidden=False) == deck


def test_a_style_travels_as_far_as_the_other_kind_has_it() -> None:
    first = TextLayer(
        id="t1", x=5, text=(Run(text="a"),), color="#111111", size=99, fit="shrink", opacity=0.5,
        stroke=Stroke(width=3), shadow=Shadow(), align="center", language="ja", name="One",
    )  # fmt: skip
    second = TextLayer(
        id="t2", text=(Run(text="b", color="#222222", highlight="#333333"), Run(text="c"))
    )
    picture = ImageLayer(id="p1", source=REF, fit="contain", radius=7)
    deck = deck_of(first, second, picture, square("r1", 0, 0))
    made = edits.paste_style(deck, ("t2", "p1", "r1"), edits.copy_style(deck, "t1"))
    got = layer(made, "t2")
    assert (got.color, got.size, got.align, got.stroke.width) == ("#111111", 99, "center", 3)
    assert (got.x, got.fit, got.language, got.name) == (0, "height", None, None)
    assert got.text == (Run(text="b", highlight="#333333"), Run(text="c"))
    assert layer(made, "p1") == structs.replace(
        picture, opacity=0.5, stroke=Stroke(width=3), shadow=Shadow()
    )
    assert layer(made, "r1").fill == Solid(color="brand:primary")
    assert layer(made, "r1").stroke == Stroke(width=3)
    from_shape = edits.paste_style(made, ("t1",), edits.copy_style(deck, "r1"))
    assert layer(from_shape, "t1").stroke is None
    assert layer(from_shape, "t1").size == 99


def test_presets_of_the_brand() -> None:
    text = TextLayer(id="t1", size=96, weight=800, font="brand:heading", text=(Run(text="a"),))
    deck = edits.save_preset(deck_of(text, TextLayer(id="t2")), "t1", "Headline")
    deck = edits.save_preset(deck, "t1", "Headline")
    assert [style.name for style in deck.brand.styles] == ["Headline"]
    made = edits.apply_preset(deck, ("t2",), "Headline")
    assert (layer(made, "t2").size, layer(made, "t2").weight) == (96, 800)
    assert validated(made) is made


# Pictures


def test_another_picture_keeps_the_frame() -> None:
    picture = ImageLayer(
        id="p1", source=REF, x=9, radius=24, focus=(0.1, 0.2), zoom=3, alt="Dog", filter="noir"
    )
    got = layer(edits.replace_picture(deck_of(picture), "p1", OTHER, "Cat"), "p1")
    assert (got.source, got.alt, got.focus, got.zoom) == (OTHER, "Cat", (0.5, 0.5), 1)
    assert (got.x, got.radius, got.filter) == (9, 24, "noir")
    cropped = layer(edits.crop(deck_of(picture), "p1", focus=(-1, 0.3), zoom=99), "p1")
    assert (cropped.focus, cropped.zoom) == ((0, 0.3), 20)
    assert edits.crop(deck_of(picture), "p1") == deck_of(picture)


def test_a_picture_becomes_the_background_and_a_layer_again() -> None:
    picture = ImageLayer(id="p1", source=REF, focus=(0.1, 0.2), zoom=2, brightness=0.5, alt="Dog")
    deck = deck_of(square("r1", 0, 0), GroupLayer(id="g1", layers=(picture,)))
    made = edits.set_as_background(deck, "p1")
    assert made.slides[0].background == ImageFill(
        source=REF, focus=(0.1, 0.2), zoom=2, brightness=0.5, alt="Dog"
    )
    assert order(made) == "r1"
    assert edits.replace_picture(made, "s1", OTHER).slides[0].background == ImageFill(
        source=OTHER, brightness=0.5
    )
    back = edits.detach_background(edits.crop(made, "s1", zoom=4), "s1")
    assert order(back) == "p1 r1"
    got = layer(back, "p1")
    assert (got.width, got.height, got.zoom, got.alt) == (1080, 1920, 4, "Dog")
    assert back.slides[0].background == Solid(color="brand:paper")
    for edit in (edits.set_as_background, edits.detach_background):
        with pytest.raises(StoryError, match="The deck has no picture"):
            edit(back, "r1" if edit is edits.set_as_background else "s1")


# Slides and the deck


def test_slides_come_go_and_move() -> None:
    blue = Solid(color="#0000FF")
    deck = Deck(id="d", slides=(Slide(id="s1", background=blue), Slide(id="s2"), Slide(id="s3")))
    made = edits.add_slide(deck, "s1")
    assert [slide.id for slide in made.slides] == ["s1", "s4", "s2", "s3"]
    assert made.slides[1].background == blue
    assert [slide.id for slide in edits.add_slide(deck).slides][-1] == "s4"
    assert edits.add_slide(Deck(id="d")).slides == (Slide(id="s1"),)
    for at, wanted in ((0, "s2 s1 s3"), (1, "s1 s2 s3"), (3, "s1 s3 s2")):
        moved = edits.move_slides(deck, ("s2",), at)
        assert " ".join(slide.id for slide in moved.slides) == wanted
    assert [s.id for s in edits.move_slides(deck, ("s3", "s1"), 2).slides] == ["s2", "s1", "s3"]
    assert [s.id for s in edits.delete_slides(deck, ("s1", "s3")).slides] == ["s2"]
    emptied = edits.delete_slides(deck, ("s1", "s2", "s3"))
    assert emptied.slides == (Slide(id="s4"),)


def test_copied_and_inserted_slides_get_ids_of_their_own() -> None:
    deck = deck_of(TURNED)
    made = edits.duplicate_slides(deck, ("s1", "s2"))
    assert [slide.id for slide in made.slides] == ["s1", "s2", "s3", "s4"]
    assert validated(made) is made
    again = edits.duplicate_slides(made, ("s3", "s1"))
    assert [slide.id for slide in again.slides] == ["s1", "s2", "s3", "s5", "s6", "s4"]
    assert same_look(
        Deck(id="d", slides=(structs.replace(made.slides[0], id="x"),)),
        Deck(id="d", slides=(structs.replace(deck.slides[0], id="x"),)),
    )
    placed = edits.insert_slides(deck, deck.slides, 1)
    assert len(placed.slides) == 4
    assert placed.slides[0] is deck.slides[0]
    assert validated(placed) is placed
    fresh = edits.insert_slides(deck, (Slide(id="new", layers=(square("r9", 0, 0),)),), 0)
    assert fresh.slides[0] == Slide(id="new", layers=(square("r9", 0, 0),))


def test_fields_of_slides_brand_and_deck() -> None:
    deck = deck_of()
    made = edits.restyle_slides(deck, ("s1", "s2"), {"seconds": 9, "background.color": "#010203"})
    assert {slide.seconds for slide in made.slides} == {9}
    assert made.slides[1].background == Solid(color="#010203")
    guided = edits.set_guides(deck, "s2", (Guide(axis="x", at=96),))
    assert guided.slides[1].guides == (Guide(axis="x", at=96),)
    assert edits.rebrand(deck, {"ink": "#000000"}).brand.ink == "#000000"
    assert edits.restyle_deck(deck, {"title": "Dogs", "language": "ja"}).title == "Dogs"
    for edit in (
        lambda: edits.restyle_deck(deck, {"slides": ()}),
        lambda: edits.restyle_slides(deck, ("s1",), {"id": "x"}),
    ):
        with pytest.raises(ValueError, match="cannot be restyled"):
            edit()


@given(decks(), st.data())
def test_what_an_edit_does_not_touch_stays_the_same_object(deck: Deck, data: st.DataObject) -> None:
    ids = list(edits.spots(deck))
    if not ids:
        return
    id_ = data.draw(st.sampled_from(ids))
    made = edits.restyle(deck, (id_,), {"name": "Another name"})
    touched = edits.spots(made)[id_]
    kept = {touched.layer.id, *(parent.id for parent in touched.parents)}
    for other, spot in edits.spots(deck).items():
        if other not in kept:
            now: Layer = edits.spots(made)[other].layer
            assert now is spot.layer
    for before, after in zip(deck.slides, made.slides, strict=True):
        assert (before is after) == (before.id != touched.slide)

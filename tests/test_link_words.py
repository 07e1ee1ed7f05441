"""Words on links: as large as there is room, not below 36 pixels while there is, never broken."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storycomposer.document.deck import Brand
from storycomposer.document.geometry import Box
from storycomposer.document.layers import LinkLayer, TextLayer
from storycomposer.document.link import UrlTarget
from storycomposer.document.resolve import resolve
from storycomposer.links.looks import LOOKS
from storycomposer.render import link
from storycomposer.render.link_words import SMALLEST, Area, Part, fitted
from storycomposer.typography import fonts, paragraph

BOOK = fonts.book(system=False)
CALL = Part("call", "Read the whole story", "Outfit", 700, 56, "#14141A", 1.08, whole=0.8)
ADDRESS = Part("address", "example.org/why-teams", "Inter", 600, 44, "#14141A", whole=0)
HINT = Part("hint", "Screenshot, then tap the code in your photos", "Inter", 500, SMALLEST,
            "#14141A", 1.28, spare=True)  # fmt: skip


def area(width: float, height: float, align: Any = "left", *, spread: bool = False) -> Area:
    return Area(Box(10, 20, width, height), align, spread)


def lines(layer: TextLayer) -> list[str]:
    layout = paragraph.layout(layer, BOOK, "en")
    return [layout.text[line.start : line.end].strip(" \u200b") for line in layout.lines]


def test_with_room_all_is_said_at_its_size_on_as_few_lines_as_can_be() -> None:
    call, address, hint = fitted([CALL, ADDRESS, HINT], area(800, 400), BOOK, "en")
    assert (call.size, address.size, hint.size) == (56, 44, 36)
    assert lines(call) == [CALL.text] and lines(address) == [ADDRESS.text]
    assert len(lines(fitted([HINT], area(520, 400), BOOK, "en")[0])) == 2


def test_a_call_shrinks_a_little_to_stay_on_one_line() -> None:
    (call,) = fitted([CALL], area(490, 300), BOOK, "en")
    assert lines(call) == [CALL.text] and 56 * 0.8 <= call.size < 56
    (call,) = fitted([CALL], area(300, 300), BOOK, "en")
    assert lines(call) == ["Read the", "whole story"] and call.size == 56


def test_what_is_spare_goes_before_type_gets_too_small() -> None:
    sizes = {one.id: one.size for one in fitted([CALL, ADDRESS, HINT], area(560, 110), BOOK, "en")}
    assert "hint" not in sizes and min(sizes.values()) >= SMALLEST


def test_an_address_breaks_where_it_may_be_broken() -> None:
    (one,) = fitted([ADDRESS], area(260, 200), BOOK, "en")
    assert lines(one) == ["example.org/", "why-teams"]
    host = ADDRESS._replace(text="a-very-long-name-of-a-host.example.org")
    (one,) = fitted([host], area(300, 300), BOOK, "en")
    assert all(line[-1] in "-." for line in lines(one)[:-1])
    solid = ADDRESS._replace(text="x" * 30)
    (one,) = fitted([solid], area(300, 300), BOOK, "en")
    assert len(lines(one)) == 1 and one.size < SMALLEST


def test_hints_hang_from_the_lower_edge_where_that_leaves_no_hole() -> None:
    box = area(600, 230, spread=True)
    call, _, hint = fitted([CALL, ADDRESS, HINT], box, BOOK, "en")
    first = paragraph.layout(call, BOOK, "en").lines[0].baseline - 0.72 * call.size
    last = paragraph.layout(hint, BOOK, "en").lines[-1].baseline
    assert call.y + first == pytest.approx(20) and hint.y + last == pytest.approx(250)


@settings(deadline=None, max_examples=60)
@given(
    st.floats(2, 900),
    st.floats(2, 500),
    st.sampled_from(["left", "center", "right"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
)
def test_words_stay_in_their_area_below_one_another(
    width: float, height: float, align: Any, said: str
) -> None:
    bottom = 20.0
    for one in fitted([CALL, ADDRESS._replace(text=said), HINT], area(width, height, align),
                      BOOK, "en"):  # fmt: skip
        layout = paragraph.layout(one, BOOK, "en")
        top = one.y + layout.lines[0].baseline - 0.72 * one.size
        assert top >= bottom - 1e-6
        bottom = one.y + layout.lines[-1].baseline
        assert bottom <= 20 + height + 1e-6
        assert one.x >= 10 - 1e-6 and one.x + one.width <= 10 + width + 1e-6


@pytest.mark.parametrize("named", LOOKS, ids=lambda named: named.id)
@pytest.mark.parametrize("call", ["", "Read the whole story"])
def test_looks_in_their_own_box_have_no_type_below_36(named: Any, call: str) -> None:
    layer = resolve(
        LinkLayer(
            id="l",
            target=UrlTarget(url="https://example.org/why-teams"),
            call=call,
            look=named.look,
            width=named.size[0],
            height=named.size[1],
        ),
        Brand(),
    )
    said = [part.text for part in link.spoken(layer, "en")]
    assert (call in said) == bool(call and named.id != "minimal")
    sizes = [one.size for one in link.set_words(layer, BOOK, "en")]
    assert all(size >= SMALLEST for size in sizes)
    assert sizes == sorted(sizes, reverse=True)

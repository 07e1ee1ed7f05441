"""Words on links: as large as there is room, not below 36 pixels while there is, never broken."""

from __future__ import annotations

import itertools
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
from storycomposer.typography.ink import reach

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


def test_letters_that_reach_deep_stay_off_what_is_below_them() -> None:
    """Pacifico's y hangs half an em below its line."""
    script = CALL._replace(font="Pacifico")
    for box in (area(800, 300), area(300, 300)):
        call, address = fitted([script, ADDRESS], box, BOOK, "en")
        last = paragraph.layout(call, BOOK, "en").lines[-1]
        first = paragraph.layout(address, BOOK, "en").lines[0]
        bottom = call.y + last.baseline + reach(last).below
        assert bottom <= address.y + first.baseline - 0.72 * address.size - 8
    badge = area(300, 79, "center")
    (call,) = fitted([script], badge, BOOK, "en")
    last = paragraph.layout(call, BOOK, "en").lines[-1]
    assert call.y + last.baseline + reach(last).below <= 99 + 0.27 * call.size


@pytest.mark.parametrize(
    "said",
    [
        "اقرأ المقال كاملا مع كل الصور والملاحظات",
        "पूरी कहानी पढ़ें और साझा करें",
        "อ่านเรื่องราวทั้งหมดได้ที่นี่",
        "Quỹ Ếch gặp gỡ Ổ Yến Ở Huế",
        "Über gypsum: Äpfel, Öl",
    ],
)
@pytest.mark.parametrize("width", [300, 420])
def test_no_line_runs_into_the_next(said: str, width: float) -> None:
    (call,) = fitted([CALL._replace(text=said)], area(width, 600), BOOK, "en")
    found = paragraph.layout(call, BOOK, "en").lines
    assert len(found) > 1
    for one, other in itertools.pairwise(found):
        room = other.baseline - one.baseline - reach(one).below - reach(other).above
        assert room >= 0.02 * call.size
    (plain,) = fitted([CALL], area(300, 300), BOOK, "en")
    assert plain.leading == CALL.leading, "what is far enough apart stays as it is"


def test_ideographs_are_no_wall() -> None:
    (call,) = fitted(
        [CALL._replace(text="記事の全文はこちらから読めます")], area(300, 600), BOOK, "ja"
    )
    assert len(lines(call)) > 1 and call.leading == 1.2


def test_long_words_get_small_by_and_by() -> None:
    """What does not fit in 24 pixels is tried in 20 before it is too small to be read."""
    long = CALL._replace(
        text="Die vollständige Stellenausschreibung mit allen Gehaltsangaben lesen"
    )
    (call,) = fitted([long], area(312, 79, "center"), BOOK, "de")
    assert 20 <= call.size < SMALLEST
    (call,) = fitted([long], area(312, 60, "center"), BOOK, "de")
    assert 16 <= call.size < 28


def test_the_name_of_a_host_stays_whole_as_long_as_it_can() -> None:
    said = [lines(one) for one in fitted([ADDRESS], area(172, 70), BOOK, "en")]
    assert said == [["example.org/", "why-teams"]]
    host = ADDRESS._replace(text="a-host-with-a-long-name.example.org")
    (one,) = fitted([host], area(172, 90), BOOK, "en")
    assert lines(one)[-1] == "example.org" and one.size >= 20


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

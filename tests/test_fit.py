"""Fitting: a larger box never makes smaller type, and what was fitted stays as it is."""

from __future__ import annotations

import pytest
from golden_stories.base import words
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from oracle.texts import PROSE, RIGHTS

from storycomposer.document.layers import TextLayer
from storycomposer.typography import fonts, paragraph
from storycomposer.typography.layout import Layout

TEXTS = (*RIGHTS.values(), *PROSE.values(), "One", "two\n\nparagraphs, one long enough to wrap")
SIDES = st.floats(60, 900)
LAYERS = st.builds(
    lambda text, size, width, height, fit: words(
        "t", text, 0, 0, size=size, width=width, height=height, fit=fit
    ),
    st.sampled_from(TEXTS),
    st.floats(8, 300),
    SIDES,
    SIDES,
    st.sampled_from(["shrink", "fill"]),
)
SLACK = 1 / 64
"""Pixels by which lines may exceed their box: the layout unit of browsers."""


def laid(layer: TextLayer) -> Layout:
    """The layer's layout with bundled fonts."""
    return paragraph.layout(layer, fonts.book(system=False), "en")


@given(layer=LAYERS, wider=st.floats(1, 3), higher=st.floats(1, 3))
@settings(max_examples=60, deadline=None)
def test_a_larger_box_never_makes_smaller_type(
    layer: TextLayer, wider: float, higher: float
) -> None:
    larger = structs.replace(layer, width=layer.width * wider, height=layer.height * higher)
    assert laid(larger).scale >= laid(layer).scale


@given(layer=LAYERS)
@settings(max_examples=60, deadline=None)
def test_fitted_text_fits_and_is_what_that_size_gives(layer: TextLayer) -> None:
    fitted = laid(layer)
    assert fitted.scale <= 1 or layer.fit == "fill"
    assert fitted.height <= layer.height + SLACK or fitted.overflows
    plain = structs.replace(layer, fit="none", size=layer.size * fitted.scale)
    again = laid(plain)
    assert [line.start for line in again.lines] == [line.start for line in fitted.lines]
    assert again.height == pytest.approx(fitted.height)


@given(layer=LAYERS)
@settings(max_examples=30, deadline=None)
def test_a_box_as_high_as_its_fitted_text_changes_nothing(layer: TextLayer) -> None:
    once = laid(layer)
    if once.overflows:
        return
    twice = laid(structs.replace(layer, height=max(1.0, once.height)))
    assert twice.scale == pytest.approx(once.scale, rel=0.002)


@pytest.mark.parametrize("fit", ["none", "height"])
def test_nothing_else_scales(fit: str) -> None:
    layer = words("t", TEXTS[0], 0, 0, width=100.0, height=50.0, fit=fit)
    assert laid(layer).scale == 1

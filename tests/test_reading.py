"""Codes in pictures that people paste or drop: what they lead to is taken over."""

from __future__ import annotations

import io

import pytest
import segno
from hypothesis import given
from PIL import Image, ImageOps
from targets import settled

from storycomposer.document.link import EmailTarget, PhoneTarget, Target, TextTarget, UrlTarget
from storycomposer.errors import StoryError
from storycomposer.export.codes import code_png
from storycomposer.links.looks import LOOKS
from storycomposer.links.payload import text
from storycomposer.links.reading import target_in
from storycomposer.links.symbol import QUIET, symbol

URL = "https://example.org/article"


def code(text: str = URL, side: int = 300) -> Image.Image:
    return Image.open(io.BytesIO(code_png(text, LOOKS[0].look, side))).convert("RGB")


def file(picture: Image.Image, format: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, format)
    return out.getvalue()


@pytest.mark.parametrize(
    ("said", "target"),
    [
        (URL, UrlTarget(url=URL)),
        ("https://xn--bcher-kva.example/caf%C3%A9", UrlTarget(url="https://bücher.example/café")),
        ("tel:+49301234567", PhoneTarget(number="+49301234567")),
        ("mailto:a@example.org?subject=Hi", EmailTarget(address="a@example.org", subject="Hi")),
        ("Grüße, 世界 👋", TextTarget(text="Grüße, 世界 👋")),
    ],
)
def test_what_a_code_says_becomes_a_target(said: str, target: Target) -> None:
    assert target_in(file(code(said))) == target


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_any_picture_file_will_do(format: str) -> None:
    assert target_in(file(code(), format)) == UrlTarget(url=URL)


def test_light_turned_see_through_and_tiny_codes_are_understood() -> None:
    want = UrlTarget(url=URL)
    assert target_in(file(ImageOps.invert(code()))) == want
    assert target_in(file(code().rotate(31, expand=True, fillcolor="white"))) == want
    inked = Image.new("RGBA", (300, 300), "black")
    inked.putalpha(ImageOps.invert(code().convert("L")))
    assert target_in(file(inked)) == want
    out = io.BytesIO()
    segno.make(URL).save(out, kind="png", scale=2)
    assert target_in(out.getvalue()) == want
    wide = Image.new("RGB", (5000, 200), "white")
    wide.paste(Image.open(out), (3000, 40))
    assert target_in(file(wide)) == want


def test_a_photograph_of_a_code_is_understood() -> None:
    photo = Image.new("RGB", (4000, 3000), "#a58d6f")
    photo.paste(code(side=500).rotate(4, expand=True, fillcolor="#ffffff"), (2100, 1300))
    assert target_in(file(photo, "JPEG")) == UrlTarget(url=URL)


def test_the_largest_of_several_counts() -> None:
    both = Image.new("RGB", (900, 500), "white")
    both.paste(code("https://example.org/small", 200), (10, 10))
    both.paste(code("https://example.org/large", 450), (400, 10))
    assert target_in(file(both)) == UrlTarget(url="https://example.org/large")


@given(settled)
def test_from_a_target_to_a_picture_and_back(target: Target) -> None:
    said = text(target)
    side = 4 * (symbol(said).side + 2 * QUIET)
    assert target_in(code_png(said, LOOKS[0].look, side)) == target


def test_no_code_and_no_picture_are_one_sentence() -> None:
    with pytest.raises(StoryError, match="no QR code") as caught:
        target_in(file(Image.new("RGB", (300, 200), "red")))
    assert caught.value.sentence.id == "link-no-code"
    with pytest.raises(StoryError):
        target_in(b"no picture at all")

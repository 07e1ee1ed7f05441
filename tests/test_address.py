"""Short addresses, campaign tags and the hint."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.document.link import Campaign, UrlTarget
from storycomposer.links.address import LONGEST, hint, readable
from storycomposer.links.payload import text


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/article/", "example.org/article"),
        ("example.org", "example.org"),
        ("https://example.org/a?utm_source=x#top", "example.org/a"),
        ("https://xn--bcher-kva.example/caf%C3%A9", "bücher.example/café"),
        ("http://localhost:8080/x", "localhost:8080/x"),
    ],
)
def test_a_short_address_is_what_people_would_type(url: str, shown: str) -> None:
    assert readable(UrlTarget(url=url)) == shown


def test_a_long_path_loses_its_middle() -> None:
    shown = readable(UrlTarget(url="https://example.org/2026/11/why-teams-stop-writing-and-start"))
    assert shown.startswith("example.org/…") and shown.endswith("and-start")
    assert len(shown) == LONGEST


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_has_a_short_address(url: str) -> None:
    assert len(readable(UrlTarget(url=url))) <= LONGEST


def test_tags_come_before_the_fragment_and_keep_what_is_asked() -> None:
    campaign = Campaign(source="Instagram", campaign="Spring Sale", content="slide-03-qr")
    said = text(UrlTarget(url="example.org/a?id=7&b=#part"), campaign)
    parts = urlsplit(said)
    assert parts.scheme == "https" and parts.fragment == "part"
    assert parse_qsl(parts.query, keep_blank_values=True) == [
        ("id", "7"),
        ("b", ""),
        ("utm_source", "instagram"),
        ("utm_medium", "social"),
        ("utm_campaign", "spring-sale"),
        ("utm_content", "slide-03-qr"),
    ]


@pytest.mark.parametrize(
    ("language", "word"),
    [("de-AT", "Fotos"), ("ja", "コード"), ("zh-TW", "截圖"), ("xx", "photos")],
)
def test_the_hint_speaks_the_storys_language(language: str, word: str) -> None:
    assert word in hint(language)

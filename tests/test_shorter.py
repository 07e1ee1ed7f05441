"""Shorter addresses: what is dropped, what stays, and that the same page is led to."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.links.shorter import shorter

PAGE = "https://example.org/a"


@pytest.mark.parametrize(
    ("url", "short", "dropped"),
    [
        (PAGE, PAGE, ()),
        (f"{PAGE}?", PAGE, ("?",)),
        (f"{PAGE}#", PAGE, ("#",)),
        (f"{PAGE}?#", PAGE, ("?", "#")),
        (f"{PAGE}?id=1#top", f"{PAGE}?id=1#top", ()),
        ("https://example.org:443/a", PAGE, (":443",)),
        ("http://example.org:80", "http://example.org", (":80",)),
        ("https://example.org:80/a", "https://example.org:80/a", ()),
        ("https://example.org:4430/a", "https://example.org:4430/a", ()),
        (f"{PAGE}?fbclid=abc", PAGE, ("fbclid",)),
        (f"{PAGE}?UTM_Source=x&id=7&gclid=1", f"{PAGE}?id=7", ("UTM_Source", "gclid")),
        (f"{PAGE}?utm_a=1&utm_a=2", PAGE, ("utm_a",)),
        (f"{PAGE}?b=&a", f"{PAGE}?b=&a", ()),
        (f"{PAGE}?xutm_source=1", f"{PAGE}?xutm_source=1", ()),
        (f"{PAGE}?pk_id=1&pk_campaign=2", f"{PAGE}?pk_id=1", ("pk_campaign",)),
        ("https://youtu.be/x?si=abc", "https://youtu.be/x", ("si",)),
        ("https://open.spotify.com/track/1?si=abc", "https://open.spotify.com/track/1", ("si",)),
        (f"{PAGE}?si=abc", f"{PAGE}?si=abc", ()),
        ("https://notyoutube.com/x?si=abc", "https://notyoutube.com/x?si=abc", ()),
        ("https://www.example.org/", "https://www.example.org/", ()),
        ("sms:+49?utm_source=x", "sms:+49?utm_source=x", ()),
        ("", "", ()),
    ],
)
def test_only_what_is_needless_goes(url: str, short: str, dropped: tuple[str, ...]) -> None:
    assert shorter(url) == (short, dropped)


names = st.sampled_from(["id", "q", "utm_source", "fbclid", "mc_cid", "page", "si"])
pairs = st.lists(st.tuples(names, st.text("abc1", min_size=1, max_size=4)), max_size=5)


@given(pairs, st.sampled_from(["", "#", "#part"]), st.sampled_from(["", ":443", ":8080"]))
def test_the_page_is_the_same(asked: list[tuple[str, str]], end: str, port: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in asked)
    url = f"https://example.org{port}/a" + (f"?{query}" if query else "") + end
    short, dropped = shorter(url)
    kept = [pair for pair in asked if pair[0] in ("id", "q", "page", "si")]
    before, after = urlsplit(url), urlsplit(short)
    assert parse_qsl(after.query) == kept
    assert (after.hostname, after.path, after.fragment) == (
        before.hostname,
        before.path,
        before.fragment,
    )
    assert (after.port or 443) == (before.port or 443)
    assert bool(dropped) == (short != url) and len(short) <= len(url)
    assert shorter(short) == (short, ())

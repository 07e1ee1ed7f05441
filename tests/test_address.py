"""Short addresses, what typing them reaches, and the hint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.document.link import (
    AppTarget,
    ContactTarget,
    EmailTarget,
    EventTarget,
    PhoneTarget,
    Target,
    TelegramTarget,
    TextTarget,
    UrlTarget,
    WhatsAppTarget,
)
from storycomposer.links.address import LONGEST, hint, readable, typed_reaches


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/article/", "example.org/article"),
        ("example.org", "example.org"),
        ("https://example.org/a?utm_source=x#top", "example.org/a"),
        ("https://xn--bcher-kva.example/caf%C3%A9", "bücher.example/café"),
        ("http://localhost:8080/x", "localhost:8080/x"),
        ("https://www.youtube.com/watch?v=7&utm_medium=social&si=x", "youtube.com/watch?v=7"),
        ("https://example.org/two%20words", "example.org/two words"),
        ("https://www.org/a", "www.org/a"),
        (
            "https://a-name-of-thirty-letters.example/and/a/long/path",
            "a-name-of-thirty-letters.example",
        ),
        (
            "https://a-name-of-20-letters.example/and/a/long/path",
            "a-name-of-20-letters.example/…/long/path",
        ),
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


def url(said: str) -> UrlTarget:
    return UrlTarget(url=said)


CALL = PhoneTarget(number="+49 30 1234567")
CARD = ContactTarget(name="Ada Lovelace")


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        (EmailTarget(address=" jobs@example.org "), "jobs@example.org"),
        (CALL, "+49 30 1234567"),
        (WhatsAppTarget(number="+49 170 1234567", message="Hi"), "wa.me/491701234567"),
        (WhatsAppTarget(number="not yet"), "not yet"),
        (TelegramTarget(username="@example"), "t.me/example"),
        (CARD, "Ada Lovelace"),
        (ContactTarget(name="", organisation="Dogs Ltd"), "Dogs Ltd"),
        (EventTarget(title="Going live", start="2026-11-24T18:00"), "Going live"),
        (AppTarget(store="apple", app="310633997"), "App Store"),
        (AppTarget(store="google", app="org.example.app"), "Google Play"),
        (TextTarget(text="Room 12\nFloor 3"), "Room 12 Floor 3"),
    ],
    ids=repr,
)
def test_every_kind_has_something_to_show(target: Target, shown: str) -> None:
    assert readable(target) == shown


@pytest.mark.parametrize(
    ("shown", "target", "reaches"),
    [
        ("example.org/a", url("https://www.example.org/a/?utm_source=x&fbclid=1#top"), True),
        ("EXAMPLE.org/a", url("http://example.org/a"), True),
        ("example.org", url("https://example.org:443/"), True),
        ("bücher.example/café", url("https://xn--bcher-kva.example/caf%C3%A9"), True),
        ("example.org/a b", url("https://example.org/a%20b"), True),
        ("example.org/A", url("https://example.org/a"), False),
        ("example.org/a", url("https://example.org/a?id=7"), False),
        ("example.org/a?id=7", url("https://example.org/a?id=7&utm_medium=social"), True),
        ("example.org/…ending", url("https://example.org/very/long/ending"), False),
        ("example.com", url("https://example.org"), False),
        ("example.org:81", url("https://example.org"), False),
        ("example.org:80", url("http://example.org/"), True),
        ("example.org/?b=2&a=1", url("https://example.org/?a=1&b=2"), True),
        ("Read the story", url("https://example.org"), True),
        ("jobs@example.org", EmailTarget(address="Jobs@Example.org", subject="x"), True),
        ("job@example.org", EmailTarget(address="jobs@example.org"), False),
        ("+49 (0)30 1234567", CALL, True),
        ("030 1234567", CALL, False),
        ("t.me/example", TelegramTarget(username="example", message="Hi"), True),
        ("t.me/other", TelegramTarget(username="example"), False),
        ("wa.me/491701234567", WhatsAppTarget(number="+491701234567", message="Hi"), True),
        ("Ada Lovelace", CARD, True),
        ("ada.example", CARD, False),
        ("ada@example.org", ContactTarget(name="Ada", email="ada@example.org"), True),
        ("dogs.example", ContactTarget(name="Ada", organisation="dogs.example"), True),
        ("bob@example.org", ContactTarget(name="Ada", email="ada@example.org"), False),
        ("live.example", EventTarget(title="Going live", start="2026-11-24T18:00"), False),
        ("live.example", EventTarget(title="live.example", start="2026-11-24T18:00"), True),
        ("App Store", AppTarget(store="apple", app="310633997"), True),
    ],
)
def test_whether_typing_leads_there(shown: str, target: Target, reaches: bool) -> None:
    assert typed_reaches(shown, target) is reaches


PAGES = r"https://(www\.)?[a-z]{1,9}\.org(/[a-zA-Z0-9é-]{1,5}){0,3}/?(\?[a-z]=[0-9é&]{0,4})?"


@given(st.from_regex(PAGES, fullmatch=True))
def test_what_is_shown_by_itself_leads_there(address: str) -> None:
    shown = readable(url(address))
    assert typed_reaches(shown, url(address)) or "…" in shown


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_shown_is_judged(shown: str, address: str) -> None:
    for target in (url(address), EmailTarget(address=address), PhoneTarget(number=address)):
        assert typed_reaches(shown, target) in (True, False)


@pytest.mark.parametrize(
    ("language", "word"),
    [("de-AT", "Fotos"), ("ja", "コード"), ("zh-TW", "截圖"), ("xx", "photos")],
)
def test_the_hint_speaks_the_storys_language(language: str, word: str) -> None:
    assert word in hint(language)


@pytest.mark.parametrize(
    "tag",
    (
        "utm_source",
        "utm_id",
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "twclid",
        "ttclid",
        "igshid",
        "igsh",
        "gbraid",
        "mc_cid",
        "mc_eid",
        "mtm_campaign",
        "pk_kwd",
        "UTM_Source",
    ),
)
def test_what_only_counts_visitors_is_not_shown(tag: str) -> None:
    assert readable(url(f"https://example.org/a?{tag}=x1&id=7")) == "example.org/a?id=7"


def test_only_whole_names_of_parameters_count_as_tags() -> None:
    assert readable(UrlTarget(url="https://a.de/?site=1&fbclid=2")) == "a.de?site=1"


@pytest.mark.parametrize("asked", ["pk_id=7", "si=7", "mtm_kind=7"])
def test_what_may_say_which_page_it_is_stays(asked: str) -> None:
    target = url(f"https://example.org/a?{asked}")
    assert readable(target) == f"example.org/a?{asked}"
    assert typed_reaches(readable(target), target)
    assert not typed_reaches("example.org/a", target)


def test_words_of_forty_characters_are_shown_whole() -> None:
    assert readable(TextTarget(text="a" * 40)) == "a" * 40
    assert readable(TextTarget(text="a" * 41)) == "a" * 39 + "…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Room 12, floor 3. Ring twice and ask for Ada", "Room 12, floor 3. Ring twice and ask…"),
        ("Room 12, floor 3; ring twice, ask us, then go", "Room 12, floor 3; ring twice, ask us…"),
        (
            "Come and ring at Hohensteinwittgensteinerbergstrasse",
            "Come and ring at Hohensteinwittgenstein…",
        ),
        (
            "Go to Hohensteinwittgensteinerbergstrasse 12",
            "Go to Hohensteinwittgensteinerbergstras…",
        ),
    ],
)
def test_what_is_too_long_ends_behind_a_word(text: str, shown: str) -> None:
    assert readable(TextTarget(text=text)) == shown and len(shown) <= LONGEST


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("WIFI:T:WPA;S:Caf\\;e 1;P:geheim;;", "Caf e 1"),
        ("WIFI:P:S\\;S\\:geheim;T:WPA;;", "Wi-Fi"),
        ("wifi:S:;P:geheim;;", "Wi-Fi"),
        (
            "BEGIN:VCARD\nVERSION:4.0\nFN:Jürgen\\, Müller\nADR:;;a;b;c;d\nEND:VCARD",
            "Jürgen, Müller",
        ),
        ("BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8:Doe;Ada;;;\r\nTEL:1\r\nTEL:2", "Doe Ada"),
        (
            "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen\nADR:;;a;b;c;d\nEND:VCARD",
            "Jürgen",
        ),
        ("BEGIN:VCARD\nTEL:+491\nTEL:+492\nEND:VCARD", "Contact"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A long\n  night\nRRULE:x\nEND:VEVENT",
            "A long night",
        ),
        ("MECARD:N:Ada;ADR:Street 1;;", "Ada"),
        ("S:net;P:word", "S:net;P:word"),
    ],
)
def test_cards_and_networks_are_shown_by_their_name(text: str, said: str) -> None:
    target = TextTarget(text=text)
    assert readable(target) == said and "geheim" not in said
    assert typed_reaches(readable(target), target)

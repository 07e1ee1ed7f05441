"""What people type and paste for links: moments, kinds, what is meant; what is said of codes."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from msgspec.structs import replace

from storycomposer.app.addresses import meant, target_in
from storycomposer.app.export_widgets import codes_said
from storycomposer.app.inputs.moment import MomentField, date_in, time_in
from storycomposer.app.inspector.link_campaign import growth
from storycomposer.app.inspector.link_kinds import KINDS, converted, tag_of
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import (
    AppTarget,
    Campaign,
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
from storycomposer.document.schema import validated

pytestmark = pytest.mark.usefixtures("qapp")

ONE_OF_EACH: tuple[Target, ...] = (
    UrlTarget(url="https://example.org/a"),
    EmailTarget(address="a@example.org", subject="Hello", body="Dear all"),
    PhoneTarget(number="+49 30 1234567"),
    WhatsAppTarget(number="+49 170 1234567", message="Hi"),
    TelegramTarget(username="example", message="Hi"),
    ContactTarget(name="Ada Example", phone="+49 30 1", email="a@example.org", url="example.org"),
    EventTarget(title="Live", start="2026-11-24T18:00", url="example.org"),
    AppTarget(store="apple", app="310633997"),
    TextTarget(text="Words " * 400),
)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        (" 2026/1/4 ", date(2026, 1, 4)),
        ("24.11.2026", date(2026, 11, 24)),
        ("4. 1. 26", date(2026, 1, 4)),
        ("2026-02-30", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_days(said: str, day: date | None) -> None:
    assert date_in(said) == day


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("18", time(18)),
        ("18:05", time(18, 5)),
        ("9.30", time(9, 30)),
        ("18h30", time(18, 30)),
        ("6:30 pm", time(18, 30)),
        ("12am", time(0)),
        ("12 p.m.", time(12)),
        ("13 pm", None),
        ("24:00", None),
        ("noon", None),
    ],
)
def test_times(said: str, moment: time | None) -> None:
    assert time_in(said) == moment


def test_a_day_without_a_time_begins_in_the_evening() -> None:
    field, told = MomentField("Start"), []
    field.committed.connect(told.append)
    field.day.setText("24.11.2026")
    field.day.committed.emit("24.11.2026")
    assert told == ["2026-11-24T18:00"]
    field.day.setText("soon")
    assert field.day.property("wrong") is True
    field.show_value("2026-11-24T18:00")
    field.day.setText("")
    field.time.setText("")
    field.time.committed.emit("")
    assert told[-1] == ""


@pytest.mark.parametrize("old", ONE_OF_EACH, ids=tag_of)
@pytest.mark.parametrize("tag", list(KINDS))
def test_any_kind_becomes_any_other_and_is_valid(old: Target, tag: str) -> None:
    new = converted(old, tag, datetime(2026, 11, 23, 9))
    assert tag_of(new) == tag
    layer = LinkLayer(id="l", target=new)
    validated(Deck(id="d", slides=(Slide(id="s", layers=(layer,)),)))
    if tag == tag_of(old):
        assert new == old


def test_what_fits_is_kept() -> None:
    mail = converted(ONE_OF_EACH[5], "email")
    assert mail == EmailTarget(address="a@example.org", subject="Ada Example")
    call = converted(ONE_OF_EACH[3], "phone")
    assert call == PhoneTarget(number="+49 170 1234567")
    words = converted(ONE_OF_EACH[1], "text")
    assert words == TextTarget(text="Dear all")
    event = converted(ONE_OF_EACH[0], "event", datetime(2026, 11, 23, 9))
    assert isinstance(event, EventTarget) and event.start == "2026-11-24T18:00"
    assert event.url == "https://example.org/a" and event.zone
    long = EmailTarget(address="a@example.org", subject="s" * 300, body="b" * 1500)
    card = converted(long, "contact")
    assert isinstance(card, ContactTarget)
    assert (len(card.name), len(card.note)) == (200, 500), "as much as its fields hold"
    for store, page in (
        ("google", "https://play.google.com/store/apps/details?id=org.example.app"),
        ("apple", "https://apps.apple.com/app/id310633997"),
    ):
        assert converted(UrlTarget(url=page), "app") == AppTarget(store=store, app=page)
    assert converted(ONE_OF_EACH[0], "app") == AppTarget(store="apple", app="")


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("example.org", UrlTarget(url="https://example.org")),
        ("  jobs@example.org ", EmailTarget(address="jobs@example.org")),
        ("+49 (30) 123-4567", PhoneTarget(number="+49 (30) 123-4567")),
        ("@example", TelegramTarget(username="example")),
        ("mailto:a@example.org", EmailTarget(address="a@example.org")),
        ("nothing", None),
        ("", None),
        ("2026", None),
        ("main.py", None),
        ("3.14", None),
        ("12.11.2026", None),
        ("01.11.2026", None),
        ("030 1234", PhoneTarget(number="030 1234")),
        ("030 123", None),
        ("example.rs", UrlTarget(url="https://example.rs")),
        ("“example.org/x”", UrlTarget(url="https://example.org/x")),
        ("<jobs@example.org>", EmailTarget(address="jobs@example.org")),
    ],
)
def test_what_is_meant(said: str, target: Target | None) -> None:
    assert meant(said) == target


def test_only_addresses_are_pasted_as_links() -> None:
    assert target_in("https://example.org/a") == UrlTarget(url="https://example.org/a")
    assert target_in("tel:+49301234567") == PhoneTarget(number="+49301234567")
    for words in ("jobs@example.org", "+49 30 1234567", "We open on Monday", "main.py", ""):
        assert target_in(words) is None
    long = "https://example.org/".ljust(2000, "a")
    assert target_in(long) == UrlTarget(url=long)
    assert target_in(f"{long}a") is None, "longer than a story's address can be"


@pytest.mark.parametrize(
    "said",
    [
        "bit.ly/x",
        "linktr.ee/foo",
        "startup.ai",
        "example.berlin",
        "пример.рф",
        "bücher.example/straße",
        "例え。中国",
        "“example.org/x”",
        "<https://example.org>",
        "\ufeffexample.org",
    ],
)
def test_addresses_are_pasted_as_links(said: str) -> None:
    assert isinstance(target_in(said), UrlTarget)


@pytest.mark.parametrize(
    "said", ["main.py", "3.14", "12.11.2026", "24/7", "and/or", "e.g.", "Schön.Danke", "“Hello.”"]
)
def test_words_are_pasted_as_words(said: str) -> None:
    assert target_in(said) is None


def test_what_tags_cost_is_said() -> None:
    layer = LinkLayer(
        id="l", target=UrlTarget(url="https://example.org/a"), campaign=Campaign(medium="")
    )
    assert growth(layer, None) == "The code stays at 25 modules a side."
    tagged = replace(layer, campaign=Campaign(source="instagram", content="slide-01-qr"))
    assert growth(tagged, None) == "Code grows 25 → 37 modules."
    assert growth(tagged, True) == "Code grows 25 → 37 modules, still reads."
    assert growth(tagged, False) == "Code grows 25 → 37 modules: see what mends it."
    endless = replace(tagged, target=UrlTarget(url="https://example.org/" + "漢" * 640))
    assert growth(endless, None) == "This address is too long for a code."


def test_what_is_said_of_exported_codes() -> None:
    good, risk, bad = ((1, "proven"), (2, "risk"), (3, "unreadable"))
    assert codes_said(()) == ("Done.", "good")
    assert codes_said((good,)) == ("Done. The code reads.", "good")
    assert codes_said((good, good)) == ("Done. Both codes read.", "good")
    assert codes_said((good,) * 3) == ("Done. All 3 codes read.", "good")
    assert codes_said((good, risk))[1] == "warn" and "slide 2" in codes_said((good, risk))[0]
    assert "slide 3 won't read" in codes_said((good, risk, bad))[0]

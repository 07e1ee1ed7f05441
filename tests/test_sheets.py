"""The link sheet: text, table and a page that stands by itself, part of the set it belongs to."""

from __future__ import annotations

import base64
import csv
import io
import re
import tempfile
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import icalendar
import msgspec
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from strategies import decks

from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.layers import GroupLayer, LinkLayer, Run, TextLayer
from storycomposer.document.link import (
    Campaign,
    ContactTarget,
    EmailTarget,
    EventTarget,
    PhoneTarget,
    TextTarget,
    UrlTarget,
)
from storycomposer.errors import StoryError
from storycomposer.export import link_page, manifest
from storycomposer.export.sets import export_set
from storycomposer.export.sheets import SHEET, Led, Page, sheet
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

HOSTILE = """"><script>alert('x')</script><img src=//evil.example/x onerror=y> & &lt; ]]> {title}"""


def words(id: str, text: str, size: float = 60, y: float = 300) -> TextLayer:
    return TextLayer(id=id, y=y, width=900, height=100, size=size, text=(Run(text=text),))


def link(id: str, target: Any, **fields: Any) -> LinkLayer:
    box = {"x": 90, "y": 900, "width": 888, "height": 320}
    return LinkLayer(id=id, target=target, **{**box, **fields})


def story(**fields: Any) -> Story:
    """Three slides: a link with tags, two links, none."""
    tags = Campaign(source="instagram", content="slide-01-qr")
    slides = (
        Slide(
            id="a",
            alt="A desk at dawn",
            layers=(
                words("a2", "Because it is early.", 40, 700),
                words("a1", "Why teams stop writing", 120),
                link("a3", UrlTarget(url="www.example.org/article"), campaign=tags, call="Read it"),
            ),
        ),
        Slide(
            id="b",
            name="=SUM(1)",
            layers=(
                link("b1", PhoneTarget(number="+49 30 1234567"), mode="address"),
                link("b2", ContactTarget(name="Ada Lovelace"), y=1300),
                link("b3", UrlTarget(url=""), visible=True, y=100),
            ),
        ),
        Slide(id="c", language="ar", layers=(words("c1", "مرحبا"),)),
    )
    return Story(Deck(id="d", title="Two dogs", slides=slides, **fields), MediaStore())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sheet") / "out"
    written = export_set(story(), made, width=270, sheet=True, zip=True, unproven=True)
    names = [path.name for path in written]
    assert names[3:] == ["story-two-dogs.zip", *SHEET]
    return made


ADDRESS = (
    "https://www.example.org/article?utm_source=instagram&utm_medium=social&utm_content=slide-01-qr"
)


def test_the_text_has_each_address_and_its_short_form(folder: Path) -> None:
    text = (folder / "links.txt").read_text("utf-8")
    assert text.startswith(
        f"1. Why teams stop writing\n{ADDRESS}\nexample.org/article\n\n2. =SUM(1)\n"
    )
    assert "tel:+49301234567\n+49 30 1234567\n" in text
    assert "FN:Ada Lovelace" in text and "\n3. " not in text


def test_the_table_is_read_by_spreadsheets_and_runs_no_formula(folder: Path) -> None:
    data = (folder / "links.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["slide", "name", "address", "short"]
    assert rows[1] == ["1", "Why teams stop writing", ADDRESS, "example.org/article"]
    assert rows[2] == ["2", "'=SUM(1)", "tel:+49301234567", "'+49 30 1234567"]
    assert rows[3][2].startswith("BEGIN:VCARD\r\n") and len(rows) == 4


def test_captions_are_the_slides_words_in_order_and_alt_texts(folder: Path) -> None:
    text = (folder / "captions.txt").read_text("utf-8")
    want = (
        "1. Why teams stop writing\n\nWhy teams stop writing\nBecause it is early.\n"
        "Read it example.org/article\n\nAlt text: A desk at dawn\n\n\n2. =SUM(1)\n"
    )
    assert text.startswith(want)
    assert text.endswith("3. مرحبا\n\nمرحبا\n")


class Parsed(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "img", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def check_page(text: str) -> Parsed:
    """Raises where a page would load, run or hide anything."""
    found = Parsed(text)
    assert found.open == []
    names = {tag for tag, _ in found.tags}
    assert not names & {"script", "iframe", "object", "embed", "form", "base", "svg", "video"}
    for tag, attributes in found.tags:
        assert not any(name.startswith("on") for name in attributes)
        if tag == "img":
            source = attributes["src"] or ""
            head, _, data = source.partition(",")
            assert head == "data:image/jpeg;base64"
            assert Image.open(io.BytesIO(base64.b64decode(data, validate=True))).format == "JPEG"
            assert "alt" in attributes
        elif "src" in attributes:
            raise AssertionError(tag)
        if tag == "link":
            assert attributes["href"] == "data:,"
        if tag == "a" and "download" in attributes:
            kind = {"contact.vcf": "vcard", "event.ics": "calendar"}[attributes["download"] or ""]
            head, _, data = (attributes["href"] or "").partition(",")
            assert head == f"data:text/{kind};charset=utf-8;base64"
            base64.b64decode(data, validate=True)
        elif tag == "a":
            assert re.match(r"(https?|mailto|tel|sms|geo):", attributes["href"] or "")
    assert not re.search(r"url\(|@import", text.split("</style>", maxsplit=1)[0])
    policies = [one.get("content") for one in found.every("meta") if "http-equiv" in one]
    assert policies == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]
    assert len(found.every("h1")) == 1 and len(found.every("title")) == 1
    return found


def test_the_page_stands_by_itself(folder: Path) -> None:
    text = (folder / "links.html").read_text("utf-8")
    found = check_page(text)
    assert found.every("html") == [{"lang": "en", "dir": "ltr"}]
    assert [one["href"] for one in found.every("a")][:2] == [ADDRESS, "tel:+49301234567"]
    assert "Ada Lovelace" in found.words and "VCARD" not in found.words
    assert [one["alt"] for one in found.every("img")] == ["A desk at dawn", "", "مرحبا"]
    assert {"lang": "ar", "dir": "rtl"} in found.every("figure")
    assert "prefers-color-scheme: dark" in text and "color-scheme" in str(found.every("meta"))


def test_the_sheet_is_part_of_the_set(folder: Path) -> None:
    made = manifest.read(folder)
    assert made is not None and made.sheet == SHEET
    assert set(SHEET) <= set(made.files)
    with zipfile.ZipFile(folder / "story-two-dogs.zip") as archive:
        assert set(archive.namelist()) == {*made.files, "manifest.json"} - {"story-two-dogs.zip"}
        assert archive.read("links.html") == (folder / "links.html").read_bytes()


def test_a_set_without_a_sheet_takes_the_old_one_away(tmp_path: Path) -> None:
    export_set(story(), tmp_path, width=60, sheet=True)
    (tmp_path / "mine.txt").write_text("mine")
    assert all((tmp_path / name).is_file() for name in SHEET)
    export_set(story(), tmp_path, width=60)
    assert not any((tmp_path / name).exists() for name in SHEET)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    made = manifest.read(tmp_path)
    assert made is not None and made.sheet == ()


def test_an_equal_story_has_an_equal_sheet(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for made in (one, two):
        export_set(story(), made, width=60, sheet=True)
    for name in SHEET:
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_nobody_elses_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "links.txt").write_text("mine")
    with pytest.raises(StoryError, match="is not from an earlier export"):
        export_set(story(), tmp_path, width=60, sheet=True)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == [
        "links.txt"
    ]


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 16), "red").save(out, "JPEG")
    return out.getvalue()


JPEG = picture()
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.just(HOSTILE)


@given(anything, anything, anything, anything, st.sampled_from(["#000000", "#FFFFFF", "#6D4AFF80"]))
def test_whatever_is_written_stays_words(
    title: str, name: str, alt: str, address: str, color: str
) -> None:
    deck = Deck(id="d", title=title, brand=Brand(primary=color))
    links = (
        Led(address, name, alt),
        Led("https://example.org/?a=1&b='" + address, alt, title),
        Led("javascript:alert(1)", name, ""),
    )
    one = Page(number=1, name=name, alt=alt, language="en", words=(title,), links=links)
    two = Page(number=2, name=name, alt=alt, language="he", words=(), links=())
    found = check_page(link_page.page(deck, [(one, JPEG), (two, JPEG)]))
    followed = re.match(r"(?i)(https?|mailto|tel|sms|geo):|BEGIN:V(CARD|EVENT)\r\n", address)
    assert len(found.every("a")) == (2 if followed else 1)
    assert (found.every("a")[-1]["href"] or "").startswith("https://example.org/?a=1&b='")


@given(decks())
def test_any_deck_has_a_sheet(deck: Deck) -> None:
    entries = [
        manifest.Entry(
            file="one.png",
            number=at + 1,
            slide=slide.id,
            sha256="",
            size=1,
            width=9,
            height=16,
            alt=slide.alt,
            links=manifest.links(slide),
        )
        for at, slide in enumerate(deck.slides)
    ]
    with tempfile.TemporaryDirectory() as folder:
        Image.new("RGB", (9, 16), "red").save(Path(folder) / "one.png")
        made = sheet(deck, entries, Path(folder))
    assert tuple(made) == SHEET
    check_page(made["links.html"].decode())
    rows = list(csv.reader(io.StringIO(made["links.csv"].decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + sum(len(entry.links) for entry in entries)


def test_words_in_groups_stand_where_they_are_seen(tmp_path: Path) -> None:
    low = GroupLayer(id="g", y=1000, width=900, height=100, layers=(words("x", "Last", y=0),))
    slide = Slide(id="s", layers=(low, words("y", "First", 120, 300)))
    export_set(Story(Deck(id="d", slides=(slide,)), MediaStore()), tmp_path, width=60, sheet=True)
    assert "First\nLast\n" in (tmp_path / "captions.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("ar-EG", "rtl"),
        ("HE", "rtl"),
        ("az-Arab", "rtl"),
        ("fa", "rtl"),
        ("de", "ltr"),
    ],
)
def test_pages_run_as_their_language_does(language: str, direction: str) -> None:
    assert link_page.direction(language) == direction
    deck = Deck(id="d", language=language)
    assert f'dir="{direction}"' in link_page.page(deck, [])


def test_a_message_and_words_are_led_to_as_they_can_be(tmp_path: Path) -> None:
    mail = EmailTarget(address="jobs@example.org", subject='Hi "you" & me')
    slide = Slide(id="s", layers=(link("m", mail), link("t", TextTarget(text="Room 12\nFloor 3"))))
    export_set(Story(Deck(id="d", slides=(slide,)), MediaStore()), tmp_path, width=60, sheet=True)
    found = check_page((tmp_path / "links.html").read_text("utf-8"))
    assert [one["href"] for one in found.every("a")] == [
        "mailto:jobs@example.org?subject=Hi%20%22you%22%20%26%20me"
    ]
    assert "Room 12 Floor 3" in found.words


def test_cards_are_files_that_other_programs_open(tmp_path: Path) -> None:
    event = EventTarget(
        title="Going live", start="2026-11-24T18:00", end="2026-11-24T19:00", zone="Europe/Berlin"
    )
    slide = Slide(id="s", layers=(link("c", ContactTarget(name="Ada")), link("e", event)))
    export_set(Story(Deck(id="d", slides=(slide,)), MediaStore()), tmp_path, width=60, sheet=True)
    found = check_page((tmp_path / "links.html").read_text("utf-8"))
    card, entry = (
        base64.b64decode((one["href"] or "").partition(",")[2]).decode() for one in found.every("a")
    )
    assert vobject.readOne(card).fn.value == "Ada"
    calendar = icalendar.Calendar.from_ical(entry)
    assert [one["SUMMARY"] for one in calendar.walk("VEVENT")] == ["Going live"]
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND"} <= set(calendar.walk("VEVENT")[0])
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]


def test_a_manifest_of_before_is_still_one(tmp_path: Path) -> None:
    export_set(story(), tmp_path, width=60)
    plain = msgspec.json.decode((tmp_path / "manifest.json").read_bytes())
    del plain["sheet"]
    (tmp_path / "manifest.json").write_bytes(msgspec.json.encode(plain))
    made = manifest.read(tmp_path)
    assert made is not None and made.sheet == ()


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Alt text:"),
        ("de-AT", "Alternativtext:"),
        ("fr", "Texte alternatif\u00a0:"),
        ("zh", "替代文本："),
        ("zh-HK", "替代文字："),
        ("zh-MO", "替代文字："),
        ("zh-Hant", "替代文字："),
        ("eo", "Alt text:"),
    ],
)
def test_alt_texts_are_announced_in_the_slides_language(
    tmp_path: Path, language: str, label: str
) -> None:
    slide = Slide(id="s", alt="A desk at dawn", language=language)
    export_set(Story(Deck(id="d", slides=(slide,)), MediaStore()), tmp_path, width=60, sheet=True)
    assert f"\n{label} A desk at dawn\n" in (tmp_path / "captions.txt").read_text("utf-8")


def test_texts_side_by_side_are_read_from_the_left(tmp_path: Path) -> None:
    right = TextLayer(id="r", x=600, y=300, width=300, height=100, text=(Run(text="Right"),))
    left = TextLayer(id="l", x=100, y=300, width=300, height=100, text=(Run(text="Left"),))
    slide = Slide(id="s", layers=(right, left))
    export_set(Story(Deck(id="d", slides=(slide,)), MediaStore()), tmp_path, width=60, sheet=True)
    assert "Left\nRight\n" in (tmp_path / "captions.txt").read_text("utf-8")


def test_each_address_is_said_once_and_none_is_a_formula(tmp_path: Path) -> None:
    """Where a slide shows none, it is called as it would be there."""
    words = link("t", TextTarget(text="@ada"))
    hidden = link("u", UrlTarget(url="https://ada.de/a"), display="", y=1300)
    card = link("c", ContactTarget(name="Ada"), display=" ", y=300)
    slide = Slide(id="s", layers=(words, hidden, card))
    export_set(Story(Deck(id="d", slides=(slide,)), MediaStore()), tmp_path, width=60, sheet=True)
    text = (tmp_path / "links.txt").read_text("utf-8")
    assert text.startswith("1.\n@ada\nhttps://ada.de/a\nada.de/a\nBEGIN:VCARD\n")
    assert text.endswith("\nEND:VCARD\nAda\n")
    assert "VCARD" not in (tmp_path / "captions.txt").read_text("utf-8")
    rows = list(csv.reader(io.StringIO((tmp_path / "links.csv").read_text("utf-8-sig"))))
    assert rows[1:3] == [
        ["1", "", "'@ada", "'@ada"],
        ["1", "", "https://ada.de/a", "ada.de/a"],
    ]
    assert rows[3][3] == "Ada"


def test_a_call_stands_in_its_link_above_the_address(folder: Path) -> None:
    text = (folder / "links.html").read_text("utf-8")
    assert '<b dir="auto">Read it</b><span dir="ltr">example.org/<wbr>article</span></a>' in text
    words = link("t", TextTarget(text="Room 12"), call="Where we are")
    deck = Deck(id="d", slides=(Slide(id="s", layers=(words,)),))
    with tempfile.TemporaryDirectory() as place:
        export_set(Story(deck, MediaStore()), Path(place), width=60, sheet=True)
        text = (Path(place) / "links.html").read_text("utf-8")
    assert (
        '<p class="call" dir="auto">Where we are</p><p class="said" dir="auto">Room 12</p>' in text
    )


def test_pages_and_pictures_without_names_are_called_by_what_there_is() -> None:
    led = Led("https://example.org", "example.org", "")
    fields = {"alt": "", "language": "en", "words": ()}
    plain = Page(number=7, name="", links=(), **fields)
    named = Page(number=8, name="Second", links=(led,), **fields)
    text = link_page.page(Deck(id="d"), [(plain, JPEG), (named, JPEG)])
    assert "<title>Second</title>" in text and 'alt="7"' in text
    assert text.index('class="cards"') < text.index('class="slides"'), "links come first"
    assert "<title>Story</title>" in link_page.page(Deck(id="d"), [(plain, JPEG)])
    assert "<title>Two dogs</title>" in link_page.page(Deck(id="d", title=" Two\ndogs "), [])


@pytest.mark.parametrize(
    "address", ["geo:52.5,13.4", "sms:+491701234567", "tel:+49301234567", "http://ada.de/a"]
)
def test_what_phones_open_is_followed(address: str) -> None:
    page = Page(number=1, name="", alt="", language="en", words=(), links=(Led(address, "x", ""),))
    found = check_page(link_page.page(Deck(id="d"), [(page, JPEG)]))
    assert [one["href"] for one in found.every("a")] == [address]


def test_pictures_on_the_page_are_sharp_and_small(tmp_path: Path) -> None:
    slide = Slide(id="s", alt="Two\ndogs")
    export_set(Story(Deck(id="d", slides=(slide,)), MediaStore()), tmp_path, sheet=True)
    (image,) = check_page((tmp_path / "links.html").read_text("utf-8")).every("img")
    data = base64.b64decode((image["src"] or "").partition(",")[2])
    assert Image.open(io.BytesIO(data)).size == (360, 640) and image["alt"] == "Two dogs"


@pytest.mark.parametrize("sign", "=+-@")
def test_no_cell_begins_like_a_formula(tmp_path: Path, sign: str) -> None:
    slide = Slide(id="s", name=f"{sign}1", layers=(link("t", TextTarget(text=f"{sign}2")),))
    export_set(Story(Deck(id="d", slides=(slide,)), MediaStore()), tmp_path, width=60, sheet=True)
    rows = list(csv.reader(io.StringIO((tmp_path / "links.csv").read_text("utf-8-sig"))))
    assert rows[1] == ["1", f"'{sign}1", f"'{sign}2", f"'{sign}2"]


def test_the_page_looks_as_its_brand_and_runs_as_its_words() -> None:
    led = Led("TEL:+49301234567", "+49 30 1234567", "")
    cards = [
        Page(
            number=at, name="Call us", alt="", language="en", words=("Call us", "Now"), links=(led,)
        )
        for at in (1, 2)
    ]
    deck = Deck(id="d", brand=Brand(primary="#FFE08080"))
    one = link_page.page(deck, [(cards[0], JPEG)])
    assert '<main class="narrow">' in one
    assert "<main>" in link_page.page(deck, [(card, JPEG) for card in cards])
    assert "--brand: #FFE080; --on-brand: #14141A;" in one
    assert '<p class="said" dir="auto">Now</p>' in one, "the name is not said twice"
    assert 'href="TEL:+49301234567"' in one and '<span dir="ltr">+49 30 1234567</span>' in one
    assert "<article>" in one
    assert 'lang="en"' not in one.partition("<body>")[2]

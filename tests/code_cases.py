"""Slides with a code, of all kinds: targets, looks, sizes, grounds, and what may lie over them."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st
from PIL import Image

from storycomposer.document import schema
from storycomposer.document.deck import Background, Deck, Slide
from storycomposer.document.layers import AnyLayer, ImageFill, LinkLayer, ShapeLayer
from storycomposer.document.link import (
    AppTarget,
    ContactTarget,
    EmailTarget,
    EmojiMark,
    EventTarget,
    Look,
    PhoneTarget,
    Target,
    TelegramTarget,
    TextTarget,
    UrlTarget,
    WhatsAppTarget,
)
from storycomposer.document.shapes import Ellipse
from storycomposer.document.style import Linear, Radial, Solid, Stop
from storycomposer.errors import StoryError
from storycomposer.links import payload
from storycomposer.links.looks import LOOKS
from storycomposer.links.symbol import symbol
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

SAMPLES = Path(__file__).parents[1] / "assets" / "samples"


@dataclass(frozen=True)
class Case:
    """A story of one slide with one code, and what it is made of."""

    story: Story
    kind: str
    style: str
    ground: str
    hazard: str
    said: str
    look: Look
    turned: float


_words = st.text(st.characters(codec="ascii", categories=("Ll", "Nd")), min_size=1, max_size=14)
_texts = st.text(
    st.one_of(
        st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")),
        st.sampled_from("éüß漢字かな語عربי👩🚀 \n"),
    ),
    min_size=1,
    max_size=120,
)
_hosts = st.builds("{}.{}".format, _words, st.sampled_from(["org", "com", "co.uk", "museum"]))
_phones = st.integers(10**7, 10**13).map(lambda number: f"+{number}")


@st.composite
def _urls(draw: st.DrawFn) -> UrlTarget:
    path = "/".join(draw(st.lists(st.one_of(_words, st.just("日本語-straße")), max_size=6)))
    query = draw(st.sampled_from(["", "", "?id=4711&from=story", "#part-3"]))
    return UrlTarget(url=f"https://{draw(_hosts)}/{path}{query}")


@st.composite
def _long(draw: st.DrawFn) -> TextTarget:
    """Up to the most that a code holds: 7,089 digits, 2,953 bytes, 1,817 kanji."""
    piece = draw(st.sampled_from(["0123456789", "lorem ipsum ", "漢字仮名", "é☃ ü", "A1 B2 C3:"]))
    return TextTarget(text=(piece * 300)[: draw(st.integers(100, 2900))])


TARGETS: dict[str, st.SearchStrategy[Target]] = {
    "url": _urls(),
    "email": st.builds(
        EmailTarget,
        address=st.builds("{}@{}".format, _words, _hosts),
        subject=st.one_of(st.just(""), _texts.filter(str.isprintable)),
    ),
    "phone": st.builds(PhoneTarget, number=_phones),
    "whatsapp": st.builds(WhatsAppTarget, number=_phones, message=_texts),
    "telegram": st.builds(TelegramTarget, username=st.just("example_channel")),
    "contact": st.builds(
        ContactTarget, name=_texts.filter(str.isprintable), phone=_phones, email=st.just("a@b.org")
    ),
    "event": st.builds(
        EventTarget,
        title=_texts.filter(str.isprintable),
        start=st.just("2027-01-14T18:00"),
        end=st.just("2027-01-14T19:30"),
        zone=st.just("Europe/Berlin"),
    ),
    "app": st.builds(AppTarget, store=st.just("google"), app=st.just("org.example.app")),
    "text": st.builds(TextTarget, text=_texts),
    "long": _long(),
}

_DARK = ("#000000", "#14141A", "#1B4332", "#6D4AFF", "#7A1FA2", "#B00020", "#0A58CA")
_LIGHT = ("#FFFFFF", "#FFF4E0", "#E8F0FE", "#FFC53D", "#D7F5E9")
_MIDDLE = ("#777777", "#FF5C5C", "#0FA3B1", "#AAAAAA")


def _choices(field: str) -> tuple[Any, ...]:
    return get_args(get_type_hints(Look)[field])


@st.composite
def _looks(draw: st.DrawFn) -> tuple[str, Look]:
    """A ready look, or one put together from any style."""
    if draw(st.integers(0, 3)) == 0:
        named = draw(st.sampled_from(LOOKS))
        return named.id, named.look
    modules, finders = (
        draw(st.sampled_from(_choices("modules"))),
        draw(st.sampled_from(_choices("finders"))),
    )
    dark, other = draw(st.sampled_from(_DARK)), draw(st.sampled_from(_DARK))
    stops = (Stop(at=0, color=dark), Stop(at=1, color=other))
    ink = draw(st.sampled_from([None, Linear(stops=stops, angle=135), Radial(stops=stops)]))
    mark = draw(st.sampled_from([None, None, EmojiMark(emoji="🎉"), EmojiMark(emoji="A")]))
    look = Look(
        paper=draw(st.sampled_from(_LIGHT)),
        ink=dark,
        code=ink,
        finder_color=draw(st.sampled_from([None, other])),
        modules=modules,
        finders=finders,
        mark=mark,
    )
    named = f"{modules}/{finders}{'+gradient' if ink else ''}{'+mark' if mark else ''}"
    return named, look


_store = MediaStore()


@functools.cache
def _photos() -> tuple[str, ...]:
    """References to photographs: the samples' own, and one that is all fine detail."""
    rng = np.random.default_rng(7)
    busy = rng.integers(0, 255, (96, 54, 3), np.uint8)
    detail = Image.fromarray(busy).resize((1080, 1920), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    detail.save(out, "JPEG", quality=85)
    found = [path for path in sorted(SAMPLES.glob("*/media/*")) if path.suffix in (".jpg", ".webp")]
    own = [_store.put(path.read_bytes(), path.suffix[1:]) for path in found[:5]]
    return (*own, _store.put(out.getvalue(), "jpg"))


@st.composite
def _grounds(draw: st.DrawFn) -> tuple[str, Background]:
    kind = draw(st.sampled_from(["flat", "gradient", "photo"]))
    if kind == "photo":
        return kind, ImageFill(source=draw(st.sampled_from(_photos())))
    colors = [draw(st.sampled_from(_DARK + _LIGHT + _MIDDLE)) for _ in range(2)]
    if kind == "flat":
        return kind, Solid(color=colors[0])
    stops = (Stop(at=0, color=colors[0]), Stop(at=1, color=colors[1]))
    return kind, Linear(stops=stops, angle=draw(st.integers(0, 359)))


@st.composite
def cases(draw: st.DrawFn, harm: bool = True) -> Case:
    """Slides with one code; with ``harm`` every third one has something that may break it."""
    kind = draw(st.sampled_from(sorted(TARGETS)))
    target = draw(TARGETS[kind])
    try:
        said = payload.text(target)
        count = symbol(said).side + 8
    except StoryError:
        assume(False)
    style, look = draw(_looks())
    hazard = (
        draw(st.sampled_from(["none"] * 8 + ["fine", "faint", "clear", "over"])) if harm else ""
    )
    fine = draw(st.sampled_from([2, 3])) if hazard == "fine" else None
    module = fine or draw(st.integers(4, 12))
    side = min(1000.0, count * (module + 0.5) + 30)
    across, down = draw(st.sampled_from([(2.0, 1.0), (1.0, 1.34)]))
    width, height = min(1040.0, side * across), side * down
    if across > 1:
        height = min(height, width / 1.3)
    if hazard == "faint":
        look = schema_safe(look, ink=draw(st.sampled_from(_MIDDLE)), code=None, finder_color=None)
    link = LinkLayer(
        id="l",
        target=target,
        look=look,
        x=draw(st.integers(0, max(0, int(1080 - width)))),
        y=draw(st.integers(0, max(0, int(1920 - height)))),
        width=width,
        height=height,
        rotation=draw(st.sampled_from([0, 0, 0, 0, 0, 90, -4, 12])),
        opacity=draw(st.sampled_from([0.15, 0.35, 0.6])) if hazard == "clear" else 1,
    )
    layers: tuple[AnyLayer, ...] = (link,)
    if hazard == "over":
        layers = (link, _over(draw, link))
    name, ground = draw(_grounds())
    deck = Deck(id="d", slides=(Slide(id="s", background=ground, layers=layers),))
    made = Story(schema.validated(deck), _store)
    return Case(made, kind, style, name, hazard, said, look, link.rotation)


def schema_safe(look: Look, **fields: Any) -> Look:
    """``look`` with other fields."""
    return Look(**{name: getattr(look, name) for name in look.__struct_fields__} | fields)


def _over(draw: st.DrawFn, link: LinkLayer) -> ShapeLayer:
    """Something round that lies over a part of the link."""
    size = draw(st.integers(20, max(21, int(link.width / 2))))
    return ShapeLayer(
        id="over",
        shape=Ellipse(),
        fill=Solid(color=draw(st.sampled_from(_DARK + _LIGHT + _MIDDLE))),
        x=link.x + draw(st.integers(0, max(0, int(link.width) - size))),
        y=link.y + draw(st.integers(0, max(0, int(link.height) - size))),
        width=size,
        height=size,
    )

"""Goldens of links: each look, each style of code, each arrangement and mode, hard words."""

from __future__ import annotations

import itertools
from typing import Any, get_args

from msgspec import structs

from golden_stories.base import Golden, golden, ref
from storycomposer.document.layers import ImageLayer, LinkLayer
from storycomposer.document.link import EmojiMark, Look, Mark, PictureMark, UrlTarget
from storycomposer.document.style import Fill, Linear, Radial, Solid, Stop, Stroke
from storycomposer.links.forms import Finders, Modules
from storycomposer.links.looks import LOOKS

TARGET = UrlTarget(url="https://example.org/why-teams")
LONG = UrlTarget(url="https://a-host-with-a-long-name.example.org/articles/why-teams-stop-writing")
SHORT = UrlTarget(url="https://example.org")


def link(id: str, box: tuple[float, float, float, float], **fields: Any) -> LinkLayer:
    """A link in a box of x, y, width and height."""
    x, y, width, height = box
    return LinkLayer(id=id, x=x, y=y, width=width, height=height, **{"target": TARGET, **fields})


def _looks() -> list[Golden]:
    found = []
    for named in LOOKS:
        width, height = named.size
        layer = link("l", (48, 48, width, height), look=named.look, call="Read the whole story")
        size = round((width + 96) * 0.6), round((height + 96) * 0.6)
        found.append(golden(f"link-look-{named.id}", size, layer, scale=0.6))
    return found


_INKS: tuple[tuple[Fill | None, str | None], ...] = (
    (None, None),
    (Linear(stops=(Stop(at=0, color="#6D4AFF"), Stop(at=1, color="#B3124B")), angle=135), None),
    (Solid(color="#14141A"), "#6D4AFF"),
    (Radial(stops=(Stop(at=0, color="#0B5563"), Stop(at=1, color="#101820"))), "#B3124B"),
)


def _styles() -> list[Golden]:
    """Modules × finders × inks, and marks in the fourth row."""
    marks: tuple[Mark | None, ...] = (
        EmojiMark(emoji="🎉"),
        EmojiMark(emoji="SC"),
        PictureMark(source=ref("cutout")),
    )
    found = []
    for modules in get_args(Modules):
        layers = []
        for row, column in itertools.product(range(4), range(3)):
            code, finder = _INKS[row]
            look = Look(
                arrangement="code",
                modules=modules,
                finders=get_args(Finders)[column],
                code=code,
                finder_color=finder,
                mark=marks[column] if row == 3 else None,
                radius=12,
            )
            box = (16.0 + column * 264, 16.0 + row * 264, 248.0, 248.0)
            layers.append(link(f"l{row}{column}", box, target=SHORT, look=look))
        found.append(golden(f"link-code-{modules}", (808, 1072), *layers))
    return found


def _arrangements() -> list[Golden]:
    ink = Look(paper="#14141A", ink="#FFC53D", accent="#FFC53D", radius=0)
    frame = Look(arrangement="below", frame=Stroke(color="#6D4AFF", width=12, position="inside"))
    ticket = Look(form="ticket", arrangement="below")
    badge = Look(arrangement="badge")
    bar = Look(arrangement="bar", paper="#0B3954", ink="#FFFFFF", accent="#FFC53D")
    tall, wide = (40.0, 40.0, 368.0, 580.0), (40.0, 40.0, 888.0, 320.0)
    call = {"call": "Read the article"}
    return [
        golden("link-code", (280, 350), link("l", (40, 40, 292, 386)), scale=0.75),
        golden("link-dark", (280, 350), link("l", (40, 40, 292, 386), look=ink, **call),
               scale=0.75),
        golden("link-hint", (270, 400), link("l", tall, target=SHORT), scale=0.6),
        golden("link-hint-arabic", (270, 400), link("l", tall, target=SHORT), scale=0.6,
               language="ar"),
        golden("link-beside", (580, 240), link("l", wide, **call), scale=0.6),
        golden("link-arabic", (580, 240),
               link("l", wide, call="اقرأ المقال كاملا", look=Look(form="ticket")), scale=0.6,
               language="ar"),
        golden("link-bar-hebrew", (580, 240), link("l", wide, call="כרטיסים", look=bar), scale=0.6,
               language="he"),
        golden("link-long", (580, 240), link("l", wide, target=LONG, **call), scale=0.6),
        golden("link-long-below", (270, 400), link("l", tall, target=LONG, **call), scale=0.6),
        golden("link-only-call", (580, 240),
               link("l", wide, call="Two free tickets", display="", hint=""), scale=0.6),
        golden("link-nothing-said", (580, 240), link("l", wide, display="", hint=""), scale=0.6),
        golden("link-frame", (270, 400), link("l", tall, look=frame, **call), scale=0.6),
        golden("link-ticket-below", (270, 400), link("l", tall, look=ticket, **call), scale=0.6),
        golden("link-badge-address", (270, 320), link("l", (40, 40, 360, 460), look=badge),
               scale=0.6),
        golden("link-small", (360, 200), link("a", (40, 40, 240, 240), **call),
               link("b", (320, 40, 640, 140), **call),
               link("c", (320, 220, 120, 90), **call), scale=0.5),
    ]  # fmt: skip


def _modes() -> list[Golden]:
    call = {"call": "Read the article"}
    picture = ImageLayer(id="p", width=680, height=600, source=ref("scene"))
    return [
        golden("link-address", (600, 200), link("l", (40, 40, 520, 120), mode="address")),
        golden("link-address-call", (600, 240),
               link("l", (40, 40, 520, 160), mode="address", **call)),
        golden("link-address-arabic", (600, 200),
               link("l", (40, 40, 520, 120), mode="address", call="اقرأ المقال"), language="ar"),
        golden("link-sticker", (340, 200), picture,
               link("l", (40, 60, 600, 300), mode="sticker", **call), scale=0.5),
    ]  # fmt: skip


def _turned() -> list[Golden]:
    layer = link("l", (80, 60, 600, 220), call="Read on", look=LOOKS[1].look)
    return [golden("link-turned", (456, 204), structs.replace(layer, rotation=-6), scale=0.6)]


LINKS = (*_looks(), *_styles(), *_arrangements(), *_modes(), *_turned())

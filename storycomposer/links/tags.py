"""Campaign tags in a web address.

Google Analytics' "Custom campaigns" names the parameters ``utm_*``. Reports tell ``Spring Sale``,
``spring_sale`` and ``spring-sale`` apart, so all are written the last way.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from storycomposer.document.deck import Deck
from storycomposer.document.edits import restyle, spots
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import Campaign
from storycomposer.links import web

_PLACE = re.compile("slide-[0-9]{2,}-qr")
_NAMES = ("source", "medium", "campaign", "content")


def tagged(url: str, campaign: Campaign) -> str:
    """The URI ``url`` with the tags of ``campaign`` before ``#``, behind what it already asks for.
    A tag that the address has already gives way to the campaign's of the same name: two values of
    one tag count at random. Others stay. Only ``http`` and ``https`` are tagged."""
    parts = web.split(url)
    tags = {f"utm_{name}": tag(getattr(campaign, name)) for name in _NAMES}
    tags = {name: value for name, value in tags.items() if value}
    if not tags or parts.scheme not in ("http", "https"):
        return url
    asked = filter(None, (parts.query or "").split("&"))
    kept = [pair for pair in asked if pair.partition("=")[0].lower() not in tags]
    made = [f"{name}={value}" for name, value in tags.items()]
    return str(parts._replace(query="&".join([*kept, *made])))


def content(index: int) -> str:
    """Which code brought a visitor: that of slide ``index``, counted from 1."""
    return f"slide-{index + 1:02}-qr"


def following(before: Deck, after: Deck) -> Deck:
    """``after``, which is ``before`` with slides moved, copied, added or deleted: tags that named
    the place of their slide name its new one."""
    places = {slide.id: content(at) for at, slide in enumerate(before.slides)}
    now = {slide.id: content(at) for at, slide in enumerate(after.slides)}
    for id_, spot in spots(after).items():
        layer = spot.layer
        if not isinstance(layer, LinkLayer) or layer.campaign is None:
            continue
        said, new = layer.campaign.content, now[spot.slide]
        # A slide that was not there is a copy of some other, of this story or another.
        named = said == places[spot.slide] if spot.slide in places else _PLACE.fullmatch(said)
        if named and said != new:
            after = restyle(after, (id_,), {"campaign.content": new})
    return after


def tag(said: str) -> str:
    """``said`` as a tag: lower case, words joined by hyphens, percent-encoded."""
    words = re.split(r"[\s_-]+", unicodedata.normalize("NFC", said).lower())
    return quote("-".join(filter(None, words)), safe="-.~", errors="replace")

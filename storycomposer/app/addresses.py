"""Web addresses: telling them from other text, and the link layer that is made of one."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from PySide6.QtGui import QColor

from storycomposer.app.placing import free
from storycomposer.app.safe_area import SAFE
from storycomposer.app.seeing import contrast
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.geometry import Box
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import UrlTarget
from storycomposer.document.resolve import resolve
from storycomposer.document.snapping import MARGIN
from storycomposer.errors import StoryError
from storycomposer.links import payload
from storycomposer.links.symbol import QUIET, symbol

FINEST = 6.0
"""Canvas pixels of a module below which phones fail after an app has made the picture smaller."""
_WELL = 8.0
_WIDTH, _LOWEST, _HIGHEST = 888.0, 320.0, 368.0
_CONTRAST = 4.0

_SCHEME = re.compile(r"https?://[^\s/?#.]+[^\s]*", re.IGNORECASE)
_BARE = re.compile(
    r"(?:[\w-]+\.)+(?:com|org|net|edu|gov|int|io|co|app|dev|info|news|blog|shop|art|page|link|site"
    r"|eu|de|uk|fr|es|it|nl|pl|pt|br|mx|ar|in|jp|kr|cn|ru|ua|ch|at|be|se|no|dk|fi|ie|us|ca|au|nz)"
    r"(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_WWW = re.compile(r"www\.[\w-]+\.\S+", re.IGNORECASE)
_LONGEST = 2000


class Made(NamedTuple):
    """A link layer, and whether its code is coarse and dark enough for phones."""

    layer: LinkLayer
    reads: bool


def address_in(text: str) -> str | None:
    """The web address that ``text`` is as a whole; None for any other text. Without a scheme only
    what ends in a usual domain counts: "main.py" and "e.g." are words."""
    said = text.strip()
    if not said or len(said) > _LONGEST:
        return None
    for pattern in (_SCHEME, _WWW, _BARE):
        if pattern.fullmatch(said):
            return said
    return None


def is_address(text: str) -> bool:
    """Whether ``text`` can be where a link leads, when a person says that it is."""
    return re.fullmatch(r"\S+\.\S+|https?://\S+", text.strip()) is not None


def symbol_side(text: str) -> int:
    """Modules on a side of the code for the address ``text``; 0 where no code holds it."""
    try:
        return symbol(payload.text(UrlTarget(url=text.strip()))).side
    except StoryError:
        return 0


def link(address: str, deck: Deck, slide: Slide) -> Made:
    """A link layer in the brand's look inside the safe area, its code as coarse as a card can
    carry. StoryError for what no code holds."""
    target = UrlTarget(url=address.strip())
    modules = symbol(payload.text(target)).side + 2 * QUIET
    height = float(min(max(_LOWEST, math.ceil(_WELL * modules)), _HIGHEST))
    places = [
        Box(MARGIN, y, _WIDTH, height)
        for y in (SAFE.bottom - height, SAFE.y, round(SAFE.center.y - height / 2))
    ]
    box = free(slide, places)
    layer = LinkLayer(
        id="link", x=box.x, y=box.y, width=box.width, height=box.height, target=target
    )
    return Made(layer, reads(layer, deck))


def reads(layer: LinkLayer, deck: Deck) -> bool:
    """Whether the code of ``layer`` has modules of :data:`FINEST` and contrast for phones: what can
    be said without looking at the finished picture."""
    if layer.mode != "code":
        return True
    try:
        modules = symbol(payload.text(layer.target, layer.campaign)).side + 2 * QUIET
    except StoryError:
        return False
    side = layer.height if layer.width >= layer.height * 1.3 else min(layer.width, layer.height)
    look = resolve(layer.look, deck.brand)
    return (
        side / modules >= FINEST
        and contrast(QColor(look.ink[:7]), QColor(look.paper[:7])) >= _CONTRAST
    )

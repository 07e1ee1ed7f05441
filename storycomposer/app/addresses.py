"""What people give for a link, told from other text; and the link layer of a target."""

from __future__ import annotations

import math
import re

from storycomposer.app.room import free, tops
from storycomposer.app.safe_area import SAFE
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import Box
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import (
    EmailTarget,
    PhoneTarget,
    Target,
    TelegramTarget,
    TextTarget,
    UrlTarget,
)
from storycomposer.document.snapping import MARGIN
from storycomposer.errors import StoryError
from storycomposer.links import payload

_WELL = 8.0
"""Canvas pixels of a module that phones read easily."""
_WIDTH = 888.0
_LOWEST, _UNTOLD, _USUAL, _HIGHEST = 264, 296, 360, 368
"""Heights of a new card: where there is little room, also while its code is still to be written,
usually, and for codes of many modules."""
_STEP = 8
"""Canvas pixels by which a card is made lower to find room."""

_SCHEME = re.compile(r"https?://[^\s/?#.]+[^\s]*", re.IGNORECASE)
_ENDINGS = (
    "com|org|net|edu|gov|int|io|co|app|dev|info|news|blog|shop|art|page|link|site|ai|tv|fm|gg|xyz"
    "|online|store|cloud|tech|club|live|world|berlin|hamburg|wien|london|paris|nyc|tokyo"
    "|eu|de|uk|fr|es|it|nl|pl|pt|br|mx|ar|in|jp|kr|cn|ru|ua|ch|at|be|se|no|dk|fi|ie|us|ca|au|nz"
    "|xn--[a-z0-9-]+|рф|рус|москва|сайт|онлайн|укр|бел|срб|мкд|қаз|бг|ею|ευ|ελ|გე|հայ|ישראל|קום"
    "|مصر|السعودية|امارات|المغرب|قطر|تونس|شبكة|भारत|नेट|বাংলা|ไทย|한국|닷컴|みんな|コム"
    "|中国|中國|香港|台灣|台湾|公司|网络|网址|网站|在线"
)
"""Domains that addresses without a scheme usually end in, of every script."""
_HOST = r"(?:[\w-]+[.。．｡])+"
_BARE = re.compile(rf"{_HOST}(?:{_ENDINGS})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_PATH = re.compile(rf"{_HOST}[^\W\d_]{{2,}}(?::\d+)?/\S*")
"""A host with a dot, and a slash behind it."""
_FILE = re.compile(
    r"[\w.-]+\.(?:c|cpp|css|csv|gif|go|h|html?|java|jpe?g|js|json|pdf|php|png|py|rb|svg|toml|ts|txt"
    r"|xml|ya?ml)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_WWW = re.compile(r"www\.[\w-]+\.\S+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/]{2,}")
_NUMBER = re.compile(r"[+0(][\d\s()./-]+")
_NICKNAME = re.compile(r"@[A-Za-z]\w{4,}", re.ASCII)
_LONGEST = 2000
_DIGITS = 7
"""Of a phone number, at least."""


def address_in(text: str) -> str | None:
    """The web address that ``text`` is as a whole, without quotes around it; None for any other
    text. Without a scheme only what ends in a usual domain, has a path behind a host, or has a host
    in another script counts: "main.py" and "e.g." are words."""
    said = payload.bare(text)
    if not said or len(said) > _LONGEST:
        return None
    patterns = (_SCHEME, _WWW, _BARE, _PATH)
    return said if any(pattern.fullmatch(said) for pattern in patterns) else None


def target_in(text: str) -> Target | None:
    """The target that pasted ``text`` is as a whole: a web address, or what names its own kind such
    as ``mailto:``; None for words."""
    address = address_in(text)
    found = payload.read(address or text.strip())
    if not isinstance(found, UrlTarget | TextTarget):
        return found
    return payload.mended(UrlTarget(url=address))[0] if address is not None else None


def meant(text: str) -> Target | None:
    """The target that somebody means who gives ``text`` for a link: also an e-mail address, a
    phone number, a @name. None where it leads nowhere yet."""
    said = payload.bare(text)
    found = payload.read(said)
    if said and not isinstance(found, UrlTarget | TextTarget):
        return found
    if _MAIL.fullmatch(said):
        made: Target = EmailTarget(address=said)
    elif _DATE.fullmatch(said) or _FILE.fullmatch(said):
        return None
    elif _NUMBER.fullmatch(said) and sum(one.isdigit() for one in said) >= _DIGITS:
        made = PhoneTarget(number=said)
    elif _NICKNAME.fullmatch(said):
        made = TelegramTarget(username=said[1:])
    else:
        made = payload.mended(UrlTarget(url=said))[0]
        if not re.search("[.。．｡]|//", said):
            return None
    return made if _leads(made) else None


def _leads(target: Target) -> bool:
    """Whether a code can say it; a number without its country is one all the same."""
    wrong = payload.problem(target)
    return wrong is None or wrong.id in payload.ADVICE


def symbol_side(target: Target) -> int:
    """Modules on a side of the code for ``target``; 0 where no code holds it."""
    from storycomposer.links.symbol import symbol  # noqa: PLC0415 (not for windows without links)

    try:
        return symbol(payload.text(target)).side
    except StoryError:
        return 0


def is_whole(target: Target) -> bool:
    """Whether a code can say ``target``: a contact without a name, for one, is still to be
    written."""
    try:
        payload.text(target)
    except StoryError:
        return False
    return True


def link(target: Target, slide: Slide) -> LinkLayer:
    """A link layer in the brand's look inside the safe area, its code as coarse as a card can
    carry. StoryError for what no code holds."""
    from storycomposer.links.symbol import QUIET, symbol  # noqa: PLC0415

    modules = symbol(payload.text(target)).side + 2 * QUIET if is_whole(target) else 0
    needed = min(math.ceil(_WELL * modules), _HIGHEST)
    least = max(_LOWEST, needed) if modules else _UNTOLD
    heights = range(max(_USUAL, needed), least - 1, -_STEP)
    box = free(slide, [box for height in heights for box in _places(slide, height)])
    return LinkLayer(id="link", x=box.x, y=box.y, width=box.width, height=box.height, target=target)


def _places(slide: Slide, height: float) -> list[Box]:
    """Where a card of that height may stand, best first."""
    usual = (SAFE.bottom - height, SAFE.y, SAFE.center.y - height / 2)
    return [Box(MARGIN, round(y), _WIDTH, height) for y in (*usual, *tops(slide, height))]

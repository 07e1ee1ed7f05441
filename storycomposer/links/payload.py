"""What a link's code says, for every kind of target, and back again.

``read(text(target))`` is ``target`` in its canonical spelling, and ``text`` of what was read is the
same text again: a code that is read, edited and written says nothing else. Each kind's format and
its source stand in the module that writes it: :mod:`~storycomposer.links.web`,
:mod:`~storycomposer.links.messages`, :mod:`~storycomposer.links.cards`,
:mod:`~storycomposer.links.stores`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

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
from storycomposer.errors import Sentence, StoryError
from storycomposer.links import cards, docomo, messages, stores, web
from storycomposer.links.tags import tagged

_QUOTES = "\"'<>“”„‚‘’«»‹›"
_UNSEEN = "\u200b\u200e\u200f\u2060\ufeff"
"""Marks without width that come along with what is copied."""

ADVICE = frozenset(
    ("link-no-country", "link-no-country-chat", "link-own-network", "link-event-shifted")
)
"""Problems of links that may be meant: they lead somewhere for some."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def text(target: Target, campaign: Campaign | None = None) -> str:
    """What the code of ``target`` says; web addresses take the tags of ``campaign``. Raises
    StoryError, in one sentence, where it says nothing that a phone can follow."""
    if any(_SURROGATE.search(getattr(target, name)) for name in target.__struct_fields__):
        raise StoryError("link-surrogate", "The link holds half a character: type it again.")
    said = _text(target)
    if campaign is not None and isinstance(target, UrlTarget):
        return tagged(said, campaign)
    return said


def read(text: str) -> Target:
    """The target that ``text`` of a code leads to, of the most specific kind that holds all of it;
    plain text where there is none. Never raises."""
    if not _SURROGATE.search(text):
        for reader in _READERS:
            found = reader(text)
            settled = None if found is None else _settled(found)
            if settled is not None:
                return settled
    return TextTarget(text=text)


def canonical(target: Target) -> Target:
    """``target`` as it is read back from its own code: numbers without spaces, times in UTC, names
    in their own script. Raises StoryError as :func:`text` does."""
    return read(text(target))


def problem(target: Target) -> Sentence | None:
    """What keeps ``target`` from leading anywhere, to be said while it is typed."""
    try:
        said = text(target)
    except StoryError as error:
        return error.sentence
    if isinstance(target, UrlTarget):
        return web.doubt(target.url, web.split(said))
    if isinstance(target, EventTarget):
        return cards.shifted(target)
    return _without_country(target)


def late(target: Target, now: datetime) -> Sentence | None:
    """That ``target`` is an event which is over at ``now`` (with a zone): for those who write it. A
    story made long ago is not wrong for it."""
    return cards.late(target, now) if isinstance(target, EventTarget) else None


def mended(target: Target) -> tuple[Target, Sentence | None]:
    """``target`` without what slipped in while typing or pasting (space and quotes around it, line
    breaks in it, a missing scheme), and what was mended; None where nothing was."""
    if isinstance(target, UrlTarget):
        return _mended_url(target)
    tidied = msgspec.structs.replace(target, **_tidied(target))
    if tidied == target:
        return target, None
    return tidied, Sentence("link-mended", "Space and signs around it were taken off.")


def bare(said: str) -> str:
    """``said`` without space, quotes and marks that are not seen around it."""
    while said != (bare := said.strip().strip(_QUOTES + _UNSEEN)):
        said = bare
    return said


def _without_country(target: Target) -> Sentence | None:
    if isinstance(target, WhatsAppTarget):
        if target.number.strip() and not messages.number(target.number).startswith("+"):
            return Sentence(
                "link-no-country-chat",
                "Begin with + and the country: WhatsApp takes the first digits for one.",
            )
        return None
    said = {PhoneTarget: "number", ContactTarget: "phone"}.get(type(target))
    given = getattr(target, said).strip() if said else ""
    if given and re.fullmatch("[0-9]{7,}(;.*)?", messages.number(given)):
        return Sentence(
            "link-no-country", "Begin with + and the country, so that it can be called from abroad."
        )
    return None


def _text(target: Target) -> str:
    return _WRITERS[type(target)](target)


def _url_text(target: UrlTarget) -> str:
    return web.uri(_mended_url(target)[0].url)


def _plain_text(target: TextTarget) -> str:
    if not target.text.strip():
        raise StoryError("link-no-text", "There is no text yet: say what the phone shows.")
    return target.text


_WRITERS: dict[type[Target], Callable[[Any], str]] = {
    UrlTarget: _url_text,
    EmailTarget: messages.mail_text,
    PhoneTarget: messages.phone_text,
    WhatsAppTarget: messages.whatsapp_text,
    TelegramTarget: messages.telegram_text,
    ContactTarget: cards.contact_text,
    EventTarget: cards.event_text,
    AppTarget: stores.app_text,
    TextTarget: _plain_text,
}


def _read_url(text: str) -> UrlTarget | None:
    # Without a scheme of its own a text may be any words with a dot in them.
    if re.search(r"\s", text) or web.split(text).scheme != text.partition(":")[0].lower():
        return None
    try:
        return UrlTarget(url=web.iri(web.uri(text)))
    except StoryError:
        return None


_Reader = Callable[[str], Target | None]
_OWN: dict[type[Target], _Reader] = {
    EmailTarget: messages.read_mail,
    PhoneTarget: messages.read_phone,
    WhatsAppTarget: messages.read_whatsapp,
    TelegramTarget: messages.read_telegram,
    AppTarget: stores.read_app,
    ContactTarget: cards.read_contact,
    EventTarget: cards.read_event,
    UrlTarget: _read_url,
}
"""What reads a kind's own codes, in the order in which a text is tried."""
_READERS = (docomo.read_mecard, docomo.read_matmsg, *_OWN.values())


def _settled(found: Target) -> Target | None:
    """``found`` in its canonical spelling; None where that breaks the document's limits or leads to
    something else."""
    reader = _OWN[type(found)]
    try:
        settled = reader(_text(found))
        if settled is None or reader(_text(settled)) != settled:
            return None
        limited: Target = msgspec.convert(msgspec.to_builtins(settled), type=Target)
        return limited
    except (msgspec.ValidationError, StoryError):
        return None


def _mended_url(target: UrlTarget) -> tuple[UrlTarget, Sentence | None]:
    url = bare(re.sub(r"[\r\n\t]+", "", target.url)).replace(" ", "%20")
    whole = web.with_scheme(url) if url else url
    if whole == target.url:
        return target, None
    if whole == url:
        said = Sentence("link-mended-url", "Space and quotes were taken off the address.")
    elif url == target.url:
        said = Sentence("link-mended-scheme", "https:// was put before the address.")
    else:
        said = Sentence("link-mended-both", "The address was tidied and https:// put before it.")
    return UrlTarget(url=whole), said if url else None


def _tidied(target: Target) -> dict[str, str]:
    """The fields of ``target`` that are one line, tidied."""
    made = {
        name: messages.line(getattr(target, name))
        for name in target.__struct_fields__
        if name not in ("body", "message", "note", "text", "url", "store")
    }
    if isinstance(target, EmailTarget):
        made["address"] = _mailbox(made["address"])
    if isinstance(target, TelegramTarget):
        made["username"] = re.sub(
            r"^(?:https?://)?(?:t|telegram)\.me/|^@", "", made["username"], flags=re.IGNORECASE
        )
    if isinstance(target, AppTarget):
        made["app"] = stores.bare(target)
    return made


def _mailbox(said: str) -> str:
    """The address in ``Jobs <jobs@example.org>`` or ``mailto:jobs@example.org``."""
    inner = re.search(r"<([^<>]*)>\s*$", said)
    said = inner[1] if inner else said
    said = re.sub(r"^mailto:", "", said.strip(), flags=re.IGNORECASE)
    return said.strip(' <>"“”„«»')

"""What people read beside a code: a short address that can be typed, and a hint for the phone that
shows the slide, since its camera cannot see its own screen."""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable
from typing import Any

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
from storycomposer.errors import StoryError
from storycomposer.links import languages, messages, payload, web
from storycomposer.links.shorter import counts

LONGEST = 40
"""Characters a shown address has at most; longer paths lose their middle."""

# A tail shorter than this says nothing of where the link leads.
_LEAST_TAIL = 8

_HINTS = {
    "ar": "التقط صورة للشاشة ثم المس الرمز في صورك",
    "de": "Screenshot machen, dann den Code in deinen Fotos antippen",
    "en": "Screenshot, then tap the code in your photos",
    "es": "Haz una captura y toca el código en tus fotos",
    "fr": "Faites une capture, puis touchez le code dans vos photos",
    "he": "צלמו מסך והקישו על הקוד בתמונות",
    "hi": "स्क्रीनशॉट लें, फिर फ़ोटो में कोड पर टैप करें",
    "it": "Fai uno screenshot, poi tocca il codice nelle foto",
    "ja": "スクリーンショットを撮り、写真アプリでコードをタップ",
    "ko": "화면을 캡처한 뒤 사진에서 코드를 탭하세요",
    "nl": "Maak een schermafbeelding en tik op de code in je foto’s",
    "pl": "Zrób zrzut ekranu i dotknij kodu w galerii zdjęć",
    "pt": "Faça uma captura e toque no código nas suas fotos",
    "ru": "Сделайте снимок экрана и нажмите на код в галерее",
    "th": "แคปหน้าจอ แล้วแตะโค้ดในรูปภาพ",
    "tr": "Ekran görüntüsü al, sonra fotoğraflarında koda dokun",
    "zh": "截屏后，在相册中点按二维码",
    "zh-hant": "截圖後，在相簿中點按 QR 碼",
}


def readable(target: Target) -> str:
    """What stands for ``target`` on the slide, at most :data:`LONGEST` characters: a web address
    without scheme, ``www.``, tags and last slash, names and paths in their own script; an e-mail
    address, a number, or what a card is called. Never raises, whatever is typed so far."""
    return _READABLE[type(target)](target)


def typed_reaches(shown: str, target: Target) -> bool:
    """Whether typing ``shown`` leads where the code leads, as far as that can be known without a
    network: the same host and path, with every parameter but tags for statistics. ``www.``, the
    scheme and the last slash count as alike, as nearly every site forwards from one to the other;
    the place on a page (``#``) and what is written already in a message may be left out. Words that
    nobody would type into a browser promise nothing and are not judged."""
    if not _typed(shown):
        return True
    kinds: dict[type[Target], Callable[[Any], bool]] = {
        EmailTarget: lambda mail: _same(
            EmailTarget(address=shown), EmailTarget(address=mail.address)
        ),
        PhoneTarget: lambda phone: _same(PhoneTarget(number=shown), phone),
        ContactTarget: lambda card: shown.strip() in (card.name, card.organisation, card.email),
        EventTarget: lambda event: shown.strip() == event.title,
        TextTarget: lambda words: shown.strip() in (words.text.strip(), readable(words)),
    }
    return kinds.get(type(target), lambda _: _same_page(shown, target))(target)


def hint(language: str) -> str:
    """How to follow the code on the phone that shows it, in ``language`` (BCP 47); English where
    the language is not known."""
    return languages.said(_HINTS, language)


def _short_url(url: str) -> str:
    try:
        parts = web.split(web.iri(payload.text(UrlTarget(url=url))))
    except StoryError:
        # An address being typed is shown as it is.
        return _cut(messages.line(url))
    if parts.authority is None:
        return _cut(str(parts))
    host = _bare(parts.authority)
    asked = "&".join(_asked(parts))
    path = parts.path.replace("%20", " ").rstrip("/")
    return _shortened(host, f"{path}?{asked}" if asked else path)


def _title(text: str) -> str:
    """What stands for the ``text`` of a code: cards, events and networks that no form holds whole
    by their name alone (never a network's password), all else as it is."""
    kind = next((one for one in _NAMED if text.lstrip()[: len(one[0])].upper() == one[0]), None)
    if kind is None:
        return text
    flat = re.sub(r"\r?\n[ \t]", "", text)
    for pattern in kind[2]:
        match = re.search(pattern, flat, re.IGNORECASE | re.MULTILINE)
        if match is None:
            continue
        said = match["said"].strip()
        if "QUOTED-PRINTABLE" in match[0].upper():
            said = quopri.decodestring(said.encode()).decode("utf-8", "replace")
        said = re.sub(r"\\(.)", lambda one: " " if one[1] in "nN" else one[1], said)
        if said := re.sub(r"\s*;+\s*", " ", said).strip():
            return said
    return kind[1]


_NAMED = (
    (
        "BEGIN:VCARD",
        "Contact",
        [rf"^(?:[\w-]+\.)?{name}(?:;[^:\r\n]*)?:(?P<said>.+)$" for name in ("FN", "N", "ORG")],
    ),
    ("BEGIN:VCALENDAR", "Event", [r"^SUMMARY(?:;[^:\r\n]*)?:(?P<said>.+)$"]),
    ("BEGIN:VEVENT", "Event", [r"^SUMMARY(?:;[^:\r\n]*)?:(?P<said>.+)$"]),
    ("MECARD:", "Contact", [r"[:;]N:(?P<said>(?:\\.|[^;\\])+)"]),
    ("WIFI:", "Wi-Fi", [r"[:;]S:(?P<said>(?:\\.|[^;\\])+)"]),
)
"""How texts that programs read begin, what such is, and where its name stands."""


def _chat(target: Target, said: str) -> str:
    """The chat's own short address; what is written already cannot be typed."""
    try:
        whole = payload.text(target)
    except StoryError:
        return _cut(messages.line(said))
    return whole.removeprefix("https://").partition("?")[0].rstrip("/")


def _typed(shown: str) -> bool:
    """Whether ``shown`` looks like something to type: an address, a number."""
    said = shown.strip()
    return bool(re.fullmatch(r"\S+\.\S{2,}(?: \S+)*|\S+@\S+|[+0-9][0-9 ()./-]{4,}", said))


def _same(one: Target, other: Target) -> bool:
    try:
        return payload.text(one).lower() == payload.text(other).lower()
    except StoryError:
        return False


def _same_page(shown: str, target: Target) -> bool:
    try:
        typed = _page(payload.text(UrlTarget(url=shown.strip())))
        return typed == _page(payload.text(target), isinstance(target, UrlTarget))
    except StoryError:
        return False


def _page(address: str, queried: bool = True) -> tuple[str, str, tuple[str, ...]]:
    """Host, path and parameters that say which page it is."""
    parts = web.split(address)
    host = re.sub(r":(?:80|443)$", "", _bare(parts.authority or ""))
    return host, parts.path.rstrip("/"), tuple(sorted(_asked(parts) if queried else ()))


def _bare(authority: str) -> str:
    """The host without who asks and ``www.``, unless that is the name itself, as in www.org."""
    return re.sub(r"^www\.(?=[^.]+\.)", "", authority.rpartition("@")[2])


def _asked(parts: web.Parts) -> list[str]:
    """The parameters that say which page it is, as they are written."""
    pairs = filter(None, (parts.query or "").split("&"))
    return [pair for pair in pairs if not counts(pair, parts.authority or "")]


def _shortened(host: str, path: str) -> str:
    whole = host + path
    if len(whole) <= LONGEST:
        return whole
    room = LONGEST - len(host) - len("/…")
    return f"{host}/…{path[-room:]}" if room >= _LEAST_TAIL else host


def _cut(text: str) -> str:
    """``text`` with an ellipsis where it is too long, behind a word if that costs little."""
    if len(text) <= LONGEST:
        return text
    short = text[: LONGEST - 1]
    word = short if text[LONGEST - 1] == " " else short.rpartition(" ")[0]
    return (word if len(word) >= LONGEST * 2 // 3 else short).rstrip(" ,;:–-") + "…"


_READABLE: dict[type[Target], Callable[[Any], str]] = {
    UrlTarget: lambda target: _short_url(target.url),
    EmailTarget: lambda target: _cut(messages.line(target.address)),
    PhoneTarget: lambda target: _cut(messages.line(target.number)),
    WhatsAppTarget: lambda target: _chat(target, target.number),
    TelegramTarget: lambda target: _chat(target, target.username),
    ContactTarget: lambda target: _cut(messages.line(target.name or target.organisation)),
    EventTarget: lambda target: _cut(messages.line(target.title)),
    AppTarget: lambda target: {"apple": "App Store", "google": "Google Play"}[target.store],
    TextTarget: lambda target: _cut(messages.line(_title(target.text))),
}

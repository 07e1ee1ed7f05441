"""One page with a set's links, ready to host anywhere: what is usually called a "link in bio".

It is a single file: its pictures lie in it, its fonts are the reader's own, and a policy in its
head forbids the browser to load anything. It needs no script, follows the reader's choice of light
or dark, and has no words but the story's own, so that it is right in any language.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from html import escape
from typing import Protocol

from storycomposer.document.deck import Deck
from storycomposer.links import contrast
from storycomposer.links.cards import calendar

_FOLLOWED = frozenset(("http", "https", "mailto", "tel", "sms", "geo"))
"""Schemes that browsers may follow from this page; other addresses are words on it."""

_RIGHT_TO_LEFT = re.compile("arc?|ckb|dv|fa|he|iw|ks|nqo|ps|sd|syr|ug|ur|yi")


class Link(Protocol):
    """Where it leads, how that is shown, and the call to follow it, perhaps empty."""

    @property
    def address(self) -> str: ...
    @property
    def shown(self) -> str: ...
    @property
    def call(self) -> str: ...


class Page(Protocol):
    """A slide."""

    @property
    def number(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...
    @property
    def links(self) -> Sequence[Link]: ...


def page(deck: Deck, shown: Sequence[tuple[Page, bytes]]) -> str:
    """The page of ``shown`` slides, each with its picture (JPEG): those with links as cards, the
    others below."""
    cards = [_card(deck, slide, jpeg) for slide, jpeg in shown if slide.links]
    others = [_picture(deck, slide, jpeg) for slide, jpeg in shown if not slide.links]
    names = (slide.name for slide, _ in shown if slide.name)
    title = escape(" ".join(deck.title.split()) or next(names, "Story"))
    parts = [
        _list("cards", cards),
        _list("slides", others),
    ]
    return _PAGE.format(
        language=escape(deck.language),
        direction=direction(deck.language),
        title=title,
        style=_STYLE.replace("BRAND", deck.brand.primary[:7]).replace(
            "TEXT", contrast.clearest(("#FFFFFF", "#14141A"), deck.brand.primary)
        ),
        narrow=' class="narrow"' if len(cards) < 2 else "",
        body="\n".join(filter(None, parts)),
    )


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, as ``language`` (BCP 47) is written."""
    parts = language.lower().split("-")
    scripts = {"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"}
    return "rtl" if _RIGHT_TO_LEFT.fullmatch(parts[0]) or scripts & set(parts[1:]) else "ltr"


def _list(kind: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    inner = "\n".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="{kind}" role="list">\n{inner}\n</ul>'


def _card(deck: Deck, slide: Page, jpeg: bytes) -> str:
    name = f'<h2 dir="auto">{escape(slide.name)}</h2>' if slide.name else ""
    words = " ".join(said for said in slide.words if said != slide.name)
    text = f'<p class="said" dir="auto">{escape(words)}</p>' if words else ""
    links = "\n".join(map(_link, slide.links))
    return (
        f"<article{_language(deck, slide)}>{_img(slide, jpeg, fallback='')}"
        f"<div><header>{name}{text}</header>\n{links}</div></article>"
    )


def _picture(deck: Deck, slide: Page, jpeg: bytes) -> str:
    fallback = slide.name or str(slide.number)
    return f"<figure{_language(deck, slide)}>{_img(slide, jpeg, fallback)}</figure>"


def _img(slide: Page, jpeg: bytes, fallback: str) -> str:
    data = base64.b64encode(jpeg).decode()
    alt = escape(slide.alt or fallback)
    return f'<img src="data:image/jpeg;base64,{data}" width="360" height="640" alt="{alt}">'


def _link(link: Link) -> str:
    where = _where(link.address)
    if not where:
        call = f'<p class="call" dir="auto">{escape(link.call)}</p>' if link.call else ""
        return f'{call}<p class="said" dir="auto">{escape(link.shown)}</p>'
    words = escape(link.shown).replace("/", "/<wbr>")
    # Addresses and numbers run from left to right in any script (RFC 3987 §4.1).
    way = "ltr" if re.search(r"\S[./@]\S|^\+?\d", link.shown) else "auto"
    shown = f'<span dir="{way}">{words}</span>'
    if link.call:
        shown = f'<b dir="auto">{escape(link.call)}</b>{shown}'
    return f"<a {where}>{shown}</a>"


def _where(address: str) -> str:
    """What makes a link of ``address``; nothing where it is plain words. Cards are saved as files,
    which phones and computers open in their contacts and calendars."""
    if address.startswith("BEGIN:VCARD\r\n"):
        return _file("contact.vcf", "text/vcard", address)
    if address.startswith("BEGIN:VEVENT\r\n"):
        return _file("event.ics", "text/calendar", calendar(address))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    if scheme is None or scheme[1].lower() not in _FOLLOWED:
        return ""
    return f'href="{escape(address)}" rel="noopener"'


def _file(name: str, kind: str, text: str) -> str:
    data = base64.b64encode(text.encode()).decode()
    return f'href="data:{kind};charset=utf-8;base64,{data}" download="{name}"'


def _language(deck: Deck, slide: Page) -> str:
    if slide.language == deck.language:
        return ""
    return f' lang="{escape(slide.language)}" dir="{direction(slide.language)}"'


_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main{narrow}>
<h1 dir="auto">{title}</h1>
{body}
</main>
</body>
</html>
"""

_STYLE = """\
:root {
  --ground: #f3f3f6; --card: #fff; --ink: #14141a; --soft: #5d5d6b; --line: #0000001a;
  --brand: BRAND; --on-brand: TEXT;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #0f0f13; --card: #1c1c23; --ink: #f4f4f7; --soft: #a9a9b8; --line: #ffffff26; }
}
* { box-sizing: border-box; margin: 0; }
body {
  background: var(--ground); color: var(--ink);
  font: 1rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  -webkit-text-size-adjust: 100%;
}
main { max-width: 62rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 4rem) 1rem 3rem; }
main.narrow { max-width: 40rem; }
h1 {
  font-size: clamp(1.6rem, 6vw, 2.6rem); line-height: 1.15; letter-spacing: -0.02em;
  font-weight: 800; margin-bottom: clamp(1.25rem, 4vw, 2.25rem); overflow-wrap: anywhere;
  text-wrap: balance;
}
h1::before {
  content: ""; display: block; width: 2.5rem; height: 0.375rem; border-radius: 1rem;
  background: var(--brand); margin-bottom: 1rem;
}
ul { list-style: none; padding: 0; display: grid; gap: 1rem; }
img { display: block; width: 100%; height: auto; border-radius: 0.75rem; background: var(--line); }
.cards { grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); }
article {
  display: flex; gap: 1rem; height: 100%; padding: 0.75rem; background: var(--card);
  border-radius: 1.25rem; box-shadow: 0 0 0 1px var(--line), 0 8px 24px -16px #0006;
}
article img { flex: none; width: clamp(6.5rem, 30%, 9.5rem); align-self: flex-start; }
article div {
  flex: 1; min-width: 0; display: flex; flex-direction: column; gap: 0.625rem;
  padding: 0.25rem 0.25rem 0.25rem 0;
}
[dir="rtl"] article div { padding: 0.25rem 0 0.25rem 0.25rem; }
header { margin-bottom: auto; }
h2, header .said {
  overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden;
}
h2 { font-size: 1.125rem; line-height: 1.25; font-weight: 700; -webkit-line-clamp: 4; }
header .said { margin-top: 0.375rem; font-size: 0.9375rem; -webkit-line-clamp: 3; }
a {
  display: block; padding: 0.75rem 1rem; border-radius: 0.875rem; text-decoration: none;
  text-align: center; font-weight: 600; overflow-wrap: anywhere;
  background: var(--brand); color: var(--on-brand); box-shadow: inset 0 0 0 1px var(--line);
}
a:hover { filter: brightness(1.08); }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
a b { display: block; font-weight: 700; }
a b + span { font-size: 0.875rem; font-weight: 500; opacity: 0.9; }
.call { font-weight: 700; }
.said { color: var(--soft); white-space: pre-line; overflow-wrap: anywhere; }
.slides {
  grid-template-columns: repeat(auto-fill, minmax(min(7rem, 30%), 1fr)); gap: 0.75rem;
}
ul + ul { margin-top: clamp(1.5rem, 4vw, 2.5rem); }
@media print { article { break-inside: avoid; } }
"""

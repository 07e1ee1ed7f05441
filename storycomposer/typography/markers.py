"""The marks of lists: bullets and numbers in the digits of the language."""

from __future__ import annotations

from typing import NamedTuple

from storycomposer.document.layers import TextLayer
from storycomposer.typography.bidi import Direction
from storycomposer.typography.blocks import Block, Typed, block
from storycomposer.typography.fonts import FontBook
from storycomposer.typography.itemising import Span

GAP = 0.4
"""Between a mark and its text, in sizes of the largest mark."""

# CLDR's default numbering systems, where they are not the Western digits.
_DIGITS = {
    **dict.fromkeys(("ar", "ckb", "sd"), "٠١٢٣٤٥٦٧٨٩"),
    **dict.fromkeys(("fa", "ps", "mzn", "ks"), "۰۱۲۳۴۵۶۷۸۹"),
    **dict.fromkeys(("mr", "ne"), "०१२३४५६७८९"),
    **dict.fromkeys(("bn", "as"), "০১২৩৪৫৬৭৮৯"),
    "my": "၀၁၂၃၄၅၆၇၈၉",
    "dz": "༠༡༢༣༤༥༦༧༨༩",
}
_WESTERN = "0123456789"
_MAGHREB = ("MA", "DZ", "TN", "LY", "EH", "AE")


class Marks(NamedTuple):
    """The mark of each paragraph (None where it has none), the gap between mark and text, and the
    indent that every paragraph gets so that the widest mark fits."""

    blocks: tuple[Block | None, ...]
    gap: float
    indent: float


def digits(number: int, language: str) -> str:
    """``number`` in the digits that readers of ``language`` expect (CLDR numbering systems)."""
    primary, *rest = language.split("-")
    chosen = _DIGITS.get(primary.lower(), _WESTERN)
    if primary.lower() == "ar" and any(part.upper() in _MAGHREB for part in rest):
        chosen = _WESTERN
    return str(number).translate(str.maketrans(_WESTERN, chosen))


def marks(layer: TextLayer, typed: tuple[Typed, ...], blocks: list[Block], book: FontBook) -> Marks:
    """The marks of ``layer``'s paragraphs, in the style of their first letters. Blank paragraphs
    have none and are not counted."""
    if layer.list == "none":
        return Marks((None,) * len(typed), 0.0, 0.0)
    found: list[Block | None] = []
    number = 0
    for paragraph, own in zip(typed, blocks, strict=True):
        if not paragraph.text.strip():
            found.append(None)
            continue
        number += 1
        style = paragraph.spans[0].style._replace(tracking=0.0)
        text = "•" if layer.list == "bullet" else f"{digits(number, style.language)}."
        direction: Direction = "rtl" if own.rtl else "ltr"
        found.append(block(text, (Span(0, len(text), style),), "none", direction, book))
    shown = [mark for mark in found if mark is not None]
    gap = GAP * max((mark.spans[0].style.size for mark in shown), default=0.0)
    widest = max((mark.ends[-1] for mark in shown), default=0.0)
    return Marks(tuple(found), gap, widest + gap)

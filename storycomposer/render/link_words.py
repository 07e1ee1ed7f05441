"""The words on a link's card, set to fit: call strong, address easy to read, hint quiet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import structs

from storycomposer.document.geometry import Box
from storycomposer.document.layers import Run, TextLayer
from storycomposer.typography import paragraph
from storycomposer.typography.fonts import FontBook
from storycomposer.typography.ink import reach
from storycomposer.typography.layout import Layout

SMALLEST = 36.0
"""Type on a story is not smaller where there is room."""

_LEAST = 12.0
_TINY = 0.7
"""Type that is small already shrinks by this before a host is broken behind a dot."""
_CAPITAL = 0.72
"""Height of capitals in type sizes: near enough for most faces, and the eye centres by it."""

_RISE, _DROP = 0.9, 0.26
"""How far letters reach above and below their line in most faces, in type sizes; what reaches
further, as in scripts, is given room."""
_AIR, _LOOSEST = 0.08, 1.4
"""Between letters of two lines at least, and how far apart lines stand at most for it."""
_IDEOGRAPHS = ("\u2e80", "\U0001f000")
_SOLID = 1.2
"""Pitch of lines of ideographs at least: their squares would stand like one wall."""

_STRONG = 0.65
"""A call that shrinks below this is no longer stronger than the rest: rather say less."""
_STEPS = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52)
_ROOMY = 1e5


class Part(NamedTuple):
    """One thing that is said. ``size`` is as large as it gets; it gets smaller, down to the share
    ``whole`` of that, where that keeps it on one line; what is ``spare`` goes first where room is
    short."""

    id: str
    text: str
    font: str
    weight: int
    size: float
    color: str
    leading: float = 1.2
    tracking: float = 0
    whole: float = 1
    spare: bool = False


class Area(NamedTuple):
    """Where words may stand. ``spread``: the last part stands on the lower edge and the others hang
    from the upper one, where that leaves no hole."""

    box: Box
    align: Literal["left", "center", "right"]
    spread: bool = False


class _Set(NamedTuple):
    """A part in its size; ``top`` and ``height`` are from the first line's capitals to the last
    baseline, or from and to where letters reach far beyond these."""

    layer: TextLayer
    layout: Layout
    top: float
    height: float


class _Setting(NamedTuple):
    """What type is set with."""

    book: FontBook
    language: str

    def lay(self, layer: TextLayer) -> Layout:
        """Lines of ``layer``."""
        return paragraph.layout(layer, self.book, self.language)


def fitted(
    parts: Sequence[Part], area: Area, book: FontBook, language: str
) -> tuple[TextLayer, ...]:
    """``parts`` as text layers in ``area``, as large as there is room: first all shrink a little,
    to 36 pixels at least, then the spare ones go, then type gets smaller than that, and at last the
    address stands alone. Nothing where not even that has room."""
    parts = [part for part in parts if part.text.strip()]
    if not parts or area.box.width < 1 or area.box.height < 1:
        return ()
    setting = _Setting(book, language)
    for said, factor, least in _tries(parts):
        found = [_set(_layer(part, factor, least, area), part.whole, setting) for part in said]
        if _height(found, factor) <= area.box.height:
            return _stacked([_balanced(one, setting) for one in found], area, factor)
    return ()


def _tries(parts: list[Part]) -> Iterator[tuple[list[Part], float, float]]:
    """What to say, by which factor smaller, and how small at most: the better first."""
    kept = [part for part in parts if not part.spare]
    if 0 < len(kept) < len(parts):
        yield from ((parts, factor, SMALLEST) for factor in _STEPS if factor > _STRONG)
    yield from ((kept or parts, factor, SMALLEST) for factor in _STEPS)
    alone = [part for part in parts if part.id == "address"] or parts[:1]
    for said, sizes in ((kept or parts, (32.0, 28.0, 24.0)), (alone, (28.0, 24.0, 20.0, 16.0))):
        yield from ((said, 0.0, least) for least in sizes)
    yield alone, 0.0, _LEAST


def _layer(part: Part, factor: float, least: float, area: Area) -> TextLayer:
    return TextLayer(
        id=part.id,
        width=area.box.width,
        height=_ROOMY,
        text=(Run(text=part.text),),
        font=part.font,
        weight=part.weight,
        size=min(max(part.size * factor, least), part.size),
        color=part.color,
        leading=part.leading,
        tracking=part.tracking,
        align=area.align,
        fit="none",
    )


def _set(layer: TextLayer, whole: float, setting: _Setting) -> _Set:
    layer, layout = _unbroken(_on_one_line(layer, whole, setting), setting)
    leading = _pitch(layer, layout)
    if leading > layer.leading:
        layer = structs.replace(layer, leading=leading)
        layout = setting.lay(layer)
    return _measured(layer, layout)


def _pitch(layer: TextLayer, layout: Layout) -> float:
    """How far apart lines must stand, in type sizes, so that letters do not run into those below
    them."""
    lines = layout.lines
    if len(lines) < 2:
        return 0.0
    deep = max(reach(line).below for line in lines[:-1])
    high = max(reach(line).above for line in lines[1:])
    low, behind = _IDEOGRAPHS
    least = _SOLID if any(low <= letter < behind for letter in layout.text) else 0.0
    return max(min((deep + high) / layer.size + _AIR, _LOOSEST), least)


def _measured(layer: TextLayer, layout: Layout) -> _Set:
    first, last = layout.lines[0], layout.lines[-1]
    above, below = reach(first).above - _RISE * layer.size, reach(last).below - _DROP * layer.size
    top = first.baseline - _CAPITAL * layer.size - max(0.0, above)
    return _Set(layer, layout, top, last.baseline + max(0.0, below) - top)


def _unbroken(layer: TextLayer, setting: _Setting) -> tuple[TextLayer, Layout]:
    """``layer`` so small that no line ends inside a word; names of hosts may then break behind a
    dot, if even small type is too wide."""
    said = "".join(run.text for run in layer.text)
    size = _widest(layer, said, setting)
    small = layer.size * _TINY if layer.size < SMALLEST else SMALLEST
    # First names of hosts in front of what one knows them by, "example.org", then that too.
    for dot, least in ((_DOTS[0], min(layer.size, SMALLEST)), (_DOTS[1], small)):
        if size < least:
            said = dot.sub(".\u200b", said)
            size = _widest(layer, said, setting)
    size = min(max(size, _LEAST), layer.size)
    tried = structs.replace(layer, text=(Run(text=said),), size=size)
    return tried, setting.lay(tried)


def _widest(layer: TextLayer, said: str, setting: _Setting) -> float:
    """The largest size at which each word of ``said`` is no wider than ``layer``. Scripts whose
    words may break anywhere have none that count."""
    words = [word for word in _WORDS.split(said) if word and max(word) < _UNSPACED]
    if not words:
        return layer.size
    runs = (Run(text="\n".join(words)),)
    lines = setting.lay(structs.replace(layer, text=runs, width=_ROOMY)).lines
    widest = max(line.right - line.left for line in lines)
    return layer.size * layer.width / widest * 0.998 if widest > layer.width else layer.size


def _on_one_line(layer: TextLayer, whole: float, setting: _Setting) -> TextLayer:
    """``layer`` as small as lets it stand on one line, down to the share ``whole``."""
    line = setting.lay(structs.replace(layer, width=20000)).lines[0]
    wide = line.right - line.left
    least = max(layer.size * whole, min(layer.size, SMALLEST))
    size = layer.size * layer.width / wide * 0.998 if wide > layer.width else layer.size
    return structs.replace(layer, size=size) if size >= least else layer


def _balanced(one: _Set, setting: _Setting) -> _Set:
    """The same number of lines, as equally long as they can be."""
    lines = len(one.layout.lines)
    low, high, best = 0.5, 1.0, one
    while lines > 1 and high - low > 0.03:
        share = (low + high) / 2
        tried = structs.replace(one.layer, width=max(one.layer.width * share, 1))
        found = setting.lay(tried)
        loose = _pitch(tried, found) > one.layer.leading
        if len(found.lines) > lines or _breaks_words(found) or loose:
            low = share
        else:
            high, best = share, _measured(tried, found)
    return best


def _breaks_words(layout: Layout) -> bool:
    """Whether a line ends inside a word, as it does where there is no other place to break."""
    ends = [line.end for line in layout.lines[:-1]]
    pairs = [(layout.text[end - 1], layout.text[end]) for end in ends]
    return any(not a.isspace() and a not in _BREAKS and max(a, b) < _UNSPACED for a, b in pairs)


_BREAKS = "/-\u2010\u2013\u2014\u2026\u00ad\u200b"
"""What an address may break behind, but not before a digit (UAX #14, LB25)."""
_WORDS = re.compile(rf"\s+|(?<=[{re.escape(_BREAKS)}])(?![0-9])")
_DOTS = (re.compile(r"\.(?=[^\s/]+\.)"), re.compile(r"\.(?!\u200b)"))
_UNSPACED = "\u0900"
"""Scripts from here on have no spaces to break at, or break between letters without harm."""


def _gap(factor: float) -> float:
    return 26 * max(factor, 0.8)


def _height(found: Sequence[_Set], factor: float) -> float:
    return sum(one.height for one in found) + _gap(factor) * (len(found) - 1)


def _stacked(found: Sequence[_Set], area: Area, factor: float) -> tuple[TextLayer, ...]:
    """The parts below one another, in the middle of the area as the eye sees it."""
    box, slack = area.box, area.box.height - _height(found, factor)
    spread = area.spread and len(found) > 1 and 0 <= slack <= box.height * 0.4
    y = box.y if spread else box.y + slack / 2
    placed = []
    for index, one in enumerate(found):
        if spread and index == len(found) - 1:
            y += slack
        aside = {"left": 0.0, "center": 0.5, "right": 1.0}[area.align]
        x = box.x + (box.width - one.layer.width) * aside
        high = max(one.layout.height, 1)
        placed.append(structs.replace(one.layer, x=x, y=y - one.top, height=high))
        y += one.height + _gap(factor)
    return tuple(placed)

"""The rules of looks for samples, templates and generated slides, as checks on a story.

Usable as ``python tests/looks.py STORY…``: prints one line a finding and ends with 1 if there was
one. Each finding names its rule:

 1 margins           2 safe area          3 sizes              4 weights and families
 5 lines and words   6 leading, tracking  7 contrast           8 scrims and shadows
 9 axes and gaps    10 colours           11 codes             12 free area, focus, crop, headline

Not measurable, left to the eye: whether there is *one* focal element (measured: the largest one
takes a quarter of the safe area), and which picture part matters (measured: its declared focus).
Where a rule was written for Latin letters, other scripts are held to what they need: tall scripts
(Arabic, Devanagari, Thai) get more leading, wide characters count as two.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import looks_measure as measure
from looks_page import BOTTOM, SAFE, TOP, Page, contains, distance, page

from storycomposer.document.layers import LinkLayer, TextLayer
from storycomposer.storage.files import open_story
from storycomposer.story import Story

SIZES = (36, 44, 56, 72, 96, 128, 168)
GAPS = (16, 24, 32, 48, 64, 96)
ONE_WEIGHT = {
    "Anton",
    "Archivo Black",
    "Bangers",
    "Bebas Neue",
    "DM Serif Display",
    "Pacifico",
    "Permanent Marker",
}
"""Display families with a single, heavy weight that font files call 400."""


class Finding(NamedTuple):
    """What breaks which rule, where. ``slide`` counts from 1; 0 is the whole story."""

    slide: int
    rule: int
    what: str

    def __str__(self) -> str:
        return f"slide {self.slide}: rule {self.rule}: {self.what}"


def check(story: Story) -> list[Finding]:
    """All findings on ``story``, slide by slide."""
    pages = [page(story, slide) for slide in story.deck.slides]
    found = [Finding(0, rule, what) for rule, what in deck_rules(story, pages)]
    for number, one in enumerate(pages, 1):
        for rules in SLIDE_RULES:
            found += [Finding(number, rule, what) for rule, what in rules(one)]
    return found


Findings = Iterator[tuple[int, str]]


def deck_rules(story: Story, pages: list[Page]) -> Findings:
    """Rules 4, 10 and 12 for the deck as a whole."""
    if not 3 <= len(pages) <= 7:
        yield 12, f"{len(pages)} slides, not 3 to 7"
    runs = [run for one in pages for item in one.texts for run in measure.styles(item.layer)]
    families, weights = {r.font for r in runs}, {r.weight for r in runs}
    if len(families) > 2:
        yield 4, f"{len(families)} families: {sorted(families)}"
    if len(weights) > 3:
        yield 4, f"{len(weights)} weights: {sorted(weights)}"
    hues = measure.hues(story.deck)
    if len(hues) > 3:
        yield 10, f"{len(hues)} hues: {hues}"
    edges = {round(one.headline.edge) for one in pages if one.headline}
    if edges and max(edges) - min(edges) > 2:
        yield 12, f"headlines start at {sorted(edges)}, not on one edge"


def places(page: Page) -> Findings:
    """Rules 1 and 2: margins and the safe area."""
    for item in page.items:
        if isinstance(item.layer, TextLayer | LinkLayer):
            left, top, right, bottom = item.ink
            if left < 94 or right > 986:
                yield 1, f"{item.name} spans {left:.0f}–{right:.0f}, outside 96–984"
            if top < TOP or bottom > BOTTOM:
                yield 2, f"{item.name} spans y {top:.0f}–{bottom:.0f}, outside 270–1536"
        elif not item.bleeds and (item.left < 96 or item.right > 984):
            yield 1, f"{item.name} spans {item.left:.0f}–{item.right:.0f}, outside 96–984"


def sizes(page: Page) -> Findings:
    """Rules 3 and 4: the scale of sizes, the step from headline to body, weights."""
    runs = [(item, run) for item in page.texts for run in measure.styles(item.layer)]
    used = {run.size for _, run in runs}
    if len(used) > 3:
        yield 3, f"{len(used)} sizes: {sorted(used)}"
    for item, run in runs:
        if run.size not in SIZES:
            yield 3, f"{item.name} has size {run.size:g}, not of the scale"
        if run.size >= 72:
            heavy = 700 <= run.weight <= 900 or run.font in ONE_WEIGHT
            if not heavy:
                yield 4, f"{item.name} has weight {run.weight}, not 700 to 900"
        elif not 400 <= run.weight <= 600:
            yield 4, f"{item.name} has weight {run.weight}, not 400 to 600"
        if run.size < 44 and len(item.lines) > 1:
            yield 3, f"{item.name} has {len(item.lines)} lines of {run.size:g}; body is 44 or more"
    bodies = [size for size in used if size < 72]
    if bodies and max(used) < 2 * max(bodies):
        yield 3, f"the headline ({max(used):g}) is less than twice the body ({max(bodies):g})"


def words(page: Page) -> Findings:
    """Rule 5: characters a line, lines, words, last lines."""
    if (count := sum(measure.words(item.layer) for item in page.texts)) > 45:
        yield 5, f"{count} words, more than 45"
    for item in page.texts:
        big = item.layer.size >= 72
        longest = max((measure.columns(line) for line in item.lines), default=0)
        for paragraph in measure.paragraphs(item):
            most = 4 if big else 6
            if len(paragraph) > most:
                yield 5, f"{item.name} has a paragraph of {len(paragraph)} lines, more than {most}"
            if len(paragraph) > 1 and measure.is_orphan(paragraph[-1]):
                yield 5, f"{item.name} ends with {paragraph[-1].strip()!r} alone on its line"
        if big and longest > 18:
            yield 5, f"{item.name} has {longest} characters in a line, more than 18"
        if not big and longest > 40:
            yield 5, f"{item.name} has {longest} characters in a line, more than 40"
        wraps = len(item.lines) > len(measure.paragraphs(item))
        if not big and wraps and longest < 24:
            yield 5, f"{item.name} has {longest} characters in its longest line, less than 24"


def spacing(page: Page) -> Findings:
    """Rule 6: leading, tracking, never justified."""
    for item in page.texts:
        layer = item.layer
        low, high = (1.0, 1.1) if layer.size >= 72 else (1.3, 1.4)
        high += 0.25 if measure.is_tall(layer) else 0
        if not low <= layer.leading <= high + 1e-9:
            yield 6, f"{item.name} has leading {layer.leading:g}, not {low:g} to {high:g}"
        capitals = layer.case == "upper" or measure.text(layer).isupper()
        low, high = (60, 120) if capitals and layer.size <= 44 else (-20, 20)
        high = 0 if layer.size > 96 else high
        for run in measure.styles(layer):
            if not low <= run.tracking <= high:
                yield 6, f"{item.name} has tracking {run.tracking:g} ‰, not {low} to {high}"
        if layer.align == "justify":
            yield 6, f"{item.name} is justified"


def contrast(page: Page) -> Findings:
    """Rule 7: the worst letter against what really lies behind it."""
    for item in page.texts:
        large = item.layer.size >= 72
        worst, letter = measure.contrast(page, item)
        if worst < (3 if large else 4.5):
            yield 7, f"{item.name} has contrast {worst:.1f} at {letter!r}"


def veils(page: Page) -> Findings:
    """Rule 8: scrims and shadows."""
    for veil in page.scrims:
        if veil.form == "even":
            if not 0.35 <= veil.opacity <= 0.5:
                yield 8, f"the even scrim has {veil.opacity:.0%}, not 35 to 50 %"
            continue
        if veil.opacity > 0.72:
            yield 8, f"the scrim ends at {veil.opacity:.0%}, more than 72 %"
        if veil.end - veil.start < 600:
            yield 8, f"the scrim fades over {veil.end - veil.start:.0f} px, less than 600"
        for item in page.texts:
            touches = item.ink[1] < veil.end and item.ink[3] > veil.start
            near = item.ink[1] - veil.start if veil.form == "bottom" else veil.end - item.ink[3]
            if touches and near < 120:
                yield 8, f"the scrim reaches {near:.0f} px past {item.name}, less than 120"
    for name, shadow in page.shadows:
        share = int(shadow.color[7:9] or "ff", 16) / 255
        if shadow.blur > 24 or share > 0.4:
            yield 8, f"{name} has a shadow of blur {shadow.blur:g} and {share:.0%}"


def order(page: Page) -> Findings:
    """Rule 9: left edges and gaps."""
    edges: list[float] = []
    for item in sorted(page.items, key=lambda item: item.edge):
        if not item.bleeds and not item.loose and (not edges or item.edge - edges[-1] > 2.5):
            edges.append(item.edge)
    if len(edges) > 2:
        yield 9, f"{len(edges)} left edges: {[round(edge) for edge in edges]}"
    for one, other in pairwise(edges):
        if other - one < 24:
            yield 9, f"edges at {one:.0f} and {other:.0f} are nearly aligned"
    gaps = sorted({round(gap) for gap, *_ in page.gaps})
    for gap, above, below in page.gaps:
        if gap <= 96 and min(abs(gap - allowed) for allowed in GAPS) > 1:
            yield 9, f"the gap between {above} and {below} is {gap:.0f}"
    close = [gap for gap in gaps if gap <= 96]
    for small, large in pairwise(close):
        if large - small > 1 and small > large / 2 + 1:
            yield 9, f"gaps of {small} and {large}: neither equal nor twice as large"
    for first, second in page.collisions:
        yield 9, f"{first} and {second} overlap"


def colors(page: Page) -> Findings:
    """Rule 10: little accent, one emphasised phrase."""
    if (share := measure.accent(page)) > 0.1:
        yield 10, f"the accent covers {share:.0%}"
    if (count := sum(measure.emphases(item.layer) for item in page.texts)) > 1:
        yield 10, f"{count} emphasised phrases"


def codes(page: Page) -> Findings:
    """Rule 11: the link's card."""
    links = [item for item in page.items if isinstance(item.layer, LinkLayer)]
    if len(links) > 1:
        yield 11, f"{len(links)} links"
    for item in links:
        side, module = measure.code(item.layer)
        if item.layer.mode == "code" and not (264 <= side <= 368 and module >= 8):
            yield 11, f"{item.name} has a code of {side:.0f} px, its modules {module:.1f}"
        if item.layer.look.radius > 24:
            yield 11, f"{item.name} has radius {item.layer.look.radius:g}, more than 24"
        for other in page.items:
            if other is item or other.bleeds or contains(other, item):
                continue
            if (gap := distance(item.ink, other.ink)) < 48:
                yield 11, f"{item.name} is {gap:.0f} px from {other.name}, less than 48"


def room(page: Page) -> Findings:
    """Rule 12: free area, a focal element, the pictures' focus and crop."""
    if (free := measure.free(page)) < 0.35:
        yield 12, f"{free:.0%} of the safe area is free, less than 35 %"
    if (largest := measure.largest(page)) < 0.25 * SAFE:
        yield 12, f"the largest element takes {largest / SAFE:.0%} of the safe area"
    for shot in page.pictures:
        for item in page.texts:
            laid_over = distance(item.ink, shot.frame) < 0
            if laid_over and (gap := measure.reach(item, *shot.focus)) < 200:
                yield 12, f"{item.name} is {gap:.0f} px from the focus of {shot.name}"
        width = shot.frame[2] - shot.frame[0]
        if shot.crop < min(1080, width) - 1:
            yield 12, f"{shot.name} is {shot.crop:.0f} px wide for a frame of {width:.0f}"


def said(page: Page) -> Findings:
    """Beyond looks: what each sample says for people and machines that cannot see it."""
    if not page.slide.alt or not page.slide.name:
        yield 0, "the slide has no name or no alt text"
    for shot in page.pictures:
        if not shot.alt:
            yield 0, f"{shot.name} has no alt text"
    for item in page.texts:
        layout = item.layout
        assert layout is not None
        for family in layout.missing_fonts:
            yield 0, f"{item.name} asks for the missing font {family}"
        for start, end in layout.missing_glyphs:
            yield 0, f"{item.name} has letters that no font draws: {layout.text[start:end]!r}"
        if layout.overflows:
            yield 0, f"{item.name} does not fit its box"


SLIDE_RULES = (
    places,
    sizes,
    words,
    spacing,
    contrast,
    veils,
    order,
    colors,
    codes,
    room,
    said,
)


def main(paths: list[str]) -> int:
    """Check the stories at ``paths``; 1 if anything was found."""
    count = 0
    for path in paths:
        for finding in check(open_story(Path(path))):
            print(f"{path}: {finding}")
            count += 1
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

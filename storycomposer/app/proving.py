"""Whether phones read the links, asked again after every change, off the window's thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from storycomposer.app.desk import Desk
from storycomposer.app.words import say
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer
from storycomposer.editor import Change
from storycomposer.errors import StoryError
from storycomposer.story import Story

if TYPE_CHECKING:
    from storycomposer.checks.finding import Fix
    from storycomposer.checks.links import Verdict

_REST_MS = 20
"""Several changes of one moment are judged once."""

Verdicts = dict[str, "Verdict"]


class _Key(NamedTuple):
    """All that the verdicts on a slide depend on."""

    slide: Slide
    brand: object
    fonts: object
    language: str
    canvas: object


class _Known(NamedTuple):
    """``whole`` once what mends was tried."""

    key: _Key
    verdicts: Verdicts
    whole: bool


class Proving(QObject):
    """The verdicts on the links of the slide that is shown, and those of slides shown before as
    long as they stay the same. While a gesture runs there are none: nothing old is said."""

    changed = Signal()
    """There are other verdicts now, or none yet."""

    def __init__(self, desk: Desk, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._workers = desk, workers
        self._known: dict[str, _Known] = {}
        self._asked: _Key | None = None
        self._gesture = False
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self._ask)
        desk.changed.connect(self._on_changed)
        self._timer.start()

    def of(self, layer: str) -> Verdict | None:
        """The verdict on a link of the shown slide; None while it is not known. What mends it comes
        a moment after what is wrong."""
        slide = self._desk.slide
        return self._on(slide).get(layer) if slide is not None else None

    def whole(self, layer: str) -> bool:
        """Whether all is known of that link: what mends it, too, where anything is wrong."""
        slide = self._desk.slide
        known = self._known.get(slide.id) if slide is not None else None
        found = self.of(layer)
        return found is not None and known is not None and (known.whole or not found.findings)

    def level(self, layer: str) -> str:
        """``red`` or ``amber`` where something is wrong with that link, else empty."""
        found = self.of(layer)
        return found.level if found is not None and found.level != "green" else ""

    def said(self, layer: str) -> str:
        """What is wrong with that link, in a sentence; empty where nothing is known to be."""
        found = self.of(layer)
        return say(found.sentence) if found is not None and found.findings else ""

    def slide_level(self, slide: Slide) -> str:
        """The worst that is known of a slide's links, as :meth:`level` says it."""
        levels = {verdict.level for verdict in self._on(slide).values()}
        return next((level for level in ("red", "amber") if level in levels), "")

    def mend(self, fix: Fix) -> bool:
        """Do what a fix says, as one step that can be undone."""
        return self._desk.apply(fix.edit, say(fix.label))

    def _on(self, slide: Slide) -> Verdicts:
        known = self._known.get(slide.id)
        return known.verdicts if known and known.key == _key(self._desk.deck, slide) else {}

    def _on_changed(self, change: Change) -> None:
        slide = self._desk.slide
        if slide is None or change.kind == "save":
            return
        if change.kind != "preview":
            self._gesture = False
            if _key(self._desk.deck, slide) != self._asked:
                self._timer.start()
        elif not self._gesture:
            # Once for a gesture: its moves have nothing to say, and must be quick.
            self._gesture = True
            self._timer.stop()
            self._workers.drop("links")
            self._asked = None
            self.changed.emit()

    def _ask(self) -> None:
        """First what is wrong; then, where anything is, what mends it."""
        slide = self._desk.slide
        if slide is None:
            return
        self._asked = key = _key(self._desk.deck, slide)
        ids = [link.id for link in links_of(slide.layers)]
        known = self._known.get(slide.id)
        if not ids:
            self._workers.drop("links")
            self._known[slide.id] = _Known(key, {}, True)
        elif known is None or known.key != key or not known.whole:
            story, index = self._desk.editor.story, self._desk.slide_index
            work = partial(_glances, story, index, ids)
            done = partial(self._glanced, key, story, index)
            self._workers.run("links", work, done, partial(self._failed, key))
        self.changed.emit()

    def _glanced(self, key: _Key, story: Story, index: int, found: Verdicts) -> None:
        wrong = [id_ for id_, verdict in found.items() if verdict.findings]
        if wrong:
            work, done = partial(_verdicts, story, index, wrong), partial(self._mended, key, found)
            self._workers.run("links", work, done, partial(self._failed, key))
        bare = {id_: _bare(verdict) for id_, verdict in found.items()}
        self._keep(_Known(key, bare, not wrong))

    def _mended(self, key: _Key, glanced: Verdicts, found: Verdicts) -> None:
        self._keep(_Known(key, {**glanced, **found}, True))

    def _failed(self, key: _Key, _: StoryError) -> None:
        # A picture that cannot be read is said on the canvas already.
        self._keep(_Known(key, {}, True))

    def _keep(self, found: _Known) -> None:
        there = {slide.id for slide in self._desk.deck.slides}
        self._known = {id_: one for id_, one in self._known.items() if id_ in there}
        self._known[found.key.slide.id] = found
        self.changed.emit()


def links_of(layers: tuple[AnyLayer, ...]) -> Iterator[LinkLayer]:
    """The links among ``layers``, in groups too, bottom to top."""
    for layer in layers:
        if isinstance(layer, LinkLayer):
            yield layer
        elif isinstance(layer, GroupLayer):
            yield from links_of(layer.layers)


def verdict_now(story: Story, index: int, layer: str) -> Verdict | None:
    """What phones make of link ``layer`` on slide ``index``; for a thread."""
    from storycomposer.checks.links import glance  # noqa: PLC0415 (the reader loads on the thread)

    return glance(story, index, layer)


def _glances(story: Story, index: int, ids: list[str]) -> Verdicts:
    found = ((id_, verdict_now(story, index, id_)) for id_ in ids)
    return {id_: verdict for id_, verdict in found if verdict is not None}


def _verdicts(story: Story, index: int, ids: list[str]) -> Verdicts:
    from storycomposer.checks.links import verdict  # noqa: PLC0415

    found = ((id_, verdict(story, index, id_)) for id_ in ids)
    return {id_: one for id_, one in found if one is not None}


def _bare(verdict: Verdict) -> Verdict:
    """Without fixes that nobody has tried."""
    return replace(verdict, findings=tuple(replace(one, fixes=()) for one in verdict.findings))


def _key(deck: Deck, slide: Slide) -> _Key:
    return _Key(slide, deck.brand, deck.fonts, deck.language, deck.canvas)

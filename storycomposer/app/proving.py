"""Whether phones read the links, asked again after every change, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from storycomposer.app.desk import Desk
from storycomposer.app.trying import in_place
from storycomposer.app.words import say, t
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Slide
from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer
from storycomposer.editor import Change
from storycomposer.errors import Sentence, StoryError
from storycomposer.platforms import Platform
from storycomposer.story import Story

if TYPE_CHECKING:
    from storycomposer.checks.finding import Fix
    from storycomposer.checks.links import Verdict

_REST_MS = 20
"""Several changes of one moment are judged once."""

_TRIED_MS = 120
"""What is tried of a link without letting go, such as a colour, is judged when it rests so long."""

_AHEAD_MS = 400
"""So long nothing is asked of the window's threads before slides that nobody looks at are judged,
one after the other."""

Verdicts = dict[str, "Verdict"]
Destinations = tuple[Platform, ...]


class _Key(NamedTuple):
    """All that the verdicts on a slide depend on."""

    slide: Slide
    brand: object
    fonts: object
    language: str
    canvas: object
    destinations: Destinations


class _Known(NamedTuple):
    """``whole`` once what mends was tried."""

    key: _Key
    verdicts: Verdicts
    whole: bool


class Proving(QObject):
    """The verdicts on the links of the slide that is shown, at the destinations that ``chosen``
    names; when nothing else is to be done also those of the other slides, nearest first, kept as
    long as they stay the same. While a gesture runs there are none: nothing old is said. Only what
    leaves links where they lie, as trying colours does, is judged whenever it rests."""

    changed = Signal()
    """There are other verdicts now, or none yet."""

    def __init__(
        self, desk: Desk, workers: Workers, chosen: Callable[[], Destinations], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._workers, self._chosen = desk, workers, chosen
        self._destinations: Destinations = ()
        self._known: dict[str, _Known] = {}
        self._asked: _Key | None = None
        self._gesture = self._trying = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._ahead = QTimer(self, singleShot=True, interval=_AHEAD_MS)
        self._ahead.timeout.connect(self._look_ahead)
        workers.idle.connect(self._ahead.start)
        desk.changed.connect(self._on_changed)
        self._timer.start(_REST_MS)

    @property
    def destinations(self) -> Destinations:
        """Where links are judged to be shown; none for any story."""
        return self._destinations

    @property
    def trying(self) -> bool:
        """Whether a gesture runs that changes links and leaves them where they lie."""
        return self._trying

    @property
    def moving(self) -> bool:
        """Whether any other gesture runs."""
        return self._gesture and not self._trying

    def again(self) -> None:
        """Judge again: other destinations may have been chosen."""
        self._timer.start(_REST_MS)

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
        return told(found) if found is not None and found.findings else ""

    def slide_level(self, slide: Slide) -> str:
        """The worst that is known of a slide's links, as :meth:`level` says it."""
        levels = {verdict.level for verdict in self._on(slide).values()}
        return next((level for level in ("red", "amber") if level in levels), "")

    def mend(self, fix: Fix) -> bool:
        """Do what a fix says, as one step that can be undone; what cannot be seen of it is told."""
        done = self._desk.apply(fix.edit, say(fix.label))
        if done and fix.said is not None:
            self._desk.notice(say(fix.said))
        return done

    def _on(self, slide: Slide) -> Verdicts:
        known = self._known.get(slide.id)
        return known.verdicts if known and known.key == self._key(slide) else {}

    def _key(self, slide: Slide) -> _Key:
        deck = self._desk.deck
        return _Key(slide, deck.brand, deck.fonts, deck.language, deck.canvas, self._destinations)

    def _on_changed(self, change: Change) -> None:
        slide = self._desk.slide
        if slide is None or change.kind == "save":
            return
        before = self._committed(slide)
        if change.kind != "preview" or before == slide:
            if self._trying:
                self._asked = None  # what mends is not known yet
            self._gesture = self._trying = False
            if self._key(slide) != self._asked:
                self._timer.start(_REST_MS)
            return
        begins, known = not self._gesture, self._asked is not None
        stays = before is not None and in_place(before.layers, slide.layers)
        self._gesture, self._trying = True, stays and (begins or self._trying)
        self._workers.drop("links")
        self._asked = None
        if self._trying:
            self._timer.start(_TRIED_MS)
        else:
            self._timer.stop()
        if begins or known:  # else its moves have nothing to say, and must be quick
            self.changed.emit()

    def _committed(self, slide: Slide) -> Slide | None:
        """``slide`` as it was before the gesture."""
        slides = self._desk.editor.committed.deck.slides
        return next((one for one in slides if one.id == slide.id), None)

    def _ask(self) -> None:
        """First what is wrong; then, where anything is, what mends it."""
        slide = self._desk.slide
        if slide is None:
            return
        if any(True for one in self._desk.deck.slides for _ in links_of(one.layers)):
            self._destinations = self._chosen()
        self._asked = key = self._key(slide)
        ids = [link.id for link in links_of(slide.layers)]
        known = self._known.get(slide.id)
        if not ids:
            self._workers.drop("links")
            self._known[slide.id] = _Known(key, {}, True)
        elif known is None or known.key != key or not known.whole:
            story, index = self._desk.editor.story, self._desk.slide_index
            work = partial(_glances, story, index, ids, self._destinations)
            done = partial(self._glanced, key, story, index)
            self._workers.run("links", work, done, partial(self._failed, key))
        self._ahead.start()
        self.changed.emit()

    def _glanced(self, key: _Key, story: Story, index: int, found: Verdicts) -> None:
        wrong = [id_ for id_, verdict in found.items() if verdict.findings]
        if wrong and not self._gesture:
            work = partial(_verdicts, story, index, wrong, key.destinations)
            done = partial(self._mended, key, found)
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
        self._ahead.start()
        self.changed.emit()

    # Slides that nobody looks at

    def _look_ahead(self) -> None:
        """Judge the nearest slide that is not known; its end begins the next."""
        index = None if self._gesture or self._workers.busy else self._next_unknown()
        if index is None:
            return
        story = self._desk.editor.story
        slide = story.deck.slides[index]
        key, ids = self._key(slide), [link.id for link in links_of(slide.layers)]
        work = partial(_glances, story, index, ids, self._destinations)
        done = partial(self._foreseen, key)
        self._workers.run("links-ahead", work, done, lambda _: self._foreseen(key, {}))

    def _next_unknown(self) -> int | None:
        """The index of the slide with links, nearest to the one that is shown, of which nothing is
        known."""
        here, unknown = self._desk.slide_index, []
        for index, slide in enumerate(self._desk.deck.slides):
            known = self._known.get(slide.id)
            if known is not None and known.key == self._key(slide):
                continue
            if index != here and any(True for _ in links_of(slide.layers)):
                unknown.append(index)
        return min(unknown, key=lambda index: abs(index - here), default=None)

    def _foreseen(self, key: _Key, found: Verdicts) -> None:
        """What mends is looked for when the slide is shown."""
        wrong = any(verdict.findings for verdict in found.values())
        bare = {id_: _bare(verdict) for id_, verdict in found.items()}
        slide = next((one for one in self._desk.deck.slides if one.id == key.slide.id), None)
        if slide is None or key != self._key(slide):
            self._ahead.start()  # it was changed meanwhile
        elif not self._on(slide):
            self._keep(_Known(key, bare, not wrong))


class Told(Protocol):
    """What is found of a link: a verdict, a finding, a trouble."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def destination(self) -> str: ...


def told(found: Told) -> str:
    """What is found of a link in a sentence, with the destination at which alone it is so."""
    said = say(found.sentence)
    if not found.destination:
        return said
    return t("link.at", "{name}: {said}", name=found.destination, said=said)


def links_of(layers: tuple[AnyLayer, ...]) -> Iterator[LinkLayer]:
    """The links among ``layers``, in groups too, bottom to top."""
    for layer in layers:
        if isinstance(layer, LinkLayer):
            yield layer
        elif isinstance(layer, GroupLayer):
            yield from links_of(layer.layers)


def _glances(story: Story, index: int, ids: list[str], destinations: Destinations) -> Verdicts:
    """What phones make of links of slide ``index``; for a thread."""
    # The reader loads on the thread.
    from storycomposer.checks.links import glance  # noqa: PLC0415

    found = ((id_, glance(story, index, id_, destinations)) for id_ in ids)
    return {id_: one for id_, one in found if one is not None}


def _verdicts(story: Story, index: int, ids: list[str], destinations: Destinations) -> Verdicts:
    from storycomposer.checks.links import verdict  # noqa: PLC0415

    found = ((id_, verdict(story, index, id_, destinations)) for id_ in ids)
    return {id_: one for id_, one in found if one is not None}


def _bare(verdict: Verdict) -> Verdict:
    """Without fixes that nobody has tried."""
    return replace(verdict, findings=tuple(replace(one, fixes=()) for one in verdict.findings))

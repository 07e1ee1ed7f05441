"""Pictures that have been read are put on slides, and what can be done about it is said."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs
from PySide6.QtWidgets import QWidget

from storycomposer.app import doors
from storycomposer.app.actions.record import Window
from storycomposer.app.asking import SeveralPopover
from storycomposer.app.desk import Mode
from storycomposer.app.incoming import Arrived, Picture
from storycomposer.app.placing import (
    as_background,
    as_layer,
    collage,
    exact,
    filled,
    is_empty,
    is_soft,
    slides,
)
from storycomposer.app.waiting import Waiting
from storycomposer.app.words import say, t
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Point
from storycomposer.document.layers import ImageLayer
from storycomposer.editor import Edit
from storycomposer.errors import StoryError
from storycomposer.story import Story


class Arriving:
    """Puts pictures in place in one window."""

    def __init__(self, window: Window, widget: QWidget, waiting: Waiting) -> None:
        self._window = window
        self._desk = window.desk
        self._widget = widget
        self._waiting = waiting
        self.asking: SeveralPopover | None = None
        self.brought: set[str] = set()
        """References of the pictures that were brought in while the window was open."""

    def place(self, found: Arrived, slide_id: str, at: Point | None, onto: str) -> None:
        """Put what was read on slide ``slide_id`` near ``at``, or in place of the picture ``onto``;
        several are asked about."""
        desk, pictures = self._desk, found.pictures
        self.brought.update(picture.source for picture in pictures)
        there = {slide.id: slide for slide in desk.deck.slides}
        slide = there.get(slide_id) or desk.slide
        if pictures and onto and (onto in there or onto in spots(desk.deck)):
            self._replace(pictures[0], onto, found.errors)
        elif len(pictures) == 1 and slide is not None:
            self._add(pictures[0], slide, at, found.errors)
        else:
            if pictures:
                self._ask(pictures, slide)
            self._say_errors(found.errors)

    def _add(
        self, picture: Picture, slide: Slide, at: Point | None, errors: tuple[StoryError, ...]
    ) -> None:
        if picture.kind == "photo" and is_empty(slide):
            fill = as_background(picture)
            change = {"background": fill}
            self._apply(
                lambda deck: edits.restyle_slides(deck, (slide.id,), change),
                t("edit.add.background", "Set background"),
                lambda: self._say_background(slide.id),
                errors,
            )
            return
        layer = as_layer(picture, slide, at)
        chosen = self._desk.editor.selection.slides
        # What is pasted onto several selected slides goes onto each.
        targets = chosen if at is None and slide.id in chosen else (slide.id,)
        self._apply(
            lambda deck: edits.paste(deck, targets, (layer,)),
            t("edit.add.photo", "Add picture"),
            lambda: self._say_added(picture),
            errors,
        )

    def _replace(self, picture: Picture, onto: str, errors: tuple[StoryError, ...]) -> None:
        self._apply(
            lambda deck: edits.replace_picture(deck, onto, picture.source),
            t("edit.replace", "Replace picture"),
            lambda: self._desk.notice(
                t("bring.replaced", "Picture replaced."),
                "good",
                t("bring.crop", "Crop"),
                lambda: self._crop(onto),
            ),
            errors,
        )

    def _ask(self, pictures: tuple[Picture, ...], slide: Slide | None) -> None:
        asking = SeveralPopover(self._widget, len(pictures))
        asking.slides.clicked.connect(lambda: self._as_slides(pictures, slide))
        asking.collage.clicked.connect(lambda: self._as_collage(pictures, slide))
        asking.collage.setEnabled(slide is not None)
        self.asking = asking
        asking.open_over(self._window.canvas)

    def _as_slides(self, pictures: tuple[Picture, ...], slide: Slide | None) -> None:
        """Each on a slide of its own; the first on the one on the canvas if that is empty."""

        def edit(deck: Deck) -> Deck:
            ids = [one.id for one in deck.slides]
            here = deck.slides[ids.index(slide.id)] if slide and slide.id in ids else None
            at, rest = (ids.index(here.id) + 1 if here else len(ids)), pictures
            if here is not None and is_empty(here):
                first = filled(here, pictures[0])
                changed = tuple(first if one.id == here.id else one for one in deck.slides)
                deck, rest = structs.replace(deck, slides=changed), pictures[1:]
            return edits.insert_slides(deck, slides(rest, deck, here), at)

        count = len(pictures)
        done = t("bring.slides", "{count} pictures added, each on a slide.", count=count)
        self._apply(
            edit,
            t("edit.add.slides", "Add {count} slides", count=count),
            lambda: self._desk.notice(done, "good"),
        )

    def _as_collage(self, pictures: tuple[Picture, ...], slide: Slide | None) -> None:
        if slide is None:
            return
        layers, slide_id = collage(pictures), slide.id
        self._apply(
            lambda deck: edits.add(deck, slide_id, layers),
            t("edit.add.collage", "Add collage"),
            lambda: self._desk.notice(t("bring.collage", "Collage added."), "good"),
        )

    def _apply(
        self,
        edit: Edit,
        label: str,
        done: Callable[[], None],
        errors: tuple[StoryError, ...] = (),
    ) -> None:
        """Draw on a thread what the edit will show, so that the window need not wait for decoding;
        then make it. ``errors`` is what else went wrong: said last, so that it is seen."""
        desk = self._desk
        try:
            deck = edit(desk.deck)
        except StoryError as error:
            self._say_errors((error, *errors))
            return
        media = desk.editor.story.media
        changed = [new for new in deck.slides if new not in desk.deck.slides][:1]

        def draw() -> None:
            for slide in changed:
                doors.render(Story(deck, media), slide)

        def drawn(_: object) -> None:
            before = desk.deck
            if desk.apply(edit, label):
                self._show_new(before)
                done()
            self._say_errors(errors)

        self._waiting.run(draw, drawn, lambda error: self._say_errors((error, *errors)))

    def _show_new(self, before: Deck) -> None:
        desk = self._desk
        old = {slide.id for slide in before.slides}
        new = tuple(slide.id for slide in desk.deck.slides if slide.id not in old)
        layers = edits.added(before, desk.deck)
        desk.tool = "select"
        here = desk.slide
        found = spots(desk.deck)
        if here is not None and layers and not new:
            desk.select(tuple(id_ for id_ in layers if found[id_].slide == here.id))

    def _say_background(self, slide: str) -> None:
        self._desk.notice(
            t("bring.background", "The photo is the background. Double-click to move it."),
            "good",
            t("bring.detach", "Detach"),
            lambda: self.detach(slide),
        )

    def _say_added(self, picture: Picture) -> None:
        desk = self._desk
        layer = desk.selected[0] if len(desk.selected) == 1 else None
        if not isinstance(layer, ImageLayer):
            return
        id_ = layer.id
        if picture.kind == "photo":
            desk.notice(
                t("bring.photo", "Photo added."),
                "good",
                t("bring.set-background", "Set as background"),
                lambda: self.set_background(id_),
            )
            return
        pixels = t("bring.exact", "Exact pixels")
        if is_soft(layer, picture):
            soft = t("bring.soft", "Soft. Zoom the page and capture it again.")
            desk.notice(soft, "warn", pixels, lambda: self._exact(id_, picture))
        elif picture.kind == "screenshot":
            said = t("bring.screenshot", "Screenshot added.")
            desk.notice(said, "good", pixels, lambda: self._exact(id_, picture))
        else:
            desk.notice(t("bring.picture", "Picture added."), "good")

    def _say_errors(self, errors: tuple[StoryError, ...]) -> None:
        if not errors:
            return
        first, count = say(errors[0].sentence), len(errors) - 1
        if count:
            first = t(
                "bring.more", "{first} ({count} more cannot be used.)", first=first, count=count
            )
        self._desk.notice(first, "error")

    def detach(self, slide: str) -> None:
        """Make the slide's background picture a layer, and select it."""
        desk = self._desk
        before = desk.deck
        label = t("edit.detach", "Detach background")
        if desk.apply(lambda deck: edits.detach_background(deck, slide), label):
            desk.select(edits.added(before, desk.deck))

    def set_background(self, id: str) -> None:
        """Make the picture layer its slide's background."""
        if id in spots(self._desk.deck):
            label = t("edit.add.background", "Set background")
            self._desk.apply(lambda deck: edits.set_as_background(deck, id), label)

    def _exact(self, id: str, picture: Picture) -> None:
        spot = spots(self._desk.deck).get(id)
        if spot is not None and isinstance(spot.layer, ImageLayer):
            changes = exact(spot.layer, picture)
            label = t("edit.exact", "Show exact pixels")
            self._desk.apply(lambda deck: edits.restyle(deck, (id,), changes), label)

    def _crop(self, id: str) -> None:
        desk = self._desk
        if id in spots(desk.deck):
            desk.select((id,))
            desk.mode = Mode("crop", id)
        elif desk.slide is not None and desk.slide.id == id:
            desk.mode = Mode("crop")

"""The ready looks as tiles: each shows this very link in that look, drawn by the renderer."""

from __future__ import annotations

from typing import Any

from msgspec import structs
from PIL import Image
from PySide6.QtCore import QTimer

from storycomposer.app.inspector.form import Form
from storycomposer.app.inspector.tiles import Tiles
from storycomposer.app.pixels import to_qimage
from storycomposer.app.placing import inside
from storycomposer.app.theme import tokens
from storycomposer.app.thumbnails import alone
from storycomposer.app.words import say, t
from storycomposer.document import edits
from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.geometry import Box
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import Look
from storycomposer.links.looks import LOOKS, Named, suited
from storycomposer.story import Story

_WIDE, _HIGH = 136, 66
"""Points of a tile, at most."""
_MARGIN = 0.05
_REST_MS = 80


class LookTiles(Tiles):
    """Two in a row; choosing one dresses the selected links."""

    def __init__(self, form: Form) -> None:
        names = [(named.id, say(named.label)) for named in LOOKS]
        super().__init__(names, t("link.looks", "Looks"), across=2, high=_HIGH, labelled=True)
        self._subject: Any = form.subject
        self._owner = form.owner
        self._of: object = None
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self._ask)
        self.picked.connect(self._on_picked)
        form.also(self.refresh)

    def refresh(self) -> None:
        """Draw the tiles anew where they would look otherwise."""
        links = self._links()
        looks = {structs.replace(link.look, mark=None) for link in links}
        brand = self._subject.desk.deck.brand
        worn = (one.id for one in LOOKS if looks == {suited(one.look, brand)})
        self.mark(next(worn, ""))
        about = self._about()
        if about is not None and about != self._of:
            self._of = about
            self._timer.start()

    def _about(self) -> tuple[object, ...] | None:
        links, desk = self._links(), self._subject.desk
        if not links or desk.slide is None:
            return None
        link = links[0]
        said = link.target, link.campaign, link.display, link.hint, link.call
        ratio = max(1.0, self.devicePixelRatioF())
        deck = desk.deck
        return (
            said,
            link.look.mark,
            (link.mode, link.width, link.height) if link.mode == "address" else "",
            link.language,
            deck.brand,
            deck.fonts,
            deck.language,
            desk.slide.language,
            ratio,
            tokens().dark,
        )

    def _ask(self) -> None:
        links, desk = self._links(), self._subject.desk
        if not links or desk.slide is None:
            return
        story, slide, link = desk.editor.story, desk.slide, links[0]
        ratio, dark = max(1.0, self.devicePixelRatioF()), tokens().dark
        self._owner.workers.run(
            "looks", lambda: _tiles(story, slide, link, ratio, dark), self._show, self._failed
        )

    def _show(self, made: dict[str, Image.Image]) -> None:
        self.show_pictures({name: to_qimage(picture) for name, picture in made.items()})

    def _failed(self, _: object) -> None:
        self._of = None

    def _on_picked(self, id: str) -> None:
        named = next(one for one in LOOKS if one.id == id)
        ids = tuple(link.id for link in self._links())
        label = t("edit.look", "Look: {name}", name=say(named.label))
        self._subject.commit(lambda deck: worn(deck, ids, named), label)

    def _links(self) -> list[LinkLayer]:
        return [layer for layer in self._subject.layers if isinstance(layer, LinkLayer)]


def worn(deck: Deck, ids: tuple[str, ...], named: Named) -> Deck:
    """The links in a look. A middle that somebody chose stays; the box of a code takes the look's
    shape where the words stand otherwise in it."""
    for id_, spot in edits.chosen(deck, ids).items():
        layer = spot.layer
        if not isinstance(layer, LinkLayer):
            continue
        look = _dressed(named, layer, deck.brand)
        deck = edits.restyle(deck, (id_,), {"look": look})
        turned = _is_wide(named.size) != _is_wide((layer.width, layer.height))
        if layer.mode != "address" and (turned or _bare(named, layer)):
            deck = _shaped(deck, id_, named.size)
    return deck


def _dressed(named: Named, layer: LinkLayer, brand: Brand) -> Look:
    """The look as it suits the brand, with the middle that was chosen before."""
    look = suited(named.look, brand)
    return structs.replace(look, mark=look.mark or layer.look.mark)


def _shaped(deck: Deck, id: str, size: tuple[float, float]) -> Deck:
    """The link in a box of ``size`` about the same middle, in the safe area."""
    pose = edits.chosen(deck, (id,))[id].pose
    width, height = size
    middle = pose.center
    box = inside(Box(middle.x - width / 2, middle.y - height / 2, width, height))
    moved = edits.restyle(deck, (id,), {"width": width, "height": height})
    now = edits.chosen(moved, (id,))[id].pose
    return edits.move(moved, (id,), box.x - now.x, box.y - now.y)


def _is_wide(size: tuple[float, float]) -> bool:
    return size[0] >= size[1] * 1.3


def _bare(named: Named, layer: LinkLayer) -> bool:
    """Whether one of the two is a code alone, which needs another box than one with words."""
    return (named.look.arrangement == "code") != (layer.look.arrangement == "code")


def _tiles(
    story: Story, slide: Slide, link: LinkLayer, ratio: float, dark: bool
) -> dict[str, Image.Image]:
    ground = Image.new("RGB", (round(_WIDE * ratio), round(_HIGH * ratio)), _ground(dark))
    return {named.id: _tile(story, slide, link, named, ground) for named in LOOKS}


def _tile(
    story: Story, slide: Slide, link: LinkLayer, named: Named, ground: Image.Image
) -> Image.Image:
    """The link in the look's own box, or in its own where it shows no code, in the middle of a
    quiet ground."""
    width, height = named.size if link.mode != "address" else (link.width, link.height)
    look = _dressed(named, link, story.deck.brand)
    shown = structs.replace(
        link,
        id="_",
        x=0.0,
        y=0.0,
        width=width,
        height=height,
        rotation=0.0,
        look=look,
        opacity=1.0,
        visible=True,
        mode=link.mode if link.mode != "sticker" else "code",
        modes=(),
        shadow=None,
    )
    room = ground.width * (1 - 2 * _MARGIN), ground.height * (1 - 2 * _MARGIN)
    picture = alone(story, slide, (shown,), min(room[0] / width, room[1] / height)).convert("RGBA")
    made = ground.copy()
    made.paste(
        picture, ((made.width - picture.width) // 2, (made.height - picture.height) // 2), picture
    )
    return made


def _ground(dark: bool) -> str:
    return "#3A3A46" if dark else "#D9D9E2"

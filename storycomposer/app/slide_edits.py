"""What is done to whole slides from several places: edits with their names, and what shows then."""

from __future__ import annotations

from storycomposer.app.desk import Desk, Mode
from storycomposer.app.naming import several_slides
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.editor import Edit
from storycomposer.links.tags import following


def show(desk: Desk, ids: tuple[str, ...]) -> None:
    """Select slides; the last one goes on the canvas."""
    desk.mode = Mode()
    desk.select((), ids)


def move(desk: Desk, ids: tuple[str, ...], step: int) -> None:
    """Move slides ``step`` places along the story, as one entry."""
    places = [at for at, slide in enumerate(desk.deck.slides) if slide.id in ids]
    if places:
        move_to(desk, ids, max(0, places[0] + step) if step < 0 else places[-1] + 1 + step)


def move_to(desk: Desk, ids: tuple[str, ...], at: int) -> None:
    """Move slides before place ``at`` of the present order, as one entry."""
    label = t("edit.slides.move", "Move {what}", what=several_slides(desk.deck, ids))
    desk.apply(lambda deck: following(deck, edits.move_slides(deck, ids, at)), label)


def delete(desk: Desk) -> None:
    """Delete the selected slides."""
    ids = desk.editor.selection.slides
    label = t("edit.slides.delete", "Delete {what}", what=several_slides(desk.deck, ids))
    desk.apply(lambda deck: following(deck, edits.delete_slides(deck, ids)), label)


def duplicate(desk: Desk) -> None:
    """Duplicate the selected slides; the copies are selected."""
    ids = desk.editor.selection.slides
    label = t("edit.slides.duplicate", "Duplicate {what}", what=several_slides(desk.deck, ids))
    adding(desk, lambda deck: edits.duplicate_slides(deck, ids), label)


def adding(desk: Desk, edit: Edit, label: str) -> bool:
    """Make an edit that adds slides, and show them. Returns whether it was made."""
    before = {slide.id for slide in desk.deck.slides}
    if not desk.apply(lambda deck: following(deck, edit(deck)), label):
        return False
    new = tuple(slide.id for slide in desk.deck.slides if slide.id not in before)
    if new:
        show(desk, new)
    return True

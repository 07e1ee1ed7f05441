"""Slides: adding, ordering, going through them, and their pictures."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from storycomposer.app.actions.record import Action, Window, has_slide
from storycomposer.app.desk import Desk
from storycomposer.app.naming import story_name
from storycomposer.app.safe_names import safe_name
from storycomposer.app.slide_edits import adding, delete, duplicate, move, show
from storycomposer.app.words import say, t
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.errors import StoryError
from storycomposer.export.names import slide_name as headline
from storycomposer.story import Story

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def _new(window: Window) -> None:
    slide = window.desk.slide
    after = slide.id if slide is not None else None
    label = t("edit.slides.add", "Add slide")
    adding(window.desk, lambda deck: edits.add_slide(deck, after), label)


def _go(window: Window, step: int) -> None:
    desk = window.desk
    at = desk.slide_index + step
    if 0 <= at < len(desk.deck.slides):
        show(desk, (desk.deck.slides[at].id,))


def _has_other(window: Window, step: int) -> bool:
    at = window.desk.slide_index
    return at >= 0 and 0 <= at + step < len(window.desk.deck.slides)


def _can_move(window: Window, step: int) -> bool:
    ids = window.desk.editor.selection.slides
    slides = window.desk.deck.slides
    edge = slides[::-step][: len(ids)]
    return bool(ids) and any(slide.id not in ids for slide in edge)


def _picture(story: Story, slide: Slide) -> QImage:
    from storycomposer.app.thumbnails import rgba  # noqa: PLC0415
    from storycomposer.render.slide import render  # noqa: PLC0415

    return rgba(render(story, slide))


def _copy_picture(window: Window) -> None:
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    desk = window.desk
    slide = desk.slide
    if slide is None:
        return

    def done(image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        desk.notice(t("slide.copied", "Picture copied. Paste it anywhere."), "good")

    work = functools.partial(_picture, desk.editor.story, slide)
    window.workers.run("copy-picture", work, done, _says(desk))


def _save_picture(window: Window) -> None:
    from PySide6.QtCore import QStandardPaths  # noqa: PLC0415
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

    desk = window.desk
    if desk.slide is None:
        return
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    name = picture_name(desk.deck, desk.slide_index, desk.editor.path)
    chosen, _ = QFileDialog.getSaveFileName(
        window,  # type: ignore[arg-type]
        t("slide.save-picture", "Save picture"),
        str(Path(folder) / name),
        t("slide.pictures", "Pictures (*.png *.jpg *.webp)"),
    )
    if chosen:
        save_picture(window, Path(chosen))


def picture_name(deck: Deck, index: int, path: Path | None) -> str:
    """The file's name that is proposed for the picture of a slide of the story at ``path``: the
    story's, then the slide's number and headline."""
    said = headline(deck.slides[index])
    # The name of a story without any is the headline of a slide, perhaps of this one.
    story = story_name(deck, path) if path or deck.title or not said else ""
    return safe_name(" - ".join(filter(None, (story, f"{index + 1} {said}".strip())))) + ".png"


def save_picture(window: Window, path: Path) -> None:
    """Write the picture of the slide on the canvas to ``path``, in the background; its suffix says
    the format, PNG where it says none."""
    desk = window.desk
    slide = desk.slide
    if slide is None:
        return
    target = path if path.suffix else path.with_suffix(".png")
    work = functools.partial(_written, desk.editor.story, slide, target)
    said = t("slide.saved", "Saved as {name}.", name=target.name)
    key = ("save-picture", target)  # two that are asked for in one moment are both written
    window.workers.run(key, work, lambda _: desk.notice(said, "good"), _says(desk))


def _written(story: Story, slide: Slide, path: Path) -> None:
    from storycomposer.encode import encode  # noqa: PLC0415
    from storycomposer.render.slide import render  # noqa: PLC0415
    from storycomposer.storage import disk  # noqa: PLC0415

    formats = {".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}
    data = encode(render(story, slide), formats.get(path.suffix.lower(), "png"))  # type: ignore[arg-type]

    def fill(file: BinaryIO) -> None:
        file.write(data)

    disk.write(path, fill)


def _says(desk: Desk) -> Callable[[StoryError], None]:
    def failed(error: StoryError) -> None:
        desk.notice(say(error.sentence), "error")

    return failed


ACTIONS: tuple[Action, ...] = (
    Action(
        "slide-new",
        "New slide",
        _new,
        icon="plus",
        keys=("Ctrl+Return", "Ctrl+Enter"),
        menu="slide",
    ),
    Action(
        "slide-duplicate",
        "Duplicate slide",
        lambda window: duplicate(window.desk),
        icon="copy",
        menu="slide",
        enabled=has_slide,
    ),
    Action(
        "slide-delete",
        "Delete slide",
        lambda window: delete(window.desk),
        icon="trash-2",
        menu="slide",
        enabled=has_slide,
    ),
    Action(
        "slide-previous",
        "Previous slide",
        lambda window: _go(window, -1),
        icon="chevron-left",
        keys=("PgUp",),
        menu="-slide",
        enabled=lambda window: _has_other(window, -1),
    ),
    Action(
        "slide-next",
        "Next slide",
        lambda window: _go(window, 1),
        icon="chevron-right",
        keys=("PgDown",),
        menu="slide",
        enabled=lambda window: _has_other(window, 1),
    ),
    Action(
        "slide-earlier",
        "Move slide earlier",
        lambda window: move(window.desk, window.desk.editor.selection.slides, -1),
        icon="arrow-left",
        keys=("Ctrl+Shift+PgUp",),
        menu="slide",
        enabled=lambda window: _can_move(window, -1),
    ),
    Action(
        "slide-later",
        "Move slide later",
        lambda window: move(window.desk, window.desk.editor.selection.slides, 1),
        icon="arrow-right",
        keys=("Ctrl+Shift+PgDown",),
        menu="slide",
        enabled=lambda window: _can_move(window, 1),
    ),
    Action(
        "slide-copy-picture",
        "Copy picture",
        _copy_picture,
        icon="image",
        menu="-slide",
        enabled=has_slide,
    ),
    Action(
        "slide-save-picture",
        "Save picture…",
        _save_picture,
        icon="download",
        menu="slide",
        enabled=has_slide,
    ),
)

"""What is seen while something is being done, for the pictures of the window: drags, drops,
questions, small fields, and a start page with work on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from time import time
from typing import Any

from mouse import move, press
from msgspec import structs
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from screenshots import PLAIN, SAMPLES, Studio, first, settle, story, text, tray

from storycomposer.app import context_menu, drafts, recents
from storycomposer.app.canvas import guide_field
from storycomposer.app.desk import Mode
from storycomposer.app.incoming import Picture
from storycomposer.app.inputs.eyedropper import EyeDropper
from storycomposer.app.inputs.moment import MomentField
from storycomposer.app.main_window import MainWindow
from storycomposer.app.pixels import to_qimage
from storycomposer.document import edits
from storycomposer.document.deck import Guide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ImageLayer, LinkLayer, Run, TextLayer
from storycomposer.document.link import EventTarget
from storycomposer.storage.files import open_story

ALT = Qt.KeyboardModifier.AltModifier
_CHEERFUL = "🎉 Grand opening 🥐"


def _middle(window: MainWindow, id_: str) -> QPoint:
    pose = spots(window.desk.deck)[id_].pose
    return window.canvas.view().point(*bounds(pose).center).toPoint()


def alt_drag(studio: Studio) -> QWidget:
    """A copy under way."""
    window = studio.sample("question")
    id_ = first(window, TextLayer)
    from_ = _middle(window, id_)
    press(window.canvas, from_, ALT)
    for step in (QPoint(4, -20), QPoint(20, -60), QPoint(24, -80)):
        move(window.canvas, from_ + step, ALT)
    settle(window)
    return window


def outside(studio: Studio) -> QWidget:
    """A picture that reaches over the slide's edge."""
    window = studio.sample("screenshot")
    id_ = first(window, ImageLayer)
    window.desk.apply(lambda deck: edits.move(deck, (id_,), 420, 0), "Move")
    settle(window)
    settle(window)
    return window


def guide(studio: Studio) -> QWidget:
    """Where a guide lies, typed."""
    window = studio.sample("win")
    id_ = window.desk.slide.id
    lines = (Guide(axis="x", at=96), Guide(axis="y", at=860))
    window.desk.apply(lambda deck: edits.set_guides(deck, id_, lines), "Add guides")
    window.desk.select(())
    window.canvas.guiding.rulers = True
    window.canvas.guiding.choose(1)
    guide_field.ask(window.canvas, window.desk, 1)
    settle(window)
    return window


def calendar(studio: Studio) -> QWidget:
    """The day of an event."""
    window = studio.sample("article")
    id_ = first(window, LinkLayer)
    event = EventTarget(title="Going live", start="2026-11-24T18:00", end="2026-11-24T19:00")
    change = {"target": event}
    window.desk.apply(lambda deck: edits.restyle(deck, (id_,), change), "Change")
    settle(window)
    field = next(one for one in window.findChildren(MomentField) if one.isVisible())
    field._button.click()
    settle(window)
    return window


def collage(studio: Studio) -> QWidget:
    """Several photos at once."""
    window = studio.sample("win")
    window.desk.select(())
    photos = [Picture(f"media/{at}.jpg", 1080, 1440, "photo", "", "") for at in range(5)]
    window.bringing.arriving._ask(tuple(photos), window.desk.slide)
    settle(window)
    return window


def _over(window: MainWindow, mime: QMimeData, at: QPoint) -> None:
    copy = Qt.DropAction.CopyAction
    event = QDragEnterEvent(at, copy, mime, Qt.MouseButton.LeftButton, PLAIN)
    QApplication.sendEvent(window.canvas, event)
    settle(window)


def _file() -> QMimeData:
    mime = QMimeData()
    mime.setImageData(to_qimage(Image.new("RGB", (40, 40), "#6D4AFF")))
    return mime


def drop_replace(studio: Studio) -> QWidget:
    """A picture over a picture."""
    window = studio.sample("screenshot")
    id_ = first(window, ImageLayer)
    window.desk.select(())
    _over(window, _file(), _middle(window, id_))
    return window


def drop_add(studio: Studio) -> QWidget:
    """A picture over a slide."""
    window = studio.sample("question")
    window.desk.select(())
    _over(window, _file(), window.canvas.view().point(540, 1700).toPoint())
    return window


def drop_several(studio: Studio) -> QWidget:
    """Several files over a slide."""
    window = studio.sample("question")
    window.desk.select(())
    mime = QMimeData()
    found = sorted(Path(SAMPLES).rglob("*.jpg"))[:3]
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in found])
    _over(window, mime, window.canvas.view().point(540, 1700).toPoint())
    return window


def hard_to_read(studio: Studio) -> QWidget:
    """White words on a light photograph."""
    window = studio.sample("behind-the-scenes")
    id_ = first(window, TextLayer)
    slide = window.desk.slide
    change = {"background": structs.replace(slide.background, scrim=None)}
    window.desk.apply(lambda deck: edits.restyle_slides(deck, (slide.id,), change), "Change")
    window.desk.apply(lambda deck: edits.restyle(deck, (id_,), {"fill.color": "#C8C8C8"}), "Change")
    settle(window)
    settle(window)
    return window


def writing(studio: Studio) -> QWidget:
    """Words being chosen in a headline on a photograph."""
    window = studio.sample("win")
    id_ = first(window, TextLayer)
    window.desk.mode = Mode("text", id_)
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Home)
    keys = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window.canvas, Qt.Key.Key_Right, keys)
    settle(window)
    return window


def emoji(studio: Studio) -> QWidget:
    """The emoji of the sticker panel, searched."""
    window = writing(studio)
    assert isinstance(window, MainWindow)
    window.actions_by_id["emoji"].trigger()
    settle(window)
    return window


def loupe(studio: Studio) -> QWidget:
    """A colour is taken from the canvas."""
    window = studio.sample("win")
    first(window, TextLayer)
    window.actions_by_id["eyedropper"].trigger()
    settle(window)
    dropper = next(one for one in window.findChildren(EyeDropper) if one.isVisible())
    QTest.mouseMove(dropper, window.canvas.view().point(520, 640).toPoint())
    settle(window)
    return window


def flyout(name: str) -> Callable[[Studio], QWidget]:
    """A panel beside the rail."""

    def shoot(studio: Studio) -> QWidget:
        window = studio.sample("win")
        window.desk.select(())
        window.rail.open(name)
        settle(window)
        return window

    return shoot


def phone_links(studio: Studio) -> QWidget:
    """The set's links for the phone."""
    window = tray(studio)
    assert isinstance(window, MainWindow)
    window.export_panel.tray.links.click()
    settle(window)
    return window


def closing(studio: Studio) -> QWidget:
    """A named story that is closed unsaved."""
    window = studio.sample("win")
    window.desk.apply(lambda deck: structs.replace(deck, title="Win"), "Rename")
    window.close()
    settle(window)
    assert window.findChildren(QMessageBox)
    return window


def layer_menu(studio: Studio) -> QWidget:
    """The menu of a layer on the canvas."""
    window = studio.sample("win")
    first(window, TextLayer)
    made = context_menu.canvas(window.desk, window.actions_by_id, window)
    made.popup(window.mapToGlobal(QPoint(500, 180)))
    settle(window)
    return window


def named(studio: Studio) -> QWidget:
    """Names with emoji, in scripts from everywhere, long and short."""
    made = story(
        text(_CHEERFUL, id="a", y=300, size=72),
        text("Сегодня — Ελλάδα", id="b", y=600, size=72),
        text("नमस्ते สวัสดี 東京 서울", id="c", y=900, size=72),
        text("שלום مرحبا ✨", id="d", y=1200, size=72, text=(Run(text="שלום مرحبا ✨"),)),
    )
    window = studio.new(made)
    window.right_panel.tabs.setCurrentIndex(1)
    window.desk.select(("a",))
    settle(window)
    return window


def start_with_work(studio: Studio) -> QWidget:
    """Drafts and recent stories on the start page."""
    program = studio.program
    for name in ("win", "going-live", "article"):
        target = studio.folder / "stories" / name
        if not target.exists():
            studio.sample(name)
            studio.close()
        recents.add(program.settings, target)
    again = studio.folder / "Clients" / "win"
    shutil.copytree(SAMPLES / "win", again, dirs_exist_ok=True)
    recents.add(program.settings, again)
    aged = [
        structs.replace(one, time=one.time - 86_400 * days)
        for days, one in enumerate(program.settings.values.recents)
    ]
    program.settings.change(recents=tuple(aged))
    draft = drafts.keep(open_story(SAMPLES / "question"), program.drafts, program.history)
    os.utime(draft, (time() - 1_250, time() - 1_250))
    page = program.show_start()
    page.resize(studio.size)
    settle(page)
    QTest.qWait(600)
    return page


def start_drop(studio: Studio) -> QWidget:
    """A photo over the start page."""
    page = studio.program.show_start()
    page.resize(studio.size)
    settle(page)
    copy = Qt.DropAction.CopyAction
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(next(Path(SAMPLES).rglob("*.jpg"))))])
    at = QPointF(page.rect().center()).toPoint()
    event = QDragEnterEvent(at, copy, mime, Qt.MouseButton.LeftButton, PLAIN)
    QApplication.sendEvent(page, event)
    settle(page)
    return page


SCENES: dict[str, Callable[[Any], QWidget]] = {
    "alt-drag": alt_drag,
    "outside": outside,
    "guide-field": guide,
    "calendar": calendar,
    "collage": collage,
    "drop-replace": drop_replace,
    "drop-add": drop_add,
    "drop-several": drop_several,
    "hard-to-read": hard_to_read,
    "writing": writing,
    "emoji": emoji,
    "loupe": loupe,
    "texts": flyout("text"),
    "shapes": flyout("shapes"),
    "phone-links": phone_links,
    "closing": closing,
    "layer-menu": layer_menu,
    "names": named,
    "start-with-work": start_with_work,
    "start-drop": start_drop,
}

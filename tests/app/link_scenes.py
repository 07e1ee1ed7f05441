"""States of links that have a look, for the pictures of the window."""

from __future__ import annotations

from collections.abc import Callable

from links import picture
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from screenshots import Studio, export, first, settle

from storycomposer.app.exporting import remember
from storycomposer.app.inputs.color_areas import Square
from storycomposer.app.main_window import MainWindow
from storycomposer.app.pixels import to_qimage
from storycomposer.document import edits
from storycomposer.document.edits.tree import spots
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import (
    AppTarget,
    Campaign,
    ContactTarget,
    EmailTarget,
    EmojiMark,
    EventTarget,
    PhoneTarget,
    TelegramTarget,
    TextTarget,
    WhatsAppTarget,
)


def linked(**fields: object) -> Callable[[Studio], QWidget]:
    """A sample's link with other fields, and all of its panel to be seen."""

    def shoot(studio: Studio) -> QWidget:
        window = studio.sample("article")
        window.resize(1440, 1000)
        id_ = first(window, LinkLayer)
        window.desk.apply(lambda deck: edits.restyle(deck, (id_,), fields), "Change")
        if "campaign" in fields or "look.mark" in fields:
            unfolded(window)
        settle(window)
        settle(window)
        return window

    return shoot


def unfolded(window: MainWindow) -> None:
    """The link's panel as far as its closed part."""
    for one in window.right_panel.findChildren(QWidget):
        if one.isVisible() and one.property("kind") == "disclosure" and not one.isChecked():
            one.click()
            break
    settle(window)
    area = next(one for one in window.right_panel.findChildren(QScrollArea) if one.isVisible())
    area.verticalScrollBar().setValue(620)


def spoilt(studio: Studio) -> MainWindow:
    """A link that is too small to be read."""
    window = studio.sample("article")
    id_ = first(window, LinkLayer)
    middle = spots(window.desk.deck)[id_].pose.center
    window.desk.apply(lambda deck: edits.scale(deck, (id_,), 0.22, middle), "Scale")
    settle(window)
    settle(window)
    return window


def dragged(studio: Studio) -> QWidget:
    """A picture of a code over the link's form."""
    window = studio.sample("article")
    first(window, LinkLayer)
    mime = QMimeData()
    mime.setImageData(to_qimage(picture("https://example.org")))
    form = window.right_panel.design.form
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(form, QDragEnterEvent(form.rect().center(), copy, mime, left, none))
    window.grab()
    return window


def kinds(studio: Studio) -> QWidget:
    """The rail's panel with all kinds of links."""
    window = studio.sample("article")
    window.desk.select(())
    window.actions_by_id["link"].trigger()
    settle(window)
    return window


def begun(studio: Studio) -> QWidget:
    """A contact that is still to be written."""
    window = studio.sample("going-live")
    window.actions_by_id["link-contact"].trigger()
    settle(window)
    settle(window)
    return window


def modes(studio: Studio) -> QWidget:
    """How a link is shown at the destinations that are chosen."""
    window = studio.sample("article")
    remember(window.exporting, destinations=("instagram", "tiktok", "whatsapp"))
    first(window, LinkLayer)
    settle(window)
    settle(window)
    return window


def refused(studio: Studio) -> QWidget:
    window = spoilt(studio)
    window.actions_by_id["export"].trigger()
    settle(window)
    window.export_panel.options.go.click()
    settle(window, 20)
    settle(window)
    return window


def destinations(studio: Studio) -> QWidget:
    window = export(studio)
    window.export_panel.options.destinations.click()
    settle(window)
    return window


def paled(studio: Studio) -> QWidget:
    """A colour that is dragged to where phones no longer read the code."""
    window = studio.sample("article")
    first(window, LinkLayer)
    form = window.right_panel.design.form
    assert form is not None
    (button,) = form.inputs("look.ink")
    area = next(one for one in window.right_panel.findChildren(QScrollArea) if one.isVisible())
    area.ensureWidgetVisible(button, 0, 420)
    button.click()
    square = next(one for one in button.findChildren(Square) if one.isVisible())
    QTest.mousePress(square, Qt.MouseButton.LeftButton, pos=QPoint(60, square.height() // 3))
    settle(window)
    return window


def unsafe_link(studio: Studio) -> QWidget:
    window = studio.sample("article")
    id_ = first(window, LinkLayer)
    window.desk.apply(lambda deck: edits.move(deck, (id_,), 0, 320), "Move")
    settle(window)
    settle(window)
    return window


EVENT = EventTarget(
    title="Going live", start="2026-11-24T18:00", end="2026-11-24T19:00", zone="Europe/Berlin"
)

SCENES: dict[str, Callable[[Studio], QWidget]] = {
    "link-email": linked(target=EmailTarget(address="jobs@example.org", subject="Hello")),
    "link-phone": linked(target=PhoneTarget(number="+49 30 1234567")),
    "link-whatsapp": linked(target=WhatsAppTarget(number="+49 170 1234567", message="Hi!")),
    "link-telegram": linked(target=TelegramTarget(username="example")),
    "link-contact": linked(target=ContactTarget(name="Ada Example", role="Baker")),
    "link-event": linked(target=EVENT),
    "link-app": linked(target=AppTarget(store="apple", app="310633997")),
    "link-words": linked(target=TextTarget(text="Ask for the code word.")),
    "link-campaign": linked(campaign=Campaign(source="story", campaign="nine-pages")),
    "link-middle": linked(**{"look.mark": EmojiMark(emoji="🥐"), "look.modules": "dots"}),
    "link-sticker": linked(mode="sticker"),
    "link-address": linked(mode="address"),
    "link-unreadable": spoilt,
    "link-paled": paled,
    "link-covered": unsafe_link,
    "link-drop": dragged,
    "link-kinds": kinds,
    "link-modes": modes,
    "link-begun": begun,
    "export-refused": refused,
    "export-destinations": destinations,
}

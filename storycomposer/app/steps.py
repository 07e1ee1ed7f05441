"""The first steps in a new story: one calm strip says what can be filled in where one is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from storycomposer.app.actions.record import Window
from storycomposer.app.addresses import address_in
from storycomposer.app.beginning import Hint, hint, lacking
from storycomposer.app.desk import Mode
from storycomposer.app.icons import icon
from storycomposer.app.sides import margins
from storycomposer.app.slots import Slot, go, slots
from storycomposer.app.words import t
from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import spots
from storycomposer.document.layers import LinkLayer
from storycomposer.editor import Change

_TOP = 6
_WORDS = ("headline", "text")


class Steps(QObject):
    """Leads through the slots of a story that was just begun, until it is dismissed: Tab goes to
    the next one, and what is pasted or chosen goes into the one that is shown."""

    over = Signal()
    """The slots were left for the first time, or the link is in."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._desk = window, window.desk
        self._begun: Deck | None = None
        self._slot: Slot | None = None
        self._going = self._told = False
        self.strip = Strip(window.canvas)
        self.strip.onward.connect(self.next)
        self.strip.dismissed.connect(self.stop)
        window.canvas.installEventFilter(self)
        window.desk.changed.connect(self._on_changed)
        window.desk.mode_changed.connect(self.refresh)
        window.desk.tool_changed.connect(self.refresh)

    def begin(self) -> None:
        """Start with the headline; a story with nothing in it is told how to begin."""
        self._begun = self._desk.deck
        found = slots(self._begun)
        if found:
            self._go(found[0])
        else:
            self.refresh()

    def stop(self) -> None:
        """No more of this."""
        self._begun = self._slot = None
        self._desk.mode = Mode()
        self.refresh()
        self._window.canvas.setFocus()
        self._tell_over()

    def next(self, step: int = 1) -> None:
        """Go to the slot after the one that is shown, or before it; after the last one it is
        over."""
        found, here = slots(self._desk.deck), self._here()
        at = found.index(here) + step if here in found else 0
        if 0 <= at < len(found):
            self._go(found[at])
        elif at > 0:
            self.stop()

    def refresh(self) -> None:
        """Say what can be done where one is."""
        if self._going:
            return
        here, before = self._here(), self._slot
        self._slot = here
        self._window.bringing.into = _target(here) if here and here.kind == "picture" else ""
        if here is not None:
            self._say(here)
        elif said := self._first():
            self.strip.tell(*said, onward=False)
        else:
            self.strip.hide()
            if before is not None:
                self._tell_over()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self.strip.place()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = event.key() == Qt.Key.Key_Backtab
            if back or event.key() == Qt.Key.Key_Tab:
                return self._on_tab(-1 if back else 1)
        return super().eventFilter(watched, event)

    def _on_tab(self, step: int) -> bool:
        """To the next slot while one is shown. Who goes from layer to layer instead is led no
        longer: the slots are on other slides, too."""
        led = self._slot is not None
        if led:
            self.next(step)
        else:
            self._begun = None
            self.refresh()
        return led

    def _on_changed(self, change: Change) -> None:
        if self._begun is not None and change.kind != "preview":
            self.refresh()

    def _go(self, slot: Slot) -> None:
        self._going, self._slot = True, slot
        go(self._desk, slot)
        self._window.canvas.setFocus()
        self._going = False
        self.refresh()

    def _here(self) -> Slot | None:
        """The slot that is being filled in. A background counts only where Tab led to it: it is
        what is there when nothing is selected."""
        if self._begun is None or self._desk.tool != "select" or not slots(self._begun):
            return None
        if self._slot is not None and self._stands_at(self._slot):
            return self._slot
        # Who writes words of his own knows what he writes.
        begun = spots(self._begun)
        others = (
            slot
            for slot in slots(self._desk.deck)
            if slot.layer and (slot.kind not in _WORDS or slot.layer in begun)
        )
        return next((slot for slot in others if self._stands_at(slot)), None)

    def _stands_at(self, slot: Slot) -> bool:
        selection, mode = self._desk.editor.selection, self._desk.mode
        chosen = (slot.layer,) if slot.layer else ()
        if selection.slide != slot.slide or selection.layers != chosen:
            return False
        if slot.kind in _WORDS:
            return mode == Mode("text", slot.layer)
        return mode.name == "select" or (slot.kind == "link" and mode.name == "link")

    def _first(self) -> Hint | None:
        """How a story that began with nothing goes on, until its slide has what slides have."""
        deck = self._desk.deck
        if self._begun is None or slots(self._begun) or len(deck.slides) != 1:
            return None
        lacks = lacking(deck, deck.slides[0])
        if not lacks:
            self._begun = None
            self._tell_over()
        busy = self._desk.mode.name != "select" or self._desk.tool not in ("select", "text")
        return None if busy else hint(self._window, lacks)

    def _say(self, slot: Slot) -> None:
        if slot.kind == "headline":
            self.strip.tell(t("steps.headline", "Type your headline."))
        elif slot.kind == "text":
            self.strip.tell(t("steps.text", "Type your words."))
        elif slot.kind == "picture":
            choose = self._window.bringing.choose
            self.strip.tell(
                t("steps.picture", "or drop, or paste"),
                t("steps.choose", "Choose photo…"),
                lambda: choose(onto=_target(slot)),
            )
        elif not self._is_new(slot):
            self.strip.tell("", t("steps.link", "Paste link"), lambda: self._paste_link(slot))
        else:
            # What phones make of it is said beside it.
            self.strip.tell(t("steps.linked", "Your link is in."))
            self._tell_over()

    def _is_new(self, slot: Slot) -> bool:
        """Whether the link leads elsewhere than the one the story began with."""
        now, before = (
            found[slot.layer].layer if slot.layer in found else None
            for found in (spots(self._desk.deck), spots(self._begun or self._desk.deck))
        )
        if not isinstance(now, LinkLayer) or not isinstance(before, LinkLayer):
            return True
        return now.target != before.target

    def _paste_link(self, slot: Slot) -> None:
        """What is on the clipboard if it is an address; else it is asked for."""
        address = address_in(QGuiApplication.clipboard().text())
        if address is not None:
            self._window.bringing.add_link(address)
        else:
            self._desk.mode = Mode("link", slot.layer)

    def _tell_over(self) -> None:
        if not self._told:
            self._told = True
            self.over.emit()


class Strip(QFrame):
    """One line above the slide."""

    onward = Signal()
    dismissed = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("steps")
        self.setProperty("kind", "floating")
        self._canvas = canvas
        self._run: Callable[[], object] | None = None
        self.button = QPushButton(self)
        self.button.setProperty("kind", "small")
        self.button.setFixedHeight(24)
        self.button.clicked.connect(self._on_clicked)
        self.words = QLabel(self)
        self.more = QPushButton(t("steps.next", "Tab: next slot."), self)
        self.more.setProperty("kind", "plain")
        self.more.clicked.connect(self.onward)
        self.away = QToolButton(self)
        self.away.setProperty("kind", "icon")
        self.away.setIcon(icon("x"))
        self.away.setIconSize(QSize(14, 14))
        self.away.setFixedSize(24, 24)
        self.away.setAccessibleName(t("steps.away", "No more hints"))
        self.away.setToolTip(self.away.accessibleName())
        self.away.clicked.connect(self.dismissed)
        for pressed in (self.button, self.more, self.away):
            # A click leaves the caret where it is.
            pressed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(self, 12, 3, 4, 3))
        row.setSpacing(8)
        for one in (self.button, self.words, self.more, self.away):
            row.addWidget(one)
        self.hide()

    @property
    def said(self) -> str:
        """All that it says."""
        shown = (self.button, self.words, self.more)
        return " ".join(one.text() for one in shown if not one.isHidden())

    def tell(
        self,
        words: str,
        button: str = "",
        run: Callable[[], object] | None = None,
        *,
        onward: bool = True,
    ) -> None:
        """Say ``words`` after a button that runs ``run``, and with ``onward`` how to go on."""
        self._run = run
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.more.setVisible(onward)
        self.setAccessibleName(self.said)
        self.show()
        self.place()

    def place(self) -> None:
        """In the middle above the slide."""
        self.adjustSize()
        self.move((self._canvas.width() - self.width()) // 2, _TOP)
        self.raise_()

    def _on_clicked(self) -> None:
        if self._run is not None:
            self._run()


def _target(slot: Slot) -> str:
    """Id of the layer whose picture it is, or of the slide whose background."""
    return slot.layer or slot.slide

"""The story as people will see it: one slide after the other under a phone's controls."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from storycomposer.app import player_controls as controls
from storycomposer.app.desk import Desk
from storycomposer.app.naming import slide_name
from storycomposer.app.playback import Playback
from storycomposer.app.player_bar import HEIGHT as BAR
from storycomposer.app.player_bar import PlayerBar
from storycomposer.app.player_controls import Phone
from storycomposer.app.reel import Reel
from storycomposer.app.words import t
from storycomposer.app.workers import Workers
from storycomposer.story import Story

_TICK_MS = 33
_HOLD_MS = 250
"""A press that is longer is no tap: the story stood while it lasted."""
_BACK = 1 / 3
"""The part of the screen in which a tap goes back."""
_MARGIN = 28


class Player(QWidget):
    """Covers the window or the screen while it plays."""

    def __init__(self, desk: Desk, workers: Workers, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._over = desk, window
        self._story: Story | None = None
        self.playback = Playback((1.0,))
        self.reel = Reel(workers, self)
        self.reel.drawn.connect(self._on_drawn)
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._hold = QTimer(self, singleShot=True, interval=_HOLD_MS)
        self._hold.timeout.connect(self.update)
        self._pressed: QPointF | None = None
        self._before: QWidget | None = None
        self.setProperty("kind", "player")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar = PlayerBar(self)
        self.bar.stepped.connect(self.step)
        self.bar.paused.connect(self.toggle_pause)
        self.bar.enlarged.connect(self.toggle_full_screen)
        self.bar.closed.connect(self.stop)
        window.installEventFilter(self)
        self.hide()

    @property
    def holding(self) -> bool:
        """Whether a press lasts so long that it holds the story."""
        return self._pressed is not None and not self._hold.isActive()

    def play(self) -> None:
        """Play the story from the slide on the canvas."""
        self._story = self._desk.editor.committed
        slides = self._story.deck.slides
        if not slides:
            return
        self._before = self._over.focusWidget()
        self.playback = Playback(tuple(slide.seconds for slide in slides))
        self.playback.go(max(0, self._desk.slide_index))
        self.reel.start(self._story)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._clock.start()
        self._timer.start()
        self._on_slide()

    def stop(self) -> None:
        """Close it and give the memory back."""
        if not self.isVisible():
            return
        self._timer.stop()
        self._pressed = None
        if self.isWindow():
            self.toggle_full_screen()
        self.hide()
        self.reel.stop()
        self._story = None
        before, self._before = self._before, None
        if before is not None and isValid(before):  # what is found meanwhile may take its place
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def toggle_full_screen(self) -> None:
        """Cover the screen, or the window again."""
        full = not self.isWindow()
        self.setWindowFlag(Qt.WindowType.Window, full)
        if full:
            self.showFullScreen()
        else:
            self.setWindowState(Qt.WindowState.WindowNoState)
            self.setGeometry(self._over.rect())
            self.show()
            self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._show_state()

    def toggle_pause(self) -> None:
        """Let it stand, or go on."""
        self.playback.paused = not self.playback.paused
        self._show_state()

    def step(self, by: int) -> None:
        """Go one slide on or back."""
        if by > 0:
            self.playback.go(self.playback.at + 1)
        else:
            self.playback.back()
        self._on_slide()

    def phone(self) -> Phone:
        """Where the story is shown."""
        ratio = self.devicePixelRatioF()
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -BAR - 6)
        canvas = self._desk.deck.canvas
        unit = max(0.02, min(room.width() / canvas.width, room.height() / canvas.height))
        # Whole pixels of the screen, so that the renderer's are shown as they are.
        height = round(canvas.height * unit * ratio) / ratio
        width = round(canvas.width * height * ratio / canvas.height) / ratio
        left = round((room.center().x() - width / 2) * ratio) / ratio
        top = round((room.center().y() - height / 2) * ratio) / ratio
        screen = QRectF(left, top, width, height)
        return Phone(screen, width / canvas.width, self.isRightToLeft())

    def scale(self) -> float:
        """Pixels of the screen a canvas pixel."""
        height = round(self.phone().screen.height() * self.devicePixelRatioF())
        return height / self._desk.deck.canvas.height

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isWindow():
            self.setGeometry(self._over.rect())
        return False

    def event(self, event: QEvent) -> bool:
        # The window's shortcuts lie behind the player: no key may change the story there.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        parts: list[QWidget] = [self, *self.bar.buttons]
        now = self.focusWidget() or self
        at = parts.index(now) if now in parts else 0
        parts[(at + (1 if forward else -1)) % len(parts)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        forward = -1 if self.isRightToLeft() else 1
        key = event.key()
        if key == Qt.Key.Key_Space:
            self.toggle_pause()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.stop()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.step(forward if key == Qt.Key.Key_Right else -forward)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.step(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self.playback.go(0)
            self._on_slide()
        elif key in (Qt.Key.Key_F, Qt.Key.Key_F11):
            self.toggle_full_screen()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() != Qt.MouseButton.LeftButton:
            return
        phone = self.phone()
        if phone.cross.contains(event.position()):
            self.stop()
        elif phone.screen.contains(event.position()):
            self._pressed = event.position()
            self._hold.start()

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:  # noqa: N802
        if self._pressed is None:
            return
        held, place = self.holding, self._pressed
        self._pressed = None
        self._hold.stop()
        self.update()
        if not held:
            self._tap(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.mousePressEvent(event)  # two taps that follow each other quickly

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.stop()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.bar.setGeometry(0, self.height() - BAR, self.width(), BAR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, phone = QPainter(self), self.phone()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(controls.GROUND))
        controls.frame(painter, phone)
        picture = self.reel.show(self.playback.at, self.scale())
        painter.setClipPath(controls.glass(phone))
        if picture is not None:
            self._paint(painter, phone, picture)
        if not self.holding and self._story is not None:
            name = self._story.deck.title or t("player.name", "Your name")
            controls.overlay(painter, phone, self.playback.shares(), name)

    def _paint(self, painter: QPainter, phone: Phone, picture: QImage) -> None:
        ratio = self.devicePixelRatioF()
        if picture.size() == (phone.screen.size() * ratio).toSize():
            picture.setDevicePixelRatio(ratio)
            painter.drawImage(phone.screen.topLeft(), picture)
            return
        # Of another size for a moment, until the right one is drawn.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture.setDevicePixelRatio(1)
        painter.drawImage(phone.screen, picture)

    def _tap(self, place: QPointF) -> None:
        screen = self.phone().screen
        share = (place.x() - screen.left()) / screen.width()
        back = share > 1 - _BACK if self.isRightToLeft() else share < _BACK
        self.step(-1 if back else 1)

    @Slot()
    def _on_tick(self) -> None:
        passed = self._clock.restart() / 1000
        if self._pressed is not None or not self.reel.ready(self.playback.at):
            return
        if self.playback.advance(passed):
            self._on_slide()
        elif not self.playback.paused:
            self.update(self.phone().box(0, 16, 1080, 30).toAlignedRect())

    def _on_slide(self) -> None:
        assert self._story is not None
        at, slide = self.playback.at, self._story.deck.slides[self.playback.at]
        self.setAccessibleName(
            t(
                "player.slide",
                "Preview: slide {number} of {all}: {name}",
                number=at + 1,
                all=self.playback.count,
                name=slide_name(slide, at),
            )
        )
        self.setAccessibleDescription(slide.alt)
        self._show_state()
        self.update()

    @Slot()
    def _on_drawn(self) -> None:
        self.update()

    def _show_state(self) -> None:
        number = f"{self.playback.at + 1} / {self.playback.count}"
        self.bar.show_state(number, paused=self.playback.paused, full=self.isWindow())

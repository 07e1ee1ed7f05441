"""Pictures of the window in every state that has a look, to be looked at.

    python tests/app/screenshots.py FOLDER [NAME …]

Light and dark, left to right; with ``--rtl`` mirrored, and with ``--long`` in longer words: both in
made-up languages.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from msgspec import structs
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QPainter, QPixmap, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from storycomposer.app import theme, words
from storycomposer.app.desk import Mode
from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.inputs.choice import ChoiceCombo
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.run import application
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Guide, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageLayer,
    LinkLayer,
    Run,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.shapes import Ellipse, Rectangle
from storycomposer.document.style import Conic, Linear, Radial, Solid, Stop
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
Key = Qt.Key
_SIZE = QSize(1440, 900)


def large_screen() -> None:
    """Before Qt starts: a screen with room for the window and what opens beside it."""
    screen = {"name": "s", "x": 0, "y": 0, "width": 2600, "height": 2000, "logicalDpi": 96}
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as config:
        json.dump({"screens": [{**screen, "logicalBaseDpi": 96, "dpr": 1}]}, config)
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config.name}"


def settle(window: QWidget | None = None, seconds: float = 5.0) -> None:
    """Let events run, and wait for what is measured after a rest, and for the window's threads."""
    ends = monotonic() + seconds
    QTest.qWait(450 if window is not None else 20)
    while window is not None and window.workers.busy and monotonic() < ends:
        QTest.qWait(20)
    if isinstance(window, MainWindow):
        window.complete()
    QTest.qWait(60)


def grab(window: QWidget) -> QPixmap:
    """The window with the popups that belong to it."""
    made = window.grab()
    painter, corner = QPainter(made), QPoint(0, 0)
    for one in QApplication.topLevelWidgets():
        if one is not window and one.isVisible() and one.parent() is not None:
            painter.drawPixmap(one.mapToGlobal(corner) - window.mapToGlobal(corner), one.grab())
    painter.end()
    return made


def story(*layers: AnyLayer, language: str = "en", background: str = "#FFF4E6") -> Story:
    """A story of one slide."""
    slide = Slide(id="s1", layers=layers, background=Solid(color=background))
    return Story(Deck(id="d", slides=(slide,), language=language), MediaStore())


def text(words: str, **fields: object) -> TextLayer:
    """Words in the middle of a slide."""
    made = TextLayer(
        id="t", x=96, y=600, width=888, height=300, size=96, weight=700, text=(Run(text=words),)
    )
    return structs.replace(made, **fields)


class Studio:
    """One program; ``sample`` and ``new`` open a window and wait until it has settled."""

    def __init__(self, folder: Path, size: QSize = _SIZE) -> None:
        self.folder, self.size = folder, size
        self.program = Program(application(), folder / "home")

    def sample(self, name: str) -> MainWindow:
        """A window on a copy of a sample."""
        target = self.folder / "stories" / name
        if not target.exists():
            shutil.copytree(SAMPLES / name, target)
        return self._ready(self.program.open(target))

    def new(self, made: Story) -> MainWindow:
        """A window on ``made``."""
        return self._ready(self.program.new(made))

    def _ready(self, window: MainWindow) -> MainWindow:
        window.resize(self.size)
        (self.folder / "export.json").unlink(missing_ok=True)  # what another scene chose
        window.exporting.remembered = Remembered(self.folder / "export.json")
        remember(window.exporting, home=str(self.folder / "Stories"))
        window.canvas.setFocus()
        settle(window)
        return window

    def close(self) -> None:
        """Close all windows without questions."""
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and one.parent() is not None:
                one.close()
        for window in list(self.program.windows):
            QTest.keyClick(window.canvas, Key.Key_Escape)
            window.desk.mode = Mode()
            window.desk.editor._saved = window.desk.editor.committed.deck
            window.close()
        if self.program.start is not None:
            self.program.start.close()
        settle()


def start(studio: Studio) -> QWidget:
    page = studio.program.show_start()
    page.resize(studio.size)
    settle(page)
    return page


def empty(studio: Studio) -> QWidget:
    window = studio.program.blank()
    window.resize(studio.size)
    settle(window)
    return window


def first(window: MainWindow, kind: type) -> str:
    """Id of the first layer of a kind in the deck; its slide is shown and it is selected."""
    for slide in window.desk.deck.slides:
        for layer in slide.layers:
            if isinstance(layer, kind):
                window.desk.select((), (slide.id,))
                window.desk.select((layer.id,))
                settle(window)
                return layer.id
    raise LookupError(kind)


def selected(name: str, kind: type) -> Callable[[Studio], QWidget]:
    def shoot(studio: Studio) -> QWidget:
        window = studio.sample(name)
        first(window, kind)
        return window

    return shoot


def begun(studio: Studio) -> QWidget:
    """A story just begun, at its photo."""
    window = studio.program.sample("job-opening")
    window.resize(studio.size)
    settle(window)
    window.steps.next()
    window.make_yours.offer()
    settle(window)
    return window


def slide(studio: Studio) -> QWidget:
    window = studio.sample("article")
    window.desk.select(())
    settle(window)
    return window


def several(studio: Studio) -> QWidget:
    window = studio.sample("win")
    window.desk.select(tuple(layer.id for layer in window.desk.slide.layers))
    settle(window)
    return window


def group(studio: Studio) -> QWidget:
    shape = ShapeLayer(id="a", x=0, y=0, width=500, height=300, fill=Solid(color="#6D4AFF"))
    dot = ShapeLayer(id="b", x=300, y=150, width=300, height=300, shape=Ellipse())
    dot = structs.replace(dot, fill=Solid(color="#FFB020"))
    window = studio.new(
        story(GroupLayer(id="g", x=200, y=600, width=600, height=450, layers=(shape, dot)))
    )
    window.desk.select(("g",))
    settle(window)
    return window


def layers(studio: Studio) -> QWidget:
    window = several(studio)
    window.right_panel.tabs.setCurrentIndex(1)
    settle(window)
    return window


def writing(window: MainWindow, id: str) -> MainWindow:
    window.desk.select((id,))
    window.desk.mode = Mode("text", id)
    window.canvas.setFocus()
    settle(window)
    return window


def arabic(studio: Studio) -> QWidget:
    window = writing(studio.new(story(text("مرحبا بكم في القصة 2026"), language="ar")), "t")
    QTest.keyClick(window.canvas, Key.Key_Home)
    for _ in range(5):
        QTest.keyClick(window.canvas, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    return window


def japanese(studio: Studio) -> QWidget:
    window = writing(studio.new(story(text("東京の"), language="ja")), "t")
    QTest.keyClick(window.canvas, Key.Key_End)
    marked, chosen = QTextCharFormat(), QTextCharFormat()
    marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    chosen.setBackground(QColor("#88AAFF"))
    kind = QInputMethodEvent.AttributeType
    attributes = [
        QInputMethodEvent.Attribute(kind.TextFormat, 0, 2, chosen),
        QInputMethodEvent.Attribute(kind.TextFormat, 2, 3, marked),
        QInputMethodEvent.Attribute(kind.Cursor, 2, 1),
    ]
    QApplication.sendEvent(window.canvas, QInputMethodEvent("夕方はれた", attributes))
    settle(window)
    return window


def crop(studio: Studio) -> QWidget:
    window = studio.sample("screenshot")
    id_ = first(window, ImageLayer)
    window.desk.mode = Mode("crop", id_)
    settle(window)
    return window


def snapping(studio: Studio) -> QWidget:
    boxes = [
        ShapeLayer(id=f"b{at}", x=96 + 300 * at, y=700, width=200, height=300) for at in range(3)
    ]
    filled = [structs.replace(one, fill=Solid(color="#6D4AFF")) for one in boxes]
    window = studio.new(story(*filled))
    view = window.canvas.view()
    from_ = view.point(*bounds(spots(window.desk.deck)["b2"].pose).center).toPoint()
    to = view.point(96 + 300 * 2 + 100 + 12, 856).toPoint()
    QTest.mousePress(window.canvas, LEFT, PLAIN, from_)
    QTest.mouseMove(window.canvas, (from_ + to) / 2)
    QTest.mouseMove(window.canvas, to)
    settle(window)
    return window


def guides(studio: Studio) -> QWidget:
    """Rulers, guides, and one that is being dragged out."""
    window = studio.sample("win")
    id_ = window.desk.slide.id
    lines = (Guide(axis="x", at=96), Guide(axis="x", at=984), Guide(axis="y", at=1100))
    window.desk.apply(lambda deck: edits.set_guides(deck, id_, lines), "Add guides")
    window.desk.select((window.desk.slide.layers[-1].id,))
    window.canvas.guiding.rulers = True
    from_, to = QPoint(8, 400), window.canvas.view().point(640, 700).toPoint()
    QTest.mousePress(window.canvas, LEFT, PLAIN, from_)
    QTest.mouseMove(window.canvas, (from_ + to) / 2)
    QTest.mouseMove(window.canvas, to)
    settle(window)
    return window


def gradient(kind: type) -> Callable[[Studio], QWidget]:
    """A gradient's points and colours on the canvas."""
    colors = ("brand:primary", "#FF2E93", "#FFC53D")

    def shoot(studio: Studio) -> QWidget:
        stops = tuple(Stop(at=at / 2, color=color) for at, color in enumerate(colors))
        box = ShapeLayer(id="g", x=140, y=480, width=800, height=900, fill=kind(stops=stops))
        window = studio.new(story(structs.replace(box, shape=Rectangle(radius=64))))
        window.desk.select(("g",))
        window.gradienting.begin("g")
        window.gradienting.choose(1)
        settle(window)
        return window

    return shoot


def unsafe(studio: Studio) -> QWidget:
    window = studio.sample("win")
    layer = window.desk.slide.layers[-1]
    at = window.canvas.view().point(*bounds(spots(window.desk.deck)[layer.id].pose).center)
    QTest.mousePress(window.canvas, LEFT, PLAIN, at.toPoint())
    QTest.mouseMove(window.canvas, at.toPoint() + QPoint(10, 60))
    QTest.mouseMove(window.canvas, at.toPoint() + QPoint(8, 84))
    settle(window)
    return window


def colours(studio: Studio) -> QWidget:
    window = studio.sample("win")
    first(window, TextLayer)
    next(one for one in window.findChildren(ColorButton) if one.isVisible()).click()
    settle(window)
    return window


def fonts(studio: Studio) -> QWidget:
    window = studio.sample("win")
    first(window, TextLayer)
    next(one for one in window.findChildren(FontButton) if one.isVisible()).click()
    settle(window)
    return window


def more(studio: Studio) -> QWidget:
    """A text's panel with everything unfolded."""
    window = studio.sample("win")
    window.resize(1440, 1900)
    first(window, TextLayer)
    for one in window.right_panel.findChildren(QWidget):
        if one.isVisible() and one.property("kind") == "disclosure" and not one.isChecked():
            one.click()
    settle(window)
    return window


def export(studio: Studio) -> QWidget:
    window = studio.sample("win")
    window.actions_by_id["export"].trigger()
    settle(window)
    return window


def tray(studio: Studio) -> QWidget:
    window = export(studio)
    window.export_panel.options.go.click()
    settle(window, 20)
    settle(window)
    return window


def player(studio: Studio) -> QWidget:
    window = studio.sample("win")
    window.actions_by_id["preview"].trigger()
    settle(window)
    return window


def menu(studio: Studio) -> QWidget:
    window = studio.sample("win")
    made = window.actions_by_id.menu("slide", window)
    made.popup(window.mapToGlobal(QPoint(200, 200)))
    settle(window)
    return window


def main_menu(studio: Studio) -> QWidget:
    """The menu of the top bar with one of its parts open."""
    window = studio.sample("win")
    first(window, TextLayer)
    made = window.actions_by_id.main_menu(window)
    made.popup(window.mapToGlobal(QPoint(12, 52)))
    part = made.actions()[4]
    made.setActiveAction(part)
    settle(window)
    return window


def choice(studio: Studio) -> QWidget:
    """An open list of choices."""
    window = studio.sample("win")
    first(window, TextLayer)
    next(one for one in window.findChildren(ChoiceCombo) if one.isVisible()).showPopup()
    settle(window)
    return window


def triggered(id: str) -> Callable[[Studio], QWidget]:
    def shoot(studio: Studio) -> QWidget:
        window = studio.sample("win")
        window.actions_by_id[id].trigger()
        settle(window)
        return window

    return shoot


SHOTS: dict[str, Callable[[Studio], QWidget]] = {
    "start": start,
    "empty": empty,
    "begun": begun,
    "slide": slide,
    "text": selected("win", TextLayer),
    "text-all": more,
    "picture": selected("screenshot", ImageLayer),
    "shape": selected("question", ShapeLayer),
    "link": selected("going-live", LinkLayer),
    "group": group,
    "several": several,
    "layers": layers,
    "arabic": arabic,
    "japanese": japanese,
    "crop": crop,
    "snapping": snapping,
    "guides": guides,
    "gradient": gradient(Linear),
    "gradient-radial": gradient(Radial),
    "gradient-conic": gradient(Conic),
    "unsafe": unsafe,
    "colours": colours,
    "fonts": fonts,
    "export": export,
    "tray": tray,
    "player": player,
    "menu": menu,
    "main-menu": main_menu,
    "choice": choice,
    "palette": triggered("palette"),
    "shortcuts": triggered("shortcuts"),
    "stickers": triggered("stickers"),
    "paste-link": triggered("link"),
    "brand": triggered("brand"),
    "settings": triggered("settings"),
}


def main() -> int:
    """Make the pictures; returns how many could not be made."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("names", nargs="*")
    asked.add_argument("--rtl", action="store_true", help="mirrored")
    asked.add_argument("--long", action="store_true", help="in words that are longer")
    asked.add_argument("--scale", type=float, default=1.0, help="device pixels per point")
    asked.add_argument("--size", default="1440x900", help="of the window")
    asked.add_argument("--themes", default="light,dark")
    given = asked.parse_args()
    import doing_scenes  # noqa: PLC0415 (they are made of what is here)
    import large_scenes  # noqa: PLC0415
    import link_scenes  # noqa: PLC0415

    shots = {**SHOTS, **link_scenes.SCENES, **large_scenes.SCENES, **doing_scenes.SCENES}
    given.folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_SCALE_FACTOR"] = str(given.scale)
    large_screen()
    app = application()
    language = words.PSEUDO if given.rtl else words.LONG if given.long else "en"
    kind = "-rtl" * given.rtl + "-long" * given.long
    size = QSize(*map(int, given.size.split("x")))
    failed = 0
    for look in given.themes.split(","):
        theme.apply(app, look)  # type: ignore[arg-type]
        words.use(language)
        ways = Qt.LayoutDirection
        app.setLayoutDirection(ways.RightToLeft if given.rtl else ways.LeftToRight)
        with tempfile.TemporaryDirectory() as folder:
            studio = Studio(Path(folder), size)
            studio.program.settings.change(theme=look)
            for name in given.names or shots:
                try:
                    picture = grab(shots[name](studio))
                    picture.save(str(given.folder / f"{name}-{look}{kind}.png"))
                except (LookupError, StopIteration, AttributeError) as error:
                    failed += 1
                    print(f"{name}: {error!r}", file=sys.stderr)
                studio.close()
            studio.program.disk.finish()
    return failed


if __name__ == "__main__":
    raise SystemExit(main())

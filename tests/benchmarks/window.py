"""What a person feels in the window, beside a plain program that shows the same.

    python tests/benchmarks/window.py

Milliseconds on the machine at hand, offscreen. Starts are whole processes, in turns.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from interaction import WORDS
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from storycomposer.app.desk import Mode
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.run import application
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import AnyLayer, ImageLayer, Run, ShapeLayer, TextLayer
from storycomposer.document.style import Shadow, Solid
from storycomposer.media.store import MediaStore
from storycomposer.storage.files import save_story
from storycomposer.story import Story

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
BARE = """
import sys, time
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel(); label.setPixmap(QPixmap(sys.argv[1])); label.show()
app.processEvents(); label.grab()
"""
OURS = """
import sys
from pathlib import Path
from storycomposer.app.run import application
from storycomposer.app.program import Program
app = application()
program = Program(app, Path(sys.argv[2]))
window = program.open(Path(sys.argv[1]))
app.processEvents(); window.canvas.grab()
import os; os._exit(0)
"""


def say(what: str, times: list[float]) -> None:
    """One line: median, 95th percentile, longest."""
    last = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"{what:58} {statistics.median(times):8.1f} {last:8.1f} {max(times):8.1f}", flush=True)


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that ``act`` takes."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def starts(folder: Path, times: int = 7) -> None:
    """A window on a sample, and a bare window that shows the same picture, in turns."""
    sample, picture = SAMPLES / "win", folder / "win.png"
    export = [sys.executable, "-m", "storycomposer", "export", sample, "-o", folder / "out"]
    first = subprocess.run(export, check=True, capture_output=True, text=True).stdout.split("\n")[0]
    Path(first).rename(picture)
    runs: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(times):
        for name, program, given in (
            ("bare", BARE, (picture,)),
            ("ours", OURS, (sample, folder / "h")),
        ):
            command = [sys.executable, "-c", program, *map(str, given)]
            runs[name].append(
                timed(lambda c=command: subprocess.run(c, check=True, capture_output=True))
            )
    say("start: bare PySide6 window with the picture", runs["bare"])
    say("start: our window on the sample", runs["ours"])


def opened(program: Program, layers: tuple[AnyLayer, ...], media: MediaStore) -> MainWindow:
    """A window on one slide."""
    window = program.new(Story(Deck(id="d", slides=(Slide(id="s", layers=layers),)), media))
    window.resize(1440, 900)
    window.desk.editor._saved = window.desk.deck
    for _ in range(5):
        QApplication.processEvents()
    return window


def dragging(program: Program, side: int, height: int) -> None:
    """One of 100 layers under the pointer: each move until it is painted."""
    boxes = tuple(
        ShapeLayer(
            id=f"b{at}", x=(at * 97) % 800, y=(at * 181) % 1600, width=200, height=200,
            fill=Solid(color=f"#{(at * 76543) % 0xFFFFFF:06x}"),
        )
        for at in range(99)
    )  # fmt: skip
    top = ShapeLayer(id="top", x=0, y=0, width=side, height=height, fill=Solid(color="#6D4AFF"))
    window = opened(program, (*boxes, top), MediaStore())
    start = window.canvas.view().point(side / 2, height / 2).toPoint()
    QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=start)

    def move(step: int) -> None:
        QTest.mouseMove(window.canvas, start + QPoint(10 + step, step % 40))
        window.canvas.repaint()

    for step in range(5):
        move(step)
    say(
        f"drag {side}x{height} among 100, ours", [timed(lambda s=s: move(s)) for s in range(5, 105)]
    )
    QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=start)
    plain_drag(side, height)
    leave(window)


def plain_drag(side: int, height: int) -> None:
    """The same with a QGraphicsView."""
    scene = QGraphicsScene(0, 0, 1080, 1920)
    for at in range(99):
        item = scene.addRect(0, 0, 200, 200, brush=QColor((at * 76543) % 0xFFFFFF))
        item.setPos((at * 97) % 800, (at * 181) % 1600)
    pixmap = QPixmap(side, height)
    pixmap.fill(QColor("#6D4AFF"))
    top = scene.addPixmap(pixmap)
    view = QGraphicsView(scene)
    view.resize(1000, 800)
    view.fitInView(0, 0, 1080, 1920, Qt.AspectRatioMode.KeepAspectRatio)
    view.show()

    def move(step: int) -> None:
        top.setPos(QPointF(10 + 3 * step, (3 * step) % 120))
        view.viewport().repaint()

    say(
        f"drag {side}x{height} among 100, QGraphicsView",
        [timed(lambda s=s: move(s)) for s in range(100)],
    )
    view.close()


def typing(program: Program) -> None:
    """A letter into sixty words with a shadow, until it is painted."""
    layer = TextLayer(
        id="t", x=96, y=300, width=888, height=1200, size=44, text=(Run(text=WORDS),),
        shadow=Shadow(),
    )  # fmt: skip
    window = opened(program, (layer,), MediaStore())
    window.desk.select(("t",))
    window.desk.mode = Mode("text", "t")
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_End)

    def key(letter: str) -> None:
        QTest.keyClicks(window.canvas, letter)
        window.canvas.repaint()

    key("a")
    say("a key into 60 words with a shadow", [timed(lambda c=c: key(c)) for c in "storycompo" * 6])
    window.desk.mode = Mode()
    leave(window)


def many_slides(program: Program, folder: Path) -> None:
    """Opening a story of 100 slides with photographs until the window is painted."""
    media = MediaStore()
    photos = [media.put(path.read_bytes(), "jpg") for path in sorted(SAMPLES.glob("*/media/*.jpg"))]
    slides = tuple(
        Slide(
            id=f"s{at}",
            layers=(
                ImageLayer(
                    id=f"i{at}", x=0, y=0, width=1080, height=1920, source=photos[at % len(photos)]
                ),
            ),
        )
        for at in range(100)
    )
    path = folder / "many.story"
    save_story(Story(Deck(id="m", slides=slides), media), path)
    windows: list[MainWindow] = []

    def act() -> None:
        windows.append(program.open(path))
        QApplication.processEvents()
        windows[-1].canvas.grab()

    say("a story of 100 slides with photographs, to a window", [timed(act)])
    leave(windows[0])


def leave(window: MainWindow) -> None:
    """Close without questions."""
    window.desk.editor.cancel()
    window.desk.editor._saved = window.desk.editor.committed.deck
    window.close()
    QApplication.processEvents()


def main() -> None:
    """All of them."""
    print(f"{'milliseconds':58} {'median':>8} {'p95':>8} {'longest':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        starts(folder)
        program = Program(application(), folder / "home")
        dragging(program, 400, 400)
        dragging(program, 1080, 1920)
        typing(program)
        many_slides(program, folder)
        program.disk.close()


if __name__ == "__main__":
    main()

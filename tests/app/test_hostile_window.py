"""What is broken, huge or made to harm comes to the window: one sentence, and it goes on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SAMPLES, settle
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storycomposer.app.canvas.text.clipping import LONGEST
from storycomposer.app.main_window import MainWindow
from storycomposer.document import runs
from storycomposer.document.layers import TextLayer

BOMB = "<!ENTITY x '&y;&y;&y;&y;&y;&y;&y;&y;'>" * 30


@pytest.fixture
def told(window: MainWindow) -> list[str]:
    said: list[str] = []
    window.desk.noticed.connect(lambda notice: said.append(notice.text))
    return said


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[Callable[[QMimeData], None]]:
    yield qapp.clipboard().setMimeData
    qapp.clipboard().clear()


def broken(folder: Path, name: str) -> Path:
    """A file that is no picture."""
    photo = min(SAMPLES.glob("*/media/*.jpg")).read_bytes()
    noise = random.Random(1).randbytes(3000)
    path = folder / name
    if name == "bomb.png":
        Image.new("1", (60_000, 60_000)).save(path)
        return path
    content = {
        "empty.png": b"",
        "noise.jpg": noise,
        "cut.jpg": photo[: len(photo) // 3],
        "font.ttf": b"\0\1\0\0" + noise,
        "no.story": b"PK\3\4" + noise,
        "long.svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='5'/>",
        "bomb.svg": f"<!DOCTYPE a [{BOMB}]><svg xmlns='http://www.w3.org/2000/svg'/>".encode(),
    }
    path.write_bytes(content[name])
    return path


NAMES = ("empty.png", "noise.jpg", "cut.jpg", "font.ttf", "no.story", "long.svg", "bomb.svg",
         "bomb.png")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_picture_is_told_in_one_sentence(
    qtbot: QtBot, window: MainWindow, told: list[str], tmp_path: Path, name: str
) -> None:
    before = window.desk.deck
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(broken(tmp_path, name)))])
    window.bringing.take(data)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(lambda: not window.workers.busy)
    settle()
    (sentence,) = [one for one in told if not one.startswith("Reading")]
    assert name in sentence and "Traceback" not in sentence
    assert window.desk.deck == before


@pytest.mark.parametrize("size", [(20_000, 5), (5, 20_000)])
def test_a_picture_like_a_hair_is_a_picture(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, size: tuple[int, int]
) -> None:
    Image.new("RGB", size, "red").save(tmp_path / "hair.png")
    before = len(window.desk.slide.layers)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "hair.png"))])
    window.bringing.take(data)
    qtbot.waitUntil(lambda: len(window.desk.slide.layers) == before + 1)
    window.undo()
    assert len(window.desk.slide.layers) == before


@pytest.mark.parametrize("writing", [False, True])
def test_endless_text_is_cut_and_that_is_said(
    window: MainWindow,
    told: list[str],
    clipboard: Callable[[QMimeData], None],
    writing: bool,
) -> None:
    data = QMimeData()
    data.setText("word " * 20_000)
    clipboard(data)
    before = {layer.id for layer in window.desk.slide.layers}
    if writing:
        window.enter(next(x.id for x in window.desk.slide.layers if isinstance(x, TextLayer)))
    window.actions_by_id["paste"].trigger()
    settle()
    lengths = [
        len(runs.plain(layer.text))
        for layer in window.desk.slide.layers
        if isinstance(layer, TextLayer) and (writing or layer.id not in before)
    ]
    assert max(lengths) == LONGEST
    assert [one for one in told if "first 5,000 characters" in one]
    window.undo()
    assert {layer.id for layer in window.desk.slide.layers} == before


def test_a_page_of_markup_without_words_is_said_to_be_of_no_use(
    window: MainWindow, told: list[str], clipboard: Callable[[QMimeData], None]
) -> None:
    data = QMimeData()
    data.setHtml("<p style='color:red'><b></b>" * 60_000)
    clipboard(data)
    before = window.desk.deck
    window.actions_by_id["paste"].trigger()
    settle()
    assert window.desk.deck == before and len(told) == 1

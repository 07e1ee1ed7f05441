"""What stands on the canvas until the slide is drawn, and on the start page's cards."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import SAMPLES, settle
from msgspec import structs
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from storycomposer import saving
from storycomposer.app import start_cards
from storycomposer.app.looks import Looks
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.deck import Brand
from storycomposer.storage import preview
from storycomposer.storage.files import open_story


def looks(program: Program) -> list[Path]:
    return sorted((program.home / "looks").glob("*.png"))


def shown(window: MainWindow) -> np.ndarray:
    """The canvas as it is painted now, whatever is still to come."""
    image = window.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    view = window.canvas.view()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[..., :3]
    inside = rows[view.top : view.top + 600, view.left : view.left + round(1080 * view.zoom)]
    return inside.astype(np.int16)


def apart(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one - other).mean())


def first_and_drawn(window: MainWindow) -> tuple[np.ndarray, np.ndarray]:
    assert window.canvas.showing.behind
    first = shown(window)
    settle()
    return first, shown(window)


@pytest.mark.parametrize("name", ["win", "event", "screenshot", "world"])
def test_a_story_never_seen_shows_its_slide_at_once(program: Program, name: str) -> None:
    first, drawn = first_and_drawn(program.open(SAMPLES / name))
    assert apart(first, drawn) < 4
    assert drawn.std() > 10, "there is something to see"


def test_a_saved_story_too(program: Program, tmp_path: Path) -> None:
    saving.save_story(open_story(SAMPLES / "win"), tmp_path / "win.story")
    first, drawn = first_and_drawn(program.open(tmp_path / "win.story"))
    assert apart(first, drawn) < 4


def test_what_was_seen_before_is_shown_pixel_for_pixel(
    program: Program, sample: Callable[[str], Path], qtbot: QtBot
) -> None:
    path = sample("win")
    window = program.open(path)
    settle()
    window.looks.keep()
    qtbot.waitUntil(lambda: len(looks(program)) == 1)
    window.close()
    first, drawn = first_and_drawn(program.open(path))
    assert np.array_equal(first, drawn)


def test_a_copy_of_a_sample_shows_it_unless_its_colours_are_others(program: Program) -> None:
    copy = program.duplicate(SAMPLES / "win")
    assert copy.desk.editor.path is None
    assert copy.looks.of(copy.desk.deck.slides[0]) is not None
    assert program.sample("win").looks.of(program.windows[-1].desk.deck.slides[0]) is not None
    program.settings.change(brand=Brand(primary="#FF0000"))
    other = program.sample("win")
    assert other.looks.of(other.desk.deck.slides[0]) is None


def test_a_draft_shows_what_it_was_closed_with(program: Program, qtbot: QtBot) -> None:
    window = program.duplicate(SAMPLES / "event")
    settle()
    layer = window.desk.deck.slides[0].layers[0].id
    window.desk.apply(lambda deck: edits.move(deck, (layer,), 40, 0), "Move")
    window.close()
    qtbot.waitUntil(lambda: not program.windows)
    (draft,) = program.drafts.glob("*.story")
    first, drawn = first_and_drawn(program.open_draft(draft))
    assert apart(first, drawn) < 4


def test_a_preview_of_something_else_is_never_shown(program: Program, tmp_path: Path) -> None:
    story = open_story(SAMPLES / "win")
    wrong = saving.preview(open_story(SAMPLES / "event"))
    saving.save_story(story, tmp_path / "good.story")
    with zipfile.ZipFile(tmp_path / "good.story") as good:
        files = {name: good.read(name) for name in good.namelist()}
    with zipfile.ZipFile(tmp_path / "bad.story", "w") as bad:
        for name, data in files.items():
            bad.writestr(name, wrong or b"" if name == preview.NAME else data)
    window = program.open(tmp_path / "bad.story")
    assert window.looks.of(window.desk.deck.slides[0]) is None
    assert start_cards.look(tmp_path / "bad.story").pictures[0].width() == 400


def test_a_broken_picture_with_a_good_head_does_no_harm(program: Program, tmp_path: Path) -> None:
    made = saving.preview(open_story(SAMPLES / "win")) or b""
    body = made.index(b"\xff\xda") + 200
    for number, data in enumerate((made[:body], made[:body] + bytes(range(1, 255)) * 300)):
        folder = tmp_path / f"win{number}"
        saving.save_story(open_story(SAMPLES / "win"), folder)
        (folder / preview.NAME).write_bytes(data)
        first, drawn = first_and_drawn(program.open(folder))
        assert first.shape == drawn.shape


def test_cards_show_it_without_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_cards, "_drawn", None)
    look = start_cards.look(SAMPLES / "win")
    assert look.slides == 4 and [one.width() for one in look.pictures] == [400]


def test_a_look_is_kept_and_found_until_the_slide_changes(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    first = window.desk.deck.slides[0]
    window.looks.keep()
    qtbot.waitUntil(lambda: len(looks(program)) == 1)
    found = window.looks.of(first)
    zoom = window.canvas.zoom
    assert found is not None
    assert (found.width(), found.height()) == (round(1080 * zoom), round(1920 * zoom))
    window.desk.apply(lambda deck: edits.move(deck, (first.layers[0].id,), 5, 0), "Move")
    assert window.looks.of(window.desk.deck.slides[0]) is None


def test_only_first_slides_of_files_are_kept(window: MainWindow, program: Program) -> None:
    window.desk.select((), (window.desk.deck.slides[1].id,))
    settle()
    window.looks.keep()
    copy = program.copy_of(window.desk.editor.story)
    settle()
    copy.looks.keep()
    window.workers.close()
    copy.workers.close()
    assert looks(program) == []


def test_only_the_newest_looks_are_kept(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    (program.home / "looks").mkdir(parents=True, exist_ok=True)
    for number in range(40):
        (program.home / "looks" / f"{number:032}.png").write_bytes(b"old")
    window.looks.keep()
    qtbot.waitUntil(lambda: len(looks(program)) == 24)


def test_another_window_finds_it(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    window.looks.keep()
    qtbot.waitUntil(lambda: len(looks(program)) == 1)
    again = Looks(window.desk, window.canvas, window.workers, program.home / "looks", window)
    found = again.of(window.desk.deck.slides[0])
    assert found is not None and QColor(found.pixel(50, 50)).isValid()
    story = window.desk.editor.story
    other = structs.replace(story.deck.slides[0], layers=())
    assert again.of(other) is None

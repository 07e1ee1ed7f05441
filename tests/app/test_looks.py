"""What stands on the canvas until the slide is drawn."""

from __future__ import annotations

from pathlib import Path

from conftest import settle
from pytestqt.qtbot import QtBot

from storycomposer.app.looks import Looks
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits


def looks(program: Program) -> list[Path]:
    return sorted((program.home / "looks").glob("*.jpg"))


def test_a_look_is_kept_and_found_until_the_slide_changes(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    first = window.desk.deck.slides[0]
    assert window.looks.of(first) is None
    window.looks.keep()
    qtbot.waitUntil(lambda: len(looks(program)) == 1)
    found = window.looks.of(first)
    assert found is not None and (found.width(), found.height()) == (540, 960)
    shown = window.canvas.image.pixelColor(800, 600)
    seen = found.pixelColor(400, 300)
    assert abs(shown.red() - seen.red()) + abs(shown.blue() - seen.blue()) < 40
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


def test_a_slide_that_is_not_drawn_is_shown_as_it_looked(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.looks.keep()
    qtbot.waitUntil(lambda: len(looks(program)) == 1)
    again = Looks(
        window.desk, window.canvas.showing, window.workers, program.home / "looks", window
    )
    assert again.of(window.desk.deck.slides[0]) is not None
    small = window.filmstrip.look(window.desk.deck.slides[0].id)
    qtbot.waitUntil(lambda: window.filmstrip.look(window.desk.deck.slides[0].id) is not None)
    assert small is None or small.height() > 0

"""The start page: samples that play and open as copies, drafts, recent stories, what is dropped."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SAMPLES, settle
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from storycomposer.app import drafts, recents, start_work
from storycomposer.app.program import Program
from storycomposer.app.start_cards import Look
from storycomposer.app.start_page import SAMPLES as NAMES
from storycomposer.app.start_page import StartPage
from storycomposer.storage.files import open_story


@pytest.fixture
def page(qtbot: QtBot, program: Program) -> Iterator[StartPage]:
    yield shown(qtbot, program)
    if program.start is not None:
        program.start.close()


def shown(qtbot: QtBot, program: Program) -> StartPage:
    made = program.show_start()
    qtbot.waitUntil(lambda: not made.workers.busy)
    return made


def test_every_sample_is_a_card_with_its_picture(page: StartPage) -> None:
    assert set(page.cards) == {path.parent.name for path in SAMPLES.glob("*/deck.json")} - {"world"}
    assert all(card.slides > 0 for card in page.cards.values())
    names = [card.accessibleName() for card in page.cards.values()]
    assert names == [label for _, label in NAMES]


def test_pointing_at_a_card_plays_its_slides(qtbot: QtBot, page: StartPage) -> None:
    card = page.cards["win"]
    card.setFocus()
    page.activateWindow()
    card._start()
    qtbot.waitUntil(lambda: card.playing > 0)
    assert len(card._pictures) == card.slides
    card._play.stop()


def test_a_card_pointed_at_early_plays_once_it_is_known(qtbot: QtBot, program: Program) -> None:
    made = program.show_start()
    card = made.cards["win"]
    card._start()
    qtbot.waitUntil(lambda: len(card._pictures) == card.slides > 1)
    card._play.stop()
    made.close()


def test_a_card_opens_a_copy_with_the_headline_in_edit(program: Program, page: StartPage) -> None:
    page.cards["win"].setFocus()
    QTest.keyClick(page.cards["win"], Qt.Key.Key_Return)
    settle()
    (window,) = program.windows
    assert program.start is None
    original = open_story(SAMPLES / "win").deck
    assert window.desk.deck.id != original.id
    assert window.desk.deck.slides[0].layers == original.slides[0].layers
    assert len(window.desk.deck.slides) == len(original.slides)
    assert window.desk.editor.path is None
    assert window.desk.mode.name == "text"
    assert window.desk.selected[0].size == max(
        layer.size for layer in window.desk.slide.layers if hasattr(layer, "size")
    )
    QTest.keyClicks(window.canvas, "Mine")
    settle()
    assert "".join(run.text for run in window.desk.selected[0].text) == "Mine"
    assert window.windowTitle() == "Mine[*]"  # not as the sample


def test_a_blank_story_has_one_empty_slide(program: Program, page: StartPage) -> None:
    page.blank.click()
    (window,) = program.windows
    assert len(window.desk.deck.slides) == 1 and not window.desk.slide.layers


def test_at_first_there_is_nothing_to_go_on_with(page: StartPage) -> None:
    assert page.work.shelf.isHidden() and page.work.rescued.isHidden()


def test_drafts_and_recent_stories_come_first_and_open(
    qtbot: QtBot, program: Program, sample: Callable[[str], Path]
) -> None:
    recents.add(program.settings, sample("win"))
    recents.add(program.settings, Path("/nowhere/gone.story"))
    story = open_story(SAMPLES / "question")
    drafts.keep(story, program.drafts, program.history)
    page = shown(qtbot, program)
    assert not page.work.shelf.isHidden()
    first, second = page.work.cards
    assert first.text() == story.deck.title and first.accessibleName().endswith(", Just now, Draft")
    assert second.text() == "win" and second.slides == 4
    second.click()
    assert program.windows[0].desk.editor.path == Path(program.settings.values.recents[0].path)


def test_recent_stories_of_one_name_tell_their_folders(
    qtbot: QtBot, program: Program, sample: Callable[[str], Path], tmp_path: Path
) -> None:
    paths = [sample("win"), sample("article")]
    for folder in ("may/clients", "june/clients"):
        paths.append(tmp_path / folder / "win")
        shutil.copytree(SAMPLES / "win", paths[-1])
    for path in paths:
        recents.add(program.settings, path)
    page = shown(qtbot, program)
    said = {card.toolTip(): card.accessibleName().split(", ") for card in page.work.cards}
    assert [said[str(path)] for path in paths] == [
        ["win", "Just now", paths[0].parent.name],
        ["article", "Just now"],
        ["win", "Just now", "may/clients"],
        ["win", "Just now", "june/clients"],
    ]


def test_the_words_of_cards_fit(qtbot: QtBot, program: Program, page: StartPage) -> None:
    """How long ago something was, however that is said, stands below it whole."""
    small = QFont(QGuiApplication.font())
    small.setPixelSize(12)
    drafts.keep(open_story(SAMPLES / "question"), program.drafts, program.history)
    page.work.refresh()
    qtbot.waitUntil(lambda: bool(page.work.cards))
    (card,) = page.work.cards
    for ago in (0, 1_250, 80_000, 90_000, 9_000_000):
        said = recents.when(1_780_000_000 - ago, 1_780_000_000)
        assert QFontMetrics(small).horizontalAdvance(said) <= card.width() - 2


def test_a_full_row_of_cards_ends_with_the_page(page: StartPage) -> None:
    page.resize(1447, 900)
    settle()
    cards = list(page.cards.values())
    assert cards[0].x() == 0 and cards[-1].geometry().right() == cards[-1].parent().width() - 1
    assert len({card.size().toTuple() for card in cards}) == 1


def test_a_recent_story_duplicates_and_is_forgotten(
    qtbot: QtBot, program: Program, sample: Callable[[str], Path]
) -> None:
    path = sample("win")
    recents.add(program.settings, path)
    page = shown(qtbot, program)
    (card,) = page.work.cards
    card.customContextMenuRequested.emit(QPoint(5, 5))
    menu = card.findChild(QMenu)
    assert [one.text() for one in menu.actions() if one.text()] == [
        "Open",
        "Duplicate as new story",
        "Remove from this list",
    ]
    menu.actions()[-1].trigger()
    menu.close()
    qtbot.waitUntil(page.work.shelf.isHidden)
    assert path.exists()
    program.start.attempt(lambda: program.duplicate(path))
    (window,) = program.windows
    assert window.desk.editor.path is None
    assert window.desk.deck.id != open_story(path).deck.id


def test_a_picture_that_is_late_for_its_card_is_let_go(
    qtbot: QtBot,
    program: Program,
    sample: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recents.add(program.settings, sample("win"))
    page = shown(qtbot, program)
    (card,) = page.work.cards
    go_on = threading.Event()
    drawn = start_work.look

    def late(path: Path, most: int) -> Look:
        assert go_on.wait(60)
        return drawn(path, most)

    monkeypatch.setattr(start_work, "look", late)
    card.wanted.emit()
    recents.remove(program.settings, Path(program.settings.values.recents[0].path))
    page.work.refresh()
    qtbot.waitUntil(lambda: not isValid(card))
    go_on.set()
    qtbot.waitUntil(lambda: not page.workers.busy)
    page.close()


@pytest.mark.parametrize("what", ["folder", "deck", "story"])
def test_stories_that_are_dropped_open(
    program: Program, page: StartPage, sample: Callable[[str], Path], what: str, tmp_path: Path
) -> None:
    path = sample("win")
    if what == "deck":
        path = path / "deck.json"
    elif what == "story":
        packed = Path(shutil.make_archive(str(tmp_path / "win"), "zip", path))
        path = packed.rename(tmp_path / "win.story")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.take(data)
    (window,) = program.windows
    assert window.desk.editor.path == (path.parent if what == "deck" else path)


def test_a_photo_that_is_dropped_begins_a_story(
    qtbot: QtBot, program: Program, page: StartPage
) -> None:
    photo = next((SAMPLES / "win" / "media").glob("*.jpg"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    page.take(data)
    (window,) = program.windows
    qtbot.waitUntil(lambda: window.desk.editor.dirty)


def test_a_file_manager_that_would_move_is_told_of_a_copy(
    program: Program, page: StartPage, sample: Callable[[str], Path]
) -> None:
    """After a move it might remove the file."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample("win")))])
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    mouse, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    enter = QDragEnterEvent(QPoint(9, 9), both, data, mouse, keys)
    drop = QDropEvent(QPointF(9, 9), both, data, mouse, keys)
    for event, take in ((enter, page.dragEnterEvent), (drop, page.dropEvent)):
        assert event.proposedAction() == Qt.DropAction.MoveAction
        take(event)
        assert event.isAccepted()
        assert event.dropAction() == Qt.DropAction.CopyAction
    assert len(program.windows) == 1


def test_what_cannot_be_opened_is_said_on_the_page(
    program: Program, page: StartPage, tmp_path: Path
) -> None:
    (tmp_path / "no.story").write_bytes(b"nothing")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "no.story"))])
    page.take(data)
    assert not program.windows
    assert page._said.isVisible() and "no.story" in page._said.text()

"""Slides that nobody looks at are judged too, when nothing else is to be done; and all of them for
the destinations that were chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from conftest import SAMPLES, settle
from links import blank, link, paste, proven
from panels import select
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from storycomposer.app.desk import Mode, Notice
from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.inspector.link_proof import ProofLine, fixes_of
from storycomposer.app.inspector.link_target import TargetForm
from storycomposer.app.inspector.presets import PRESETS
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.starting import add_text
from storycomposer.checks import links as checks
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import placed
from storycomposer.document.geometry import around
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import UrlTarget
from storycomposer.document.style import Solid
from storycomposer.media.store import MediaStore
from storycomposer.storage.files import open_story
from storycomposer.story import Story

LEVELS = {"s1": "", "s2": "red", "s3": "", "s4": "", "s5": "amber"}


def on(slide: str, **fields: object) -> Slide:
    box = {"x": 96, "y": 700, "width": 780, "height": 320, **fields}
    made = LinkLayer(id=f"l{slide}", target=UrlTarget(url="https://example.org/a"), **box)
    return Slide(id=slide, background=Solid(color="#FFF4E6"), layers=(made,))


STORY = Story(
    Deck(
        id="d",
        slides=(on("s1"), on("s2", height=100), Slide(id="s3"), on("s4"), on("s5", rotation=3)),
    ),
    MediaStore(),
)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The slides that were judged, in their order, with the destinations."""
    found: list[tuple[str, ...]] = []
    before = checks.glance

    def glance(story: Story, index: int, layer: str, destinations=()) -> object:  # type: ignore[no-untyped-def]
        found.append((story.deck.slides[index].id, *(one.id for one in destinations)))
        return before(story, index, layer, destinations)

    monkeypatch.setattr(checks, "glance", glance)
    return found


@pytest.fixture
def window(program: Program, tmp_path: Path, judged: list[tuple[str, ...]]) -> Iterator[MainWindow]:
    made = program.new(STORY)
    # Nothing is judged ahead before the test begins, however long that takes.
    release = Event()
    made.workers.run("begin", lambda: release.wait(120), lambda _: None)
    made.resize(1440, 900)
    made.exporting.remembered = Remembered(tmp_path / "export.json")
    settle()
    judged.clear()
    made.proving.again()
    release.set()
    yield made


def marks(window: MainWindow) -> dict[str, str]:
    slides = window.desk.deck.slides
    return {slide.id: window.proving.slide_level(slide) for slide in slides}


def test_marks_are_right_without_showing_the_slides(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: marks(window) == LEVELS)
    assert window.desk.slide.id == "s1"
    model = window.filmstrip.view.model()
    told = [
        str(model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) or "")
        for row in range(5)
    ]
    assert told[1].endswith("Its link won't be read") and "read" not in told[0]


def test_the_nearest_comes_first_and_nothing_is_judged_twice(
    window: MainWindow, qtbot: QtBot, judged: list[tuple[str, ...]]
) -> None:
    qtbot.waitUntil(lambda: marks(window) == LEVELS)
    QTest.qWait(900)
    order = list(dict.fromkeys(name for name, *_ in judged))
    assert [name for name in order if name != "s1"] == ["s2", "s4", "s5"]
    count = len(judged)
    window.desk.apply(lambda deck: edits.move(deck, ("ls1",), 0, 10), "Move")
    qtbot.waitUntil(lambda: window.proving.of("ls1") is not None)
    QTest.qWait(900)
    assert {name for name, *_ in judged[count:]} == {"s1"}, "only what changed is judged again"
    assert marks(window) == LEVELS


def test_what_is_known_ahead_is_mended_when_it_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: marks(window) == LEVELS)
    select(window, 1, "ls2")
    assert window.proving.level("ls2") == "red", "at once"
    assert not window.proving.whole("ls2")
    qtbot.waitUntil(lambda: window.proving.whole("ls2"))
    assert window.proving.of("ls2").findings[0].fixes


def test_it_waits_for_whatever_else_there_is_to_do(
    window: MainWindow, qtbot: QtBot, judged: list[tuple[str, ...]]
) -> None:
    release = Event()
    window.workers.run("other", lambda: release.wait(120), lambda _: None)
    qtbot.waitUntil(lambda: window.proving.of("ls1") is not None)
    QTest.qWait(900)
    assert {name for name, *_ in judged} <= {"s1"}
    release.set()
    qtbot.waitUntil(lambda: marks(window) == LEVELS)


def test_a_slide_that_changes_meanwhile_is_judged_as_it_is(
    window: MainWindow, qtbot: QtBot
) -> None:
    middle = edits.spots(window.desk.deck)["ls4"].pose.center
    window.desk.apply(lambda deck: edits.scale(deck, ("ls4",), 0.3, middle), "Scale")
    expected = {**LEVELS, "s4": "red"}
    qtbot.waitUntil(lambda: marks(window) == expected)
    window.undo()
    select(window, 0)
    qtbot.waitUntil(lambda: marks(window) == LEVELS)


def test_all_are_judged_for_the_destinations_that_are_chosen(
    window: MainWindow, qtbot: QtBot, judged: list[tuple[str, ...]]
) -> None:
    qtbot.waitUntil(lambda: marks(window) == LEVELS)
    window.desk.apply(lambda deck: edits.move(deck, ("ls4",), 0, 500), "Move")
    qtbot.waitUntil(lambda: marks(window) == LEVELS)
    remember(window.exporting, destinations=("instagram", "tiktok"))
    expected = {**LEVELS, "s4": "red"}
    qtbot.waitUntil(lambda: marks(window) == expected)
    assert ("s4", "instagram", "tiktok") in judged
    select(window, 3, "ls4")
    assert window.proving.said("ls4") == "TikTok: Covered by the reply bar."
    remember(window.exporting, destinations=("instagram",))
    qtbot.waitUntil(lambda: marks(window) == LEVELS)


def test_the_notice_names_the_destination(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window = blank(program, tmp_path)
    told: list[Notice] = []
    window.desk.noticed.connect(told.append)
    remember(window.exporting, destinations=("telegram", "tiktok"))
    paste(window, "https://example.org/why")
    assert proven(window, qtbot) == "red"
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].text == "Link added. TikTok: Covered by the reply bar."
    assert told[-1].label == "Move up"
    told[-1].run()
    assert proven(window, qtbot) == "green"


def test_what_was_dropped_from_an_address_is_told(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    window = blank(program, tmp_path)
    told: list[Notice] = []
    window.desk.noticed.connect(told.append)
    paste(window, f"https://example.org/a?fbclid={'x' * 240}&utm_source=mail")
    assert proven(window, qtbot) in ("amber", "red")
    said = window.right_panel.findChild(ProofLine)
    (button,) = (one for one in said.buttons if one.text() == "Shorter address")
    assert button.toolTip() == "Dropped from the address: fbclid, utm_source."
    button.click()
    assert told[-1].text == "Dropped from the address: fbclid, utm_source."
    assert link(window).target == UrlTarget(url="https://example.org/a")
    assert proven(window, qtbot) == "green"


def test_a_link_to_an_example_is_told_of_once_and_stops_nothing(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    window = blank(program, tmp_path)
    paste(window, "https://example.org/why")
    assert proven(window, qtbot) == "green", "it is no fault of the code"
    told: list[Notice] = []
    window.desk.noticed.connect(told.append)
    window.desk.select(())

    def exported() -> None:
        with qtbot.waitSignal(window.exporting.finished):
            window.exporting.start()
        settle()

    exported()
    assert [one.text for one in told] == [
        "Slide 1's link still leads to example.org, which is an example."
    ]
    assert (told[0].kind, told[0].label) == ("warn", "Edit the link")
    told[0].run()
    settle()
    inputs = window.right_panel.design.form.findChild(TargetForm).inputs
    assert window.focusWidget() is inputs["url.url"]
    exported()
    assert len(told) == 1


def test_words_that_nobody_has_written_are_told_of_once(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    window = blank(program, tmp_path)
    add_text(window.desk, PRESETS[0], window.canvas.image)
    window.desk.mode = Mode()
    window.desk.select(())
    paste(window, "https://example.org/why")
    assert proven(window, qtbot) == "green"
    told: list[Notice] = []
    window.desk.noticed.connect(told.append)
    for _ in range(3):
        window.desk.mode = Mode()
        window.desk.select(())
        with qtbot.waitSignal(window.exporting.finished):
            window.exporting.start()
        settle()
        if len(told) == 1:
            told[0].run()
            assert window.desk.mode == Mode("text", "text")
    assert [one.text for one in told] == [
        "Slide 1 still says “Headline”.",
        "Slide 1's link still leads to example.org, which is an example.",
    ]


def test_growing_over_other_layers_is_offered_only_where_nothing_else_does() -> None:
    """One of two findings can be mended without: that is what is offered."""
    story = open_story(SAMPLES / "article")
    (id_,) = (one.id for one in story.deck.slides[3].layers if isinstance(one, LinkLayer))
    pose = edits.spots(story.deck)[id_].pose
    small = placed(story.deck, {id_: around(pose.center, 64, 64, 0)})
    verdict = checks.verdict(Story(small, story.media), 3, id_)
    assert verdict is not None
    offered = [fix.label.id for finding in verdict.findings for fix in finding.fixes]
    assert {"fix-enlarge", "fix-enlarge-over"} <= set(offered)
    assert "fix-enlarge-over" not in [fix.label.id for fix in fixes_of(verdict)]


def test_one_press_makes_a_tiny_link_large_enough(
    program: Program, sample: Callable[[str], Path], qtbot: QtBot
) -> None:
    """Large enough for its modules is not yet large enough to be found: no second press."""
    window = program.open(sample("article"))
    window.resize(1440, 900)
    select(window, 3, "l14")
    pose = edits.spots(window.desk.deck)["l14"].pose
    window.desk.apply(lambda deck: placed(deck, {"l14": around(pose.center, 160, 60, 0)}), "Small")
    assert proven(window, qtbot) == "red"
    assert window.link_badge.fix.text() == "Enlarge"
    window.link_badge.fix.click()
    assert proven(window, qtbot) == "green"

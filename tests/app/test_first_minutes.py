"""The first two minutes, as a new user walks them, and the strip that leads through them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import at, settle
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from test_bringing import drop, encoded, photo, urls

from storycomposer.app.brand_panel import BrandPanel, KeepButton
from storycomposer.app.desk import Mode
from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.logo_colors import colors_of
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.seeing import contrast
from storycomposer.document import edits, runs
from storycomposer.document.deck import Brand
from storycomposer.document.edits.tree import spots
from storycomposer.document.layers import ImageLayer, LinkLayer

Key = Qt.Key
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def begun(program: Program, tmp_path: Path) -> Callable[[str], MainWindow]:
    """Opens a copy of a sample as the start page does; it exports into the test's folder."""

    def made(name: str) -> MainWindow:
        window = program.sample(name)
        window.resize(1440, 900)
        window.exporting.remembered = Remembered(tmp_path / "export.json")
        remember(window.exporting, home=str(tmp_path / "Stories"))
        settle()
        return window

    return made


def key(window: MainWindow, which: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(window.canvas, which, keys)
    settle()


def copied(window: MainWindow, what: QImage | str) -> None:
    board = QGuiApplication.clipboard()
    if isinstance(what, str):
        board.setText(what)
    else:
        board.setImage(what)
    key(window, Key.Key_V, CTRL)


def layer(window: MainWindow, kind: type) -> object:
    (found,) = window.desk.selected
    assert isinstance(found, kind)
    return found


def point_at(card: object) -> None:
    """Offscreen there is no pointer that could enter by itself."""
    middle = QPointF(card.rect().center())
    card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    QApplication.sendEvent(card, QEnterEvent(middle, middle, middle))


def test_from_the_start_page_to_pictures(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    """Step by step, with what is said at each."""
    window = open_a_card(program, qtbot)
    window.resize(1440, 900)
    window.exporting.remembered = Remembered(tmp_path / "export.json")
    remember(window.exporting, home=str(tmp_path / "Stories"))
    type_the_headline(window)
    paste_a_photo(window, qtbot)
    paste_a_link(window, qtbot)
    preview(window)
    export(window, qtbot)


def open_a_card(program: Program, qtbot: QtBot) -> MainWindow:
    """0 s: eight cards; pointing at one plays it, a click opens a copy."""
    page = program.show_start()
    qtbot.waitUntil(lambda: not page.workers.busy)
    card = page.cards["job-opening"]
    point_at(card)
    qtbot.waitUntil(lambda: card.playing > 0)
    QTest.mouseClick(card, LEFT)
    settle()
    (window,) = program.windows
    return window


def type_the_headline(window: MainWindow) -> None:
    """12 s: it is in edit, all selected; one calm line says what to do."""
    strip, headline = window.steps.strip, window.desk.mode.layer
    assert window.desk.mode.name == "text" and window.writing.cursor.start == 0
    assert window.writing.cursor.end == len(runs.plain(window.desk.selected[0].text))
    assert strip.isVisible() and strip.said == "Type your headline. Tab: next slot."
    assert window.notices.isHidden() and window.make_yours.isHidden()
    QTest.keyClicks(window.canvas, "We need a baker")
    assert runs.plain(spots(window.desk.deck)[headline].layer.text) == "We need a baker"
    assert strip.said == "Type your headline. Tab: next slot."


def paste_a_photo(window: MainWindow, qtbot: QtBot) -> None:
    """30 s: Tab reaches the photo."""
    key(window, Key.Key_Tab)
    before = layer(window, ImageLayer)
    assert window.steps.strip.said == "Choose photo… or drop, or paste Tab: next slot."
    picture = QImage(900, 1200, QImage.Format.Format_RGB32)
    picture.fill(QColor("#3366AA"))
    copied(window, picture)
    qtbot.waitUntil(lambda: window.bringing.idle)
    settle()
    after = layer(window, ImageLayer)
    assert after.id == before.id and after.source != before.source and after.alt == ""


def paste_a_link(window: MainWindow, qtbot: QtBot) -> None:
    """50 s: Tab reaches the link, wherever in the story it is; then what phones make of it.
    70 s: the chip beside the slides."""
    key(window, Key.Key_Tab)
    strip = window.steps.strip
    assert window.desk.slide_index == 3 and strip.said == "Paste link Tab: next slot."
    copied(window, "https://bakery.example/jobs")
    assert layer(window, LinkLayer).target.url == "https://bakery.example/jobs"
    assert strip.said == "Your link is in. Tab: next slot."
    (link,) = window.desk.selected
    qtbot.waitUntil(lambda: window.proving.of(link.id) is not None)
    assert window.proving.of(link.id).level == "green"
    assert window.make_yours.isVisible()
    said = [action.text() for action in window.make_yours.menu_.actions()]
    assert said == ["Use a logo…", "Pick colours…", "Later"]


def preview(window: MainWindow) -> None:
    """85 s: under a phone's controls; Esc."""
    QTest.mouseClick(button(window, "Preview"), LEFT)
    settle()
    assert window.player.isVisible()
    QTest.keyClick(window.player, Key.Key_Escape)
    settle()
    assert not window.player.isVisible()


def export(window: MainWindow, qtbot: QtBot) -> None:
    """95 s: what will be exported, in one line; 105 s: the tray."""
    QTest.mouseClick(button(window, "Export"), LEFT)
    settle()
    options = window.export_panel.options
    qtbot.waitUntil(lambda: "about" in options.summary.text())
    slides, kind, folder, size = options.summary.text().replace("\u00a0", " ").split(" · ")
    assert (slides, kind) == ("4 slides", "PNG") and size.startswith("about ")
    assert folder.endswith("Stories/We need a baker")
    assert options.go.text() == "Export 4 slides"
    with qtbot.waitSignal(window.exporting.finished) as told:
        QTest.keyClick(options.go, Key.Key_Return)
    settle()
    assert window.export_panel.tray.isVisible()
    for path in told.args[0].pictures:
        with Image.open(path) as image:
            assert image.size == (1080, 1920)


def button(window: MainWindow, name: str) -> QPushButton:
    return next(
        one for one in window.top_bar.findChildren(QPushButton) if one.accessibleName() == name
    )


def test_tab_goes_on_to_the_rest_and_back(begun: Callable[[str], MainWindow]) -> None:
    window = begun("job-opening")
    here = lambda: (window.desk.slide_index, window.desk.editor.selection.layers)  # noqa: E731
    seen = [here()]
    while window.steps.strip.isVisible() and len(seen) < 40:
        key(window, Key.Key_Tab)
        seen.append(here())
    seen.pop()  # it is over: nobody is kept in a circle
    assert [index for index, _ in seen[:3]] == [0, 0, 3] and len(set(seen)) == len(seen) == 12
    assert [index for index, _ in seen[3:]] == sorted(index for index, _ in seen[3:])
    window = begun("job-opening")
    for _ in range(3):
        key(window, Key.Key_Tab)
    for _ in range(5):
        key(window, Key.Key_Backtab, SHIFT)
    assert here() == seen[0] and window.desk.mode.name == "text"


def test_the_photo_behind_everything_is_a_slot_too(
    begun: Callable[[str], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = begun("article")
    layers = window.desk.slide.layers
    key(window, Key.Key_Tab)
    assert window.desk.selected == () and window.steps.strip.said.startswith("Choose photo…")
    (tmp_path / "hill.jpg").write_bytes(encoded(photo(1200, 1600), "JPEG"))
    before = window.desk.slide.background
    assert drop(window, urls(tmp_path / "hill.jpg"), at(window, 540, 300))
    qtbot.waitUntil(lambda: window.bringing.idle)
    settle()
    slide = window.desk.slide
    assert slide.layers == layers and slide.background.source != before.source
    # Elsewhere, what is dropped is added as ever.
    key(window, Key.Key_Tab)
    window.desk.select((), (window.desk.deck.slides[0].id,))
    assert window.steps.strip.isHidden() and window.bringing.into == ""


def test_words_of_ones_own_need_no_guide(begun: Callable[[str], MainWindow]) -> None:
    window = begun("job-opening")
    window.desk.select((), (window.desk.deck.slides[2].id,))
    window.desk.tool = "text"
    QTest.mouseClick(window.canvas, LEFT, PLAIN, at(window, 540, 700))
    settle()
    assert window.desk.mode.name == "text" and window.steps.strip.isHidden()


def test_the_strip_follows_what_is_chosen_and_can_be_sent_away(
    begun: Callable[[str], MainWindow],
) -> None:
    window = begun("job-opening")
    strip, deck = window.steps.strip, window.desk.deck
    over = []
    window.steps.over.connect(lambda: over.append(1))
    QTest.mouseClick(window.canvas, LEFT, PLAIN, QPoint(20, 20))
    settle()
    assert strip.isHidden() and over == [1] and window.make_yours.isVisible()
    QTest.mouseDClick(window.canvas, LEFT, PLAIN, at(window, 300, 1450))
    settle()
    assert window.desk.mode.name == "text" and strip.said == "Type your words. Tab: next slot."
    QTest.mouseClick(strip.more, LEFT)
    settle()
    assert strip.isVisible() and window.desk.editor.selection.layers != ("t4",)
    QTest.mouseClick(strip.away, LEFT)
    settle()
    assert strip.isHidden() and over == [1] and window.canvas.hasFocus()
    key(window, Key.Key_Tab)
    assert strip.isHidden() and window.desk.deck == deck


def test_who_goes_from_layer_to_layer_is_led_no_longer(
    begun: Callable[[str], MainWindow],
) -> None:
    window = begun("job-opening")
    strip, deck = window.steps.strip, window.desk.deck
    key(window, Key.Key_Escape)
    assert window.desk.mode.name == "select" and strip.isHidden()
    last = deck.slides[3]
    window.desk.select((), (last.id,))
    seen = []
    for _ in last.layers:
        key(window, Key.Key_Tab)
        seen += window.desk.editor.selection.layers
        assert window.desk.mode.name == "select" and strip.isHidden()
    assert seen == [layer.id for layer in last.layers], "links and photos among them"
    assert any(isinstance(layer, LinkLayer) for layer in last.layers)
    for _ in last.layers[1:]:
        key(window, Key.Key_Backtab, SHIFT)
    assert window.desk.editor.selection.layers == (last.layers[0].id,)
    assert window.desk.slide_index == 3 and window.desk.deck is deck


def test_what_was_pointed_at_stays_on_its_slide(begun: Callable[[str], MainWindow]) -> None:
    """Keys lead to another slide under a resting pointer: no frame of the first one is drawn."""
    window = begun("job-opening")
    window.steps.stop()
    QTest.mouseMove(window.canvas, at(window, 300, 1450))
    settle()
    assert window.canvas.selecting._hovered
    window.desk.select((), (window.desk.deck.slides[3].id,))
    settle()
    shown = window.canvas.grab().toImage()
    QTest.mouseMove(window.canvas, QPoint(5, 5))
    settle()
    assert not window.canvas.selecting._hovered
    assert window.canvas.grab().toImage() == shown


def test_an_empty_story_is_told_how_to_begin_and_what_it_lacks(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    window = program.blank()
    settle()
    strip, desk = window.steps.strip, window.desk
    assert strip.isVisible() and "Drop a photo, press T for words, or paste a link." in strip.said
    assert "Tab" not in strip.said
    desk.tool = "text"
    assert strip.said == "Click where the words go, or press Enter."
    desk.tool = "select"
    (tmp_path / "hill.jpg").write_bytes(encoded(photo(1200, 1600), "JPEG"))
    drop(window, urls(tmp_path / "hill.jpg"), at(window, 500, 900))
    qtbot.waitUntil(lambda: desk.editor.dirty)
    assert strip.said == "Add headline or press T, or paste a link."
    strip.button.click()
    assert desk.mode.name == "text" and strip.isHidden()  # a story of one's own has no slots
    desk.mode = Mode()
    assert strip.said == "Paste link for people to follow."
    QGuiApplication.clipboard().setText("example.net/a")
    strip.button.click()
    assert any(isinstance(layer, LinkLayer) for layer in desk.deck.slides[0].layers)
    assert strip.isHidden() and window.make_yours.isVisible()
    window.undo()
    assert strip.isHidden()  # it has been told


def test_words_alone_want_a_picture_or_a_link(program: Program) -> None:
    window = program.blank()
    settle()
    copied(window, "A line of words")
    strip = window.steps.strip
    assert strip.said == "Choose photo… or drop one, or paste a link."
    copied(window, "example.net/a")
    assert strip.isHidden()  # not every slide wants a picture
    window.undo()
    assert strip.isVisible()
    window.actions_by_id["slide-new"].trigger()
    assert strip.isHidden()


def test_later_is_later(begun: Callable[[str], MainWindow], program: Program) -> None:
    window = begun("win")
    window.steps.stop()
    assert window.make_yours.isVisible()
    window.make_yours.menu_.actions()[2].trigger()
    assert window.make_yours.isHidden()
    program.settings.change(brand=Brand(primary="#AA0000"))
    again = begun("win")
    again.steps.stop()
    assert not again.make_yours.isVisible()  # it is theirs already
    assert again.desk.deck.brand.primary == "#AA0000"
    assert again.desk.deck.brand.heading == window.desk.deck.brand.heading


def test_picking_colours_opens_the_brand(begun: Callable[[str], MainWindow]) -> None:
    window = begun("win")
    window.steps.stop()
    window.make_yours.menu_.actions()[1].trigger()
    settle()
    panel = window.findChild(BrandPanel)
    assert panel.isVisible() and window.make_yours.isHidden()
    # Once they are right, the next stories have them from the start.
    keep = panel.findChild(KeepButton)
    QTest.mouseClick(keep, LEFT)
    assert window.program.settings.values.brand == window.desk.deck.brand
    assert not keep.isEnabled()
    window.desk.apply(lambda deck: edits.rebrand(deck, {"primary": "#123456"}), "Other")
    assert keep.isEnabled() and keep.text() == "Use for new stories"


def logo(*colors: str) -> QImage:
    made = QImage(300, 100, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    for index, color in enumerate(colors):
        painter.fillRect(index * 60, 10, 60 - index * 8, 80, QColor(color))
    painter.end()
    return made


def test_a_logo_lends_the_story_its_colours(
    begun: Callable[[str], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = begun("job-opening")
    window.steps.stop()
    logo("#B00020", "#00A0A0").save(str(tmp_path / "logo.png"))
    before = window.desk.deck
    window.make_yours.take(tmp_path / "logo.png")
    qtbot.waitUntil(lambda: window.desk.deck != before)
    brand = window.desk.deck.brand
    assert brand.logo in window.desk.editor.story.media.refs()
    assert brand.primary == "#B00020" and brand.accent == "#00A0A0"
    assert brand.paper == before.brand.paper and window.make_yours.isHidden()
    window.undo()
    assert window.desk.deck == before


@pytest.mark.parametrize(
    ("colors", "found"),
    [
        ((), {}),
        (("#000000", "#FFFFFF", "#808080"), {}),
        (("#1A56DB",), {"primary": "#1A56DB"}),
        (("#1A56DB", "#1F5AE0"), {"primary": "#1A56DB"}),
    ],
)
def test_colours_of_a_logo(colors: tuple[str, ...], found: dict[str, str]) -> None:
    made = colors_of(logo(*colors), Brand())
    assert set(made) == set(found)
    for role, color in found.items():
        near = zip(QColor(made[role]).getRgb(), QColor(color).getRgb(), strict=True)
        assert all(abs(one - other) < 12 for one, other in near)


def test_a_bright_logo_is_made_dark_enough_for_words() -> None:
    made = colors_of(logo("#FFD400"), Brand())
    assert contrast(QColor(made["primary"]), QColor("#FFFFFF")) >= 4.5

"""The right panel: what it shows of a selection, and what it does to the story."""

from __future__ import annotations

import gc
import time
import weakref
from typing import Any

import pytest
from panels import Key, Left, Open, layer, named, select, shown, typed, undo_labels
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.number import NumberField
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector.design import BUILD, Design
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.editor import Change


def test_every_kind_of_selection_has_a_form(window: MainWindow) -> None:
    assert set(BUILD) == {"text", "image", "shape", "link", "group", "several", "slide"}
    for slide, ids, title in (
        (0, (), "Slide 1"),
        (0, ("t1",), "Text"),
        (0, ("t1", "t2"), "2 texts"),
        (1, ("r3",), "Drawing"),
        (2, ("p7",), "Picture"),
        (2, ("p7", "t8"), "2 layers"),
        (3, ("l13",), "Link"),
    ):
        select(window, slide, *ids)
        titles = [label.text() for label in window.right_panel.design.header.findChildren(QLabel)]
        assert titles == [title]
        assert shown(window).isVisible()


def test_forms_are_kept_and_refreshed(window: MainWindow) -> None:
    select(window, 0, "t1")
    first = shown(window)
    size = named(window, NumberField, "Size")
    assert size.text() == "168 px"
    select(window, 0, "t2")
    assert shown(window) is first
    assert size.text() == "44 px"


def test_a_size_is_typed_and_undone(window: MainWindow) -> None:
    select(window, 0, "t1")
    typed(named(window, NumberField, "Size"), "100+20")
    assert layer(window, "t1").size == 120
    assert undo_labels(window) == ["Change size"]
    window.undo()
    assert layer(window, "t1").size == 168
    assert named(window, NumberField, "Size").text() == "168 px"


def test_mixed_values_and_edits_of_several(window: MainWindow) -> None:
    select(window, 0, "t1", "t2")
    size = named(window, NumberField, "Size")
    assert (size.text(), size.placeholderText()) == ("", "Mixed")
    typed(size, "80")
    assert [layer(window, id_).size for id_ in ("t1", "t2")] == [80, 80]
    assert len(undo_labels(window)) == 1


def test_a_drag_previews_and_is_one_entry(window: MainWindow) -> None:
    select(window, 0, "t1")
    field = named(window, NumberField, "Opacity")
    kinds: list[str] = []

    def listen(change: Change) -> None:
        kinds.append(change.kind)

    window.desk.changed.connect(listen)
    field.scrub(0, -20, Qt.KeyboardModifier.NoModifier)
    field.scrub(0, -40, Qt.KeyboardModifier.NoModifier)
    assert layer(window, "t1").opacity == pytest.approx(0.8)
    assert undo_labels(window) == []
    field.end_scrub()
    assert undo_labels(window) == ["Change opacity"]
    assert kinds == ["preview", "preview", "preview", "edit"]


def test_what_was_nudged_stays_with_the_layer_it_was_made_on(window: MainWindow) -> None:
    select(window, 0, "t1")
    field = named(window, NumberField, "Size")
    field.setFocus()
    QTest.keyClick(field, Key.Key_Up)
    select(window, 0, "t2")
    assert layer(window, "t1").size == 169
    assert layer(window, "t2").size == 44
    assert undo_labels(window) == ["Change size"]


def test_undo_during_a_nudge_does_not_bring_it_back(window: MainWindow, qtbot: Any) -> None:
    select(window, 0, "t1")
    field = named(window, NumberField, "Size")
    field.setFocus()
    QTest.keyClick(field, Key.Key_Up)
    window.desk.editor.cancel()
    qtbot.wait(500)
    assert layer(window, "t1").size == 168
    assert undo_labels(window) == []


def test_position_counts_on_the_slide(program: Program, sample: Open) -> None:
    window = program.open(sample("event"))
    group = window.desk.deck.slides[1].layers[0]
    child = group.layers[0]  # type: ignore[union-attr]
    select(window, 1, child.id)
    field = named(window, NumberField, "X")
    pose = edits.spots(window.desk.deck)[child.id].pose
    assert field.value == pytest.approx(pose.x, abs=0.001)
    typed(field, f"{pose.x:.2f}+10")
    moved = edits.spots(window.desk.deck)[child.id].pose
    assert moved.x == pytest.approx(round(pose.x, 2) + 10, abs=0.02)
    assert moved.y == pytest.approx(pose.y, abs=0.01)


def test_aligning_with_the_slide_and_with_each_other(window: MainWindow) -> None:
    select(window, 0, "t1")
    named(window, QToolButton, "Align centres across with the slide").click()
    one = layer(window, "t1")
    assert one.x + one.width / 2 == pytest.approx(540)
    select(window, 0, "t1", "t2")
    named(window, QToolButton, "Align left edges").click()
    assert layer(window, "t1").x == layer(window, "t2").x
    named(window, QToolButton, "Group").click()
    assert len(window.desk.selected) == 1
    assert window.desk.selected[0].__class__.__name__ == "GroupLayer"


def test_lock_duplicate_delete(window: MainWindow) -> None:
    select(window, 0, "t1")
    header = window.right_panel.design.header
    header.lock.click()
    assert layer(window, "t1").locked
    header.lock.click()
    header.duplicate.click()
    new = window.desk.editor.selection.layers
    assert len(new) == 1
    assert new[0] != "t1"
    header.delete.click()
    assert new[0] not in edits.spots(window.desk.deck)


def test_everything_has_a_name_and_can_be_reached(window: MainWindow) -> None:
    for slide, ids in ((0, ()), (0, ("t1",)), (1, ("r3",)), (2, ("p7",)), (3, ("l13",))):
        select(window, slide, *ids)
        for widget in shown(window).findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                said = widget.accessibleName() or getattr(widget, "text", str)()
                assert said, widget


def test_previews_cost_little(window: MainWindow) -> None:
    select(window, 0, "t1")
    start = time.thread_time()
    for _ in range(50):
        window.right_panel.design.refresh()
    assert (time.thread_time() - start) / 50 < 0.02


def test_a_closed_window_is_freed(program: Program, sample: Open) -> None:
    window = program.open(sample("win"))
    select(window, 0, "t1")
    panel = weakref.ref(window.right_panel)
    window.close()
    del window
    for _ in range(5):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        gc.collect()
    assert panel() is None


def test_the_eyedropper_takes_the_pixel(window: MainWindow) -> None:
    select(window, 0, "t1")
    button = named(window, ColorButton, "Colour")
    button.open_picker()
    picker = button._picker
    assert picker is not None
    picker.pick_from_canvas()
    dropper = picker._dropper
    assert dropper is not None
    at = QPoint(window.canvas.width() // 2, window.canvas.height() // 3)
    x, y = window.canvas.view().canvas(QPointF(at))
    expected = window.canvas.image.pixelColor(int(x), int(y)).name().upper()
    dropper.grab()
    QTest.mouseClick(dropper, Left, pos=at)
    assert layer(window, "t1").color == expected


def test_rows_are_never_pressed_together(window: MainWindow) -> None:
    """Not even until the next event, when what scrolls them learns how many there are."""
    window.resize(1200, 760)
    select(window, 0, "t1")
    QApplication.processEvents()
    for ids in (("t1", "t2"), ("t1",), ("t2", "t1")):
        window.desk.select(ids)
        form = shown(window)
        assert form.height() >= form.minimumSizeHint().height() > 500
    # Nor when a row comes that was made before: its own layout tells of it with an event.
    row = QLabel("More")
    row.setFixedHeight(2000)
    form.layout().itemAt(0).widget().rows.addWidget(row)
    row.show()
    while form.minimumSizeHint().height() < 2000:
        QApplication.sendPostedEvents(form, QEvent.Type.LayoutRequest)
        for one in form.findChildren(QWidget):
            QApplication.sendPostedEvents(one, QEvent.Type.LayoutRequest)
    QApplication.sendPostedEvents(form, QEvent.Type.LayoutRequest)
    assert form.height() >= form.minimumSizeHint().height() > 2000
    row.deleteLater()


def test_parts_that_come_later_press_no_others_together(window: MainWindow, qtbot: Any) -> None:
    """A form that is seen gets its parts one after another, each with its room at once."""
    select(window, 0, "t1")
    design = Design(window)
    qtbot.addWidget(design)
    design.resize(320, 400)
    design.show()
    _, form = design._forms["text"]
    while "text" in design._unfinished:
        design._go_on()
        known = form.minimumSizeHint().height()
        for one in (form, *form.findChildren(QWidget)):
            QApplication.sendPostedEvents(one, QEvent.Type.MetaCall)  # by which Qt shows the new
        assert form.height() >= form.minimumSizeHint().height() == known
    assert known > 500


def test_words_too_long_for_the_labels_stand_whole_above_their_rows(window: MainWindow) -> None:
    select(window, 0, "t1")
    section = shown(window).section("More")
    for word, above in (("Case", False), ("Kapitälchen", False), ("Buchstabenabstand", True)):
        field = TextField(word)
        row = section.row(word, field)
        row.setFixedWidth(288)
        row.show()
        row.layout().activate()
        (said,) = row.findChildren(QLabel)
        assert said.text() == word and said.width() >= said.sizeHint().width()
        assert (said.geometry().bottom() < field.y()) == above
        assert field.geometry().right() == 287 and (field.x() == 0) == above
    section.deleteLater()

"""Links from paste to phone: added, tagged, styled, covered, mended, exported, read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from conftest import at, settle
from links import blank, link, paste, proven
from panels import Key, layer, named, shown, typed, undo_labels
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from storycomposer.app import theme
from storycomposer.app import words as wording
from storycomposer.app.desk import Notice
from storycomposer.app.exporting import remember
from storycomposer.app.inputs.choice import ChoiceCombo, SegmentedControl, Switch
from storycomposer.app.inputs.text import TextBox, TextField
from storycomposer.app.inspector.form import Section
from storycomposer.app.inspector.link import ShownText
from storycomposer.app.inspector.link_campaign import FinalAddress
from storycomposer.app.inspector.link_kinds import KINDS
from storycomposer.app.inspector.link_modes import ModesField
from storycomposer.app.inspector.link_proof import ProofLine
from storycomposer.app.inspector.link_target import KindButton, TargetForm
from storycomposer.app.inspector.look_tiles import LookTiles
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.safe_area import SAFE
from storycomposer.document import edits
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import LinkLayer, ShapeLayer
from storycomposer.document.link import (
    ContactTarget,
    EmailTarget,
    EventTarget,
    PhoneTarget,
    UrlTarget,
    WhatsAppTarget,
)
from storycomposer.encode.png import png_bytes
from storycomposer.links import payload
from storycomposer.links.symbol import symbol
from storycomposer.platforms import platform, platforms

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
PLAIN_WAY = Qt.LayoutDirection.LeftToRight
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def empty(program: Program, tmp_path: Path) -> MainWindow:
    """A window on a blank story, exporting into the test's own folder."""
    return blank(program, tmp_path)


@pytest.fixture
def said(empty: MainWindow) -> list[Notice]:
    told: list[Notice] = []
    empty.desk.noticed.connect(told.append)
    return told


@pytest.fixture
def linked(empty: MainWindow, qtbot: QtBot) -> MainWindow:
    """The same with a pasted link that is selected and proven."""
    paste(empty, "https://example.org/articles/why-teams-stop-writing")
    proven(empty, qtbot)
    return empty


def middle(window: MainWindow) -> QPoint:
    pose = edits.spots(window.desk.deck)[link(window).id].pose
    return at(window, *pose.center)


def drag(window: MainWindow, down: float) -> None:
    """Drag the link ``down`` canvas pixels with the mouse, Ctrl held: nothing snaps."""
    start = middle(window)
    by = window.canvas.view().point(0, down) - window.canvas.view().point(0, 0)
    end = start + by.toPoint()
    QTest.mousePress(window.canvas, LEFT, CTRL, start)
    for share in (0.2, 0.6, 1.0):
        QTest.mouseMove(window.canvas, start + (end - start) * share)
        settle()
        assert window.proving.of(link(window).id) is None
        assert not window.link_badge.isVisible()
    QTest.mouseRelease(window.canvas, LEFT, CTRL, end)
    settle()


def unfold(window: MainWindow) -> None:
    for button in shown(window).findChildren(QPushButton):
        if button.property("kind") == "disclosure" and not button.isChecked():
            button.click()
    settle()


def line(window: MainWindow) -> ProofLine:
    found = shown(window).findChild(ProofLine)
    assert isinstance(found, ProofLine)
    return found


def mend(window: MainWindow, qtbot: QtBot) -> None:
    """Press the panel's first fix until phones read the link."""
    for _ in range(3):
        if proven(window, qtbot) == "green":
            return
        (fix, *_) = line(window).buttons
        QTest.keyClick(fix, Key.Key_Space)
        settle()
    assert proven(window, qtbot) == "green"


def words(window: MainWindow) -> str:
    return "\n".join(one.text() for one in shown(window).findChildren(QLabel) if one.isVisible())


def final_address(window: MainWindow) -> str:
    return str(shown(window).findChild(FinalAddress).address.toPlainText()).replace("\u200b", "")


def read(path: Path) -> list[str]:
    with Image.open(path) as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"), try_invert=False)
    return [one.text for one in found]


def exported(window: MainWindow, qtbot: QtBot, press: Callable[[], None]) -> list[Path]:
    with qtbot.waitSignal(window.exporting.finished) as told:
        press()
    settle()
    return [path for one in told.args[0].sets for path in one.pictures]


def test_from_a_pasted_address_to_a_code_that_is_read(
    empty: MainWindow, said: list[Notice], qtbot: QtBot
) -> None:
    """Pasted, tagged, styled, exported with its proof, decoded; then all of it undone."""
    before = empty.desk.deck
    paste(empty, "https://example.org/why")
    assert proven(empty, qtbot) == "green"
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].text == "Link added. Reads on phones." and said[-1].kind == "good"
    assert SAFE.y <= link(empty).y and link(empty).y + link(empty).height <= SAFE.bottom
    assert empty.link_badge.isVisible() and empty.link_badge.words.text() == "Reads on phones."
    assert line(empty).text == "Reads on phones."

    unfold(empty)
    switch = named(empty, Switch, "Campaign tags")
    QTest.keyClick(switch, Key.Key_Space)
    settle()
    assert link(empty).campaign is not None
    typed(named(empty, TextField, "Campaign"), "Spring Sale")
    assert proven(empty, qtbot) == "green"
    assert "utm_campaign=spring-sale" in final_address(empty)
    assert "modules, still reads." in words(empty)

    tiles = shown(empty).findChild(LookTiles)
    qtbot.waitUntil(lambda: len(tiles._pictures) >= 8)
    tiles.setFocus()
    QTest.keyClick(tiles, Key.Key_Right)
    QTest.keyClick(tiles, Key.Key_Return)
    settle()
    assert link(empty).look.paper == "brand:ink" and undo_labels(empty)[-1] == "Look: Ink"
    typed(named(empty, TextField, "Call"), "Read the study")
    mend(empty, qtbot)

    address = payload.text(link(empty).target, link(empty).campaign)
    QTest.keyClick(empty.canvas, Key.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
    (picture,) = exported(empty, qtbot, lambda: None)
    assert read(picture) == [address] and "utm_campaign=spring-sale" in address
    told = json.loads((picture.parent / "manifest.json").read_bytes())
    assert told["slides"][0]["links"][0]["proof"]["state"] == "proven"
    assert empty.export_panel.tray.title.text() == "Done. The code reads."

    while empty.desk.editor.history.done:
        empty.undo()
    settle()
    assert empty.desk.deck == before and not empty.link_badge.isVisible()


def test_dragged_under_the_reply_bar_and_mended_with_one_click(
    linked: MainWindow, qtbot: QtBot
) -> None:
    drag(linked, 300)
    assert bounds(edits.spots(linked.desk.deck)[link(linked).id].pose).bottom > SAFE.bottom
    assert proven(linked, qtbot) == "red"
    badge = linked.link_badge
    assert badge.isVisible() and badge.words.text() == "Covered by the reply bar."
    assert badge.accessibleName() == "Covered by the reply bar."
    steps = len(linked.desk.editor.history.done)
    assert badge.fix.text() == "Move up"
    QTest.mouseClick(badge.fix, LEFT)
    settle()
    assert proven(linked, qtbot) == "green" and badge.words.text() == "Reads on phones."
    assert bounds(edits.spots(linked.desk.deck)[link(linked).id].pose).bottom <= SAFE.bottom
    assert len(linked.desk.editor.history.done) == steps + 1
    linked.undo()
    assert proven(linked, qtbot) == "red"


def tiny(window: MainWindow) -> None:
    pose = edits.spots(window.desk.deck)[link(window).id].pose
    id_ = link(window).id
    window.desk.apply(lambda deck: edits.scale(deck, (id_,), 0.2, pose.center), "Scale")


def faint(window: MainWindow) -> None:
    id_ = link(window).id
    window.desk.apply(lambda deck: edits.restyle(deck, (id_,), {"look.ink": "#C4C4C4"}), "Ink")


def covered(window: MainWindow) -> None:
    over = ShapeLayer(id="over", x=96, y=link(window).y, width=330, height=200)
    slide = window.desk.slide.id
    window.desk.apply(lambda deck: edits.add(deck, slide, (over,)), "Add")


@pytest.mark.parametrize(
    ("spoil", "offered"),
    [
        (tiny, ["Enlarge"]),
        (faint, ["More contrast", "Enlarge"]),
        (covered, ["Bring to front", "Move where it is free", "Move the other away"]),
    ],
)
def test_what_phones_do_not_read_is_mended_from_the_panel(
    linked: MainWindow,
    qtbot: QtBot,
    spoil: Callable[[MainWindow], None],
    offered: list[str],
) -> None:
    """The worst comes first, then two more; one fix leads, and two more are offered."""
    spoil(linked)
    assert proven(linked, qtbot) == "red"
    panel, findings = line(linked), linked.proving.of(link(linked).id).findings
    told = [panel.text, *panel._more.text().splitlines()]
    assert told == [str(one.sentence) for one in findings[:3]]
    assert [one.text() for one in panel.buttons] == offered
    leading = [one for one in panel.buttons if one.property("kind") == "mend"]
    assert leading == panel.buttons[:1]
    linked.desk.select((link(linked).id,))
    settle()
    assert "red" in {linked.proving.level(link(linked).id)}
    mend(linked, qtbot)
    assert line(linked).text == "Reads on phones." and not line(linked).buttons


def test_a_refused_export_is_fixed_and_exported(
    linked: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    tiny(linked)
    linked.actions_by_id["export"].trigger()
    settle()
    panel = linked.export_panel
    with qtbot.waitSignal(linked.exporting.refused):
        panel.options.go.click()
    settle()
    assert panel.refusal.isVisible() and panel.refusal.title.text() == "Slide 1's code won't read."
    assert not any(tmp_path.glob("Stories/*/*.png"))
    qtbot.waitUntil(panel.refusal.fix.isEnabled)
    (picture,) = exported(linked, qtbot, panel.refusal.fix.click)
    assert read(picture) == [payload.text(link(linked).target)]
    assert panel.tray.title.text() == "Done. The code reads."
    assert undo_labels(linked)[-1] == "Make codes readable"


def test_a_refused_export_is_done_anyway(linked: MainWindow, qtbot: QtBot) -> None:
    faint(linked)
    before = linked.desk.deck
    with qtbot.waitSignal(linked.exporting.refused):
        linked.actions_by_id["export-again"].trigger()
    settle()
    assert linked.export_panel.refusal.isVisible()
    pictures = exported(linked, qtbot, linked.export_panel.refusal.anyway.click)
    assert len(pictures) == 1 and linked.desk.deck == before


def test_a_refused_code_is_shown_on_its_slide(linked: MainWindow, qtbot: QtBot) -> None:
    faint(linked)
    wrong, there = link(linked).id, linked.desk.slide.id
    linked.desk.select((), (there,))
    linked.actions_by_id["slide-new"].trigger()
    assert linked.desk.slide.id != there
    with qtbot.waitSignal(linked.exporting.refused):
        linked.actions_by_id["export-again"].trigger()
    refusal = linked.export_panel.refusal
    qtbot.waitUntil(refusal.fix.isEnabled)
    refusal.show_it.click()
    settle()
    assert not refusal.isVisible()
    assert linked.desk.slide.id == there
    assert linked.desk.editor.selection.layers == (wrong,)


def test_each_destination_gets_its_folder_and_its_tag(linked: MainWindow, qtbot: QtBot) -> None:
    unfold(linked)
    named(linked, Switch, "Campaign tags").click()
    options = linked.export_panel.options
    linked.actions_by_id["export"].trigger()
    settle()
    options.destinations.click()
    for id_ in ("instagram", "tiktok"):
        QTest.keyClick(options.destinations.list.ticks[id_], Key.Key_Space)
    options.destinations.list.hide()
    options.sheet.click()
    assert options.destinations.text() == "Instagram, TikTok"
    assert linked.exporting.settings().destinations == ("instagram", "tiktok")
    assert proven(linked, qtbot) == "red"
    assert linked.link_badge.words.text() == "TikTok: Covered by the reply bar."
    assert line(linked).text == "TikTok: Covered by the reply bar."
    mend(linked, qtbot)
    box = bounds(edits.spots(linked.desk.deck)[link(linked).id].pose)
    assert box.bottom <= platform("tiktok").clear().bottom
    pictures = exported(linked, qtbot, options.go.click)
    assert [path.parent.name for path in pictures] == ["instagram", "tiktok"]
    sources = [
        text.partition("utm_source=")[2].partition("&")[0] for p in pictures for text in read(p)
    ]
    assert sources == ["instagram", "tiktok"]
    assert all((path.parent / "links.html").exists() for path in pictures)
    tray = linked.export_panel.tray
    assert tray.sets.isVisible() and tray.shown.name == "Instagram"
    tray.sets.committed.emit(1)
    assert tray.shown.name == "TikTok" and tray.drag_all.paths == (pictures[1],)


def test_room_for_a_sticker_is_seen_and_not_exported(linked: MainWindow, qtbot: QtBot) -> None:
    named(linked, SegmentedControl, "Show as").committed.emit("sticker")
    assert proven(linked, qtbot) == "green"
    assert line(linked).text == "Room for the link sticker."

    def lines() -> list[str]:
        rows = shown(linked).findChildren(ShownText)
        return [one.field.accessibleName() for one in rows if one.isVisible()]

    assert lines() == ["Call"]
    named(linked, SegmentedControl, "Show as").committed.emit("address")
    settle()
    assert lines() == ["Call", "Address"]
    linked.undo()
    settle()
    linked.desk.select(())
    settle()
    shot = linked.canvas.grab().toImage()
    sign = shot.pixelColor(middle(linked) - QPoint(0, 9))
    assert sign.blue() > 200 and sign.green() < 110  # the violet sign of the room
    assert linked.canvas.image.pixelColor(540, round(link(linked).y + 200)).name() == "#ffffff"


@pytest.mark.parametrize("tag", list(KINDS))
def test_every_kind_of_target_has_a_form(linked: MainWindow, tag: str) -> None:
    button = shown(linked).findChild(KindButton)
    entry = next(one for one in button.menu_.actions() if one.data() == tag)
    entry.trigger()
    settle()
    kind = KINDS[tag]
    assert isinstance(link(linked).target, kind.struct)
    inputs = shown(linked).findChild(TargetForm).inputs
    there = {name for name, one in inputs.items() if one.isVisible()}
    assert there == {f"{tag}.{field}" for field in kind.struct.__struct_fields__}
    assert all(inputs[name].accessibleName() for name in there)
    assert QApplication.focusWidget() in (inputs[f"{tag}.{kind.first}"], None)
    linked.undo()
    if tag != "url":
        assert isinstance(link(linked).target, UrlTarget)


def test_kinds_keep_what_fits(linked: MainWindow, qtbot: QtBot) -> None:
    button = shown(linked).findChild(KindButton)

    def turn(tag: str) -> None:
        next(one for one in button.menu_.actions() if one.data() == tag).trigger()
        settle()

    turn("email")
    typed(named(linked, TextField, "E-mail"), " Jobs <jobs@example.org> ")
    assert link(linked).target == EmailTarget(address="jobs@example.org")
    assert "taken off" in words(linked) or "jobs@example.org" in words(linked)
    turn("contact")
    assert link(linked).target == ContactTarget(name="", email="jobs@example.org")
    turn("phone")
    typed(named(linked, TextField, "Phone"), "+49 30 1234567")
    turn("whatsapp")
    assert link(linked).target == WhatsAppTarget(number="+49 30 1234567")
    turn("event")
    target = link(linked).target
    assert isinstance(target, EventTarget) and target.start.endswith("T18:00") and target.zone
    typed(named(linked, TextField, "Start: day"), "24.11.2026")
    typed(named(linked, TextField, "Start: time"), "6:30 pm")
    typed(named(linked, TextField, "Event"), "Going live")
    target = link(linked).target
    assert isinstance(target, EventTarget) and target.start == "2026-11-24T18:30"
    assert proven(linked, qtbot) in ("green", "amber")
    turn("url")
    assert isinstance(link(linked).target, UrlTarget)
    assert link(linked).target.url.endswith("why-teams-stop-writing")


def test_lines_are_hidden_and_come_back(linked: MainWindow) -> None:
    rows = {one.field.accessibleName(): one for one in shown(linked).findChildren(ShownText)}
    hint, call = rows["Hint"], rows["Call"]
    assert link(linked).hint is None and hint.eye.isChecked()
    QTest.mouseClick(hint.eye, LEFT)
    assert link(linked).hint == "" and not hint.eye.isChecked()
    QTest.mouseClick(hint.eye, LEFT)
    assert link(linked).hint is None
    typed(hint.field, "Tap the sticker")
    QTest.mouseClick(hint.eye, LEFT)
    QTest.mouseClick(hint.eye, LEFT)
    assert link(linked).hint == "Tap the sticker"
    hint.field.setFocus()
    hint.field.selectAll()
    QTest.keyClick(hint.field, Key.Key_Backspace)
    QTest.keyClick(hint.field, Key.Key_Return)
    assert link(linked).hint is None
    assert not call.eye.isChecked()
    QTest.mouseClick(call.eye, LEFT)
    assert link(linked).call == "Read the story"


def test_a_pasted_picture_of_a_code_is_taken_over(linked: MainWindow, qtbot: QtBot) -> None:
    rows = symbol("mailto:jobs@example.org").rows
    code = Image.new("L", (len(rows) + 8,) * 2, 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            code.putpixel((x + 4, y + 4), 0 if dark else 255)
    code = code.resize((code.width * 8,) * 2, Image.Resampling.NEAREST)
    mime = QMimeData()
    mime.setData("image/png", png_bytes(code.convert("RGB")))
    QGuiApplication.clipboard().setMimeData(mime)
    field = named(linked, TextField, "Web address")
    field.setFocus()
    QTest.keyClick(field, Key.Key_V, CTRL)
    expected = EmailTarget(address="jobs@example.org")
    qtbot.waitUntil(lambda: link(linked).target == expected)
    linked.desk.select(())
    linked.actions_by_id["link"].trigger()
    settle()
    panel = linked.rail.flyouts["link"]
    QTest.keyClick(panel.field, Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: not panel.isVisible())
    settle()
    assert [one.target for one in linked.desk.slide.layers] == [expected, expected]


@pytest.mark.parametrize(
    ("said_", "target"),
    [
        ("jobs@example.org", EmailTarget(address="jobs@example.org")),
        ("+49 30 1234567", PhoneTarget(number="+49 30 1234567")),
        ("example.org/a", UrlTarget(url="https://example.org/a")),
    ],
)
def test_the_rails_panel_takes_what_is_meant(empty: MainWindow, said_: str, target: object) -> None:
    empty.actions_by_id["link"].trigger()
    settle()
    panel = empty.rail.flyouts["link"]
    QTest.keyClicks(panel.field, said_)
    QTest.keyClick(panel.field, Key.Key_Return)
    settle()
    assert link(empty).target == target


def test_links_differ_at_destinations(linked: MainWindow) -> None:
    field = shown(linked).findChild(ModesField)
    entry = next(one for one in field._menu.actions() if one.data() == "instagram")
    entry.trigger()
    settle()
    assert [(one.destination, one.mode) for one in link(linked).modes] == [("instagram", "sticker")]
    field.add.click()
    offered = {one.data() for one in field._menu.actions() if one.isVisible()}
    field._menu.close()
    gone = {one.id for one in platforms() if one.ended}
    assert gone and offered == {one.id for one in platforms()} - {"any", "instagram"} - gone
    named(linked, ChoiceCombo, "Shown at Instagram as").committed.emit("address")
    assert link(linked).modes[0].mode == "address"
    assert layer(linked, link(linked).id).mode == "code"


def test_what_is_usual_at_a_destination_is_offered_and_taken_with_one_click(
    linked: MainWindow, qtbot: QtBot
) -> None:
    field = shown(linked).findChild(ModesField)

    def offers() -> list[str]:
        return [
            one.accessibleName()
            for one in field.findChildren(QPushButton)
            if one is not field.add and one.isVisible()
        ]

    def shown_as(name: str) -> object:
        return named(linked, ChoiceCombo, f"Shown at {name} as").currentText()

    assert offers() == []
    remember(linked.exporting, destinations=("instagram", "telegram"))
    qtbot.waitUntil(lambda: offers() == ["Usual at Instagram: Sticker room"])
    assert (shown_as("Instagram"), shown_as("Telegram")) == ("Code", "Code")
    assert link(linked).modes == (), "nothing is taken by itself"
    offer = named(linked, QPushButton, "Usual at Instagram: Sticker room")
    offer.setFocus()
    QTest.keyClick(offer, Key.Key_Space)
    settle()
    assert [(one.destination, one.mode) for one in link(linked).modes] == [("instagram", "sticker")]
    assert shown_as("Instagram") == "Sticker room" and offers() == []
    QTest.mouseClick(named(linked, QToolButton, "As elsewhere at Instagram"), LEFT)
    settle()
    assert link(linked).modes == () and shown_as("Instagram") == "Code"
    named(linked, SegmentedControl, "Show as").committed.emit("sticker")
    settle()
    assert offers() == ["Usual at Telegram: Code"]
    remember(linked.exporting, destinations=())
    qtbot.waitUntil(lambda: offers() == [])


@pytest.mark.parametrize(("look", "language"), [("light", "en"), ("dark", wording.PSEUDO)])
def test_every_form_opens_in_every_look(
    qapp: QApplication, program: Program, qtbot: QtBot, look: str, language: str
) -> None:
    theme.apply(qapp, look)  # type: ignore[arg-type]
    wording.use(language)
    rtl = wording.reads_rtl(language)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else PLAIN_WAY)
    try:
        program.settings.change(theme=look)
        window = program.blank()
        window.resize(1440, 900)
        settle()
        paste(window, "https://example.org/why")
        proven(window, qtbot)
        unfold(window)
        button = shown(window).findChild(KindButton)
        for entry in button.menu_.actions():
            entry.trigger()
            settle()
            inputs = shown(window).findChild(TargetForm).inputs
            there = [one for one in inputs.values() if one.isVisible()]
            panel = window.right_panel
            for one in there:
                edges = (
                    one.mapTo(panel, one.rect().topLeft()),
                    one.mapTo(panel, one.rect().bottomRight()),
                )
                assert all(0 <= edge.x() < panel.width() for edge in edges), one.accessibleName()
        window.actions_by_id["link"].trigger()
        settle()
        panel = window.rail.flyouts["link"]
        assert panel.isVisible() and panel.isRightToLeft() == rtl
        panel.close()
        window.actions_by_id["export"].trigger()
        settle()
        assert window.export_panel.options.destinations.isVisible()
        window.export_panel.options.destinations.click()
        settle()
        window.export_panel.options.destinations.list.close()
        assert not window.grab().isNull()
    finally:
        wording.use("en")
        qapp.setLayoutDirection(PLAIN_WAY)
        theme.apply(qapp, "light")


def test_every_control_of_the_link_form_is_named_and_reached(linked: MainWindow) -> None:
    unfold(linked)
    QApplication.processEvents()
    reached = set()
    for section in shown(linked).findChildren(Section):
        for kind in (TextField, TextBox, ChoiceCombo, Switch, QPushButton):
            for one in section.findChildren(kind):
                if one.isVisible():
                    name = one.accessibleName() or getattr(one, "text", str)()
                    assert name.strip(), one
                    assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, name
                    reached.add(name)
    assert {"Call", "Hint", "Campaign tags", "Correction"} <= reached


def test_a_copied_slides_code_is_told_apart_in_statistics(linked: MainWindow) -> None:
    unfold(linked)
    QTest.keyClick(named(linked, Switch, "Campaign tags"), Key.Key_Space)
    settle()
    linked.desk.select((), (linked.desk.slide.id,))
    linked.actions_by_id["slide-duplicate"].trigger()
    found = [spot.layer for spot in edits.spots(linked.desk.deck).values()]
    said_ = [one.campaign.content for one in found if isinstance(one, LinkLayer) and one.campaign]
    assert len(said_) == 2 and said_[0] != said_[1]


def test_tags_name_the_slide_that_the_link_is_on(linked: MainWindow) -> None:
    desk = linked.desk
    desk.select((), (desk.slide.id,))
    linked.actions_by_id["slide-duplicate"].trigger()
    settle()
    place = desk.slide_index
    assert place == 1
    copied = next(one for one in desk.slide.layers if isinstance(one, LinkLayer))
    desk.select((copied.id,))
    settle()
    unfold(linked)
    QTest.keyClick(named(linked, Switch, "Campaign tags"), Key.Key_Space)
    settle()
    assert edits.spots(desk.deck)[copied.id].layer.campaign.content == "slide-02-qr"
    QTest.keyClick(named(linked, Switch, "Campaign tags"), Key.Key_Space)
    settle()
    assert edits.spots(desk.deck)[copied.id].layer.campaign is None


def test_the_tagged_address_follows_typing_and_is_copied_plain(linked: MainWindow) -> None:
    unfold(linked)
    QTest.keyClick(named(linked, Switch, "Campaign tags"), Key.Key_Space)
    settle()
    steps = len(linked.desk.editor.history.done)
    field = named(linked, TextField, "Campaign")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "spring" * 8)
    settle()
    (label,) = (one for one in shown(linked).findChildren(QLabel) if one.text() == "UTM tags")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), "in one line"
    final = shown(linked).findChild(FinalAddress)
    shown_ = final.address
    assert "utm_campaign=" + "spring" * 8 in shown_.toPlainText().replace("\u200b", "")
    assert "Code grows 33 → 53 modules" in final.cost.text()
    assert len(linked.desk.editor.history.done) == steps
    QTest.keyClick(field, Key.Key_Return)
    settle()
    assert len(linked.desk.editor.history.done) == steps + 1
    address, layers = payload.text(link(linked).target, link(linked).campaign), linked.desk.deck

    clipboard = QGuiApplication.clipboard()
    shown_.setFocus()
    QTest.keyClick(shown_, Key.Key_A, CTRL)
    QTest.keyClick(shown_, Key.Key_C, CTRL)
    assert clipboard.text() == address
    chosen = shown_.textCursor()
    chosen.setPosition(shown_.toPlainText().index("example"))
    chosen.setPosition(shown_.toPlainText().index("/", 10) + 2, chosen.MoveMode.KeepAnchor)
    shown_.setTextCursor(chosen)
    QTest.keyClick(shown_, Key.Key_C, CTRL)
    assert clipboard.text() == "example.org/"
    carried = shown_.createMimeDataFromSelection()  # what a drag takes along
    assert carried.formats() == ["text/plain"] and carried.text() == "example.org/"
    assert linked.desk.deck is layers


def test_looks_of_an_address_show_an_address_and_leave_its_box(
    linked: MainWindow, qtbot: QtBot
) -> None:
    tiles = shown(linked).findChild(LookTiles)
    qtbot.waitUntil(lambda: len(tiles._pictures) >= 8)
    coded = dict(tiles._pictures)
    named(linked, SegmentedControl, "Show as").committed.emit("address")
    settle()
    qtbot.waitUntil(lambda: all(tiles._pictures[one] != coded[one] for one in coded))
    alike = tiles._pictures
    assert alike["paper"] == alike["dots"] != alike["ink"], "no look draws modules now"
    unfold(linked)
    controls = {
        one.accessibleName()
        for kind in (SegmentedControl, ChoiceCombo)
        for one in shown(linked).findChildren(kind)
        if one.isVisible()
    }
    assert "Show as" in controls and not {"Modules", "Corners", "Middle", "Correction"} & controls
    before = link(linked)
    tiles.picked.emit("frame")
    settle()
    after = link(linked)
    assert after.look.frame is not None
    assert (after.width, after.height, after.y) == (before.width, before.height, before.y)

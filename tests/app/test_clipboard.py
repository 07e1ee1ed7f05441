"""Layers and slides travel between slides, stories, windows and programs; what is hostile does no
harm."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import settle
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from storycomposer.app import clip_story, clipboard
from storycomposer.app.clipboard import LAYERS, SLIDES
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.safe_area import SAFE
from storycomposer.app.thumbnails import rgba
from storycomposer.document import edits
from storycomposer.document.deck import FORMAT, Deck, Slide
from storycomposer.document.edits.placing import selection_box
from storycomposer.document.layers import ImageLayer, Run, ShapeLayer, TextLayer
from storycomposer.document.schema import to_json, validated
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore, reference
from storycomposer.render.slide import render
from storycomposer.story import Story, media_refs

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def clean_clipboard(qapp: object) -> Iterator[None]:
    """Nothing stays on the clipboard when windows go."""
    assert qapp is not None
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def event_window(program: Program, sample: Callable[[str], Path]) -> MainWindow:
    """A window on the sample "event", whose first slide has a picture."""
    made = program.open(sample("event"))
    settle()
    return made


def run(window: MainWindow, id: str) -> None:
    window.actions_by_id[id].trigger()
    settle()


def from_outside(kind: str, data: bytes) -> None:
    """Put bytes on the clipboard as another program would."""
    mime = QMimeData()
    mime.setData(kind, data)
    QGuiApplication.clipboard().setMimeData(mime)


def pixels(image: QImage) -> bytes:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return bytes(plain.constBits())


def test_a_pasted_layer_lies_beside_its_original(window: MainWindow) -> None:
    layer = window.desk.slide.layers[0]
    window.desk.select((layer.id,))
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_C, CTRL)
    QTest.keyClick(window.canvas, Qt.Key.Key_V, CTRL)
    settle()
    (new,) = window.desk.editor.selection.layers
    pasted = edits.spots(window.desk.deck)[new].layer
    assert new != layer.id and pasted.text == layer.text
    assert (pasted.x, pasted.y) != (layer.x, layer.y)
    assert window.desk.editor.history.done[-1].label.startswith("Paste ")
    QTest.keyClick(window.canvas, Qt.Key.Key_V, CTRL)
    settle()
    (third,) = window.desk.editor.selection.layers
    again = edits.spots(window.desk.deck)[third].layer
    assert (again.x, again.y) not in {(layer.x, layer.y), (pasted.x, pasted.y)}


def test_paste_in_place_keeps_the_place(window: MainWindow) -> None:
    layer = window.desk.slide.layers[0]
    window.desk.select((layer.id,))
    run(window, "copy")
    run(window, "slide-next")
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_V, CTRL | SHIFT)
    settle()
    (new,) = window.desk.editor.selection.layers
    pasted = edits.spots(window.desk.deck)[new].layer
    assert (pasted.x, pasted.y) == (layer.x, layer.y)


def test_what_was_cut_goes_and_comes_back_whole(window: MainWindow) -> None:
    before = window.desk.slide
    ids = tuple(layer.id for layer in before.layers)
    window.desk.select(ids)
    run(window, "cut")
    assert window.desk.slide.layers == ()
    assert window.desk.editor.history.done[-1].label == f"Cut {len(ids)} layers"
    run(window, "paste-in-place")
    story = window.desk.editor.story
    assert render(story, window.desk.slide).tobytes() == render(story, before).tobytes()


@pytest.mark.parametrize(("x", "y"), [(100, 10), (100, 1700), (-900, 600), (3000, 600)])
def test_pasting_lands_inside_the_safe_area(window: MainWindow, x: float, y: float) -> None:
    layer = ShapeLayer(id="far", x=x, y=y, width=300, height=200)
    first = window.desk.slide.id
    window.desk.apply(lambda deck: edits.add(deck, first, (layer,)), "Far")
    window.desk.select(("far",))
    run(window, "copy")
    run(window, "paste")
    box = selection_box(window.desk.deck, window.desk.editor.selection.layers)
    assert box.y >= SAFE.y and box.bottom <= SAFE.bottom
    assert box.x >= 0 and box.right <= 1080


def test_grounds_from_side_to_side_stay_where_they_were(window: MainWindow) -> None:
    layer = ShapeLayer(id="ground", x=0, y=1500, width=1080, height=420)
    first = window.desk.slide.id
    window.desk.apply(lambda deck: edits.add(deck, first, (layer,)), "Ground")
    window.desk.select(("ground",))
    run(window, "copy")
    run(window, "slide-next")
    run(window, "paste")
    box = selection_box(window.desk.deck, window.desk.editor.selection.layers)
    assert (box.x, box.y) == (0, 1500)


def test_several_selected_slides_get_the_layer_each(window: MainWindow) -> None:
    window.desk.select((window.desk.slide.layers[0].id,))
    run(window, "copy")
    all_ = tuple(slide.id for slide in window.desk.deck.slides)
    counts = [len(slide.layers) for slide in window.desk.deck.slides]
    window.desk.select((), all_)
    run(window, "paste")
    assert [len(slide.layers) for slide in window.desk.deck.slides] == [n + 1 for n in counts]
    window.undo()
    assert [len(slide.layers) for slide in window.desk.deck.slides] == counts


def test_between_stories_pictures_come_along(window: MainWindow, event_window: MainWindow) -> None:
    picture = next(x for x in event_window.desk.slide.layers if isinstance(x, ImageLayer))
    event_window.desk.select((picture.id,))
    run(event_window, "copy")
    assert picture.source not in window.desk.editor.story.media
    run(window, "paste")
    (new,) = window.desk.editor.selection.layers
    assert edits.spots(window.desk.deck)[new].layer.source == picture.source
    media = window.desk.editor.story.media
    assert media.get(picture.source) == event_window.desk.editor.story.media.get(picture.source)


def test_slides_come_after_the_one_on_the_canvas(
    window: MainWindow, event_window: MainWindow
) -> None:
    slides = event_window.desk.deck.slides[:2]
    event_window.desk.select((), tuple(slide.id for slide in slides))
    run(event_window, "copy")
    count = len(window.desk.deck.slides)
    window.desk.select(())
    run(window, "paste")
    assert len(window.desk.deck.slides) == count + 2
    pasted = window.desk.deck.slides[1:3]
    assert [len(slide.layers) for slide in pasted] == [len(slide.layers) for slide in slides]
    assert window.desk.editor.selection.slides == tuple(slide.id for slide in pasted)
    assert window.desk.editor.history.done[-1].label == "Paste 2 slides"


def test_other_programs_get_the_slides_picture(event_window: MainWindow) -> None:
    event_window.desk.select(())
    run(event_window, "copy")
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(SLIDES) and data.hasImage()
    story = event_window.desk.editor.story
    want = rgba(render(story, event_window.desk.slide))
    assert pixels(QGuiApplication.clipboard().image()) == pixels(want)


def test_other_programs_get_the_words_and_the_picture_of_layers(window: MainWindow) -> None:
    text = next(x for x in window.desk.slide.layers if isinstance(x, TextLayer))
    window.desk.select((text.id,))
    run(window, "copy")
    clip = QGuiApplication.clipboard()
    assert clip.text() == "".join(run.text for run in text.text).replace("\u2028", "\n")
    image = clip.image()
    assert image.hasAlphaChannel() and 0 < image.width() <= text.width + 200
    assert image.pixelColor(0, 0).alpha() == 0


def test_another_run_of_the_program_takes_it_from_the_bytes(
    window: MainWindow, event_window: MainWindow, qtbot: QtBot
) -> None:
    picture = next(x for x in event_window.desk.slide.layers if isinstance(x, ImageLayer))
    event_window.desk.select((picture.id,))
    run(event_window, "copy")
    from_outside(LAYERS, bytes(QGuiApplication.clipboard().mimeData().data(LAYERS).data()))
    count = len(window.desk.slide.layers)
    assert clipboard.paste(window)  # type: ignore[arg-type]
    assert clipboard.paste(window)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not window.workers.busy)
    assert len(window.desk.slide.layers) == count + 2, "each time it is pasted"
    assert picture.source in window.desk.editor.story.media


def test_without_ours_pasting_is_left_to_others(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("words")
    assert not clipboard.paste(window)  # type: ignore[arg-type]
    QGuiApplication.clipboard().clear()
    assert not clipboard.paste(window)  # type: ignore[arg-type]
    assert not clipboard.has_ours()


def small_story() -> Story:
    slide = Slide(id="s1", layers=(TextLayer(id="t1", text=(Run(text="Hello"),)),))
    return Story(validated(Deck(id="d1", slides=(slide,))), MediaStore())


def wire(deck: bytes, *media: bytes) -> bytes:
    parts = (struct.pack(">Q", len(part)) + part for part in (deck, *media))
    return b"storycomposer\x01" + b"".join(parts)


def test_packing_and_unpacking_are_inverse(event_window: MainWindow) -> None:
    story = event_window.desk.editor.story
    all_ = clip_story.of_slides(story, tuple(slide.id for slide in story.deck.slides))
    back = clip_story.unpacked(clip_story.packed(all_))
    assert back.deck.slides == all_.deck.slides
    assert back.media.refs() == set(media_refs(back.deck))


def hostile() -> dict[str, bytes]:
    good = to_json(small_story().deck)
    fake = "media/" + "0" * 64 + ".png"
    broken = reference(b"\x89PNG\r\n\x1a\nno more", "png")

    def picture(ref: str) -> bytes:
        layer = ImageLayer(id="p1", source=ref)
        return to_json(Deck(id="d", slides=(Slide(id="s1", layers=(layer,)),)))

    return {
        "nothing": b"",
        "other": b"\x00" * 100,
        "mark only": b"storycomposer\x01",
        "length too long": b"storycomposer\x01" + struct.pack(">Q", 2**63) + b"{}",
        "cut off": wire(good)[:-5],
        "no deck": wire(b"[1, 2]"),
        "brackets": wire(b"[" * 100_000),
        "unknown field": wire(good.replace(b'"slides"', b'"rides"')),
        "newer": wire(good.replace(b'"format": %d' % FORMAT, b'"format": 999')),
        "other bytes than the name says": wire(picture(fake), b"hello"),
        "damaged picture": wire(picture(broken), b"\x89PNG\r\n\x1a\nno more"),
    }


@pytest.mark.parametrize("case", hostile())
@pytest.mark.parametrize("kind", [LAYERS, SLIDES])
def test_hostile_bytes_are_one_sentence(
    window: MainWindow, qtbot: QtBot, case: str, kind: str
) -> None:
    said: list[str] = []
    window.desk.noticed.connect(lambda notice: said.append(notice.kind))
    deck = window.desk.deck
    from_outside(kind, hostile()[case])
    assert clipboard.paste(window)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["error"]
    assert window.desk.deck is deck


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_damage_anywhere_is_refused_or_harmless(data: st.DataObject) -> None:
    good = bytearray(clip_story.packed(small_story()))
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        back = clip_story.unpacked(bytes(good))
    except StoryError:
        return
    assert validated(back.deck) == back.deck


def test_pasting_an_empty_clipboard_story_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    empty = wire(to_json(Deck(id="d", slides=())))
    deck = window.desk.deck
    for kind in (LAYERS, SLIDES):
        from_outside(kind, empty)
        assert clipboard.paste(window)  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: not window.workers.busy)
        settle()
    assert window.desk.deck is deck


def test_pictures_survive_the_window_they_came_from(
    window: MainWindow, event_window: MainWindow
) -> None:
    picture = next(x for x in event_window.desk.slide.layers if isinstance(x, ImageLayer))
    event_window.desk.select((picture.id,))
    run(event_window, "copy")
    event_window.close()
    settle()
    run(window, "paste")
    (new,) = window.desk.editor.selection.layers
    source = edits.spots(window.desk.deck)[new].layer.source
    assert window.desk.editor.story.media.get(source)

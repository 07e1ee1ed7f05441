"""Pictures, addresses and text come in by choosing, dropping and pasting."""

from __future__ import annotations

import io
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import at, settle
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QApplication, QFileDialog

from storycomposer.app.addresses import address_in, link
from storycomposer.app.desk import Notice
from storycomposer.app.incoming import Picture, flatness
from storycomposer.app.main_window import MainWindow
from storycomposer.app.placing import collage
from storycomposer.app.program import Program
from storycomposer.app.safe_area import SAFE
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ImageFill, ImageLayer, LinkLayer, TextLayer
from storycomposer.document.link import UrlTarget
from storycomposer.document.picking import pose
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def photo(width: int = 800, height: int = 600, seed: int = 1) -> Image.Image:
    """Noise: no two neighbours are equal, as in photographs."""
    rng = np.random.default_rng(seed)
    return Image.fromarray(rng.integers(0, 255, (height, width, 3), np.uint8))


def screen(width: int = 1600, height: int = 1000) -> Image.Image:
    """Flat areas and some lines, as screens show them."""
    made = Image.new("RGB", (width, height), "#FFFFFF")
    made.paste("#333333", (100, 100, width - 100, 140))
    made.paste("#5F3DF5", (100, 200, 400, 300))
    return made


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(taken: str) -> Image.Exif:
    made = Image.Exif()
    made[0x010F] = "Maker"
    made[0x8769] = {0x9003: taken}
    return made


@pytest.fixture
def empty(program: Program) -> MainWindow:
    """A window on one empty slide."""
    made = program.new(Story(Deck(id="deck", slides=(Slide(id="s1"),)), MediaStore()))
    made.resize(1440, 900)
    settle()
    return made


@pytest.fixture
def said(empty: MainWindow) -> list[Notice]:
    heard: list[Notice] = []
    empty.desk.noticed.connect(heard.append)
    return heard


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def wait(window: MainWindow, qtbot: object) -> None:
    """Until nothing is being read or drawn."""
    settle()
    qtbot.waitUntil(lambda: window.bringing.idle)  # type: ignore[attr-defined]
    settle()


def told(said: list[Notice], qtbot: object) -> None:
    """Until it is said how a new link reads."""
    qtbot.waitUntil(lambda: bool(said))  # type: ignore[attr-defined]


def urls(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(window: MainWindow, mime: QMimeData, place: QPoint) -> bool:
    """A real drag: it enters, moves, and is let go. Returns whether it was taken."""
    canvas = window.canvas
    enter = QDragEnterEvent(place, COPY, mime, LEFT, PLAIN)
    QApplication.sendEvent(canvas, enter)
    move = QDragMoveEvent(place, COPY, mime, LEFT, PLAIN)
    QApplication.sendEvent(canvas, move)
    if not move.isAccepted():
        QApplication.sendEvent(canvas, QDragLeaveEvent())
        return False
    event = QDropEvent(QPointF(place), COPY, mime, LEFT, PLAIN)
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def middle(window: MainWindow) -> QPoint:
    return at(window, 540, 960)


def inside_safe(layer: ImageLayer | LinkLayer | TextLayer) -> bool:
    box = bounds(pose(layer))
    return box.y >= SAFE.y and box.bottom <= SAFE.bottom and box.x >= 0 and box.right <= 1080


def test_the_first_photo_on_an_empty_slide_becomes_its_background(
    empty: MainWindow, said: list[Notice], file: Callable[..., Path], qtbot: object
) -> None:
    assert drop(empty, urls(file("a.jpg", encoded(photo(), "JPEG"))), middle(empty))
    wait(empty, qtbot)
    assert isinstance(empty.desk.slide.background, ImageFill)
    assert not empty.desk.slide.layers
    assert len(empty.desk.editor.history.done) == 1
    assert said[-1].label == "Detach"
    said[-1].run()
    (layer,) = empty.desk.slide.layers
    assert isinstance(layer, ImageLayer) and empty.desk.editor.selection.layers == (layer.id,)
    empty.actions_by_id["set-background"].trigger()
    assert isinstance(empty.desk.slide.background, ImageFill) and not empty.desk.slide.layers


def test_the_next_photo_becomes_a_layer_in_the_safe_area(
    empty: MainWindow, file: Callable[..., Path], qtbot: object
) -> None:
    for seed, place in ((1, middle(empty)), (2, at(empty, 1000, 1900))):
        name = f"{seed}.jpg"
        assert drop(empty, urls(file(name, encoded(photo(seed=seed), "JPEG"))), place)
        wait(empty, qtbot)
    (layer,) = empty.desk.slide.layers
    assert (layer.width, layer.height) == (888, 666) and inside_safe(layer)
    assert layer.y + layer.height == SAFE.bottom
    assert empty.desk.editor.selection.layers == (layer.id,)


def test_a_pasted_screenshot_is_fitted_rounded_and_can_be_shown_exactly(
    empty: MainWindow, said: list[Notice], qtbot: object
) -> None:
    image = QImage.fromData(encoded(screen()))
    QGuiApplication.clipboard().setImage(image)
    empty.bringing.paste()
    wait(empty, qtbot)
    (layer,) = empty.desk.slide.layers
    assert (layer.x, layer.width, layer.height) == (96, 888, 555) and inside_safe(layer)
    assert layer.radius == 24 and layer.shadow is not None and layer.shadow.blur == 24
    assert said[-1].label == "Exact pixels"
    said[-1].run()
    layer = empty.desk.slide.layers[0]
    assert (layer.width, layer.height) == (888, 1000)
    shown = max(layer.width / 1600, layer.height / 1000) * layer.zoom
    assert shown == pytest.approx(1.0)


def test_a_tall_screenshot_is_at_most_1200_high(empty: MainWindow, qtbot: object) -> None:
    mime = QMimeData()
    mime.setData("image/png", encoded(screen(1170, 2532)))
    assert empty.bringing.take(mime)
    wait(empty, qtbot)
    (layer,) = empty.desk.slide.layers
    assert layer.height == 1200 and layer.width == round(1170 * 1200 / 2532)
    assert inside_safe(layer)


def test_a_screenshot_enlarged_over_twice_is_called_soft(
    empty: MainWindow, said: list[Notice], qtbot: object
) -> None:
    mime = QMimeData()
    mime.setData("image/png", encoded(screen(400, 320)))
    empty.bringing.take(mime)
    wait(empty, qtbot)
    assert said[-1].text == "Soft. Zoom the page and capture it again."
    said[-1].run()
    layer = empty.desk.slide.layers[0]
    assert (layer.width, layer.height, layer.zoom) == (400, 320, 1)


def test_a_cut_out_keeps_its_size_and_gets_no_corners(empty: MainWindow, qtbot: object) -> None:
    cut = photo(300, 200).convert("RGBA")
    cut.putalpha(Image.new("L", cut.size, 100))
    mime = QMimeData()
    mime.setData("image/png", encoded(cut))
    empty.bringing.take(mime)
    wait(empty, qtbot)
    (layer,) = empty.desk.slide.layers
    assert (layer.width, layer.radius, layer.shadow) == (480, 0, None)


def test_an_svg_is_pasted_as_a_drawing(empty: MainWindow, qtbot: object) -> None:
    mime = QMimeData()
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M2 2h20v20z"/></svg>'
    )
    mime.setData("image/svg+xml", svg)
    empty.bringing.take(mime)
    wait(empty, qtbot)
    (layer,) = empty.desk.slide.layers
    assert layer.source.endswith(".svg") and layer.width == 480


def test_pasting_on_a_picture_of_the_sample_replaces_it_but_never_one_brought_in(
    window: MainWindow, qtbot: object
) -> None:
    slide = window.desk.deck.slides[2]
    old = next(layer for layer in slide.layers if isinstance(layer, ImageLayer))
    window.desk.select((), (slide.id,))
    window.desk.select((old.id,))
    for seed in (1, 2):
        QGuiApplication.clipboard().setImage(QImage.fromData(encoded(photo(seed=seed))))
        window.actions_by_id["paste"].trigger()
        wait(window, qtbot)
        if seed == 1:
            (new,) = window.desk.selected
            assert new.id == old.id and new.source != old.source and pose(new) == pose(old)
    assert len(window.desk.slide.layers) == len(slide.layers) + 1


def test_what_is_pasted_goes_onto_every_selected_slide(window: MainWindow, qtbot: object) -> None:
    ids = tuple(slide.id for slide in window.desk.deck.slides[:3])
    before = [len(slide.layers) for slide in window.desk.deck.slides]
    window.desk.select((), ids)
    mime = QMimeData()
    mime.setData("image/png", encoded(screen()))
    window.bringing.take(mime)
    wait(window, qtbot)
    after = [len(slide.layers) for slide in window.desk.deck.slides]
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1, 1, 0]
    assert len(window.desk.editor.history.done) == 1


def test_pasting_an_address_on_a_link_changes_it(
    empty: MainWindow, said: list[Notice], qtbot: object
) -> None:
    empty.bringing.add_link("example.org/one")
    QGuiApplication.clipboard().setText("example.org/two")
    empty.actions_by_id["paste"].trigger()
    (layer,) = empty.desk.slide.layers
    assert isinstance(layer, LinkLayer) and layer.target.url == "https://example.org/two"
    told(said, qtbot)
    assert said[-1].text == "Link changed. Reads on phones."


def test_dropping_onto_a_picture_replaces_it_in_its_frame(
    empty: MainWindow, file: Callable[..., Path], qtbot: object
) -> None:
    mime = QMimeData()
    mime.setData("image/png", encoded(screen()))
    empty.bringing.take(mime)
    wait(empty, qtbot)
    old = empty.desk.slide.layers[0]
    new = urls(file("b.jpg", encoded(photo(), "JPEG")))
    place = at(empty, old.x + 100, old.y + 100)
    QApplication.sendEvent(empty.canvas, QDragEnterEvent(place, COPY, new, LEFT, PLAIN))
    assert empty.dropping.hint.isVisible() and empty.dropping.hint.words == "Replace picture"
    assert drop(empty, new, place)
    assert not empty.dropping.hint.isVisible()
    wait(empty, qtbot)
    (layer,) = empty.desk.slide.layers
    assert layer.source != old.source and layer.source.endswith(".jpg")
    assert pose(layer) == pose(old) and layer.radius == 24


def test_several_pictures_become_slides_in_the_order_they_were_taken(
    empty: MainWindow, file: Callable[..., Path], qtbot: object
) -> None:
    files = [
        file("z.jpg", encoded(photo(seed=1), "JPEG", exif=exif("2026:05:01 10:00:00"))),
        file("a.jpg", encoded(photo(seed=2), "JPEG", exif=exif("2026:05:01 12:00:00"))),
        file("10.jpg", encoded(photo(seed=3), "JPEG")),
        file("9.jpg", encoded(photo(seed=4), "JPEG")),
    ]
    drop(empty, urls(*files), middle(empty))
    wait(empty, qtbot)
    asking = empty.bringing.arriving.asking
    assert asking is not None and asking.isVisible()
    assert asking.slides.text() == "4 slides"
    asking.slides.click()
    wait(empty, qtbot)
    media = empty.desk.editor.story.media
    names = [media.name(slide.background.source) for slide in empty.desk.deck.slides]
    assert names == ["z.jpg", "a.jpg", "9.jpg", "10.jpg"]
    assert len(empty.desk.editor.history.done) == 1
    empty.undo()
    assert len(empty.desk.deck.slides) == 1


def test_several_pictures_become_one_collage(
    empty: MainWindow, file: Callable[..., Path], qtbot: object
) -> None:
    files = [file(f"{n}.jpg", encoded(photo(seed=n), "JPEG")) for n in range(5)]
    drop(empty, urls(*files), middle(empty))
    wait(empty, qtbot)
    empty.bringing.arriving.asking.collage.click()
    wait(empty, qtbot)
    layers = empty.desk.slide.layers
    assert len(layers) == 5 and all(inside_safe(layer) for layer in layers)
    boxes = [bounds(pose(layer)) for layer in layers]
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = (
                one.right + 24 <= other.x
                or other.right + 24 <= one.x
                or one.bottom + 24 <= other.y
                or other.bottom + 24 <= one.y
            )
            assert apart
    assert max(box.right for box in boxes) == 984 and min(box.x for box in boxes) == 96


def test_a_collage_cuts_little_off() -> None:
    sizes = [(4000, 3000), (3000, 4000), (4000, 3000), (3000, 3000), (4000, 2250), (3000, 4000)]
    for count in range(2, 7):
        pictures = [
            Picture(f"media/{n:064x}.jpg", *size, "photo", "", "")
            for n, size in enumerate(sizes[:count])
        ]
        for picture, layer in zip(pictures, collage(pictures), strict=True):
            ratio = (layer.width / layer.height) / (picture.width / picture.height)
            assert 0.55 < ratio < 1.8


def test_choosing_brings_what_the_dialog_gives(
    empty: MainWindow,
    file: Callable[..., Path],
    qtbot: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = file("a.jpg", encoded(photo(), "JPEG"))
    answer = ([str(path)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: answer)
    empty.rail.open("photo")
    wait(empty, qtbot)
    assert isinstance(empty.desk.slide.background, ImageFill)
    assert not empty.rail.buttons["photo"].isChecked()


def _huge() -> bytes:
    """The head of a PNG of 30,000 × 30,000 pixels."""
    header = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


HOSTILE = {
    "cut.png": encoded(photo(200, 200))[:-5000],
    "huge.png": _huge(),
    "text.jpg": b"This is no picture.",
    "empty.png": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_said_in_one_sentence(
    empty: MainWindow, said: list[Notice], file: Callable[..., Path], qtbot: object, name: str
) -> None:
    before = empty.desk.deck
    drop(empty, urls(file(name, HOSTILE[name])), middle(empty))
    wait(empty, qtbot)
    assert empty.desk.deck == before
    (notice,) = [one for one in said if one.kind == "error"]
    assert notice.text.startswith(name)


def test_what_can_be_read_comes_in_though_the_rest_is_broken(
    empty: MainWindow, said: list[Notice], file: Callable[..., Path], qtbot: object
) -> None:
    good = file("a.jpg", encoded(photo(), "JPEG"))
    bad = [file(name, data) for name, data in HOSTILE.items()]
    drop(empty, urls(good, *bad, good.parent / "gone.png"), middle(empty))
    wait(empty, qtbot)
    assert isinstance(empty.desk.slide.background, ImageFill)
    errors = [one for one in said if one.kind == "error"]
    assert len(errors) == 1 and "4 more" in errors[0].text and said[-1] is errors[0]


def test_a_pasted_address_is_a_link_and_other_text_is_text(
    empty: MainWindow, said: list[Notice], qtbot: object
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("https://example.org/articles/why-teams-stop-writing")
    assert empty.bringing.paste()
    (made,) = empty.desk.slide.layers
    assert isinstance(made, LinkLayer) and inside_safe(made)
    told(said, qtbot)
    assert said[-1].kind == "good" and said[-1].text == "Link added. Reads on phones."
    clipboard.setText("Why teams stop writing")
    assert empty.bringing.paste()
    text = empty.desk.slide.layers[-1]
    assert isinstance(text, TextLayer) and text.text[0].text == "Why teams stop writing"
    assert inside_safe(text)


def test_a_link_too_long_for_phones_is_not_praised(
    empty: MainWindow, said: list[Notice], qtbot: object
) -> None:
    assert empty.bringing.add_link("https://example.org/" + "path/" * 60)
    told(said, qtbot)
    assert said[-1].kind == "warn" and "modules are" in said[-1].text
    assert not empty.bringing.add_link("https://example.org/" + "long/" * 390 + "ü" * 40)
    assert said[-1].kind == "error"


def test_a_second_link_does_not_cover_the_first() -> None:
    deck = Deck(id="deck", slides=(Slide(id="s1"),))
    deck = edits.add(deck, "s1", (link(UrlTarget(url="example.org"), deck.slides[0]),))
    first = deck.slides[0].layers[0]
    second = link(UrlTarget(url="example.com"), deck.slides[0])
    assert first.y + first.height == SAFE.bottom
    assert second.y + second.height <= first.y


def test_a_link_without_free_room_covers_the_photograph_and_no_words() -> None:
    photo = ImageLayer(id="p", x=0, y=0, width=1080, height=1040, source="media/x.jpg")
    words = TextLayer(id="t", x=96, y=1064, width=888, height=420)
    slide = Slide(id="s1", layers=(photo, words))
    made = link(UrlTarget(url="example.org"), slide)
    assert made.y >= SAFE.y and made.y + made.height <= words.y


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org", True),
        (" http://example.org/a?b=c#d ", True),
        ("www.example.org", True),
        ("example.org/path", True),
        ("müller.de", True),
        ("example.org and more", False),
        ("e.g.", False),
        ("main.py", False),
        ("someone@example.org", False),
        ("https://", False),
        ("", False),
    ],
)
def test_addresses_are_told_from_words(text: str, is_one: bool) -> None:
    assert (address_in(text) is not None) == is_one


def test_screens_are_flatter_than_photographs() -> None:
    assert flatness(photo(400, 300)) < 0.01
    assert flatness(screen(400, 300)) > 0.7
    assert flatness(Image.new("RGB", (1, 5))) == 0


def test_choosing_photos_begins_at_the_pictures_and_then_where_the_last_ones_lay(
    program: Program, qtbot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[str] = []
    pictures = ""

    def asked(*given: object) -> tuple[list[str], str]:
        places.append(str(given[2]))
        return ([str(photo_file)] if len(places) == 2 else []), ""

    def own(_: object) -> str:
        return pictures

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", asked)
    monkeypatch.setattr(QStandardPaths, "writableLocation", own)
    (tmp_path / "trip").mkdir()
    photo_file = tmp_path / "trip" / "a.png"
    photo_file.write_bytes(encoded(photo(40, 60)))
    window = program.blank()
    window.bringing.choose()
    pictures = str(tmp_path)
    window.bringing.choose()
    wait(window, qtbot)
    program.blank().bringing.choose()
    shutil.rmtree(tmp_path / "trip")
    window.bringing.choose()
    assert places == [str(Path.home()), str(tmp_path), str(photo_file.parent), str(tmp_path)]

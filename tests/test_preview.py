"""A saved story carries a picture of its first slide, which is taken for nothing else."""

from __future__ import annotations

import functools
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from media_samples import saved, scene
from msgspec import structs
from PIL import Image, ImageChops, ImageStat
from story_samples import story

import storycomposer
from storycomposer import resources, saving
from storycomposer.cli import main
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import ImageLayer, TextLayer
from storycomposer.document.schema import to_json
from storycomposer.editor import Editor
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.render import slide as doors
from storycomposer.storage import preview, recovery
from storycomposer.storage.files import open_story
from storycomposer.story import Story

SAMPLES = sorted(path.parent for path in resources.path("samples").glob("*/deck.json"))
WIN = resources.path("samples", "win")


@functools.cache
def win() -> Story:
    return open_story(WIN)


def carried(path: Path) -> bytes | None:
    return preview.read(path, open_story(path).deck)


def picture(data: bytes | None) -> Image.Image:
    assert data is not None
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


def likeness(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, in steps of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def packed(path: Path, deck: Deck, data: bytes) -> Path:
    """A zip of ``deck`` that says that ``data`` is its preview."""
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("deck.json", to_json(deck))
        made.writestr(preview.NAME, data)
    return path


def as_picture(image: Image.Image, deck: Deck, **options: object) -> bytes:
    """``image`` as a JPEG that says it is of ``deck``."""
    out = io.BytesIO()
    image.save(out, "JPEG", **{"comment": preview.seal(deck), **options})
    return out.getvalue()


def test_a_saved_story_shows_its_first_slide(tmp_path: Path) -> None:
    path = tmp_path / "win.story"
    saving.save_story(win(), path)
    shown = picture(carried(path))
    assert shown.size == (540, 960)
    assert likeness(shown, doors.render(win(), win().deck.slides[0], 0.5)) < 2.5


def test_the_same_story_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.story", "two.story"):
        saving.save_story(win(), tmp_path / name)
    assert (tmp_path / "one.story").read_bytes() == (tmp_path / "two.story").read_bytes()


def test_every_way_of_saving_writes_it(tmp_path: Path) -> None:
    storycomposer.save_story(win(), tmp_path / "api.story")
    Editor.at(WIN).save(tmp_path / "editor.story")
    assert main(["pack", str(WIN), "-o", str(tmp_path / "packed.story")]) == 0
    assert main(["new", "-o", str(tmp_path / "new.story")]) == 0
    assert all(carried(path) for path in sorted(tmp_path.iterdir()))


def test_a_folder_gets_none_and_a_persons_own_picture_stays(tmp_path: Path) -> None:
    saving.save_story(win(), tmp_path / "win")
    (tmp_path / "win" / preview.NAME).write_bytes(b"mine")
    saving.save_story(win(), tmp_path / "win")
    assert (tmp_path / "win" / preview.NAME).read_bytes() == b"mine"
    assert carried(tmp_path / "win") is None


def test_it_is_shown_of_this_slide_only(tmp_path: Path) -> None:
    path = tmp_path / "win.story"
    saving.save_story(win(), path)
    deck = win().deck
    first, *others = deck.slides
    named = structs.replace(first, name="Opening", alt="Two dogs", seconds=9)
    for same in (
        structs.replace(deck, title="Other", id="other"),
        structs.replace(deck, slides=(first,)),
        structs.replace(deck, slides=(named, *others)),
    ):
        assert preview.read(path, same) is not None
    brand = structs.replace(deck.brand, primary="#FF0000")
    moved = structs.replace(first, layers=first.layers[1:])
    for other in (
        structs.replace(deck, brand=brand),
        structs.replace(deck, language="ar"),
        structs.replace(deck, slides=(moved, *others)),
        structs.replace(deck, slides=tuple(reversed(deck.slides))),
        structs.replace(deck, slides=()),
    ):
        assert preview.read(path, other) is None


def test_another_picture_of_the_same_name_is_another_look(tmp_path: Path) -> None:
    saving.save_story(win(), tmp_path / "win")
    folder = tmp_path / "by-hand"
    folder.mkdir()
    (folder / "a.png").write_bytes(saved(Image.new("RGB", (9, 9), "red"), "PNG"))
    layer = '{"type": "image", "id": "p", "source": "a.png"}'
    text = f'{{"format": 1, "id": "d", "slides": [{{"id": "s", "layers": [{layer}]}}]}}'
    (folder / "deck.json").write_text(text)
    made = saving.preview(open_story(folder))
    assert made is not None
    (folder / preview.NAME).write_bytes(made)
    assert carried(folder) == made
    (folder / "a.png").write_bytes(saved(Image.new("RGB", (9, 9), "blue"), "PNG"))
    assert carried(folder) is None


def test_however_much_is_on_the_slide_it_stays_small() -> None:
    media = MediaStore()
    noise = Image.frombytes("RGB", (1080, 1920), os.urandom(1080 * 1920 * 3))
    layer = ImageLayer(
        id="n", x=0, y=0, width=1080, height=1920, source=media.put(saved(noise, "PNG"), "png")
    )
    made = saving.preview(Story(Deck(id="d", slides=(Slide(id="s", layers=(layer,)),)), media))
    assert made is None or len(made) <= preview.MOST
    assert len(saving.preview(story()) or b"") <= preview.MOST


def test_what_cannot_be_drawn_is_saved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise StoryError("x", "No.")

    monkeypatch.setattr(doors, "render", fails)
    saving.save_story(win(), tmp_path / "win.story")
    assert open_story(tmp_path / "win.story").deck == win().deck
    assert carried(tmp_path / "win.story") is None
    saving.save_story(Story(Deck(id="d"), MediaStore()), tmp_path / "empty.story")
    assert carried(tmp_path / "empty.story") is None


def test_a_deck_that_is_not_valid_is_refused_before_it_is_drawn(tmp_path: Path) -> None:
    wrong = structs.replace(win().deck.slides[0].layers[0], width="wide")
    deck = structs.replace(win().deck, slides=(Slide(id="s", layers=(wrong,)),))
    with pytest.raises(StoryError, match="width"):
        saving.save_story(Story(deck, win().media), tmp_path / "wrong.story")
    assert not (tmp_path / "wrong.story").exists()


def test_work_is_kept_against_crashes_without_drawing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from storycomposer.storage import recovery\n"
        "from storycomposer.storage.files import open_story\n"
        "run = recovery.start(Path(sys.argv[2]))\n"
        "print(recovery.write(open_story(sys.argv[1]), run))\n"
        "assert 'storycomposer.render.slide' not in sys.modules and 'PIL' not in sys.modules\n"
    )
    asked = [sys.executable, "-c", code, WIN, tmp_path / "home"]
    out = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    assert not (Path(out.strip()) / preview.NAME).exists()
    assert len(recovery.found(tmp_path / "home")) == 1


def hostile() -> dict[str, bytes]:
    """What somebody may put where a preview is expected."""
    deck = win().deck
    fine = saving.preview(win()) or b""
    big = Image.new("RGB", (540, 960))
    scan = fine.index(b"\xff\xda")
    frame = fine.index(b"\xff\xc0")
    huge = fine[: frame + 5] + b"\xff\xff\xff\xff" + fine[frame + 9 :]
    flat = fine[: frame + 5] + b"\0\0" + fine[frame + 7 :]
    return {
        "nothing": b"",
        "words": b"not a picture",
        "a PNG": saved(scene(), "PNG"),
        "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg" width="540" height="960"/>',
        "too many bytes": fine[:scan] + bytes(preview.MOST) + b"\xff\xd9",
        "another look": fine.replace(b"Preview of ", b"preview of "),
        "no seal": as_picture(big, deck, comment=b""),
        "thousands of scans": as_picture(big, deck, progressive=True),
        "a bomb's size": huge,
        "no height": flat,
        "another shape": as_picture(Image.new("RGB", (960, 540)), deck),
        "larger than a slide": as_picture(Image.new("RGB", (1188, 2112)), deck),
        "grey": as_picture(Image.new("L", (540, 960)), deck),
        "cut off in its head": fine[: frame + 4],
        "no head": fine[scan:],
        "a segment of no length": fine[:2] + b"\xff\xfe\0\0" + fine[2:],
    }


@pytest.mark.parametrize("what", list(hostile()))
def test_what_is_no_preview_is_passed_over(what: str, tmp_path: Path) -> None:
    data = hostile()[what]
    path = packed(tmp_path / "bad.story", win().deck, data)
    assert preview.read(path, win().deck) is None
    assert open_story(path).deck.title == win().deck.title


def test_a_preview_that_unpacks_to_far_more_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.story"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("deck.json", to_json(win().deck))
        made.writestr(preview.NAME, bytes(30_000_000))
    assert preview.read(path, win().deck) is None


def test_a_preview_is_no_way_out_of_the_story(tmp_path: Path) -> None:
    saving.save_story(win(), tmp_path / "win")
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(saving.preview(win()) or b"")
    (tmp_path / "win" / preview.NAME).symlink_to(secret)
    assert preview.read(tmp_path / "win", win().deck) is None
    (tmp_path / "win" / preview.NAME).unlink()
    os.mkfifo(tmp_path / "win" / preview.NAME)
    assert preview.read(tmp_path / "win", win().deck) is None
    assert preview.read(tmp_path / "nowhere.story", win().deck) is None


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_is_changed_in_it_it_is_small_or_passed_over(data: st.DataObject) -> None:
    deck = Deck(id="d", slides=(Slide(id="s", layers=(TextLayer(id="t"),)),))
    out = bytearray(as_picture(Image.new("RGB", (540, 960), "teal"), deck))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, min(800, len(out) - 1)))
        if data.draw(st.booleans()):
            out[at] = data.draw(st.integers(0, 255))
        else:
            del out[at : at + data.draw(st.integers(1, 9))]
    if not preview._fits(bytes(out), deck):
        return
    try:
        image = Image.open(io.BytesIO(bytes(out)))
    except (OSError, SyntaxError):
        return  # what no decoder takes is no preview either
    assert image.width <= 1080 and image.height <= 1920


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda path: path.name)
def test_samples_carry_one_that_is_of_today(folder: Path) -> None:
    """``python tests/tools/make_previews.py`` makes them anew."""
    sample = open_story(folder)
    drawn = doors.render(sample, sample.deck.slides[0], 0.5)
    assert likeness(picture(carried(folder)), drawn) < 3

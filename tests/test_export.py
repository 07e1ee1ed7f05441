"""Exported sets: right pictures, right manifest, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import itertools
import json
import threading
import time
import zipfile
from pathlib import Path

import pytest
from msgspec import structs
from PIL import Image

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import (
    GroupLayer,
    ImageLayer,
    LinkLayer,
    Run,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.link import Campaign, UrlTarget
from storycomposer.document.style import Solid
from storycomposer.errors import StoryError
from storycomposer.export import sets
from storycomposer.export.sets import export_set, parse_slides, render_slide
from storycomposer.media.store import MediaStore
from storycomposer.render import painters
from storycomposer.story import Story

COLOURS = ("#6D4AFF", "#FFC53D", "#14141A", "#0FA3B1")


def slide(number: int, words: str) -> Slide:
    headline = TextLayer(
        id=f"t{number}", text=(Run(text=words),), x=96, y=300, width=888, height=200, size=96
    )
    ground = Solid(color=COLOURS[number % len(COLOURS)])
    return Slide(id=f"s{number}", layers=(headline,), background=ground, alt=f"Alt {number}")


def story(*headlines: str) -> Story:
    slides = tuple(slide(number, words) for number, words in enumerate(headlines, 1))
    return Story(Deck(id="d", title="Two Dogs!", slides=slides), MediaStore())


THREE = story("Two dogs", "One window", "No post")
NAMES = ["01-two-dogs.png", "02-one-window.png", "03-no-post.png"]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def manifest(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_a_set(tmp_path):
    written = export_set(THREE, tmp_path / "out")
    assert written == [tmp_path / "out" / name for name in NAMES]
    assert sorted(files(tmp_path / "out")) == [*NAMES, "manifest.json"]
    for index, path in enumerate(written):
        with Image.open(path) as image:
            assert (image.format, image.mode, image.size) == ("PNG", "RGB", (1080, 1920))
            assert image.info == {"srgb": 0}
            assert image.tobytes() == render_slide(THREE, index).tobytes()


def test_the_manifest_tells_what_is_there(tmp_path):
    link = LinkLayer(id="l1", x=96, y=700, target=UrlTarget(url="https://example.org/a"))
    hidden = structs.replace(link, id="l2", visible=False)
    tags = Campaign(source="instagram", campaign="may")
    group = GroupLayer(
        id="g", layers=(structs.replace(link, id="l3", x=0, y=0, campaign=tags),), y=1100
    )
    deck = THREE.deck
    first = structs.replace(deck.slides[0], layers=(*deck.slides[0].layers, link, hidden, group))
    deck = structs.replace(deck, slides=(first, *deck.slides[1:]))
    export_set(Story(deck, MediaStore()), tmp_path, width=540)
    told = manifest(tmp_path)
    assert (told["title"], told["language"]) == ("Two Dogs!", "en")
    assert [entry["file"] for entry in told["slides"]] == NAMES
    for number, entry in enumerate(told["slides"], 1):
        data = (tmp_path / entry["file"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["size"] == len(data)
        assert (entry["width"], entry["height"]) == (540, 960)
        assert (entry["number"], entry["slide"]) == (number, f"s{number}")
        assert entry["alt"] == f"Alt {number}"
    url = "https://example.org/a"
    tagged = f"{url}?utm_source=instagram&utm_medium=social&utm_campaign=may"
    links = told["slides"][0]["links"]
    assert [(each["layer"], each["url"]) for each in links] == [("l1", url), ("l3", tagged)]
    assert [each["proof"]["state"] for each in links] == ["proven", "proven"]
    assert told["slides"][1]["links"] == []


def test_times_are_one_second_apart_and_never_in_the_future(tmp_path):
    times = [path.stat().st_mtime for path in export_set(THREE, tmp_path, width=108)]
    assert [b - a for a, b in itertools.pairwise(times)] == [1, 1]
    assert time.time() - 600 < times[-1] <= time.time()


@pytest.mark.parametrize(("kind", "suffix"), [("png", "png"), ("jpeg", "jpg"), ("webp", "webp")])
def test_formats(tmp_path, kind, suffix):
    (path,) = export_set(THREE, tmp_path, format=kind, slides=[1], width=216)
    assert path.name == f"02-one-window.{suffix}"
    with Image.open(path) as image:
        assert (image.format.lower(), image.size) == (kind, (216, 384))


@pytest.mark.parametrize("width", [540, 1080, 1440, 2160])
def test_widths(width):
    image = render_slide(THREE, 0, width)
    assert (image.mode, image.size) == ("RGB", (width, width * 16 // 9))


def test_chosen_slides_keep_their_numbers(tmp_path):
    written = export_set(THREE, tmp_path, slides=[2, 0, 2], width=108)
    assert [path.name for path in written] == [NAMES[0], NAMES[2]]
    assert [entry["number"] for entry in manifest(tmp_path)["slides"]] == [1, 3]


@pytest.mark.parametrize(
    ("text", "indices"),
    [("1", [0]), ("1,3-5", [0, 2, 3, 4]), (" 2 - 3 , 1", [0, 1, 2]), ("5,5,4-5", [3, 4])],
)
def test_slides_are_chosen(text, indices):
    assert parse_slides(text, 5) == indices


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not \"\""),
        ("x", "not \"x\""),
        ("1,,2", "1,3-5"),
        ("1-", "1,3-5"),
        ("-3", "1,3-5"),
        ("²", "1,3-5"),
        ("1-2-3", "1,3-5"),
        ("0", "has 5"),
        ("6", "no slide \"6\""),
        ("3-9", "no slide \"3-9\""),
        ("4-2", "no slide \"4-2\""),
        ("9" * 5000, "1,3-5"),
    ],
)  # fmt: skip
def test_slides_that_are_not_there(text, words):
    with pytest.raises(StoryError) as caught:
        parse_slides(text, 5)
    assert words in str(caught.value)


def test_a_zip_carries_the_set(tmp_path):
    written = export_set(THREE, tmp_path, zip=True, width=108)
    assert written[-1] == tmp_path / "story-two-dogs.zip"
    with zipfile.ZipFile(written[-1]) as archive:
        assert archive.namelist() == [*NAMES, "manifest.json"]
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / name).read_bytes()
    export_set(THREE, tmp_path, width=108)
    assert not written[-1].exists()


def test_threads_change_nothing(tmp_path):
    for jobs in (1, 5):
        export_set(THREE, tmp_path / str(jobs), jobs=jobs, width=216)
    assert files(tmp_path / "1") == files(tmp_path / "5")


def test_nothing_is_kept_in_memory(tmp_path):
    painters.forget()
    export_set(THREE, tmp_path, width=216)
    assert painters.TILES.used == 0


def test_small_files_hold_the_same_pixels(tmp_path):
    (fast,) = export_set(THREE, tmp_path / "fast", slides=[0], width=216)
    (small,) = export_set(THREE, tmp_path / "small", slides=[0], width=216, effort="small")
    with Image.open(fast) as a, Image.open(small) as b:
        assert a.tobytes() == b.tobytes()
    assert small.stat().st_size < fast.stat().st_size


def test_a_second_export_replaces_the_first_alone(tmp_path):
    export_set(THREE, tmp_path, width=108)
    (tmp_path / "notes.txt").write_text("mine")
    export_set(story("Two dogs", "Later"), tmp_path, width=108)
    assert sorted(files(tmp_path)) == [NAMES[0], "02-later.png", "manifest.json", "notes.txt"]


def test_progress_counts_up(tmp_path):
    seen = []
    export_set(THREE, tmp_path, width=108, jobs=2, progress=lambda *now: seen.append(now))
    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    export_set(story("An", "earlier", "set"), tmp_path / "out", width=54)
    return tmp_path / "out"


def threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("export")]


def test_a_cancelled_export_leaves_the_old_set(earlier):
    before = files(earlier)
    cancel = threading.Event()
    with pytest.raises(StoryError, match="cancelled"):
        export_set(
            story(*"abcdefgh"), earlier, width=54, jobs=1, cancel=cancel,
            progress=lambda done, _: cancel.set() if done == 2 else None,
        )  # fmt: skip
    assert files(earlier) == before
    assert not threads()


def test_an_interrupted_export_leaves_the_old_set(earlier):
    def interrupt(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    before = files(earlier)
    with pytest.raises(KeyboardInterrupt):
        export_set(story(*"abcdefgh"), earlier, width=54, jobs=2, progress=interrupt)
    assert files(earlier) == before
    assert not threads()


@pytest.mark.parametrize("at", range(1, 6))
@pytest.mark.parametrize("zipped", [False, True])
def test_a_full_disk_leaves_the_old_set(earlier, monkeypatch, at, zipped):
    """The disk is full at the n-th call that makes bytes last."""
    before = files(earlier)
    calls = iter(range(1, 100))

    def full(_handle: int) -> None:
        if next(calls) == at:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoryError, match="disk is full"):
        export_set(story("New", "slides", "come"), earlier, width=54, zip=zipped)
    assert files(earlier) == before
    assert [path.name for path in earlier.parent.iterdir()] == ["out"]


def test_a_slide_that_fails_ends_the_export(tmp_path, monkeypatch):
    def fail(*_: object, **__: object) -> Image.Image:
        raise StoryError("media-damaged", "The picture is damaged.")

    monkeypatch.setattr(sets, "render", fail)
    with pytest.raises(StoryError, match="damaged"):
        export_set(THREE, tmp_path / "a" / "out", width=54)
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_way(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(StoryError, match="a file is where a folder is needed"):
        export_set(THREE, tmp_path / "out", width=54)
    assert files(tmp_path) == {"out": b"mine"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"width": 10}, "from 54 to 4320"),
        ({"width": 5000}, "from 54 to 4320"),
        ({"format": "bmp"}, "png, jpeg, webp"),
        ({"slides": []}, "no slide to export"),
        ({"slides": [3]}, 'no slide "4"'),
        ({"slides": [-1]}, 'no slide "0"'),
    ],
)
def test_what_cannot_be_asked(tmp_path, options, words):
    with pytest.raises(StoryError, match=words):
        export_set(THREE, tmp_path / "out", **options)
    assert not list(tmp_path.iterdir())


def with_layers(*layers: object) -> Story:
    only = structs.replace(THREE.deck.slides[0], layers=layers)
    return Story(structs.replace(THREE.deck, slides=(only,)), MediaStore())


GONE = ImageLayer(id="p", source=f"media/{'0' * 64}.png")
STRANGE = TextLayer(id="t", text=(Run(text="Words"),), font="No Such Family")
UNDRAWN = TextLayer(id="t", text=(Run(text="a\U000f0000b"),))


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        (GONE, "slide 1 is not in the story"),
        (STRANGE, '"No Such Family" of layer t on slide 1 is not on this computer'),
        (UNDRAWN, 'No font draws "\U000f0000" of layer t on slide 1'),
        (GroupLayer(id="g", layers=(STRANGE,)), "No Such Family"),
    ],
)
def test_what_is_missing_is_refused_unless_allowed(tmp_path, layer, words):
    made = with_layers(layer)
    with pytest.raises(StoryError) as caught:
        export_set(made, tmp_path / "out", width=54)
    assert words in str(caught.value)
    assert not list(tmp_path.iterdir())
    assert len(export_set(made, tmp_path / "out", width=54, allow_missing=True)) == 1


def test_what_is_hidden_or_not_asked_for_is_not_missed(tmp_path):
    made = with_layers(structs.replace(STRANGE, visible=False), ShapeLayer(id="r"))
    export_set(made, tmp_path, width=54)
    slides = (*made.deck.slides, structs.replace(made.deck.slides[0], id="s2", layers=(GONE,)))
    longer = Story(structs.replace(made.deck, slides=slides), MediaStore())
    export_set(longer, tmp_path, width=54, slides=[0])


def test_a_picture_is_drawn():
    media = MediaStore()
    out = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 10, 30)).save(out, "PNG")
    layer = ImageLayer(id="p", source=media.put(out.getvalue(), "png"), width=1080, height=1920)
    made = Story(with_layers(layer).deck, media)
    assert render_slide(made, 0, 108).getpixel((50, 90)) == (200, 10, 30)

"""Codes, destinations and link sheets from the command line."""

from __future__ import annotations

import errno
import io
import json
import os
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from storycomposer.cli import main
from storycomposer.export.codes import code_png, code_svg
from storycomposer.links.looks import LOOKS
from storycomposer.links.symbol import QUIET, symbol
from storycomposer.media import svg

TEXT = "https://example.org/article?utm_source=instagram&utm_medium=social"


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"), try_invert=False)]


@pytest.mark.parametrize("look", LOOKS, ids=lambda one: one.id)
def test_every_look_reads_as_picture_and_as_drawing(look) -> None:
    picture = Image.open(io.BytesIO(code_png(TEXT, look.look, 400)))
    assert picture.size == (400, 400) and picture.mode == "RGB"
    assert read(picture) == [TEXT]
    drawing = code_svg(TEXT, look.look, 400)
    for side in (200, 400, 555):
        assert read(svg.rasterise(drawing, side, side)) == [TEXT]


@pytest.mark.parametrize("side", [45, 100, 333, 1080])
def test_modules_are_whole_pixels_and_the_quiet_zone_is_kept(side: int) -> None:
    made = symbol(TEXT)
    image = Image.open(io.BytesIO(code_png(TEXT, LOOKS[0].look, side)))
    assert len(image.getcolors() or ()) == 2
    picture = np.asarray(image)
    module = len(picture) // (made.side + 2 * QUIET)
    dark = picture.max(axis=2) < 128
    rows = np.flatnonzero(dark.any(axis=1))
    assert rows[0] >= QUIET * module and len(picture) - 1 - rows[-1] >= QUIET * module
    assert rows[-1] - rows[0] + 1 == made.side * module
    small = dark[rows[0] : rows[-1] + 1 : module, rows[0] : rows[-1] + 1 : module]
    assert (small == np.array(made.rows)).all()


def test_picture_and_drawing_show_the_same_modules() -> None:
    made = symbol(TEXT)
    side = (made.side + 2 * QUIET) * 6
    for look in LOOKS:
        picture = Image.open(io.BytesIO(code_png(TEXT, look.look, side))).convert("RGB")
        drawing = svg.rasterise(code_svg(TEXT, look.look, side), side, side).convert("RGB")
        apart = np.abs(np.asarray(picture, int) - np.asarray(drawing, int))
        assert apart.mean() < 2.5, look.id


def test_a_drawing_is_sound_xml_whatever_the_text_is() -> None:
    text = '</title><script>"&\x01é漢'
    root = ElementTree.fromstring(code_svg(text, LOOKS[0].look, 300))
    assert [child.tag.rpartition("}")[2] for child in root] == ["title", "path", "path"]
    assert root[0].text == text.replace("\x01", " ")


def test_qr_writes_a_file_and_says_what_it_is(tmp_path: Path, capsys) -> None:
    path = tmp_path / "code.png"
    assert main(["qr", TEXT, "-o", str(path), "--json", "--size", "300"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kind"] == "url" and told["text"] == TEXT
    assert told["modules"] == 17 + 4 * told["version"] == symbol(TEXT).side
    assert read(Image.open(path)) == [TEXT]
    path = tmp_path / "code.SVG"
    assert main(["qr", "tel:+49301234567", "-o", str(path), "--look", "dots"]) == 0
    assert "phone" in capsys.readouterr().out
    assert read(svg.rasterise(path.read_bytes(), 500, 500)) == ["tel:+49301234567"]


def test_qr_says_when_an_address_is_words(tmp_path: Path, capsys) -> None:
    path = str(tmp_path / "code.png")
    for text, told in (("example.org/x", True), (TEXT, False), ("Hello. You", False), ("a", False)):
        assert main(["qr", text, "-o", path]) == 0
        assert ("write https://example.org/x" in capsys.readouterr().err) == told


def test_a_disk_that_is_full_leaves_the_old_picture(tmp_path: Path, monkeypatch, capsys) -> None:
    path = tmp_path / "code.png"
    assert main(["qr", TEXT, "-o", str(path)]) == 0
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main(["qr", "another", "-o", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["qr", TEXT, "-o", "code.gif"], ".png or .svg"),
        (["qr", TEXT, "-o", "code.png", "--look", "neon"], "choose from paper"),
        (["qr", TEXT, "-o", "code.png", "--size", "20"], "pixels a side at least"),
        (["qr", TEXT, "-o", "code.png", "--size", "99999"], "--size"),
        (["qr", "x" * 3000, "-o", "code.png"], "too long"),
        (["qr", "", "-o", "code.png"], "nothing"),
        (["qr", "\udcff bad", "-o", "code.png"], "not UTF-8"),
        (["qr", TEXT, "-o", "no/such/folder/code.png"], "folder"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(arguments, said, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    shown = capsys.readouterr().err
    assert said in shown and shown.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_platforms_are_listed(capsys) -> None:
    assert main(["platforms"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("any ") and any("TikTok" in line for line in lines)
    assert main(["platforms", "--json"]) == 0
    told = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    for line, one in zip(lines, told.values(), strict=True):
        room = one["strict"]
        clear = f"{one['name']}: keep {room['top']:g} px above and {room['bottom']:g} below clear"
        assert line.split(maxsplit=1)[0] == one["id"] and clear in line
    assert told["instagram"]["strict"]["top"] == 270
    assert told["instagram"]["strict"]["date"] and told["instagram"]["strict"]["who"]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A slide whose link has campaign tags, another way of showing it on Snapchat, and words."""
    link = {
        "type": "link",
        "id": "l",
        "x": 96,
        "y": 900,
        "width": 888,
        "height": 360,
        "target": {"type": "url", "url": "example.org/article"},
        "campaign": {"source": "story", "content": "slide-01-qr"},
        "modes": [{"destination": "snapchat", "mode": "sticker"}],
    }
    deck = {"format": 2, "id": "d", "title": "Dogs", "slides": [{"id": "s", "layers": [link]}]}
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "deck.json").write_text(json.dumps(deck))
    return folder


def tagged(source: str) -> str:
    said = f"utm_source={source}&utm_medium=social&utm_content=slide-01-qr"
    return f"https://example.org/article?{said}"


def test_each_destination_gets_a_folder_and_a_code_of_its_own(story, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    names = "instagram, whatsapp"
    given = ["export", str(story), "-o", str(out), "--platform", names, "--platform", "snapchat"]
    assert main([*given, "--sheet"]) == 0
    shown = capsys.readouterr()
    assert "whatsapp, slide 1 reads" in shown.err
    assert sorted(path.name for path in out.glob("[!.]*")) == ["instagram", "snapchat", "whatsapp"]
    for name in ("instagram", "whatsapp"):
        assert read(Image.open(out / name / "01.png")) == [tagged(name)]
        assert tagged(name) in (out / name / "links.txt").read_text("utf-8")
        assert str(out / name / "01.png") in shown.out
    assert read(Image.open(out / "snapchat" / "01.png")) == []


def test_one_destination_is_the_folder_itself_none_the_canvas(story, tmp_path, capsys) -> None:
    one, none = tmp_path / "one", tmp_path / "none"
    assert main(["export", str(story), "-o", str(one), "--platform", "telegram", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["slides"][0]["links"][0]["url"] == tagged("telegram")
    assert read(Image.open(one / "01.png")) == [tagged("telegram")]
    assert main(["export", str(story), "-o", str(none)]) == 0
    assert read(Image.open(none / "01.png")) == [tagged("story")]
    capsys.readouterr()
    given = ["export", str(story), "-o", str(tmp_path / "two"), "--platform", "any,tiktok"]
    assert main([*given, "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"any", "tiktok"}


def test_an_unknown_destination_writes_nothing(story, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    assert main(["export", str(story), "-o", str(out), "--platform", "instagram,myspace"]) == 2
    assert "myspace" in capsys.readouterr().err
    assert not out.exists()

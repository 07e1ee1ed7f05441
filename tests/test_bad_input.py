"""Bad input, through the real command line: one clear sentence, exit code 2, nothing lost, nothing
left behind."""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image


def deck(**slide: object) -> dict:
    return {"format": 1, "id": "d", "slides": [{"id": "s1", **slide}]}


def text(**fields: object) -> dict:
    return {"type": "text", "id": "t1", "text": "Words", "width": 888, "height": 100, **fields}


def image(source: str) -> dict:
    return {"type": "image", "id": "p1", "source": source}


def folder(at: Path, content: object, **media: bytes) -> Path:
    """An unpacked story: a deck (JSON text or what becomes it) and pictures."""
    at.mkdir()
    written = content if isinstance(content, str) else json.dumps(content)
    (at / "deck.json").write_text(written, encoding="utf-8")
    for name, data in media.items():
        (at / name.replace("_", ".")).write_bytes(data)
    return at


def png(width: int = 60, height: int = 60) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 50).convert("RGB").save(out, "PNG")
    return out.getvalue()


def huge_png() -> bytes:
    """30,000 × 30,000 pixels in under three kilobytes of rows: it says so and goes on as if."""
    header = struct.pack(">IIBBBBB", 30000, 30000, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (30001 * 3000), 9)
    body = b""
    for name, data in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")):
        body += struct.pack(">I", len(data)) + name + data
        body += struct.pack(">I", zlib.crc32(name + data))
    return b"\x89PNG\r\n\x1a\n" + body


def truncated_png(at: Path) -> Path:
    data = png(400, 400)
    return folder(at, deck(layers=[image("photo.png")]), photo_png=data[: len(data) // 2])


def thirty_thousand(at: Path) -> Path:
    return folder(at, deck(layers=[image("photo.png")]), photo_png=huge_png())


def unknown_field(at: Path) -> Path:
    return folder(at, deck(layers=[text(colour="#FF0000")]))


def beyond_its_limits(at: Path) -> Path:
    return folder(at, deck(layers=[text(size=9000)]))


def wrong_type(at: Path) -> Path:
    return folder(at, deck(layers=[text(size="big")]))


def repeated_id(at: Path) -> Path:
    return folder(at, deck(layers=[text(), text()]))


def nested(at: Path) -> Path:
    return folder(at, "[" * 100_000)


def nested_in_a_slide(at: Path) -> Path:
    return folder(at, '{"format":1,"id":"d","slides":' + "[" * 100_000 + "]" * 100_000 + "}")


def climbing_zip(at: Path) -> Path:
    path = at.with_suffix(".story")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("deck.json", json.dumps(deck()))
        archive.writestr("../evil.txt", "out")
    return path


def text_as_story(at: Path) -> Path:
    path = at.with_suffix(".story")
    path.write_text("Dear diary, this is no zip.\n")
    return path


def empty_file(at: Path) -> Path:
    path = at.with_suffix(".story")
    path.touch()
    return path


def empty_folder(at: Path) -> Path:
    at.mkdir()
    return at


def nothing_there(at: Path) -> Path:
    return at


def path_out(at: Path) -> Path:
    (at.parent / "secret.png").write_bytes(png())
    return folder(at, deck(layers=[image("../secret.png")]))


def absolute_path(at: Path) -> Path:
    (at.parent / "secret.png").write_bytes(png())
    return folder(at, deck(layers=[image(str(at.parent / "secret.png"))]))


def link_out(at: Path) -> Path:
    (at.parent / "secret.png").write_bytes(png())
    made = folder(at, deck(layers=[image("photo.png")]))
    (made / "photo.png").symlink_to(at.parent / "secret.png")
    return made


def missing_font(at: Path) -> Path:
    return folder(at, deck(layers=[text(font="No Such Family")]))


def missing_picture(at: Path) -> Path:
    return folder(at, deck(layers=[image("gone.png")]))


def missing_media(at: Path) -> Path:
    return folder(at, deck(layers=[image(f"media/{'0' * 64}.png")]))


def newer_format(at: Path) -> Path:
    return folder(at, {**deck(), "format": 99})


def not_utf8(at: Path) -> Path:
    made = folder(at, deck())
    (made / "deck.json").write_bytes(b'{"title": "\xff"}')
    return made


def no_slides(at: Path) -> Path:
    return folder(at, {"format": 1, "id": "d", "slides": []})


def text_as_picture(at: Path) -> Path:
    return folder(at, deck(layers=[image("photo.png")]), photo_png=b"not a picture at all")


CASES = {
    truncated_png: "photo.png",
    thirty_thousand: "more than 100 million pixels",
    unknown_field: "slides[0].layers[0].colour",
    beyond_its_limits: "slides[0].layers[0].size",
    wrong_type: "slides[0].layers[0].size",
    repeated_id: '"t1"',
    nested: "nests deeper",
    nested_in_a_slide: "nests deeper",
    climbing_zip: "../evil.txt",
    text_as_story: "story.story",
    empty_file: "story.story",
    empty_folder: "deck.json",
    nothing_there: "story",
    path_out: "../secret.png",
    absolute_path: "secret.png",
    link_out: "photo.png",
    missing_font: "No Such Family",
    missing_picture: "gone.png",
    missing_media: "media/0000",
    newer_format: "99",
    not_utf8: "not UTF-8",
    no_slides: "no slide",
    text_as_picture: "photo.png",
}


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "storycomposer", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        **options,
    )  # fmt: skip


def tree(at: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(at)): path.read_bytes() if path.is_file() else None
        for path in at.rglob("*")
    }


def refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    """One sentence that names ``words``, and nothing else."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    said = done.stderr
    assert said.startswith("storycomposer: ")
    assert said.endswith((".\n", "?\n"))
    assert said.count("\n") == 1
    assert len(said) < 400
    assert words in said
    assert "Traceback" not in said
    assert "Errno" not in said


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_stories_that_cannot_be_exported(make, tmp_path):
    story = make(tmp_path / "story")
    before = tree(tmp_path)
    refused(run("export", story, "-o", tmp_path / "new" / "out"), CASES[make])
    assert tree(tmp_path) == before


@pytest.mark.parametrize("make", [climbing_zip, text_as_story, unknown_field, path_out])
@pytest.mark.parametrize("command", ["info", "pack", "unpack"])
def test_other_commands_refuse_them_too(make, command, tmp_path):
    story = make(tmp_path / "story")
    before = tree(tmp_path)
    target = tmp_path / ("new.story" if command == "pack" else "new")
    output = [] if command == "info" else ["-o", target]
    refused(run(command, story, *output), CASES[make])
    assert tree(tmp_path) == before


def good(at: Path) -> Path:
    return folder(
        at, deck(background={"type": "image", "source": "photo.png"}), photo_png=png(600, 900)
    )


@contextlib.contextmanager
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """A folder in which nothing can be made; to root only the kernel refuses."""
    if os.geteuid() == 0:
        yield Path("/proc/self")
        return
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    yield locked
    locked.chmod(0o755)


@pytest.mark.parametrize("command", ["export", "unpack", "pack", "new"])
def test_an_unwritable_folder(command, tmp_path):
    story = good(tmp_path / "story")
    before = tree(story)
    with unwritable(tmp_path) as locked:
        name = "out.story" if command in ("pack", "new") else "out"
        source = [] if command == "new" else [story]
        refused(run(command, *source, "-o", locked / name), name)
    assert tree(story) == before


def test_a_file_where_a_folder_should_be(tmp_path):
    story = good(tmp_path / "story")
    (tmp_path / "file").write_text("mine")
    before = tree(tmp_path)
    refused(run("export", story, "-o", tmp_path / "file"), "file")
    refused(run("export", story, "-o", tmp_path / "file" / "out"), "out")
    assert tree(tmp_path) == before


@contextlib.contextmanager
def small_disk(at: Path) -> Iterator[dict[str, object]]:
    """Makes ``at`` a disk of 600 kB, or, where mounting is not allowed, limits what a process may
    write into one file. Yields options for running the process."""
    at.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(at)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, check=False, capture_output=True)
    if mounted and mounted.returncode == 0:
        try:
            yield {}
        finally:
            subprocess.run(["umount", str(at)], check=True)
        return
    limit = (600_000, 600_000)
    yield {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)}


def test_a_full_disk(tmp_path):
    """The first export fits, the larger one does not: the first stays, byte for byte."""
    story = good(tmp_path / "story")
    disk = tmp_path / "disk"
    with small_disk(disk) as options:
        small = run("export", story, "-o", disk / "out", "--width", "108", **options)
        assert small.returncode == 0, small.stderr
        before = tree(disk)
        refused(run("export", story, "-o", disk / "out", "--width", "2160", **options), "disk/out")
        assert tree(disk) == before
        refused(run("export", story, "-o", disk / "new", "--width", "2160", **options), "disk/new")
        assert tree(disk) == before


def test_a_full_disk_while_packing(tmp_path):
    story = folder(
        tmp_path / "story",
        deck(background={"type": "image", "source": "photo.png"}),
        photo_png=png(900, 900),
    )
    disk = tmp_path / "disk"
    with small_disk(disk) as options:
        refused(run("pack", story, "-o", disk / "out.story", **options), "out.story")
        assert tree(disk) == {}


def test_good_input_is_exported(tmp_path):
    """The same way in, so that the cases above are refused for what is wrong with them."""
    story = good(tmp_path / "story")
    done = run("export", story, "-o", tmp_path / "out", "--width", "216")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(tree(tmp_path / "out")) == ["01.png", "manifest.json"]

"""A set of files appears whole or not at all, whatever interrupts it."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storycomposer.errors import StoryError
from storycomposer.export.manifest import MANIFEST, Entry, Manifest, read, to_json
from storycomposer.export.swap import replacing, write
from storycomposer.storage import locks
from storycomposer.storage.disk import ALIVE

OLD = {"01-one.png": b"old one", "02-two.png": b"old two", "03-gone.png": b"old three"}
NEW = {"01-one.png": b"new one", "02-two.png": b"new two", "04-more.png": b"new four"}
FOREIGN = {"notes.txt": b"mine", ".hidden": b"mine too"}


def entry(name: str, data: bytes) -> Entry:
    digest = hashlib.sha256(data).hexdigest()
    return Entry(
        file=name, number=1, slide="s", sha256=digest, size=len(data), width=1, height=1,
        alt="", links=(),
    )  # fmt: skip


def manifest(files: dict[str, bytes]) -> bytes:
    slides = tuple(entry(name, data) for name, data in files.items())
    return to_json(Manifest(title="t", language="en", slides=slides))


def put(folder: Path, files: dict[str, bytes]) -> None:
    with replacing(folder, files) as stage:
        for name, data in files.items():
            write(stage / name, data, 1e9)
        write(stage / MANIFEST, manifest(files), 1e9)


def found(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def whole(files: dict[str, bytes]) -> dict[str, bytes]:
    return {**files, MANIFEST: manifest(files)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an earlier set and a person's own files."""
    folder = tmp_path / "out"
    put(folder, OLD)
    for name, data in FOREIGN.items():
        (folder / name).write_bytes(data)
    (folder / "sub").mkdir()
    return folder


def test_a_new_folder_and_those_above_it_appear(tmp_path):
    put(tmp_path / "a" / "b" / "out", OLD)
    assert found(tmp_path / "a" / "b" / "out") == whole(OLD)
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["out"]


def test_the_earlier_set_goes_and_foreign_files_stay(folder):
    put(folder, NEW)
    assert found(folder) == {**whole(NEW), **FOREIGN}
    assert (folder / "sub").is_dir()
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_a_folder_without_a_set(tmp_path):
    (tmp_path / "notes.txt").write_bytes(b"mine")
    put(tmp_path, NEW)
    assert found(tmp_path) == {**whole(NEW), "notes.txt": b"mine"}


def test_a_link_to_a_folder(folder):
    link = folder.parent / "link"
    link.symlink_to(folder)
    put(link, NEW)
    assert link.is_symlink()
    assert found(folder) == {**whole(NEW), **FOREIGN}


class Stop(BaseException):
    """As Ctrl-C: no Exception."""


@pytest.mark.parametrize("error", [StoryError("x", "x"), OSError("full"), Stop()])
def test_a_failure_changes_nothing(folder, error):
    before = found(folder)
    with pytest.raises(type(error)), replacing(folder, NEW) as stage:
        write(stage / "01-one.png", b"half", 1e9)
        raise error
    assert found(folder) == before


def test_a_failure_leaves_no_folder_behind(tmp_path):
    with pytest.raises(Stop), replacing(tmp_path / "a" / "out", NEW) as stage:
        write(stage / "01-one.png", b"half", 1e9)
        raise Stop
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["02-two.PNG", "04-more.png", "04-MORE.png"])
def test_foreign_files_are_not_overwritten(tmp_path, name):
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(StoryError, match="not from an earlier export"):
        put(tmp_path, NEW)
    assert found(tmp_path) == {name: b"mine"}


@pytest.mark.parametrize(
    "text",
    [
        b"{}",
        b"[[[[",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"name": "my web app"}',
        to_json(Manifest(title="t", language="en", slides=(entry("../x", b""),))),
        to_json(Manifest(title="t", language="en", slides=(entry("..", b""),))),
        to_json(Manifest(title="t", language="en", slides=(entry("a\n", b""),))),
    ],
)
def test_a_foreign_manifest_is_not_replaced(tmp_path, text):
    (tmp_path / MANIFEST).write_bytes(text)
    with pytest.raises(StoryError, match="not from an earlier export"):
        put(tmp_path, NEW)
    assert found(tmp_path) == {MANIFEST: text}


def test_a_manifest_reads_back(folder):
    assert read(folder) == Manifest(
        title="t", language="en", slides=tuple(entry(*item) for item in OLD.items())
    )
    assert read(folder.parent) is None


def moves(monkeypatch, fail_at: int, forever: bool) -> list[int]:
    """Lets ``os.replace`` fail at call ``fail_at``, and ever after if ``forever``."""
    calls = [0]
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        calls[0] += 1
        if calls[0] == fail_at or (forever and calls[0] > fail_at):
            raise OSError("the disk is gone")
        real(source, target)

    monkeypatch.setattr("os.replace", replace)
    return calls


def steps(folder: Path, monkeypatch) -> int:
    """How many moves replacing OLD by NEW takes."""
    with monkeypatch.context() as patch:
        calls = moves(patch, -1, False)
        put(folder, NEW)
        put(folder, OLD)
    return calls[0] // 2


def test_a_move_that_fails_is_undone(folder, monkeypatch):
    before = found(folder)
    for step in range(1, steps(folder, monkeypatch) + 1):
        with monkeypatch.context() as patch, pytest.raises(OSError):
            moves(patch, step, False)
            put(folder, NEW)
        assert found(folder) == before, step


def test_a_crash_is_undone_by_the_next_export(folder, monkeypatch):
    """Nothing moves any more from step n on, as when the power goes; then the next export starts
    and fails for another reason: the old set stands."""
    before = found(folder)
    for step in range(1, steps(folder, monkeypatch) + 1):
        with monkeypatch.context() as patch, pytest.raises(OSError):
            moves(patch, step, True)
            put(folder, NEW)
        meanwhile = {path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert meanwhile >= {*OLD.values(), *FOREIGN.values()}, "nothing is lost"
        with pytest.raises(Stop), replacing(folder, NEW):
            raise Stop
        assert found(folder) == before, step


def test_what_a_dead_export_left_is_swept(folder):
    dead = folder / ".storycomposer-0123456789ab.part"
    live = folder / ".storycomposer-ba9876543210.part"
    new = folder / ".storycomposer-aaaaaaaaaaaa.part"
    for stage in (dead, live, new):
        stage.mkdir()
        (stage / "01-one.png").write_bytes(b"half")
    with locks.create(live / ALIVE):
        for stage in (dead, live):
            os.utime(stage, (time.time() - 7200,) * 2)
        put(folder, NEW)
        assert (dead.exists(), live.exists(), new.exists()) == (False, True, True)


def test_two_exports_at_once_do_not_disturb_each_other(folder):
    with replacing(folder, OLD) as stage:
        put(folder, NEW)
        for name, data in OLD.items():
            write(stage / name, data, 1e9)
        write(stage / MANIFEST, manifest(OLD), 1e9)
    assert found(folder) == {**whole(OLD), **FOREIGN}


def test_a_folder_that_appears_meanwhile_is_taken_as_it_is(tmp_path):
    folder = tmp_path / "a" / "out"
    with replacing(folder, OLD) as stage:
        for name, data in OLD.items():
            write(stage / name, data, 1e9)
        write(stage / MANIFEST, manifest(OLD), 1e9)
        put(folder, NEW)
        (folder / "notes.txt").write_bytes(b"mine")
    assert found(folder) == {**whole(OLD), "notes.txt": b"mine"}
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_foreign_files_that_appear_meanwhile_are_not_overwritten(tmp_path):
    folder = tmp_path / "out"
    with pytest.raises(StoryError, match="not from an earlier"), replacing(folder, OLD) as stage:
        write(stage / "01-one.png", b"old one", 1e9)
        folder.mkdir()
        (folder / "01-one.png").write_bytes(b"mine")
    assert found(tmp_path) == {"01-one.png": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("there", [True, False])
def test_many_exports_at_once_leave_one_whole_set(tmp_path, there):
    """Their sets differ in their files, so that each has to remove the others'."""
    folder = tmp_path / "out"
    if there:
        folder.mkdir()
    sets = [
        {f"{number}-{name}.png": name.encode() for number in range(size)} | {"same.png": b"same"}
        for size, name in enumerate(["one", "two", "three", "four"], 1)
    ]

    def often(files: dict[str, bytes]) -> None:
        for _ in range(5):
            put(folder, files)

    with ThreadPoolExecutor(len(sets)) as pool:
        list(pool.map(often, sets))
    assert found(folder) in [whole(files) for files in sets]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_damaged_write_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"rotten")
    with pytest.raises(OSError, match="does not read back"):
        write(tmp_path / "a", b"fresh", 1e9)


def test_watching_meanwhile_sees_nothing_half(folder):
    """Before the block ends, nothing in the folder has changed but the hidden stage."""
    seen = []
    started, go_on = threading.Event(), threading.Event()

    def watch() -> None:
        started.wait(120)
        seen.append({p.name for p in folder.iterdir() if not p.name.startswith(".story")})
        go_on.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    with replacing(folder, NEW) as stage:
        for name, data in NEW.items():
            write(stage / name, data, 1e9)
        write(stage / MANIFEST, manifest(NEW), 1e9)
        started.set()
        assert go_on.wait(120)
    watcher.join()
    assert seen == [{*OLD, *FOREIGN, MANIFEST, "sub"}]

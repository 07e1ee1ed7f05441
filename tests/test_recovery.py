"""Unsaved work outlives the program: what a dead run left is found, and only it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from story_samples import story, titled

from storycomposer.document.deck import Deck
from storycomposer.errors import StoryError
from storycomposer.storage import recovery
from storycomposer.storage.files import open_story, save_story
from storycomposer.story import Story, media_refs, missing


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "recovery"


@pytest.fixture
def start() -> Iterator[Callable[[Path], recovery.Run]]:
    runs = []

    def begin(root: Path) -> recovery.Run:
        runs.append(recovery.start(root))
        return runs[-1]

    yield begin
    for run in runs:
        run.lock.close()


Start = Callable[[Path], recovery.Run]


def died(run: recovery.Run) -> None:
    """As far as others can tell: the system frees the lock of a process that has gone."""
    run.lock.close()


def named(title: str, id_: str) -> Story:
    whole = story(title)
    fields = {name: getattr(whole.deck, name) for name in whole.deck.__struct_fields__}
    return Story(Deck(**{**fields, "id": id_}), whole.media)


def left(root: Path) -> list[str]:
    return [found.deck.title if found.deck else "?" for found in recovery.found(root)]


def test_what_a_dead_run_left_is_found_whole(root: Path, start: Start) -> None:
    run = start(root)
    recovery.write(story("One"), run)
    recovery.write(story("Two", extra=2), run)
    assert left(root) == [], "the run lives"
    died(run)
    (found,) = recovery.found(root)
    assert found.deck == story("Two", extra=2).deck and found.problem is None
    back = recovery.read(found)
    recovery.discard(found)
    assert left(root) == [] and not found.path.exists()
    wanted = story("Two", extra=2)
    assert missing(back) == ()
    for ref in media_refs(wanted.deck):
        assert back.media.get(ref) == wanted.media.get(ref), "held, though the files have gone"


def test_runs_and_documents_do_not_mix(root: Path, start: Start) -> None:
    first, second, living = (start(root) for _ in range(3))
    assert len({run.name for run in (first, second, living)}) == 3
    recovery.write(named("a1", "a"), first)
    recovery.write(named("b1", "b"), first)
    recovery.write(named("a2", "a"), second)
    recovery.write(named("A2", "A"), second)
    recovery.write(named("a3", "a"), living)
    died(first)
    died(second)
    assert sorted(left(root)) == ["A2", "a1", "a2", "b1"]
    for found in recovery.found(root):
        if found.deck and found.deck.title == "a1":
            recovery.discard(found)
    assert sorted(left(root)) == ["A2", "a2", "b1"]
    assert open_story(living.root / next(root.glob(f"*/{living.name}"))).deck.title == "a3"


def test_finding_removes_nothing_and_can_be_repeated(root: Path, start: Start) -> None:
    run = start(root)
    recovery.write(story("One"), run)
    died(run)
    for _ in range(3):
        recovery.end(start(root))
        assert left(root) == ["One"]
        recovery.read(recovery.found(root)[0])


def test_a_run_that_ends_well_leaves_nothing_but_what_it_kept(root: Path, start: Start) -> None:
    run = start(root)
    recovery.write(named("saved", "a"), run)
    recovery.write(named("open", "b"), run)
    recovery.forget("a", run)
    recovery.forget("never written", run)
    recovery.end(run)
    assert left(root) == ["open"]
    recovery.discard(recovery.found(root)[0])
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_media_are_written_once(root: Path, start: Start) -> None:
    run = start(root)
    folder = recovery.write(story("One", extra=2), run)
    before = {path: path.stat().st_mtime_ns for path in (folder / "media").iterdir()}
    recovery.write(story("Two", extra=2), run)
    after = {path: path.stat().st_mtime_ns for path in (folder / "media").iterdir()}
    assert before == after and len(before) == 5


def test_what_cannot_be_read_is_told_and_stays(root: Path, start: Start) -> None:
    run = start(root)
    for number, damage in enumerate((b"", b"{", b"[" * 99999, b'{"format": 99, "id": "x"}')):
        folder = recovery.write(named("x", f"bad{number}"), run)
        (folder / "deck.json").write_bytes(damage)
    picture = recovery.write(named("good", "good"), run)
    next((picture / "media").glob("*.jpg")).write_bytes(b"changed")
    died(run)
    found = recovery.found(root)
    assert len(found) == 5 and sum(one.problem is not None for one in found) == 4
    for one in found:
        if one.problem:
            with pytest.raises(StoryError):
                recovery.read(one)
        assert (one.path / "deck.json").exists()
    for one in found:
        recovery.discard(one)
    assert recovery.found(root) == ()


def test_a_lost_picture_does_not_lose_the_rest(root: Path, start: Start) -> None:
    run = start(root)
    folder = recovery.write(story("One"), run)
    photo = next((folder / "media").glob("*.jpg"))
    died(run)
    photo.write_bytes(b"changed")
    back = recovery.read(recovery.found(root)[0])
    assert back.deck == story("One").deck
    assert missing(back) == (f"media/{photo.name}",)
    photo.unlink()
    assert missing(recovery.read(recovery.found(root)[0])) == (f"media/{photo.name}",)


def test_strange_things_in_the_folder_are_left_alone(root: Path, start: Start) -> None:
    recovery.end(start(root))
    (root / "notes.txt").write_text("mine")
    (root / "folder").mkdir()
    (root / "folder" / "file").write_text("mine")
    run = start(root)
    recovery.write(story("One"), run)
    died(run)
    assert left(root) == ["One"]
    assert (root / "notes.txt").exists() and (root / "folder" / "file").exists()


def test_scraps_without_a_deck_are_swept_when_their_run_is_dead(root: Path, start: Start) -> None:
    dead, living = start(root), start(root)
    scraps = [recovery.write(story(), run) for run in (dead, living)]
    for folder in scraps:
        (folder / "deck.json").unlink()
    died(dead)
    recovery.end(start(root))
    assert [folder.exists() for folder in scraps] == [False, True]
    assert not (root / "runs" / dead.name).exists() and (root / "runs" / living.name).exists()


def test_a_recovered_story_can_be_saved_and_kept_again(
    root: Path, tmp_path: Path, start: Start
) -> None:
    run = start(root)
    recovery.write(story("One"), run)
    died(run)
    found = recovery.found(root)[0]
    back = recovery.read(found)
    again = start(root)
    recovery.write(titled(back, "Two"), again)
    assert left(root) == ["One"]
    save_story(back, tmp_path / "talk.story")
    recovery.discard(found)
    assert open_story(tmp_path / "talk.story").deck == story("One").deck
    died(again)
    assert left(root) == ["Two"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, root: Path, start: Start) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoryError, match=r"no such folder|not allowed|File exists|Not a directory"):
        recovery.start(tmp_path / "file" / "recovery")
    run = start(root)
    with pytest.raises(StoryError, match="expected"):
        recovery.write(titled(story(), "x" * 9999), run)


def test_the_folder_of_the_app_is_the_default(own_data_folder: Path) -> None:
    run = recovery.start()
    recovery.write(story("One"), run)
    died(run)
    assert [found.deck.title for found in recovery.found() if found.deck] == ["One"]
    assert own_data_folder in recovery.found()[0].path.parents


RUNNER = """
import sys, itertools
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from story_samples import story
from storycomposer.storage import recovery
run = recovery.start(Path(sys.argv[1]))
for number in itertools.count(1):
    recovery.write(story(str(number), extra=2), run)
    print(number, flush=True)
"""


def test_killed_programs_leave_their_last_state(root: Path) -> None:
    for number in range(6):
        command = [sys.executable, "-c", RUNNER, str(root), str(Path(__file__).parent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout
            told = [program.stdout.readline() for _ in range(2)]
            time.sleep(0.003 * number)
            assert recovery.found(root) == (), "it lives"
            os.kill(program.pid, signal.SIGKILL)
            last = int([*told, *program.stdout.readlines()][-1])
        (found,) = recovery.found(root)
        assert found.deck and last <= int(found.deck.title) <= last + 1
        assert missing(recovery.read(found)) == ()
        recovery.discard(found)


def test_starting_and_looking_at_once(root: Path) -> None:
    wrong: list[object] = []

    def work() -> None:
        for _ in range(15):
            run = recovery.start(root)
            recovery.write(story(run.name), run)
            if any(one.path.name == run.name for one in recovery.found(root)):
                wrong.append(run)
            recovery.forget("d", run)
            recovery.end(run)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert left(root) == []


def test_the_file_that_a_story_belongs_to_is_told(root: Path, tmp_path: Path, start: Start) -> None:
    run = start(root)
    odd = tmp_path / os.fsdecode(b"b\xfcro \xf0\x9f\x9a\x80.story")
    origins = (None, recovery.Origin(odd, "a"), recovery.Origin(tmp_path / "b.story", None), None)
    folders = [recovery.write(named("x", str(at)), run, one) for at, one in enumerate(origins)]
    moved = recovery.write(named("x", "1"), run, origins[2])
    gone = recovery.write(named("x", "2"), run)
    damaged = folders[3] / "origin.json"
    damaged.write_bytes(b"[" * 99999)
    died(run)
    told = {one.path: one.origin for one in recovery.found(root)}
    assert told == {folders[0]: None, moved: origins[2], gone: None, folders[3]: None}
    assert len(told) == 4
    again = start(root)
    recovery.write(named("x", "odd"), again, origins[1])
    died(again)
    assert origins[1] in [one.origin for one in recovery.found(root)]
    for one in recovery.found(root):
        recovery.discard(one)
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_a_kill_between_deck_and_file_names_no_wrong_file(
    root: Path, tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(root)
    recovery.write(story("One"), run, recovery.Origin(tmp_path / "one.story", "1"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(recovery, "_tell", killed)
    with pytest.raises(KeyboardInterrupt):
        recovery.write(story("Two"), run, recovery.Origin(tmp_path / "two.story", "2"))
    died(run)
    (found,) = recovery.found(root)
    assert found.deck and found.deck.title == "Two" and found.origin is None

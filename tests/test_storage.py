"""Stories are opened whole and saved whole, and what a save replaces is kept."""

from __future__ import annotations

import errno
import io
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from story_samples import FONT, LOGO, PHOTO, beside, by_hand, story, titled

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import GroupLayer, ImageLayer, Run, TextLayer
from storycomposer.document.schema import to_json
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.render.slide import render
from storycomposer.storage import disk, locks
from storycomposer.storage.files import open_story, read_story, save_story, stamp
from storycomposer.storage.versions import KEPT, versions
from storycomposer.story import Story, media_refs, missing


@pytest.fixture(params=["talk.story", "talk", "talk.zip"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / "place" / request.param


@pytest.fixture(autouse=True)
def place(tmp_path: Path) -> Path:
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


def same(opened: Story, meant: Story) -> bool:
    refs = media_refs(meant.deck)
    return opened.deck == meant.deck and all(
        opened.media.get(ref) == meant.media.get(ref) for ref in refs
    )


def test_what_is_saved_is_what_is_opened(target: Path) -> None:
    meant = story()
    unused = meant.media.put(b"unused", "png")
    given = save_story(meant, target)
    opened = read_story(target)
    assert same(opened.story, meant)
    assert opened.stamp == given == stamp(target)
    assert unused not in opened.story.media
    assert beside(target) == [target.name]
    assert target.is_dir() == (target.suffix == "")


def test_the_same_story_gives_the_same_bytes(place: Path) -> None:
    first, second = place / "a.story", place / "b.story"
    save_story(story(extra=3), first)
    time.sleep(0.01)
    save_story(open_story(first), second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        assert packed.namelist()[0] == "deck.json"
        assert packed.namelist()[1:] == sorted(packed.namelist()[1:])
        stored = {n.rpartition(".")[2]: i.compress_type for n, i in packed.NameToInfo.items()}
    assert (stored["jpg"], stored["json"], stored["svg"]) == (0, 8, 8)


def test_a_folder_may_name_its_files_by_their_paths(tmp_path: Path, place: Path) -> None:
    opened = open_story(by_hand(tmp_path / "talk"))
    assert missing(opened) == ()
    assert [opened.media.get(ref) for ref in media_refs(opened.deck)] == [LOGO, FONT, PHOTO]
    assert [ref.rpartition(".")[2] for ref in media_refs(opened.deck)] == ["svg", "otf", "jpg"]
    assert opened.media.name(media_refs(opened.deck)[2]) == "pictures/beach é.jpg"
    save_story(opened, place / "packed.story")
    assert same(open_story(place / "packed.story"), opened)
    save_story(opened, tmp_path / "talk")
    assert same(open_story(tmp_path / "talk" / "deck.json"), opened)
    assert (tmp_path / "talk" / "pictures" / "beach é.jpg").exists()


def test_names_are_found_however_their_accents_are_spelled(tmp_path: Path) -> None:
    folder = by_hand(tmp_path / "talk", photo=unicodedata.normalize("NFD", "pictures/beach é.jpg"))
    assert missing(open_story(folder)) == ()


def test_a_zip_of_a_folder_written_by_hand_opens_too(tmp_path: Path) -> None:
    folder = by_hand(tmp_path / "talk")
    shutil.make_archive(str(tmp_path / "talk"), "zip", folder)
    opened = open_story(tmp_path / "talk.zip")
    assert same(opened, open_story(folder))
    save_story(opened, tmp_path / "talk.zip")
    assert same(open_story(tmp_path / "talk.zip"), open_story(folder))


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "a/../../secret.png", "/etc/hostname", "C:/x.png", "C:x.png", "a\\..\\b.png",
     "\\\\server\\x.png", "./x.png", "a//b.png", "", "a\0.png", "..", "x" * 2000, "a\nb.png"],
)  # fmt: skip
@pytest.mark.parametrize("where", ["photo", "logo", "font"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str, where: str) -> None:
    (tmp_path / "secret.png").write_bytes(PHOTO)
    folder = by_hand(tmp_path / "talk", **{where: name})
    with pytest.raises(StoryError, match=r"leads out of the story or is no proper name"):
        open_story(folder)


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "x.jpg").write_bytes(PHOTO)
    for name, goal in (("l.jpg", secret / "x.jpg"), ("d", secret), ("up", Path("../secret"))):
        folder = by_hand(tmp_path / f"talk-{name}", photo=name if "." in name else f"{name}/x.jpg")
        (folder / name).symlink_to(goal)
        with pytest.raises(StoryError, match="is a link that leads out of the story"):
            open_story(folder)
    (tmp_path / "bare").mkdir()
    save_story(story(), secret / "real")
    (tmp_path / "bare" / "deck.json").symlink_to(secret / "real" / "deck.json")
    with pytest.raises(StoryError, match="leads out"):
        open_story(tmp_path / "bare")
    inner = by_hand(tmp_path / "inner", photo="l.jpg")
    (inner / "l.jpg").symlink_to("pictures/beach é.jpg")
    assert missing(open_story(inner)) == ()


def test_a_save_does_not_follow_a_media_folder_out(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "talk"
    elsewhere.mkdir()
    by_hand(folder)
    opened = open_story(folder)
    (folder / "media").symlink_to(elsewhere)
    with pytest.raises(StoryError, match="leads out"):
        save_story(opened, folder)
    assert not list(elsewhere.iterdir())


def test_only_files_are_read(tmp_path: Path) -> None:
    folder = by_hand(tmp_path / "talk", photo="pipe.jpg")
    os.mkfifo(folder / "pipe.jpg")
    with pytest.raises(StoryError, match="is not a file"):
        open_story(folder)
    os.mkfifo(tmp_path / "pipe.story")
    with pytest.raises(StoryError, match="is no story"):
        open_story(tmp_path / "pipe.story")
    by_hand(tmp_path / "other", photo="pictures")
    with pytest.raises(StoryError, match="is not a file"):
        open_story(tmp_path / "other")


def test_pictures_are_read_when_they_are_wanted(target: Path) -> None:
    meant = story()
    save_story(meant, target)
    opened = open_story(target)
    ref = media_refs(opened.deck)[0]
    assert not any(opened.media.held(r) for r in opened.media.refs())
    if target.is_dir():
        (target / ref).write_bytes(b"other")
        expected = "has changed or is damaged"
    else:
        with zipfile.ZipFile(target, "w") as packed:
            packed.writestr("deck.json", "{}")
        expected = "holds no media/"
    with pytest.raises(StoryError, match=expected):
        opened.media.get(ref)
    target.rename(target.with_name("moved"))
    with pytest.raises(StoryError, match="does not exist"):
        opened.media.get(ref)


def test_a_missing_picture_is_told_and_the_rest_lives(target: Path) -> None:
    meant = story()
    lost = media_refs(meant.deck)[2]
    bare = MediaStore()
    for ref in media_refs(meant.deck):
        if ref != lost:
            bare.put(meant.media.get(ref), ref.rpartition(".")[2])
    save_story(Story(meant.deck, bare), target)
    opened = open_story(target)
    assert missing(opened) == (lost,)
    save_story(titled(opened, "Two"), target)
    again = open_story(target)
    assert (missing(again), again.deck.title) == ((lost,), "Two")


def test_a_picture_damaged_in_its_file_does_not_keep_the_rest(place: Path) -> None:
    """Bits rot on sticks: what was composed is drawn and saved without it, in a group too."""
    meant = with_photo_in_group()
    (photo,) = media_refs(meant.deck)
    save_story(meant, place / "talk.story")
    data = (place / "talk.story").read_bytes()
    at = data.index(meant.media.get(photo)[40:80])
    (place / "talk.story").write_bytes(data[:at] + b"rot" + data[at + 3 :])
    opened = open_story(place / "talk.story")
    shown = render(opened, opened.deck.slides[0], 0.1)
    assert missing(opened) == (photo,) and shown.getpixel((54, 96)) != (255, 0, 0)
    assert render(meant, meant.deck.slides[0], 0.1).getpixel((54, 96)) == (255, 0, 0)
    for target in ("again.story", "again", "talk.story"):
        fresh = open_story(place / "talk.story")
        save_story(titled(fresh, "Two"), place / target)
        again = open_story(place / target)
        assert (missing(again), again.deck.title) == ((photo,), "Two")


def with_photo_in_group() -> Story:
    """A slide that a red photograph in a group fills."""
    out, media = io.BytesIO(), MediaStore()
    Image.new("RGB", (108, 192), "red").save(out, "PNG", compress_level=0)
    photo = ImageLayer(id="p", width=1080, height=1920, source=media.put(out.getvalue(), "png"))
    group = GroupLayer(id="g", width=1080, height=1920, layers=(photo,))
    return Story(Deck(id="d", slides=(Slide(id="s", layers=(group,)),)), media)


def test_a_missing_picture_named_by_hand_is_told_at_once(tmp_path: Path) -> None:
    folder = by_hand(tmp_path / "talk", photo="gone.jpg")
    with pytest.raises(StoryError, match=r"gone\.jpg does not exist; check the name"):
        open_story(folder)


def test_what_is_no_story_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    text = tmp_path / "text.story"
    text.write_text("hello")
    with zipfile.ZipFile(tmp_path / "other.story", "w") as packed:
        packed.writestr("readme.txt", "hello")
    for path, sentence in (
        (tmp_path / "none.story", "does not exist; check the name"),
        (empty, r"holds no deck\.json; choose a story"),
        (text, "is no story or is damaged"),
        (tmp_path / "other.story", r"is a zip without a deck\.json"),
        (tmp_path / "a\0b", "NUL"),
        (text / "x", "does not exist"),
        (tmp_path / ("x" * 300), "too long"),
    ):
        with pytest.raises(StoryError, match=sentence):
            open_story(path)


@pytest.mark.parametrize(
    "deck",
    [b"[" * 100_000, b'{"a":' * 100_000, b"", b"\xff\xfe", b"null", b'{"format": 99, "id": "d"}',
     b'{"format": 1, "id": "d", "sliides": []}', b'{"format": 1, "id": "d", "id": "e"}',
     b'{"format": 1, "id": "d", "slides": [{"id": "s", "seconds": 1e999}]}'],
)  # fmt: skip
@pytest.mark.parametrize("zipped", [True, False])
def test_a_bad_deck_is_one_sentence_and_stays_untouched(
    tmp_path: Path, deck: bytes, zipped: bool
) -> None:
    path = tmp_path / "bad.story"
    if zipped:
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("deck.json", deck)
        before = path.read_bytes()
    else:
        path.mkdir()
        (path / "deck.json").write_bytes(deck)
    with pytest.raises(StoryError) as caught:
        open_story(path)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400
    assert (path.read_bytes() if zipped else (path / "deck.json").read_bytes()) == (
        before if zipped else deck
    )


def test_a_changed_file_is_not_overwritten(target: Path) -> None:
    first = save_story(story("One"), target)
    second = save_story(story("Two"), target, expected=first)
    with pytest.raises(StoryError, match="changed by another program") as caught:
        save_story(story("Three"), target, expected=first)
    assert caught.value.sentence.id == "file-changed"
    assert open_story(target).deck.title == "Two"
    os.utime(target)
    save_story(story("Three"), target, expected=second)
    target.rename(target.with_name("moved"))
    save_story(story("Four"), target, expected=second)
    assert open_story(target).deck.title == "Four"


def test_a_file_that_changes_during_the_save_is_not_overwritten(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = place / "talk.story"
    first = save_story(story("One"), target)
    other = place / "other.story"
    save_story(story("Other"), other)
    force = os.fsync

    def meanwhile(handle: int) -> None:
        force(handle)
        if other.exists():
            other.replace(target)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(StoryError, match="changed by another program"):
        save_story(story("Two"), target, expected=first)
    assert open_story(target).deck.title == "Other"
    assert beside(target) == ["talk.story"]


def test_a_damaged_file_counts_as_changed_but_can_be_replaced(tmp_path: Path, place: Path) -> None:
    target = place / "talk.story"
    first = save_story(story(), target)
    target.write_bytes(b"rubbish")
    with pytest.raises(StoryError, match="changed by another program"):
        save_story(story(), target, expected=first)
    save_story(story(), target, history=tmp_path / "history")
    assert [v.read_bytes() for v in versions(target, tmp_path / "history")] == [b"rubbish"]


def test_versions_are_kept_and_a_repeated_save_pushes_none_out(
    target: Path, tmp_path: Path
) -> None:
    history = tmp_path / "history"
    for title in ("1", "2", "3", "4", "5", "5", "5", "5", "5"):
        save_story(story(title), target, history=history)
    kept = versions(target, history)
    assert len(kept) == KEPT
    if not target.is_dir():
        assert [open_story(path).deck.title for path in kept] == ["4", "3", "2"]
    else:
        decks = [path.read_text(encoding="utf-8") for path in kept]
        assert [deck[deck.index('"title": "') + 10] for deck in decks] == ["4", "3", "2"]
    assert versions(target.with_name("other"), history) == ()


def test_versions_that_cannot_be_kept_stop_no_save(target: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for title in ("1", "2"):
        save_story(story(title), target, history=tmp_path / "file" / "history")
    assert open_story(target).deck.title == "2"


def test_undo_finds_pictures_that_the_saved_file_no_longer_has(place: Path) -> None:
    for name in ("talk.story", "talk"):
        target = place / name
        save_story(story(extra=2), target)
        opened = open_story(target)
        dropped = Story(story().deck, opened.media)
        save_story(dropped, target)
        save_story(opened, target)
        assert same(open_story(target), story(extra=2))


def test_a_copy_can_be_read_after_the_first_place_has_gone(place: Path) -> None:
    save_story(story(), place / "stick.story")
    opened = open_story(place / "stick.story")
    save_story(opened, place / "disk.story")
    (place / "stick.story").unlink()
    assert same(opened, story())


def test_a_link_stays_a_link_and_permissions_stay(place: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.story"
    save_story(story("One"), real)
    real.chmod(0o640)
    link = place / "link.story"
    link.symlink_to(real)
    save_story(story("Two"), link)
    assert link.is_symlink() and open_story(real).deck.title == "Two"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_new_folder_appears_whole_and_a_full_one_is_left_alone(place: Path) -> None:
    (place / "letters").mkdir()
    (place / "letters" / "mum.txt").write_text("dear")
    with pytest.raises(StoryError, match="is not empty and holds no story"):
        save_story(story(), place / "letters")
    assert beside(place / "letters" / "mum.txt") == ["mum.txt"]
    bad = Story(story().deck, MediaStore())
    for known in media_refs(bad.deck):
        bad.media.lazy(known, lambda: b"wrong")
    for name in ("new", "new.story", "letters.story"):
        with pytest.raises(StoryError, match="has changed or is damaged"):
            save_story(bad, place / name)
    assert beside(place / "x") == ["letters"]


def test_a_save_needs_its_folder(place: Path) -> None:
    for name in ("none/talk.story", "none/talk"):
        with pytest.raises(StoryError, match="no such folder"):
            save_story(story(), place / name)


def test_the_order_that_power_cuts_ask_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, calls = place / "talk.story", []
    save_story(story("One"), target)
    force, swap = os.fsync, os.replace

    def fsync(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        calls.append(f"force {kind}")
        force(handle)

    def replace(source: object, goal: object) -> None:
        if str(goal) == str(target):
            calls.append("replace")
        swap(source, goal)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    save_story(story("Two"), target)
    assert calls == ["force file", "replace", "force folder"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full; free some space"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EACCES, "writing here is not allowed"),
        (errno.EROFS, "writing here is not allowed"),
        (errno.EIO, "Input/output error; try again"),
    ],
)
def test_what_the_disk_refuses_changes_nothing(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    left = [0]
    force = os.fsync

    def refuse(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, os.strerror(number))
        force(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    folder = target.suffix == ""
    for old, files in ((None, 7 if folder else 1), (story("One"), 4 if folder else 1)):
        for works in range(2 * files - 1):  # each file, then its folder; the last is told apart
            left[0] = works
            with pytest.raises(StoryError, match=f"^{target}: .*{sentence}"):
                save_story(story("Two", extra=3), target)
            left[0] = 10**6
            assert beside(target) == ([target.name] if old else [])
            if old:
                assert same(open_story(target), old)
                media = target / "media"
                assert not media.is_dir() or len(list(media.iterdir())) == 3
        save_story(story("One"), target)


def test_a_folder_that_cannot_be_forced_leaves_a_whole_story(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_story(story("One"), target)
    deck = (target / "deck.json" if target.is_dir() else target).stat().st_ino
    force = os.fsync

    def refuse(handle: int) -> None:
        if (target / "deck.json" if target.is_dir() else target).stat().st_ino != deck:
            raise OSError(errno.EIO, "the disk is dying")
        force(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StoryError, match="the disk is dying"):
        save_story(story("Two", extra=3), target)
    assert same(open_story(target), story("Two", extra=3))


def test_a_disk_that_really_fills_up(target: Path) -> None:
    """The kernel refuses to let any file grow, in the middle of writing."""
    save_story(story("One"), target)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    big = story("Two")
    ref = big.media.put(os.urandom(300_000), "png")
    fields = {n: getattr(big.deck, n) for n in big.deck.__struct_fields__}
    full = Story(type(big.deck)(**{**fields, "fonts": (ref,)}), big.media)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        with pytest.raises(StoryError, match="the disk is full"):
            save_story(full, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert beside(target) == [target.name]
    assert same(open_story(target), story("One"))


@contextmanager
def nobody() -> Iterator[None]:
    """Root may do everything, so become somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_an_unwritable_folder(tmp_path: Path, place: Path) -> None:
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    save_story(story("One"), place / "talk.story")
    place.chmod(0o555)
    with nobody():
        for name in ("talk.story", "new.story", "new"):
            with pytest.raises(StoryError, match="writing here is not allowed"):
                save_story(story("Two"), place / name)
        assert open_story(place / "talk.story").deck.title == "One"
    assert beside(place / "x") == ["talk.story"]
    (place / "talk.story").chmod(0)
    with nobody(), pytest.raises(StoryError, match="reading it is not allowed"):
        open_story(place / "talk.story")
    place.chmod(0o755)


def test_strays_of_the_dead_are_swept_and_those_of_the_living_are_not(place: Path) -> None:
    target = place / "talk.story"
    mine, other = place / disk.part_name("talk.story"), place / disk.part_name("talk.story")
    mine.write_bytes(b"half")
    dead_folder = place / disk.part_name("talk.story")
    dead_folder.mkdir()
    with locks.create(other):
        save_story(story(), target)
        assert beside(target) == sorted([other.name, "talk.story"])
    assert locks.held(other) is False
    strange = place / disk.part_name("another.story")
    strange.write_bytes(b"half")
    save_story(story("Two"), target)
    assert beside(target) == sorted([strange.name, "talk.story"])


def test_two_at_once_leave_one_whole_story(target: Path) -> None:
    wrong: list[BaseException] = []

    def work(title: str) -> None:
        for _ in range(8):
            try:
                save_story(story(title, extra=2), target)
            except StoryError as error:
                wrong.append(error)

    save_story(story("0", extra=2), target)
    threads = [threading.Thread(target=work, args=(title,)) for title in "ABC"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    opened = open_story(target)
    assert same(opened, story(opened.deck.title, extra=2))
    assert beside(target) == [target.name]


def test_windows_is_asked_again_while_a_scanner_holds_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tries = []

    def busy(source: Path, goal: Path) -> None:
        tries.append(1)
        if len(tries) < 4:
            raise PermissionError(errno.EACCES, "in use")
        Path(source).replace(goal)

    (tmp_path / "a").write_text("new")
    monkeypatch.setattr(disk, "_WAITS", (0,) * 5)
    monkeypatch.setattr(disk, "os", SimpleNamespace(name="nt", replace=busy))
    disk.replace(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "new" and len(tries) == 4


def test_a_deck_of_many_like_layers_is_no_bomb(place: Path) -> None:
    layers = [TextLayer(id=f"t{n}", text=(Run(text="x" * 9000),)) for n in range(1000)]
    deck = Deck(id="d", slides=(Slide(id="s", layers=tuple(layers)),))
    save_story(Story(deck, MediaStore()), place / "talk.story")
    packed = zipfile.ZipFile(place / "talk.story")
    with packed:
        entry = packed.getinfo("deck.json")
    assert entry.file_size > 200 * entry.compress_size
    assert open_story(place / "talk.story").deck == deck


def test_reading_goes_on_while_others_save(place: Path) -> None:
    target = place / "talk.story"
    save_story(story("0", extra=4), target)
    opened, wrong, done = open_story(target), [], threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                wrong.extend(() if same(opened, story("0", extra=4)) else ("differs",))
            except StoryError as error:
                wrong.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(60):
        save_story(story(str(number), extra=4), target)
    done.set()
    reader.join()
    assert not wrong


def test_an_invalid_deck_is_not_saved(target: Path) -> None:
    save_story(story("One"), target)
    with pytest.raises(StoryError, match="title"):
        save_story(titled(story(), "x" * 5000), target)
    assert open_story(target).deck.title == "One"


KILLS = 220


def test_a_kill_at_any_moment_loses_nothing(place: Path) -> None:
    """A child saves without pause and tells each title it has saved; it is killed and killed."""
    for name in ("talk.story", "talk"):
        target = place / name
        save_story(story("0", extra=4), target)
        before = time.monotonic()
        for _ in range(5):
            save_story(story("0", extra=4), target)
        pace = (time.monotonic() - before) / 5
        saver = subprocess.Popen(
            [
                sys.executable,
                Path(__file__).parent / "tools" / "saver.py",
                target,
                place / "history",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert saver.stdin and saver.stdout
        shown = 0
        for number in range(KILLS // 2):
            saver.stdin.write(f"{shown}\n")
            saver.stdin.flush()
            child = int(saver.stdout.readline())
            # However busy the machine is, each eighth gets to save.
            while number % 8 == 0 and open_story(target).deck.title == str(shown):
                os.kill(child, 0)  # it lives
                time.sleep(pace)
            time.sleep((number * 0.618 % 1) * 4 * pace)
            os.kill(child, signal.SIGKILL)
            acknowledged = int(saver.stdout.readline())
            opened = open_story(target)
            shown = int(opened.deck.title)
            assert acknowledged <= shown <= acknowledged + 1
            assert same(opened, story(str(shown), extra=4))
        saver.stdin.close()
        assert saver.wait() == 0
        saver.stdout.close()
        save_story(story("end", extra=4), target)
        assert [n for n in beside(target) if n.endswith(disk.PART)] == []
        inner = target.rglob("*") if target.is_dir() else ()
        assert [p for p in inner if p.name.endswith(disk.PART)] == []


def test_what_is_written_is_what_was_meant(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that changes bytes without a word is found out before the old file goes."""
    target = place / "talk.story"
    save_story(story("One"), target)
    force = os.fsync

    def lossy(handle: int) -> None:
        size = os.fstat(handle).st_size
        if stat.S_ISREG(os.fstat(handle).st_mode) and size > 100:
            # In a zip this is in the middle of the photograph, the largest of its files.
            os.pwrite(handle, b"!!!!", size * 2 // 3)
        force(handle)

    for goal in (target, place / "new.story", place / "new"):
        monkeypatch.setattr(os, "fsync", lossy)
        with pytest.raises(StoryError, match="was not saved"):
            save_story(story("Two"), goal)
        monkeypatch.undo()
    assert open_story(target).deck.title == "One"
    assert beside(target) == ["talk.story"]


def test_the_deck_on_disk_is_for_people(place: Path) -> None:
    save_story(story(), place / "talk")
    assert (place / "talk" / "deck.json").read_bytes() == to_json(story().deck)

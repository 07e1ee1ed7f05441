"""A set of files appears in its folder whole or not at all.

New files are written into a hidden folder on the same disk. A folder that does not exist yet
appears by one rename. In one that exists, the earlier set's files move aside, the new ones move in,
and the manifest comes last: it commits. Whatever interrupts that is undone, at once or, after a
crash, by the next export. Of exports at the same time one moves files at a time, and the last one
stays. Files that no manifest lists are never touched.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path

from storycomposer.errors import StoryError
from storycomposer.export.manifest import MANIFEST, read
from storycomposer.storage import locks
from storycomposer.storage.disk import ALIVE, force_folder, replace

_STAGE = ".storycomposer-{}.part"
_OLD = "old"
_LOCK = ".storycomposer.lock"
# Between making a stage and locking it there is a moment in which it looks dead.
_MOMENT = 60


@contextlib.contextmanager
def replacing(folder: Path, names: Collection[str]) -> Iterator[Path]:
    """Yields an empty folder to write the files ``names`` and a manifest into. When the block ends
    they stand in ``folder`` instead of the earlier set; when it raises, all is as it was.

    Raises StoryError when a file of ``names`` is there that no earlier export wrote; what the disk
    refuses comes out as OSError.
    """
    folder = Path(os.path.realpath(folder))
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    home = folder.parent if missing else folder
    stage = home / _STAGE.format(secrets.token_hex(6))
    try:
        home.mkdir(parents=True, exist_ok=True)
        with locks.alone(home / _LOCK):
            _clear(home)
            if not missing:
                _refuse_foreign(folder, names)
        stage.mkdir()
        with locks.create(stage / ALIVE):
            yield stage
            force_folder(stage)
            if not missing:
                _take_place(stage, folder, names)
        if missing:
            _appear(stage, folder, names)
        shutil.rmtree(stage, ignore_errors=True)
        force_folder(home)
    except BaseException:
        _drop(stage)
        for path in missing:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


def write(path: Path, data: bytes, modified: float) -> None:
    """Writes ``data`` to the new file ``path`` through to the disk, reads it back and compares, and
    dates it ``modified`` (seconds since 1970). Raises OSError."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != data:
        raise OSError(f"{path.name} does not read back as it was written")
    os.utime(path, (modified, modified))


def _appear(stage: Path, folder: Path, names: Collection[str]) -> None:
    """``stage`` becomes ``folder``, which was not there when the export began."""
    (stage / ALIVE).unlink()  # only now: Windows moves nothing that is open
    try:
        stage.rename(folder)
        return
    except OSError:
        if not folder.is_dir():
            raise
    # Somebody has made it meanwhile: then as if it had been there from the beginning.
    moved = folder / stage.name
    stage.rename(moved)
    try:
        with locks.create(moved / ALIVE):
            _take_place(moved, folder, names)
    except BaseException:
        _drop(moved)
        raise
    shutil.rmtree(moved, ignore_errors=True)


def _take_place(stage: Path, folder: Path, names: Collection[str]) -> None:
    with locks.alone(folder / _LOCK):
        _refuse_foreign(folder, names)
        _swap(stage, folder)


def _drop(stage: Path) -> None:
    """Removes what came to nothing, unless the disk refused to give the old set back."""
    if not (stage / _OLD).exists():
        shutil.rmtree(stage, ignore_errors=True)


def _refuse_foreign(folder: Path, names: Collection[str]) -> None:
    earlier = read(folder)
    ours = {MANIFEST, *earlier.files} if earlier else set()
    wanted = {_alike(name) for name in names}
    for found in folder.iterdir():
        if _alike(found.name) in wanted and found.name not in ours:
            raise StoryError(
                "export-foreign-file",
                "{path} is not from an earlier export: move it away or choose another folder.",
                path=str(found),
            )


def _alike(name: str) -> str:
    """Equal for names that some file system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _swap(stage: Path, folder: Path) -> None:
    earlier = read(folder)
    new = read(stage)
    aside = stage / _OLD
    aside.mkdir()
    try:
        for name in (MANIFEST, *earlier.files) if earlier else ():
            if (folder / name).is_file():
                replace(folder / name, aside / name)
        force_folder(aside)
        for name in new.files if new else ():
            replace(stage / name, folder / name)
        force_folder(folder)
        replace(stage / MANIFEST, folder / MANIFEST)
    except BaseException:
        _restore(stage, folder)
        raise
    force_folder(folder)


def _restore(stage: Path, folder: Path) -> None:
    """Undoes a swap that did not come to its end. The stage's manifest moves last: where it is
    still there, the files it lists that are gone from the stage stand in the folder."""
    new = read(stage)
    for name in new.files if new else ():
        if not (stage / name).exists() and (folder / name).exists():
            replace(folder / name, stage / name)
    if new:
        for old in sorted((stage / _OLD).iterdir(), key=lambda path: path.name == MANIFEST):
            replace(old, folder / old.name)
    shutil.rmtree(stage, ignore_errors=True)


def _clear(home: Path) -> None:
    """Tidies up after exports that died in ``home``."""
    for stage in home.glob(_STAGE.format("*")):
        if locks.held(stage / ALIVE):
            continue
        if (stage / _OLD).is_dir():
            _restore(stage, home)
            continue
        with contextlib.suppress(FileNotFoundError):  # its export may end just now
            if time.time() - stage.stat().st_mtime > _MOMENT:
                shutil.rmtree(stage, ignore_errors=True)

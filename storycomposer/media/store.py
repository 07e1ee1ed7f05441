"""The bytes of pictures and fonts, named by what they are: a reference is their SHA-256."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable

from storycomposer.errors import StoryError

Loader = Callable[[], bytes]

DAMAGED = "damaged-in-story"
"""The id of a loader's StoryError where the bytes are there and will never be right again."""

_PLACES = 3
_REFERENCE = re.compile(r"media/([0-9a-f]{64})\.[a-z0-9]{1,5}")


def reference(data: bytes, suffix: str) -> str:
    """``media/<sha256>.<suffix>`` of ``data``. ValueError for a suffix that no reference can
    have."""
    ref = f"media/{hashlib.sha256(data).hexdigest()}.{suffix}"
    if not is_reference(ref):
        raise ValueError(f"not a media suffix: {suffix!r}")
    return ref


def is_reference(text: str) -> bool:
    """Whether ``text`` names media by content, as decks do."""
    return _REFERENCE.fullmatch(text) is not None


class MediaStore:
    """Append-only and thread-safe. What is put is held; what is lazy is read anew, and its hash
    checked, each time it is asked for, so a long deck does not fill the memory. A lazy reference
    may have several places it can be read from; the newest is tried first. One that is damaged in
    all of them is missing from then on: it must not keep the rest from being drawn and saved."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, bytes] = {}
        self._lazy: dict[str, tuple[Loader, ...]] = {}
        self._names: dict[str, str] = {}

    def put(self, data: bytes, suffix: str, name: str = "") -> str:
        """Hold ``data``; its reference. ``name`` is what the person calls it, for sentences."""
        ref = reference(data, suffix)
        with self._lock:
            self._held.setdefault(ref, data)
            self._name(ref, name)
        return ref

    def lazy(self, ref: str, loader: Loader, name: str = "") -> None:
        """Register ``ref`` without reading it; ``loader`` is called, from any thread, each time
        its bytes are wanted, and raises StoryError when it cannot give them."""
        if not is_reference(ref):
            raise ValueError(f"not a media reference: {ref!r}")
        with self._lock:
            if ref not in self._held:
                self._lazy[ref] = (loader, *self._lazy.get(ref, ()))[:_PLACES]
            self._name(ref, name)

    def get(self, ref: str) -> bytes:
        """The bytes of ``ref``. StoryError ``media-missing`` when the story does not carry it and
        ``media-changed`` when what its file holds now is something else."""
        with self._lock:
            held = self._held.get(ref)
            loaders = self._lazy.get(ref, ())
        if held is not None:
            return held
        trouble = StoryError(
            "media-missing",
            "{name} is not in the story; put the file back or replace it.",
            name=self.name(ref),
        )
        damaged = 0
        for loader in loaders:
            try:
                data = loader()
            except StoryError as error:
                trouble = error
                damaged += error.sentence.id == DAMAGED
                continue
            if hashlib.sha256(data).hexdigest() == ref[6:70]:
                return data
            trouble = self._changed(ref)
        if loaders and damaged == len(loaders):
            trouble = self._changed(ref)
            with self._lock:
                if self._lazy.get(ref) == loaders:
                    del self._lazy[ref]
        raise trouble

    def _changed(self, ref: str) -> StoryError:
        return StoryError(
            "media-changed",
            "{name} has changed or is damaged; put the original back or replace it.",
            name=self.name(ref),
        )

    def keep(self, ref: str) -> None:
        """Hold the bytes of a lazy ``ref`` from now on, because the file they come from is about
        to go. Errors as :meth:`get`."""
        data = self.get(ref)
        with self._lock:
            self._held[ref] = data
            self._lazy.pop(ref, None)

    def name(self, ref: str) -> str:
        """What a person calls ``ref``: the name it came in under, or else the reference."""
        with self._lock:
            return self._names.get(ref, ref)

    def refs(self) -> frozenset[str]:
        """All references that bytes can be had for."""
        with self._lock:
            return frozenset(self._held) | frozenset(self._lazy)

    def held(self, ref: str) -> bool:
        """Whether the bytes of ``ref`` are in memory and so cannot go missing."""
        with self._lock:
            return ref in self._held

    def __contains__(self, ref: object) -> bool:
        with self._lock:
            return ref in self._held or ref in self._lazy

    def _name(self, ref: str, name: str) -> None:
        if name and name != ref:
            self._names.setdefault(ref, name)

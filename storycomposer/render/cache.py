"""Tiles that were painted, by the value they were painted from; bounded in bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from PIL import Image

from storycomposer.render.context import Tile


class TileCache:
    """Keeps what was used last. Thread-safe; a value that two threads miss at once is painted
    twice, which costs time and changes nothing."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._tiles: OrderedDict[Hashable, Tile | None] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable, make: Callable[[], Tile | None]) -> Tile | None:
        """The tile of ``key``, from ``make`` if it is not here."""
        with self._lock:
            if key in self._tiles:
                self._tiles.move_to_end(key)
                return self._tiles[key]
        tile = make()
        with self._lock:
            if key not in self._tiles:
                self._tiles[key] = tile
                self._bytes += _size(tile)
            while self._bytes > self._limit and self._tiles:
                _, old = self._tiles.popitem(last=False)
                self._bytes -= _size(old)
        return tile

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._tiles.clear()
            self._bytes = 0

    @property
    def used(self) -> int:
        """Bytes held."""
        return self._bytes


def _size(tile: Tile | None) -> int:
    return size(tile.image) if tile else 0


def size(image: Image.Image) -> int:
    """Bytes that ``image`` takes: Pillow keeps RGB in four bytes a pixel too."""
    return image.width * image.height * (1 if image.mode == "L" else 4)

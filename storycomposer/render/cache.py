"""What was made before, by the value it was made from; bounded in bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from PIL import Image

T = TypeVar("T")


class Cache(Generic[T]):
    """Keeps what was used last, up to ``limit`` bytes as ``weigh`` counts them; a value heavier
    than ``largest`` is never kept. Thread-safe; a value that two threads miss at once is made
    twice, which costs time and changes nothing."""

    def __init__(self, limit: int, weigh: Callable[[T], int], largest: int | None = None) -> None:
        self._limit = limit
        self._largest = limit if largest is None else largest
        self._weigh = weigh
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable, make: Callable[[], T], *, keep: bool = True) -> T:
        """The value of ``key``, from ``make`` if it is not here; what is made is kept unless the
        caller knows that nobody will ask again."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        if not keep:
            return value
        weight = self._weigh(value)
        with self._lock:
            if key not in self._values and weight <= self._largest:
                self._values[key] = value
                self._bytes += weight
            while self._bytes > self._limit:
                _, old = self._values.popitem(last=False)
                self._bytes -= self._weigh(old)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._bytes = 0

    @property
    def used(self) -> int:
        """Bytes held."""
        return self._bytes


def weight(image: Image.Image) -> int:
    """Bytes that ``image`` takes: Pillow keeps RGB in four bytes a pixel too."""
    return image.width * image.height * (1 if image.mode == "L" else 4)

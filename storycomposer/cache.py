"""What was made before, by the value it was made from; bounded by what it weighs."""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, ParamSpec, TypeVar, cast

T = TypeVar("T")
P = ParamSpec("P")
_NONE = object()
ENTRY = 64
"""What remembering costs where results weigh next to nothing, so that they are no crowd."""


class Cache(Generic[T]):
    """Keeps what was used last, up to ``limit`` as ``weigh`` counts, in bytes or otherwise; a value
    heavier than ``largest`` is never kept. Thread-safe; a value that two threads miss at once is
    made twice, which costs time and changes nothing."""

    def __init__(self, limit: int, weigh: Callable[[T], int], largest: int | None = None) -> None:
        self._limit = limit
        self._largest = limit if largest is None else largest
        self._weigh = weigh
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._weight = 0

    def get(self, key: Hashable, make: Callable[[], T], *, keep: bool = True) -> T:
        """The value of ``key``, from ``make`` if it is not here; what is made is kept unless the
        caller knows that nobody will ask again."""
        with self._lock:
            if (found := self._values.get(key, _NONE)) is not _NONE:
                self._values.move_to_end(key)
                return cast(T, found)
        value = make()
        if not keep:
            return value
        weight = self._weigh(value)
        with self._lock:
            if key not in self._values and weight <= self._largest:
                self._add(key, value, weight)
        return value

    def _add(self, key: Hashable, value: T, weight: int) -> None:
        self._values[key] = value
        self._weight += weight
        while self._weight > self._limit:
            _, old = self._values.popitem(last=False)
            self._weight -= self._weigh(old)

    def put(self, key: Hashable, value: T) -> None:
        """Keep ``value`` in the place of what was kept for ``key``."""
        weight = self._weigh(value)
        with self._lock:
            if key in self._values:
                self._weight -= self._weigh(self._values.pop(key))
            if weight <= self._largest:
                self._add(key, value, weight)

    def known(self, key: Hashable) -> T | None:
        """The value of ``key`` if it is here; asking is no use of it."""
        with self._lock:
            return self._values.get(key)

    def __contains__(self, key: Hashable) -> bool:
        """Whether the value of ``key`` is here; asking is no use of it."""
        with self._lock:
            return key in self._values

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._weight = 0

    @property
    def used(self) -> int:
        """What is held weighs this much."""
        return self._weight


def remembered(limit: int, weigh: Callable[..., int]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """``functools.lru_cache`` for pure functions whose results differ much in weight, kept as
    :class:`Cache` keeps them; ``weigh`` is given a result and the arguments that made it, and each
    weighs :data:`ENTRY` besides. The function gets ``cache_clear`` too."""

    def decorate(make: Callable[P, T]) -> Callable[P, T]:
        cache: Cache[tuple[T, int]] = Cache(limit, lambda known: known[1])

        @functools.wraps(make)
        def asked(*args: P.args, **named: P.kwargs) -> T:
            def made() -> tuple[T, int]:
                value = make(*args, **named)
                return value, ENTRY + weigh(value, *args, **named)

            return cache.get((args, tuple(named.items())), made)[0]

        asked.cache_clear = cache.clear  # type: ignore[attr-defined]
        return asked

    return decorate

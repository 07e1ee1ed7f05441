"""What goes wrong in a method that Qt calls is told, and neither crashes nor stops the window.

Before Python 3.12, errors raised by Python's own C code (``[][0]``, ``int("x")``, a widget that has
gone) are only half made until a handler looks at them. PySide takes what escapes from a method that
Qt calls, such as ``paintEvent``, for whole and follows a null pointer. Here it passes a handler.

An error also holds on to what the method was working with. A painter held so goes on painting, and
nothing else is painted any more: here it ends with its method.
"""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken


def guard_all() -> None:
    """Guard the methods of every class that is made from one of Qt's from now on."""
    Shiboken.Object.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(cls: type[Any], /) -> None:
    theirs = [one for one in cls.__mro__ if one.__module__.startswith("PySide6")]
    for name, made in list(vars(cls).items()):
        if isinstance(made, FunctionType) and any(name in vars(one) for one in theirs):
            setattr(cls, name, _guarded(made))


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def called(*args: Any, **named: Any) -> Any:
        try:
            return method(*args, **named)
        except BaseException as error:
            traceback.clear_frames(error.__traceback__)
            raise

    return called

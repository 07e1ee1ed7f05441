"""The window. The only room that knows Qt."""

import builtins

_own = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401

# PySide puts in an import of its own, which reads the source of every module that comes after it to
# see whether it may ask for ``__feature__``. None here does; it takes a tenth of a start and keeps
# all those sources in memory.
builtins.__import__ = _own

from storycomposer.app import overrides  # noqa: E402

overrides.guard_all()

"""The floors of the building, in code: who may import whom, and how large things may grow.

A module imports only from rooms on floors below its own, or from its own room. What stands on no
floor yet (checks, templates) gets its line here with its first module.
"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from storycomposer.app.inspector.design import BUILD
from storycomposer.document.layers import AnyLayer
from storycomposer.render.painters import PAINTERS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "storycomposer"

FLOORS = {
    "errors": 0,
    "document": 1,
    "media": 1,
    "resources": 1,
    "cache": 1,
    "typography": 2,
    "links": 2,
    "story": 2,
    "platforms": 2,
    "render": 3,
    "encode": 3,
    "storage": 3,
    "checks": 4,
    "export": 4,
    "saving": 4,
    "editor": 4,
    "app": 5,
    "cli": 5,
    "cli_export": 5,
    "cli_links": 5,
    "__init__": 5,
    "__main__": 5,
}
"""Room → floor. A room is a folder or a module of the package; errors may be raised by anyone."""

NEIGHBOURS = {
    ("media", "resources"),
    ("editor", "saving"),
    ("cli", "__init__"),
    ("cli", "app"),
    ("cli", "cli_export"),
    ("cli", "cli_links"),
    ("cli_export", "cli_links"),
    ("export", "checks"),
    ("__main__", "cli"),
}
"""Rooms of one floor of which the first may import the second."""

GUI = {"PySide6", "shiboken6", "PyQt6", "PyQt5", "tkinter"}
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "requests", "httpx"}
PURE = {"urllib.parse"}

LONGEST_FILE = 400
LONGEST_FUNCTION = 60

MODULES = sorted(PACKAGE.rglob("*.py"))


class Import(NamedTuple):
    """``module`` (dotted) is imported on ``line``; ``running`` is false under TYPE_CHECKING."""

    module: str
    line: int
    running: bool


def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> list[Import]:
    """Everything ``path`` imports, wherever in the file, relative imports made absolute."""
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    return list(_imports(ast.parse(source(path)), package, True))


def _imports(node: ast.AST, package: str, running: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, running) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = child.module or ""
            if child.level:
                above = package.split(".")[: len(package.split(".")) - child.level + 1]
                base = ".".join([*above, *filter(None, [base])])
            for alias in child.names:
                inner = f"{base}.{alias.name}"
                found = is_module(inner) if base.startswith("storycomposer") else False
                yield Import(inner if found else base, child.lineno, running)
        else:
            guarded = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            yield from _imports(child, package, running and not guarded)


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(source(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            yield node.name, (node.end_lineno or first) - first + 1


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_room_has_a_floor():
    assert {room(dotted(path)) for path in MODULES} <= set(FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downward(path):
    here = room(dotted(path))
    wrong = []
    for found in imports(path):
        if found.module.split(".")[0] != "storycomposer":
            continue
        there = room(found.module)
        allowed = there == here or FLOORS[there] < FLOORS[here] or (here, there) in NEIGHBOURS
        if not allowed:
            wrong.append(f"line {found.line}: {here}/ may not import {found.module}")
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_network_and_no_qt_outside_the_window(path):
    names = {found.module for found in imports(path)} - PURE
    forbidden = NETWORK if room(dotted(path)) == "app" else GUI | NETWORK
    assert not {name.split(".")[0] for name in names} & forbidden


def test_no_cycles():
    graph = {
        dotted(path): {found.module for found in imports(path) if found.running} for path in MODULES
    }
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join([*trail[trail.index(module) :], module])
        if module in done or module not in graph:
            return
        for wanted in graph[module] - {module}:
            visit(wanted, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_stay_readable(path):
    assert len(source(path).splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_stay_readable(path):
    assert not [(name, size) for name, size in functions(path) if size > LONGEST_FUNCTION]


def test_medians():
    files = [len(source(path).splitlines()) for path in MODULES]
    sizes = [size for path in MODULES for _, size in functions(path)]
    medians = statistics.median(files), statistics.median(sizes)
    print(f"{len(files)} files, {len(sizes)} functions; median lines a file {medians[0]}, ", end="")
    print(f"a function {medians[1]}; longest {max(files)}, {max(sizes)}")
    assert medians[0] <= 200
    assert medians[1] <= 15


def test_public_functions_say_what_they_do():
    silent = []
    for path in MODULES:
        for node in ast.parse(source(path)).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
            if public and not ast.get_docstring(node):
                silent.append(f"{name_of(path)}: {node.name}")
    assert not silent


@pytest.mark.parametrize("kind", get_args(AnyLayer), ids=lambda kind: kind.__name__)
def test_every_layer_kind_has_a_painter_an_inspector_and_a_golden(kind):
    tag = kind.__struct_config__.tag
    assert PAINTERS[kind].__module__ == f"storycomposer.render.{tag}"
    assert tag in BUILD
    assert list((ROOT / "tests" / "golden").glob(f"{tag}*.png"))

"""Everything the window says can be translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import storycomposer

ROOT = Path(storycomposer.__file__).parent
APP = ROOT / "app"
SHOWN = {
    "setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName",
    "setAccessibleDescription", "setTitle", "setStatusTip", "setLabelText", "addItem", "addTab",
    "notice", "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction",
    "setInformativeText", "addButton", "drawText", "addMenu",
}  # fmt: skip
NAMES = {"Story Composer"}


def calls(folder: Path) -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call in the code below ``folder`` with the last part of what it calls."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ""
                yield path, node, called.id if isinstance(called, ast.Name) else name


def said() -> Iterator[tuple[str, str, str]]:
    """Id, English and place of every string."""
    for path, call, name in calls(APP):
        if name == "t" and len(call.args) >= 2:
            id_, english = call.args[:2]
            if isinstance(id_, ast.Constant) and isinstance(english, ast.Constant):
                yield id_.value, english.value, f"{path.name}:{call.lineno}"


def test_one_id_is_one_text() -> None:
    texts: dict[str, dict[str, str]] = {}
    for id_, english, place in said():
        texts.setdefault(id_, {})[english] = place
    assert len(texts) > 200
    assert not [(id_, found) for id_, found in texts.items() if len(found) > 1]


def test_actions_are_called_by_their_own_ids() -> None:
    from storycomposer.app.actions import TABLE  # noqa: PLC0415

    ids = [action.id for action in TABLE]
    assert len(set(ids)) == len(ids)
    assert all(action.label for action in TABLE)


def letters(node: ast.expr) -> str:
    """What of an expression is written in the code and would be read by a person."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(letters(part) for part in node.values)
    return ""


def test_nothing_visible_is_said_past_the_translation() -> None:
    found = []
    for path, call, name in calls(APP):
        if name in SHOWN:
            for argument in call.args[:1] if name == "notice" else call.args:
                text = letters(argument)
                if any(mark.isalpha() for mark in text) and text not in NAMES:
                    found.append(f"{path.relative_to(ROOT)}:{call.lineno} {name}({text!r})")
    assert not found


def test_places_in_patterns_are_filled() -> None:
    """``t("id", "{count} slides", count=3)``: a place without a value would end the program."""
    missing = []
    for path, call, name in calls(APP):
        if name == "t" and len(call.args) >= 2 and isinstance(call.args[1], ast.Constant):
            text = str(call.args[1].value)
            given = {one.arg for one in call.keywords}
            places = {part.partition("}")[0] for part in text.split("{")[1:]}
            if None not in given and {place.partition(":")[0] for place in places} != given:
                missing.append(f"{path.name}:{call.lineno} {text!r} {sorted(map(str, given))}")
    assert not missing

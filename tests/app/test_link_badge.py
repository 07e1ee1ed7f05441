"""What stands beside a link on the canvas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from links import proven
from panels import select
from pytestqt.qtbot import QtBot

from storycomposer.app.inspector.link_proof import fixes_of
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.link import ContactTarget


def test_the_badges_button_mends_what_the_badge_says(
    program: Program, sample: Callable[[str], Path], qtbot: QtBot
) -> None:
    """A contact without a name that is covered, too: moving it gives it no name."""
    window = program.open(sample("article"))
    window.resize(1440, 900)
    select(window, 3, "l14")
    contact = {"target": ContactTarget(name="", phone="+49 30 1234567"), "y": 1600.0}
    window.desk.apply(lambda deck: edits.restyle(deck, ("l14",), contact), "Change")
    assert proven(window, qtbot) == "red"
    badge = window.link_badge
    assert "name" in badge.words.text() and badge.fix.isHidden()
    offered = window.proving.of("l14")
    assert offered is not None and len(fixes_of(offered)) > 0
    named = {"target": ContactTarget(name="Ada", phone="+49 30 1234567")}
    window.desk.apply(lambda deck: edits.restyle(deck, ("l14",), named), "Change")
    assert proven(window, qtbot) == "red"
    assert "Covered" in badge.words.text() and badge.fix.text() == "Move up"

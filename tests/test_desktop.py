"""The desktop finds the program for a story, by its name and by what is in it."""

from __future__ import annotations

import configparser
import re
import sys
import xml.etree.ElementTree as ET
from importlib import metadata
from pathlib import Path

import pytest

from storycomposer import resources
from storycomposer.cli import main
from storycomposer.media import svg

KIND = "application/vnd.storycomposer.story"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_the_entry_opens_stories() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(resources.path("desktop", "storycomposer.desktop"), encoding="utf-8")
    fields = entry["Desktop Entry"]
    assert fields["Exec"] == "storycomposer open %f"
    assert fields["MimeType"].split(";")[0] == KIND
    assert resources.path("desktop", f"{fields['Icon']}.svg").exists()
    # Newer ones are refused by desktop-file-validate of Debian 12.
    assert tuple(map(int, fields["Version"].split("."))) <= (1, 4)


def test_a_saved_story_is_known_by_its_name_and_its_first_bytes(tmp_path: Path) -> None:
    root = ET.parse(resources.path("desktop", "storycomposer.xml")).getroot()
    kind = root.find(f"{MIME}mime-type")
    assert kind is not None and kind.get("type") == KIND
    assert [glob.get("pattern") for glob in kind.iter(f"{MIME}glob")] == ["*.story"]
    story = tmp_path / "new.story"
    assert main(["new", "-o", str(story)]) == 0
    data = story.read_bytes()
    for match in kind.iter(f"{MIME}match"):
        offset = int(match.get("offset", "0"))
        value = re.sub(r"\\(\d{3})", lambda m: chr(int(m[1], 8)), match.get("value", ""))
        assert data[offset : offset + len(value)] == value.encode("latin-1")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems look elsewhere")
def test_installing_the_program_puts_them_where_desktops_look() -> None:
    files = metadata.distribution("storycomposer").files or ()
    shared = {str(path).partition("share/")[2] for path in files if path.locate().is_file()}
    assert {
        "applications/storycomposer.desktop",
        "mime/packages/storycomposer.xml",
        "icons/hicolor/scalable/apps/storycomposer.svg",
        "icons/hicolor/scalable/mimetypes/storycomposer-document.svg",
    } <= shared


def test_the_icons_draw() -> None:
    icons = list(resources.path("desktop").glob("*.svg"))
    assert icons
    for path in icons:
        drawn = svg.rasterise(path.read_bytes(), 64, 64)
        assert drawn.getchannel("A").getextrema() == (0, 255)
        assert len(drawn.getcolors(4096) or range(4096)) > 20

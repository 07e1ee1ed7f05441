"""The command line as people and scripts meet it."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from storycomposer import __version__, cli, export_set, open_story
from storycomposer.cli import main
from storycomposer.document.deck import FORMAT

README = Path(__file__).parents[1] / "README.md"

COMMANDS = (
    *("export", "proof", "qr", "platforms"),
    *("new", "pack", "unpack", "info", "fonts", "schema"),
)

DECK = {
    "format": 1,
    "id": "dogs",
    "title": "Two Dogs",
    "slides": [
        {
            "id": f"s{number}",
            "alt": f"Alt {number}",
            "layers": [
                {"type": "text", "id": f"t{number}", "y": 300, "width": 888, "text": words,
                 "size": 96},
                {"type": "link", "id": f"l{number}", "y": 900, "height": 200,
                 "target": {"type": "url", "url": f"https://example.org/{number}"}},
            ],
        }
        for number, words in enumerate(["Hello", "Two dogs", "שלום"], 1)
    ],
}  # fmt: skip


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "dogs"
    folder.mkdir()
    (folder / "deck.json").write_text(json.dumps(DECK), encoding="utf-8")
    return folder


def start(*arguments: str | Path, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "storycomposer", *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
    return subprocess.Popen(command, **pipes)


@pytest.mark.parametrize("arguments", [[], ["assets/samples/win"], ["open", "a.story"]])
def test_without_a_command_the_window_opens(arguments, monkeypatch):
    opened = []
    monkeypatch.setattr("storycomposer.app.run.main", opened.append)
    assert main(arguments) == 0
    assert opened == [Path(arguments[-1]) if arguments else None]


@pytest.mark.parametrize("without", ["display", "library"])
def test_where_no_window_can_open_one_sentence_says_so(without, tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":nowhere"}
    if without == "library":
        broken = tmp_path / "PySide6"
        broken.mkdir()
        (broken / "__init__.py").write_text("raise ImportError('libEGL.so.1: not found')")
        environment["PYTHONPATH"] = str(tmp_path)
    process = start("open", env=environment)
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 2
    assert said.startswith("storycomposer: The window cannot be opened")
    assert said.count("\n") == 1


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(f"    {command} " in shown for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: storycomposer {command} ")


def test_what_has_not_come_yet_is_not_shown(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    found = set(re.findall(r"^    ([a-z]+) ", shown, re.MULTILINE))
    assert found == set(COMMANDS)


def test_the_readme_tells_of_every_command():
    told = re.findall(r"^storycomposer ([a-z]+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(told) == set(COMMANDS)


@pytest.mark.parametrize(
    "arguments", [["paint"], ["export"], ["export", "x"], ["info"], ["export", "x", "-o", "y",
    "--width", "wide"], ["export", "x", "-o", "y", "--format", "bmp"], ["--jason"]]
)  # fmt: skip
def test_mistakes_in_usage_are_one_line(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("storycomposer")
    assert "--help" in said


def test_the_version(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"Story Composer {__version__}\n"


def test_export_prints_what_it_wrote(story, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["export", str(story), "-o", str(out), "--width", "216"]) == 0
    names = ["01-hello.png", "02-two-dogs.png", "03-שלום.png"]
    assert capsys.readouterr().out.splitlines() == [str(out / name) for name in names]
    assert sorted(path.name for path in out.iterdir()) == [*names, "manifest.json"]
    with Image.open(out / names[0]) as image:
        assert image.size == (216, 384)


def test_export_s_options(story, tmp_path, capsys):
    out = tmp_path / "out"
    options = ["--slides", "2-3", "--format", "jpeg", "--width", "108", "--zip", "--jobs", "1"]
    assert main(["export", str(story), "-o", str(out), *options]) == 0
    zipped = out / "story-two-dogs.zip"
    assert capsys.readouterr().out.splitlines()[-1] == str(zipped)
    with zipfile.ZipFile(zipped) as archive:
        assert archive.namelist() == ["02-two-dogs.jpg", "03-שלום.jpg", "manifest.json"]


def test_small_exports_are_smaller(story, tmp_path):
    for folder, options in (("fast", []), ("small", ["--small"])):
        assert main(["export", str(story), "-o", str(tmp_path / folder), *options]) == 0
    sizes = [sum(p.stat().st_size for p in (tmp_path / f).iterdir()) for f in ("small", "fast")]
    assert sizes[0] < sizes[1]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--slides", "9"], 'no slide "9"'),
        (["--slides", "two"], 'not "two"'),
        (["--jobs", "0"], "--jobs is 1 or more"),
        (["--width", "7"], "from 54 to 4320"),
    ],
)
def test_options_out_of_range(story, tmp_path, capsys, options, words):
    assert main(["export", str(story), "-o", str(tmp_path / "out"), *options]) == 2
    said = capsys.readouterr().err
    assert said.startswith("storycomposer: ")
    assert said.count("\n") == 1
    assert words in said
    assert not (tmp_path / "out").exists()


def test_an_earlier_set_s_place_is_safe(story, tmp_path, capsys):
    (tmp_path / "01-hello.png").write_bytes(b"mine")
    assert main(["export", str(story), "-o", str(tmp_path)]) == 2
    assert "not from an earlier export" in capsys.readouterr().err
    assert (tmp_path / "01-hello.png").read_bytes() == b"mine"


def test_info(story, capsys):
    assert main(["info", str(story)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Two Dogs\n")
    assert "  2  Two dogs: 1 text, 1 link\n     → https://example.org/2\n" in shown
    assert "fonts: Inter" in shown


def test_a_story_s_words_do_not_steer_the_terminal(tmp_path, capsys):
    made = tmp_path / "made.story"
    assert main(["new", "-o", str(made), "--title", "One\n\x1b[2JTwo\x9b"]) == 0
    assert main(["info", str(made)]) == 0
    assert capsys.readouterr().out.startswith("One  [2JTwo \nlanguage en")
    assert main(["info", str(tmp_path / "a\x1bb\nc")]) == 2
    said = capsys.readouterr().err
    assert "a b c does not exist" in said and said.count("\n") == 1


def test_info_for_scripts(story, capsys):
    assert main(["info", str(story), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["title"], told["id"], told["format"]) == ("Two Dogs", "dogs", FORMAT)
    assert told["slides"][1] == {
        "number": 2, "id": "s2", "name": "Two dogs", "alt": "Alt 2", "seconds": 5,
        "layers": {"text": 1, "link": 1}, "links": ["https://example.org/2"],
    }  # fmt: skip
    assert told["fonts"][0] == "Inter"
    assert told["missing"] == []
    assert (told["media"], told["media_bytes"]) == (0, 0)


def test_fonts_for_scripts(capsys):
    assert main(["fonts", "--json"]) == 0
    told = {family["name"]: family for family in json.loads(capsys.readouterr().out)}
    assert {400, 800} <= set(told["Inter"]["weights"])
    assert told["Inter"]["source"] == "bundled"
    assert "Arab" in told["Noto Sans Arabic"]["scripts"]


def test_fonts_for_people(capsys):
    assert main(["fonts"]) == 0
    assert re.search(r"^Noto Sans Thai: 400 700 .*Thai", capsys.readouterr().out, re.MULTILINE)


def test_the_schema(capsys):
    assert main(["schema"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "slides" in json.dumps(told)
    assert "$schema" in told or "$defs" in told


def test_new_pack_and_unpack(tmp_path, capsys):
    made, packed = tmp_path / "made", tmp_path / "made.story"
    unpacked = tmp_path / "again"
    assert main(["new", "-o", str(packed), "--title", "Fresh"]) == 0
    assert main(["unpack", str(packed), "-o", str(made)]) == 0
    packed.unlink()
    assert main(["pack", str(made), "-o", str(packed)]) == 0
    assert zipfile.is_zipfile(packed)
    assert main(["unpack", str(packed), "-o", str(unpacked)]) == 0
    assert open_story(unpacked).deck == open_story(made).deck == open_story(packed).deck
    assert open_story(made).deck.title == "Fresh"
    assert len(open_story(made).deck.slides) == 1
    assert capsys.readouterr() == ("", "")


def test_nothing_is_written_over(tmp_path, story, capsys):
    there = tmp_path / "there.story"
    there.write_bytes(b"mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes").write_bytes(b"mine")
    main(["pack", str(story), "-o", str(tmp_path / "dogs.story")])
    assert main(["new", "-o", str(there)]) == 2
    assert main(["unpack", str(tmp_path / "dogs.story"), "-o", str(tmp_path / "full")]) == 2
    assert main(["pack", str(story), "-o", str(tmp_path / "photo.jpg")]) == 2
    said = capsys.readouterr().err
    assert said.count("is there already") == 2
    assert "must end in .story" in said
    assert there.read_bytes() == b"mine"
    assert sorted(path.name for path in (tmp_path / "full").iterdir()) == ["notes"]


def test_help_needs_nothing_heavy():
    """Only what takes milliseconds is loaded before a command runs."""
    code = "import sys; from storycomposer import cli; cli._parser(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"numpy", "PIL", "msgspec", "uharfbuzz", "icu4py", "fontTools"}


def test_no_bar_where_nobody_looks(story, tmp_path, capsys):
    main(["export", str(story), "-o", str(tmp_path / "out"), "--width", "54"])
    shown = capsys.readouterr().err
    assert "\r" not in shown
    said = shown.splitlines()
    assert len([one for one in said if "(a preview)" in one]) == 3, "the proof of each code"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal(story, tmp_path, monkeypatch, capsys):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert main(["export", str(story), "-o", str(tmp_path / "out"), "--width", "54"]) == 0
    shown = terminal.getvalue()
    assert [f"{done} of 3" in shown for done in (1, 2, 3)] == [True] * 3
    _, clear, after = shown.rpartition("\r\x1b[K")
    assert clear and after.startswith("Slide 1"), "it is gone when the export is done"
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_reader_that_goes_away_is_no_error():
    process = start("schema")
    process.stdout.close()
    assert process.wait(120) == cli.BROKEN_PIPE
    assert process.stderr.read() == ""
    process.stderr.close()


def test_ctrl_c_leaves_the_old_set(story, tmp_path):
    deck = {**DECK, "slides": [{**DECK["slides"][0], "id": f"s{n}", "layers": []} for n in
                               range(400)]}  # fmt: skip
    out = tmp_path / "out"
    export_set(open_story(story), out, width=54)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (story / "deck.json").write_text(json.dumps(deck), encoding="utf-8")
    # What a shell started in the background ignores Ctrl+C, and so would what it starts.
    obeying = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = start("export", story, "-o", out, "--width", 2160, preexec_fn=obeying)
    deadline = time.time() + 120
    while not list(out.glob(".*/*.png")) and time.time() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(120) == cli.INTERRUPTED
    assert process.communicate() == ("", "")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before

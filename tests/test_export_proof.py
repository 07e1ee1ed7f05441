"""Exported codes: proven on the exported pixels, refused where they won't read, told everywhere."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageColor, ImageOps

from storycomposer.cli import main
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import AnyLayer, LinkLayer, ShapeLayer
from storycomposer.document.link import Look, TextTarget, UrlTarget
from storycomposer.document.style import Solid
from storycomposer.errors import StoryError
from storycomposer.export import sets
from storycomposer.export.sets import export_set, render_slide
from storycomposer.links import proof
from storycomposer.links.symbol import symbol
from storycomposer.media.store import MediaStore
from storycomposer.platforms import platform
from storycomposer.render.slide import codes
from storycomposer.storage.files import save_story
from storycomposer.story import Story

URL = "https://example.org/article"


def link(id: str = "l", **fields: Any) -> LinkLayer:
    place = {"x": 96, "y": 700, "width": 888, "height": 320}
    return LinkLayer(id=id, **{"target": UrlTarget(url=URL), **place, **fields})


COVER = ShapeLayer(id="o", x=96, y=700, width=500, height=320, fill=Solid(color="#FFC53D"))


def story(*slides: tuple[AnyLayer, ...]) -> Story:
    made = (
        Slide(id=f"s{at}", layers=layers, background=Solid(color="#6D4AFF"))
        for at, layers in enumerate(slides)
    )
    return Story(Deck(id="d", title="Dogs", slides=tuple(made)), MediaStore())


FINE, SPOILT = story((link(),), ()), story((), (link(),), (link("k"), COVER))


def told(folder: Path) -> list[dict[str, Any]]:
    made = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return [each for slide in made["slides"] for each in slide["links"]]


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_the_manifest_has_the_proof(tmp_path, kind):
    export_set(FINE, tmp_path / "a", format=kind)
    (one,) = told(tmp_path / "a")
    assert one["proof"] == {
        "state": "proven",
        "failing": [],
        "conditions": list(proof.IDS),
        "reader": proof.reader(),
        "broken": [],
    }
    export_set(FINE, tmp_path / "b", format=kind, jobs=1)
    assert told(tmp_path / "b") == [one]


def test_what_won_t_read_is_refused_and_nothing_is_written(tmp_path):
    export_set(FINE, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(StoryError) as caught:
        export_set(SPOILT, tmp_path)
    assert caught.value.sentence.id == "export-unreadable"
    assert str(caught.value).startswith("Slide 3's code won't read")
    assert dict(caught.value.sentence.values)["layer"] == "k"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_told_otherwise_it_goes_out_and_says_so(tmp_path):
    export_set(SPOILT, tmp_path, unproven=True)
    fine, spoilt = told(tmp_path)
    assert (fine["layer"], fine["proof"]["state"]) == ("l", "proven")
    assert (spoilt["layer"], spoilt["proof"]["state"]) == ("k", "unreadable")
    assert spoilt["proof"]["failing"] == list(proof.IDS)


def test_only_exported_slides_are_judged(tmp_path):
    export_set(SPOILT, tmp_path, slides=[0, 1])
    assert [one["proof"]["state"] for one in told(tmp_path)] == ["proven"]


def test_codes_are_read_from_the_exported_file(tmp_path, monkeypatch):
    seen = []
    judge = proof.proofs

    def spy(picture, codes):
        seen.append(picture)
        return judge(picture, codes)

    monkeypatch.setattr(proof, "proofs", spy)
    (path, _) = export_set(FINE, tmp_path, width=720, format="jpeg")
    with Image.open(path) as stored:
        assert [picture.tobytes() for picture in seen] == [stored.convert("RGB").tobytes()]
    assert seen[0].tobytes() != render_slide(FINE, 0, 720).tobytes()


FAINT = link(look=Look(code=Solid(color="#7E8080")))  # 3.97:1
FINE_MODULES = link(height=100)
RED = {
    "link-contrast": (FAINT, "(the code's contrast is 3.9:1: phones need 4:1)"),
    "link-modules": (FINE_MODULES, "(the code is too fine: its modules are 2 px, phones need 4)"),
    "link-safe-area": (link(y=1500), "(covered by the reply bar)"),
}


@pytest.mark.parametrize("rule", RED)
def test_what_a_computer_reads_and_phones_do_not_is_refused(tmp_path, rule):
    """The red badge is the door, whatever the decoder makes of the pixels."""
    layer, why = RED[rule]
    red = story((), (layer,))
    with pytest.raises(StoryError) as caught:
        export_set(red, tmp_path)
    assert str(caught.value) == (
        f"Slide 2's code won't read {why}: mend it, or export it all the same with --unproven."
    )
    assert list(tmp_path.iterdir()) == []
    export_set(red, tmp_path, unproven=True)
    (one,) = told(tmp_path)
    assert (one["proof"]["state"], one["proof"]["broken"]) == ("unreadable", [rule])
    assert one["proof"]["failing"] != list(proof.IDS), "a reader on a computer reads it"


def test_a_destinations_own_bars_count(tmp_path):
    """What lies free anywhere else may be covered there."""
    low = story((link(y=1200),))
    assert export_set(low, tmp_path / "any", destination=platform("instagram"))
    with pytest.raises(StoryError, match="covered by the reply bar"):
        export_set(low, tmp_path / "tiktok", destination=platform("tiktok"))


def test_a_link_that_leads_nowhere_is_refused(tmp_path):
    nowhere = LinkLayer(id="l", target=UrlTarget(url=""))
    with pytest.raises(StoryError, match="Slide 1's code won't read"):
        export_set(story((nowhere,)), tmp_path)
    for mode in ("address", "sticker"):
        layer = LinkLayer(id="l", target=UrlTarget(url=URL), mode=mode, y=1600)
        assert export_set(story((layer,)), tmp_path / mode), "no code, nothing to refuse"


def test_a_narrow_set_may_lose_a_code_that_read(tmp_path):
    long = LinkLayer(
        id="l",
        target=TextTarget(text="Lorem ipsum dolor. " * 42),
        look=Look(arrangement="code"),
        **{"x": 290, "y": 500, "width": 500, "height": 500, "rotation": 12},
    )
    export_set(story((long,)), tmp_path / "wide")
    assert told(tmp_path / "wide")[0]["proof"]["state"] == "risk"
    with pytest.raises(StoryError, match=r"\(it is lost at 500 px wide\)"):
        export_set(story((long,)), tmp_path / "narrow", width=500)
    export_set(story((long,)), tmp_path / "preview", width=499)
    (one,) = told(tmp_path / "preview")
    assert (one["proof"]["state"], one["proof"]["broken"]) == ("unreadable", [])


def test_previews_are_judged_and_not_refused(tmp_path):
    export_set(SPOILT, tmp_path, width=108)
    assert told(tmp_path)[1]["proof"]["state"] == "unreadable"
    with pytest.raises(StoryError, match="contrast"):
        export_set(story((FAINT,)), tmp_path, width=500)
    export_set(story((FAINT,)), tmp_path, width=480)
    (one,) = told(tmp_path)
    assert (one["proof"]["state"], one["proof"]["broken"]) == ("unreadable", ["link-contrast"])


def test_slides_without_codes_are_not_searched(tmp_path, monkeypatch):
    def never(*_: object) -> None:
        raise AssertionError("a slide without a code was searched")

    monkeypatch.setattr(proof, "proofs", never)
    export_set(story((link(mode="address"),), (COVER,)), tmp_path)
    assert "proof" not in told(tmp_path)[0]


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    save_story(SPOILT, tmp_path / "spoilt.story")
    return tmp_path / "spoilt.story"


def test_the_command_refuses_and_can_be_told(spoilt, tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["export", str(spoilt), "-o", out]) == 1, "found wrong, and no bad input"
    said = capsys.readouterr().err
    assert said.startswith("storycomposer: Slide 3's code won't read")
    assert said.count("\n") == 1
    assert main(["export", str(spoilt), "-o", out, "--unproven"]) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 3
    assert shown.err.splitlines() == [
        f"Slide 2 reads: {URL}",
        f"Slide 3 won't read (fails: link-covered, link-proof): {URL}",
        "Slide 2's link still leads to example.org, which is an example.",
        "Slide 3's link still leads to example.org, which is an example.",
    ]
    lost = str(tmp_path / "lost.story")
    assert main(["export", lost, "-o", out]) == 2


def test_of_several_codes_the_first_slides_is_told(tmp_path, monkeypatch):
    """Whichever slide is done first."""
    judge, other = sets.red, threading.Event()

    def late(made: Story, index: int, *rest: Any) -> Any:
        if index == 0:
            assert other.wait(120)
        found = judge(made, index, *rest)
        other.set()
        return found

    monkeypatch.setattr(sets, "red", late)
    bad = link("a", target=UrlTarget(url="javascript:x")), link("b", target=UrlTarget(url=""))
    with pytest.raises(StoryError, match=r"^Slide 1's code won't read"):
        export_set(story(*((one,) for one in bad)), tmp_path, jobs=2)


def test_a_text_that_no_code_holds_is_told_in_bytes(tmp_path):
    long = story((link(target=TextTarget(text="é" * 1900)),))
    with pytest.raises(StoryError, match="shorten it from 3800 to at most 2953 bytes"):
        export_set(long, tmp_path)


def test_the_command_tells_of_examples_on_the_slides_it_exports(tmp_path, capsys):
    """Once, however many sets there are; and it is no reason to fail."""
    there = link("m", target=UrlTarget(url="https://www.gov.uk/walks"))
    save_story(story((link(),), (there,), (link("n", mode="address"),)), tmp_path / "s.story")
    command = ["export", str(tmp_path / "s.story"), "-o", str(tmp_path / "out")]
    told = "Slide {}'s link still leads to example.org, which is an example."
    for more, numbers in (
        (["--slides", "2-3"], (3,)),
        (["--platform", "instagram,whatsapp"], (1, 3)),
    ):
        assert main([*command, *more]) == 0
        said = capsys.readouterr().err.splitlines()
        assert [one for one in said if "example" in one and "reads" not in one] == [
            told.format(number) for number in numbers
        ]


def test_the_command_names_the_way_out_and_obeys_it(tmp_path, capsys):
    """What the window refuses the command refuses, in one sentence; a risk is told of."""
    save_story(story((FAINT,), (link("r", height=170),)), tmp_path / "faint.story")
    command = ["export", str(tmp_path / "faint.story"), "-o", str(tmp_path / "out")]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert said.startswith("storycomposer: Slide 1's code won't read (the code's contrast is")
    assert said.endswith("with --unproven.\n")
    assert not (tmp_path / "out").exists()
    assert main([*command, "--unproven"]) == 0
    said = capsys.readouterr().err
    assert f"Slide 1 won't read (fails: link-contrast): {URL}" in said
    assert re.search(rf"^Slide 2 at risk \(fails: [^)]*modules\): {URL}$", said, re.MULTILINE)
    assert main([*command, "--width", "480"]) == 0
    preview = "Slide 1, 480 px wide (a preview), won't read (fails: link-contrast): "
    assert preview + URL in capsys.readouterr().err


def test_the_command_s_manifest_for_scripts(tmp_path, capsys):
    save_story(FINE, tmp_path / "fine.story")
    out = str(tmp_path / "out")
    assert main(["export", str(tmp_path / "fine.story"), "-o", out, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["slides"][0]["links"][0]["proof"]["state"] == "proven"


def test_pictures_are_proven_ours_or_not(tmp_path, capsys):
    first, blank = export_set(FINE, tmp_path, format="webp")
    assert main(["proof", str(first), str(blank)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown == [str(first), f"  reads: {URL}", str(blank), "  no code"]
    assert main(["proof", str(blank)]) == 1
    capsys.readouterr()
    assert main(["proof", str(first), "--json"]) == 0
    ((record,),) = [each["codes"] for each in json.loads(capsys.readouterr().out)]
    assert (record["text"], record["state"], record["failing"]) == (URL, "proven", [])
    assert len(record["corners"]) == 4
    alone = picture(URL, "black", "white")
    alone.putalpha(ImageOps.invert(alone.convert("L")))
    alone.save(tmp_path / "ink.png")  # paper that is not there is white
    assert main(["proof", str(tmp_path / "ink.png")]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"  reads: {URL}"


def test_a_spoilt_picture_is_told(tmp_path, capsys):
    (code,) = codes(FINE, FINE.deck.slides[0])
    (left, _), _, (right, bottom), _ = code.corners
    side = (right - left) / 2
    half = ShapeLayer(id="o", x=right - side, y=bottom - side, width=side, height=side)
    (path,) = export_set(story((link(), half)), tmp_path, unproven=True)
    assert main(["proof", str(path)]) == 1
    assert "won't read: a code" in capsys.readouterr().out
    nowhere = str(tmp_path / "nowhere.png")
    assert main(["proof", nowhere, str(path)]) == main(["proof", str(path), nowhere]) == 2


@pytest.mark.parametrize(
    ("colors", "reason", "rule"),
    [
        ("#FFFFFF #14141A", "light on dark: many phones read only dark on light", "inverted"),
        ("#999999 #EEEEEE", "too pale: phones need a contrast of 4:1", "contrast"),
        ("#6A6A6A #FFFFFF", "", ""),
    ],
)
def test_the_command_says_what_no_decoder_minds(tmp_path, capsys, colors, reason, rule):
    """Codes that somebody else made, light on dark or pale."""
    ink, paper = colors.split()
    code = picture(URL, ink, paper)
    slide = Image.new("RGB", (1080, 1920), paper)
    slide.paste(code, (300, 700))
    slide.save(tmp_path / "theirs.png")
    path = str(tmp_path / "theirs.png")
    assert main(["proof", path]) == (1 if reason else 0)
    said = f"won't read ({reason})" if reason else "reads"
    assert capsys.readouterr().out.splitlines() == [path, f"  {said}: {URL}"]
    main(["proof", path, "--json"])
    ((record,),) = [each["codes"] for each in json.loads(capsys.readouterr().out)]
    assert record["text"] == URL and len(record["corners"]) == 4
    assert record["broken"] == ([f"link-{rule}"] if rule else [])


def test_the_command_says_what_puts_a_code_at_risk(tmp_path, capsys):
    """In words, and by the names of the conditions."""
    slide = Image.new("RGB", (1080, 1920), "white")
    code = picture(URL, "black", "white")
    slide.paste(code.resize((code.width // 2, code.height // 2)), (300, 700))
    slide.save(tmp_path / "small.png")
    path = str(tmp_path / "small.png")
    assert main(["proof", path]) == 0
    name, line = capsys.readouterr().out.splitlines()
    assert name == path
    assert line.startswith("  at risk (") and line.endswith(f"): {URL}")
    words, _, ids = line.removeprefix("  at risk (").rpartition("): ")[0].partition("; fails: ")
    assert "may not read" in words and set(ids.split(", ")) <= set(proof.IDS)


def picture(text: str, ink: str, paper: str) -> Image.Image:
    """The code of ``text``, 10 pixels a module."""
    rows = symbol(text).rows
    made = Image.new("RGB", (len(rows) + 8,) * 2, paper)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                made.putpixel((x + 4, y + 4), ImageColor.getrgb(ink))
    return made.resize((made.width * 10,) * 2, Image.Resampling.NEAREST)


def test_no_picture_is_bad_input(tmp_path, capsys):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (tmp_path / "words.txt").write_text("Hello")
    for name in ("a.png", "words.txt", "nowhere.png", "."):
        assert main(["proof", str(tmp_path / name)]) == 2
        said = capsys.readouterr().err
        assert said.startswith("storycomposer: ")
        assert said.count("\n") == 1

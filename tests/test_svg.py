"""SVG: drawn as it is meant, at any size, and nothing outside it is read, run or waited for."""

from __future__ import annotations

import base64
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from media_samples import saved
from PIL import Image
from resvg_py import svg_to_bytes

from storycomposer.errors import StoryError
from storycomposer.media import child, children, svg
from storycomposer.media.decode import decode, probe
from storycomposer.media.svg import rasterise, size
from storycomposer.media.svg_clean import clean

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
RED = (255, 0, 0, 255)


def drawing(body: str, attributes: str = 'viewBox="0 0 100 100"') -> bytes:
    return f"{HEAD}{attributes}>{body}</svg>".encode()


def cleaned(body: str) -> str:
    return clean(drawing(body), "picture").decode()


@pytest.fixture
def red_file(tmp_path: Path) -> Path:
    path = tmp_path / "red.png"
    path.write_bytes(saved(Image.new("RGB", (8, 8), "red"), "PNG"))
    return path


def test_drawn_sharp_at_every_size_in_straight_alpha() -> None:
    circle = drawing('<circle cx="50" cy="50" r="50" fill="#f00" fill-opacity="0.5"/>')
    for width, height in ((10, 10), (100, 40), (333, 777)):
        image = rasterise(circle, width, height)
        assert (image.mode, image.size, image.info) == ("RGBA", (width, height), {})
        assert image.getpixel((width // 2, height // 2)) in ((255, 0, 0, 127), (255, 0, 0, 128))
        assert image.getpixel((0, 0))[3] < 64
        assert image.getbbox() == (0, 0, width, height)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('viewBox="0 0 24 12"', (24, 12)),
        ('width="200" height="100" viewBox="0 0 24 24"', (200, 100)),
        ('width="50%" viewBox="0,0 30 60"', (30, 60)),
        ('width="60" viewBox="0 0 30 60"', (60, 120)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('width="40px" height="30pt"', (40, 40)),
        ("", (300, 150)),
        ('viewBox="0 0 nonsense"', (300, 150)),
        ('viewBox="0 0 1.5 0.5"', (192, 64)),
        ('viewBox="0 0 1000000 500000"', (8192, 4096)),
        ('viewBox="0 0 1e300 1"', (300, 150)),
    ],
)
def test_natural_size(attributes: str, expected: tuple[int, int]) -> None:
    assert size(drawing("", attributes)) == expected
    assert probe(drawing("", attributes))[:3] == (*expected, "SVG")


def test_a_view_box_of_another_shape_stays_fitted() -> None:
    wide = 'width="200" height="100" viewBox="0 0 10 10"'
    square = '<rect width="10" height="10" fill="red"/>'
    assert rasterise(drawing(square, wide), 400, 200).getbbox() == (100, 0, 300, 200)
    stretched = drawing(square, wide + ' preserveAspectRatio="none"')
    assert rasterise(stretched, 400, 200).getbbox() == (0, 0, 400, 200)


def test_decode_draws_what_just_covers_the_need() -> None:
    data = drawing('<rect width="100" height="50" fill="red"/>', 'viewBox="0 0 100 50"')
    assert decode(data).size == (100, 50)
    assert decode(data, (300, 300)).size == (600, 300)
    assert decode(data, (300, 10)).size == (300, 150)
    assert decode(data).mode == "RGB"


def test_text_is_set_in_bundled_fonts() -> None:
    words = drawing('<text x="5" y="60" font-size="40" font-family="Outfit">Abg</text>')
    other = drawing('<text x="5" y="60" font-size="40" font-family="Bangers">Abg</text>')
    shown = rasterise(words, 200, 200)
    assert shown.getbbox() is not None
    assert shown.tobytes() != rasterise(other, 200, 200).tobytes()


@pytest.mark.parametrize(
    "reference",
    [
        '<image href="{path}" width="100" height="100"/>',
        '<image xlink:href="{path}" width="100" height="100"/>',
        '<image href="file://{path}" width="100" height="100"/>',
        '<image href="  {path}" width="100" height="100"/>',
        '<image HREF="{path}" xlink:href="&#47;{path}" width="100" height="100"/>',
        '<filter id="f" width="1" height="1"><feImage href="{path}"/></filter>'
        '<rect width="100" height="100" filter="url(#f)"/>',
        '<use href="{folder}/outside.svg#r"/>',
        '<style>@import "{folder}/outside.css"; image {{}}</style>'
        '<image xml:base="file://{folder}/" href="red.png" width="100" height="100"/>',
        '<image href="data:image/svg+xml;base64,{nested}" width="100" height="100"/>',
        '<image href="data:image/png;base64,{nested}" width="100" height="100"/>',
    ],
)
def test_nothing_outside_is_read(reference: str, red_file: Path) -> None:
    folder = red_file.parent
    (folder / "outside.svg").write_bytes(
        drawing('<rect id="r" width="99" height="99" fill="red"/>')
    )
    (folder / "outside.css").write_text("svg { background: red }")
    inner = drawing(f'<image href="{red_file}" width="100" height="100"/>')
    body = reference.format(path=red_file, folder=folder, nested=base64.b64encode(inner).decode())
    image = rasterise(drawing(body), 50, 50)
    assert RED not in [color for _, color in image.getcolors(2500)]
    assert str(folder) not in cleaned(body)


def test_without_cleaning_the_file_would_have_been_read(red_file: Path) -> None:
    data = drawing(f'<image href="{red_file}" width="100" height="100"/>').decode()
    bare = svg_to_bytes(svg_string=data, width=100)
    assert bare != svg_to_bytes(svg_string=drawing("").decode(), width=100)


def test_pictures_written_out_in_place_are_drawn(red_file: Path) -> None:
    inline = base64.b64encode(red_file.read_bytes()).decode()
    body = f'<image href="data:image/png;base64,{inline}" width="100" height="100"/>'
    assert rasterise(drawing(body), 20, 20).getpixel((10, 10)) == RED


def test_what_could_run_or_reach_out_is_gone() -> None:
    text = cleaned(
        '<script>alert(1)</script><g onclick="x()" ONLOAD="y()"><a href="https://example.org">'
        '<rect width="9" height="9" fill="url(#g)" stroke="url(https://example.org/a#b)" '
        "style=\"fill:url( 'http://example.org' );stroke:red\"/></a></g><foreignObject><p "
        'xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject><set attributeName="href" '
        'to="http://example.org"/><style>@import url("http://example.org/a.css"); @font-face '
        "{ src: url(http://example.org/f.woff) } rect { fill: url( '#g' ) }</style>"
        '<style>rect { fill: u\\72l(http://example.org) }</style><?xml-stylesheet href="x"?>'
        '<x:e xmlns:x="urn:x"><rect/></x:e><animate attributeName="x"/><!-- example.org -->'
    )
    for gone in ("example.org", "script", "alert", "onclick", "ONLOAD", "foreign", "import",
                 "animate", "<set", "stylesheet", "urn:x"):  # fmt: skip
        assert gone not in text, gone
    assert 'fill="url(#g)"' in text
    assert "fill: url( &#x27;#g&#x27; )" in text
    assert "stroke:red" in text


@pytest.mark.parametrize(
    "css",
    [
        "rect { fill: u\\72l(http://example.org) }",
        "rect { fill: \\000075 rl('http://example.org') }",
        "rect { fill: \\u\\r\\l(http://example.org) }",
        "@\\69mport 'http://example.org';",
        "rect { fill: URL( http://example.org ) }",
        "rect { fill: url(/**/http://example.org) }",
        "rect { fill: url(\n'http://example.org",
    ],
)
def test_styles_cannot_hide_what_they_reach_for(css: str) -> None:
    assert "example.org" not in cleaned(f"<style>{css}</style>")
    assert "example.org" not in cleaned(f'<rect style="{css.replace("rect {", "")}"/>')
    if "fill: " in css:
        value = css.partition("fill: ")[2].rstrip(" }")
        assert "example.org" not in cleaned(f'<rect fill="{value}"/>')


def test_harmless_escapes_in_styles_stay() -> None:
    styles = "<style>.a\\:b { fill: blue } .c { fill: red }</style>"
    square = '<rect class="c" width="100" height="100"/>'
    assert rasterise(drawing(styles + square), 9, 9).getpixel((4, 4)) == RED


def test_document_types_are_removed_and_harmless_entities_kept() -> None:
    old = (
        '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" '
        '[<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>'
        '<svg xmlns="&ns_svg;" viewBox="0 0 9 9"><title>é</title><rect width="9" height="9" '
        'fill="red"/></svg>'
    ).encode("latin-1")
    assert b"DOCTYPE" not in clean(old, "picture")
    assert rasterise(old, 9, 9).getpixel((4, 4)) == RED


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + drawing("<text>&x;</text>"),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + drawing("<text>&b;</text>"),
        b'<!DOCTYPE svg [<!ENTITY % x "y">]>' + drawing(""),
        b'<!DOCTYPE svg [<!ENTITY a "' + b"a" * 201 + b'">]>' + drawing("&a;"),
        b"<svg ",
        b"<svg><g></svg>",
        b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>",
        b"<svg xmlns='urn:other'/>",
        b"<svg>\xff\xfe</svg>",
        b"<?xml version='1.0' encoding='nonsense'?><svg/>",
        drawing("<g>" * 300 + "</g>" * 300),
        b"<svg" + b" " * 20_000_000 + b"/>",
    ],
)
def test_unsafe_or_broken_drawings_are_refused(data: bytes) -> None:
    for ask in (probe, decode):
        with pytest.raises(StoryError, match=r"^logo\.svg: this SVG is damaged or built in a way"):
            ask(data, name="logo.svg")


def test_too_many_pixels_are_refused() -> None:
    for width, height in ((20000, 20000), (0, 5)):
        with pytest.raises(StoryError, match="cannot be drawn at"):
            rasterise(drawing(""), width, height)


def test_a_drawing_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg, "SECONDS", 1)
    endless = '<filter id="f"><feTurbulence baseFrequency="0.5" numOctaves="100000000"/></filter>'
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(StoryError, match="takes more than 1 seconds"):
        rasterise(drawing(endless + '<rect width="99" height="99" filter="url(#f)"/>'), 500, 500)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    assert spent < 4, "by what it works, long before the clock would"


def test_a_child_that_a_busy_machine_keeps_waiting_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = "import sys, time; sys.stdin.read(); time.sleep(3.5); print('drawn')"
    monkeypatch.setattr(children, "_command", lambda: (sys.executable, "-c", waiting))
    assert children.ask((), 1, "logo.svg", b"") == b"drawn\n"


def test_a_drawing_that_doubles_itself_is_stopped() -> None:
    doubled = "".join(
        f'<g id="g{i}"><use href="#g{i + 1}"/><use href="#g{i + 1}"/></g>' for i in range(30)
    )
    with pytest.raises(StoryError, match=r"cannot be drawn|seconds"):
        rasterise(drawing(doubled + '<g id="g30"><rect width="1" height="1"/></g>'), 100, 100)


def test_a_drawing_that_eats_memory_is_stopped() -> None:
    body = '<filter id="f" x="-9999" y="-9999" width="99999" height="99999">' + (
        '<feGaussianBlur stdDeviation="99999"/>' * 50 + "</filter>"
        '<rect width="100" height="100" filter="url(#f)"/>'
    )
    nested = "".join(f'<g opacity="0.{9 - i % 9}" filter="url(#f)">' for i in range(50))
    try:
        image = rasterise(
            drawing(body + nested + "<rect width='9' height='9'/>" + "</g>" * 50), 9, 9
        )
    except StoryError:
        return
    assert image.size == (9, 9)


def test_the_child_bounds_itself() -> None:
    probe_limits = (
        "import resource, storycomposer.media.child as c; c.limit(5);"
        "print([resource.getrlimit(k)[0] for k in (resource.RLIMIT_AS, resource.RLIMIT_CPU)])"
    )
    if sys.platform == "linux":
        said = subprocess.check_output([sys.executable, "-c", probe_limits], text=True)
        assert said.strip() == str([child.MEMORY, 5])


def test_a_frozen_app_is_asked_by_a_switch(tmp_path: Path) -> None:
    app = tmp_path / "app"
    app.write_text(
        f"#!{sys.executable}\nimport sys\nfrom storycomposer.media import child\n"
        "sys.exit(child.main() if sys.argv[1:] == [child.SWITCH] else 3)\n"
    )
    app.chmod(0o755)
    square = drawing('<rect width="100" height="100" fill="red"/>')
    code = (
        f"import sys; sys.frozen = True; sys.executable = {str(app)!r}\n"
        "from storycomposer.media.svg import rasterise\n"
        f"print(rasterise({square!r}, 4, 4)"
        ".getpixel((1, 1)))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == str(RED)

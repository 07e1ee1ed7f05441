"""Asks headless Chromium how it lays out every case and stores its answers.

    python tests/oracle/make_oracle.py [chromium-binary]

Run it after changing cases or bundled fonts. The page names the same fonts, in the same order of
fallback, as the program's own font book, and nothing from the system; that is verified."""

from __future__ import annotations

import hashlib
import html
import io
import json
import lzma
import re
import sys
from pathlib import Path
from typing import Any

import msgspec
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from oracle.cases import CASES, Case  # noqa: E402
from oracle.chromium import Page, page  # noqa: E402
from storycomposer import resources  # noqa: E402
from storycomposer.document.layers import Run, TextLayer  # noqa: E402

STORED = HERE / "oracle.json.xz"

CSS = """
.case { position: absolute; left: 0; top: 0; margin: 0; padding: 0; white-space: pre-wrap;
  overflow-wrap: anywhere; line-break: auto; word-break: normal; hyphens: manual;
  text-rendering: geometricPrecision; font-kerning: normal; font-synthesis: none;
  font-optical-sizing: none; font-variant-emoji: normal; font-variant-ligatures: normal;
  text-spacing-trim: space-all; text-autospace: no-autospace; hanging-punctuation: none;
  text-wrap: wrap; text-size-adjust: none; contain: layout; }
"""

MEASURE = """
(() => [...document.querySelectorAll('.case')].map(box => {
  const pitch = parseFloat(box.dataset.pitch), nodes = [];
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  const at = (i, after) => {
    let found = nodes[0];
    for (const n of nodes) if (n[0] < i || (!after && n[0] == i)) found = n;
    return [found[1], i - found[0]];
  };
  const origin = box.getBoundingClientRect(), rows = [];
  let cp = 0;
  for (const s of new Intl.Segmenter('en', {granularity: 'grapheme'}).segment(text)) {
    const range = document.createRange();
    range.setStart(...at(s.index, false));
    range.setEnd(...at(s.index + s.segment.length, true));
    const rects = [...range.getClientRects()];
    const line = r => Math.floor(((r.top + r.bottom) / 2 - origin.top) / pitch);
    const own = rects.filter(r => line(r) == line(rects[0]));
    rows.push(own.length ? [cp, line(own[0]),
      Math.min(...own.map(r => r.left)) - origin.left,
      Math.max(...own.map(r => r.right)) - origin.left] : [cp, null, null, null]);
    cp += [...s.segment].length;
  }
  return rows;
}))()
"""


def main() -> None:
    """Writes ``oracle.json.xz``."""
    faces = [face for path in _font_files() for face in _font_faces(path)]
    document = f"<meta charset=utf-8><style>{''.join(faces)}{CSS}</style>" + "".join(
        _box(case) for case in CASES
    )
    with page(document, *sys.argv[1:2]) as tab:
        tab.call(
            "Emulation.setDeviceMetricsOverride",
            width=1400,
            height=1000,
            deviceScaleFactor=4,
            mobile=False,
        )
        tab.evaluate("Promise.all([...document.fonts].map(f => f.load())).then(() => 1)")
        tab.evaluate("document.fonts.ready.then(() => 1)")
        _refuse_system_fonts(tab)
        answers = tab.evaluate(MEASURE)
        version = tab.call("Runtime.evaluate", expression="navigator.userAgent")
    rows = {
        case.name: {"digest": digest(case), "rows": _rounded(rows)}
        for case, rows in zip(CASES, answers, strict=True)
    }
    stored = {"browser": version["result"]["value"], "cases": rows}
    packed = json.dumps(stored, separators=(",", ":")).encode()
    STORED.write_bytes(lzma.compress(packed, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(rows)} cases, {STORED.stat().st_size / 1024:.0f} KB")


def digest(case: Case) -> str:
    """What the answer depends on: a stored answer with another digest is stale."""
    value = msgspec.json.encode((case.layer, case.language))
    return hashlib.sha256(value).hexdigest()[:16]


def _rounded(rows: list[list[Any]]) -> list[list[Any]]:
    return [
        [cp, line, *(v if v is None else round(v, 3) for v in edges)] for cp, line, *edges in rows
    ]


def _font_files() -> list[Path]:
    files = (*resources.path("fonts").rglob("*"), *HERE.joinpath("fonts").iterdir())
    return sorted(file for file in files if file.suffix in (".ttf", ".otf", ".ttc"))


def _font_faces(path: Path) -> list[str]:
    data = path.read_bytes()
    if data[:4] == b"ttcf":
        raise SystemExit(f"{path}: a browser cannot be told which face of a collection to take")
    font = TTFont(io.BytesIO(data), lazy=True)
    names = font["name"]
    family = str(names.getName(16, 3, 1) or names.getName(1, 3, 1))
    low = high = font["OS/2"].usWeightClass
    if "fvar" in font:
        low, high = next(
            ((a.minValue, a.maxValue) for a in font["fvar"].axes if a.axisTag == "wght"),
            (low, high),
        )
    italic = "italic" if font["OS/2"].fsSelection & 1 else "normal"
    return [
        f"@font-face {{ font-family: '{family}'; font-weight: {low:.0f} {high:.0f}; "
        f"font-style: {italic}; src: url('{path.as_uri()}'); }}\n"
    ]


HAN = {"ja": "Noto Sans JP", "ko": "Noto Sans KR", "zh-Hans": "Noto Sans SC"}
SCRIPTS = (
    "Arabic Hebrew Devanagari Bengali Tamil Thai Khmer Armenian Georgian Ethiopic Gujarati "
    "Gurmukhi Telugu Kannada Malayalam Sinhala Lao Myanmar Symbols Symbols@2 Math"
)


def chain(family: str, language: str) -> list[str]:
    """The families the program tries for ``family`` in ``language``, in its order."""
    own = [HAN[language]] if language in HAN else []
    scripts = [f"Noto Sans {name}".replace("@", " ") for name in SCRIPTS.split()]
    others = [*own, *scripts, HAN["zh-Hans"], HAN["ja"], HAN["ko"]]
    # Emoji before symbols: the browser looks for colour first only among the system's fonts.
    return list(dict.fromkeys([family, "Noto Sans", "Noto Color Emoji", *others]))


def _box(case: Case) -> str:
    layer = case.layer
    pitch = 4 * max((run.size or layer.size for run in layer.text), default=layer.size)
    direction = {"auto": "unicode-bidi: plaintext"}.get(
        layer.direction, f"direction: {layer.direction}"
    )
    style = (
        f"width: {layer.width}px; line-height: {pitch}px; text-align: {layer.align}; "
        f"{direction}; {_style(layer, Run(text=''), case.language)}"
    )
    spans = "".join(
        f'<span style="{html.escape(_style(layer, run, case.language))}" '
        f'lang="{run.language or layer.language or case.language}">{_marked(run.text)}</span>'
        for run in layer.text
    )
    return f'<div class=case data-pitch={pitch} style="{html.escape(style)}">{spans}</div>\n'


def _marked(text: str) -> str:
    # Chromium breaks pairs of ASCII characters by a table of its own, which forbids what UAX #14
    # allows after a solidus (class SY) before a letter; a <wbr> allows it there too.
    return re.sub(r"/(?=[^\W\d_])", "/<wbr>", html.escape(text))


def _style(layer: TextLayer, run: Run, language: str) -> str:
    size = layer.size if run.size is None else run.size
    tracking = layer.tracking if run.tracking is None else run.tracking
    italic = layer.italic if run.italic is None else run.italic
    language = run.language or layer.language or language
    families = ", ".join(f"'{name}'" for name in chain(run.font or layer.font, language))
    return (
        f"font-family: {families}; font-size: {size}px; "
        f"font-weight: {run.weight or layer.weight}; "
        f"font-style: {'italic' if italic else 'normal'}; "
        f"letter-spacing: {tracking * size / 1000}px; color: {run.color or '#000000'}"
    )


def _refuse_system_fonts(tab: Page) -> None:
    tab.call("DOM.enable")
    tab.call("CSS.enable")
    root = tab.call("DOM.getDocument")["root"]["nodeId"]
    nodes = tab.call("DOM.querySelectorAll", nodeId=root, selector=".case")["nodeIds"]
    foreign = {}
    for case, node in zip(CASES, nodes, strict=True):
        used = tab.call("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
        names = sorted(font["familyName"] for font in used if not font["isCustomFont"])
        if names:
            foreign[case.name] = names
    if foreign:
        raise SystemExit(f"fonts of the system were used: {foreign}")


if __name__ == "__main__":
    main()

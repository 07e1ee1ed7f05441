"""Inkscape in its shell mode: one process, a file in, a PNG out."""

from __future__ import annotations

import html
import os
import subprocess
import tempfile
from pathlib import Path

FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


class Inkscape:
    """A shell that stays open; ``draw`` takes a slide of :mod:`scene` to a PNG file."""

    name = "Inkscape"

    def __init__(self, slides: list[dict]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        home = Path(self._folder.name)
        self._files = []
        for number, slide in enumerate(slides):
            path = home / f"{number}.svg"
            path.write_text(svg(slide), encoding="utf-8")
            self._files.append(path)
        fonts = Path(slides[0]["texts"][0]["file"]).parents[1]
        config = FONTCONFIG.format(fonts=fonts, cache=home / "cache")
        (home / "fonts.conf").write_text(config)
        environment = {**os.environ, "FONTCONFIG_FILE": str(home / "fonts.conf"), "HOME": str(home)}
        self._process = subprocess.Popen(
            ["inkscape", "--shell"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=environment, bufsize=0,
        )  # fmt: skip
        self._prompt()

    def draw(self, index: int, path: Path) -> None:
        """Slide ``index`` to the PNG file ``path``."""
        path.unlink(missing_ok=True)
        actions = f"file-open:{self._files[index]}; export-width:1080; export-filename:{path}; "
        self._process.stdin.write((actions + "export-do; file-close\n").encode())
        self._prompt()
        if not path.exists():
            raise RuntimeError("Inkscape wrote nothing")

    def close(self) -> None:
        """Ends the shell."""
        self._process.stdin.close()
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()

    def _prompt(self) -> None:
        seen = b""
        while not seen.endswith(b"> "):
            chunk = os.read(self._process.stdout.fileno(), 65536)
            if not chunk:
                raise RuntimeError("Inkscape ended")
            seen += chunk


def svg(slide: dict) -> str:
    """A slide as SVG, lines broken as ours."""
    veil, shadow = slide["veil"], slide["shadow"]
    rect = "<rect x='{x}' y='{y}' width='{w}' height='{h}' rx='{radius}' fill='{color}'".format
    lines = "".join(
        f"<text x='{line['x']}' y='{line['y']}' font-family='{t['family']}' "
        f"font-weight='{t['weight']}' font-size='{t['size']}' fill='{t['color']}'>"
        f"{html.escape(line['text'])}</text>"
        for t in slide["texts"]
        for line in t["lines"]
    )
    slope = f"type='linear' slope='{slide['brightness']}'"
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
        "width='1080' height='1920' viewBox='0 0 1080 1920'><defs>"
        "<filter id='dim' color-interpolation-filters='sRGB' x='0' y='0' width='1' height='1'>"
        f"<feComponentTransfer><feFuncR {slope}/><feFuncG {slope}/><feFuncB {slope}/>"
        "</feComponentTransfer></filter>"
        "<filter id='soft' x='-.2' y='-.5' width='1.4' height='2'>"
        f"<feGaussianBlur stdDeviation='{shadow['blur'] / 2}'/></filter>"
        "<linearGradient id='veil' x1='0' y1='0' x2='0' y2='1'>"
        f"<stop offset='0' stop-color='{veil['color']}' stop-opacity='0'/>"
        f"<stop offset='1' stop-color='{veil['color']}' stop-opacity='{veil['opacity']}'/>"
        "</linearGradient></defs>"
        f"<image xlink:href='{Path(slide['photo']).as_uri()}' width='1080' height='1920' "
        "preserveAspectRatio='xMidYMid slice' filter='url(#dim)'/>"
        f"<rect y='{veil['top']}' width='1080' height='1100' fill='url(#veil)'/>"
        + rect(**slide["pill"]) + "/>"
        + rect(**{**slide["card"], "y": slide["card"]["y"] + shadow["dy"], "color": "#000"})
        + f" opacity='{shadow['opacity']}' filter='url(#soft)'/>"
        + rect(**slide["card"]) + "/>" + lines + "</svg>"
    )  # fmt: skip

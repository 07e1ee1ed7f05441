"""Codes: matrix and picture, ours against qrcode's own styled picture and segno's, in turn.

``python tests/benchmarks/codes.py`` prints milliseconds of processor time (medians), the ratios'
quartiles, and the goals: a matrix for 60 characters under 5 ms, its picture under 10 ms. Every text
is new, so nothing comes from a cache that a person who types would not have.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from typing import Any

import qrcode
import segno
from PIL import Image
from qrcode.image.styledpil import StyledPilImage
from qrcode.image.styles.moduledrawers.pil import RoundedModuleDrawer, SquareModuleDrawer

from storycomposer.document.geometry import Box
from storycomposer.document.style import Linear, Solid, Stop
from storycomposer.encode.png import png_bytes
from storycomposer.links.symbol import QUIET, Symbol, symbol
from storycomposer.media.store import MediaStore
from storycomposer.render import code
from storycomposer.render.context import Context, Matrix
from storycomposer.render.painters import paint
from storycomposer.typography import fonts

ROUNDS = 40
MODULE = 9
GRADIENT = Linear(stops=(Stop(at=0, color="#6D4AFF"), Stop(at=1, color="#14141A")))


def text(number: int) -> str:
    """A web address of 60 characters."""
    return f"https://www.example.org/articles/2026/{number:05}-why-teams-stop"[:60].ljust(60, "x")


def ours(made: Symbol, style: code.Style) -> Image.Image:
    """The code on white, drawn by the renderer."""
    side = (made.side + 2 * QUIET) * MODULE
    ctx = Context(MediaStore(), fonts.book(), "en", 1.0, Matrix(), None, paint)
    tile = code.draw(made, Box(0, 0, side, side), style, ctx)
    assert tile is not None
    picture = Image.new("RGB", (side, side), "white")
    picture.paste(tile.image, (tile.left, tile.top), tile.image)
    return picture


def qrcode_of(said: str) -> qrcode.QRCode[Any]:
    """qrcode's own matrix: its version, segments and mask."""
    made: qrcode.QRCode[Any] = qrcode.QRCode(border=QUIET, box_size=MODULE)
    made.add_data(said)
    made.make(fit=True)
    return made


def qrcode_picture(made: qrcode.QRCode[Any], drawer: Any) -> Image.Image:
    """qrcode's styled picture."""
    styled = made.make_image(image_factory=StyledPilImage, module_drawer=drawer())
    return styled.get_image().convert("RGB")


def segno_picture(made: segno.QRCode) -> bytes:
    """segno's PNG: it draws square modules only, and no picture in memory."""
    out = io.BytesIO()
    made.save(out, kind="png", scale=MODULE, border=QUIET)
    return out.getvalue()


Race = tuple[str, Callable[[int], Any], dict[str, Callable[[int], Any]], float | None]

SQUARE = code.Style(Solid(color="#14141A"))
ROUNDED = code.Style(Solid(color="#14141A"), None, "connected", "rounded")
DRESSED = code.Style(GRADIENT, Solid(color="#6D4AFF"), "dots", "round")


def races() -> list[Race]:
    """Name, ours, theirs, and the goal in milliseconds."""
    symbols = [symbol(text(n)) for n in range(ROUNDS)]
    others = [qrcode_of(text(n)) for n in range(ROUNDS)]
    segnos = [segno.make(text(n), micro=False) for n in range(ROUNDS)]
    return [
        ("matrix of 60 characters", lambda n: symbol(text(n + 1000)),
         {"qrcode": lambda n: qrcode_of(text(n)),
          "segno": lambda n: segno.make(text(n), micro=False)}, 5),
        ("square modules", lambda n: ours(symbols[n], SQUARE),
         {"qrcode styled": lambda n: qrcode_picture(others[n], SquareModuleDrawer)}, 10),
        ("square modules as PNG", lambda n: png_bytes(ours(symbols[n], SQUARE)),
         {"segno": lambda n: segno_picture(segnos[n])}, None),
        ("connected modules", lambda n: ours(symbols[n], ROUNDED),
         {"qrcode styled": lambda n: qrcode_picture(others[n], RoundedModuleDrawer)}, 10),
        ("dots in a gradient", lambda n: ours(symbols[n], DRESSED), {}, 10),
    ]  # fmt: skip


def took(run: Callable[[int], Any], number: int) -> float:
    """Milliseconds of processor time."""
    begin = time.process_time()
    run(number)
    return (time.process_time() - begin) * 1000


def main() -> None:
    """Print each race."""
    for name, own, theirs, goal in races():
        took(own, 0)
        times: dict[str, list[float]] = {"ours": [], **{other: [] for other in theirs}}
        for number in range(ROUNDS):
            times["ours"].append(took(own, number))
            for other, run in theirs.items():
                times[other].append(took(run, number))
        mine = statistics.median(times["ours"])
        print(f"{name}: ours {mine:.1f} ms" + (f" (goal {goal:g})" if goal else ""))
        for other in theirs:
            pairs = zip(times[other], times["ours"], strict=True)
            low, middle, high = statistics.quantiles([t / o for t, o in pairs], n=4)
            median = statistics.median(times[other])
            print(f"  {other} {median:.1f} ms: {middle:.1f} ({low:.1f}–{high:.1f}) times ours")


if __name__ == "__main__":
    main()

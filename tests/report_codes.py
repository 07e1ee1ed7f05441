"""How far the proof can be trusted: what it promises against conditions that it does not use.

    python tests/report_codes.py [--count 2000] [--seed 1] [--json FILE]

Slides with codes are generated, drawn and proven; then each code is read again under conditions
that no proof uses, and by readers that no proof uses. The last lines are the promises, kept or not;
the exit code is 1 if one is broken.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from code_cases import Case, cases
from hypothesis import HealthCheck, Phase, given, seed, settings
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol, decode

from storycomposer.links import proof
from storycomposer.render.slide import codes, render


def _stored(picture: Image.Image, kind: str, quality: int) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, kind, quality=quality)
    with Image.open(io.BytesIO(out.getvalue())) as read:
        return read.convert("RGB")


def _scaled(picture: Image.Image, to: int, how: Image.Resampling) -> Image.Image:
    size = round(picture.width * to / 1080), round(picture.height * to / 1080)
    return picture.resize(size, how)


def _noisy(picture: Image.Image) -> Image.Image:
    noise = np.random.default_rng(1).normal(0, 14, (picture.height, picture.width, 3))
    return Image.fromarray((np.asarray(picture) + noise).clip(0, 255).astype(np.uint8))


UNUSED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "600 wide, Hamming": lambda crop: _scaled(crop, 600, Image.Resampling.HAMMING),
    "640 wide, area": lambda crop: _scaled(crop, 640, Image.Resampling.BOX),
    "720 wide, WebP 60": lambda crop: _stored(
        _scaled(crop, 720, Image.Resampling.LANCZOS), "WEBP", 60
    ),
    "640 wide, JPEG 60": lambda crop: _stored(
        _scaled(crop, 640, Image.Resampling.LANCZOS), "JPEG", 60
    ),
    "tilted by 3°": lambda crop: crop.rotate(3, Image.Resampling.BILINEAR, expand=True),
    "noise": _noisy,
}


def zxing(picture: Image.Image, payload: str) -> bool:
    """Whether the proof's own reader reads it."""
    return any(one.text == payload for one in proof.read(picture))


def zbar(picture: Image.Image, payload: str) -> bool:
    """Whether ZBar reads it as a camera comes nearer. It guesses the encoding of the bytes it read
    and takes short UTF-8 for Shift JIS or Latin-1: that is undone, since the modules were read."""
    for factor in (1, 0.85, 0.7, 0.6, 0.5):
        size = round(picture.width * factor), round(picture.height * factor)
        frame = picture.convert("L").resize(size, Image.Resampling.BICUBIC)
        for found in decode(frame, symbols=[ZBarSymbol.QRCODE]):
            said = found.data.decode("utf-8", "replace")
            if said == payload or payload.encode() in _guessed(said):
                return True
    return False


def _guessed(said: str) -> set[bytes]:
    """The bytes that ``said`` may have been guessed from."""
    found = set()
    for encoding in ("cp932", "shift_jis", "latin-1", "big5"):
        with contextlib.suppress(UnicodeEncodeError):
            found.add(said.encode(encoding))
    return found


@dataclass
class Result:
    """What became of one code."""

    case: Case
    version: int
    module: float
    proof: proof.Proof
    failed: tuple[str, ...]
    second: bool
    clean: bool = field(default=False)


def examined(case: Case) -> Iterator[Result]:
    """The proof of each code of ``case``, and what unused conditions and readers say."""
    slide = case.story.deck.slides[0]
    picture = render(case.story, slide)
    found = codes(case.story, slide)
    judged = proof.proofs(picture, [(code.corners, code.payload) for code in found])
    for code, one in zip(found, judged, strict=True):
        crop = picture.crop(proof.around(code.corners, picture.size))
        said = code.payload
        failed = tuple(name for name, seen in UNUSED.items() if not zxing(seen(crop), said))
        second = zbar(crop, said)
        clean = zxing(crop, said)
        version = code.symbol.version
        yield Result(case, version, code.module, one, failed, second, clean)


def results(count: int, start: int, *, harm: bool = True) -> list[Result]:
    """What becomes of ``count`` different slides, always the same for the same ``start``."""
    made: list[Result] = []
    known: set[tuple[str, str]] = set()

    def gather(case: Case) -> None:
        key = case.said, case.style
        if key not in known and len(known) < count:
            known.add(key)
            made.extend(examined(case))
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{len(made)} ")

    options = settings(
        max_examples=max(20, count // 4),
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    while len(known) < count:
        start += 1
        seed(start)(options(given(cases(harm))(gather)))()
    return made


@dataclass(frozen=True)
class Promise:
    """``kept`` by ``share`` of ``count`` codes."""

    what: str
    share: float
    count: int
    kept: bool

    def __str__(self) -> str:
        mark = "kept  " if self.kept else "BROKEN"
        return f"{mark} {self.share:8.3%} of {self.count:5}  {self.what}"


def promises(made: list[Result]) -> list[Promise]:
    """What the proof promises, measured."""
    proven = [one for one in made if one.proof.state == "proven"]
    risky = [one for one in made if one.proof.state == "risk"]
    lost = [one for one in made if one.proof.state == "unreadable"]
    small = [one for one in proven if one.version <= 10]
    good, fair = _whole(proven), _whole(risky)
    both = sum(one.clean and one.second for one in lost)
    second = sum(one.second for one in small) / max(1, len(small))
    return [
        Promise(
            "proven codes that read under every unused condition", good, len(proven), good >= 0.995
        ),
        Promise("codes at risk that do: measurably fewer", fair, len(risky), fair < good - 0.02),
        Promise(
            "unreadable codes that two readers read", both / max(1, len(lost)), len(lost), not both
        ),
        Promise("proven codes to version 10 in ZBar", second, len(small), second >= 0.99),
    ]


def _whole(made: list[Result]) -> float:
    """The share of codes that are read under all unused conditions: one failure spoils a code."""
    return sum(not one.failed for one in made) / max(1, len(made))


def _readings(made: list[Result]) -> float:
    """The share of single readings under unused conditions that succeed."""
    tried = len(made) * len(UNUSED)
    return 1 - sum(len(one.failed) for one in made) / max(1, tried)


KINDS: dict[str, Callable[[Result], str]] = {
    "module": lambda one: f"{min(int(one.module), 12):2} px",
    "modules drawn": lambda one: one.case.look.modules,
    "finders drawn": lambda one: one.case.look.finders,
    "ink": lambda one: "gradient" if one.case.look.code else "solid",
    "middle": lambda one: "mark" if one.case.look.mark else "plain",
    "ground": lambda one: one.case.ground,
    "turned": lambda one: f"{one.case.turned:g}°",
    "version": lambda one: f"{one.version // 10 * 10:2} to {one.version // 10 * 10 + 9}",
}
"""By what failures may be told apart."""


def breakdown(made: list[Result]) -> Iterator[str]:
    """For every kind of code: how many are called proven and at risk, and how many of these fail
    under at least one unused condition."""
    yield f"{'':28} {'proven':>6} {'fail':>5}   {'at risk':>7} {'fail':>5}"
    for what, kind in KINDS.items():
        for value in sorted({kind(one) for one in made}):
            some = [one for one in made if kind(one) == value]
            states = [[one for one in some if one.proof.state == s] for s in ("proven", "risk")]
            (good, bad), (fair, worse) = (
                (len(ones), sum(bool(one.failed) for one in ones)) for ones in states
            )
            yield f"{what:14} {value:>13} {good:6} {bad:5}   {fair:7} {worse:5}"


def main() -> int:
    """Makes the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    made = results(options.count, options.seed)
    print(f"{len(made)} codes: {dict(Counter(one.proof.state for one in made))}")
    for state in ("proven", "risk"):
        some = [one for one in made if one.proof.state == state]
        for name in UNUSED:
            share = sum(name not in one.failed for one in some) / max(1, len(some))
            print(f"  {state:7} {name:20} {share:8.3%}")
        print(f"  {state:7} {'all readings':20} {_readings(some):8.3%}")
        print(f"  {state:7} {'all of these at once':20} {_whole(some):8.3%}")
    print("\n".join(breakdown(made)))
    print("failing in the proof:", dict(Counter(n for one in made for n in one.proof.failing)))
    broken = [one for one in made if one.proof.state == "proven" and (one.failed or not one.second)]
    for one in broken[:40]:
        case = one.case
        print(f"  proven, version {one.version}, {one.module} px, {case.style}, {case.ground}, "
              f"{case.hazard}: {one.failed or 'second reader'}")  # fmt: skip
    found = promises(made)
    print("\n".join(map(str, found)))
    if options.json:
        records = [promise.__dict__ for promise in found]
        options.json.write_text(json.dumps(records, indent=2), encoding="utf-8")
    return 0 if all(promise.kept for promise in found) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Headless Chromium, warm, over its debugging protocol on a pipe."""

from __future__ import annotations

import base64
import html
import json
import os
import subprocess
import tempfile
from pathlib import Path

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--no-first-run", "--hide-scrollbars",
    "--allow-file-access-from-files", "--force-color-profile=srgb", "--window-size=1080,1920",
    "--force-device-scale-factor=1",
)  # fmt: skip


class Chromium:
    """A browser that stays open; ``draw`` takes a slide of :mod:`scene` to a PNG file."""

    def __init__(self, slides: list[dict], program: str = "chromium", fast: bool = False) -> None:
        self.name = "Chromium, its fast PNG mode" if fast else "Chromium"
        self._fast = fast
        self._folder = tempfile.TemporaryDirectory()
        self._pages = []
        for number, slide in enumerate(slides):
            path = Path(self._folder.name) / f"{number}.html"
            path.write_text(page(slide), encoding="utf-8")
            self._pages.append(path.as_uri())
        read, theirs_out = os.pipe()
        theirs_in, write = os.pipe()
        script = f"exec {program} {' '.join(FLAGS)} --user-data-dir={self._folder.name}/profile"
        self._process = subprocess.Popen(
            ["bash", "-c", f"{script} about:blank 3<&{theirs_in} 4>&{theirs_out} 2>/dev/null"],
            pass_fds=(theirs_in, theirs_out),
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out = os.fdopen(write, "wb", 0), os.fdopen(read, "rb")
        self._buffer, self._number, self._session = b"", 0, ""
        self._events: list[str | None] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._ask("Page.enable")
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=1080, height=1920, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def draw(self, index: int, path: Path) -> None:
        """Slide ``index`` to the PNG file ``path``."""
        self._ask("Page.navigate", url=self._pages[index])
        self._wait("Page.loadEventFired")
        ready = "Promise.all([document.fonts.ready, document.images[0].decode()]).then(() => 1)"
        self._ask("Runtime.evaluate", expression=ready, awaitPromise=True)
        shot = self._ask("Page.captureScreenshot", format="png", optimizeForSpeed=self._fast)
        path.write_bytes(base64.b64decode(shot["data"]))

    def close(self) -> None:
        """Ends the browser."""
        self._in.close()
        self._out.close()
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()

    def _ask(self, method: str, **params: object) -> dict:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._in.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self._events = [*self._events[-50:], answer.get("method")]

    def _wait(self, event: str) -> None:
        while event not in self._events:
            self._events = [*self._events, self._read().get("method")]
        self._events = []

    def _read(self) -> dict:
        while b"\0" not in self._buffer:
            chunk = os.read(self._out.fileno(), 1 << 20)
            if not chunk:
                raise RuntimeError("Chromium ended")
            self._buffer += chunk
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)


def page(slide: dict) -> str:
    """A slide as a web page that a browser lays out by itself."""
    files = {text["file"]: text for text in slide["texts"]}
    faces = "".join(
        f"@font-face{{font-family:'{t['family']}';font-weight:{t['weight']};"
        f"src:url('{Path(file).as_uri()}')}}"
        for file, t in files.items()
    )
    veil, shadow = slide["veil"], slide["shadow"]
    ink = (
        f"{int(veil['color'][1:3], 16)},{int(veil['color'][3:5], 16)},{int(veil['color'][5:], 16)}"
    )
    boxes = "".join(
        f"<div style='left:{box['x']}px;top:{box['y']}px;width:{box['w']}px;height:{box['h']}px;"
        f"border-radius:{box['radius']}px;background:{box['color']};{extra}'></div>"
        for box, extra in (
            (slide["pill"], ""),
            (slide["card"],
             f"box-shadow:0 {shadow['dy']}px {shadow['blur']}px rgba(0,0,0,{shadow['opacity']})"),
        )
    )  # fmt: skip
    texts = "".join(
        f'<div style="left:{t["x"]}px;top:{t["y"]}px;width:{t["w"]}px;color:{t["color"]};'
        f"text-align:{t['align']};white-space:pre-line;"
        f"font:{t['weight']} {t['size']}px/{t['leading']} '{t['family']}'\">"
        f"{html.escape(t['text'])}</div>"
        for t in slide["texts"]
    )
    return (
        "<!doctype html><meta charset=utf-8><style>" + faces + "body{margin:0;overflow:hidden;"
        "width:1080px;height:1920px}div,img{position:absolute;left:0;top:0}"
        "img{width:1080px;height:1920px;object-fit:cover;"
        f"filter:brightness({slide['brightness']})}}</style>"
        f"<img src='{Path(slide['photo']).as_uri()}'>"
        f"<div style='top:{veil['top']}px;width:1080px;height:1100px;"
        f"background:linear-gradient(rgba({ink},0),rgba({ink},{veil['opacity']}))'></div>"
        + boxes + texts
    )  # fmt: skip

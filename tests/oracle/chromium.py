"""Headless Chromium over its debugging pipe: one page, expressions in, values out.

The pipe (``--remote-debugging-pipe``) opens no socket: requests go to the child's descriptor 3,
answers come from 4, each a JSON text ended by a zero byte (Chrome DevTools Protocol)."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-extensions"),
    *("--disable-dev-shm-usage", "--font-render-hinting=none", "--allow-file-access-from-files"),
    *("--enable-font-subpixel-positioning", "--remote-debugging-pipe"),
)


class Page:
    """One tab. ``evaluate`` runs JavaScript and gives its value; ``call`` is any other command."""

    def __init__(self, requests: int, answers: int) -> None:
        self._out, self._in = os.fdopen(requests, "wb"), os.fdopen(answers, "rb")
        self._buffer, self._id, self._session = b"", 0, None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of one protocol command; RuntimeError when the browser refuses it."""
        self._id += 1
        message = {"id": self._id, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        for answer in self._messages():
            if answer.get("id") == self._id:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
        raise RuntimeError(f"{method}: the browser went away")

    def evaluate(self, expression: str) -> Any:
        """The value of ``expression`` (promises are awaited)."""
        result = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" not in self._buffer:
                chunk = self._in.read1(1 << 20)
                if not chunk:
                    return
                self._buffer += chunk
            raw, self._buffer = self._buffer.split(b"\0", 1)
            yield json.loads(raw)


@contextmanager
def page(html: str, binary: str = "chromium") -> Iterator[Page]:
    """A page showing ``html``, loaded from a file so that it may read font files."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder, "page.html")
        file.write_text(html, encoding="utf-8")
        to_child, requests = os.pipe()
        answers, from_child = os.pipe()
        # The shell puts the pipe's ends where the browser looks for them.
        command = f'exec "$0" "$@" 3<&{to_child} 4>&{from_child}'
        child = subprocess.Popen(
            ["bash", "-c", command, binary, *FLAGS, f"--user-data-dir={folder}/profile"],
            pass_fds=(to_child, from_child),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        try:
            tab = Page(requests, answers)
            tab.call("Page.enable")
            tab.call("Page.navigate", url=file.as_uri())
            tab.evaluate(
                "new Promise(r => document.readyState == 'complete' ? r(1) "
                ": addEventListener('load', () => r(1)))"
            )
            yield tab
        finally:
            child.terminate()
            child.wait(20)

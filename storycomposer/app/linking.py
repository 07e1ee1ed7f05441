"""Links get their target: a new one from the rail, one that is there by a double-click on it; and
it is said how they read."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from storycomposer.app.actions.record import Window
from storycomposer.app.addresses import is_whole, link
from storycomposer.app.canvas.drawing import put
from storycomposer.app.desk import Mode
from storycomposer.app.inspector.link_kinds import begun
from storycomposer.app.inspector.link_proof import fixes_of
from storycomposer.app.inspector.link_target import TargetForm
from storycomposer.app.link_panel import LinkPanel
from storycomposer.app.proving import told
from storycomposer.app.words import say, t
from storycomposer.document import edits
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import Target, UrlTarget
from storycomposer.errors import StoryError
from storycomposer.export.names import slide_name

_KINDS = {"green": "good", "amber": "warn", "red": "error"}


class Linking(QObject):
    """Makes and changes links. Opens the panel over one while the desk's mode is "link"."""

    def __init__(self, window: Window, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = window.desk
        self._id = ""
        self._waiting: tuple[str, str] | None = None
        self.panel = LinkPanel(parent, window, self._save, self.begin)
        self.panel.closed.connect(self._closed)
        self._desk.mode_changed.connect(self._on_mode)
        window.proving.changed.connect(self._on_proof)

    def add(self, target: Target) -> bool:
        """A link layer for ``target``, or where a link is selected its new target; how it reads is
        said when that is known. Returns whether there is such a link now."""
        desk, slide = self._desk, self._desk.slide
        if slide is None:
            return False
        selected = desk.selected
        if len(selected) == 1 and isinstance(selected[0], LinkLayer):
            return self._change(selected[0].id, target)
        try:
            made = link(target, slide)
        except StoryError as error:
            desk.notice(say(error.sentence), "error")
            return False
        if put(desk, made, t("edit.add.link", "Add link")) is None:
            return False
        if is_whole(target):
            self._tell(desk.editor.selection.layers[0], t("link.added", "Link added."))
        return True

    def begin(self, tag: str, given: Target | None = None) -> None:
        """A new link of a kind (as in ``link_kinds.KINDS``) with what is known of it, ready to be
        written on in the inspector."""
        desk, slide = self._desk, self._desk.slide
        if slide is None:
            return
        desk.mode = Mode()
        desk.select(())
        headline = slide_name(slide)
        if self.add(begun(tag, headline, given)):
            # What opened it, a menu or a panel, gives the keyboard back first.
            QTimer.singleShot(0, self, self.edit)

    def edit(self) -> None:
        """Give the keyboard to the inspector's field for where the selected link leads."""
        self._window.right_panel.tabs.setCurrentIndex(0)
        form = self._window.right_panel.design.form
        found = form.findChild(TargetForm) if form is not None else None
        if found is not None:
            found.focus()

    def _change(self, id: str, target: Target) -> bool:
        label = t("edit.link", "Change link")
        if not self._desk.apply(lambda deck: edits.restyle(deck, (id,), {"target": target}), label):
            return False
        self._tell(id, t("link.changed", "Link changed."))
        return True

    def _tell(self, id: str, done: str) -> None:
        """Say what was done, with the proof of the finished slide once it is there."""
        self._waiting = id, done
        self._on_proof()

    def _on_proof(self) -> None:
        if self._waiting is None:
            return
        id_, done = self._waiting
        found = self._window.proving.of(id_)
        if id_ not in spots(self._desk.deck):
            self._waiting = None
        elif found is not None and self._window.proving.whole(id_):
            self._waiting = None
            said = t("link.done", "{done} {how}", done=done, how=told(found))
            fix = next(iter(fixes_of(found)), None)
            kind = _KINDS[found.level]
            if fix is None:
                self._desk.notice(said, kind)
            else:
                mend = self._window.proving.mend
                self._desk.notice(said, kind, say(fix.label), lambda: mend(fix))

    def _on_mode(self, mode: Mode) -> None:
        spot = spots(self._desk.deck).get(mode.layer)
        if mode.name != "link" or spot is None or not isinstance(spot.layer, LinkLayer):
            return
        if not isinstance(spot.layer.target, UrlTarget):
            # Kinds with several fields have their form in the panel.
            self._desk.mode = Mode()
            self.edit()
            return
        self._id = mode.layer
        self.panel.ask(spot.layer.target.url)
        canvas = self._window.canvas
        place = canvas.view().box(bounds(spot.pose)).toRect()
        self.panel.open_near(canvas, place.intersected(canvas.rect()))

    def _save(self, target: Target) -> None:
        if self._id in spots(self._desk.deck):
            self._change(self._id, target)

    def _closed(self) -> None:
        if self._desk.mode.name == "link":
            self._desk.mode = Mode()

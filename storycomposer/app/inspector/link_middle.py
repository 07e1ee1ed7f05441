"""What stands in the middle of a code."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from storycomposer.app.brand_panel import LogoField
from storycomposer.app.inputs.base import HEIGHT, MIXED
from storycomposer.app.inputs.choice import ChoiceCombo, Option
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.subject import LayersSubject
from storycomposer.app.words import t
from storycomposer.document.link import BrandMark, EmojiMark, PictureMark

_MARKS = {"brand": BrandMark, "picture": PictureMark, "emoji": EmojiMark}
_NAME = "look.mark"


class Middle:
    """The rows for the middle; ``rows`` are for links that show a code."""

    def __init__(self, form: Form, section: Section) -> None:
        self._subject = form.subject
        said = t("link.middle", "Middle")
        self.choice = ChoiceCombo(
            (
                Option(None, t("choice.none", "None")),
                Option("brand", t("middle.brand", "Brand logo")),
                Option("picture", t("middle.picture", "Picture…")),
                Option("emoji", t("middle.emoji", "Emoji")),
            ),
            said,
        )
        form.bind(self.choice, _NAME, said, _kind, self._chosen)
        self.rows = [section.row(said, self.choice)]
        said = t("middle.picture_name", "Picture in the middle")
        self.picture = LogoField(form)
        form.bind(self.picture, _NAME, said, _source, _picture)
        form.when(section.row("", self.picture), partial(_is, "picture"))
        said = t("middle.emoji_name", "Emoji in the middle")
        self.emoji = EmojiButton(said)
        form.bind(self.emoji, _NAME, said, _emoji, _with_emoji)
        form.when(section.row("", self.emoji), partial(_is, "emoji"))
        none = QLabel(t("middle.no_logo", "The brand has no logo yet: choose one under Brand."))
        none.setProperty("kind", "muted")
        none.setWordWrap(True)
        form.when(section.whole(none), _lacks_logo)

    def _chosen(self, _: tuple[str, ...], kind: str | None) -> Any:
        """A picture stands in the middle once it is chosen."""
        if kind == "picture" and _kind(self._subject) != "picture":
            self.picture.choose()
            return {}
        made = {None: None, "brand": BrandMark(), "emoji": EmojiMark(emoji="👋")}
        return {_NAME: made[kind]} if kind in made else {}


class EmojiButton(QPushButton):
    """An emoji; the picker opens on it."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "combo")
        self.setFixedHeight(HEIGHT)
        self.setIconSize(QSize(20, 20))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = name
        self._picker: Any = None
        self.setAccessibleName(name)
        self.clicked.connect(self._on_clicked)

    def show_value(self, value: object) -> None:
        """Show the emoji, drawn as on the slide."""
        from storycomposer.app.emoji_picker import tile  # noqa: PLC0415 (its font is large)

        text = value if isinstance(value, str) else ""
        self.setText(t("middle.change", "Change…"))
        if text:
            self.setIcon(tile(text, 20, self.devicePixelRatioF()))
        self.setAccessibleDescription(text)

    def settle(self, _keep: bool = True) -> None:
        """The picker closes."""
        if self._picker is not None:
            self._picker.hide()

    def _on_clicked(self) -> None:
        if self._picker is None:
            from storycomposer.app.emoji_picker import EmojiPicker  # noqa: PLC0415

            self._picker = EmojiPicker(self)
            self._picker.chosen.connect(self.committed)
        self._picker.open_beside(self)
        self._picker.grid.field.setFocus()


def _kind(subject: LayersSubject) -> Any:
    found = {
        next((tag for tag, kind in _MARKS.items() if isinstance(value, kind)), None)
        for value in subject.values(_NAME)
    }
    return MIXED if len(found) > 1 else next(iter(found), None)


def _is(kind: str, subject: LayersSubject) -> bool:
    return bool(_kind(subject) == kind)


def _lacks_logo(subject: LayersSubject) -> bool:
    return _is("brand", subject) and subject.desk.deck.brand.logo is None


def _source(subject: LayersSubject) -> Any:
    return next((v.source for v in subject.values(_NAME) if isinstance(v, PictureMark)), None)


def _emoji(subject: LayersSubject) -> Any:
    return next((v.emoji for v in subject.values(_NAME) if isinstance(v, EmojiMark)), None)


def _picture(_: tuple[str, ...], source: str | None) -> dict[str, Any]:
    return {_NAME: PictureMark(source=source) if source else None}


def _with_emoji(_: tuple[str, ...], emoji: str) -> dict[str, Any]:
    return {_NAME: EmojiMark(emoji=emoji)}

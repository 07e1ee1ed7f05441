"""Where a link leads: its kind in a small menu, the fields of that kind, and what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from storycomposer.app.code_reading import CodeReading
from storycomposer.app.inputs.base import MIXED, refresh_style
from storycomposer.app.inputs.choice import ChoiceCombo, Option
from storycomposer.app.inputs.moment import MomentField
from storycomposer.app.inputs.text import TextBox, TextField
from storycomposer.app.inputs.zones import ZoneField
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.kind_button import KindButton
from storycomposer.app.inspector.link_kinds import KINDS, converted, example, kind_name, tag_of
from storycomposer.app.inspector.subject import LayersSubject
from storycomposer.app.words import say, t
from storycomposer.document.edits.values import with_field
from storycomposer.document.fields import Field, describe
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import Target, UrlTarget
from storycomposer.editor import Edit
from storycomposer.errors import Sentence
from storycomposer.links import payload

_STORES = {"apple": "App Store", "google": "Google Play"}
_LONG = 400
"""Fields that hold more characters than this have several lines."""


def build(form: Form, section: Section) -> TargetForm:
    """The kind of target and its fields in ``section``."""
    return TargetForm(form, section)


class TargetForm(QObject):
    """All kinds' fields; those of the kind in use are shown. What is typed is judged while it is
    typed and mended when it is done, both said below."""

    def __init__(self, form: Form, section: Section) -> None:
        super().__init__(form)
        self._form, self._subject = form, form.subject
        self._before: dict[tuple[str, str], Target] = {}
        self._wrong: QWidget | None = None
        self._first = QWidget(section)
        self._row = QHBoxLayout(self._first)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.kind = KindButton(self._first)
        form.bind(self.kind, "target", t("target.name", "Kind"), _tag, self._retyped)
        self._row.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(0)  # kinds that differ have no field beside them
        section.whole(self._first)
        self.remark = QLabel(section)
        self.remark.setWordWrap(True)
        self.remark.setProperty("kind", "muted")
        section.whole(self.remark)
        self.inputs: dict[str, Any] = {}
        self._section = section
        self._others = QWidget(section)
        self._rows = QVBoxLayout(self._others)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(section.rows.spacing())
        section.rows.addWidget(self._others)
        self._fade = QTimer(self, singleShot=True, interval=8000)
        self._fade.timeout.connect(self._clear)
        self.reading = CodeReading(form.owner, self._take, self._untaken, section, self)
        self.reading.watch(form)
        form.also(self.refresh)
        self._about: object = None
        self._clear()

    def refresh(self) -> None:
        """Have the fields of the kind that is shown; what was said of another link is not said of
        this one."""
        tag = _tag(self._subject)
        about = self._subject.about.ids, tag
        if about == self._about:
            return
        self._about = about
        self._clear()
        self.reading.drop()  # it was meant for what was selected then
        first = KINDS[tag].first if isinstance(tag, str) else ""
        if first and f"{tag}.{first}" not in self.inputs:
            self._fields(self._section, tag)
            self._form.refresh()
        single = first and len(KINDS[tag].struct.__struct_fields__) == 1
        self._others.setVisible(bool(first) and not single)

    def focus(self) -> None:
        """Give the keyboard to what says the most, all of it selected."""
        tag = _tag(self._subject)
        if isinstance(tag, str):
            field = self.inputs[f"{tag}.{KINDS[tag].first}"]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut and watched is self._wrong:
            self._clear()
        focused = isinstance(watched, QWidget) and watched.hasFocus()
        if event.type() == QEvent.Type.Hide and focused and self._first.isVisible():
            # The kind is another: the keyboard stays here, else Qt scrolls far away with it.
            self.kind.setFocus()
            QTimer.singleShot(0, self, self.focus)
        return super().eventFilter(watched, event)

    def _fields(self, section: Section, tag: str) -> None:
        kind = KINDS[tag]
        for info in describe(kind.struct):
            first = info.name == kind.first
            said = kind_name(tag) if first else info.title
            said = t(f"field.{kind.struct.__name__}.{info.name}", said)
            given = self._input(tag, info, said)
            name = f"{tag}.{info.name}"
            self.inputs[name] = given
            self._form.bind(
                given,
                f"target.{info.name}",
                said,
                partial(_value, tag, info.name),
                partial(self._write, tag, info.name),
            )
            shown = given
            if first:
                self._row.insertWidget(1, given, 1)
            else:
                shown = section.row(said, given)
                section.rows.removeWidget(shown)
                self._rows.addWidget(shown)
            self.reading.watch(given)
            self._form.when(shown, partial(_is_kind, tag))
            given.installEventFilter(self)

    def _input(self, tag: str, info: Field, said: str) -> Any:
        if info.kind == "moment":
            return MomentField(said)
        if info.kind == "zone":
            return ZoneField(said)
        if info.kind == "choice":
            return ChoiceCombo([Option(one, _STORES[one]) for one in info.choices], said)
        hint = example(tag) if info.name == KINDS[tag].first else ""
        if info.longest and info.longest > _LONG and info.name not in ("url",):
            box = TextBox(said, hint, lines=3)
            box.textChanged.connect(partial(self._judge, tag, info.name))
            return box
        field = TextField(said, hint, longest=info.longest)
        field.textEdited.connect(lambda _: self._judge(tag, info.name))
        return field

    def _judge(self, tag: str, name: str) -> None:
        """Say what is wrong with what is being typed."""
        given = self.inputs[f"{tag}.{name}"]
        words = given.toPlainText() if isinstance(given, QPlainTextEdit) else given.text()
        target = self._target()
        if not given.hasFocus() or target is None or tag_of(target) != tag:
            return
        found = _doubt(with_field(target, name, words))
        wrong = found is not None and bool(words.strip())
        self._mark(given if wrong else None)
        self._say(found, "danger" if wrong else "muted")

    def _mark(self, given: QWidget | None) -> None:
        for one, wrong in ((self._wrong, False), (given, True)):
            if one is not None and one.property("wrong") != wrong:
                one.setProperty("wrong", wrong)
                refresh_style(one)
        self._wrong = given

    def _say(self, found: Sentence | None, kind: str) -> None:
        said = say(found) if found is not None else ""
        self._fade.stop()
        self.remark.setText(said)
        self.remark.setProperty("kind", kind)
        refresh_style(self.remark)
        parent = self.remark.parentWidget()
        if parent is not None:
            parent.setVisible(bool(said))
        self._first.setAccessibleDescription(said)

    def _tell(self, what: Sentence, kind: str = "muted") -> None:
        """Say what happened, for a while."""
        self._say(what, kind)
        self._fade.start()

    def _clear(self) -> None:
        self._mark(None)
        self._say(None, "muted")

    def _write(self, tag: str, name: str, _: tuple[str, ...], value: Any) -> Edit:
        """The target with the field, mended; what was mended is said."""
        target = self._target()
        self._mark(None)
        if target is not None and tag_of(target) == tag:
            mended, said = _mended(with_field(target, name, value))
            if said is None:
                self._say(_doubt(mended), "danger")
            elif tag_of(mended) == tag:
                self._tell(said)
            else:  # once the fields of the other kind are there
                QTimer.singleShot(0, self, partial(self._tell, said))

        def change(old: Target) -> Target:
            return _mended(with_field(old, name, value))[0] if tag_of(old) == tag else old

        return self._subject.each("target", change)  # type: ignore[no-any-return]

    def _retyped(self, ids: tuple[str, ...], tag: str) -> Edit:
        """Another kind: what was typed for it before, else what fits of the target there is."""
        for layer in self._links():
            self._before[layer.id, tag_of(layer.target)] = layer.target
        known = {id_: self._before.get((id_, tag)) for id_ in ids}
        alone = known.get(ids[0]) if len(ids) == 1 else None
        QTimer.singleShot(0, self, self.focus)
        return self._subject.each(  # type: ignore[no-any-return]
            "target", lambda old: alone or converted(old, tag)
        )

    def _take(self, target: Target) -> None:
        """What a code in a picture says."""
        label = t("edit.link", "Change link")
        self._subject.commit(self._subject.each("target", lambda _: target), label)
        self._tell(Sentence("link.read", "Taken over from the code in the picture."), "good")

    def _untaken(self, wrong: Sentence) -> None:
        self._tell(wrong, "danger")

    def _links(self) -> list[LinkLayer]:
        return [layer for layer in self._subject.layers if isinstance(layer, LinkLayer)]

    def _target(self) -> Target | None:
        links = self._links()
        return links[0].target if links else None


def _doubt(target: Target) -> Sentence | None:
    return payload.problem(target) or payload.late(target, datetime.now(UTC))


def _mended(target: Target) -> tuple[Target, Sentence | None]:
    """The target mended; a web address that is something else (``mailto:``, a phone number) as
    that."""
    if isinstance(target, UrlTarget):
        better = payload.read(target.url) if target.url.strip() else target
        if tag_of(better) not in ("url", "text"):
            return better, Sentence(
                "link.as_kind", "Taken as: {kind}.", (("kind", kind_name(tag_of(better))),)
            )
    return payload.mended(target)


def _tag(subject: LayersSubject) -> Any:
    found = {tag_of(value) for value in subject.values("target")}
    return MIXED if len(found) > 1 else next(iter(found), None)


def _value(tag: str, name: str, subject: LayersSubject) -> Any:
    found = {getattr(value, name) for value in subject.values("target") if tag_of(value) == tag}
    return MIXED if len(found) > 1 else next(iter(found), "")


def _is_kind(tag: str, subject: LayersSubject) -> bool:
    found = subject.values("target")
    return bool(found) and all(tag_of(value) == tag for value in found)

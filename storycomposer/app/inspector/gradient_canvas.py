"""The gradient in the panel and on the canvas: one is being edited, and one colour is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from storycomposer.app.canvas.gradienting import Gradienting
from storycomposer.app.desk import Desk
from storycomposer.app.inputs.choice import ChoiceCombo
from storycomposer.app.inputs.gradient import GradientEditor
from storycomposer.app.inspector.form import Form
from storycomposer.document.style import Gradient

FIELDS = ("fill", "background")
"""What can be edited on the canvas: these span the box of what is selected."""


class OnCanvas(QObject):
    """Begins and ends editing the gradient of field ``name`` on the canvas. Choosing a kind of
    gradient or a colour of it begins it, as it is what one goes on with."""

    def __init__(self, form: Form, editor: GradientEditor, choice: ChoiceCombo, name: str) -> None:
        super().__init__(editor)
        self._form, self._editor, self._name = form, editor, name
        self._there: Gradienting = form.owner.gradienting
        self._desk: Desk = form.subject.desk
        editor.on_canvas.clicked.connect(self._on_clicked)
        editor.bar.selected.connect(self._on_selected)
        editor.bar.moved.connect(self._on_moved)
        choice.committed.connect(self._on_kind)
        self._there.chosen.connect(self._on_chosen)
        self._there.color_wanted.connect(self._on_color_wanted)
        self._desk.mode_changed.connect(self.refresh)
        form.also(self.refresh)

    def refresh(self) -> None:
        """Show whether it is being edited there, and which colour is chosen."""
        on = self._on()
        self._editor.on_canvas.setVisible(self._layer() is not None)
        self._editor.on_canvas.setChecked(on)
        if on:
            self._editor.choose(self._there.stop)

    def _layer(self) -> str | None:
        """The id of the layer whose gradient this is, empty for the slide; None where it is those
        of several."""
        selected = self._desk.editor.selection
        if self._name == "fill":
            return selected.layers[0] if len(selected.layers) == 1 else None
        return "" if not selected.layers and len(selected.slides) == 1 else None

    def _on(self) -> bool:
        mode = self._desk.mode
        return mode.name == "gradient" and mode.layer == self._layer()

    def _begin(self) -> bool:
        layer = self._layer()
        return layer is not None and self._there.begin(layer)

    def _on_clicked(self) -> None:
        if self._on():
            self._there.end()
        elif self._begin():
            self._form.owner.canvas.setFocus()
        self.refresh()

    def _on_selected(self) -> None:
        place = self._editor.bar.place
        if self._on() or self._begin():
            self._there.choose(place)

    def _on_moved(self) -> None:
        if self._on():
            self._there.choose(self._editor.bar.place)

    def _on_kind(self) -> None:
        values = self._form.subject.values(self._name)
        if len(values) == 1 and isinstance(values[0], Gradient):
            self._begin()

    def _on_chosen(self, place: int) -> None:
        if self._on():
            self._editor.choose(place)

    def _on_color_wanted(self) -> None:
        if self._on() and self._editor.isVisible():
            self._editor.pick_color()

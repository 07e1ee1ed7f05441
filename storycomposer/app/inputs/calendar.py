"""A month of days, from which one is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QTableView,
    QToolButton,
    QWidget,
)

from storycomposer.app.icons import icon
from storycomposer.app.inputs.popover import Popover
from storycomposer.app.sides import margins
from storycomposer.app.theme import tokens
from storycomposer.app.words import locale, t


class Calendar(Popover):
    """Choosing a day closes it."""

    def __init__(self, parent: QWidget, take: Callable[[QDate], None]) -> None:
        super().__init__(parent, pad=12)
        self._take = take
        self.setAccessibleName(t("moment.calendar", "Calendar"))
        self.days = Days(self)
        self.days.clicked.connect(self._on_day)
        self.days.activated.connect(self._on_day)
        self.days.currentPageChanged.connect(self._say_month)
        self.month = QLabel(self)
        self.month.setProperty("kind", "title")
        back, on = ("right", "left") if self.isRightToLeft() else ("left", "right")
        before = _turner(f"chevron-{back}", t("moment.before", "Previous month"), self)
        before.clicked.connect(self.days.showPreviousMonth)
        after = _turner(f"chevron-{on}", t("moment.after", "Next month"), self)
        after.clicked.connect(self.days.showNextMonth)
        top = QHBoxLayout()
        top.setContentsMargins(margins(self, 8, 0, 0, 0))
        top.setSpacing(4)
        top.addWidget(self.month, 1)
        top.addWidget(before)
        top.addWidget(after)
        self.column.setSpacing(4)
        self.column.addLayout(top)
        self.column.addWidget(self.days)

    def choose(self, day: QDate) -> None:
        """Mark ``day`` and show its month; the keys are the days'."""
        self.days.setSelectedDate(day)
        self._say_month(day.year(), day.month())
        self.days.setFocus(Qt.FocusReason.PopupFocusReason)

    def _say_month(self, year: int, month: int) -> None:
        self.month.setText(f"{locale().standaloneMonthName(month)} {year}")

    def _on_day(self, day: QDate) -> None:
        if self.isVisible():
            self.hide()
            self._take(day)


class Days(QCalendarWidget):
    """The days of a month under each other by weekday, as is usual where the desktop is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setNavigationBarVisible(False)
        self.setGridVisible(False)
        self.setLocale(locale())
        self.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setMinimumSize(252, 216)
        plain, muted = QTextCharFormat(), QTextCharFormat()
        muted.setForeground(QColor(tokens().muted))
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, plain)
        self.setHeaderTextFormat(muted)
        for view in self.findChildren(QTableView):  # the one that has the keys
            view.setAccessibleName(t("moment.days", "Days of the month"))

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:  # noqa: N802
        look = tokens()
        side = min(rect.width(), rect.height()) - 2.0
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(QRectF(rect).center())
        chosen, today = day == self.selectedDate(), day == QDate.currentDate()
        here = (day.year(), day.month()) == (self.yearShown(), self.monthShown())
        color = look.on_accent if chosen else look.text if here else look.muted
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.accent_text), 1) if today else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent) if chosen else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        painter.setPen(QColor(color))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()


def _turner(look: str, name: str, parent: QWidget) -> QToolButton:
    made = QToolButton(parent)
    made.setProperty("kind", "icon")
    made.setFixedSize(28, 28)
    made.setIcon(icon(look))
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made

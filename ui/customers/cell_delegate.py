"""Typing into a cell: Enter commits and moves down, Tab to the right, Esc gives up; a doubt is said below, never forbidden."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from ui.widgets.basics import restyle

Index = QModelIndex | QPersistentModelIndex


class EditingDelegate(QStyledItemDelegate):
    """Makes the field that lies over a cell. `hint_of`, when set, says what is doubtful about (field key, text)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint_of = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: a line to type into."""
        editor = QLineEdit(parent)
        model = index.model()
        editor.setAccessibleName(str(model.headerData(index.column(), Qt.Orientation.Horizontal) or ""))
        editor.setProperty("field", model.columns[index.column()])
        editor.setStyleSheet("QLineEdit { padding: 0 6px; border-radius: 0; min-height: 0; }")
        editor.textEdited.connect(self._look)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Qt: begin with what is there."""
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    def _look(self, text: str) -> None:
        editor = self.sender()
        hint = self.hint_of(str(editor.property("field")), text) if self.hint_of is not None else None
        editor.setProperty("problem", "doubt" if hint else "")
        restyle(editor)
        if hint:
            QToolTip.showText(editor.mapToGlobal(QPoint(0, editor.height())), hint, editor)
        else:
            QToolTip.hideText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Enter commits and goes one row down, as in a sheet."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QLineEdit):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
            view = self.parent()
            below = view.model().index(view.currentIndex().row() + 1, view.currentIndex().column())
            if below.isValid():
                view.setCurrentIndex(below)
            return True
        return super().eventFilter(watched, event)

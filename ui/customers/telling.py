"""What the list says of itself: chips, the line at the bottom, and what to do when nothing matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from khachhang.operations import wording
from ui.texts import number
from ui.translations import language
from ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from ui.customers.page import CustomersPage


class ListTeller(QObject):
    """Puts the state of a list into words."""

    def __init__(self, page: CustomersPage) -> None:
        super().__init__(page)
        self._page = page

    def chips(self) -> list[tuple[object, str]]:
        """Return (key, text) of everything that narrows the list."""
        state = self._page.state
        found: list[tuple[object, str]] = []
        if state.only_ids is not None:
            found.append((("only", ""), state.only_title))
        for key, values in state.ticks.items():
            found += [((key, value), self._page.facets.text_of(key, value)) for value in sorted(values)]
        found += [(("extra", at), words) for at, words in enumerate(self._extra())]
        return found

    def _extra(self) -> list[str]:
        page = self._page
        return [wording.part_words(part, page.catalogue, language()) for part in page.state.extra]

    def status(self, shown: int, total: int, selected: int) -> str:
        """Return "Hiển thị 120 / 12.345 khách · đã chọn 3 · đang lọc: VIP, Hà Nội"."""
        state = self._page.state
        parts = [self.tr("Hiển thị {shown} / {total} khách").format(shown=number(shown), total=number(max(total, shown)))]
        if selected:
            parts.append(self.tr("đã chọn {n}").format(n=number(selected)))
        said = [self._page.facets.text_of(k, v) for k, values in state.ticks.items() for v in sorted(values)]
        said += self._extra()
        if state.text.strip():
            said.insert(0, f"“{state.text.strip()}”")
        if said:
            parts.append(self.tr("đang lọc: {what}").format(what=", ".join(said)))
        return " · ".join(parts)

    def say_empty(self, empty: EmptyState) -> None:
        """Say why there is nothing, and what to do."""
        page = self._page
        if page.is_bin and not page.state.is_narrowed:
            empty.say(self.tr("Thùng rác trống"), self.tr("Khách bỏ vào đây vẫn còn nguyên, lấy lại lúc nào cũng được."))
        elif page.state.is_narrowed:
            text = page.state.text.strip()
            add = () if page.is_bin or not text else ((self.tr("Thêm “{text}”").format(text=text), page.add_searched),)
            actions = ((self.tr("Xóa hết lọc"), page.clear_filters), *add)
            empty.say(self.tr("Không có khách nào khớp"), self.tr("Thử ít chữ hơn, hoặc bỏ bớt lọc."), actions)
        else:
            begin = ((self.tr("Nhập danh sách Excel"), page.import_wanted.emit), (self.tr("Thêm khách"), page.add_customer))
            empty.say(self.tr("Sổ chưa có khách nào"), self.tr("Kéo một tệp Excel vào đây, hoặc chọn tệp để nhập."), begin)

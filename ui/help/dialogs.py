"""Help, the sheet of shortcuts, and what the program is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from ui.widgets.basics import add_all, button, column, label, row, scrolled


class _Sheet(QDialog):
    """A dialog that only tells."""

    def __init__(self, title: str, parent: QWidget | None, width: int, height: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(width, height)
        self.inner = QWidget(self)
        self.body = column(self.inner, margins=(28, 22, 28, 22), spacing=10)
        self.body.addWidget(label(title, self.inner, role="title"))
        close = button(self.tr("Đó&ng"), self.accept, kind="primary", parent=self)
        close.setDefault(True)
        buttons = row(margins=(24, 8, 24, 16))
        add_all(buttons, None, close)
        outer = column(self, spacing=0)
        outer.addWidget(scrolled(self.inner, self), 1)
        outer.addLayout(buttons)


class HelpDialog(_Sheet):
    """How the usual things are done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, 620, 560)
        self.setWindowTitle(self.tr("Hướng dẫn"))
        self.body.itemAt(0).widget().setText(self.tr("Hướng dẫn"))
        for title, text in self._topics():
            self.body.addSpacing(4)
            self.body.addWidget(label(title, self.inner, role="heading"))
            self.body.addWidget(label(text, self.inner, wrap=True))
        self.body.addStretch(1)

    def _topics(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("Tìm khách"),
                self.tr("Gõ vài chữ của tên, vài số cuối điện thoại, tên đường… theo thứ tự nào cũng được, có dấu hay không dấu."),
            ),
            (
                self.tr("Nhập danh sách"),
                self.tr(
                    "Kéo tệp Excel vào cửa sổ. Xem trước đủ mọi dòng rồi mới ghi; nhập nhầm thì bấm Bỏ lần nhập này, lúc nào cũng được."
                ),
            ),
            (
                self.tr("Điều chưa kiểm"),
                self.tr("Chấm màu cam bên một ô: điều ấy do nơi khác đưa, chưa ai hỏi lại khách. Gọi xong bấm Đã gọi, đúng hoặc Sai."),
            ),
            (
                self.tr("Khách trùng"),
                self.tr("Mục Trùng? hỏi từng cặp. Gộp không mất gì: mở thẻ khách, chọn Tách ra là như cũ."),
            ),
            (
                self.tr("Con số này ở đâu ra?"),
                self.tr("Trên thẻ khách, bấm dấu ba chấm cạnh giá trị rồi chọn Bản gốc: hiện đúng dòng ấy trong tệp đã nhập."),
            ),
            (
                self.tr("Thông tin kín"),
                self.tr(
                    "Cài đặt, Người dùng, Thông tin kín: chọn mục chỉ vài người xem được, như nợ hay thu nhập. Người khác ghi thêm được "
                    "nhưng chỉ thấy ••• (kín). Ai đã xem hay chép trước khi bỏ quyền thì vẫn biết điều họ đã thấy."
                ),
            ),
            (
                self.tr("Khách đòi xóa, đòi xem"),
                self.tr(
                    "Trên thẻ khách, dấu ba chấm: Dữ liệu của khách này ra PDF hay Excel; Xóa hẳn theo yêu cầu thì không hoàn tác được, "
                    "có giấy xác nhận. Bản sao lưu cũ phải xóa riêng."
                ),
            ),
            (
                self.tr("Lọc, danh sách, nhóm tự động"),
                self.tr(
                    "Đánh dấu ở bộ lọc bên trái, hay Lọc theo điều kiện; bấm vào ô điều kiện phía trên bảng để sửa. Lưu danh sách này…"
                    " giữ lại thành danh sách, hay thành nhóm tự động: khách khớp thì tự vào, hết khớp thì tự ra."
                ),
            ),
            (
                self.tr("Làm cho nhiều khách một lần"),
                self.tr("Chọn các dòng (phím cách, Shift, Ctrl+A là hết khách đang lọc) rồi bấm việc cần làm ở thanh phía trên bảng."),
            ),
            (
                self.tr("Kiểm tra dữ liệu"),
                self.tr("Mỗi điều bao nhiêu khách, tăng hay giảm. Nút Sửa giúp cho xem trước và sau, rồi sửa hết một lần; hoàn tác được."),
            ),
            (self.tr("Lỡ tay"), self.tr("Ctrl+Z hoàn tác việc vừa làm; mục Lịch sử hoàn tác việc bất kỳ.")),
            (
                self.tr("Nhiều người cùng một sổ"),
                self.tr(
                    "Cài đặt, Người dùng và quyền: chủ sổ thêm từng người với mật khẩu riêng và cho quyền từng việc. Ai không được "
                    "xem đủ số thì thấy 0912 *** 678 và bấm Xem đủ trên thẻ khách, có ghi lại. Nhật ký cho biết ai làm gì, lúc nào."
                ),
            ),
            (
                self.tr("Người nghỉ việc"),
                self.tr(
                    "Xem họ đã mở thẻ nào và lấy ra những gì, giao khách cho người khác, rồi Bỏ khỏi sổ và thay chìa khóa. Tệp đã xuất, "
                    "giấy đã in, bản sao lưu và bản chép cả sổ có từ trước thì không với tới được."
                ),
            ),
            (
                self.tr("An toàn"),
                self.tr(
                    "Sổ được mã hóa, chỉ nằm trên máy này, không gửi đi đâu. Mỗi ngày tự sao lưu một bản khi đóng sổ; nên chép thêm ra USB."
                ),
            ),
            (
                self.tr("Khóa và mở lại"),
                self.tr(
                    "Bỏ máy đó đi thì sổ tự khóa; Ctrl+L khóa ngay. Đang gõ dở mở lại là có. Cài đặt, Khóa sổ: sau bao lâu, số PIN quầy. "
                    "Số PIN chỉ mở lại trong ngày, năm lần thử."
                ),
            ),
            (
                self.tr("Sao lưu, chữa sổ"),
                self.tr(
                    "Cài đặt, Tất cả bản sao lưu: đọc thử, khôi phục bên cạnh, chọn chỗ thứ hai là USB, thử Giấy mở sổ. "
                    "Tệp sổ hỏng thì màn hình mở sổ có nút Chữa sổ này; sổ hỏng vẫn còn nguyên."
                ),
            ),
        )


class ShortcutDialog(_Sheet):
    """All keys on one sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, 560, 560)
        self.setWindowTitle(self.tr("Phím tắt"))
        self.body.itemAt(0).widget().setText(self.tr("Phím tắt"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (keys, text) in enumerate(self._keys()):
            shown = "  ·  ".join(_shown(k) for k in keys.split(" | "))
            grid.addWidget(label(shown, self.inner, role="strong"), at, 0)
            grid.addWidget(label(text, self.inner, wrap=True), at, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Ctrl+F | /", self.tr("Tìm khách")),
            ("Down | Return", self.tr("Từ ô tìm xuống dòng đầu")),
            ("Esc", self.tr("Xóa chữ đang tìm, rồi bỏ chọn, rồi đóng thẻ")),
            ("Return", self.tr("Mở thẻ khách")),
            ("F2", self.tr("Sửa ngay trong ô; Enter xuống dòng, Tab sang phải")),
            ("Alt+Down", self.tr("Lọc theo cột đang đứng")),
            ("Ctrl+N", self.tr("Thêm khách")),
            ("Ctrl+S", self.tr("Lưu")),
            ("Ctrl+Return", self.tr("Lưu và thêm mới")),
            ("Del", self.tr("Bỏ vào Thùng rác")),
            ("Ctrl+Z | Ctrl+Y", self.tr("Hoàn tác, làm lại")),
            ("Space", self.tr("Đánh dấu dòng; mũi tên đi tiếp không mất dấu")),
            ("Ctrl+A", self.tr("Chọn hết khách đang lọc")),
            ("Ctrl+C | Ctrl+V", self.tr("Chép dòng, dán danh sách")),
            ("Ctrl+I", self.tr("Nhập danh sách")),
            ("Ctrl+E", self.tr("Xuất ra Excel")),
            ("Ctrl+P", self.tr("In danh sách")),
            ("Ctrl+Shift+P", self.tr("In nhãn dán")),
            ("Ctrl+Shift+S", self.tr("Lưu danh sách này")),
            ("Ctrl+D", self.tr("Xem các cặp có thể trùng")),
            ("Ctrl+M", self.tr("Gộp các khách đã chọn")),
            ("Ctrl+Shift+L", self.tr("Hiện hay ẩn bộ lọc")),
            ("Ctrl+L", self.tr("Khóa sổ ngay")),
            ("F5", self.tr("Tải lại")),
            ("F1", self.tr("Hướng dẫn")),
            ("Ctrl+/", self.tr("Bảng phím tắt này")),
        )


class AboutDialog(_Sheet):
    """Name, version, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, 460, 300)
        self.setWindowTitle(self.tr("Về chương trình"))
        self.body.itemAt(0).widget().setText(self.tr("Sổ Khách Hàng"))
        self.body.addWidget(label(self.tr("Bản {version}").format(version=_version()), self.inner, role="muted"))
        self.body.addWidget(label(self.tr("Sổ khách có khóa cho tiệm nhỏ. Không gửi gì ra ngoài máy."), self.inner, wrap=True))
        text = self.tr("Giấy phép MIT. Chữ Noto Sans (OFL), hình Lucide (ISC), Qt (LGPL).")
        self.body.addWidget(label(text, self.inner, role="small", wrap=True))
        self.body.addStretch(1)


def _shown(keys: str) -> str:
    """Return keys as this computer writes them, with signs people find on them."""
    text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter").replace("Down", "↓")


def _version() -> str:
    try:
        return version("so-khach-hang")
    except PackageNotFoundError:
        return "0.1.0"

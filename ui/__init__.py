"""The window of Sổ Khách Hàng: PySide6 on top of `khachhang`, which does the work."""

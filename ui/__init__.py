"""The window: PySide6 screens over `khachhang.operations`. A screen shows state and says what the person wants; it never decides."""

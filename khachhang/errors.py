"""The two kinds of expected endings: a `UserError` the person can act on, and `Cancelled`."""

from __future__ import annotations


class UserError(Exception):
    """Something the person can act on: a code and its parameters, never a sentence.

    The sentence lives in i18n/messages_vi.toml and messages_en.toml under `error.<code>`; see `khachhang.messages`.
    Parameters may be shown on screen but are never written to a log.
    """

    code = "error"

    def __init__(self, code: str | None = None, **params: object) -> None:
        if code is not None:
            self.code = code
        self.params = params
        super().__init__(self.code)


class Cancelled(Exception):
    """The person stopped a long operation. Silent: nothing was written."""

"""Errors that end a file, not the run."""


class ReadError(Exception):
    """A file that cannot be read.

    `code` is stable (`empty`, `encrypted`, `damaged`, `unknown_type`, `missing`, `too_large`, `timeout`, `no_text`,
    `no_tool`, `no_scan`); `message` is Russian and says what the user can do.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

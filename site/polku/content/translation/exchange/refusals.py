"""Why a file is not taken in."""


class FileRefused(Exception):
    """The message is one sentence for the person who sent the file, in their language."""


class MarkupBroken(Exception):
    """The markup of one text cannot be read; the message says what is wrong with it."""

"""A file that cannot be read, said without knowing the words for it.

The readers of file formats run in a child process, which starts quickly because nothing here
loads the vocabulary or the messages.
"""

from typing import NoReturn

#: The same words in Chinese and in English.
Pair = tuple[str, str]
#: A code of the message catalogue, and what fills its braces.
Note = tuple[str, dict[str, object]]


class Refused(Exception):
    """The code of a problem that costs the whole file, and what fills its words."""

    def __init__(self, code: str, values: dict[str, object]) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


def give_up(code: str, **values: object) -> NoReturn:
    """Refuse the file. A value that is a pair is said in the language of the message."""
    raise Refused(code, values)

"""The bytes of many texts at once: which of them are made of nothing but letters and figures."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

Bools = npt.NDArray[np.bool_]

#: The first byte of Chinese characters U+4E00 to U+9FFF in UTF-8, and those of which only some of
#: the next bytes are of that range (of the last, up to U+9F7F).
_FIRST, _LAST, _FROM, _TO = 0xE4, 0xE9, 0xB8, 0xBD
#: Bytes by themselves, and those that begin or go on with a Chinese character.
_SINGLE, _BEGIN, _GO_ON = 1, 2, 4
_KINDS = np.zeros(256, np.uint8)
for _start, _end in ((0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)):
    _KINDS[_start : _end + 1] = _SINGLE
_KINDS[_FIRST : _LAST + 1] = _BEGIN
_KINDS[0x80:0xC0] = _GO_ON
#: What begins a letter, figure or Chinese character: a text that starts so is not blank.
SHOWING = bytes(np.flatnonzero((_KINDS & (_SINGLE | _BEGIN)) != 0).astype(np.uint8))
#: One of these is in every kind of white space.
WHITE = bytes([*range(0x21), 0xC2, 0xE1, 0xE2, 0xE3])


@dataclass(frozen=True)
class Bytes:
    """The bytes of all texts behind one another; text ``i`` is ``data[ends[i]:ends[i + 1]]``."""

    data: npt.NDArray[np.uint8]
    ends: npt.NDArray[np.int32]

    @staticmethod
    def of(texts: pa.Array) -> "Bytes":
        """The bytes of an array of strings without nulls."""
        _, ends, data = texts.buffers()
        found = np.frombuffer(ends, np.int32, len(texts) + 1, 4 * texts.offset)
        first, last = int(found[0]), int(found[-1])
        whole = np.frombuffer(data or b"", np.uint8)
        return Bytes(whole[first:last], found - np.int32(first))

    @property
    def sizes(self) -> npt.NDArray[np.int32]:
        """How many bytes each text has."""
        return np.diff(self.ends)

    def only_letters(self) -> Bools:
        """Texts of figures, Latin letters and Chinese characters alone, and of at least one."""
        kinds = _KINDS.take(self.data)
        begins = kinds == _BEGIN
        expected = np.zeros(len(kinds), np.bool_)
        expected[1:] = begins[:-1]
        expected[2:] |= begins[:-2]
        odd = (kinds == 0) | (expected != (kinds == _GO_ON))
        following = self.data[1:]
        odd[:-1] |= (self.data[:-1] == _FIRST) & (following < _FROM)
        odd[:-1] |= (self.data[:-1] == _LAST) & (following > _TO)
        given: Bools = self.sizes > 0
        return given & ~self._any(odd) if odd.any() else given

    def starting_with(self, letters: bytes) -> Bools:
        """Texts of which the first byte is one of these."""
        found = self.sizes > 0
        starts = self.ends[:-1] if found.all() else self.ends[:-1][found]
        found[found] = _among(letters).take(self.data.take(starts))
        return found

    def having(self, letters: bytes) -> Bools:
        """Texts with one of these bytes."""
        here = _among(letters).take(self.data)
        return self._any(here) if here.any() else np.zeros(len(self.ends) - 1, np.bool_)

    def _any(self, marks: Bools) -> Bools:
        """Texts with a byte that is marked."""
        counted = np.zeros(len(marks) + 1, np.int32)
        np.cumsum(marks, out=counted[1:])
        found: Bools = counted[self.ends[1:]] != counted[self.ends[:-1]]
        return found


def _among(letters: bytes) -> Bools:
    """For each byte, is it one of these?"""
    found = np.zeros(256, np.bool_)
    found[np.frombuffer(letters, np.uint8)] = True
    return found

"""A case report as sections and paragraphs, before it is put on paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

#: How a paragraph looks: running text; a numbered item; a space to be filled in by hand, with a
#: hint of what belongs there; small print.
Look = Literal["text", "item", "fill", "small"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``anchor`` is the clause that it quotes: where references to it lead."""

    text: str
    look: Look = "text"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs under a heading of the second level; "" for none."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One section. ``id`` is what an office's own template calls it."""

    id: str
    heading: str
    parts: tuple[Part, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, in order."""
        for part in self.parts:
            yield from part.paragraphs


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs. Empty words are spaces to be filled in by hand."""

    agency: str = ""
    day: str = ""
    handler: str = ""
    reviewer: str = ""


@dataclass(frozen=True)
class Chapter:
    """The report on one subject. ``values`` are single words for an office's own template."""

    title: str
    sections: tuple[Section, ...]
    values: dict[str, str]
    addressee: str = ""
    number: str = ""
    signature: Signature = field(default_factory=Signature)

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of all sections, in order."""
        for section in self.sections:
            yield from section.paragraphs()


@dataclass(frozen=True)
class Report:
    """One document: one chapter a subject. ``draft`` marks every page; "" when released."""

    chapters: tuple[Chapter, ...]
    draft: str
    lang: str = "zh"
    red_head: str = ""

"""An edited baseline table (责任, 情节, 处理方式) as a proposal."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafting.overlay import BaselineChange, Document, Overlay
from facts import Text
from rules.errors import BookError, Mistake, Place, nearest
from rules.loader import CompiledBook
from rules.measures import BaselineRow
from rules.source import YamlPath
from rules.terms import Gravity
from sanctions.scales import BaselineScale

#: The headings by which the table is known.
HEADINGS = ("责任", "情节", "处理方式")
_SEPARATORS = re.compile(r"[、,，;；+＋\n]+")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as written: a cell of text a heading, and the place of each."""

    responsibility: str
    gravity: str
    measures: str
    places: tuple[Place, Place, Place]


def read_baseline_table(
    name: str, sha256: str, rows: Sequence[TableRow], base: CompiledBook
) -> Overlay:
    """The table's cells as an overlay on a book; a cell that is not in the table stays as it is.

    Labels and ids are both understood. BookError names the cell of everything that is not.
    """
    reader = _Reader(base)
    found: list[BaselineRow] = []
    places: dict[YamlPath, Place] = {}
    seen: dict[tuple[str, str], Place] = {}
    for row in rows:
        cell = reader.cell(row)
        if cell is None:
            continue
        key = (cell.responsibility, cell.gravity)
        if key in seen:
            text = Text(
                f"这一格前面（{seen[key]}）写过了", f"this cell was given before ({seen[key]})"
            )
            reader.mistakes.append(Mistake(row.places[0], text))
            continue
        seen[key] = row.places[0]
        if reader.computed(cell, row):
            continue
        places["baseline", "rows", len(found)] = row.places[2]
        found.append(cell)
    if not rows:
        text = Text("表里没有一行", "the table has no row")
        reader.mistakes.append(Mistake(Place(name), text))
    if reader.mistakes:
        raise BookError(reader.mistakes)
    document = Document(base=base.id, title=name, baseline=BaselineChange(rows=tuple(found)))
    return Overlay(name, document, places, sha256)


class _Reader:
    """Labels and ids of one book, for reading cells."""

    def __init__(self, base: CompiledBook) -> None:
        self.book = base.book
        self.tariff = BaselineScale(base.book)
        self.mistakes: list[Mistake] = []
        declared = base.book.metadata.responsibilities
        self.kinds = {r.id: r.kind for r in declared}
        self.responsibilities = {name: r.id for r in declared for name in (r.id, r.label)}
        fact = base.vocabulary.by_label("情节")
        self.gravities: dict[str, str] = {
            name: choice.id
            for choice in fact.choices
            for name in (choice.id, choice.label, *choice.synonyms)
        }

    def cell(self, row: TableRow) -> BaselineRow | None:
        """The cell of one row; None when it is mistaken, and noted."""
        responsibility = self._one(row.responsibility, self.responsibilities, row.places[0])
        gravity = self._one(row.gravity, self.gravities, row.places[1])
        if responsibility is None or gravity is None:
            return None
        kind = self.kinds[responsibility]
        catalogue = self.book.measures(kind)
        known = {name: m.id for m in catalogue for name in (m.id, m.label)}
        written = [part.strip() for part in _SEPARATORS.split(row.measures) if part.strip()]
        if not written:
            text = Text(
                "处理方式空着：不写就删去这一行，空白不当作“不处理”",
                "no measure is given: leave the row out to keep the cell; blank is not “none”",
            )
            self.mistakes.append(Mistake(row.places[2], text))
            return None
        measures = [self._one(part, known, row.places[2]) for part in written]
        if None in measures:
            return None
        chosen = tuple(dict.fromkeys(m for m in measures if m))
        return BaselineRow(
            responsibility=responsibility, gravity=_as_gravity(gravity), measures=chosen
        )

    def computed(self, cell: BaselineRow, row: TableRow) -> bool:
        """Is the cell one that the book takes from another row? Then it must say the same."""
        lowered = {low.responsibility for low in self.book.baseline.lower}
        if cell.responsibility not in lowered:
            return False
        position = list(Gravity.__args__).index(cell.gravity)  # type: ignore[attr-defined]
        expected = self.tariff.of_cell(cell.responsibility, position).measures
        if set(expected) != set(cell.measures):
            kind = self.kinds[cell.responsibility]
            labels = "、".join(self.book.measure(kind, m).label for m in expected)
            text = Text(
                f"这一格由另一行低几档得出（现为：{labels}），不能单改；请改那一行，"
                "或者用 YAML 提案改 baseline.lower",
                f"this cell is another row some grades lower (now: {labels}); change that row, "
                "or baseline.lower in a YAML proposal",
            )
            self.mistakes.append(Mistake(row.places[2], text))
        return True

    def _one(self, written: str, known: Mapping[str, str], place: Place) -> str | None:
        found = known.get(written.strip())
        if found is None:
            words = "、".join(name for name in known if not name.isascii())
            text = Text(
                f"不认识“{written}”（可写：{words}）", f"“{written}” is not known ({words})"
            )
            self.mistakes.append(Mistake(place, text, nearest(written, list(known))))
        return found


def _as_gravity(name: str) -> Gravity:
    return name  # type: ignore[return-value]

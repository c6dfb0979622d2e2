"""Decision tables: rows over columns that ask about one thing each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafting.dmn.feel import ANY, cell, feel_type, string
from facts import Fact
from rules.atoms import Concluded, Every, Formula, Listed, Literal, Some
from rules.logic import Term, terms

FIRST, UNIQUE = "FIRST", "UNIQUE"


@dataclass(frozen=True)
class Column:
    """What a column asks: an expression over facts or earlier decisions, of a FEEL type.

    ``needs`` names the fact, or the decision, that it reads; ``allowed`` lists its values.
    """

    expression: str
    type: str
    needs: str
    of_fact: bool
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Output:
    """What a table gives, by name."""

    name: str
    type: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """Cells by column expression (those left out say nothing), outputs, and a remark."""

    cells: Mapping[str, str]
    outputs: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Decision:
    """One decision table. ``citations`` are the clauses it codifies."""

    id: str
    name: str
    about: str
    columns: tuple[Column, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    hit_policy: str = FIRST


def feel_name(text: str) -> str:
    """A name that FEEL can read: letters, digits and underscores."""
    name = re.sub(r"\W", "_", text)
    return name if name and not name[0].isdigit() else f"_{name}"


def earlier(decision: Decision) -> Column:
    """A column that reads the first output of another decision."""
    return Column(decision.name, "string", decision.name, False, decision.outputs[0].allowed)


def fact_column(fact: Fact) -> Column:
    """A column that reads a fact."""
    allowed = tuple(choice.label for choice in fact.choices) if fact.type == "choice" else ()
    return Column(feel_name(fact.label), feel_type(fact), fact.label, True, allowed)


class Terms:
    """Terms (conjunctions of literals) as cells; remembers the columns that they used."""

    def __init__(self, concluded: Mapping[str, Column]) -> None:
        #: The column of each earlier conclusion, by its name, and the cell where it holds.
        self.concluded = concluded
        self.columns: dict[str, Column] = {}

    def rows(self, formula: Formula, outputs: Sequence[str], note: str = "") -> list[Row]:
        """A row for each way in which the formula is true."""
        made = [self._cells(term) for term in terms(formula)]
        unique = {tuple(cells.items()): cells for cells in made if cells is not None}
        return [Row(cells, tuple(outputs), note) for cells in unique.values()]

    def _cells(self, term: Term) -> dict[str, str] | None:
        by_column: dict[str, list[Literal]] = {}
        for literal in term:
            column = self._column(literal)
            self.columns.setdefault(column.expression, column)
            by_column.setdefault(column.expression, []).append(literal)
        cells: dict[str, str] = {}
        for expression, literals in by_column.items():
            found = self._cell(expression, literals)
            if found is None:
                return None
            if found != ANY:
                cells[expression] = found
        return cells

    def _cell(self, expression: str, literals: Sequence[Literal]) -> str | None:
        names = [lit.atom.name for lit in literals if isinstance(lit.atom, Concluded)]
        if names and names[0] in self.columns[expression].allowed:
            # A conclusion that is one value of its decision, as a responsibility is.
            held = {n for n, lit in zip(names, literals, strict=True) if lit.value}
            barred = sorted({n for n, lit in zip(names, literals, strict=True) if not lit.value})
            if len(held) > 1 or held & set(barred):
                return None
            if held:
                return string(held.pop())
            return f"not({', '.join(string(name) for name in barred)})"
        return cell(literals)

    def _column(self, literal: Literal) -> Column:
        atom = literal.atom
        if isinstance(atom, Concluded):
            return self.concluded[atom.name]
        if isinstance(atom, Listed):
            listing = feel_name(atom.fact.label)
            expression = f"list contains({listing}, {string(atom.name)})"
            return Column(expression, "boolean", atom.fact.label, True)
        return fact_column(atom.fact)


def reads_conclusions(formulas: Iterable[Formula]) -> bool:
    """Does any of them turn on what was concluded before?"""
    return any(
        isinstance(formula.atom, Concluded)
        if isinstance(formula, Literal)
        else reads_conclusions(formula.parts)
        for formula in formulas
    )


def both(*formulas: Formula) -> Formula:
    """All of them."""
    return Every(formulas)


def either(*formulas: Formula) -> Formula:
    """Some of them."""
    return Some(formulas)

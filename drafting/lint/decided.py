"""What the engine makes of the examples of findings; a claim that is not so is withdrawn."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafting.examples import case_rows
from drafting.lint.finding import Finding
from drafting.lint.usual import usual
from drafting.lint.witness import Witnesses, readings
from drafting.lint.worked import Worked, outcome_words
from facts import FALSE, TRUE, UNKNOWN, CaseTable, table_from_rows
from facts.rows import RowValueError
from rules.atoms import Concluded, Every, Formula, Literal
from rules.literals import evaluate_atom
from sanctions import Decider, decide


def with_examples(findings: Iterable[Finding]) -> list[Finding]:
    """The findings; one that no case of its own shows gets the usual example of its kind."""
    return [f if f.example is not None else replace(f, example=usual(f.id)) for f in findings]


def with_outcomes(findings: Sequence[Finding], witnesses: Witnesses) -> list[Finding]:
    """The findings, each example with what the book decides; all are decided at once."""
    book = witnesses.book
    worked = [(n, f.example) for n, f in enumerate(findings) if f.example is not None]
    readable = [(n, example) for n, example in worked if _readable(witnesses, example)]
    result = list(findings)
    for number, _ in worked:
        result[number] = replace(result[number], example=None)
    if not readable:
        return result
    rows, positions = case_rows([(f"例{n}", example.facts) for n, example in readable])
    table = table_from_rows(book.vocabulary, rows)
    decisions = decide(Decider(book), table)
    for (number, example), row in zip(readable, positions, strict=True):
        if _as_claimed(example, witnesses, table, row):
            told = replace(example, outcome=outcome_words(decisions[row], book))
            result[number] = replace(result[number], example=told)
    return result


def _readable(witnesses: Witnesses, example: Worked) -> bool:
    try:
        table_from_rows(witnesses.book.vocabulary, case_rows([("例", example.facts)])[0])
    except RowValueError:
        return False
    return True


def _as_claimed(example: Worked, witnesses: Witnesses, table: CaseTable, row: int) -> bool:
    """Do the rules hold and fail that are said to?"""
    claims = [(name, TRUE) for name in example.holds] + [(name, FALSE) for name in example.fails]
    for name, wanted in claims:
        rule = witnesses.book.rules.get(name)
        if rule is None:
            return False
        formula = witnesses.of_facts(readings(rule)[0])
        if _truth(formula, table, row) != wanted:
            return False
    return True


def _truth(formula: Formula, table: CaseTable, row: int) -> int:
    """FALSE, TRUE or UNKNOWN, by Kleene's logic."""
    if isinstance(formula, Literal):
        if isinstance(formula.atom, Concluded):
            return UNKNOWN
        truth, of_case = evaluate_atom(formula.atom, table, {})
        value = int(truth[table.case_of[row]] if of_case else truth[row])
        return value if formula.value or value == UNKNOWN else TRUE - value
    values = [_truth(part, table, row) for part in formula.parts]
    decisive = FALSE if isinstance(formula, Every) else TRUE
    if decisive in values:
        return decisive
    return UNKNOWN if UNKNOWN in values else TRUE - decisive

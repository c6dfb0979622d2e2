"""``wenze book test``: the book's own examples, what they exercise, and what they would miss."""

import sys
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import click

from wenze.commands.common import lang_option, refusals, refuse
from wenze.language import LANG, say

if TYPE_CHECKING:
    from drafting.examples import Example, ExampleFile, Outcome
    from facts import Text
    from rules import CompiledBook

PASSED, DIFFERENT = 0, 1


@click.command(
    short_help=say("运行规则书自己的例案。", "Run a book's own examples."),
    help=say(
        """运行规则书的例案（cases.yaml），逐项比较应得的结果和得到的结果。

        \b
        退出状态：0 全部符合；1 有不符，或改错检验得分低于 --min-score；2 读不了。
        例：
          wenze book test zhangye-2009
          wenze book test zhangye-2009 --id 'f4.*'
          wenze book test ./我的规则书 --coverage --mutate
          wenze book test ./我的规则书 --accept""",
        """Run the examples of a book (cases.yaml) and compare what was expected with what came out.

        \b
        Exit status: 0 all as expected; 1 differences, or a mutation score below --min-score;
        2 unreadable.
        Examples:
          wenze book test zhangye-2009
          wenze book test zhangye-2009 --id 'f4.*'
          wenze book test ./mybook --coverage --mutate
          wenze book test ./mybook --accept""",
    ),
)
@click.argument("book_id", metavar="ID_OR_FOLDER")
@click.option(
    "--id",
    "pattern",
    metavar="PATTERN",
    help=say(
        "只运行编号相符的例案，可用 * 和 ?。",
        "Only examples whose id matches; * and ? may be used.",
    ),
)
@click.option(
    "--clause",
    metavar="CLAUSE",
    help=say(
        "只看与这一条文有关的例案、条件和改动。",
        "Only the examples, conditions and mutants about this clause.",
    ),
)
@click.option(
    "--coverage",
    is_flag=True,
    help=say("按条文、规则、条件项报告覆盖。", "Report coverage by clause, rule and literal."),
)
@click.option(
    "--mutate",
    is_flag=True,
    help=say("改错检验：规则写错一处，例案能否发现。", "Mutation testing of the book."),
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 100),
    default=90,
    show_default=True,
    help=say("改错检验的及格分（百分数）。", "Least mutation score, in per cent."),
)
@click.option(
    "--accept",
    is_flag=True,
    help=say(
        "把不符的例案改记为现在的结果，先列出旧 → 新。",
        "Record what came out in cases.yaml, after listing old → new.",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say("输出格式。", "Output format."),
)
@lang_option
def command(
    book_id: str,
    pattern: str | None,
    clause: str | None,
    coverage: bool,
    mutate: bool,
    min_score: float,
    accept: bool,
    form: str,
) -> None:
    """Run, compare, and report."""
    with refusals():
        from drafting.examples import read_example_file
        from rules import load_book

        book = load_book(book_id)
        file = read_example_file(book)
        chosen = _chosen(book, file, pattern, clause)
        outcomes = _run(book, file, chosen)
        told: list[Text] = []
        data: dict[str, Any] = {"book": book.id}
        if accept:
            file, outcomes = _accept(book, file, outcomes, data, form)
        bad = _examples(book, file, outcomes, told, data)
        if coverage:
            _coverage(book, file, clause, told, data)
        if mutate:
            bad |= _mutate(book, file, clause, told, data) < min_score
    if form == "json":
        import orjson

        click.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
    else:
        _tell(told)
    sys.exit(DIFFERENT if bad else PASSED)


def _tell(lines: "Iterable[Text]", err: bool = False) -> None:
    for line in lines:
        click.echo(line.get(LANG), err=err)


# ── which examples ────────────────────────────────────────────────────────────


def _chosen(
    book: "CompiledBook", file: "ExampleFile", pattern: str | None, clause: str | None
) -> "list[Example]":
    from rules.errors import nearest

    about = _about(book, clause)
    chosen = [
        e
        for e in file.examples
        if (pattern is None or fnmatchcase(e.id, pattern)) and about(e.about)
    ]
    if not chosen:
        known = [e.id for e in file.examples]
        near = nearest(pattern, known) if pattern else ""
        hint = say(f"；是不是“{near}”？", f"; did you mean “{near}”?") if near else ""
        refuse(say("没有符合的例案", "no example matches") + hint)
    return chosen


def _about(book: "CompiledBook", clause: str | None) -> Callable[[Iterable[str]], bool]:
    """Are these rules and clauses about the clause? A rule is about those that it cites."""
    from rules.errors import nearest

    if clause is None:
        return lambda _: True
    if book.book.outline.clause(clause) is None:
        near = nearest(clause, [c.id for c in book.book.outline.clauses])
        hint = say(f"；是不是“{near}”？", f"; did you mean “{near}”?") if near else ""
        refuse(say(f"条文目录里没有“{clause}”", f"“{clause}” is not in the outline") + hint)
    cites = {name: set(rule.rule.cite) for name, rule in book.rules.items()}
    metadata, tariff = book.book.metadata, book.book.tariff
    rows = tariff.rows if tariff is not None else ()
    cited = [(fault.id, fault.cite) for fault in metadata.faults]
    cited += [(step.id, step.cite) for step in metadata.procedures]
    cited += [(measure.id, measure.cite) for measure in book.book.catalogue]
    cited += [(row.id, row.cite) for row in rows]
    for name, clauses in cited:
        cites[name] = cites.get(name, set()) | set(clauses)
    return lambda names: any(clause == n or clause in cites.get(n, ()) for n in names)


def _run(book: "CompiledBook", file: "ExampleFile", chosen: "list[Example]") -> "list[Outcome]":
    from drafting.examples import compare, example_table
    from sanctions import Decider, decide

    table, positions = example_table(book, chosen, file.line_of)
    return compare(decide(Decider(book), table), chosen, positions)


# ── what is reported ──────────────────────────────────────────────────────────


def _accept(
    book: "CompiledBook",
    file: "ExampleFile",
    outcomes: "list[Outcome]",
    data: dict[str, Any],
    form: str,
) -> "tuple[ExampleFile, list[Outcome]]":
    """List every change, then write the file; the lines are shown before it is touched."""
    from drafting.accept import recorded
    from drafting.examples import EXAMPLES_FILE, read_example_file
    from drafting.testing_results import change_lines
    from exporters.whole_file import whole_file

    text, changes = recorded(file, outcomes)
    data["accepted"] = [
        {"example": c.example, "field": c.field, "old": c.old, "new": c.new} for c in changes
    ]
    if not changes:
        return file, outcomes
    aside = form == "json"
    _tell(change_lines(changes, book), err=aside)
    path = book.folder / EXAMPLES_FILE
    with whole_file(path) as stream:
        stream.write(text.encode("utf-8"))
    click.echo(say(f"已写入 {path}", f"wrote {path}"), err=aside)
    again = read_example_file(book)
    names = {o.example.id for o in outcomes}
    return again, _run(book, again, [e for e in again.examples if e.id in names])


def _examples(
    book: "CompiledBook",
    file: "ExampleFile",
    outcomes: "list[Outcome]",
    told: "list[Text]",
    data: dict[str, Any],
) -> bool:
    from drafting.testing_results import examples_data, failure_lines, summary_line

    for outcome in outcomes:
        if outcome.differences:
            told += failure_lines(outcome, book, file)
    told.append(summary_line(outcomes))
    data["examples"] = examples_data(outcomes, file)
    return any(o.differences for o in outcomes)


def _coverage(
    book: "CompiledBook",
    file: "ExampleFile",
    clause: str | None,
    told: "list[Text]",
    data: dict[str, Any],
) -> None:
    from drafting.coverage import Coverage, cover
    from drafting.testing_results import coverage_data, coverage_lines

    about = _about(book, clause)
    whole = cover(book, file)
    part = Coverage(
        tuple(r for r in whole.rules if about([r.rule])),
        tuple(c for c in whole.clauses if about([c.clause])),
        tuple(x for x in whole.literals if about([x.rule])),
    )
    told += coverage_lines(part)
    data["coverage"] = coverage_data(part)


def _mutate(
    book: "CompiledBook",
    file: "ExampleFile",
    clause: str | None,
    told: "list[Text]",
    data: dict[str, Any],
) -> float:
    from drafting.mutation import score_mutants
    from drafting.testing_results import score_data, score_lines
    from rules.source import read_source

    about = _about(book, clause)
    source = read_source(book.folder)
    score = score_mutants(book, source, file, wanted=lambda m: about((m.part, *m.about)))
    told += score_lines(score, source)
    data["mutation"] = score_data(score, source)
    return score.percent

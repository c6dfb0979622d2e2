"""``wenze evaluate``: cases in, recommendations out."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wenze.commands.common import (
    ALL_READ,
    SHOWN_PROBLEMS,
    SOME_REJECTED,
    encoding_option,
    keep_inputs,
    lang_option,
    list_problems,
    password_option,
    profile_option,
    refusals,
    refuse,
    results_option,
    tell_overdue,
)
from wenze.language import LANG, say

if TYPE_CHECKING:
    from rules import CompiledBook
    from wenze.streaming import LargeRun

STATUS_COLOURS = {
    "recommended": "green",
    "exempt": "green",
    "needs_facts": "yellow",
    "needs_judgement": "yellow",
    "rejected": "red",
}


@click.command(
    short_help=say("评估案件，写出处理建议和理由。", "Evaluate cases; write recommendations."),
    help=say(
        """读入案件工作簿（.xlsx .xls .ods .et .csv 等），逐个责任主体给出处理建议、
        依据条款和理由。

        \b
        例：
          wenze evaluate cases.xlsx --out results/
          wenze evaluate 案件.csv 责任人.csv --out results/ --format jsonl
          wenze evaluate cases.xlsx --out results/ --annotate
          wenze evaluate 全国.csv --out results/ --format parquet
          wenze evaluate cases.xlsx --out results/ --book party-accountability-2016 \\
            --book party-accountability-2019

        写出 results.xlsx、decisions.jsonl 和 run.json。--format parquet 写成 Parquet，
        大的平表（CSV、Parquet）分块读写，内存不随行数增长。读不懂的行单独列出，其余照常评估。
        退出状态：0 每行都读懂；1 有些行未能读取；2 什么也没有做。""",
        """Read case workbooks (.xlsx .xls .ods .et .csv …) and recommend sanctions with
        clauses and reasons.

        \b
        Examples:
          wenze evaluate cases.xlsx --out results/
          wenze evaluate cases.csv subjects.csv --out results/ --format jsonl
          wenze evaluate cases.xlsx --out results/ --annotate
          wenze evaluate nation.csv --out results/ --format parquet

        Writes results.xlsx, decisions.jsonl and run.json. --format parquet writes Parquet;
        large flat tables (CSV, Parquet) then go in chunks, in bounded memory. Rows that cannot
        be read are listed; the rest are evaluated. Exit status: 0 all read; 1 some rejected;
        2 nothing done.""",
    ),
)
@click.argument(
    "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path)
)
@results_option
@click.option(
    "--book",
    "books",
    multiple=True,
    default=("zhangye-2009",),
    show_default=True,
    metavar="ID",
    help=say(
        "规则书的编号，或规则书所在文件夹；可多次给出，结果并列。",
        "Id of a rule book, or its folder; several set the results side by side.",
    ),
)
@click.option(
    "--decided",
    default=None,
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help=say(
        "作出决定的日期；几个版本之间从旧兼从轻时要用，也用来看规则书的核对是否过时。",
        "Day of the decision, for versions of which the milder applies, and to see whether the "
        "book was compared with its text recently enough.",
    ),
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["xlsx", "jsonl", "parquet"]),
    help=say(
        "只写这种格式（可多次给出）；缺省 xlsx 和 jsonl。",
        "Write only this format (repeatable); xlsx and jsonl by default.",
    ),
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help=say(
        "在哪里计算；spark 读写 Parquet（见 docs/spark.md）。",
        "Where to compute; spark reads and writes Parquet (see docs/spark.md).",
    ),
)
@click.option(
    "--annotate",
    is_flag=True,
    help=say(
        "另写每个输入的副本，结果在各行右边（名称.annotated.xlsx）。",
        "Also write a copy of each input with the results beside its rows.",
    ),
)
@profile_option
@encoding_option
@password_option
@lang_option
def command(
    inputs: tuple[Path, ...],
    out: Path,
    books: tuple[str, ...],
    decided: datetime | None,
    formats: tuple[str, ...],
    engine: str,
    annotate: bool,
    profile: Path | None,
    encoding: str | None,
) -> None:
    """Evaluate and write."""
    chosen = tuple(dict.fromkeys(formats)) or ("xlsx", "jsonl")
    if len(set(books)) > 1:
        from wenze.commands.several import evaluate_several

        day = decided.date() if decided else None
        evaluate_several(inputs, out, books, day, chosen, profile, encoding)
    if "parquet" in chosen:
        _need_pyarrow()
    with refusals():
        from importers.files import DASH, list_files
        from importers.profile import load_profile, unfit
        from rules import load_book
        from wenze.evaluation import evaluate, written_names
        from wenze.progress import Watched

        files, _ = list_files(inputs)
        targets = {}
        if annotate:
            from wenze.annotation import annotate_results, copies

            targets = copies([f for f in files if f.path != DASH], out)
        written_over = [*(out / name for name in written_names()), *targets.values()]
        keep_inputs([file.path for file in files], written_over)
        compiled = load_book(books[0])
        options: dict[str, Any] = {"formats": list(chosen), "encoding": encoding, "lang": LANG}
        if decided:
            options["decided"] = decided.date().isoformat()
        given = load_profile(profile, compiled.vocabulary) if profile else None
        if given:
            options["profile"] = {sheet: dict(names) for sheet, names in given.sheets.items()}
        if engine == "spark":
            if given or annotate or encoding:
                refuse(
                    say(
                        "--engine spark 不接受 --profile、--encoding、--annotate",
                        "--engine spark takes no --profile, --encoding or --annotate",
                    )
                )
            _on_spark([file.path for file in files], compiled, out, chosen, options)
        if chosen == ("parquet",) and not annotate:
            sheets = given.sheets if given else None
            _in_chunks([file.path for file in files], compiled, out, options, sheets, encoding)
        evaluation = evaluate(
            list(inputs),
            book=compiled,
            encoding=encoding,
            profile=given.sheets if given else None,
            options=options,
        )
        written = evaluation.write(out, chosen, LANG, watched=Watched)
        if annotate:
            named = [file for file in files if file.name in targets]
            marked = annotate_results(evaluation, targets, named, LANG, encoding)
    drift = unfit(given, evaluation.imported.mapping) if given else []
    sheet = "结果工作簿“导入问题”" if "xlsx" in chosen else ""
    list_problems([*evaluation.imported.problems, *drift], rest_in=sheet)
    tell_overdue(compiled.book.metadata, evaluation.overdue)
    _summary(evaluation.counts)
    for path in written:
        click.echo(say(f"已写出 {path}", f"wrote {path}"))
    if annotate:
        from wenze.commands.check import told_of

        told_of(marked)
    click.get_current_context().exit(SOME_REJECTED if evaluation.imported.rejected else ALL_READ)


def _need_pyarrow() -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        refuse(
            say(
                "写 Parquet 需要 pyarrow：请安装 wenze[formats]",
                "writing Parquet needs pyarrow: install wenze[formats]",
            )
        )


def _in_chunks(
    paths: list[Path],
    book: "CompiledBook",
    out: Path,
    options: dict[str, Any],
    profile: Any,
    encoding: str | None,
) -> None:
    """A large flat table goes in chunks, and the command ends here; others are read whole."""
    from wenze.streaming import evaluate_large, irregular, open_if_large, rows_done

    table = open_if_large(paths, book, encoding, profile)
    if table is None:
        return
    try:
        with rows_done(table.rows) as watched:
            run = evaluate_large(table, book, out, options, watched)
    except irregular():
        return
    tell_overdue(book.book.metadata, run.overdue)
    _end(run)


def _on_spark(
    paths: list[Path],
    book: "CompiledBook",
    out: Path,
    chosen: tuple[str, ...],
    options: dict[str, Any],
) -> None:
    from importlib.util import find_spec

    if find_spec("pyspark") is None:
        refuse(say("需要 PySpark：请安装 wenze[spark]", "PySpark is needed: install wenze[spark]"))
    if chosen != ("parquet",) or len(paths) != 1:
        refuse(
            say(
                "--engine spark 只读一个 Parquet 文件或文件夹，只写 --format parquet",
                "--engine spark reads one Parquet file or folder, and writes --format parquet",
            )
        )
    from wenze.spark import evaluate_on_spark

    _end(evaluate_on_spark(paths[0], book, out, options))


def _end(run: "LargeRun") -> None:
    """Tell what came of a large run, and leave."""
    list_problems(run.told(SHOWN_PROBLEMS))
    rest = sum(run.severities.values()) - SHOWN_PROBLEMS
    if rest > 0:
        more = say(
            f"……另有 {rest} 条，见 problems.parquet。", f"… and {rest} more; see problems.parquet."
        )
        click.echo(more, err=True)
    _summary(run.counts)
    for path in run.written:
        click.echo(say(f"已写出 {path}", f"wrote {path}"))
    click.get_current_context().exit(SOME_REJECTED if run.counts["rejected"] else ALL_READ)


def _summary(counts: dict[str, int]) -> None:
    from sanctions.determination import STATUS_LABELS

    total = sum(counts.values())
    click.echo(say(f"共 {total} 个责任主体：", f"{total} subjects:"))
    for status, label in STATUS_LABELS.items():
        if counts.get(status):
            text = f"  {label.get(LANG)}  {counts[status]}"
            click.echo(click.style(text, fg=STATUS_COLOURS.get(status)))

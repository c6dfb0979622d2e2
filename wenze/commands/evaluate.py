"""``wenze evaluate``: cases in, recommendations out."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from wenze.commands.common import (
    ALL_READ,
    SOME_REJECTED,
    book_option,
    encoding_option,
    lang_option,
    list_problems,
    password_option,
    profile_option,
    refusals,
    refuse,
)
from wenze.language import LANG, say

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

        写出 results.xlsx、decisions.jsonl 和 run.json。读不懂的行单独列出，其余照常评估。
        退出状态：0 每行都读懂；1 有些行未能读取；2 什么也没有做。""",
        """Read case workbooks (.xlsx .xls .ods .et .csv …) and recommend sanctions with
        clauses and reasons.

        \b
        Examples:
          wenze evaluate cases.xlsx --out results/
          wenze evaluate cases.csv subjects.csv --out results/ --format jsonl
          wenze evaluate cases.xlsx --out results/ --annotate

        Writes results.xlsx, decisions.jsonl and run.json. Rows that cannot be read are listed;
        the rest are evaluated. Exit status: 0 all read; 1 some rejected; 2 nothing done.""",
    ),
)
@click.argument(
    "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path)
)
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help=say("结果写到这个文件夹。", "Folder for the results."),
)
@book_option
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["xlsx", "jsonl"]),
    help=say("只写这种格式（可多次给出）；缺省全写。", "Write only this format (repeatable)."),
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
    book: str,
    formats: tuple[str, ...],
    annotate: bool,
    profile: Path | None,
    encoding: str | None,
) -> None:
    """Evaluate and write."""
    chosen = formats or ("xlsx", "jsonl")
    with refusals():
        from importers.files import DASH, list_files
        from importers.profile import load_profile, unfit
        from rules import load_book
        from wenze.annotation import annotate_results, copies
        from wenze.commands.check import told_of
        from wenze.evaluation import evaluate
        from wenze.progress import Watched

        files, _ = list_files(inputs)
        targets = copies([f for f in files if f.path != DASH], out) if annotate else {}
        _keep_inputs([file.path for file in files], out, targets.values())
        compiled = load_book(book)
        options: dict[str, Any] = {"formats": list(chosen), "encoding": encoding, "lang": LANG}
        given = load_profile(profile, compiled.vocabulary) if profile else None
        if given:
            options["profile"] = {sheet: dict(names) for sheet, names in given.sheets.items()}
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
    list_problems([*evaluation.imported.problems, *drift])
    _summary(evaluation.counts)
    for path in written:
        click.echo(say(f"已写出 {path}", f"wrote {path}"))
    if annotate:
        told_of(marked)
    click.get_current_context().exit(SOME_REJECTED if evaluation.imported.rejected else ALL_READ)


def _keep_inputs(inputs: Sequence[Path], out: Path, further: Iterable[Path]) -> None:
    """Refuse to write over an input."""
    targets = {(out / name).resolve() for name in ("results.xlsx", "decisions.jsonl", "run.json")}
    targets |= {path.resolve() for path in further}
    for path in inputs:
        if path.resolve() in targets:
            refuse(
                say(
                    f"{path} 会被结果覆盖；请换一个输出文件夹",
                    f"{path} would be overwritten; choose another folder",
                )
            )


def _summary(counts: dict[str, int]) -> None:
    from sanctions.determination import STATUS_LABELS

    total = sum(counts.values())
    click.echo(say(f"共 {total} 个责任主体：", f"{total} subjects:"))
    for status, label in STATUS_LABELS.items():
        if counts.get(status):
            text = f"  {label.get(LANG)}  {counts[status]}"
            click.echo(click.style(text, fg=STATUS_COLOURS.get(status)))

"""``wenze evaluate``: cases in, recommendations out."""

from pathlib import Path

import click

from wenze.commands.common import (
    ALL_READ,
    SOME_REJECTED,
    book_option,
    encoding_option,
    lang_option,
    list_problems,
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
        """读入案件工作簿（.xlsx 或 .csv），逐个责任主体给出处理建议、依据条款和理由。

        \b
        例：
          wenze evaluate cases.xlsx --out results/
          wenze evaluate 案件.csv 责任人.csv --out results/ --format jsonl

        写出 results.xlsx、decisions.jsonl 和 run.json。读不懂的行单独列出，其余照常评估。
        退出状态：0 每行都读懂；1 有些行未能读取；2 什么也没有做。""",
        """Read case workbooks (.xlsx or .csv) and recommend sanctions with clauses and reasons.

        \b
        Examples:
          wenze evaluate cases.xlsx --out results/
          wenze evaluate cases.csv subjects.csv --out results/ --format jsonl

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
@encoding_option
@lang_option
def command(
    inputs: tuple[Path, ...],
    out: Path,
    book: str,
    formats: tuple[str, ...],
    encoding: str | None,
) -> None:
    """Evaluate and write."""
    chosen = formats or ("xlsx", "jsonl")
    _keep_inputs(inputs, out)
    with refusals():
        from wenze.evaluation import evaluate
        from wenze.progress import Watched

        options = {"formats": list(chosen), "encoding": encoding, "lang": LANG}
        evaluation = evaluate(list(inputs), book=book, encoding=encoding, options=options)
        written = evaluation.write(out, chosen, LANG, watched=Watched)
    list_problems(evaluation.imported.problems)
    _summary(evaluation.counts)
    for path in written:
        click.echo(say(f"已写出 {path}", f"wrote {path}"))
    click.get_current_context().exit(SOME_REJECTED if evaluation.imported.rejected else ALL_READ)


def _keep_inputs(inputs: tuple[Path, ...], out: Path) -> None:
    """Refuse to write over an input."""
    targets = {(out / name).resolve() for name in ("results.xlsx", "decisions.jsonl", "run.json")}
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

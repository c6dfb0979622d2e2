"""``wenze check``: show what was understood and what must be mended; never evaluates."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

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

if TYPE_CHECKING:
    from facts import Vocabulary
    from importers import Import, Unreadable
    from importers.cells import Beside, RawCells
    from importers.files import File
    from wenze.annotation import Written


@click.command(
    short_help=say("只检查工作簿，不评估。", "Check a workbook without evaluating."),
    help=say(
        """只读入，不评估：每一列被当作什么，前几行读成什么，哪些单元格要改，怎样改。

        \b
        例：
          wenze check cases.xlsx
          wenze check cases.xlsx --annotate 标注.xlsx     在副本里标出要改的格
          wenze check cases.xlsx --save-profile 本局.yaml  记下列名对应
          wenze check cases.xlsx --profile 本局.yaml       按记下的对应读

        原文件从不改动。退出状态：0 每行都读懂；1 有些行未能读取；2 什么也没有做。""",
        """Read only: what each column was taken for, how the first rows are understood, which
        cells to mend and how.

        \b
        Examples:
          wenze check cases.xlsx
          wenze check cases.xlsx --annotate marked.xlsx     mark the cells to mend in a copy
          wenze check cases.xlsx --save-profile office.yaml keep the mapping of the columns
          wenze check cases.xlsx --profile office.yaml      read as it says

        The input is never changed. Exit status: 0 all read; 1 some rejected; 2 nothing done.""",
    ),
)
@click.argument(
    "inputs", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option(
    "--annotate",
    default=None,
    metavar="COPY",
    type=click.Path(path_type=Path),
    help=say(
        "把问题标在副本里，写到这个 .xlsx；多个输入时写到这个文件夹。",
        "Write a copy with the problems marked to this .xlsx (a folder for several inputs).",
    ),
)
@profile_option
@click.option(
    "--save-profile",
    default=None,
    metavar="YAML",
    type=click.Path(path_type=Path),
    help=say("把列名对应写成方案。", "Write the mapping of the columns as a profile."),
)
@click.option(
    "--changes",
    is_flag=True,
    help=say("列出每个读入时换了写法的值。", "List every value that was read as another."),
)
@book_option
@encoding_option
@password_option
@lang_option
def command(
    inputs: tuple[Path, ...],
    annotate: Path | None,
    profile: Path | None,
    save_profile: Path | None,
    changes: bool,
    book: str,
    encoding: str | None,
) -> None:
    """Import and report."""
    from wenze.understanding import absent_together, show_changes, show_mapping, show_preview

    with refusals():
        from importers import Unreadable
        from importers import profile as profiles
        from importers.cells import raw_cells
        from importers.files import list_files
        from rules import load_book
        from wenze.evaluation import read

        compiled = load_book(book)
        given = profiles.load_profile(profile, compiled.vocabulary) if profile else None
        files, _ = list_files(inputs)
        targets = _targets(annotate, files, [p for p in (profile, *inputs) if p])
        if save_profile is not None:
            _keep(save_profile, inputs)
        try:
            imported = read(list(inputs), compiled, encoding, given.sheets if given else None)
        except Unreadable as error:
            if save_profile is None or error.problem.code != "no-data":
                raise
            _save_skeleton(save_profile, raw_cells(inputs, encoding), compiled.vocabulary, error)
        raws = raw_cells(inputs, encoding)
    show_mapping(imported)
    show_preview(imported, raws)
    if changes:
        show_changes(imported, raws)
    problems = list(imported.problems)
    if given:
        problems += profiles.unfit(given, imported.mapping)
    list_problems(list(absent_together(problems)))
    _show_duplicates(imported, raws)
    with refusals():
        if annotate is not None:
            from wenze.annotation import annotate_problems

            # A comment of the clerk's stays in the copy as it is, and needs no mark.
            marked = [p for p in imported.problems if p.code != "cell-comment"]
            to_mark = replace(imported, problems=marked)
            told_of(annotate_problems(to_mark, targets, files, LANG, encoding))
        if save_profile is not None:
            text = profiles.profile_text(
                imported.mapping, compiled.vocabulary, given, imported.problems, raws
            )
            _save(save_profile, text)
    good, bad = len(imported.table), len(imported.rejected)
    click.echo(
        say(
            f"可以评估 {good} 个责任主体，未能读取 {bad} 个。",
            f"{good} subjects can be evaluated, {bad} could not be read.",
        )
    )
    click.get_current_context().exit(SOME_REJECTED if bad else ALL_READ)


def _save(target: Path, text: str) -> None:
    from exporters import whole_file

    with whole_file(target) as stream:
        stream.write(text.encode("utf-8"))
    click.echo(say(f"已写出 {target}", f"wrote {target}"))


def _save_skeleton(
    target: Path, raws: "RawCells", vocabulary: "Vocabulary", error: "Unreadable"
) -> NoReturn:
    """A profile to be filled in for a register of which no header is known; then the end."""
    from importers.profile import skeleton

    text = skeleton(raws, vocabulary)
    if text is None:
        raise error
    click.echo(error.problem.line(LANG), err=True)
    _save(target, text)
    click.echo(
        say(
            f"列名都不认识：请在 {target} 里写明各列是什么，再用 --profile 读",
            f"no header is known: say in {target} what they are, and read with --profile",
        )
    )
    click.get_current_context().exit(SOME_REJECTED)
    raise AssertionError


def _targets(
    annotate: Path | None, files: "Sequence[File]", inputs: Sequence[Path]
) -> dict[str, Path]:
    """Where the copies go. Refuses to write over an input, and to copy standard input."""
    from importers.files import DASH
    from wenze.annotation import copies

    if annotate is None:
        return {}
    if any(file.path == DASH for file in files):
        refuse(say("标准输入没有副本可写", "standard input cannot be annotated"))
    if len(files) > 1:
        if annotate.exists() and not annotate.is_dir():
            refuse(
                say(
                    f"有多个输入，--annotate 应是文件夹：{annotate}",
                    f"several inputs: --annotate must be a folder: {annotate}",
                )
            )
        annotate.mkdir(parents=True, exist_ok=True)
        targets = copies(files, annotate)
    elif annotate.is_dir():
        targets = copies(files, annotate)
    else:
        if annotate.suffix.lower() != ".xlsx":
            refuse(say(f"副本应以 .xlsx 结尾：{annotate}", f"the copy must be .xlsx: {annotate}"))
        targets = {files[0].name: annotate}
    for target in targets.values():
        _keep(target, [*inputs, *(file.path for file in files)])
    return targets


def _keep(target: Path, inputs: Sequence[Path]) -> None:
    """Refuse to write over an input."""
    if target.resolve() in {path.resolve() for path in inputs}:
        refuse(
            say(
                f"{target} 是输入文件，不能覆盖；请换一个文件名",
                f"{target} is an input and is not overwritten; choose another name",
            )
        )


def told_of(written: "Sequence[Written]") -> None:
    """Say which copies were written, and what they do not carry over."""
    for copy in written:
        click.echo(say(f"已写出 {copy.path}", f"wrote {copy.path}"))
        if copy.losses:
            lost = "、".join(words.get(LANG) for words in copy.losses)
            click.echo(
                click.style(
                    say(
                        f"提示 {copy.path.name}：副本里没有原件的{lost}；原件未动",
                        f"Notice {copy.path.name}: the copy lacks {lost}; the input is as it was",
                    ),
                    fg="yellow",
                ),
                err=True,
            )


def _show_duplicates(imported: "Import", raws: "RawCells") -> None:
    """Duplicated case numbers side by side; records may be names and are only said to differ."""
    from importers.cells import duplicates

    for group in duplicates(imported, raws):
        for line in beside_lines(group, imported, names=False):
            click.echo(line, err=True)


def beside_lines(group: "Beside", imported: "Import", *, names: bool) -> list[str]:
    """The rows of one case number: a line for each column in which they differ."""
    open_to_rules = {f.label for f in imported.table.vocabulary.facts if f.readable}
    places = " | ".join(group.places)
    lines = [say(f"同一编号的行：{places}", f"rows of one number: {places}")]
    for column, texts in group.columns:
        shown = " | ".join(text or say("空白", "blank") for text in texts)
        if not names and column.fact not in open_to_rules:
            shown = say("不同", "different")
        lines.append(f"  {column.header}{say('：', ': ')}{shown}")
    if not group.columns:
        lines.append(say("  各列都相同", "  all columns are the same"))
    return lines

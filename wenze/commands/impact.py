"""``wenze impact``: who would be treated differently under a proposal, and why."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wenze.commands.common import (
    ALL_READ,
    SOME_REJECTED,
    encoding_option,
    keep_inputs,
    lang_option,
    list_problems,
    refusals,
    refuse,
    results_option,
)
from wenze.language import LANG, say

if TYPE_CHECKING:
    from drafting.overlay import Overlay
    from importers.grid import Grid
    from rules import CompiledBook
    from rules.source import Source

#: What each format is called in the output folder.
FILE_NAMES = {"xlsx": "impact.xlsx", "html": "impact.html", "json": "impact.json"}
#: The sheet by which the workbook of a whole book is known.
_RULES_SHEET = "规则"
_OVERLAYS, _TABLES = (".yaml", ".yml"), (".csv", ".xlsx")


@click.command(
    short_help=say("规则改了，谁的处理会变、为什么。", "Who is affected by a change of rules."),
    help=say(
        """把修改前后的规则书用在同一批案件上：谁的处理会变，变重还是变轻，由哪一项修改造成。

        \b
        NEW 可以是：
          规则书编号或文件夹
          只写改动的提案文件（.yaml）
          改过的裁量基准表（.csv 或 .xlsx，列为 责任、情节、处理方式）
          wenze book export 写出、再改过的整本工作簿（.xlsx）

        \b
        例：
          wenze impact zhangye-2009 proposal.yaml cases.xlsx --out impact/
          wenze impact zhangye-2009 baseline.xlsx cases.xlsx --out impact/ --format html

        写出 impact.xlsx、impact.html 和 impact.json。
        退出状态：0 每行都读懂；1 有些行未能读取；2 什么也没有做。""",
        """Apply two rule books to the same cases: whose outcome changes, which way, and which
        change of the rules brings it about.

        \b
        NEW may be:
          the id or folder of a rule book
          a proposal with the changes alone (.yaml)
          an edited baseline table (.csv or .xlsx with columns 责任, 情节, 处理方式)
          the edited workbook of a whole book, as from wenze book export (.xlsx)

        \b
        Examples:
          wenze impact zhangye-2009 proposal.yaml cases.xlsx --out impact/
          wenze impact zhangye-2009 baseline.xlsx cases.xlsx --out impact/ --format html

        Writes impact.xlsx, impact.html and impact.json.
        Exit status: 0 all rows read; 1 some rejected; 2 nothing done.""",
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument(
    "cases", nargs=-1, required=True, metavar="CASES...", type=click.Path(path_type=Path)
)
@results_option
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(FILE_NAMES)),
    help=say("只写这种格式（可多次给出）；缺省全写。", "Write only this format (repeatable)."),
)
@encoding_option
@lang_option
def command(
    old: str,
    new: str,
    cases: tuple[Path, ...],
    out: Path,
    formats: tuple[str, ...],
    encoding: str | None,
) -> None:
    """Compare and write."""
    chosen = tuple(dict.fromkeys(formats)) or tuple(FILE_NAMES)
    keep_inputs([*cases, Path(new)], [out / FILE_NAMES[name] for name in chosen])
    with refusals():
        from drafting.impact import assess, impact_record, origins
        from exporters.impact import ImpactReport
        from rules import load_book
        from rules.source import read_source
        from wenze import __version__
        from wenze.evaluation import read

        before = load_book(old)
        after, source, overlay = _proposed(new, before, encoding)
        imported = read(list(cases), before, encoding)
        if not len(imported.table):
            list_problems(imported.problems)
            refuse(say("没有读到一个责任主体。", "no subject could be read."))
        impact = assess(before, after, imported.table)
        record = impact_record(
            impact,
            inputs=sorted((Path(name).name, digest) for name, digest in imported.digests.items()),
            rejected=len(imported.rejected),
            proposal=_told(overlay),
            version=__version__,
            origins=origins(
                impact.amendments, (before, after), (read_source(before.folder), source), overlay
            ),
        )
        report = ImpactReport(record, before, after, impact.explained(), LANG)
        written = _write(report, out, chosen)
    list_problems(imported.problems)
    _summary(record)
    for path in written:
        click.echo(say(f"已写出 {path}", f"wrote {path}"))
    click.get_current_context().exit(SOME_REJECTED if imported.rejected else ALL_READ)


def _proposed(
    new: str, old: "CompiledBook", encoding: str | None
) -> tuple["CompiledBook", "Source", "Overlay | None"]:
    """The new book, its parts with their places, and the overlay that made it, if one did."""
    from drafting.overlay import patched, read_overlay
    from rules import load_book
    from rules.loader import compile_source
    from rules.source import read_source

    path, start = Path(new), old
    suffix = path.suffix.lower()
    if suffix in _OVERLAYS:
        overlay = read_overlay(path)
        base = overlay.document.base
        start = old if base in (None, old.id) else load_book(str(base))
    elif suffix in _TABLES:
        found = _table(path, old, encoding)
        if found is None:
            source = _whole_book(path, old)
            return compile_source(source), source, None
        overlay = found
    else:
        book = load_book(new)
        return book, read_source(book.folder), None
    source = patched(overlay, read_source(start.folder))
    return compile_source(source), source, overlay


def _table(path: Path, old: "CompiledBook", encoding: str | None) -> "Overlay | None":
    """The edited baseline table in a file, known by its headings; None for a whole book."""
    from drafting.impact import HEADINGS, TableRow, read_baseline_table
    from importers.grid import cell_text, letter, squeeze
    from rules.errors import BookError, Mistake, Place

    data = path.read_bytes()
    grids = _grids(path, encoding)
    for grid in grids:
        for top, cells in enumerate(grid.rows):
            heads = [squeeze(cell_text(cell)) for cell in cells]
            if not set(HEADINGS) <= set(heads):
                continue
            columns = [heads.index(heading) for heading in HEADINGS]
            rows = []
            for number, line in enumerate(grid.rows[top + 1 :], top + 2):
                texts = [cell_text(line[c]) if c < len(line) else "" for c in columns]
                if any(texts):
                    at = [f"{path.name}!{grid.sheet}!{letter(c)}{number}" for c in columns]
                    places = (Place(at[0]), Place(at[1]), Place(at[2]))
                    rows.append(TableRow(texts[0], texts[1], texts[2], places))
            return read_baseline_table(path.name, _digest(data), rows, old)
    if any(grid.sheet == _RULES_SHEET for grid in grids):
        return None
    raise BookError([Mistake(Place(path.name), _no_headings(HEADINGS))])


def _grids(path: Path, encoding: str | None) -> "list[Grid]":
    """The sheets of a file, opened with the same care as a file of cases."""
    from facts import Text
    from importers.cells import raw_cells
    from importers.messages import file_problem
    from importers.refused import Refused

    try:
        return list(raw_cells([path], encoding).grids.values())
    except Refused as error:
        values = {k: Text(*v) if isinstance(v, tuple) else v for k, v in error.values.items()}
        refuse(file_problem(error.code, path.name, **values).line(LANG))
        return []


def _whole_book(path: Path, old: "CompiledBook") -> "Source":
    """The book in a workbook that ``wenze book export`` wrote and a drafter edited."""
    from drafting.workbook import WorkbookError, read_workbook

    data = path.read_bytes()
    try:
        found = read_workbook(data, path.name, old.vocabulary)
    except WorkbookError as error:
        list_problems(error.problems)
        refuse(say(f"{path.name} 不能用作规则书。", f"{path.name} cannot be used as a book."))
    return found.source(path.name, _digest(data))


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _no_headings(headings: Sequence[str]) -> Any:
    from facts import Text

    named = "、".join(headings)
    return Text(
        f"没有一张表有这三列：{named}", f"no sheet has the three columns {', '.join(headings)}"
    )


def _told(overlay: "Overlay | None") -> dict[str, str] | None:
    if overlay is None:
        return None
    document = overlay.document
    return {
        "name": overlay.name,
        "sha256": overlay.sha256,
        "title": document.title if document.title != overlay.name else "",
        "reason": document.reason,
    }


def _write(report: Any, out: Path, chosen: Sequence[str]) -> list[Path]:
    from exporters.impact import write_impact_json, write_impact_page, write_impact_workbook

    writers = {
        "xlsx": write_impact_workbook,
        "html": write_impact_page,
        "json": write_impact_json,
    }
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name in chosen:
        path = out / FILE_NAMES[name]
        writers[name](report, path)
        written.append(path)
    return written


def _summary(record: dict[str, Any]) -> None:
    """The counts alone: names stay in the files."""
    from exporters.impact.labels import DIRECTIONS

    counts = record["counts"]
    click.echo(
        say(
            f"共 {counts['subjects']} 个责任主体，{counts['changed']} 个有变化"
            f"（确定 {counts['certain']}，可能 {counts['possible']}）：",
            f"{counts['subjects']} subjects, {counts['changed']} change "
            f"({counts['certain']} certainly, {counts['possible']} possibly):",
        )
    )
    for name, label in DIRECTIONS.items():
        if counts[name]:
            click.echo(f"  {label.get(LANG)}  {counts[name]}")
    inversions = record["inversions"]
    if inversions["arising"] or inversions["gone"]:
        click.echo(
            say(
                f"倒挂：新出现 {inversions['arising']} 对，消失 {inversions['gone']} 对",
                f"inversions: {inversions['arising']} arise, {inversions['gone']} are gone",
            )
        )

"""``python -m benchmarks.reading [--rows N] [--file XLSX]``: a register read, against calamine.

python-calamine alone opens the workbook and gives its cells as Python lists: no headers found,
no dates or numbers understood, no error cells seen. wenze reads the same file up to the typed
table. Each runs by itself in a new process; the peak of memory is that of the process, and for
wenze also that of each process in which the file is opened: a large sheet is read in parts, by as
many as there are processors. Memory that these share is counted for each.
"""

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from benchmarks import machine
from benchmarks.record import RESULTS, Record
from importers.parted import processors

#: What the project wants: seconds against calamine's, memory against the inflated size.
SECONDS, MEMORY = 1.5, 10.0

_MEASURED = """
import json, resource, sys, time
from pathlib import Path
path = Path(sys.argv[1])
{imports}
start = time.perf_counter()
rows = {work}
seconds = time.perf_counter() - start
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
own, child = (use.ru_maxrss / 1024 for use in used)
print(json.dumps(dict(seconds=seconds, rows=rows, own=own, child=child)))
"""
CALAMINE = _MEASURED.format(
    imports="from python_calamine import CalamineWorkbook",
    work="len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)"
    ".to_python(skip_empty_area=False)) - 1",
)
WENZE = _MEASURED.format(
    imports="from facts import core_vocabulary\n"
    "from importers import read_cases\n"
    "import importers.read\n"
    "vocabulary = core_vocabulary()",
    work="len(read_cases([path], vocabulary).table)",
)

Dice = random.Random
#: Thirty columns of a flat register: what a cell of each may hold.
COLUMNS: dict[str, Callable[[Dice, int], Any]] = {
    "案件编号": lambda dice, i: f"2012-{i // 2:06d}",
    "单位": lambda dice, i: f"第{i // 2 % 97}号单位",
    "单位类型": lambda dice, i: "党委",
    "单位层级": lambda dice, i: dice.choice(["市级", "县级", "县级"]),
    "事发日期": lambda dice, i: date(2009, 11, 1) + timedelta(dice.randrange(2000)),
    "过错情形": lambda dice, i: dice.choice(["3", "4", "9、6", "", ""]),
    "责任方": lambda dice, i: dice.choice(["主要领导", "分管领导", "双方", ""]),
    "情节": lambda dice, i: dice.choice(["轻微", "一般", "较重", "严重", "", "存疑"]),
    "不良影响": lambda dice, i: _yes(dice),
    "不良后果": lambda dice, i: _yes(dice),
    "重大影响": lambda dice, i: _yes(dice),
    "重大损失": lambda dice, i: _yes(dice),
    "直接经济损失": lambda dice, i: dice.choice([0, 50_000, "5万元", "1.2亿元", ""]),
    "死亡人数": lambda dice, i: dice.choice([0, 0, 1, "30余人", ""]),
    "主动发现": lambda dice, i: _yes(dice),
    "及时纠正": lambda dice, i: _yes(dice),
    "涉嫌犯罪": lambda dice, i: _yes(dice),
    "任务来源": lambda dice, i: dice.choice(["督查督办", "市委市政府决策部署", "其他", ""]),
    "保质完成": lambda dice, i: _yes(dice),
    "按时完成": lambda dice, i: _yes(dice),
    "情况类别": lambda dice, i: dice.choice(["突发事件", "灾情险情", "其他", ""]),
    "知悉时间": lambda dice, i: datetime(2012, 5, 3, 8) + timedelta(minutes=dice.randrange(99)),
    "报告时间": lambda dice, i: datetime(2012, 5, 3, 12) + timedelta(minutes=dice.randrange(99)),
    "及时处置": lambda dice, i: _yes(dice),
    "弄虚作假": lambda dice, i: _yes(dice),
    "基本情况": lambda dice, i: f"经查，第{i // 2}号问题属实，已责成整改。",
    "责任主体": lambda dice, i: f"第{i}号责任人",
    "主体类别": lambda dice, i: "个人",
    "角色": lambda dice, i: "分管领导" if i % 2 else "主要领导",
    "备注": lambda dice, i: dice.choice(["", "", "已归档", "待归档"]),
}
_OF_SUBJECT = ("责任主体", "角色", "备注")


def _yes(dice: Dice) -> str:
    return dice.choice(["是", "否", "否", ""])


def register(rows: int, seed: int = 2009) -> Iterator[list[Any]]:
    """Two subjects a case; the values of a case are the same in both of its rows."""
    dice = Dice(seed)
    for i in range(rows):
        if i % 2 == 0:
            case = {label: make(dice, i) for label, make in COLUMNS.items()}
        own = {label: COLUMNS[label](dice, i) for label in _OF_SUBJECT}
        yield list({**case, **own}.values())


def write_register(path: Path, rows: int) -> None:
    """The register as Excel would save it: shared strings, dates as formatted numbers."""
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("登记表")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, list(COLUMNS))
        for row, cells in enumerate(register(rows), 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(row, column, cell, moment)
                elif isinstance(cell, date):
                    sheet.write_datetime(row, column, datetime(*cell.timetuple()[:3]), day)
                elif isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                elif cell:
                    sheet.write_string(row, column, cell)


def measured(code: str, path: Path) -> dict[str, float]:
    """What one reader took, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def inflated(path: Path) -> float:
    """Megabytes of all members of the archive."""
    with zipfile.ZipFile(path) as archive:
        return sum(member.file_size for member in archive.infolist()) / 2**20


@click.command()
@click.option("--rows", default=100_000, show_default=True)
@click.option("--times", default=3, show_default=True, help="The fastest of so many runs counts.")
@click.option("--file", "given", type=click.Path(path_type=Path, exists=True), default=None)
@click.option("--results", type=click.Path(path_type=Path), default=RESULTS, show_default=True)
def main(rows: int, times: int, given: Path | None, results: Path) -> None:
    """Measure and print; the register that was made here is kept with the other results."""
    load = machine.load()
    with TemporaryDirectory() as folder:
        path = given or Path(folder) / "register.xlsx"
        if given is None:
            write_register(path, rows)
        size = inflated(path)
        runs = [(measured(CALAMINE, path), measured(WENZE, path)) for _ in range(times)]
    alone, ours = (min(side, key=lambda run: run["seconds"]) for side in zip(*runs, strict=True))
    click.echo(f"{len(COLUMNS)} columns, {size:,.0f} MB inflated")
    for name, run in (("calamine", alone), ("wenze", ours)):
        click.echo(
            f"{name:9} {run['seconds']:6.2f} s {run['rows']:9,} rows"
            f"  peak {run['own']:,.0f} MB"
            + (f", each of {processors()} children {run['child']:,.0f} MB" if run["child"] else "")
        )
    together = ours["own"] + processors() * ours["child"]
    ratio = ours["seconds"] / alone["seconds"]
    if given is None:
        record = Record.read(results)
        record.machine = record.machine or machine.described()
        record.reading = {
            "rows": ours["rows"],
            "columns": len(COLUMNS),
            "inflated": size,
            "seconds": ours["seconds"],
            "alone": alone["seconds"],
            "peak": together,
            "load": load,
        }
        record.write()
    click.echo(f"seconds   {ratio:.2f}× of calamine (at most {SECONDS})")
    click.echo(f"memory    {together / size:.1f}× of the inflated size (at most {MEMORY:.0f})")


if __name__ == "__main__":
    main()

"""Runs for the tests of the page: the examples enlarged, and a workbook full of traps."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import quickjs  # type: ignore[import-untyped]
from openpyxl import Workbook, load_workbook

from exporters.dossier import Dossier
from exporters.page.data import content
from exporters.page.page import SCRIPTS, embedded, page, part
from wenze.dossier import dossier
from wenze.evaluation import evaluate

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "cases.xlsx"
#: Seven times the 72 rows of the examples.
COPIES = 7

#: What a cell must not be able to do to the page.
TRAPS = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><img src=x onerror=alert(1)>",
    '"onmouseover="alert(1)',
    "a\u2028b\u2029c",
    "&lt;b&gt; &amp; <b>",
    "javascript:alert(1)",
    "\x01 1\x02",
)

FLAT = (
    "案件编号", "单位", "单位类型", "单位层级", "事发日期", "过错情形", "责任方", "情节",
    "主动发现", "责任主体", "主体类别", "角色", "备注",
)  # fmt: skip


def enlarge(path: Path, copies: int = COPIES) -> None:
    """The example workbook with each case again under other numbers: 2024-001/2 …"""
    book = load_workbook(EXAMPLES)
    for sheet in book.worksheets:
        heads, *rows = list(sheet.iter_rows())
        at = [cell.value for cell in heads].index("案件编号")
        for copy in range(2, copies + 1):
            for row in rows:
                values = [cell.value for cell in row]
                sheet.append([*values[:at], f"{values[at]}/{copy}", *values[at + 1 :]])
                for cell, was in zip(sheet[sheet.max_row], row, strict=False):
                    cell.data_type = was.data_type  # text that begins with = stays text
    book.save(path)


@cache
def example() -> Dossier:
    """The run of the enlarged examples."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cases.xlsx"
        enlarge(path)
        return dossier(evaluate(path))


def flat_run(folder: Path, rows: Sequence[Mapping[str, str]]) -> Dossier:
    """A run of a flat workbook with these rows; plain facts where a row says nothing."""
    plain = dict(zip(FLAT, ("", "甲县县委", "党委", "县级", "2012-03-01", "6"), strict=False))
    plain |= {"责任方": "主要领导", "情节": "一般", "主动发现": "否"}
    plain |= {"责任主体": "某书记", "主体类别": "个人", "角色": "主要领导"}
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(FLAT)
    for row in rows:
        sheet.append([{**plain, **row}.get(head, "") for head in FLAT])
    path = folder / "台账.xlsx"
    book.save(path)
    return dossier(evaluate(path))


def csv_run(path: Path, rows: Sequence[Mapping[str, str]]) -> Dossier:
    """A run of a CSV file, for text that no workbook can hold."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, FLAT, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return dossier(evaluate(path))


class Script:
    """Part of the page's script at work on some content. Give results back as JSON."""

    def __init__(self, data: Mapping[str, Any], names: tuple[str, ...] = ("model", "address")):
        self.context = quickjs.Context()
        for name in names:
            self.context.eval(part(name))
        self.context.set("given", embedded(data))
        self.context.eval("const model = openModel(JSON.parse(given));")

    def ask(self, code: str, **values: Any) -> Any:
        """The value of an expression; ``values`` are its variables."""
        names = ", ".join(values)
        given = ", ".join(orjson.dumps(v).decode() for v in values.values())
        found = self.context.eval(f"JSON.stringify((({names}) => ({code}))({given}))")
        return orjson.loads(found) if found is not None else None


class Shown(Script):
    """The whole page in a document that is not there: addresses in, text and links out."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.context = quickjs.Context()
        self.context.eval((Path(__file__).parent / "document.js").read_text(encoding="utf-8"))
        self.context.set("given", embedded(data))
        self.context.eval("document.byId.data.textContent = given;")
        self.context.eval("\n".join(part(name) for name in SCRIPTS))
        self.context.eval("start();")

    def go(self, address: str) -> str:
        """The text of the view at an address."""
        self.ask("go(address)", address=address)
        return str(self.ask("shown()"))

    def follow(self, words: str) -> str:
        """The text of the view behind a link of the present one."""
        self.ask("follow(words)", words=words)
        return str(self.ask("shown()"))


@cache
def example_data(lang: str = "zh") -> dict[str, Any]:
    """The content of the page of the enlarged examples, as it comes out of the file."""
    found: dict[str, Any] = orjson.loads(embedded(content(example(), lang)))
    return found


@cache
def example_page(lang: str = "zh") -> str:
    """The page of the enlarged examples."""
    return page(example_data(lang))


@cache
def example_script() -> Script:
    """Its model, ready to be asked."""
    return Script(example_data())


@cache
def example_shown() -> Shown:
    """Its views."""
    return Shown(example_data())

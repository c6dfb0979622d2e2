"""``impact.json``: the record, with the explanations of the biggest movers."""

from pathlib import Path
from typing import Any

import orjson

from exporters.impact.report import ImpactReport
from exporters.whole_file import whole_file


def impact_document(report: ImpactReport) -> dict[str, Any]:
    """The record; each mover also has its result and reasons before and after, in words."""
    document = dict(report.record)
    movers = []
    for number, mover in enumerate(document["movers"]):
        change = document["changes"][mover["change"]]
        sides = zip(("before", "after"), report.explanation(number), strict=True)
        explained = {
            side: {"result": report.result(change[side]), "reasons": reasons}
            for side, reasons in sides
        }
        movers.append({**mover, **explained})
    document["movers"] = movers
    return document


def write_impact_json(report: ImpactReport, path: Path) -> None:
    """Write indented UTF-8 JSON. Whole file or nothing."""
    with whole_file(path) as stream:
        stream.write(orjson.dumps(impact_document(report), option=orjson.OPT_INDENT_2) + b"\n")

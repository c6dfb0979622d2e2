"""What the page and the workbook tell in the same words."""

from collections.abc import Iterable, Mapping
from typing import Any

from exporters.impact import labels
from exporters.impact.report import ImpactReport
from facts import Text


def about(report: ImpactReport) -> Iterable[tuple[Text, str]]:
    """What was compared: books, proposal, inputs."""
    record = report.record
    for name, side in ((labels.BEFORE, "old"), (labels.AFTER, "new")):
        book = record[side]
        words = {k: book[k] for k in ("title", "id", "version")}
        yield name, report.text(labels.VERSION, **words, sha=book["sha256"][:12])
    proposal = record["proposal"]
    if proposal:
        shown = " ".join(filter(None, (proposal["name"], proposal["title"])))
        yield labels.PROPOSAL, shown
        if proposal["reason"]:
            yield labels.WHY, proposal["reason"]
    yield labels.INPUT, report.joined([str(item["name"]) for item in record["inputs"]])


def inversion_cells(report: ImpactReport, example: Mapping[str, Any]) -> tuple[str, str, str]:
    """The two subjects with their outcomes, and the facts in which they differ."""
    sides = []
    for side in ("worse", "better"):
        who = example[side]
        name = " · ".join(filter(None, (who["case_id"], who["subject"], who["role"])))
        sides.append(f"{name}\n{report.result(who['result'])}")
    blank = report.text(labels.BLANK)
    facts = [
        f"{f['fact']}：{f['worse'] or blank} ／ {f['better'] or blank}" for f in example["facts"]
    ]
    return sides[0], sides[1], "\n".join(facts)

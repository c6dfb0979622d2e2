"""Which findings a book justifies, and what is wrong with its justifications."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ConfigDict, Field, ValidationError

from drafting.justification import JUSTIFIED_FILE, Justification
from drafting.lint.finding import Finding
from drafting.lint.kinds import KINDS
from facts import Text
from facts.misstated import told
from facts.yaml_text import line_of, parsed, reason_of
from rules.errors import Place


class Complete(Justification):
    """A justification with nothing else beside it, and a reason of more than a word."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field(min_length=4)


@dataclass(frozen=True, slots=True)
class Justified:
    """A finding that the book justifies."""

    finding: Finding
    reason: str


def apply(
    folder: Path, findings: Sequence[Finding], complete: bool
) -> tuple[list[Finding], list[Justified]]:
    """The findings left, those justified, and findings about the justifications themselves.

    A justification is called unneeded only when everything was looked for.
    """
    written, lines, wrong = _read(folder)
    reasons = {(j.id, place): j.reason for j in written for place in j.places}
    left: list[Finding] = []
    justified: list[Justified] = []
    used: set[tuple[str, str]] = set()
    for finding in findings:
        key = (finding.id, finding.place.rule)
        if key in reasons and not KINDS[finding.id].stops:
            used.add(key)
            justified.append(Justified(finding, reasons[key]))
        else:
            left.append(finding)
    for entry, line in zip(written, lines, strict=True):
        for place in entry.places:
            if complete and not _of_verify(entry.id) and (entry.id, place) not in used:
                zh = f"没有“{entry.id}”（{place}）这一项，或者它不能以理由免除"
                text = Text(zh, f"there is no finding “{entry.id}” ({place}) to justify")
                wrong.append(_finding(folder, "justification-unneeded", line, place, text))
    return left + wrong, justified


def _of_verify(finding_id: str) -> bool:
    """Findings of ``wenze book verify`` stand in the same file; their ids have a dot."""
    return "." in finding_id


def _read(folder: Path) -> tuple[list[Complete], list[int], list[Finding]]:
    path = folder / JUSTIFIED_FILE
    if not path.is_file():
        return [], [], []
    try:
        text = path.read_text(encoding="utf-8")
        node, data = parsed(text)
        data = data or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        found = _finding(folder, "wrong-justification", line_of(error), "", reason_of(error))
        return [], [], [found]
    if not isinstance(data, list):
        message = Text("应是一列说明", "a list is expected")
        return [], [], [_finding(folder, "wrong-justification", 1, "", message)]
    written, lines, wrong = [], [], []
    for raw, item in zip(data, node.value if node is not None else (), strict=True):
        line = item.start_mark.line + 1
        try:
            written.append(Complete.model_validate(raw))
            lines.append(line)
        except ValidationError as error:
            for detail in error.errors():
                message = told(detail)
                wrong.append(_finding(folder, "wrong-justification", line, "", message))
    return written, lines, wrong


def _finding(folder: Path, kind: str, line: int, about: str, text: Text) -> Finding:
    place = Place(f"{folder.name}/{JUSTIFIED_FILE}", line, 0, about)
    return Finding(kind, KINDS[kind].level, place, text, KINDS[kind].fix)

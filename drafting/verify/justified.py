"""Which refuted properties a book lets stand, and why."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from drafting.justification import JUSTIFIED_FILE, Justification
from drafting.verify.finding import Finding
from facts import Text
from facts.yaml_text import parsed
from rules.errors import BookError, Mistake, Place


def fits(justification: Justification, finding: Finding) -> bool:
    """Does it speak of this finding? Its place is the finding's subject or rule."""
    about = {finding.subject, finding.place.rule}
    return justification.id == finding.id and not about.isdisjoint(justification.places)


def read_justified(folder: Path) -> tuple[Justification, ...]:
    """The justifications of a book, () where it has none; BookError when they are not readable."""
    path = folder / JUSTIFIED_FILE
    if not path.is_file():
        return ()
    try:
        _, data = parsed(path.read_text(encoding="utf-8"))
        return TypeAdapter(tuple[Justification, ...]).validate_python(data or [])
    except (yaml.YAMLError, ValidationError) as error:
        text = Text("不是有效的理由清单（id、place、reason）", "not a list of id, place, reason")
        place = Place(f"{folder.name}/{JUSTIFIED_FILE}", 1)
        raise BookError([Mistake(place, text)]) from error


def justify(findings: Iterable[Finding], justified: tuple[Justification, ...]) -> Iterator[Finding]:
    """The findings, the refuted ones with the reasons that the book gives."""
    for finding in findings:
        reason = next((j.reason for j in justified if fits(j, finding)), "")
        applies = reason and finding.result == "refuted"
        yield finding.because(reason) if applies else finding

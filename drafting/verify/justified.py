"""``justified.yaml`` in a book's folder: findings that the book lets stand, each with a reason."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from drafting.verify.finding import Finding
from facts import Text
from rules.errors import BookError, Mistake, Place

JUSTIFIED = "justified.yaml"


class Justification(BaseModel):
    """``id`` as of the finding; ``place`` its subject or rule (one or several)."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str
    place: str | tuple[str, ...]
    reason: str

    def fits(self, finding: Finding) -> bool:
        """Does it speak of this finding?"""
        places = (self.place,) if isinstance(self.place, str) else self.place
        about = {finding.subject, finding.place.rule}
        return self.id == finding.id and not about.isdisjoint(places)


def read_justified(folder: Path) -> tuple[Justification, ...]:
    """The justifications of a book, () where it has none; BookError when they are not readable."""
    path = folder / JUSTIFIED
    if not path.is_file():
        return ()
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        return TypeAdapter(tuple[Justification, ...]).validate_python(data)
    except (yaml.YAMLError, ValidationError) as error:
        text = Text("不是有效的理由清单（id、place、reason）", "not a list of id, place, reason")
        place = Place(f"{folder.name}/{JUSTIFIED}", 1)
        raise BookError([Mistake(place, text)]) from error


def justify(findings: Iterable[Finding], justified: tuple[Justification, ...]) -> Iterator[Finding]:
    """The findings, the refuted ones with the reasons that the book gives."""
    for finding in findings:
        reason = next((j.reason for j in justified if j.fits(finding)), "")
        applies = reason and finding.result == "refuted"
        yield finding.because(reason) if applies else finding

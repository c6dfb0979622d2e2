"""``justified.yaml`` in a book's folder: findings that the drafter keeps, each with a reason.

Lint and verify read the same file. It decides nothing, so it is no part of the book's hash.
"""

from pydantic import BaseModel, ConfigDict

JUSTIFIED_FILE = "justified.yaml"


class Justification(BaseModel):
    """``place`` is what the findings are about: one name or several."""

    model_config = ConfigDict(frozen=True)
    id: str
    place: str | tuple[str, ...]
    reason: str

    @property
    def places(self) -> tuple[str, ...]:
        """What it is about."""
        return (self.place,) if isinstance(self.place, str) else self.place

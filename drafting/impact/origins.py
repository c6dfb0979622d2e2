"""Where each change of a book stands, and what it replaces.

A change is an *override* when an overlay (a proposal, or an office's own table of the baseline)
puts something else in the place of an entry of the base book; then the place is in that file.
Otherwise it is the new book's own, and the place is in its folder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from drafting.impact.amendments import Amendment, Key
from drafting.impact.reads import facts_read
from drafting.overlay import Overlay
from rules.book import Book
from rules.errors import Place
from rules.loader import CompiledBook
from rules.source import Source, YamlPath

#: What a cause can be, besides a rule: see ``Origin``.
TABLE_PARTS = ("measure", "row", "merge", "cell", "lower", "suggest", "within")
#: Parts with conditions of their own.
CONDITIONED = ("scope", "fault", "rule")


@dataclass(frozen=True, slots=True)
class Origin:
    """``place`` is where the change stands ("" when nothing says so), ``replaces`` where the old
    book's entry stands ("" when it had none). ``override`` names the overlay, "" without one.
    ``gained`` are facts that the new entry reads and the old did not; ``dropped`` the reverse.
    """

    place: str = ""
    replaces: str = ""
    override: str = ""
    gained: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def origins(
    changes: Sequence[Amendment],
    books: tuple[CompiledBook, CompiledBook],
    sources: tuple[Source | None, Source | None],
    overlay: Overlay | None = None,
) -> dict[Key, Origin]:
    """The origin of each change; places are empty where a source is not given."""
    written = [source.data if source is not None else {} for source in sources]
    paths = [dict(_paths(b.book, data)) for b, data in zip(books, written, strict=True)]
    found = {}
    for change in changes:
        places = [
            _place(change, entry, path.get(change.key), source)
            for entry, path, source in zip(
                (change.before, change.after), paths, sources, strict=True
            )
        ]
        replaces, place = places
        if place is None and overlay is not None:
            place = _removed(change.key, overlay)
        gained, dropped = _facts(change.key, books)
        found[change.key] = Origin(
            str(place or ""),
            str(replaces or ""),
            overlay.name if overlay and place and _within(place, overlay) else "",
            gained,
            dropped,
        )
    return found


def kinds(keys: Sequence[Key], known: Mapping[Key, Origin]) -> list[str]:
    """What brings a change about: rule, cell, fact (one is newly read, or no more), override."""
    origin = [known.get(key, Origin()) for key in keys]
    met = {
        "rule": any(key.part not in TABLE_PARTS for key in keys),
        "cell": any(key.part in TABLE_PARTS for key in keys),
        "fact": any(o.gained or o.dropped for o in origin),
        "override": any(o.override for o in origin),
    }
    return [name for name, there in met.items() if there]


def _facts(
    key: Key, books: tuple[CompiledBook, CompiledBook]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if key.part not in CONDITIONED:
        return (), ()
    before, after = (facts_read(key, book) for book in books)
    return (
        tuple(label for label in after if label not in before),
        tuple(label for label in before if label not in after),
    )


def _place(
    change: Amendment, entry: Any, path: tuple[str, YamlPath] | None, source: Source | None
) -> Place | None:
    """The line of the entry, or of its first field that differs when both books have it."""
    if entry is None or path is None or source is None:
        return None
    file, parts = path
    if isinstance(change.before, BaseModel) and isinstance(change.after, BaseModel):
        before, after = (e.model_dump(by_alias=True) for e in (change.before, change.after))
        differ = (name for name in after if before.get(name) != after[name])
        written = entry.model_dump(by_alias=True, exclude_defaults=True)
        parts = (*parts, *(name for name in [next(differ, "")] if name in written))
    return source.place(file, parts)


def _within(place: Place, overlay: Overlay) -> bool:
    """Does the place lie in the overlay's file? A cell is named as 文件!表!格."""
    return place.file.partition("!")[0] == overlay.name


def _removed(key: Key, overlay: Overlay) -> Place | None:
    """Where the overlay drops an entry."""
    if key.id in overlay.document.remove:
        return overlay.place(("remove", overlay.document.remove.index(key.id)))
    if key.part == "lower" and overlay.document.baseline.lower is not None:
        return overlay.place(("baseline", "lower"))
    return None


def _paths(book: Book, written: Mapping[str, Any]) -> Iterator[tuple[Key, tuple[str, YamlPath]]]:
    """The file of each entry that bears on outcomes, and its path within the file."""
    meta, baseline = book.metadata, book.baseline
    named = (
        ("scope", "scope", [s.id for s in meta.scope]),
        ("fault", "faults", [f.id for f in meta.faults]),
        ("responsibility", "responsibilities", [r.id for r in meta.responsibilities]),
        ("referral", "referrals", [r.id for r in meta.referrals]),
        ("procedure", "procedures", [p.id for p in meta.procedures]),
    )
    for part, name, ids in named:
        for i, id_ in enumerate(ids):
            yield Key(part, id_), ("book.yaml", (name, i))
    yield Key("silence", ""), ("book.yaml", ("silence",))
    for i, rule in enumerate(book.rules):
        yield Key("rule", rule.id), ("rules.yaml", (i,))
    for i, measure in enumerate(book.catalogue):
        yield Key("measure", f"{measure.kind}/{measure.id}"), ("catalogue.yaml", (i,))
    for i, row in enumerate(baseline.rows):
        yield Key("cell", f"{row.responsibility}/{row.gravity}"), ("baseline.yaml", ("rows", i))
    for i, low in enumerate(baseline.lower):
        yield Key("lower", low.responsibility), ("baseline.yaml", ("lower", i))
    for gravity in baseline.suggest:
        yield Key("suggest", gravity), ("baseline.yaml", ("suggest", gravity))
    yield Key("within", ""), ("baseline.yaml", ("within",))
    for i, tariff_row in enumerate(book.tariff.rows if book.tariff is not None else ()):
        yield Key("row", tariff_row.id), ("tariff.yaml", ("rows", i))
    yield Key("merge", ""), ("tariff.yaml", ("merge",))
    yield Key("effects", ""), ("book.yaml", ("effects",))
    own = written.get("facts.yaml") or {}
    for part, name in (("fact", "facts"), ("record", "records")):
        for i, entry in enumerate(own.get(name) or ()):
            yield Key(part, entry["id"]), ("facts.yaml", (name, i))
    for label in own.get("choices") or ():
        yield Key("choice", label), ("facts.yaml", ("choices", label))

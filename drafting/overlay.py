"""A proposal as a small file: only what changes against a base book.

    base: zhangye-2009
    title: 报告时限改为一小时
    rules:
      fault-4.late-report: {when: 情况类别 = 突发事件 且 报告用时 > 1小时}
    baseline:
      rows: [{responsibility: primary, gravity: ordinary, measures: [circulated_criticism]}]

``rules``, ``scope`` and ``faults`` change fields of entries by id; ``baseline`` and ``suggest``
replace cells; ``remove`` drops rules or conditions of scope; ``add`` holds whole new rules.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, Field, ValidationError

from facts import Text
from facts.fact import Strict
from facts.misstated import told
from facts.yaml_text import line_of, parsed, reason_of
from rules.book import Fault, Rule, ScopeCondition
from rules.errors import BookError, Mistake, Place, nearest
from rules.loader import CompiledBook, compile_source
from rules.measures import BaselineRow, Lowering
from rules.source import Source, YamlPath
from rules.terms import AdjustmentKind, Gravity

Fields = dict[str, Any]


class BaselineChange(Strict):
    """Cells by responsibility and gravity; ``lower`` replaces the whole list when given."""

    title: str | None = None
    source: str | None = None
    rows: tuple[BaselineRow, ...] = ()
    lower: tuple[Lowering, ...] | None = None


class Document(Strict):
    """What an overlay file may say."""

    base: str | None = None
    title: str = ""
    reason: str = ""
    rules: dict[str, Fields] = Field(default_factory=dict)
    scope: dict[str, Fields] = Field(default_factory=dict)
    faults: dict[str, Fields] = Field(default_factory=dict)
    baseline: BaselineChange = BaselineChange()
    suggest: dict[Gravity, AdjustmentKind] = Field(default_factory=dict)
    remove: tuple[str, ...] = ()
    add: tuple[Fields, ...] = ()


@dataclass(frozen=True)
class Overlay:
    """A proposal that was read, and where each of its parts stands."""

    name: str
    document: Document
    places: Mapping[YamlPath, Place]
    sha256: str

    def place(self, path: YamlPath = (), rule: str = "") -> Place:
        """The place of a part, or of the nearest part around it."""
        while path and path not in self.places:
            path = path[:-1]
        return replace(self.places.get(path, Place(self.name)), rule=rule)


@dataclass(frozen=True)
class Patched(Source):
    """A source made of a base and an overlay; a mistake is placed in the file that made it."""

    places: Mapping[YamlPath, Place] = field(default_factory=dict)

    def place(self, file: str, path: YamlPath = (), rule: str = "") -> Place:
        """The place of a part, in the base or in the overlay."""
        parts: YamlPath = (file, *path)
        while parts and parts not in self.places:
            parts = parts[:-1]
        return replace(self.places.get(parts, Place(f"{self.folder.name}/{file}")), rule=rule)


# ── reading ───────────────────────────────────────────────────────────────────


def read_overlay(path: Path) -> Overlay:
    """The overlay in a YAML file. BookError lists all that is wrong; OSError as ``open``."""
    raw = path.read_bytes()
    mistakes: list[Mistake] = []
    places: dict[YamlPath, Place] = {}
    try:
        text = raw.decode("utf-8-sig")
        node, data = parsed(text)
        _note_places(node, (), path.name, places, mistakes)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        place = Place(path.name, line_of(error))
        raise BookError([Mistake(place, reason_of(error))]) from None
    if not isinstance(data, dict):
        example = "rules: {规则编号: {when: 条件}}"
        message = Text(f"提案应是键和值，如 {example}", f"a proposal is a mapping, as {example}")
        raise BookError([Mistake(Place(path.name, 1), message)])
    overlay = Overlay(path.name, Document(), places, hashlib.sha256(raw).hexdigest())
    try:
        document = Document.model_validate(data)
    except ValidationError as error:
        mistakes += [_invalid(overlay, detail) for detail in error.errors()]
    if mistakes:
        raise BookError(mistakes)
    return replace(overlay, document=document)


def _invalid(overlay: Overlay, detail: Any) -> Mistake:
    where = ".".join(map(str, detail["loc"]))
    place = overlay.place(tuple(detail["loc"]))
    if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1:
        known = list(Document.model_fields)
        message = Text(
            f"提案里不能写“{where}”（可写：{'、'.join(known)}）",
            f"a proposal has no “{where}” (known: {', '.join(known)})",
        )
        return Mistake(place, message, nearest(where, known))
    return Mistake(place, told(detail))


def _note_places(
    node: yaml.Node | None,
    path: YamlPath,
    name: str,
    places: dict[YamlPath, Place],
    mistakes: list[Mistake],
) -> None:
    """Note where each part stands; a key that is given twice would hide the first."""
    if node is None:
        return
    places.setdefault(path, Place(name, node.start_mark.line + 1))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = Place(name, key.start_mark.line + 1)
            if (*path, key.value) in places:
                message = Text(f"“{key.value}”写了两次", f"“{key.value}” is given twice")
                mistakes.append(Mistake(place, message))
            places[*path, key.value] = place
            _note_places(value, (*path, key.value), name, places, mistakes)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_places(value, (*path, index), name, places, mistakes)


# ── applying ──────────────────────────────────────────────────────────────────


def propose(overlay: Overlay, base: Source) -> CompiledBook:
    """The book that the proposal would make. BookError points into the overlay where it can."""
    return compile_source(patched(overlay, base))


def patched(overlay: Overlay, base: Source) -> Patched:
    """The base's files with the proposal's changes, in memory. The base must be a valid book."""
    patch = _Patch(overlay, base)
    document = overlay.document
    book, baseline = dict(base.data["book.yaml"]), dict(base.data["baseline.yaml"])
    patch.expect_known()
    rules = patch.entries("rules.yaml", (), base.data["rules.yaml"], "rules", Rule)
    book["scope"] = patch.entries("book.yaml", ("scope",), book["scope"], "scope", ScopeCondition)
    book["faults"] = patch.entries("book.yaml", ("faults",), book["faults"], "faults", Fault)
    for index, rule in enumerate(document.add):
        patch.moved(("add", index), ("rules.yaml", len(rules)))
        rules.append(rule)
    patch.baseline(baseline)
    if patch.mistakes:
        raise BookError(patch.mistakes)
    book["version"] = f"{book['version']}+{Path(overlay.name).stem}"
    digest = hashlib.sha256(f"{base.sha256}\n{overlay.sha256}".encode()).hexdigest()
    data = {**base.data, "book.yaml": book, "rules.yaml": rules, "baseline.yaml": baseline}
    return Patched(base.folder, data, {}, digest, patch.places)


@dataclass
class _Patch:
    overlay: Overlay
    base: Source
    places: dict[YamlPath, Place] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def __post_init__(self) -> None:
        for path, line in self.base.lines.items():
            if path[:1] != ("rules.yaml",) and path[:2] not in _RENUMBERED:
                self.places[path] = Place(f"{self.base.folder.name}/{path[0]}", line)

    def moved(self, source: YamlPath, target: YamlPath) -> None:
        """Parts of the overlay that stand for parts of the book from now on."""
        self._move(self.overlay.places, source, target, lambda place: place)

    def replaced(self, source: YamlPath, target: YamlPath) -> None:
        """Parts of the overlay that stand for whole parts of the book."""
        size = len(target)
        for path in [path for path in self.places if path[:size] == target]:
            del self.places[path]
        self.moved(source, target)

    def kept(self, source: YamlPath, target: YamlPath) -> None:
        """Parts of the base, with a new number."""
        name = f"{self.base.folder.name}/{source[0]}"
        self._move(self.base.lines, source, target, lambda line: Place(name, line))

    def _move(
        self,
        known: Mapping[YamlPath, Any],
        source: YamlPath,
        target: YamlPath,
        place: Callable[[Any], Place],
    ) -> None:
        size = len(source)
        for path, where in known.items():
            if path[:size] == source:
                self.places[*target, *path[size:]] = place(where)

    def entries(
        self, file: str, prefix: YamlPath, base: Sequence[Fields], part: str, kind: type[BaseModel]
    ) -> list[Fields]:
        """The base's entries, some changed and some dropped."""
        changes: Mapping[str, Fields] = getattr(self.overlay.document, part)
        result: list[Fields] = []
        for index, written in enumerate(base):
            entry = written
            if part != "faults" and entry["id"] in self.overlay.document.remove:
                continue
            target: YamlPath = (file, *prefix, len(result))
            self.kept((file, *prefix, index), target)
            if entry["id"] in changes:
                fields = changes[entry["id"]]
                self._expect_fields(part, entry["id"], fields, kind)
                self.moved((part, entry["id"]), target)
                entry = _changed(entry, fields)
            result.append(entry)
        return result

    def _expect_fields(self, part: str, entry: str, fields: Fields, kind: type[BaseModel]) -> None:
        known = [name for name in kind.model_fields if name != "id"]
        for name in fields:
            if name not in known:
                message = Text(
                    f"“{entry}”没有“{name}”这一栏（可改：{'、'.join(known)}）",
                    f"“{entry}” has no “{name}” (known: {', '.join(known)})",
                )
                place = self.overlay.place((part, entry, name))
                self.mistakes.append(Mistake(place, message, nearest(name, known)))

    def expect_known(self) -> None:
        """Every id that the proposal changes or drops is in the base."""
        book, document = self.base.data["book.yaml"], self.overlay.document
        rules = [rule["id"] for rule in self.base.data["rules.yaml"]]
        scope = [condition["id"] for condition in book["scope"]]
        faults = [fault["id"] for fault in book["faults"]]
        wanted: list[tuple[YamlPath, str, list[str]]] = []
        wanted += [(("rules", id_), id_, rules) for id_ in document.rules]
        wanted += [(("scope", id_), id_, scope) for id_ in document.scope]
        wanted += [(("faults", id_), id_, faults) for id_ in document.faults]
        wanted += [(("remove", i), id_, rules + scope) for i, id_ in enumerate(document.remove)]
        for path, id_, known in wanted:
            if id_ not in known:
                message = Text(f"基础规则书里没有“{id_}”", f"the base book has no “{id_}”")
                place = self.overlay.place(path)
                self.mistakes.append(Mistake(place, message, nearest(id_, known)))
            elif id_ in document.remove and path[0] != "remove":
                message = Text(f"“{id_}”既要改又要删", f"“{id_}” is both changed and removed")
                self.mistakes.append(Mistake(self.overlay.place(path), message))

    def baseline(self, baseline: Fields) -> None:
        """Change the baseline's cells in place."""
        change = self.overlay.document.baseline
        rows = list(baseline.get("rows") or ())
        at = {(row["responsibility"], row["gravity"]): i for i, row in enumerate(rows)}
        lowered = change.lower
        if lowered is None:
            lowered = tuple(Lowering.model_validate(low) for low in baseline.get("lower", ()))
        for number, row in enumerate(change.rows):
            key = (row.responsibility, row.gravity)
            source: YamlPath = ("baseline", "rows", number)
            if any(low.responsibility == row.responsibility for low in lowered):
                self.mistakes.append(Mistake(self.overlay.place(source), _unread(row)))
            index = at.setdefault(key, len(rows))
            rows[index : index + 1] = [row.model_dump(mode="json")]
            self.replaced(source, ("baseline.yaml", "rows", index))
        baseline["rows"] = rows
        if change.lower is not None:
            baseline["lower"] = [low.model_dump(by_alias=True) for low in change.lower]
            self.replaced(("baseline", "lower"), ("baseline.yaml", "lower"))
        suggest = dict(self.overlay.document.suggest)
        baseline["suggest"] = {**(baseline.get("suggest") or {}), **suggest}
        self.moved(("suggest",), ("baseline.yaml", "suggest"))
        for name in ("title", "source"):
            if getattr(change, name) is not None:
                baseline[name] = getattr(change, name)


#: Lists whose entries may get other numbers; rules.yaml is one as a whole.
_RENUMBERED = (("book.yaml", "scope"), ("book.yaml", "faults"))


def _unread(row: BaselineRow) -> Text:
    name = row.responsibility
    return Text(
        f"“{name}”取自另一种责任低几档的那一格，单写的这一格不会被读到；"
        "要单写，请在 baseline.lower 里去掉它",
        f"“{name}” takes another row some grades lower, so this cell would never be read; "
        "to write it out, drop it from baseline.lower",
    )


def _changed(entry: Fields, fields: Fields) -> Fields:
    """The entry with new fields; a plain condition takes the place of two readings, and back."""
    gone: tuple[str, ...] = ()
    if "readings" in fields:
        gone = ("when",)
    elif "when" in fields:
        gone = ("readings", "chosen", "basis")
    merged = {name: value for name, value in entry.items() if name not in gone}
    if "readings" in fields:
        merged["basis"] = "reading"
    return {**merged, **fields}

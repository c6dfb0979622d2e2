"""Any rule book read plainly and decided by trying everything; shares no code with the engine.

``Plain(folder)`` reads the YAML. ``Plain.possible(facts)`` tries every completion of what is
unknown and gives the points and the lawful outcomes that come out. Records stand in the facts
under the label of their kind. Slow on purpose.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise, product
from math import floor, inf
from pathlib import Path
from typing import Any

import yaml

from tests.reference import conditions
from tests.reference.conditions import NUMERIC, FactKind, Node, interval, truth, unknown

ROOT = Path(__file__).resolve().parents[2]
GRADES = ("slight", "ordinary", "serious", "grave", "very_grave")
LENGTH = {"天": 1.0, "个月": 1.0, "年": 12.0, "万元": 1e4, "亿元": 1e8, "元": 1.0}
LENGTH |= {"分钟": 1.0, "小时": 60.0}
WORDS = {
    "从轻": "lighten", "减轻": "reduce", "免予": "exempt", "不予": "waive",
    "不追究": "drop", "从重": "aggravate", "加重": "exceed",
}  # fmt: skip
HEAVY = ("aggravate", "exceed")
EPOCH = date(1970, 1, 1)

Measures = tuple[str, ...]
Outcome = tuple[str, Measures]


class _Parser(conditions._Parser):
    """Conditions that may also name conclusions, and compare in the unit of their fact."""

    def __init__(self, text: str, kinds: Mapping[str, FactKind], names: Mapping[str, str]) -> None:
        super().__init__(text, kinds)
        self.names = names

    def atom(self) -> Node:
        name = self.peek()
        if name == "列明":
            self.take(), self.take("(")
            inner = self.take()
            self.take(")")
            return Node("列明", name=f"列明:{self.names[inner]}")
        if name in self.names and name not in self.kinds:
            self.take()
            if self.peek() in ("=", "≠"):
                raise ValueError(f"{self.text!r}: {name} is compared")
            return Node("是", name=f"结论:{name}")
        return super().atom()

    def comparison(self, kind: FactKind, op: str, word: str) -> Node:
        if kind.type not in NUMERIC:
            return super().comparison(kind, op, word)
        return Node(op, name=kind.label, number=_in_unit(word, kind))


def _in_unit(word: str, kind: FactKind) -> float:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        days = float((date.fromisoformat(word) - EPOCH).days)
        return days * 1440 if kind.type == "datetime" else days
    share = re.fullmatch(r"(\d+)分之(\d+)", word)
    if share:
        return int(share[2]) / int(share[1])
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(\D*)", word)
    assert found, word
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return number / 100
    if kind.type == "duration":
        return number * {"天": 1440.0, "小时": 60.0, "分钟": 1.0}[unit]
    return number * LENGTH.get(unit, 1.0) / LENGTH.get(kind.unit, 1.0)


@dataclass(frozen=True)
class Finding:
    """A fault: its rules as lists of readings, and how an official's listing counts."""

    id: str
    name: str
    required: bool
    listed_when: Node | None
    rules: tuple[tuple[Node, ...], ...]


class Plain:
    """One book."""

    def __init__(self, folder: Path) -> None:
        core = yaml.safe_load((ROOT / "facts/data/core.yaml").read_text("utf-8"))
        read = {p.stem: yaml.safe_load(p.read_text("utf-8")) for p in folder.glob("*.yaml")}
        self.book, own = read["book"], read.get("facts") or {}
        self.raw = {f["label"]: f for f in core["facts"] if f["entity"] in ("case", "subject")}
        self.raw |= {
            f["label"]: f for f in own.get("facts", ()) if f["entity"] in ("case", "subject")
        }
        self.columns: dict[str, dict[str, Any]] = {}
        for fact in own.get("facts", ()):
            self.columns.setdefault(fact["entity"], {})[fact["label"]] = fact
        self.record_labels = {r["id"]: r["label"] for r in own.get("records", ())}
        for label, choices in (own.get("choices") or {}).items():
            base = self.raw[label]
            self.raw[label] = {**base, "choices": [*base["choices"], *choices]}
        self.kinds = {label: _kind(fact) for label, fact in self.raw.items()}
        faults = self.book["faults"]
        self.rules: list[dict[str, Any]] = read["rules"]
        self.names = {_what(r): _what(r) for r in self.rules}
        self.names |= {f["name"]: f["id"] for f in faults}
        self.scope = [self._parse(s["when"]) for s in self.book["scope"]]
        self.duties = self._pairs("违反")
        self.faults = [self._fault(f) for f in faults]
        degrees = self.book.get("responsibilities") or []
        self.degrees = {r["id"]: r["kind"] for r in degrees}
        labels = {r["label"]: r["id"] for r in degrees}
        self.attributions = [(n, labels[what]) for n, what in self._pairs("承担")]
        self.offers = [
            (force, tuple(WORDS[w] for w in re.split(r"[、,，\s]+", what)), node)
            for word, force in (("可以", "may"), ("应当", "shall"))
            for node, what in self._pairs(word)
        ]
        by_label = {m["label"]: m["id"] for m in read["catalogue"]}
        self.swaps = []
        for node, what in self._pairs("以"):
            new, old = re.split(r"\s+代替\s+", what)
            self.swaps.append((node, by_label[new], by_label[old]))
        self.catalogue = sorted(read["catalogue"], key=lambda m: m["rank"])
        self.rank = {(m["kind"], m["id"]): m["rank"] for m in self.catalogue}
        self.base, self.tariff = read["baseline"], read.get("tariff")

    def _parse(self, text: str) -> Node:
        return _Parser(text, self.kinds, self.names).whole()

    def _pairs(self, verb: str) -> list[tuple[Node, str]]:
        return [
            (self._parse(r["when"]), _what(r)) for r in self.rules if r["then"].split()[0] == verb
        ]

    def _fault(self, raw: Mapping[str, Any]) -> Finding:
        rules = []
        for rule in self.rules:
            if rule["then"].split(maxsplit=1) == ["认定", raw["name"]]:
                whens = [x["when"] for x in rule.get("readings", ())] or [rule["when"]]
                rules.append(tuple(self._parse(w) for w in whens))
        when = raw.get("listed_when")
        required = raw.get("finding") == "required"
        return Finding(
            raw["id"], raw["name"], required, self._parse(when) if when else None, tuple(rules)
        )

    # ── what the rules read ─────────────────────────────────────────────────

    def read(self) -> list[str]:
        """The facts that bear on the outcome; a fact that follows from others by its own name."""
        nodes = [*self.scope, *(n for n, _ in self.duties), *(n for n, _ in self.attributions)]
        nodes += [n for f in self.faults for rule in f.rules for n in rule]
        nodes += [f.listed_when for f in self.faults if f.listed_when]
        nodes += [n for _, _, n in self.offers] + [n for n, _, _ in self.swaps]
        names = {a.name for node in nodes for a in node.atoms()}
        return sorted({n for n in names if n in self.kinds} | {"情节", "主体类别"})

    def thresholds(self, label: str) -> list[float]:
        """The numbers that a fact is compared with."""
        nodes = [*self.scope, *(n for n, _ in self.duties), *(n for n, _ in self.attributions)]
        nodes += [n for f in self.faults for rule in f.rules for n in rule]
        nodes += [n for _, _, n in self.offers] + [n for n, _, _ in self.swaps]
        atoms = [a for node in nodes for a in node.atoms() if a.name == label]
        return sorted({a.number for a in atoms if a.op not in ("已知", "不明")})

    # ── one subject ─────────────────────────────────────────────────────────

    def possible(self, facts: Mapping[str, Any]) -> tuple[set[Outcome], set[Measures]]:
        """Every point, and every lawful set of measures, over all completions."""
        points: set[Outcome] = set()
        lawful: set[Measures] = set()
        given = self.derived(facts)
        denied = frozenset(f.id for f in self.faults if self._denied(f, given))
        for total in self._completions(given):
            total["已否认"] = denied
            for point, allowed in self._decide(total):
                points.add(point)
                lawful |= allowed
        return points, lawful

    def _denied(self, fault: Finding, given: Mapping[str, Any]) -> bool:
        """Do the facts as given already deny every element? Blanks never contradict a finding."""
        s = dict(given)
        for other in self.faults:
            s[f"列明:{other.id}"] = other.id in (s.get("过错情形") or frozenset())
        for node, what in self.duties:
            s[f"结论:{what}"] = truth(node, s)
        return all(truth(n, s) is False for rule in fault.rules for n in rule)

    def derived(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The facts with those that follow from others."""
        from tests.law.working_out import follow

        return follow(self, facts)

    def _completions(self, facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        open_ones = {label: self._candidates(label, facts.get(label)) for label in self.read()}
        names = list(open_ones)
        for values in product(*open_ones.values()):
            yield {**facts, **dict(zip(names, values, strict=True))}

    def _candidates(self, label: str, value: Any) -> list[Any]:
        kind = self.kinds[label]
        if kind.type in NUMERIC:
            if not unknown(value) and interval(value)[0] == interval(value)[1]:
                return [interval(value)[0]]
            low, high = interval(value)
            return representatives(max(low, kind.minimum), high, self.thresholds(label), kind)
        if not unknown(value):
            return [value]
        if kind.type == "boolean":
            return [True, False]
        return ["有", "无"] if kind.type == "text" else list(dict.fromkeys(kind.choices.values()))

    def _decide(self, s: dict[str, Any]) -> Iterator[tuple[Outcome, set[Measures]]]:
        """Every result of one total situation: several where a choice is a person's."""
        if not all(truth(n, s) for n in self.scope):
            yield ("out_of_scope", ()), {()}
            return
        for node, what in self.duties:
            s[f"结论:{what}"] = s.get(f"结论:{what}") is True or truth(node, s) is True
        listing = s.get("过错情形") or frozenset()
        for fault in self.faults:
            listed = fault.id in listing
            if fault.listed_when is not None:
                listed = listed and truth(fault.listed_when, s) is True
            s[f"列明:{fault.id}"] = listed
        ways = [self._established(fault, s) for fault in self.faults]
        for chosen in product(*ways):
            found = {f.id for f, holds in zip(self.faults, chosen, strict=True) if holds}
            for fault, holds in zip(self.faults, chosen, strict=True):
                s[f"结论:{fault.name}"] = holds
            if not found:
                yield ("no_accountability", ()), {()}
                continue
            for responsibility in self._borne(s):
                yield self._outcome(found, responsibility, s)

    def _established(self, fault: Finding, s: Mapping[str, Any]) -> list[bool]:
        """Whether a fault holds; both where readings or listing and elements part."""
        listed = s[f"列明:{fault.id}"]
        readings = max((len(rule) for rule in fault.rules), default=1)
        values = {
            any(truth(rule[min(at, len(rule) - 1)], s) is True for rule in fault.rules)
            for at in range(readings)
        }
        if fault.required and not listed:
            return [False]
        if listed and values == {False} and fault.id in s["已否认"]:
            return [True, False]
        if listed and not fault.required:
            return [True]
        return sorted(values)

    def _borne(self, s: Mapping[str, Any]) -> list[str]:
        if not self.degrees:
            return [""]
        given = {what for node, what in self.attributions if truth(node, s) is True}
        fitting = [r for r in given if self.degrees[r] == s["主体类别"]]
        if len(given) == 1 and fitting:
            return fitting
        return [r for r, kind in self.degrees.items() if kind == s["主体类别"]] or [""]

    # ── from faults to measures ─────────────────────────────────────────────

    def _outcome(
        self, found: set[str], borne: str, s: Mapping[str, Any]
    ) -> tuple[Outcome, set[Measures]]:
        kind, gravity = str(s["主体类别"]), str(s["情节"])
        holding = [(force, kinds) for force, kinds, node in self.offers if truth(node, s) is True]
        shall = [k for force, kinds in holding if force == "shall" for k in kinds]
        may = [k for force, kinds in holding if force == "may" for k in kinds]
        suggested = self._suggested(shall or may, gravity)
        swaps = [(new, old) for node, new, old in self.swaps if truth(node, s) is True]

        def put(measures: Measures) -> Measures:
            for new, old in swaps:
                measures = tuple(new if m == old else m for m in measures)
            return tuple(sorted(dict.fromkeys(measures), key=lambda m: self.rank[kind, m]))

        def adjusted(adjustment: str | None) -> tuple[Outcome, set[Measures]]:
            if self.tariff is None:
                point = self._cell(borne, gravity, adjustment)
                return point, {point[1]}
            return self._ranged(self._options(found, kind, borne, gravity), adjustment, kind)

        status, measures = adjusted(suggested)[0]
        lawful: set[Measures] = set()
        kinds = [*shall, *may] + ([None] if not shall or suggested is None else [])
        for adjustment in kinds:
            lawful |= adjusted(adjustment)[1]
        return (status, put(measures)), {put(m) for m in lawful}

    def _suggested(self, offered: Sequence[str], gravity: str) -> str | None:
        if not offered or len({k in HEAVY for k in offered}) == 2:
            return None
        wanted = (self.base.get("suggest") or {}).get(gravity)
        return wanted if wanted in offered else offered[0]

    def _cell(self, borne: str, gravity: str, adjustment: str | None) -> Outcome:
        source, lower = borne, 0
        for low in self.base.get("lower", ()):
            if low["responsibility"] == borne:
                source, lower = low["from"], low["grades"]
        grade = max(0, GRADES.index(gravity) - lower)
        if adjustment in ("exempt", "waive", "drop"):
            return ("exempt" if adjustment == "exempt" else "no_accountability", ())
        if adjustment == "reduce":
            grade -= 1
        if grade < 0:
            return ("exempt", ())
        cells = {(r["responsibility"], r["gravity"]): r["measures"] for r in self.base["rows"]}
        kind = self.degrees[borne]
        measures = sorted(cells[source, GRADES[grade]], key=lambda m: self.rank[kind, m])
        if adjustment == "lighten" and len(measures) > 1:
            measures = measures[:-1]
        return ("recommended", tuple(measures))

    def _options(self, found: set[str], kind: str, borne: str, gravity: str) -> list[Measures]:
        assert self.tariff is not None
        how = self.tariff["merge"]["how"]
        alike: dict[tuple[str, ...], list[str]] = {}
        for fault in sorted(found):
            rows = tuple(
                r["id"] for r in self.tariff["rows"] if fault in (r.get("faults") or [fault])
            )
            alike.setdefault(rows, []).append(fault)
        parts = []
        for rows, faults in alike.items():
            applying = [
                r
                for r in self.tariff["rows"]
                if r["id"] in rows
                and r.get("kind", "individual") == kind
                and borne in (r.get("responsibility") or [borne])
                and gravity in (r.get("gravity") or [gravity])
            ]
            if applying:
                each = [self._row(r, kind) for r in applying]
                joined = self._ordered(kind, [sum(c, ()) for c in product(*each)])
                parts += [joined] * (min(len(faults), 2) if how == "plus_one" else 1)
        if not parts:
            return []
        merged = []
        for chosen in product(*parts):
            heaviest = max(chosen, key=lambda m: self.weight(kind, m))
            if how == "all":
                merged.append(sum(chosen, ()))
            elif how == "plus_one" and len(chosen) > 1:
                merged.append(self._moved(kind, heaviest, 1))
            else:
                merged.append(heaviest)
        return self._ordered(kind, merged)

    def _row(self, row: Mapping[str, Any], kind: str) -> list[Measures]:
        plus = tuple(row.get("plus") or ())
        if row.get("range"):
            low, high = (self.rank[kind, m] for m in row["range"])
            ladder = self._ladder(kind, row["range"][0])
            found = [(m,) for m in ladder if low <= self.rank[kind, m] <= high]
        elif row.get("choose"):
            sizes = range(1, len(row["choose"]) + 1) if row.get("together") else [1]
            found = [c for n in sizes for c in combinations(row["choose"], n)]
        else:
            found = [tuple(row["measures"])]
        return self._ordered(kind, [(*f, *plus) for f in found])

    def _ordered(self, kind: str, options: Sequence[Measures]) -> list[Measures]:
        neat = {tuple(sorted(dict.fromkeys(o), key=lambda m: self.rank[kind, m])) for o in options}
        return sorted(neat, key=lambda o: (self.weight(kind, o), o))

    def _ladder(self, kind: str, measure: str) -> list[str]:
        own = next(m for m in self.catalogue if m["kind"] == kind and m["id"] == measure)
        name = own.get("ladder", "")
        if not name:
            return []
        return [m["id"] for m in self.catalogue if m["kind"] == kind and m.get("ladder") == name]

    def _moved(self, kind: str, measures: Measures, grades: int) -> Measures:
        if not measures:
            return measures
        ladder = self._ladder(kind, measures[-1])
        if not ladder:
            return measures
        at = ladder.index(measures[-1]) + grades
        if at < 0:
            return ()
        return (*measures[:-1], ladder[min(at, len(ladder) - 1)])

    def _ranged(
        self, options: list[Measures], adjustment: str | None, kind: str
    ) -> tuple[Outcome, set[Measures]]:
        if not options or adjustment in ("waive", "drop"):
            return ("no_accountability", ()), {()}
        if adjustment == "exempt":
            return ("exempt", ()), {()}
        if adjustment in ("reduce", "exceed"):
            end = options[0] if adjustment == "reduce" else options[-1]
            moved = self._moved(kind, end, -1 if adjustment == "reduce" else 1)
            moved = tuple(sorted(dict.fromkeys(moved), key=lambda m: self.rank[kind, m]))
            return ("recommended" if moved else "exempt", moved), {moved}
        within = self.base.get("within", "lightest")
        if adjustment in ("lighten", "aggravate"):
            within = "lightest" if adjustment == "lighten" else "heaviest"
        at = {"lightest": 0, "middle": (len(options) - 1) // 2, "heaviest": len(options) - 1}
        chosen = options[at[within]]
        return ("recommended" if chosen else "exempt", chosen), set(options)

    def weight(self, kind: str, measures: Measures) -> tuple[int, ...]:
        """Ranks, heaviest first."""
        return tuple(sorted((self.rank[kind, m] for m in measures), reverse=True))


def _what(rule: Mapping[str, Any]) -> str:
    return str(rule["then"].split(maxsplit=1)[1].strip())


def _kind(fact: Mapping[str, Any]) -> FactKind:
    # Whatever follows from others is never below 0 when it is a length of time.
    least = 0 if fact["type"] == "duration" else float("-inf")
    return FactKind(
        label=fact["label"],
        type=fact["type"],
        kind=fact.get("kind", "fact"),
        unit=fact.get("unit", ""),
        minimum=fact.get("minimum", least),
        choices={c["label"]: c["id"] for c in fact.get("choices", ())},
        derive=tuple(fact.get("derive", ())),
    )


def representatives(low: float, high: float, bounds: list[float], kind: FactKind) -> list[Any]:
    """A number in every stretch that the bounds make within [low, high]."""
    inside = [b for b in bounds if low <= b <= high]
    first = (min([high, *bounds]) - 1) if low == -inf else low
    last = (max([low, *bounds]) + 1) if high == inf else high
    marks = sorted({first, last, *inside})
    tries = [*marks, *((a + b) / 2 for a, b in pairwise(marks))]
    tries += [float(floor(t)) for t in tries if low <= floor(t)]
    regions: dict[tuple[int, ...], float] = {}
    for value in tries:
        regions.setdefault(tuple((value > b) - (value < b) for b in bounds), value)
    return list(regions.values())


def day(text: str) -> float:
    """Days since 1970-01-01."""
    return float((date.fromisoformat(text) - EPOCH).days)


def as_date(number: float) -> date:
    """The day with this number."""
    return EPOCH + timedelta(days=number)

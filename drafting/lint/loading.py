"""What the loader refuses, as findings; and rules that depend on each other in a circle."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from drafting.lint.finding import Finding
from drafting.lint.kinds import KINDS
from facts import Text
from rules.conditions import And, Bare, Comparison, Condition, Membership, Not, Or, parse
from rules.errors import ConditionError, Mistake
from rules.source import Source

RULES = "rules.yaml"


def unreadable(folder: Path, mistakes: tuple[Mistake, ...]) -> list[Finding]:
    """Findings of a book whose files are missing or are not YAML."""
    found = []
    for mistake in mistakes:
        there = (folder / Path(mistake.place.file).name).is_file()
        found.append(_finding(mistake, "not-yaml" if there else "file-missing"))
    return found


def refused(source: Source, mistakes: tuple[Mistake, ...]) -> list[Finding]:
    """Findings of a book that was read but cannot be compiled."""
    circles = list(_circles(source))
    inside = {finding.place.rule for finding in circles}
    found = [
        _finding(
            mistake, mistake.code or ("condition-syntax" if mistake.excerpt else "wrong-shape")
        )
        for mistake in mistakes
        if not (mistake.code == "stage-order" and mistake.place.rule in inside)
    ]
    return found + circles


def _finding(mistake: Mistake, kind: str) -> Finding:
    kind = kind if kind in KINDS else "wrong-shape"
    fix = KINDS[kind].fix
    if mistake.near:
        fix = Text(f"是不是“{mistake.near}”？", f"did you mean “{mistake.near}”?")
    return Finding(
        kind, KINDS[kind].level, mistake.place, mistake.message, fix, None, mistake.excerpt
    )


# ── circles ───────────────────────────────────────────────────────────────────


def _circles(source: Source) -> Iterator[Finding]:
    """One finding for each rule that is reached again from its own conclusion."""
    raw = source.data.get(RULES)
    rules = [r for r in raw if isinstance(r, dict)] if isinstance(raw, list) else []
    concludes = {str(r.get("id")): str(r.get("then", "")).partition(" ")[2].strip() for r in rules}
    reads = {str(r.get("id")): _names_read(r) & set(concludes.values()) for r in rules}
    makers: dict[str, list[str]] = {}
    for rule, name in concludes.items():
        makers.setdefault(name, []).append(rule)
    for index, rule in enumerate(concludes):
        path = _way_back(rule, concludes[rule], reads, makers)
        if path:
            chain = " → ".join(path)
            zh = f"规则互为条件：{chain}"
            text = Text(zh, f"rules depend on each other: {chain}")
            place = source.place(RULES, (index, "when"), rule)
            kind = KINDS["circular-rules"]
            yield Finding(kind.id, kind.level, place, text, kind.fix)


def _names_read(rule: Mapping[str, Any]) -> set[str]:
    readings = rule.get("readings") or []
    texts = [rule.get("when"), *(r.get("when") for r in readings if isinstance(r, dict))]
    found: set[str] = set()
    for text in texts:
        try:
            found |= set(_names(parse(str(text)))) if text else set()
        except ConditionError:
            continue
    return found


def _names(node: Condition) -> Iterator[str]:
    if isinstance(node, Not):
        yield from _names(node.item)
    elif isinstance(node, And | Or):
        for item in node.items:
            yield from _names(item)
    elif isinstance(node, Bare | Comparison | Membership):
        yield node.name.text


def _way_back(
    rule: str, target: str, reads: Mapping[str, set[str]], makers: Mapping[str, list[str]]
) -> list[str]:
    """The names from what the rule reads to its own conclusion, or []."""
    waiting = [[target, name] for name in sorted(reads[rule])]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        if path[-1] == target:
            return path
        if path[-1] in seen:
            continue
        seen.add(path[-1])
        for maker in makers.get(path[-1], []):
            waiting += [[*path, name] for name in sorted(reads[maker])]
    return []

"""What periods of effect and steps of procedure run from: facts that are there, and dates."""

from collections.abc import Iterator

from drafting.lint.draft import Draft
from drafting.lint.finding import Finding
from facts import Text
from rules.errors import nearest
from rules.source import YamlPath

_DATES = ("date", "datetime")


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    metadata = draft.book.metadata
    named: list[tuple[str, str, YamlPath, tuple[str, ...]]] = [
        ("conduct_date", metadata.conduct_date, ("conduct_date",), _DATES)
    ]
    if metadata.effects is not None:
        named.append(("effects", metadata.effects.start, ("effects", "from"), _DATES))
        named.append(("effects", metadata.effects.carry, ("effects", "carry"), ("number",)))
    for index, step in enumerate(metadata.procedures):
        named.append((step.id, step.after, ("procedures", index, "after"), _DATES))
    for about, label, path, types in named:
        if label:
            yield from _one(draft, about, label, path, types)


def _one(
    draft: Draft, about: str, label: str, path: YamlPath, types: tuple[str, ...]
) -> Iterator[Finding]:
    vocabulary = draft.compiled.vocabulary
    facts = {f.label: f for f in vocabulary.facts if f.entity in ("case", "subject")}
    fact = facts.get(label)
    if fact is None:
        near = nearest(label, [f.label for f in facts.values() if f.type in types])
        hint = f"；是不是“{near}”？" if near else ""
        text = Text(f"词汇表里没有“{label}”{hint}", f"“{label}” is not in the vocabulary")
    elif fact.type not in types:
        wanted = "数" if types == ("number",) else "日期"
        text = Text(f"“{label}”不是{wanted}", f"“{label}” is not a {types[0]}")
    else:
        return
    yield draft.finding("date-fact-missing", ("book.yaml", path), about, text)

"""What periods of effect and steps of procedure run from: facts that are there, and dates."""

from collections.abc import Iterator

from drafting.lint.draft import Draft
from drafting.lint.finding import Finding
from facts import Text
from rules.errors import nearest
from rules.history import History
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
        named.append(("effects", metadata.effects.given, ("effects", "given"), ("choice",)))
        for index, history in enumerate(metadata.effects.history):
            path: YamlPath = ("effects", "history", index)
            if history.records:
                yield from _columns(draft, history, path)
                continue
            named += [
                ("effects", history.date, (*path, "date"), _DATES),
                ("effects", history.until, (*path, "until"), _DATES),
                ("effects", history.months, (*path, "months"), ("number",)),
            ]
    for index, step in enumerate(metadata.procedures):
        named.append((step.id, step.after, ("procedures", index, "after"), _DATES))
    for about, label, path, types in named:
        if label:
            yield from _one(draft, about, label, path, types)


def _columns(draft: Draft, history: History, path: YamlPath) -> Iterator[Finding]:
    """Columns of a kind of record: are they there, and are the choices?"""
    columns = {f.label: f for f in draft.compiled.vocabulary.facts if f.entity == history.records}
    for label in history.columns:
        if label not in columns:
            near = nearest(label, list(columns))
            hint = f"；是不是“{near}”？" if near else ""
            text = Text(
                f"记录“{history.records}”没有“{label}”这一列{hint}",
                f"the records {history.records} have no column “{label}”",
            )
            yield draft.finding("date-fact-missing", ("book.yaml", path), "effects", text)
    choices = columns[history.measure].choices if history.measure in columns else ()
    for choice in history.lengths:
        if choice not in {c.id for c in choices}:
            text = Text(
                f"“{history.measure}”没有 {choice} 这个选项", f"{history.measure} has no {choice}"
            )
            yield draft.finding("date-fact-missing", ("book.yaml", path), "effects", text)


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
        wanted = {"number": "数", "choice": "一项选择"}.get(types[0], "日期")
        text = Text(f"“{label}”不是{wanted}", f"“{label}” is not a {types[0]}")
    else:
        return
    yield draft.finding("date-fact-missing", ("book.yaml", path), about, text)

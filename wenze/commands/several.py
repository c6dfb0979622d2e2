"""``wenze evaluate --book A --book B``: the same cases under several books."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from wenze.commands.common import (
    ALL_READ,
    NOTHING_DONE,
    SOME_REJECTED,
    keep_inputs,
    list_problems,
    refusals,
    refuse,
    tell_overdue,
)
from wenze.language import LANG, say

if TYPE_CHECKING:
    from importers.headers import Profile


def evaluate_several(
    inputs: Sequence[Path],
    out: Path,
    books: Sequence[str],
    decided: date | None,
    formats: Sequence[str],
    profile: Path | None,
    encoding: str | None,
) -> NoReturn:
    """Evaluate under each book, write the joint files and those of each book, and leave."""
    status = NOTHING_DONE
    with refusals():
        from importers.files import list_files
        from importers.profile import load_profile
        from rules import load_book
        from wenze.evaluation import written_names
        from wenze.library import ALONGSIDE_FILE, evaluate_under

        if "parquet" in formats:
            refuse(
                say(
                    "几部规则书并列时只写 xlsx 和 jsonl",
                    "several books are written as xlsx and jsonl only",
                )
            )
        compiled = [load_book(book) for book in dict.fromkeys(books)]
        folders = [out, *(out / book.id for book in compiled)]
        names = [*written_names(), ALONGSIDE_FILE]
        files, _ = list_files(inputs)
        keep_inputs([f.path for f in files], [f / n for f in folders for n in names])
        given: Profile | None = None
        if profile is not None:
            given = load_profile(profile, compiled[0].vocabulary).sheets
        options: dict[str, Any] = {"formats": list(formats), "encoding": encoding, "lang": LANG}
        if decided:
            options["decided"] = decided.isoformat()
        library = evaluate_under(
            list(inputs),
            compiled,
            decided=decided,
            encoding=encoding,
            profile=given,
            options=options,
        )
        written = library.write(out, formats, LANG)
        for evaluation in library.evaluations:
            metadata = evaluation.book.book.metadata
            click.echo(f"{metadata.title}（{metadata.id}）")
            list_problems([p for p in evaluation.imported.problems if p.severity == "error"])
            tell_overdue(metadata, evaluation.overdue)
            _counts(evaluation.counts)
        for path in written:
            click.echo(say(f"已写出 {path}", f"wrote {path}"))
        rejected = any(e.imported.rejected for e in library.evaluations)
        status = SOME_REJECTED if rejected else ALL_READ
    raise click.exceptions.Exit(status)


def _counts(counts: Mapping[str, int]) -> None:
    from sanctions.determination import STATUS_LABELS

    for status, label in STATUS_LABELS.items():
        if counts.get(status):
            click.echo(f"  {label.get(LANG)}  {counts[status]}")

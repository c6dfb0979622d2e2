"""Making a sealed pack, and deciding it again from what it holds, without a network.

Both ways the inputs and the book are laid out in a folder of their own and evaluated there, so
nothing but the pack and the program has a say in the results.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import orjson

from facts import Text
from wenze.program import versions
from wenze.sealed import NotAPack, Sealed, check_name, opened, seal

if TYPE_CHECKING:
    from wenze.evaluation import Evaluation

INPUTS, BOOK, PROFILE, RESULTS = "inputs", "book", "profile.yaml", "results"
DECISIONS, EXPLANATIONS = f"{RESULTS}/decisions.jsonl", f"{RESULTS}/explanations.jsonl"
PROBLEMS, RUN = f"{RESULTS}/problems.jsonl", f"{RESULTS}/run.json"
#: A book larger than this is none.
MAX_BOOK = 64 << 20


@dataclass(frozen=True)
class Given:
    """What is decided: the members that hold inputs, book and profile, and which is which."""

    members: Mapping[str, bytes]
    book: str
    inputs: tuple[str, ...]
    profile: str | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class Packed:
    """A pack ready to be written. ``rejected``: how many rows could not be read."""

    data: bytes
    subjects: int
    rejected: int

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file, as any other tool shows it."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Verification:
    """``altered``: where the pack is not as it was sealed (then nothing was run again).

    ``differences``: where the results are not those in the pack. ``versions``: what was another
    version when the pack was made: name → (then, now).
    """

    altered: tuple[Text, ...]
    differences: tuple[Text, ...]
    versions: Mapping[str, tuple[str, str]]
    subjects: int = 0

    @property
    def identical(self) -> bool:
        """Is the pack whole, and are its results those that come out now?"""
        return not self.altered and not self.differences


def pack(
    inputs: Sequence[Path], book: str, *, encoding: str | None = None, profile: Path | None = None
) -> Packed:
    """Evaluate the inputs and seal everything. NotAPack for what cannot be packed.

    Further as ``wenze.evaluate``: Unreadable, BookError, ProfileError, OSError.
    """
    from rules import load_book

    folder = load_book(book).folder
    files, paths = _inputs(inputs)
    members = {**files, **_book(folder)}
    if profile is not None:
        members[PROFILE] = profile.read_bytes()
    named = PROFILE if profile is not None else None
    given = Given(members, f"{BOOK}/{folder.name}", paths, named, encoding)
    results, evaluation = decided(given, versions())
    about = {
        "versions": versions(),
        "book": given.book,
        "inputs": list(paths),
        "profile": named,
        "encoding": encoding,
    }
    data = seal({**members, **results}, about)
    return Packed(data, len(evaluation), len(evaluation.imported.rejected))


def verify(data: bytes) -> Verification:
    """Check every hash, then decide again and compare. NotAPack for what is no pack.

    Raises what ``wenze.evaluate`` raises where inputs or book cannot be read any more.
    """
    from wenze.pack_differences import differences

    sealed = opened(data)
    now = versions()
    then = sealed.manifest.versions
    others = {n: (then.get(n, ""), now[n]) for n in now if then.get(n, "") != now[n]}
    if sealed.altered:
        return Verification(sealed.altered, (), others)
    given = _given(sealed)
    results, evaluation = decided(given, then)
    kept = {name: sealed.members[name] for name in sealed.members if name not in given.members}
    return Verification((), tuple(differences(kept, results)), others, len(evaluation))


def _given(sealed: Sealed) -> Given:
    manifest = sealed.manifest
    members = {
        name: data for name, data in sealed.members.items() if not name.startswith(f"{RESULTS}/")
    }
    tops = {f"{BOOK}/", f"{INPUTS}/", PROFILE}
    if any(not name.startswith(tuple(tops)) for name in members):
        raise NotAPack(Text("有不认识的成员", "there are unknown members"))
    named = [manifest.book, *manifest.inputs, *([manifest.profile] if manifest.profile else [])]
    for name in named:
        check_name(name)
        if not any(member == name or member.startswith(f"{name}/") for member in members):
            raise NotAPack(Text(f"缺少 {name}", f"{name} is missing"))
    return Given(
        members, manifest.book, tuple(manifest.inputs), manifest.profile, manifest.encoding
    )


# ── deciding what is laid out ─────────────────────────────────────────────────


def decided(given: Given, told: Mapping[str, str]) -> "tuple[dict[str, bytes], Evaluation]":
    """Lay the members out in a folder, evaluate there, and give the results as members.

    ``told`` are the versions that the record of the run names.
    """
    from importers.profile import load_profile
    from rules import load_book
    from wenze.evaluation import evaluate

    with TemporaryDirectory(prefix="wenze-pack-") as name:
        folder = Path(name)
        _lay_out(given.members, folder)
        try:
            book = load_book(folder / given.book)
            fixed = load_profile(folder / given.profile, book.vocabulary) if given.profile else None
            evaluation = evaluate(
                [folder / path for path in given.inputs],
                book=book,
                encoding=given.encoding,
                profile=fixed.sheets if fixed else None,
                options={"encoding": given.encoding, "profile": bool(given.profile)},
            )
        except RecursionError as error:
            raise NotAPack(Text("规则书嵌套过深", "the book is nested too deep")) from error
        return dict(_results(evaluation, told)), evaluation


def _lay_out(members: Mapping[str, bytes], folder: Path) -> None:
    for name, data in members.items():
        check_name(name)
        path = folder.joinpath(*name.split("/"))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise NotAPack(
                Text("成员的名称互相冲突", "the names of members are at odds")
            ) from error


def _results(evaluation: "Evaluation", told: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    from exporters import explanation_tree, to_json

    decisions, explanations = [], []
    for index, decision in enumerate(evaluation):
        decisions.append(to_json(decision))
        lines = None
        if decision.status != "rejected":
            lines = explanation_tree(evaluation.explain(index), evaluation.book)
        line = {"case_id": decision.case_id, "subject": decision.subject, "explanation": lines}
        explanations.append(orjson.dumps(line))
    run: dict[str, Any] = {
        **evaluation.run(),
        "wenze": told.get("wenze", ""),
        "python": told.get("python", ""),
        "durable_rules": told.get("durable_rules", ""),
    }
    problems = [
        json.dumps(_plain(asdict(problem)), ensure_ascii=False).encode()
        for problem in evaluation.imported.problems
    ]
    yield DECISIONS, _lines(decisions)
    yield EXPLANATIONS, _lines(explanations)
    yield PROBLEMS, _lines(problems)
    yield RUN, orjson.dumps(run, option=orjson.OPT_INDENT_2) + b"\n"


def _plain(problem: dict[str, Any]) -> dict[str, Any]:
    """Messages in both languages, as objects."""
    return {k: v._asdict() if isinstance(v, Text) else v for k, v in problem.items()}


def _lines(items: Sequence[bytes]) -> bytes:
    return b"".join(item + b"\n" for item in items)


# ── what is packed ────────────────────────────────────────────────────────────


def _inputs(inputs: Sequence[Path]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files as inputs/1/台账.xlsx, and what to read: files, or the folder of a folder's.

    No two files have one name, as the places of problems are told by name.
    """
    from importers.files import list_files

    found: dict[str, bytes] = {}
    paths: list[str] = []
    names: set[str] = set()
    for slot, path in enumerate(inputs, 1):
        files, _ = list_files([path])
        for file in files:
            name = next(n for n in _numbered(Path(file.name).name) if n.lower() not in names)
            names.add(name.lower())
            member = f"{INPUTS}/{slot}/{name}"
            check_name(member)
            found[member] = file.read()
        paths.append(f"{INPUTS}/{slot}" if files[0].found else member)
    return found, tuple(paths)


def _numbered(name: str) -> Iterator[str]:
    """The name, then name-2, name-3 …"""
    yield name
    stem, suffix = os.path.splitext(name)
    number = 1
    while True:
        number += 1
        yield f"{stem}-{number}{suffix}"


def _book(folder: Path) -> dict[str, bytes]:
    """Every file of the book's folder, hidden ones left out."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$", "__pycache__")) for part in parts)
        if hidden or not path.is_file():
            continue
        name = "/".join((BOOK, folder.name, *parts))
        check_name(name)
        found[name] = path.read_bytes()
        if sum(map(len, found.values())) > MAX_BOOK:
            raise NotAPack(Text("规则书的文件夹过大", "the folder of the book is too large"))
    return found

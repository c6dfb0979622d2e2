"""Any changed byte is found, and nothing that a pack says can reach outside."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pack.made import packed, resealed, run
from wenze.pack import verify
from wenze.sealed import NotAPack, opened, seal, written

ABOUT = {
    "versions": {"wenze": "1"},
    "book": "book/b",
    "inputs": ["inputs/1/a.csv"],
    "profile": None,
    "encoding": None,
}
SMALL = seal({"inputs/1/a.csv": b"ab", "book/b/book.yaml": "书".encode()}, ABOUT)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return packed(tmp_path_factory.mktemp("register"))


def noticed(data: bytes) -> bool:
    try:
        return bool(opened(data).altered)
    except NotAPack:
        return True


def test_every_single_byte_counts() -> None:
    assert not noticed(SMALL)
    unnoticed = [
        (place, flip)
        for place in range(len(SMALL))
        for flip in (0x01, 0x20, 0x80)
        if not noticed(SMALL[:place] + bytes([SMALL[place] ^ flip]) + SMALL[place + 1 :])
    ]
    assert unnoticed == []


@settings(max_examples=60)
@given(place=st.integers(0, 10**9), flip=st.integers(1, 255))
def test_any_byte_of_a_real_pack_counts(whole: bytes, place: int, flip: int) -> None:
    place %= len(whole)
    assert noticed(whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :])


@given(st.integers(0, len(SMALL)), st.integers(0, len(SMALL)), st.binary(max_size=40))
def test_nothing_can_be_put_in_or_cut_out(start: int, end: int, put: bytes) -> None:
    start, end = sorted((start, end))
    changed = SMALL[:start] + put + SMALL[end:]
    assert noticed(changed) == (changed != SMALL)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.binary(), max_size=5))
def test_what_is_sealed_is_what_is_opened(contents: dict[str, bytes]) -> None:
    members = {f"inputs/1/{name}.csv": data for name, data in contents.items()}
    sealed = opened(seal(members, ABOUT))
    assert (dict(sealed.members), sealed.altered) == (members, ())


def test_the_changed_member_is_named(whole: bytes, tmp_path: Path) -> None:
    at = whole.index("欧阳镕,个人".encode())
    changed = whole[:at] + "司马喆".encode() + whole[at + 9 :]
    found = verify(changed)
    assert [text.zh for text in found.altered] == ["inputs/1/台账.csv 被改动"]
    assert (found.identical, found.differences) == (False, ())
    (tmp_path / "a.wenze").write_bytes(changed)
    done = run("verify-pack", tmp_path / "a.wenze")
    assert done.exit_code == 1
    assert "封存包被改动，没有重新评估" in done.output


def test_the_same_content_wrapped_otherwise_is_not_the_pack(whole: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in reversed(old.infolist()):
            new.writestr(info, old.read(info))
    (told,) = opened(stream.getvalue()).altered
    assert told.zh.startswith("封装被改动：从第 ")


def test_a_manifest_that_was_changed_and_wrapped_well_is_found() -> None:
    sealed = opened(SMALL)
    changed = sealed.manifest.model_copy(update={"versions": {"wenze": "2"}})
    (told,) = opened(written(changed, sealed.members)).altered
    assert told.zh == "清单被改动"


# ── hostile packs ─────────────────────────────────────────────────────────────


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """An archive with the manifest of SMALL, and whatever else."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return stream.getvalue()


MANIFEST = opened(SMALL).manifest.written()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"not an archive at all",
        archive({}),
        archive({"manifest.json": b"{}"}),
        archive({"manifest.json": b"[" * 100_000}),
        archive({"manifest.json": MANIFEST.replace(b'"wenze-pack": 1', b'"wenze-pack": 9')}),
        archive({"manifest.json": MANIFEST, "../../outside": b"x"}),
        archive({"manifest.json": MANIFEST, "/outside": b"x"}),
        archive({"manifest.json": MANIFEST, "book/b/c:x": b"x"}),
        archive({"manifest.json": MANIFEST, "book/b/.. /x": b"x"}),
        archive({"manifest.json": MANIFEST, "book//x": b"x"}),
        archive({"manifest.json": MANIFEST, "book/": b""}),
        archive({"manifest.json": MANIFEST, "book/x\ny": b""}),
        archive({"manifest.json": MANIFEST, "/".join("a" * 20): b""}),
        archive({"manifest.json": MANIFEST, "Book/x": b"", "book/X": b""}),
        archive({"manifest.json": MANIFEST, "book/x": bytes(1 << 20)}, zipfile.ZIP_DEFLATED),
        archive({"manifest.json": MANIFEST, "book/x": bytes(64 << 20)}, zipfile.ZIP_DEFLATED),
        archive({"manifest.json": MANIFEST, **{f"book/{n}": b"" for n in range(5001)}}),
    ],
    ids=range(19),
)
def test_what_is_no_pack_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotAPack):
        verify(data)
    (tmp_path / "a.wenze").write_bytes(data)
    assert run("verify-pack", tmp_path / "a.wenze").exit_code == 2


@pytest.mark.parametrize(
    ("members", "about"),
    [
        ({"elsewhere/x": b""}, {}),
        ({}, {"book": "book/none"}),
        ({}, {"book": ".."}),
        ({}, {"inputs": ["../../etc/passwd"]}),
        ({}, {"inputs": ["/etc/passwd"]}),
        ({"book/zhangye-2009/book.yaml/x": b""}, {}),
    ],
)
def test_a_pack_that_was_sealed_wickedly_is_refused(
    whole: bytes, members: dict[str, bytes], about: dict[str, object]
) -> None:
    with pytest.raises(NotAPack):
        verify(resealed(whole, members, **about))


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\n"
        + "".join(
            f"{b}: &{b} [*{a}, *{a}]\n"
            for a, b in zip(  # noqa: B905
                [f"k{n}" if n else "a" for n in range(40)], [f"k{n}" for n in range(1, 41)]
            )
        ),
        "a: &a [*a]\n",
        "a: " + "[" * 50_000,
    ],
    ids=["doubling", "circle", "deep"],
)
def test_a_book_that_would_fill_the_memory_is_refused(
    whole: bytes, tmp_path: Path, bomb: str
) -> None:
    made = resealed(whole, {"book/zhangye-2009/rules.yaml": bomb.encode()})
    (tmp_path / "a.wenze").write_bytes(made)
    done = run("verify-pack", tmp_path / "a.wenze")
    assert done.exit_code == 2
    assert "Traceback" not in done.output

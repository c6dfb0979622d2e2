"""A small register, packed; and packs that were made over after they were sealed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from wenze.commands import pack as packing
from wenze.commands import verify_pack as verifying
from wenze.pack import pack
from wenze.program import versions
from wenze.sealed import opened, seal

REGISTER = """\
案件编号,单位,事发日期,单位类型,单位层级,过错情形,责任方,情节,不良影响,重大损失,主动发现,及时纠正,责任主体,主体类别,角色
2024-01,青石县县委,2024-03-05,党委,县级,4,主要领导,一般,否,否,否,否,欧阳镕,个人,主要领导
2024-01,青石县县委,2024-03-05,党委,县级,4,主要领导,一般,否,否,否,否,司马喆,个人,分管领导
2024-02,赤水县县委,2024-04-09,党委,县级,6,主要领导,严重,是,否,否,否,诸葛堃,个人,主要领导
2024-03,玄武县县委,年初,党委,县级,6,主要领导,严重,是,否,否,否,百里䶮,个人,主要领导
"""
NAMES = ("欧阳镕", "司马喆", "诸葛堃", "百里䶮", "青石", "赤水", "玄武")


def register(folder: Path, text: str = REGISTER, name: str = "台账.csv") -> Path:
    """The register as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def packed(folder: Path) -> bytes:
    """The bytes of the pack of the register."""
    return pack([register(folder)], "zhangye-2009").data


def resealed(data: bytes, changes: Mapping[str, bytes], **about: Any) -> bytes:
    """A pack with other members, sealed again by someone who knows how."""
    sealed = opened(data)
    kept = sealed.manifest.model_dump(by_alias=True, exclude={"members", "sha256"})
    kept.pop("wenze-pack")
    return seal({**sealed.members, **changes}, {**kept, **about})


def decisions(data: bytes) -> list[dict[str, Any]]:
    """The determinations in a pack."""
    lines = opened(data).members["results/decisions.jsonl"].splitlines()
    return [json.loads(line) for line in lines]


def written(objects: list[dict[str, Any]]) -> bytes:
    """Objects as decisions.jsonl has them."""
    lines = [json.dumps(o, ensure_ascii=False, separators=(",", ":")) for o in objects]
    return "".join(line + "\n" for line in lines).encode()


def other_versions(**changes: str) -> dict[str, str]:
    """The versions of this program, some of them others."""
    return {**versions(), **changes}


def run(command: str, *arguments: object) -> Result:
    """The command as a user types it."""
    found = {"pack": packing.command, "verify-pack": verifying.command}[command]
    return CliRunner().invoke(found, [str(a) for a in arguments], catch_exceptions=False)

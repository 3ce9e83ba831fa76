"""The whole chain, from discovery to audit, on copies of real content that somebody has damaged."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.values.finding import Finding
from tests.examination import examine

CONTENT = Path(__file__).parents[2] / "content"
SEED = int(os.environ.get("GONGKAI_FUZZ_SEED", "20260101"))
ROUNDS = int(os.environ.get("GONGKAI_FUZZ_ROUNDS", "40"))
SECONDS = float(os.environ.get("GONGKAI_FUZZ_SECONDS", "1.5"))
"""Per unit; a longer run is asked for by the environment."""

PIECES = (
    *"：:，,、|｜-—#&*!>%@`'\"“”{}[]?~()（）=＝≥.",
    *"\t\u3000\xa0\u200b\ufeff\x00\x85\u2028\r\n",
    *"０９².eE+−",
    *(": ", " #", "- ", "---", "<<: *x", "&a ", "!!int ", "|2", "\\", "1e3", "NaN", "Infinity", "12,34.5", "25万元"),
    *(
        "涉密: 是",
        "涉密：是",
        "不公开: 依据",
        "合计",
        "上年: ",
        "{a}",
        "[[[[[[[[[[[[[[[[",
        "小数位: ²",
        "99999999999999999999999",
    ),
)

Mutation = Callable[[random.Random, str], str]


def _delete_line(dice: random.Random, text: str) -> str:
    lines = text.split("\n")
    del lines[dice.randrange(len(lines))]
    return "\n".join(lines)


def _repeat_line(dice: random.Random, text: str) -> str:
    lines = text.split("\n")
    lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    return "\n".join(lines)


def _indent_line(dice: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    lines[at] = (
        dice.choice((" ", "  ", "\t", "\u3000", "- ")) + lines[at] if dice.random() < 0.6 else lines[at].lstrip()
    )
    return "\n".join(lines)


def _swap(dice: random.Random, text: str) -> str:
    if len(text) < 2:
        return text
    at = dice.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _insert(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    piece: str = dice.choice(PIECES)
    return text[:at] + piece + text[at:]


def _replace_value(dice: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    head, colon, _ = lines[at].partition(": ")
    lines[at] = head + colon + dice.choice((*PIECES, "", "[1, 2]", "{甲: 1}", "\n      - 甲: 1"))
    return "\n".join(lines)


def _drop_piece(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at + dice.randrange(1, 6) :]


def _truncate(dice: random.Random, text: str) -> str:
    return text[: dice.randrange(len(text) + 1)]


MUTATIONS: tuple[Mutation, ...] = (
    _delete_line,
    _repeat_line,
    _indent_line,
    _swap,
    _insert,
    _insert,
    _replace_value,
    _drop_piece,
    _truncate,
)


def _damaged(dice: random.Random, data: bytes) -> bytes:
    text = data.decode()
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        text = dice.choice(MUTATIONS)(dice, text) if text else text
    encoding = dice.choice(("utf-8", "utf-8", "utf-8", "utf-8", "gb18030", "utf-16"))
    damaged = text.encode(encoding, errors="replace")
    return damaged[: dice.randrange(len(damaged) + 1)] if dice.random() < 0.05 else damaged


def _copies(unit: str, site: Path) -> Iterator[tuple[int, Path]]:
    """Copies of one unit's content, each with one or two files damaged; as many as the time allows."""
    until = time.monotonic() + SECONDS
    files = [path.relative_to(CONTENT) for path in sorted((CONTENT / unit).rglob("*")) if path.is_file()]
    shutil.copytree(CONTENT / unit, site / unit)
    for number in range(ROUNDS):
        if time.monotonic() > until:
            return
        dice = random.Random(f"{SEED} {unit} {number}")  # noqa: S311
        victims = dice.sample(files, k=min(len(files), dice.choice((1, 1, 2))))
        for victim in victims:
            (site / victim).write_bytes(_damaged(dice, (CONTENT / victim).read_bytes()))
        yield number, site
        for victim in victims:
            shutil.copy(CONTENT / victim, site / victim)


def _well_formed(finding: Finding) -> bool:
    said = finding.message.endswith("。") or finding.code[0] not in "YDS"
    return bool(finding.message) and said and len(finding.message) < 1000 and bool(finding.source.file)


@pytest.mark.parametrize("unit", sorted(path.name for path in CONTENT.iterdir() if path.is_dir()))
def test_damaged_content_never_ends_in_a_traceback(unit: str, tmp_path: Path) -> None:
    """Law: whatever happens to the files of a unit, examining them gives findings with a place, never a traceback."""
    for number, site in _copies(unit, tmp_path):
        try:
            examination = examine(site)
        except Exception as error:
            error.add_note(f"unit {unit}, seed {SEED}, round {number}, files kept in {site}")
            raise
        wrong = [finding for finding in examination.findings if not _well_formed(finding)]
        assert not wrong, f"round {number}: {wrong[:3]}"

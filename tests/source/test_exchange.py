"""Several files are exchanged as one, wherever a crash comes."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest

from bcdr.source.exchange import finish
from bcdr.source.folder import read_folder
from bcdr.source.lock import locked
from bcdr.source.snapshot import EXCHANGE
from bcdr.source.write import Rewriting, rewrite_all
from tests.crash import killed_at

NAMES = ("a.yaml", "b.yaml", "deep/c.yaml")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    (folder / "deep").mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_text(f"old {name}", encoding="utf-8")
    return folder


def held(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


OLD, NEW = ({name: f"{word} {name}" for name in NAMES} for word in ("old", "new"))


def rewrite(folder: Path) -> None:
    with locked(str(folder)):
        rewrite_all(folder, [Rewriting(folder / n, f"old {n}", f"new {n}") for n in NAMES])


def test_a_crash_at_any_write_leaves_all_or_nothing(plan: Path) -> None:
    seen = set()
    for number in count(1):
        for name in NAMES:
            (plan / name).write_text(f"old {name}", encoding="utf-8")
        if not killed_at(number, lambda: rewrite(plan)):
            break
        finish(str(plan))
        assert held(plan) in (OLD, NEW), f"killed before write {number}"
        seen.add("old" if held(plan) == OLD else "new")
    assert held(plan) == NEW
    assert (seen, number > 10) == ({"old", "new"}, True)
    assert not (plan / ".bcdr").exists()


def test_whoever_reads_the_plan_next_finds_it_whole(plan: Path) -> None:
    (plan / "plan.yaml").write_text("bcdr: 1")
    seen = set()
    for number in count(1):
        for name in NAMES:
            (plan / name).write_text(f"old {name}", encoding="utf-8")
        if not killed_at(number, lambda: rewrite(plan)):
            break
        texts = {f.name: f.text for f in read_folder(str(plan)).files if f.name in NAMES}
        assert texts in (OLD, NEW), f"killed before write {number}"
        seen.add(texts == NEW)
    assert seen == {True, False}


def test_nothing_to_finish(plan: Path) -> None:
    assert not finish(str(plan))


def test_a_writer_who_still_writes_is_left_alone(plan: Path) -> None:
    (plan / ".bcdr").mkdir()
    (plan / EXCHANGE).write_text('{"ready": true, "token": "x", "files": []}')
    with locked(str(plan)):
        assert not finish(str(plan))
    assert finish(str(plan))
    assert held(plan) == OLD


@pytest.mark.parametrize(
    "said",
    [
        "no json",
        "[]",
        '{"ready": true}',
        {"files": ["../outside.yaml"]},
        {"files": ["deep/../../outside.yaml"]},
        {"files": ["linked/outside.yaml"]},
        {"files": ["a.yaml"], "token": "../x"},
        {"files": ["link.yaml"]},
    ],
    ids=str,
)
def test_a_note_that_lies_moves_nothing_outside(said: str | dict[str, object], plan: Path) -> None:
    outside = plan.parent / "outside.yaml"
    outside.write_text("theirs")
    for folder, name in ((plan.parent, "outside"), (plan, "link"), (plan, "a")):
        (folder / f".{name}.yaml.x.tmp").write_text("new")
    (plan / "linked").symlink_to(plan.parent)
    (plan / "link.yaml").symlink_to(outside)
    (plan / ".bcdr").mkdir()
    (plan / EXCHANGE).write_text(said if isinstance(said, str) else json.dumps({"ready": True, "token": "x", **said}))
    assert finish(str(plan))
    assert outside.read_text() == "theirs"
    assert (plan / "a.yaml").read_text() == "old a.yaml"
    assert not (plan / EXCHANGE).exists()

"""Plans with one thing wrong: `bad/<name>.yaml` and, beside it, the sentences that must be printed for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bcdr.finding import Finding
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

BAD = Path(__file__).parent / "bad"
NAMES = sorted(p.stem for p in BAD.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_the_library_says_what_is_wrong_and_nothing_else(name: str) -> None:
    text = (BAD / f"{name}.yaml").read_text(encoding="utf-8")
    loaded = load(from_texts({"plan.yaml": text}))
    said = [_line(p) for p in loaded.problems]
    wanted = _wanted(name)
    unsaid = [w for w in wanted if not any(w in line for line in said)]
    assert not unsaid, said
    assert loaded.plan is None
    if name != "alias-bomb":
        assert len(said) == len(wanted), said


@pytest.mark.parametrize("name", NAMES)
def test_the_command_says_it_too(name: str, tmp_path: Path, program) -> None:
    (tmp_path / "plan.yaml").write_bytes((BAD / f"{name}.yaml").read_bytes())
    done = program("lint", tmp_path, "--format", "concise")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for sentence in _wanted(name):
        # a wanted line is `file:line:column: error[rule]: message; help`, with or without the place
        place, _, message = sentence.partition("error[")
        assert message.partition("]: ")[2].partition(";")[0] in done.stdout
        assert place.strip() in done.stdout


def test_every_fixture_is_a_pair() -> None:
    assert sorted(p.name.removesuffix(".errors.txt") for p in BAD.glob("*.errors.txt")) == NAMES
    assert all(_wanted(name) for name in NAMES)


def _wanted(name: str) -> list[str]:
    return [line for line in (BAD / f"{name}.errors.txt").read_text(encoding="utf-8").splitlines() if line]


def _line(finding: Finding) -> str:
    place = finding.location
    where = f"{place.file}:{place.line}:{place.column}: " if place else ""
    return f"{where}{finding.severity.word}[{finding.rule}]: {finding.message}" + (
        f"; {finding.help}" if finding.help else ""
    )

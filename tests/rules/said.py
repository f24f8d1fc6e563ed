"""The book of sentences: what every finding of the tables says, word for word, and where it points.

A table in `test_<family>.py` says which findings a fragment gives; `said/<family>.md` beside it holds their sentences,
their places, their cures and their figures. Somebody who changes a sentence runs

    pytest tests/rules --write-sentences

and reads the difference, which is what owners of plans will read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import unified_diff
from functools import cache
from pathlib import Path

from bcdr.finding import Finding

SHELF = Path(__file__).parent / "said"
TOP = "# What findings say: {}\n\nWritten by `pytest tests/rules --write-sentences`; read what changed.\n"


def spelled(found: Iterable[Finding]) -> str:
    """Findings as the book has them; nothing where there are none."""
    return "\n".join(_entry(f) for f in sorted(found, key=lambda f: (f.object, f.cause)))


def _entry(finding: Finding) -> str:
    lines = [f"- {finding.message}", f"  - at {'/'.join(map(str, finding.at)) or 'the plan'}"]
    lines += [f"  - help: {finding.help}"] if finding.help else []
    lines += [f"  - {name}: {value}" for name, value in finding.numbers.items()]
    return "\n".join(lines)


@cache
def book(family: str) -> Mapping[str, str]:
    """What is written of a family, by `rule: case`."""
    path = SHELF / f"{family}.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    entries = (part.partition("\n\n") for part in text.split("\n## ")[1:])
    return {title.strip(): said.strip("\n") for title, _, said in entries}


def difference(family: str, case: str, said: str) -> str:
    """What is said now and stands otherwise in the book; empty where it stands there."""
    written = book(family).get(case, "")
    changed = unified_diff(written.splitlines(), said.splitlines(), "the book", "now", lineterm="")
    return "\n".join(changed)


def write(said: Mapping[str, Mapping[str, str]]) -> None:
    """The books of the families, in the order of their tables; a silent case has no entry."""
    SHELF.mkdir(exist_ok=True)
    for family, entries in said.items():
        parts = [TOP.format(family), *(f"## {case}\n\n{text}\n" for case, text in entries.items() if text)]
        (SHELF / f"{family}.md").write_text("\n".join(parts), encoding="utf-8")

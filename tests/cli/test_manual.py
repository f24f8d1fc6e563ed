"""The manual is made of the program: tables of options, a page for each rule, every field."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from bcdr.cli.commands import COMMANDS
from bcdr.frameworks import evidence_codes, framework_ids
from bcdr.frameworks.status import statuses
from bcdr.report.crosswalk import crosswalk
from bcdr.rules.registry import rules
from bcdr.source.problems import pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def manual() -> ModuleType:
    spec = spec_from_file_location("manual", ROOT / "tools" / "manual.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_tables_of_options_are_those_of_the_program(manual: ModuleType) -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert manual.with_tables(text) == text, "run: .venv/bin/python tools/manual.py"
    assert [c for c in COMMANDS if f"<!-- options: bcdr {c} -->" not in text] == []


def test_every_rule_and_every_fault_of_the_text_has_a_page(manual: ModuleType) -> None:
    names = [r.name for r in rules()] + [p.name for p in pages()]
    assert [n for n in names if f"rules/{n}.md" not in manual.generated()] == []


def test_every_framework_has_a_page_that_links_its_rules(manual: ModuleType) -> None:
    made = manual.generated()
    for id_ in framework_ids():
        assert f"({id_}.md)" in made["frameworks/index.md"]
        page = made[f"frameworks/{id_}.md"]
        for row in crosswalk(id_).rows:
            assert f'id="{row.anchor}"' in page
            for rule in row.rules:
                assert f"(../rules/{rule.name}.md)" in page
                assert f"(../frameworks/{id_}.md#{row.anchor})" in made[f"rules/{rule.name}.md"]


def test_the_words_and_codes_of_the_crosswalks_are_explained(manual: ModuleType) -> None:
    text = manual.generated()["frameworks/index.md"]
    assert [s.id for s in statuses() if f"| {s.title} | {s.meaning} |" not in text] == []
    assert [e.code for e in evidence_codes() if f"| {e.code} | {e.holds} |" not in text] == []


def test_every_record_of_the_format_is_described(manual: ModuleType) -> None:
    text = manual.generated()["fields.md"]
    for line in ("## Datastore", "| `rto` |", "| `organization` (required) |", "[Datastore](#datastore)"):
        assert line in text


def test_the_manual_builds_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", "docs/mkdocs.yml", "-d", tmp_path / "m"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "m" / "rules" / "restore-never-tested.html").is_file()

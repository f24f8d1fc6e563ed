"""The drills that the example ships: commands that are approved as they are, shown as they are, and a record of them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from bcdr.drill.approval import digest_of
from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.drill.practice import EXAMPLE, ROOT

RUNBOOKS = ("key-recovery", "restore-orders-dump", "restore-tills")


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = load(from_texts({str(f.relative_to(EXAMPLE)): f.read_text() for f in sorted(EXAMPLE.rglob("*.yaml"))})).plan
    assert found is not None
    return found


@pytest.mark.parametrize("runbook", RUNBOOKS)
def test_its_commands_are_approved_as_they_are(runbook: str, plan: Plan) -> None:
    book = plan.runbooks[runbook]
    assert book.commands_approved is not None
    assert book.commands_approved.sha256 == digest_of(book)


@pytest.mark.parametrize("runbook", RUNBOOKS)
def test_its_commands_are_ones_to_copy(runbook: str, plan: Plan) -> None:
    for step in plan.runbooks[runbook].steps:
        if step.run is None:
            continue
        assert not re.search(r"(?i)passw(or)?d\s*[= ]\s*\S|://[^ ]*:[^ ]*@", step.run), "a password in a command"
        used = set(re.findall(r"\$\{?([A-Z_]+)", step.run))
        assert used <= set(step.environment), "a variable that the command does not get"
        bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", step.run)
        assert "$" not in bare, "a variable without quotes"
        assert all(re.match(r'rm -rf "\$\{SCRATCH:\?\}/', c) for c in re.findall(r"rm -r\S* .*", step.run))


def test_what_the_manual_shows_is_what_is_shipped() -> None:
    text = (ROOT / "docs/drills.md").read_text(encoding="utf-8")
    section = text.partition("## Three restores")[2].partition("\n## ")[0]
    shipped = "\n".join(f.read_text() for f in sorted((EXAMPLE / "runbooks").glob("*.yaml")))
    blocks = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    assert len(blocks) == 3
    assert [line for block in blocks for line in block.splitlines() if line not in shipped.splitlines()] == []
    assert [id_ for id_ in RUNBOOKS if id_ not in section] == []


def test_the_newest_drill_is_one_that_the_command_wrote(plan: Plan) -> None:
    newest = max((d for d in plan.drills.values() if d.occurred is not None), key=lambda d: (d.occurred, d.id))
    assert newest.id == "2026-11-21-restore-orders-dump"
    assert newest.note is not None
    assert "practice ground" in newest.note
    assert "Recorded by bcdr" in newest.note
    (evidence,) = newest.evidence
    file = EXAMPLE / str(plan.evidence[evidence].file)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == plan.evidence[evidence].sha256
    log = file.read_text(encoding="utf-8")
    assert f"Commands: digest {digest_of(plan.runbooks['restore-orders-dump'])}" in log, "record the drill again"
    assert not re.search(r"/(tmp|home|root|var|usr|work|Users)/", log + Path(EXAMPLE / "drills/2026.yaml").read_text())

"""`bcdr build`: everything in one folder, and told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bcdr.cli import press
from tests.cli.conftest import Cli

DPIAS = """\
processing:
  orders: {title: Orders, purposes: [Selling]}
dpias:
  one: {title: First, processing: [orders]}
  two: {title: Second, processing: [orders]}
"""


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents as their titles: drawing them is tested elsewhere and takes seconds."""
    monkeypatch.setattr(press, "workers", lambda _: 1)
    monkeypatch.setattr(press, "drawn", lambda document, _: document.subtitle.encode())


@pytest.mark.usefixtures("quick_pdf")
def test_everything_is_written_and_told(cli: Cli, plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    done = cli("build", plan, "-o", target)
    assert (done.code, done.err) == (0, "")
    names = ["art30.pdf", "art32.pdf", "art35.pdf", "breach.pdf", "vendors.pdf", "plan.pdf", "findings.json", "site"]
    assert [line.split()[1] for line in done.out.splitlines()] == [str(target / n) for n in names]
    assert sorted(p.name for p in target.iterdir()) == sorted(names)
    assert json.loads((target / "findings.json").read_text())["version"] == 1
    assert (target / "site" / "index.html").is_file()


@pytest.mark.usefixtures("quick_pdf")
def test_several_assessments_are_several_documents(cli: Cli, plan: Path, tmp_path: Path) -> None:
    (plan / "privacy.yaml").write_text(DPIAS, encoding="utf-8")
    done = cli("build", plan, "-o", tmp_path / "out")
    assert done.code == 0, done.err
    assert b"First" in (tmp_path / "out" / "art35-one.pdf").read_bytes()
    assert b"Second" in (tmp_path / "out" / "art35-two.pdf").read_bytes()


@pytest.mark.usefixtures("quick_pdf")
def test_it_can_be_built_again(cli: Cli, plan: Path, tmp_path: Path) -> None:
    first = cli("build", plan, "-o", tmp_path / "out")
    assert cli("build", plan, "-o", tmp_path / "out") == first

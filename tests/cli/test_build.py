"""`bcdr build`: everything in one folder, and told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bcdr.cli import press
from bcdr.report.document import Document
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


def test_one_build_is_one_state_of_the_plan(
    cli: Cli, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(document: Document, _: object) -> bytes:
        (plan / "plan.yaml").write_text("bcdr: 1\norganization: {name: Another}\n", encoding="utf-8")
        return document.organization.encode()

    monkeypatch.setattr(press, "workers", lambda _: 1)
    monkeypatch.setattr(press, "drawn", drawn)
    assert cli("build", plan, "-o", tmp_path / "out").code == 0
    start = (tmp_path / "out" / "site" / "index.html").read_text(encoding="utf-8")
    assert ("Corner Shop" in start, "Another" in start) == (True, False)


@pytest.mark.usefixtures("quick_pdf")
def test_its_site_is_the_same_as_that_of_site_build(cli: Cli, plan: Path, tmp_path: Path) -> None:
    assert cli("build", plan, "-o", tmp_path / "out").code == 0
    assert cli("site", "build", plan, "-o", tmp_path / "site").code == 0
    one, other = (
        {str(p.relative_to(top)): p.read_bytes() for p in top.rglob("*") if p.is_file()}
        for top in (tmp_path / "out" / "site", tmp_path / "site")
    )
    assert one == other


@pytest.mark.parametrize(("held", "said"), [("site/mine.txt", "holds other files"), ("", "is a file")])
def test_what_cannot_be_written_is_told_before_anything_is_drawn(
    held: str, said: str, cli: Cli, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "pressed", None)
    mine = tmp_path / "out" / held
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine")
    done = cli("build", plan, "-o", tmp_path / "out")
    assert (done.code, said in done.err) == (2, True)
    assert mine.read_text() == "mine"

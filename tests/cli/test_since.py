"""What changed since the last report: named as PDF or revision, else since the approval, as far as git knows."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from bcdr.cli.compose import Order, audited, composed, enclosed
from bcdr.render.html import html
from bcdr.report.lineage import Since
from tests.cli.conftest import PLAN, Cli

DAY = "2026-11-21"

WHO = "Zebedee Quirkleby"
SIGNER = "Ottoline Vexworth"
APPROVED = "reviews: {r: {kind: approval, by: ada, occurred: 2026-03-02}}\n"


def git(folder: Path, *words: str, day: str = "2026-01-05") -> None:
    who = {
        f"GIT_{role}_{field}": f"{name.split()[0].lower()}@secret.example" if field == "EMAIL" else name
        for role, name in (("AUTHOR", WHO), ("COMMITTER", SIGNER))
        for field in ("NAME", "EMAIL")
    }
    when = {f"GIT_{role}_DATE": f"{day}T12:00:00+00:00" for role in ("AUTHOR", "COMMITTER")}
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, env={**os.environ, **who, **when})


def commit(folder: Path, text: str, day: str) -> None:
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "plan.yaml")
    git(folder, "commit", "-q", "-m", f"Commit by hand of {day}", day=day)


@pytest.fixture
def repo(plan: Path) -> Path:
    """Approved in March, changed in May, with a private file that is no change."""
    commit(plan, PLAN + APPROVED, "2026-01-05")
    commit(plan, (PLAN + APPROVED).replace("rto: 4h", "rto: 8h"), "2026-05-06")
    (plan / "me.private.yaml").write_text("people: {ada: {contacts: [{kind: phone, value: '+49 711 5550101'}]}}\n")
    return plan


def since(folder: Path, named: str | Path | None = None) -> Since:
    found = audited(str(folder), None, DAY, str(named) if named else None).provenance.since()
    assert found is not None
    return found


def test_since_the_approval_that_the_plan_records(repo: Path) -> None:
    found = since(repo)
    assert found.what.startswith("the approval of 2026-03-02: the plan at the end of that day, ")
    assert found.changes == (("services/till", ("rto of till 4h -> 8h",)),)


def test_since_a_revision(repo: Path) -> None:
    (repo / "plan.yaml").write_text((PLAN + APPROVED).replace("rto: 4h", "rto: 2h"), encoding="utf-8")
    found = since(repo, "HEAD")
    assert found.what.endswith("of 2026-05-06")
    assert found.changes == (("services/till", ("rto of till 8h -> 2h",)),)


def test_since_a_report_that_can_be_verified_without_the_repository(cli: Cli, repo: Path, tmp_path: Path) -> None:
    (repo / "me.private.yaml").rename(tmp_path / "me.private.yaml")
    before = tmp_path / "before.pdf"
    assert cli("report", "art32", repo, "--since", "HEAD~1", "--as-of", "2026-05-07", "-o", before).code == 0
    assert "the same byte for byte" in cli("verify", before).out
    (tmp_path / "me.private.yaml").rename(repo / "me.private.yaml")
    (repo / "plan.yaml").write_text(PLAN + APPROVED, encoding="utf-8")
    found = since(repo, before)
    assert found.what.startswith("the document Security of processing, data of 2026-05-07, plan digest ")
    assert found.changes == (("services/till", ("rto of till 8h -> 4h",)),)
    assert {id_ for id_, _ in found.appeared}.isdisjoint(id_ for id_, _ in found.gone)


@pytest.mark.parametrize(
    ("text", "day", "why"),
    [
        pytest.param(PLAN, "2026-01-05", "the plan records no approval", id="never approved"),
        pytest.param(PLAN + APPROVED, "2026-04-01", "the history in git begins later", id="approved before git"),
        pytest.param(PLAN + APPROVED, "", "the plan is not in a git repository", id="no git"),
    ],
)
def test_not_known_is_said(plan: Path, text: str, day: str, why: str) -> None:
    (plan / "plan.yaml").write_text(text, encoding="utf-8")
    if day:
        commit(plan, text, day)
    assert why in since(plan).unknown


def test_an_approved_state_that_cannot_be_read_any_more_is_not_known(plan: Path) -> None:
    commit(plan, "bcdr: 1\nservices: [", "2026-01-05")
    commit(plan, PLAN + APPROVED, "2026-05-06")
    assert "as approved on 2026-03-02 cannot be loaded" in since(plan).unknown


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("nowhere.pdf", "cannot be read"),
        ("no-such-rev", "git knows no revision"),
        ("{plan}/plan.yaml", "not a PDF"),
    ],
)
def test_what_cannot_be_compared_with_ends_it(cli: Cli, repo: Path, named: str, said: str) -> None:
    done = cli("report", "art32", repo, "--since", named.format(plan=repo), "-o", repo.parent / "x.pdf")
    assert done.code == 2
    assert said in done.err
    assert not (repo.parent / "x.pdf").exists()


def everything(folder: Path, kind: str, audience: str) -> str:
    """Pages, attachments and properties of an edition."""
    found = audited(str(folder), None, DAY)
    order = Order(kind, {"audience": audience})
    document = enclosed(composed(found, order), found, order)
    inside = [a.data.decode() for a in document.attachments] + [str(document.properties)]
    return "\n".join((html(document), *inside))


@pytest.mark.parametrize("kind", ["art30", "art32", "breach", "plan", "vendors"])
@pytest.mark.parametrize("audience", ["staff", "public"])
def test_nothing_of_the_history_leaves_the_house(repo: Path, audience: str, kind: str) -> None:
    found = everything(repo, kind, audience)
    secrets = (*WHO.split(), *SIGNER.split(), "secret.example", "Commit by hand", "history.json")
    assert [secret for secret in secrets if secret in found] == []
    assert WHO in everything(repo, kind, "auditor")


def test_what_changed_is_not_told_to_others(cli: Cli, repo: Path) -> None:
    done = cli("report", "art32", repo, "--since", "HEAD~1", "--audience", "staff", "-o", repo.parent / "x.pdf")
    assert (done.code, done.out) == (2, "")
    assert "auditors only" in done.err

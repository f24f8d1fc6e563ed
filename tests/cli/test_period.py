"""`bcdr report period` on a real repository whose answers are known."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bcdr.cli.compose import Order, audited, composed
from bcdr.cli.history import newest_version, past_of, period_of
from bcdr.errors import BcdrError
from bcdr.report.period.chronicle import chronicle
from tests.cli.conftest import Cli

PLAN = """\
bcdr: 1
organization: {name: Corner Shop, people: 30, country: DE}
services: {till: {tier: 1, rto: 4h, rpo: 1d, depends_on: [datastores/sales]}}
places: {a: {site: a}, b: {site: b}}
datastores: {sales: {class: truth, at: a, personal: none, copies: {n: {kind: dump, every: 1d, at: b}}}}
"""
DRILLS = "drills:\n  one: {type: system-restore, covers: [datastores/sales], occurred: 2026-01-10, result: passed}\n"
TWO = "  two: {type: system-restore, covers: [datastores/sales], occurred: 2026-08-20, result: passed}\n"


class Repo:
    """A repository with a plan in a folder of it."""

    def __init__(self, top: Path) -> None:
        self.top, self.plan = top, top / "docs" / "plan"
        self.plan.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, day: str = "2026-01-01") -> None:
        names = {
            f"GIT_{a}_{b}": "ada@x" if b == "EMAIL" else "Ada"
            for a in ("AUTHOR", "COMMITTER")
            for b in ("NAME", "EMAIL")
        }
        dates = {f"GIT_{a}_DATE": f"{day}T12:00:00+00:00" for a in ("AUTHOR", "COMMITTER")}
        command = ["git", "-C", str(self.top), *words]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **names, **dates})

    def commit(self, day: str, **files: str | None) -> None:
        for name, text in files.items():
            path = self.plan / f"{name}.yaml"
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", f"Of {day}", day=day)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A year: first commit 5 January, a branch merged in February, an unreadable day, a move, a late drill."""
    repo = Repo(tmp_path / "repo")
    repo.commit("2026-01-05", plan=PLAN)
    repo.git("checkout", "-q", "-b", "drill")
    repo.commit("2026-01-12", drills=DRILLS)
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "Merge drill", "drill", day="2026-02-01")
    repo.commit("2026-03-10", plan=PLAN + "broken: [\n")
    repo.commit("2026-03-12", plan=PLAN)
    repo.commit("2026-04-01", drills=None, exercises=DRILLS)
    repo.git("mv", "docs/plan", "continuity")
    repo.plan = repo.top / "continuity"
    repo.commit("2026-05-01")
    repo.commit("2026-09-15", exercises=DRILLS + TWO)
    return repo


def spells(repo: Repo, rule: str, span: str, until: date = date(2026, 11, 21)) -> list[tuple[str, str, int]]:
    asked = period_of(span, until)
    root = str(repo.plan)
    found = chronicle(past_of(root, newest_version(root, None, until), asked, lambda _: None), asked)
    mine = sorted((s for s in found.spells if s.finding.rule == rule), key=lambda s: s.first)
    return [(str(s.first), str(s.last), s.known) for s in mine]


def test_a_drill_was_overdue_from_the_day_it_grew_old_to_the_day_it_was_done(repo: Repo) -> None:
    # passed on 10 January, good for 180 days; the next was done on 20 August and written down on 15 September
    assert spells(repo, "restore-test-stale", "2026-01-01..2026-12-31") == [("2026-07-10", "2026-08-19", 41)]


def test_a_drill_on_a_branch_counts_from_its_day_although_it_was_merged_later(repo: Repo) -> None:
    assert spells(repo, "restore-never-tested", "2026-01-01..2026-12-31") == [("2026-01-05", "2026-01-09", 5)]


def test_the_document_says_what_is_not_known(repo: Repo, cli: Cli, tmp_path: Path) -> None:
    (repo.plan / "plan.yaml").write_text(PLAN + "# not committed\n", encoding="utf-8")
    out = tmp_path / "period.html"
    done = cli("report", "period", "2026-01-01..2026-12-31", repo.plan, "--format", "html", "-o", out)
    assert (done.code, done.err) == (0, "")
    page = re.sub(r"<[^>]*>|\s+", " ", out.read_text(encoding="utf-8"))
    text = re.sub(r" +", " ", page)
    assert "Data exist since 2026-01-05. The first version of the plan is of that day." in text
    assert "The data end on 2026-11-21; the days after it are still to come." in text
    assert "changes that are in no commit" in text
    assert "44 days without data and of 2 days on which the plan could not be read" in text
    assert re.search(r"2026-03-10 2026-03-11 2 unreadable commit [0-9a-f]{12} by Ada: cannot be read: ", text)
    assert "drill two 2026-08-20 2026-09-15 26 d" in text
    assert "Merge drill" in text


def test_a_broken_work_tree_does_not_matter(repo: Repo, cli: Cli, tmp_path: Path) -> None:
    (repo.plan / "plan.yaml").write_text("broken: [\n", encoding="utf-8")
    out = tmp_path / "x.html"
    assert cli("report", "period", "2026-01-01..2026-01-31", repo.plan, "--format", "html", "-o", out).code == 0


def test_a_shallow_clone_says_since_when_data_exist(repo: Repo, cli: Cli, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", repo.top.as_uri(), str(clone))
    out = tmp_path / "x.html"
    done = cli("report", "period", "2026-09-01..2026-09-30", clone / "continuity", "--format", "html", "-o", out)
    assert done.code == 0, done.err
    assert "Data exist since 2026-09-15. The clone is shallow" in out.read_text(encoding="utf-8")


def test_the_past_can_be_asked_as_it_was_known_then(repo: Repo) -> None:
    found = spells(repo, "restore-test-stale", "2026-01-01..2026-12-31", until=date(2026, 8, 31))
    assert found == [("2026-07-10", "2026-08-31", 53)]


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("2026-01-01", "this is no period: 2026-01-01"),
        ("2026-02-30..2026-03-01", "this is no period"),
        ("2026-02-01..2026-01-01", "the period ends before it begins"),
        ("0001-01-01..9999-12-31", "longer than ten years"),
        ("--..", "this is no period"),
    ],
)
def test_what_is_no_period_is_refused(span: str, said: str) -> None:
    with pytest.raises(BcdrError, match=said):
        period_of(span, date(2026, 1, 1))


def test_without_git_or_history_it_is_said(cli: Cli, plan: Path, tmp_path: Path) -> None:
    done = cli("report", "period", "2026-01-01..2026-01-31", plan)
    assert done.code == 2
    assert "the plan is not in a git repository" in done.err
    assert "put the plan under version control" in done.err
    repo = Repo(tmp_path / "young")
    repo.commit("2026-12-01", plan=PLAN)
    done = cli("report", "period", "2026-01-01..2026-01-31", repo.plan)
    assert done.code == 2
    assert "the history holds no version of the plan up to 2026-11-21" in done.err


def test_equal_versions_are_read_once(repo: Repo) -> None:
    said: list[str] = []
    asked = period_of("2026-01-01..2026-12-31", date(2026, 11, 21))
    past = past_of(str(repo.plan), "HEAD", asked, said.append)
    assert said[-1] == f"reading version {len(past.states)} of {len(past.states)}"
    # the move left the plan as it was, and the healed version says what the one before the fault said
    assert [s.since.isoformat() for s in past.states] == [
        "2026-01-05", "2026-02-01", "2026-03-10", "2026-03-12", "2026-04-01", "2026-09-15",
    ]  # fmt: skip
    assert past.states[1].plan is past.states[3].plan
    assert [s.commit for s in past.states if s.plan is None] == [past.states[2].commit]


def test_history_is_not_redacted_and_therefore_refused_to_others(repo: Repo) -> None:
    found = audited(str(repo.plan), "HEAD", "2026-11-21")
    order = Order("period", {"from": "2026-01-01", "to": "2026-01-31", "audience": "public"})
    with pytest.raises(BcdrError, match="for auditors only"):
        composed(found, order)

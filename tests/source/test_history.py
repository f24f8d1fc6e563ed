"""The history of a plan in real repositories: branches, renames, clocks that run wrong, clones that were cut."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bcdr.errors import RevisionError
from bcdr.source.history import folder_of, history
from bcdr.source.revision import read_revision


class Repo:
    """A repository with the plan in a folder of it."""

    def __init__(self, top: Path, folder: str = "docs/plan") -> None:
        self.top, self.plan = top, top / folder
        self.plan.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, day: str = "2026-01-01T12:00:00+00:00") -> str:
        who = {
            f"GIT_{a}_{b}": "ada@x" if b == "EMAIL" else "Ada"
            for a in ("AUTHOR", "COMMITTER")
            for b in ("NAME", "EMAIL")
        }
        env = {**os.environ, **who, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        command = ["git", "-C", str(self.top), *words]
        return subprocess.run(command, check=True, capture_output=True, env=env, text=True).stdout

    def commit(self, text: str, day: str, name: str = "plan.yaml") -> None:
        (self.plan / name).parent.mkdir(parents=True, exist_ok=True)
        (self.plan / name).write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"{name} of {day}", day=f"{day}T12:00:00+00:00")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def days(repo: Repo) -> list[str]:
    return [c.day.isoformat() for c in history(str(repo.plan)).commits]


def test_commits_come_oldest_first_with_who_and_when(repo: Repo) -> None:
    repo.commit("bcdr: 1", "2026-01-05")
    repo.commit("bcdr: 1\n", "2026-02-06")
    found = history(str(repo.plan))
    assert [(c.day, c.author, c.subject, c.is_merge) for c in found.commits] == [
        (date(2026, 1, 5), "Ada", "plan.yaml of 2026-01-05", False),
        (date(2026, 2, 6), "Ada", "plan.yaml of 2026-02-06", False),
    ]
    assert (found.is_shallow, found.is_modified) == (False, False)
    assert len({c.tree for c in found.commits}) == 2


def test_a_commit_never_counts_before_the_one_it_follows(repo: Repo) -> None:
    repo.commit("a: 1", "2026-03-05")
    repo.commit("a: 2", "2026-03-01")
    repo.commit("a: 3", "2026-03-09")
    assert days(repo) == ["2026-03-05", "2026-03-05", "2026-03-09"]


def test_a_day_ends_in_utc(repo: Repo) -> None:
    (repo.plan / "plan.yaml").write_text("a: 1")
    repo.git("add", "-A")
    repo.git("commit", "-qm", "late", day="2026-03-05T01:30:00+02:00")
    assert days(repo) == ["2026-03-04"]


def test_a_branch_counts_from_its_merge(repo: Repo) -> None:
    repo.commit("a: 1", "2026-01-05")
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("a: 2", "2026-02-06")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "Merge side", "side", day="2026-04-01T12:00:00+00:00")
    found = history(str(repo.plan)).commits
    assert [(c.day.isoformat(), c.is_merge) for c in found] == [("2026-01-05", False), ("2026-04-01", True)]


def test_commits_outside_the_plan_leave_it_as_it_is(repo: Repo) -> None:
    repo.commit("a: 1", "2026-01-05")
    repo.commit("x", "2026-01-06", "../../README.md")
    first, second = history(str(repo.plan)).commits
    assert first.tree == second.tree


def test_a_renamed_folder_is_followed(repo: Repo) -> None:
    repo.commit("bcdr: 1\norganization: {name: A}\n", "2026-01-05")
    repo.git("mv", "docs/plan", "moved")
    repo.git("commit", "-qm", "move", day="2026-02-06T12:00:00+00:00")
    repo.plan = repo.top / "moved"
    found = history(str(repo.plan))
    assert [c.folder for c in found.commits] == ["docs/plan", "moved"]
    assert all(c.tree for c in found.commits)
    snapshot = read_revision(folder_of(found, found.commits[0]), found.commits[0].id)
    assert [f.name for f in snapshot.files] == ["plan.yaml"]


def test_a_commit_without_plan_is_known_as_such(repo: Repo) -> None:
    repo.commit("x", "2026-01-05", "notes.txt")
    repo.commit("a: 1", "2026-01-06")
    assert [c.tree is None for c in history(str(repo.plan)).commits] == [True, False]


def test_a_plan_may_be_the_whole_repository(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "whole", ".")
    repo.commit("a: 1", "2026-01-05")
    [found] = history(str(repo.plan)).commits
    assert found.folder == ""
    assert found.tree


def test_a_shallow_clone_and_a_changed_work_tree_say_so(repo: Repo, tmp_path: Path) -> None:
    repo.commit("a: 1", "2026-01-05")
    repo.commit("a: 2", "2026-02-06")
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", repo.top.as_uri(), str(clone))
    (clone / "docs/plan/plan.yaml").write_text("a: 3")
    found = history(str(clone / "docs/plan"))
    assert [c.day.isoformat() for c in found.commits] == ["2026-02-06"]
    assert (found.is_shallow, found.is_modified) == (True, True)


@pytest.mark.parametrize(
    ("name", "is_modified"), [("art32.pdf", False), ("evidence/a.yaml", False), ("Ämter.yaml", True)]
)
def test_only_a_file_of_the_plan_makes_it_another(name: str, is_modified: bool, repo: Repo) -> None:
    repo.commit("a: 1", "2026-01-05")
    (repo.plan / name).parent.mkdir(exist_ok=True)
    (repo.plan / name).write_text("a: 2")
    assert history(str(repo.plan)).is_modified is is_modified


def test_an_earlier_revision_ends_the_history(repo: Repo) -> None:
    repo.commit("a: 1", "2026-01-05")
    repo.commit("a: 2", "2026-02-06")
    assert len(history(str(repo.plan), "HEAD~1").commits) == 1


def test_what_git_cannot_give_is_said(repo: Repo, tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="no commit yet"):
        history(str(repo.plan))
    repo.commit("a: 1", "2026-01-05")
    with pytest.raises(RevisionError, match="git knows no revision --output=x"):
        history(str(repo.plan), "--output=x")
    alone = tmp_path / "alone"
    alone.mkdir()
    with pytest.raises(RevisionError, match="not in a git repository"):
        history(str(alone))


def test_odd_names_and_subjects_stay_whole(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "odd", "pläne/mein plan")
    (repo.plan / "plan.yaml").write_text("a: 1")
    repo.git("add", "-A")
    repo.git("commit", "-qm", 'Ein "Satz" \x02 mit Ümläuten\n\nund mehr')
    [found] = history(str(repo.plan)).commits
    assert (found.folder, found.subject) == ("pläne/mein plan", 'Ein "Satz" \x02 mit Ümläuten')
    assert found.tree

"""A git revision is read as the work tree is, without touching it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bcdr.errors import RevisionError
from bcdr.source import revision
from bcdr.source.folder import read_folder
from bcdr.source.load import load
from bcdr.source.revision import read_revision

HEAD = "bcdr: 1\norganization: {name: Corner Shop}\n"
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    def run(*words: str) -> str:
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
        command = ["git", "-C", str(tmp_path), *who, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    run("init", "-q", "-b", "main")
    return run


@pytest.fixture
def shop(tmp_path: Path, git: Git) -> Path:
    folder = tmp_path / "plans" / "shop"
    for name, text in {
        "plan.yaml": HEAD,
        "people.yaml": "people: {ada: {name: Ada Roth}}\n",
        "deep/er/roles.yml": "roles: {lead: {holder: ada}}\n",
        "evidence/log.yaml": "not: read\n",
        ".hidden.yaml": "not: read\n",
        "other/plan.yaml": HEAD,
        "other/a.yaml": "people: {ada: {name: Twice}}\n",
        "with space ä.yaml": "vendors: {}\n",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "again.yaml").symlink_to("people.yaml")
    git("add", "-A")
    git("commit", "-qm", "first")
    return folder


def test_a_revision_equals_the_work_tree(shop: Path) -> None:
    there, here = read_revision(str(shop), "HEAD"), read_folder(str(shop))
    assert there.files == here.files
    assert there.revision == "HEAD"
    assert load(there).plan == load(here).plan is not None


def test_the_work_tree_may_have_gone_on(shop: Path, git: Git) -> None:
    (shop / "people.yaml").write_text("people: {}\n", encoding="utf-8")
    plan = load(read_revision(str(shop), "main")).plan
    assert plan is not None
    assert list(plan.people) == ["ada"]


def test_a_folder_that_is_gone_is_read_from_the_past(shop: Path, git: Git) -> None:
    git("rm", "-rqf", "plans")
    git("commit", "-qm", "gone")
    assert not shop.exists()
    assert load(read_revision(str(shop), "HEAD~1")).plan is not None


def test_links_out_of_the_plan_and_submodules_are_faults(shop: Path, git: Git) -> None:
    (shop / "out.yaml").symlink_to("../../elsewhere.yaml")
    (shop / "gone.yaml").symlink_to("nowhere.yaml")
    git("add", "-A")
    git("update-index", "--add", "--cacheinfo", "160000," + git("rev-parse", "HEAD").strip() + ",plans/shop/module")
    git("commit", "-qm", "links")
    problems = load(read_revision(str(shop), "HEAD")).problems
    assert sorted(p.message for p in problems) == [
        "gone.yaml cannot be read: the link leads nowhere",
        "module is a git submodule",
        "out.yaml is a link that leaves the plan folder",
    ]


def test_a_file_too_large_is_counted_and_the_next_one_still_read(shop: Path, git: Git) -> None:
    (shop / "big.yaml").write_bytes(b"#" * (9 * 2**20))
    git("add", "-A")
    git("commit", "-qm", "big")
    (problem,) = load(read_revision(str(shop), "HEAD")).problems
    assert problem.message == "big.yaml has 9.0 MiB; a plan file may have 8 MiB"


@pytest.mark.parametrize(
    "name", ["nonsense", "--help", "HEAD~99", "a\nHEAD", "HEAD\nHEAD", "", "HEAD:plans", "\x1b[1m"]
)
def test_a_revision_that_does_not_exist(name: str, shop: Path) -> None:
    with pytest.raises(RevisionError) as caught:
        read_revision(str(shop), name)
    assert caught.value.hint
    assert "\x1b" not in caught.value.message


def test_a_folder_without_plan_in_that_revision(shop: Path, git: Git, tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match=r"HEAD holds no plan\.yaml"):
        read_revision(str(tmp_path / "plans"), "HEAD")


def test_outside_of_a_repository(tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="not in a git repository"):
        read_revision(str(tmp_path), "HEAD")


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="git is not installed"):
        read_revision(str(tmp_path), "HEAD")


def test_one_git_process_reads_everything(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    real = subprocess.Popen

    def count(command: list[str], **more: object) -> object:
        started.append(command)
        return real(command, **more)

    monkeypatch.setattr(revision.subprocess, "Popen", count)
    read_revision(str(shop), "HEAD")
    assert [c[-2:] for c in started] == [["cat-file", "--batch"]]

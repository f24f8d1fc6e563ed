"""The imprint of a plan: digests, evidence, commit."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from bcdr.source.folder import read_folder
from bcdr.source.imprint import Imprint, imprint
from bcdr.source.load import load
from bcdr.source.revision import read_revision
from bcdr.source.snapshot import Snapshot

PLAN = """\
bcdr: 1
organization: {name: Shop}
evidence:
  log: {file: evidence/log.txt}
  gone: {file: evidence/gone.txt}
  above: {file: ../secret.txt}
  absolute: {file: /etc/hostname}
  link: {file: evidence/link.txt}
  elsewhere: {at: the safe}
"""


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def of(snapshot: Snapshot) -> Imprint:
    loaded = load(snapshot)
    assert loaded.plan is not None, loaded.problems
    return imprint(snapshot, loaded.plan)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("secret")
    home = tmp_path / "plan"
    (home / "evidence").mkdir(parents=True)
    (home / "plan.yaml").write_text(PLAN)
    (home / "evidence" / "log.txt").write_text("it worked")
    (home / "evidence" / "link.txt").symlink_to(tmp_path / "secret.txt")
    return home


def git(folder: Path, *words: str) -> str:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "a"}
    environment = {**os.environ, **who, "GIT_COMMITTER_EMAIL": "a@b.example", "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.check_output(["git", "-C", folder, *words], text=True, env=environment).strip()


def committed(folder: Path) -> str:
    git(folder, "init", "-q")
    git(folder, "add", "plan.yaml", "evidence")
    git(folder, "commit", "-q", "-m", "first")
    return git(folder, "log", "-1", "--format=%H")


def test_without_version_control(folder: Path) -> None:
    found = of(read_folder(str(folder)))
    assert (found.revision, found.is_modified) == (None, False)
    assert found.files == {"plan.yaml": sha(PLAN)}
    assert found.digest == sha(f"{sha(PLAN)}  plan.yaml\n")


def test_evidence_is_hashed_only_inside_the_plan(folder: Path) -> None:
    wanted = {"log": sha("it worked"), "gone": None, "above": None, "absolute": None, "link": None}
    assert of(read_folder(str(folder))).evidence == wanted


@pytest.mark.parametrize("kind", ["circle", "pipe", "folder", "device", "gone"])
def test_what_is_no_file_has_no_digest_and_is_not_waited_for(kind: str, folder: Path) -> None:
    log = folder / "evidence" / "log.txt"
    log.unlink()
    if kind == "pipe":
        os.mkfifo(log)
    elif kind == "folder":
        log.mkdir()
    else:
        log.symlink_to({"circle": "log.txt", "device": "/dev/zero", "gone": "nowhere"}[kind])
    assert of(read_folder(str(folder))).evidence["log"] is None


def test_commit_and_whether_anything_changed_since(folder: Path) -> None:
    commit = committed(folder)
    assert of(read_folder(str(folder)))[3:] == (commit, False)
    (folder / "evidence" / "log.txt").write_text("it never worked")
    assert of(read_folder(str(folder)))[3:] == (commit, True)


@pytest.mark.parametrize(
    ("name", "is_modified"),
    [
        ("art32.pdf", False),
        ("build/findings.json", False),
        ("README.md", False),
        (".pre-commit-config.yaml", False),
        ("templates/theme.yaml", False),
        ("people.private.yaml", False),
        ("evidence/another.txt", False),
        ("evidence/gone.txt", True),
        ("people.yaml", True),
        ("people/staff.yml", True),
        ("Mögliche Ärzte.yaml", True),
    ],
)
@pytest.mark.parametrize("below", [False, True], ids=["the repository", "a folder of it"])
def test_only_what_belongs_to_the_plan_makes_it_another(
    name: str, is_modified: bool, below: bool, folder: Path
) -> None:
    if below:
        git(folder.parent, "init", "-q")
        git(folder.parent, "add", "plan/plan.yaml", "plan/evidence")
        git(folder.parent, "commit", "-q", "-m", "first")
    else:
        committed(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("{}")
    assert of(read_folder(str(folder))).is_modified is is_modified


def test_a_file_of_the_plan_that_is_gone_or_ignored_makes_it_another(folder: Path) -> None:
    more = folder / "people.yaml"
    more.write_text("people: {anna: {name: Anna}}")
    (folder / "notes.txt").write_text("beside the plan")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    (folder / "notes.txt").unlink()
    assert of(read_folder(str(folder))).is_modified is False
    more.unlink()
    assert of(read_folder(str(folder))).is_modified is True
    git(folder, "rm", "-q", "people.yaml")
    (folder / ".gitignore").write_text("*.yaml\n")
    git(folder, "commit", "-q", "-m", "second")
    assert of(read_folder(str(folder))).is_modified is False
    more.write_text("people: {anna: {name: Anna}}")
    assert of(read_folder(str(folder))).is_modified is True


def test_a_plan_that_no_commit_holds_is_not_what_the_commit_says(folder: Path) -> None:
    above = folder.parent
    (above / ".gitignore").write_text("plan\n")
    git(above, "init", "-q")
    git(above, "add", ".gitignore")
    git(above, "commit", "-q", "-m", "first")
    assert of(read_folder(str(folder))).is_modified is True


def test_a_revision_has_its_own_evidence(folder: Path) -> None:
    commit = committed(folder)
    (folder / "evidence" / "log.txt").write_text("it never worked")
    found = of(read_revision(str(folder), "HEAD"))
    assert (found.revision, found.is_modified) == (commit, False)
    assert found.evidence["log"] == sha("it worked")
    assert found.digest == of(read_folder(str(folder))).digest


def test_a_revision_shows_nothing_from_above_the_plan(folder: Path) -> None:
    above = folder.parent
    git(above, "init", "-q")
    git(above, "add", "secret.txt", "plan/plan.yaml", "plan/evidence/log.txt")
    git(above, "commit", "-q", "-m", "first")
    found = of(read_revision(str(folder), "HEAD")).evidence
    assert (found["log"], found["above"], found["absolute"]) == (sha("it worked"), None, None)


def test_without_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(folder)
    monkeypatch.setenv("PATH", "")
    assert of(read_folder(str(folder))).revision is None

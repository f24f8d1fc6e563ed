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

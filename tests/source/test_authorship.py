"""Who changed a file and who took it in, in real repositories: merges, squashes, signatures, what is not committed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bcdr.source.authorship import Act, FileActs, authorship


class Repo:
    """A repository in which several people work."""

    def __init__(self, top: Path) -> None:
        self.top = top
        top.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, by: str = "Ada", committer: str = "", day: str = "2026-01-05") -> str:
        who = {
            "GIT_AUTHOR_NAME": by,
            "GIT_AUTHOR_EMAIL": f"{by.lower()}@example.org",
            "GIT_COMMITTER_NAME": committer or by,
            "GIT_COMMITTER_EMAIL": f"{(committer or by).lower()}@example.org",
            "GIT_AUTHOR_DATE": f"{day}T12:00:00+00:00",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00+00:00",
        }
        command = ["git", "-C", str(self.top), *words]
        done = subprocess.run(command, check=True, capture_output=True, env={**os.environ, **who}, text=True)
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        (self.top / name).parent.mkdir(parents=True, exist_ok=True)
        (self.top / name).write_text(text, encoding="utf-8")

    def commit(self, name: str, text: str, *more: str, by: str = "Ada", committer: str = "", day: str = "") -> str:
        self.write(name, text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"{name}\n\nbody", *more, by=by, committer=committer, day=day or "2026-01-05")
        return self.git("rev-parse", "HEAD")

    def of(self, name: str = "plan.yaml", revision: str = "") -> FileActs:
        found = authorship(str(self.top), [name], revision)
        assert found is not None
        return found.files[0]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def changed(found: FileActs) -> Act:
    assert found.changed is not None
    return found.changed


def taken_in(found: FileActs) -> Act:
    assert found.taken_in is not None
    return found.taken_in


def test_a_commit_of_one_person_is_taken_in_by_itself(repo: Repo) -> None:
    repo.commit("plan.yaml", "a: 1")
    newest = repo.commit("plan.yaml", "a: 2", by="Bea", day="2026-02-06")
    found = repo.of()
    assert found.changed == found.taken_in
    assert changed(found)[:4] == (newest, changed(found).day, "Bea", "Bea")
    assert changed(found).day.isoformat() == "2026-02-06"
    assert (changed(found).signature, changed(found).signer, found.is_modified) == ("N", "", False)


def test_a_merge_names_who_merged_beside_who_wrote(repo: Repo) -> None:
    repo.commit("plan.yaml", "a: 1")
    repo.git("checkout", "-q", "-b", "side")
    wrote = repo.commit("plan.yaml", "a: 2", by="Bea", day="2026-02-06")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "Merge", "side", by="Cleo", day="2026-03-07")
    found = repo.of()
    assert (changed(found).commit, changed(found).author) == (wrote, "Bea")
    assert (taken_in(found).committer, taken_in(found).is_merge) == ("Cleo", True)
    assert taken_in(found).day.isoformat() == "2026-03-07"


def test_what_somebody_else_committed_has_both_names(repo: Repo) -> None:
    repo.commit("plan.yaml", "a: 1", by="Bea", committer="Forge")
    assert changed(repo.of())[2:4] == ("Bea", "Forge")


def test_each_file_has_its_own_last_change(repo: Repo) -> None:
    first = repo.commit("plan.yaml", "a: 1")
    second = repo.commit("drills/2026 one.yaml", "b: 1", by="Bea")
    repo.commit("README.md", "x", by="Cleo")
    found = authorship(str(repo.top), ["plan.yaml", "drills/2026 one.yaml", "new.yaml"])
    assert found is not None
    assert [f.changed.commit if f.changed else None for f in found.files] == [first, second, None]


def test_a_plan_in_a_folder_goes_by_its_own_names(repo: Repo) -> None:
    wrote = repo.commit("docs/plan/plan.yaml", "a: 1")
    repo.commit("plan.yaml", "another", by="Bea")
    found = authorship(str(repo.top / "docs" / "plan"), ["plan.yaml"])
    assert found is not None
    assert changed(found.files[0]).commit == wrote


def test_a_revision_ends_the_look_and_hides_the_work_tree(repo: Repo) -> None:
    first = repo.commit("plan.yaml", "a: 1")
    repo.commit("plan.yaml", "a: 2")
    repo.write("plan.yaml", "a: 3")
    assert changed(repo.of(revision=first)).commit == first
    assert not repo.of(revision=first).is_modified
    assert repo.of().is_modified


@pytest.mark.parametrize("is_repository", [True, False])
def test_without_a_commit_nothing_is_known(tmp_path: Path, is_repository: bool) -> None:
    if is_repository:
        subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert authorship(str(tmp_path), ["plan.yaml"]) is None


def test_a_shallow_clone_says_so(repo: Repo, tmp_path: Path) -> None:
    repo.commit("plan.yaml", "a: 1")
    repo.commit("other.yaml", "a: 1", by="Bea")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", repo.top.as_uri(), str(clone)], check=True)
    found, whole = authorship(str(clone), ["plan.yaml"]), authorship(str(repo.top), ["plan.yaml"])
    assert found is not None
    assert whole is not None
    assert (found.is_cut, whole.is_cut) == (True, False)


def test_where_a_clone_ends_no_author_is_known(repo: Repo, tmp_path: Path) -> None:
    repo.commit("plan.yaml", "a: 1")
    last = repo.commit("other.yaml", "a: 1", by="Bea")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", repo.top.as_uri(), str(clone)], check=True)
    found = authorship(str(clone), ["plan.yaml", "other.yaml"])
    assert found is not None
    end = changed(found.files[0])
    assert (end.commit, *end[2:]) == (last, "", "", "", "", False)
    assert changed(found.files[1]) == end


@pytest.fixture
def key(repo: Repo, tmp_path: Path) -> Path:
    """A key of this test alone, by which the repository signs."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    path = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
    repo.git("config", "gpg.format", "ssh")
    repo.git("config", "user.signingkey", str(path))
    return path


def allow(repo: Repo, key: Path, who: str) -> None:
    """Let git know one key; that of somebody else where there is none of it."""
    known = key.with_suffix(".known")
    known.write_text(f"{who} {key.with_suffix('.pub').read_text()}" if who else "", encoding="utf-8")
    repo.git("config", "gpg.ssh.allowedSignersFile", str(known))


@pytest.mark.parametrize(
    ("known", "letter", "signer"),
    [
        pytest.param("ada@example.org", "G", "ada@example.org", id="by a known key"),
        pytest.param("", "U", "", id="by a key that nobody is known for"),
        pytest.param(None, "-", "", id="git has nothing to check it with"),
    ],
)
def test_a_signature_is_told_as_git_tells_it(
    repo: Repo, key: Path, known: str | None, letter: str, signer: str
) -> None:
    repo.commit("plan.yaml", "a: 1", "-S")
    if known is not None:
        allow(repo, key, known)
    assert (changed(repo.of()).signature, changed(repo.of()).signer) == (letter, signer)


def test_a_signed_merge_of_unsigned_work(repo: Repo, key: Path) -> None:
    allow(repo, key, "cleo@example.org")
    repo.commit("plan.yaml", "a: 1")
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("plan.yaml", "a: 2", by="Bea")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-S", "-m", "Merge", "side", by="Cleo")
    found = repo.of()
    assert (changed(found).signature, taken_in(found).signature) == ("N", "G")
    assert (taken_in(found).committer, taken_in(found).signer) == ("Cleo", "cleo@example.org")


def test_a_commit_that_was_altered_is_bad(repo: Repo, key: Path) -> None:
    allow(repo, key, "ada@example.org")
    commit = repo.commit("plan.yaml", "a: 1", "-S")
    raw = repo.git("cat-file", "commit", commit) + "\n"
    command = ["git", "-C", str(repo.top), "hash-object", "-t", "commit", "-w", "--stdin"]
    said = raw.replace("author Ada", "author Eve").encode()
    forged = subprocess.run(command, check=True, input=said, capture_output=True).stdout
    repo.git("update-ref", "refs/heads/main", forged.decode().strip())
    assert (changed(repo.of()).author, changed(repo.of()).signature) == ("Eve", "B")


@pytest.mark.parametrize("setting", ["log.showSignature", "log.follow", "diff.renames"])
def test_settings_of_the_user_do_not_disturb(repo: Repo, setting: str) -> None:
    wrote = repo.commit("plan.yaml", "a: 1")
    repo.git("config", setting, "true")
    repo.git("config", "format.pretty", "oneline")
    assert changed(repo.of()).commit == wrote

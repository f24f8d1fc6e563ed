"""The shipped hooks in a scratch repository, run by the real pre-commit at a real `git commit`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Scratch(NamedTuple):
    """A repository with a plan in it, and what git and its hooks see of the world."""

    folder: Path
    environment: dict[str, str]

    def git(self, *words: str, **environment: str) -> tuple[bool, str]:
        """Whether git was content, and all that it and the hooks said."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 0, done.stdout + done.stderr

    def commit(self, **environment: str) -> tuple[bool, str]:
        """Commits all there is."""
        self.git("add", "--all")
        return self.git("commit", "--quiet", "--message", "a change", **environment)


def snapshot_of_this_repository(folder: Path, environment: dict[str, str]) -> str:
    """What a commit of everything here would hold, as a repository of its own; its only revision."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    here = Scratch(folder, environment)
    here.git("init", "--quiet")
    assert here.commit()[0]
    return here.git("rev-parse", "HEAD")[1].strip()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    home = tmp_path_factory.mktemp("hooks")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A person",
        "GIT_AUTHOR_EMAIL": "person@example.org",
        "GIT_COMMITTER_NAME": "A person",
        "GIT_COMMITTER_EMAIL": "person@example.org",
        "PRE_COMMIT_HOME": str(home / "cache"),
        "BCDR_AS_OF": "2026-11-21",
    }
    product = home / "product"
    revision = snapshot_of_this_repository(product, environment)
    shutil.copytree(ROOT / "tests" / "rules" / "healthy", home / "plan")
    plan = Scratch(home / "plan", environment)
    hooks = [{"id": hook["id"]} for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())]
    config = {"repos": [{"repo": str(product), "rev": revision, "hooks": hooks}]}
    (plan.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    plan.git("init", "--quiet")
    installed = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install", "--install-hooks"],
        cwd=plan.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert installed.returncode == 0, installed.stdout + installed.stderr
    is_committed, said = plan.commit()
    assert is_committed, said
    return plan


def test_both_hooks_run_on_a_plan_without_faults(scratch: Scratch) -> None:
    with (scratch.folder / "plan.yaml").open("a") as plan:
        plan.write("# read once more\n")
    is_committed, said = scratch.commit()
    assert is_committed, said
    assert said.count("Passed") == 2, said


def test_an_error_anywhere_in_the_plan_stops_the_commit(scratch: Scratch) -> None:
    (scratch.folder / "extra.yaml").write_text("servcies: {}\n")
    is_committed, said = scratch.commit()
    (scratch.folder / "extra.yaml").unlink()
    assert not is_committed
    assert "extra.yaml:1:1" in said
    assert "services" in said


def test_a_commit_beside_the_plan_is_not_linted_but_told_what_is_overdue(scratch: Scratch) -> None:
    (scratch.folder / "notes.txt").write_text("nothing of the plan\n")
    is_committed, said = scratch.commit(BCDR_AS_OF="2030-01-01")
    assert not is_committed
    assert "(no files to check)" in said
    assert "overdue" in said.lower()

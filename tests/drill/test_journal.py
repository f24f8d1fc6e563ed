"""The journal: hidden from git, held by one, read again, never leading out of the plan."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bcdr.drill.event import Event, Opening
from bcdr.drill.journal import begin, place_of, resume
from bcdr.errors import BcdrError

T0 = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OPENING = Opening("book", "failover", "0" * 64, T0, T0, "0")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    with begin(str(tmp_path), OPENING) as journal:
        journal.write(Event("began", T0, "a", process=3, started="9"))
        story = journal.story
    with resume(str(tmp_path), "book") as journal:
        assert journal.story == story
        assert journal.story.unfinished() == story.events[0]
        journal.remove()
    assert not place_of(str(tmp_path), "book").exists()


def test_only_one_holds_it_and_only_one_is_begun(tmp_path: Path) -> None:
    with begin(str(tmp_path), OPENING):
        with pytest.raises(BcdrError, match="running already"):
            resume(str(tmp_path), "book")
        with pytest.raises(BcdrError, match="running already"):
            begin(str(tmp_path), OPENING)
    with pytest.raises(BcdrError, match="is not finished"):
        begin(str(tmp_path), OPENING)


def test_git_does_not_see_it_and_others_may_not_read_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    begin(str(tmp_path), OPENING).close()
    seen = subprocess.run(["git", "-C", tmp_path, "status", "--porcelain"], check=True, capture_output=True, text=True)
    assert seen.stdout == ""
    assert place_of(str(tmp_path), "book").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("what", ["folder", "file", "device"])
def test_links_and_devices_are_not_written(what: str, tmp_path: Path) -> None:
    root, other = tmp_path / "plan", tmp_path / "other"
    root.mkdir()
    other.mkdir()
    if what == "folder":
        (root / ".bcdr").symlink_to(other)
    else:
        place_of(str(root), "book").parent.mkdir(parents=True)
        place_of(str(root), "book").symlink_to(other / "file" if what == "file" else "/dev/full")
    with pytest.raises(BcdrError):
        begin(str(root), OPENING)
    assert not (other / "file").exists()

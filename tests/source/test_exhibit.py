"""Files that show something: read with care, kept whole, hashed again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from bcdr.source.exhibit import ExhibitError, digest_of, keep, read_exhibit, take_back


def test_read_and_hash(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"log")
    assert read_exhibit(str(tmp_path / "a"), 3) == b"log"
    assert digest_of(str(tmp_path), "a") == hashlib.sha256(b"log").hexdigest()
    assert digest_of(str(tmp_path), "b") is None
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(ExhibitError, match="not a regular file"):
            digest_of(str(tmp_path), name)
    (tmp_path / "circle").symlink_to("circle")
    assert digest_of(str(tmp_path), "circle") is None


def test_what_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"four")
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (
        ("a", "at most"),
        ("gone", "cannot be read"),
        ("pipe", "not a regular file"),
        (".", "is a folder"),
    ):
        with pytest.raises(ExhibitError, match=reason):
            read_exhibit(str(tmp_path / name), 3)


def test_a_file_that_is_still_written_is_not_half_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"four")
    real = os.fstat

    def before_it_grew(descriptor: int) -> os.stat_result:
        found = list(real(descriptor))
        found[6] = 3
        return os.stat_result(found)

    monkeypatch.setattr("os.fstat", before_it_grew)
    with pytest.raises(ExhibitError, match="changed while it was read"):
        read_exhibit(str(path), 10)


def test_a_place_outside_of_the_plan_is_neither_hashed_nor_written(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    plan.mkdir()
    (tmp_path / "secret").write_text("x")
    (plan / "link").symlink_to(tmp_path / "secret")
    (plan / "evidence").symlink_to(tmp_path)
    for file in ("../secret", "link", "evidence/secret"):
        with pytest.raises(ExhibitError, match="outside"):
            digest_of(str(plan), file)
    with pytest.raises(ExhibitError, match="outside"):
        keep(str(plan), "evidence/new", b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plan", "secret"]


def test_kept_once_and_never_over_another_file(tmp_path: Path) -> None:
    assert keep(str(tmp_path), "evidence/a.log", b"one")
    assert not keep(str(tmp_path), "evidence/a.log", b"one")
    with pytest.raises(ExhibitError, match="another file"):
        keep(str(tmp_path), "evidence/a.log", b"two")
    assert (tmp_path / "evidence/a.log").read_bytes() == b"one"
    assert [p.name for p in (tmp_path / "evidence").iterdir()] == ["a.log"]
    take_back(str(tmp_path), "evidence/a.log")
    take_back(str(tmp_path), "evidence/a.log")
    assert list((tmp_path / "evidence").iterdir()) == []


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExhibitError, match="no space left"):
        keep(str(tmp_path), "evidence/a.log", b"one")
    assert list((tmp_path / "evidence").iterdir()) == []

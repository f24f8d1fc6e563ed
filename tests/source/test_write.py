"""A file is written whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bcdr.errors import BcdrError
from bcdr.source.write import ChangedMeanwhileError, write_text


def left(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()}


def test_a_new_file_and_its_folders(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "b.yaml", "ä: 1\n")
    assert left(tmp_path / "a") == {"b.yaml": "ä: 1\n"}
    old = os.umask(0o022)
    os.umask(old)
    assert (tmp_path / "a" / "b.yaml").stat().st_mode & 0o777 == 0o666 & ~old


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError, match="exists already"):
        write_text(tmp_path / "a.yaml", "yours")
    assert left(tmp_path) == {"a.yaml": "mine"}


def test_a_known_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("old", encoding="utf-8")
    (tmp_path / "a.yaml").chmod(0o600)
    write_text(tmp_path / "a.yaml", "new", before="old")
    assert left(tmp_path) == {"a.yaml": "new"}
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o600


def test_a_file_that_changed_meanwhile_stays(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("theirs", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError, match="changed while it was open here"):
        write_text(tmp_path / "a.yaml", "new", before="old")
    assert left(tmp_path) == {"a.yaml": "theirs"}


def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BcdrError, match="no space left on device"):
        write_text(tmp_path / "a.yaml", "new", before="old")
    assert left(tmp_path) == {"a.yaml": "old"}

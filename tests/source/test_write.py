"""A file is written whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bcdr.errors import BcdrError
from bcdr.source.write import ChangedMeanwhileError, Rewriting, rewrite_all, write_text


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


# --- several files at once


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, list[Rewriting]]:
    """A folder with two files, and what each is to say."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(f"old {name}", encoding="utf-8")
    return tmp_path, [Rewriting(tmp_path / n, f"old {n}", f"new {n}") for n in ("a.yaml", "b.yaml")]


def old(folder: Path) -> bool:
    return left(folder) == {n: f"old {n}" for n in ("a.yaml", "b.yaml")}


def test_all_files_are_rewritten(two: tuple[Path, list[Rewriting]]) -> None:
    folder, changes = two
    (folder / "a.yaml").chmod(0o640)
    rewrite_all(folder, changes)
    assert left(folder) == {"a.yaml": "new a.yaml", "b.yaml": "new b.yaml"}
    assert (folder / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    rewrite_all(tmp_path, [Rewriting(tmp_path / "a.yaml", "a: 1\r\n", "a: 2\r\n")])
    assert (tmp_path / "a.yaml").read_bytes() == b"\xef\xbb\xbfa: 2\r\n"


def test_no_file_is_rewritten_when_one_changed_meanwhile(two: tuple[Path, list[Rewriting]]) -> None:
    folder, changes = two
    (folder / "b.yaml").write_text("theirs", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError, match=r"b\.yaml changed while it was open here"):
        rewrite_all(folder, changes)
    assert left(folder) == {"a.yaml": "old a.yaml", "b.yaml": "theirs"}


def test_no_file_is_rewritten_when_one_is_read_only(two: tuple[Path, list[Rewriting]]) -> None:
    folder, changes = two
    (folder / "b.yaml").chmod(0o444)
    with pytest.raises(BcdrError, match=r"b\.yaml is read-only"):
        rewrite_all(folder, changes)
    assert old(folder)


def test_no_file_is_rewritten_when_one_is_gone(two: tuple[Path, list[Rewriting]]) -> None:
    folder, changes = two
    (folder / "b.yaml").unlink()
    with pytest.raises(BcdrError, match=r"b\.yaml cannot be written: no such file"):
        rewrite_all(folder, changes)
    assert left(folder) == {"a.yaml": "old a.yaml"}


def test_a_link_is_not_written_through(
    two: tuple[Path, list[Rewriting]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, changes = two
    outside = tmp_path_factory.mktemp("outside")
    (folder / "b.yaml").rename(outside / "b.yaml")
    (folder / "b.yaml").symlink_to(outside / "b.yaml")
    with pytest.raises(BcdrError, match=r"b\.yaml is a link"):
        rewrite_all(folder, changes)
    assert (outside / "b.yaml").read_text(encoding="utf-8") == "old b.yaml"
    assert (folder / "a.yaml").read_text(encoding="utf-8") == "old a.yaml"


def test_a_folder_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.yaml").write_text("old", encoding="utf-8")
    (tmp_path / "plan" / "sub").symlink_to(tmp_path / "outside")
    with pytest.raises(BcdrError, match="lies outside"):
        rewrite_all(tmp_path / "plan", [Rewriting(tmp_path / "plan" / "sub" / "a.yaml", "old", "new")])
    assert (tmp_path / "outside" / "a.yaml").read_text(encoding="utf-8") == "old"


def test_a_disk_that_is_full_leaves_all_old(two: tuple[Path, list[Rewriting]], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, changes = two

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BcdrError, match="no space left on device"):
        rewrite_all(folder, changes)
    assert old(folder)


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_a_rename_that_fails_takes_back_those_before_it(
    two: tuple[Path, list[Rewriting]], monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    folder, changes = two
    real = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.name == "b.yaml":
            raise PermissionError(1, "Operation not permitted")
        return real(self, target)

    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", fails)
    if not links:
        monkeypatch.setattr(os, "link", none)
    with pytest.raises(BcdrError, match=r"b\.yaml cannot be written: operation not permitted"):
        rewrite_all(folder, changes)
    assert old(folder)

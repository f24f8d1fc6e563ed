"""Results are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bcdr.cli.output import write, wrote
from bcdr.errors import BcdrError


def test_an_older_result_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_failure_leaves_the_older_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(BcdrError, match="a cannot be written: no space left on device"):
        write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("before", ["bcdr: 1", "", "\0"])
@pytest.mark.parametrize("name", ["plan.yaml", "PLAN.YML"])
def test_a_file_of_a_plan_is_not_written_over(before: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(before)
    with pytest.raises(BcdrError, match="would be read as a part of a plan"):
        write(tmp_path / name, b"%PDF-1.7")
    assert (tmp_path / name).read_text() == before
    write(tmp_path / name, b"drills: {}", is_yaml=True)
    assert (tmp_path / name).read_text() == "drills: {}"


@pytest.mark.parametrize(
    ("before", "after", "is_lost"),
    [
        (b"a letter", b"%PDF-1.7", True),
        (b"a letter", b"<!DOCTYPE html>", True),
        (b"%PDF-1.4", b"<!DOCTYPE html>", True),
        (b"%PDF-1.4", b"%PDF-1.7", False),
        (b"<!doctype html>", b"<!DOCTYPE html>", False),
        (b"", b"%PDF-1.7", False),
        (b"a list", b"another list", False),
    ],
)
def test_a_document_takes_the_place_of_a_document_alone(
    before: bytes, after: bytes, is_lost: bool, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_bytes(before)
    if is_lost:
        with pytest.raises(BcdrError, match="file holds something else, which would be lost"):
            write(file, after)
        assert file.read_bytes() == before
    else:
        write(file, after)
        assert file.read_bytes() == after


def test_a_pipe_is_no_place_and_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BcdrError, match="pipe is not a regular file"):
        write(tmp_path / "pipe", b"%PDF-1.7")
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("name", ["file/a.pdf", "file/deep/a.pdf"])
def test_a_file_where_the_folder_should_be_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BcdrError, match=r"a\.pdf cannot be written: a file stands where its folder should be"):
        write(tmp_path / name, b"%PDF-1.7")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BcdrError, match="is a folder"):
        write(tmp_path, b"x")


@pytest.mark.parametrize(("size", "words"), [(10, "0 kB"), (1500, "2 kB"), (2_340_000, "2.3 MB")])
def test_sizes(size: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    wrote(tmp_path / "a", "thing")
    assert capsys.readouterr().out == f"wrote {tmp_path}/a (thing, {words})\n"

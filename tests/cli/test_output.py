"""Results are written whole or not at all."""

from __future__ import annotations

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
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BcdrError, match="is a folder"):
        write(tmp_path, b"x")


@pytest.mark.parametrize(("size", "words"), [(10, "0 kB"), (1500, "2 kB"), (2_340_000, "2.3 MB")])
def test_sizes(size: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    wrote(tmp_path / "a", "thing")
    assert capsys.readouterr().out == f"wrote {tmp_path}/a (thing, {words})\n"

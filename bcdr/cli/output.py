"""Where results go: files written whole or not at all, and told to the person."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bcdr.errors import BcdrError
from bcdr.render.terminal import escaped

_DOCUMENTS = (b"%PDF", b"<!")
"""How documents begin."""


def write(path: Path, content: bytes, *, is_yaml: bool = False) -> None:
    """Put `content` into `path`; an older result of the same name is replaced, but never half.

    BcdrError when it cannot be written, and for a name by which something else would be lost: a file of a plan (unless
    `is_yaml` says that this is one), a file that is no document where a document is written, a device.
    """
    _check(path, content, is_yaml=is_yaml)
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except (FileExistsError, NotADirectoryError):
        raise BcdrError(f"{path} cannot be written: a file stands where its folder should be", _ANOTHER) from None
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise BcdrError(f"{path} cannot be written: {reason}", "check its folder and the free space") from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


_ANOTHER = "name another file with --output"


def _check(path: Path, content: bytes, *, is_yaml: bool) -> None:
    if path.is_dir():
        raise BcdrError(f"{path} is a folder", f"name a file: --output {path / 'report.pdf'}")
    if path.suffix.lower() in {".yaml", ".yml"} and not is_yaml:
        raise BcdrError(f"{path} would be read as a part of a plan", _ANOTHER)
    if not path.exists():
        return
    if not path.is_file():
        raise BcdrError(f"{path} is not a regular file", _ANOTHER)
    kind = next((k for k in _DOCUMENTS if content.startswith(k)), b"")
    with path.open("rb") as file:
        before = file.read(len(kind))
    if before and not before.lower().startswith(kind.lower()):
        raise BcdrError(f"{path} holds something else, which would be lost", _ANOTHER)


def wrote(path: Path, what: str) -> None:
    """Tell the person what was written, and how large it is."""
    size = path.stat().st_size if path.is_file() else sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
    amount = f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"
    print(f"wrote {escaped(str(path))} ({what}, {amount})")

"""Where results go: files written whole or not at all, and told to the person."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bcdr.errors import BcdrError
from bcdr.render.terminal import escaped


def write(path: Path, content: bytes) -> None:
    """Put `content` into `path`; an older result of the same name is replaced, but never half."""
    if path.is_dir():
        raise BcdrError(f"{path} is a folder", f"name a file: --output {path / 'report.pdf'}")
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def wrote(path: Path, what: str) -> None:
    """Tell the person what was written, and how large it is."""
    size = path.stat().st_size if path.is_file() else sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
    amount = f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"
    print(f"wrote {escaped(str(path))} ({what}, {amount})")

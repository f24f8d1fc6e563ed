"""Texts before and after as a unified diff, safe for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bcdr.render.terminal import CYAN, GREEN, RED, escaped

_CONTEXT = 3


def diff(changes: Iterable[tuple[str, str, str]], *, colour: bool) -> str:
    """The diff of `(path, before, after)`, path by path; without a line end at its end. Equal texts are left out."""
    return "\n".join(line for change in changes for line in _file(*change, colour=colour))


def _file(path: str, before: str, after: str, *, colour: bool) -> Iterator[str]:
    from difflib import unified_diff  # noqa: PLC0415 - only when somebody asks for a diff

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for number, line in enumerate(unified_diff(old, new, path, path, n=_CONTEXT)):
        has_end = line.endswith("\n")
        text = "\t".join(escaped(part) for part in line.rstrip("\r\n").split("\t"))
        style = _style(line) if number > 1 else ("1" if number < 2 else "")
        yield f"\x1b[{style}m{text}\x1b[0m" if colour and style and text else text
        if not has_end and number > 1:
            yield "\\ No newline at end of file"


def _style(line: str) -> str:
    if line.startswith("@@"):
        return CYAN
    return {"+": GREEN, "-": RED}.get(line[:1], "")

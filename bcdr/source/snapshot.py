"""A snapshot: every plan file as text at one moment, from the work tree or from a git revision."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.source.fault import Fault, shown

PLAN_FILE = "plan.yaml"
EXCHANGE = ".bcdr/exchange.json"
"""Note of files that are exchanged as one: there while that lasts, and after a crash."""
SIZE_LIMIT = 8 * 1024 * 1024
"""No plan file is larger; a larger one is a dump or an attack, and would only be slow."""


class SourceFile(NamedTuple):
    """One file. `name` is its path inside the plan, `shown` the path as the user would type it."""

    name: str
    shown: str
    text: str | None
    fault: Fault | None = None

    @property
    def is_private(self) -> bool:
        """Whether it is an overlay with private values, laid over the plan last."""
        return self.name.endswith((".private.yaml", ".private.yml"))


class Snapshot(NamedTuple):
    """The files of a plan in reading order: `plan.yaml`, the others by name, private overlays last."""

    root: str
    files: tuple[SourceFile, ...]
    revision: str = ""


def snapshot_of(root: str, files: list[SourceFile], revision: str = "") -> Snapshot:
    """The files in reading order."""
    return Snapshot(root, tuple(sorted(files, key=_order)), revision)


def from_texts(texts: dict[str, str], root: str = "") -> Snapshot:
    """A snapshot of texts at hand, by file name: for tests, templates and editors."""
    prefix = f"{root}/" if root else ""
    return snapshot_of(root, [SourceFile(name, prefix + name, text) for name, text in texts.items()])


def _order(file: SourceFile) -> tuple[bool, bool, str]:
    return file.is_private, file.name != PLAN_FILE, file.name


def is_plan_file(name: str) -> bool:
    """Whether a file of this name belongs to a plan. Hidden ones are other programs' settings."""
    return name.endswith((".yaml", ".yml")) and not name.startswith(".")


def is_plan_folder(name: str) -> bool:
    """Whether files in a folder of this name belong to the plan: not hidden, no evidence, no templates of documents."""
    return not name.startswith(".") and name not in {"evidence", "templates"}


def is_of_a_plan(name: str) -> bool:
    """Whether a file of this name, as seen from the folder of a plan, belongs to it."""
    *folders, last = name.split("/")
    return is_plan_file(last) and all(is_plan_folder(f) for f in folders)


def file_of(name: str, path: str, content: bytes) -> SourceFile:
    """The file with its text, or with the reason why it has none."""
    name, path = shown(name), shown(path)
    if len(content) > SIZE_LIMIT:
        return too_large(name, path, len(content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return unreadable(name, path, *_encoding(content, problem))
    if "\0" in text:
        return unreadable(name, path, "is a binary file", "move it out of the plan folder, or into evidence/")
    return SourceFile(name, path, text)


def unreadable(name: str, path: str, message: str, advice: str) -> SourceFile:
    """A file that belongs to the plan and cannot be read."""
    fault = Fault("file-unreadable", f"{shown(name)} {message}", advice)
    return SourceFile(shown(name), shown(path), None, fault)


def too_large(name: str, path: str, size: int) -> SourceFile:
    """A file over the limit."""
    return unreadable(
        name, path, f"has {size / 2**20:.1f} MiB; a plan file may have {SIZE_LIMIT // 2**20} MiB", "split the file"
    )


def _encoding(content: bytes, problem: UnicodeDecodeError) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "is UTF-16 text", "save it as UTF-8"
    if b"\0" in content:
        return "is a binary file", "move it out of the plan folder, or into evidence/"
    line = content.count(b"\n", 0, problem.start) + 1
    return (
        f"is not UTF-8: line {line} holds the byte 0x{content[problem.start]:02x}",
        "save it as UTF-8 (it looks like Windows-1252 or Latin-1)",
    )

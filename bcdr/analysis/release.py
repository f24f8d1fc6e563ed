"""Releases: whether the program that makes a copy belongs to the release of the engine that it copies."""

from __future__ import annotations

import re
from collections.abc import Mapping

ALIASES: Mapping[str, tuple[str, ...]] = {
    "postgres": ("postgresql", "postgres", "pg_dumpall", "pg_dump", "pg_basebackup", "pg_restore"),
    "mysql": ("mysqldump", "mysqlpump", "mysqlbackup", "mysql"),
    "mariadb": ("mariadb-dump", "mariadb-backup", "mariabackup", "mariadb"),
    "sql server": ("sql server", "mssql"),
}
"""Engines and the programs that carry their release; other engines are known by their own name only."""

_TWO_NUMBERS = frozenset({"mysql", "mariadb", "mongodb"})
"""Engines whose release is 8.0 or 10.11 rather than 8 or 10."""
_VERSION = r"(?:[\s/_-]*(?:server|version|release|ver|v)\.?)*[\s/_-]*(\d+(?:\.\d+)*)"
_DISTRIBUTION = re.compile(r"distrib\S*\s+(\d+(?:\.\d+)*)")
"""mysqldump gives its own version first, and that of its release as `Distrib`."""


def releases(engine: str | None, tool: str | None) -> tuple[str, str] | None:
    """The release of the engine and that of the tool where both are written and differ; None otherwise.

    Compared as far as both are written: `postgresql 16` and `pg_dump 16.2` do not differ. A tool with a numbering of
    its own, such as a copying program, says nothing.
    """
    if engine is None or tool is None:
        return None
    name = _name(engine)
    if name is None:
        return None
    mine, theirs = _release(name, engine.casefold()), _release(name, tool.casefold())
    if mine is None or theirs is None:
        return None
    length = min(len(mine), len(theirs))
    return None if mine[:length] == theirs[:length] else (".".join(mine), ".".join(theirs))


def major(text: str) -> str:
    """The text with each version shortened to what makes a release: `postgresql 16.4` is `postgresql 16`.

    In lower case and with single blanks, so that the way it is spelled makes no difference.
    """
    folded = " ".join(text.casefold().split())

    def cut(found: re.Match[str]) -> str:
        numbers = found[0].split(".")
        words = [w for w in re.findall(r"[a-z][a-z_-]*", folded[: found.start()]) if w not in _FILLERS]
        of = next((n for n, known in ALIASES.items() if words and words[-1] in known), words[-1] if words else "")
        return ".".join(numbers[: 2 if _is_two(of, numbers[0]) else 1])

    return re.sub(r"\d+(?:\.\d+)+", cut, folded)


_FILLERS = frozenset({"server", "version", "release", "ver", "v", "distrib"})


def _is_two(name: str, first: str) -> bool:
    return name in _TWO_NUMBERS or (name == "postgres" and len(first) == 1)


def _name(engine: str) -> str | None:
    folded = engine.casefold()
    known = next((name for name, words in ALIASES.items() if any(word in folded for word in words)), None)
    return known or re.split(r"[\d,;(/]", folded, maxsplit=1)[0].strip() or None


def _release(name: str, text: str) -> tuple[str, ...] | None:
    words = "|".join(re.escape(word) for word in ALIASES.get(name, (name,)))
    found = _DISTRIBUTION.search(text) or re.search(rf"(?:{words}){_VERSION}", text)
    if found is None:
        return None
    numbers = tuple(found[1].split("."))
    return numbers[: 2 if _is_two(name, numbers[0]) else 1]

"""Rules and families that a person names: read from options, and checked before anything runs."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.errors import BcdrError
from bcdr.rules.registry import FAMILIES, rule_named, rules


def names_in(written: Iterable[str]) -> tuple[str, ...]:
    """Rules and families from repeated options and comma lists; BcdrError for a name that is neither."""
    names = tuple(n.strip() for text in written for n in text.split(",") if n.strip())
    for name in names:
        if name not in FAMILIES and rule_named(name) is None:
            raise BcdrError(f"there is no rule or family called {name}", nearest(name))
    return names


def nearest(name: str, also: Iterable[str] = ()) -> str:
    """A hint for a name that is no rule: what it may have meant, of rules, families and what `also` is known."""
    from difflib import get_close_matches  # only for a mistake

    near = get_close_matches(name, [*FAMILIES, *(r.name for r in rules()), *also], 1)
    return f"did you mean {near[0]}?" if near else "bcdr explain lists them"

"""Digests of what drills exercised, made anew for a redacted plan, so that the same drills count in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bcdr.analysis.exercised import SCHEME, entry_of, read, written
from bcdr.analysis.substance import substance
from bcdr.analysis.voiding import Memory, differences
from bcdr.model.drill import Drill
from bcdr.model.plan import Plan

_OTHER = "0" * 12
"""Stands for what a field said before it changed: no digest is all zeros but by a chance of one in 10^14."""


def restated(before: Plan, after: Plan, alias: Callable[[str], str]) -> Plan:
    """`after` with digests of its own objects, each differing in the fields in which those of `before` differ."""
    memory = Memory(before)
    drills = {
        id_: drill.but(digests=_digests(old, memory, after, alias)) if old.digests else drill
        for old, (id_, drill) in zip(before.drills.values(), after.drills.items(), strict=True)
    }
    return after.but(drills=MappingProxyType(drills))


def _digests(drill: Drill, memory: Memory, after: Plan, alias: Callable[[str], str]) -> Mapping[str, str]:
    found = {
        alias(ref): _digest(ref, said, memory, entry_ref=alias(ref), after=after) for ref, said in drill.digests.items()
    }
    return MappingProxyType(found)


def _digest(ref: str, said: str, memory: Memory, *, entry_ref: str, after: Plan) -> str:
    entry, then = entry_of(after, entry_ref), read(said)
    changed = {c.field for c in differences(ref, said, memory)}
    if entry is None or then.scheme not in {0, SCHEME} or "" in changed:
        return said
    now = read(written(p for p in substance(entry, after) if p.name in then.fields or then.scheme == 0))
    kept = {name: _OTHER if name in changed else now.fields.get(name, _OTHER) for name in then.fields or now.fields}
    return " ".join((f"v{SCHEME}", *(f"{name}={digest}" for name, digest in kept.items())))

"""What a drill of a type may claim: the clock, the times and the place of a restore, where there was one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bcdr.drill.byhand.statement import Path, at
from bcdr.model.exercise import MEANINGS

RTO, RPO = ("measured", "rto"), ("measured", "rpo")
CARRIED_OUT: tuple[Path, ...] = (
    ("timeline", "restore_started"), ("timeline", "restored"), ("timeline", "verified"), ("timeline", "accepted"),
    ("recovery_point", "copy"), ("recovery_point", "occurred"), ("restored_to",), ("load",),
)  # fmt: skip
"""What only a drill can say in which steps are carried out."""


def may_claim(type_: str, path: Path) -> bool:
    """A record of this type may say it."""
    meaning = MEANINGS[type_]
    if path in CARRIED_OUT:
        return meaning.runs
    return (path != RTO or bool(meaning.rto)) and (path != RPO or meaning.rpo)


def claimed_wrongly(type_: str, entry: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for everything in the entry that its type cannot claim, saying why."""
    meaning = MEANINGS[type_]
    wrong = [path for path in (*CARRIED_OUT, RTO, RPO) if at(entry, path) is not None and not may_claim(type_, path)]
    if wrong:
        names = ", ".join(".".join(path) for path in wrong)
        yield f"{meaning.title.lower()} proves {meaning.proves}, not {meaning.lacks}: it cannot claim {names}"

"""Steps that a restore must not go without."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.phrase import TODO
from bcdr.source.edit import Edit, Insert

_DO = {
    "freeze": "stop everything that writes, and say how",
    "choose-point": "choose the point to go back to, and say by what",
    "verify": "check what came back, and say what must be there",
    "resume": "start scheduled jobs and work again, and say which",
}
_WORK = frozenset({"restore", "replay"})


def restore_without_freeze_or_verify(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The missing steps in their places, each of which says TODO.

    The kind of step is there then, and what to do is not: placeholder-value reports every one of them until somebody
    wrote it. Whoever opens the runbook in need is at least reminded. Other steps are neither changed nor moved.
    """
    book = facts.plan.runbooks[finding.object.partition("/")[2]]
    kinds: list[str] = [step.kind for step in book.steps]

    def insert(kind: str, before: int) -> Edit:
        kinds.insert(before, kind)
        return Insert((*book.path, "steps"), {"kind": kind, "do": TODO + _DO[kind]}, before)

    first = next((n for n, kind in enumerate(kinds) if kind in _WORK), len(kinds))
    if "freeze" not in kinds[: kinds.index("restore") if "restore" in kinds else len(kinds)]:
        yield insert("freeze", 0)
        first += 1
    if "choose-point" not in kinds:
        yield insert("choose-point", first if _WORK & set(kinds) else kinds.index("freeze") + 1)
    if "verify" not in kinds:
        last = max((n for n, kind in enumerate(kinds) if kind in _WORK), default=len(kinds) - 1)
        yield insert("verify", last + 1)
    if "resume" not in kinds:
        yield insert("resume", len(kinds))

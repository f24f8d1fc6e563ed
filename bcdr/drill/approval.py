"""Which commands were approved: a digest over all that decides what would run, and what it is compared with."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bcdr.drill.course import ids_of
from bcdr.errors import BcdrError
from bcdr.model.runbook import Runbook, Step


def has_commands(runbook: Runbook) -> bool:
    """Some step would run a command."""
    return any(step.run is not None for step in runbook.steps)


def digest_of(runbook: Runbook) -> str:
    """SHA-256 over the steps that run something and those before and after them, in order, as canonical JSON.

    Commands, variables, limits, order, kind and checks count; words for people do not.
    """
    steps = [{"id": id_, **_said(step)} for id_, step in ids_of(runbook).items()]
    text = json.dumps(steps, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _said(step: Step) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": step.kind, "after": list(step.after)}
    if step.run is not None:
        said |= {"run": step.run, "environment": list(step.environment)}
        said["limit"] = step.limit.total_seconds() if step.limit is not None else None
    if step.check is not None:
        check = step.check
        said["check"] = [check.kind, check.expected, check.same_as, check.within]
    return said


def refuse_unapproved(runbook: Runbook) -> None:
    """BcdrError unless somebody approved exactly these commands."""
    hint = f"read them, then: bcdr drill approve {runbook.id} --by PERSON"
    approved = runbook.commands_approved
    if approved is None:
        raise BcdrError(f"nobody approved the commands of {runbook.id}, so none was run", hint)
    if approved.sha256 != digest_of(runbook):
        raise BcdrError(
            f"the commands of {runbook.id} changed since {approved.by} approved them on {approved.occurred}, "
            "so none was run",
            hint,
        )

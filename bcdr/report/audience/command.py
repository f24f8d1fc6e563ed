"""Commands that people typed into sentences: a program that a step calls, followed by an option."""

from __future__ import annotations

import re

from bcdr.model.plan import Plan

_RESERVED = "case|do|done|elif|else|esac|fi|for|if|set|sudo|then|until|while"
_CALL = re.compile(
    rf"(?:^|[\n;|&({{]|\b(?:do|elif|else|if|sudo|then|until|while)\s)\s*(?!(?:{_RESERVED})\b)([A-Za-z][\w.+-]+)(?=\s|$)"
)


def programs(plan: Plan) -> frozenset[str]:
    """Names of the programs that the commands of runbooks call."""
    runs = (step.run for runbook in plan.runbooks.values() for step in runbook.steps if step.run is not None)
    return frozenset(name for run in runs for name in _CALL.findall(run))


def in_sentences(names: frozenset[str]) -> str | None:
    """A pattern for a command inside of a sentence, up to the end of its clause; None where no program is known.

    `take the one before: restic snapshots --tag orders` has one; `restic shows the tags` has none.
    """
    if not names:
        return None
    program = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    return rf"(?<![\w/.-])(?:{program})(?:[ \t]+[\w./:=@-]+){{0,4}}?[ \t]+--?[A-Za-z](?:(?!\.(?:\s|$))[^\n;,])*"

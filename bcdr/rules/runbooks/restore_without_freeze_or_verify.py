"""The data is back, and so is the fault, or half the work is not."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.runbook import Runbook
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W W I -",
    micro="W I - -",
    clauses=["iso22301 8.4.5", "nist-csf RC.RP-03", "nist-csf RC.RP-05", "nis2-ir 4.2.2(e)", "nist-800-34 I4"],
    fix="scaffold",
)
def restore_without_freeze_or_verify(runbook: Runbook, facts: Facts) -> Iterator[Deviation]:
    """A restore runbook does not stop writes, choose the point, verify, or start the jobs again.

    ## Why
    A build service ran for half an hour on empty tables before it was stopped, and after the restore its scheduled jobs
    were forgotten (incident travisci-2018).

    ## Bad
    ```yaml
    runbooks:
      restore-office:
        steps:
          - {id: restore, do: load the dump, by: it-lead, takes: 1h, kind: restore}
          - {id: verify, do: compare counts, by: it-lead, takes: 10m, kind: verify}
    ```

    ## Good
    ```yaml
    runbooks:
      restore-office:
        steps:
          - {id: freeze, do: stop the program, by: it-lead, takes: 5m, kind: freeze}
          - {id: point, do: choose the last good dump, by: it-lead, takes: 5m, kind: choose-point}
          - {id: restore, do: load the dump, by: it-lead, takes: 1h, kind: restore}
          - {id: verify, do: compare counts, by: it-lead, takes: 10m, kind: verify}
          - {id: resume, do: start the program and its jobs, by: it-lead, takes: 5m, kind: resume}
    ```

    ## Clears
    Steps of kind freeze (before the restore), choose-point, verify and resume (both after it).

    ## Choices
    Asked of runbooks that recover a datastore of class truth or identity, or that have a restore step and recover a
    service with such data. Rebuilding derived data, code or configuration has nothing to freeze.
    """
    if not facts.restores_truth(runbook):
        return
    kinds = [s.kind for s in runbook.steps]
    restore = kinds.index("restore") if "restore" in kinds else len(kinds)
    lacks = [] if "freeze" in kinds[:restore] else ["stop writes before the restore"]
    lacks += ["choose the point to go back to"] if "choose-point" not in kinds else []
    after = kinds[restore:] if restore < len(kinds) else kinds
    lacks += [words for kind, words in _AFTERWARDS.items() if kind not in after]
    if lacks:
        yield Deviation(
            at=runbook.path,
            message=f"the runbook {runbook.title!r} has no step to {listed(lacks)}",
            help="add the steps, and give them their `kind`: freeze, choose-point, verify, resume",
        )


_AFTERWARDS = {
    "verify": "check what came back",
    "resume": "start scheduled jobs again",
}

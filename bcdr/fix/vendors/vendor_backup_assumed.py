"""A clause on backups to be found in the contract, or to be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.model.datastore import Copy
from bcdr.source.edit import Add, Edit

_QUESTIONS = {
    "reference": "the clause of the contract",
    "place": "where the vendor keeps its copies",
    "every": "how often it makes them",
    "restore_within": "how fast it restores on request",
}


def vendor_backup_assumed(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The clause `contract.backup` of each vendor whose backup is only believed in, with its four questions open."""
    parts = finding.at
    store = facts.plan.datastores[str(parts[1])]
    copies: list[Copy] = [store.copies[str(parts[3])]] if len(parts) > 3 else list(facts.backups(store))
    for id_ in dict.fromkeys(c.run_by for c in copies if c.run_by is not None):
        vendor = facts.plan.vendors[id_]
        clause = vendor.contract.backup if vendor.contract is not None else None
        if open_ := blanks(clause, _QUESTIONS):
            yield Add((*vendor.path, "contract", "backup"), open_)

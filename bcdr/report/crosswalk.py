"""From the clauses of a framework to the evidence and the rules that serve them, and back: known without any plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from bcdr.frameworks.catalogue import Clause, Framework, clause, framework, framework_ids, frameworks
from bcdr.frameworks.evidence import EvidenceCode, evidence_code
from bcdr.rules.registry import rules
from bcdr.rules.rule import Rule

UNVERIFIED = "not verified against the text"
"""What stands beside a clause whose wording rests on general knowledge or on second hand."""
STANDING = (
    "Titles and requirements are our own short words; the text itself governs. "
    "A rule that serves a clause looks at part of it, never at the whole."
)
"""What a reader of every crosswalk has to know."""


class Row(NamedTuple):
    """One clause with what can show it and which rules look after it.

    A row that `gathers` others is a heading that some rule cites as a whole.
    """

    clause: Clause
    evidence: tuple[EvidenceCode, ...]
    rules: tuple[Rule, ...]
    gathers: bool = False

    @property
    def anchor(self) -> str:
        """Its place on the page of the framework: `clause-32-1-c`."""
        return anchor_of(self.clause)


class Crosswalk(NamedTuple):
    """A framework with its rows in its own order."""

    framework: Framework
    rows: tuple[Row, ...]

    @property
    def is_verified(self) -> bool:
        """Some row was compared with the text."""
        return any(row.clause.verified for row in self.rows)

    @property
    def served(self) -> int:
        """How many rows some rule looks after."""
        return sum(bool(row.rules) for row in self.rows)


def anchor_of(found: Clause) -> str:
    """Where a clause stands on the page of its framework."""
    return "clause-" + re.sub(r"[^a-z0-9]+", "-", found.id.lower()).strip("-")


@cache
def citing() -> Mapping[str, tuple[Rule, ...]]:
    """The rules that cite each clause, in the order of the catalogue of rules."""
    found: dict[str, list[Rule]] = {}
    for rule in rules():
        for citation in rule.clauses:
            found.setdefault(citation, []).append(rule)
    return {citation: tuple(by) for citation, by in found.items()}


@cache
def crosswalk(id_: str) -> Crosswalk:
    """The crosswalk of one framework; `UnknownClauseError` if there is none of that id."""
    whole = framework(id_)
    cited = {h.id: h for h in whole.headings if h.citation in citing()}
    rows: list[Row] = []
    for one in whole.clauses:
        above = [n for n in cited if one in whole.under(n)]
        rows += [*(row(cited.pop(n), gathers=True) for n in above), row(one)]
    return Crosswalk(whole, tuple(rows))


def crosswalks() -> tuple[Crosswalk, ...]:
    """All of them: laws first, then standards, guidance and practice."""
    return tuple(crosswalk(one.id) for one in frameworks())


def row(found: Clause, *, gathers: bool = False) -> Row:
    """One clause with its evidence and rules."""
    return Row(found, tuple(map(evidence_code, found.evidence)), citing().get(found.citation, ()), gathers)


def named(name: str) -> tuple[Crosswalk, ...]:
    """The frameworks that people mean by a name: the one of that id, else the family of it, such as nist; or none."""
    return tuple(crosswalk(id_) for id_ in _meant(name))


def _meant(name: str) -> list[str]:
    folded, ids = name.strip().casefold(), framework_ids()
    return [i for i in ids if i == folded] or [i for i in ids if i.startswith(f"{folded}-")]


def cited(citation: str) -> tuple[Row, ...]:
    """The row of a citation; of a heading its own and those below it. `UnknownClauseError` if there is none.

    The framework may be named as people name it: `pci 12.10.2`.
    """
    name, _, number = citation.strip().partition(" ")
    for id_ in _meant(name):
        whole = framework(id_)
        own = next((c for c in (*whole.headings, *whole.clauses) if c.id == number.strip()), None)
        if own is not None:
            return _with_rows_below(own)
    return _with_rows_below(clause(citation))


def _with_rows_below(found: Clause) -> tuple[Row, ...]:
    below = framework(found.framework).under(found.id)
    return tuple(map(row, below)) if found in below else (row(found, gathers=True), *map(row, below))

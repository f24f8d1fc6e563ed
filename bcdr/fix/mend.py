"""Fix, check, fix again, until nothing is left that a fixer would write: a second run then has nothing to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bcdr.audit import Audit
from bcdr.finding import Finding, Location
from bcdr.fix import wording as what
from bcdr.fix.registry import fixer_of, is_offered
from bcdr.model.plan import Plan
from bcdr.rules.registry import rule_named
from bcdr.source.edit import CannotEditError, Edit, Remove
from bcdr.source.load import Loaded, load
from bcdr.source.manuscript import Manuscript
from bcdr.source.position import Finder
from bcdr.source.snapshot import Snapshot

ROUNDS = 20
"""One fix may make room for another; more rounds than this would be a fixer that never ends."""

Check = Callable[[Plan], Audit]


class Note(NamedTuple):
    """One line of what was done or could not be done: the place in the text, the rule, and what."""

    location: Location | None
    rule: str
    what: str


class Mended(NamedTuple):
    """The plan as it would be, what was edited, what only its owner can decide, and what could not be edited."""

    snapshot: Snapshot
    edited: tuple[Note, ...] = ()
    offered: tuple[Note, ...] = ()
    refused: tuple[Note, ...] = ()
    is_loaded: bool = True


class _Group(NamedTuple):
    """The edits for one finding: all of them are made, or none."""

    finding: Finding
    edits: tuple[Edit, ...]


def mended(snapshot: Snapshot, check: Check, *, kinds: frozenset[str], named: frozenset[str] = frozenset()) -> Mended:
    """Fix every finding of `check` whose rule's kind of fix is among `kinds`; waived ones stay as they are.

    `named` are the rules that the person asked for by name: what is only offered is done for these. A plan that cannot
    be loaded, or would not load any more, is not edited. Raises CannotEditError for the plan of a git revision.
    """
    first = loaded = load(snapshot)
    if first.plan is None:
        return Mended(snapshot, is_loaded=False)
    manuscript = Manuscript(snapshot)
    done: list[_Group] = []
    failed: dict[str, tuple[Finding, str]] = {}
    offers: list[Finding] = []
    for _ in range(ROUNDS):
        if loaded.plan is None:
            break
        groups, offers = _proposed(check(loaded.plan), kinds, named)
        failed, written = {}, []
        for group in groups:
            try:
                manuscript.apply(group.edits)
                written.append(group)
            except CannotEditError as problem:
                failed[group.finding.id] = group.finding, problem.reason
        if not written:
            break
        done += written
        loaded = load(manuscript.snapshot)
    if loaded.plan is None:
        raise CannotEditError(f"the plan would not load any more: {loaded.problems[0].message}")
    return _told(manuscript.snapshot, first, loaded, done, offers, failed.values())


def _proposed(result: Audit, kinds: frozenset[str], named: frozenset[str]) -> tuple[list[_Group], list[Finding]]:
    """The edits for each finding that has any, and the findings whose edits are only offered."""
    groups: list[_Group] = []
    offers: list[Finding] = []
    for finding in result.findings:
        rule = rule_named(finding.rule)
        if rule is None or finding.fix not in kinds or finding.waiver is not None:
            continue
        fixer = fixer_of(rule)
        edits = tuple(fixer(finding, result.facts)) if fixer is not None else ()
        if edits and is_offered(rule) and rule.name not in named:
            offers.append(finding)
        elif edits:
            groups.append(_Group(finding, edits))
    return groups, offers


def _told(
    snapshot: Snapshot,
    first: Loaded,
    last: Loaded,
    done: list[_Group],
    offers: list[Finding],
    failed: Iterable[tuple[Finding, str]],
) -> Mended:
    before, after = Finder(first.sources), Finder(last.sources)

    def edited() -> Iterator[Note]:
        for finding, edits in done:
            for edit in edits:
                at = what.place(edit)
                place = (before if isinstance(edit, Remove) else after).find(at)
                yield Note(place, finding.rule, what.said(edit))

    return Mended(
        snapshot,
        tuple(edited()),
        tuple(Note(after.find(f.at), f.rule, f"can take out {f.object}, which nothing refers to") for f in offers),
        tuple(Note(after.find(f.at), f.rule, f"not edited: {reason}") for f, reason in failed),
    )

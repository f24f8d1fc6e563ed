"""A backup to be set up."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blank, blanks
from bcdr.source.edit import Add, Edit, Noted

_QUESTIONS = {
    "at": "the place, at another site and under another account",
    "tool": "the program that makes it",
    "every": "how often, such as 1d",
    "duration": "how long it takes",
    "keep": "how far back it reaches, such as 30d",
    "monitor": "what notices that it did not run, and who is told",
}


def unbacked_datastore(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """A copy that is said not to be made yet, with everything open that a backup needs.

    Whether a backup runs is a fact of the world. The skeleton is `active: no` and of no stated kind, so it earns no
    credit whatever somebody fills in, until that somebody also writes that it runs. Where a copy is mentioned already,
    it gets the questions that are still open.
    """
    store = facts.plan.datastores[finding.object.partition("/")[2]]
    mentioned = next((c for c in store.copies.values() if c.active), None)
    if mentioned is not None:
        open_ = blanks(mentioned, {k: q for k, q in _QUESTIONS.items() if k != "every" or mentioned.cron is None})
        if open_:
            yield Add(mentioned.path, open_)
    elif not store.copies:
        first = {
            "active": Noted("no", "TODO: yes, once it runs"),
            "kind": Noted("unstated", "TODO: dump, snapshot, versioned-sync, disk-rotation, export ..."),
        }
        questions = {key: blank(question) for key, question in _QUESTIONS.items()}
        remark = "TODO: set up a backup, restore it once, then say here what is so"
        yield Add((*store.path, "copies"), {"backup": {**first, **questions}}, remark)

"""Papers on personal data, to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blank, blanks
from bcdr.fix.phrase import TODO, free
from bcdr.source.edit import Add, Edit, Noted

_PERSONAL = {"personal": "none, ordinary, special (health, religion ...) or criminal"}
_ERASURE = {"erasure_replay": "the runbook that applies erasures again after a restore"}


def privacy_records_missing(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """Whether it is personal, an entry of the register, a screening, the way erasures are applied again: all open.

    These are judgements with an author, which the tool never makes. The entry of the register names the datastore; its
    title is a placeholder that is reported until somebody says what the data is for.
    """
    store = facts.plan.datastores[finding.object.partition("/")[2]]
    if finding.cause == "undeclared":
        if open_ := blanks(store, _PERSONAL):
            yield Add(store.path, open_)
    elif finding.cause == "erasure":
        if open_ := blanks(store.personal, _ERASURE):
            yield Add((*store.path, "personal"), open_)
    elif finding.cause == "register":
        yield Add(("processing",), {free(store.id, facts.plan.processing): _entry(store.name_or_id, store.id)})
    else:
        for entry in facts.processing(store):
            if entry.screening is None and entry.dpia is None and not entry.is_declared("screening"):
                yield Add(
                    (*entry.path, "screening"),
                    {
                        "decision": blank("required or not-required, decided by a person who answers for it"),
                        "reason": blank("why"),
                        "by": blank("who decided"),
                        "occurred": blank("when"),
                    },
                )


def _entry(name: str, id_: str) -> dict[str, object]:
    return {
        "title": f"{TODO}what we use {name} for",
        "owner": blank("who answers for it"),
        "purposes": Noted([], "TODO: what for"),
        "subjects": Noted([], "TODO: whose data, such as customers"),
        "categories": Noted([], "TODO: which data, such as contact, orders"),
        "retention": blank("when it is erased"),
        "datastores": [id_],
    }

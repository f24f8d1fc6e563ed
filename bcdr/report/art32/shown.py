"""Where the Art. 32 report shows the objects of a plan that evidence speaks of."""

from __future__ import annotations

from collections.abc import Callable

from bcdr.analysis.facts import Facts
from bcdr.report.art32.summary import anchor_of
from bcdr.report.naming import action_anchor, copy_anchor, drill_anchor


def shown_at(facts: Facts) -> Callable[[str], str]:
    """The address of a reference: the row of a drill, action or copy, the point of certificates; else empty."""
    places = {
        **{d.ref: drill_anchor(d.id) for d in facts.done_drills},
        **{a.ref: action_anchor(a.id) for a in facts.plan.actions.values()},
        **{
            f"{s.ref}/copies/{c.id}": copy_anchor(s.id, c.id)
            for s in facts.stores
            if s.class_ != "derived"
            for c in s.copies.values()
            if c.active
        },
        **{c.ref: anchor_of("gdpr 32(3)") for c in facts.plan.certificates.values()},
    }
    return lambda ref: f"#{places[ref]}" if ref in places else ""

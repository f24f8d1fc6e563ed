"""How documents name the objects of a plan: people, roles, places, and the anchors by which pages link to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding, Severity
from bcdr.model.catalogue import SCENARIOS
from bcdr.model.organization import Review
from bcdr.model.people import Role
from bcdr.model.place import Place
from bcdr.model.privacy import Judgement
from bcdr.model.runbook import Scenario
from bcdr.model.vendor import Vendor
from bcdr.report.span import NOT_PROVIDED, Span, Tone
from bcdr.report.wording import day


def judged_by(facts: Facts, found: Judgement | None) -> str | None:
    """Who made a judgement and when, where there is one: no document prints a judgement without its author."""
    if found is None or not found.text:
        return None
    return f"judged by {name_of(facts, found.by)}, {day(found.occurred)}"


def name_of(facts: Facts, ref: str | None) -> str:
    """What people call the object behind a reference.

    A role comes with its holder, unless a team or a roster holds it; a scenario of the catalogue with its title there;
    a review with its day.
    """
    if ref is None:
        return NOT_PROVIDED
    entry = facts.plan.find(ref)
    if entry is None:
        return ref
    if isinstance(entry, Role) and (entry.holder or not (entry.members or entry.holders_in)):
        holder = facts.plan.people.get(entry.holder) if entry.holder else None
        return _held_by(entry.name_or_id, holder.name if holder else "nobody")
    if isinstance(entry, Review) and entry.occurred is not None:
        return f"{entry.kind.replace('-', ' ')} of {day(entry.occurred)}"
    if isinstance(entry, Scenario) and entry.title is None and entry.id in SCENARIOS:
        return SCENARIOS[entry.id].title
    return entry.name_or_id


def _held_by(role: str, name: str) -> str:
    """`Officer (Ada)`; a title that ends in brackets keeps one pair: `Officer (external, Ada)`."""
    return f"{role[:-1]}, {name})" if role.endswith(")") else f"{role} ({name})"


def names_of(facts: Facts, refs: Iterable[str], missing: str = NOT_PROVIDED) -> str:
    """Names, comma-separated."""
    return ", ".join(name_of(facts, r) for r in refs) or missing


def place_words(facts: Facts, ref: str | None) -> str:
    """A place with the site in which it stands and who runs it, by the names that people know, as far as known.

    What the name says already is not said again, nor that the organisation runs a place itself.
    """
    if ref is None:
        return NOT_PROVIDED
    entry = facts.plan.find(ref)
    if entry is None:
        return ref
    name = entry.name_or_id
    if not isinstance(entry, (Place, Vendor)):
        return name
    labels = facts.labels(ref)
    extra = []
    if labels.site is not None and (site := site_names(facts).get(labels.site, labels.site)) != name:
        extra.append(site)
    if labels.provider not in {None, "self"}:
        provider = facts.vendor_name(labels.provider or "")
        extra += [] if says(" ".join((name, *extra)), provider) else [provider]
    return f"{name} ({', '.join(extra)})" if extra else name


@lru_cache(maxsize=2)
def site_names(facts: Facts) -> Mapping[str, str]:
    """For each site the name of its outermost place, where there is only one."""
    found: dict[str, list[Place]] = {}
    for place in facts.plan.places.values():
        site = facts.labels(place.ref).site
        outer = facts.labels(f"places/{place.within}").site if place.within else None
        if site and site != outer:
            found.setdefault(site, []).append(place)
    return {site: places[0].name_or_id for site, places in found.items() if len(places) == 1}


def says(area: str, *names: str) -> bool:
    """The first word of one of the names is in the text."""
    said = re.findall(r"\w+", area.casefold())
    return any(word in said for name in names for word in re.findall(r"\w+", name.casefold())[:1])


def finding_anchor(finding: Finding) -> str:
    """Id of the card of a finding."""
    return anchor_of_finding(finding.id)


def anchor_of_finding(id_: str) -> str:
    """Id of the card of the finding with that id."""
    return f"finding-{id_}"


def evidence_anchor(id_: str) -> str:
    """Id of the row of an evidence entry."""
    return f"evidence-{id_}"


def action_anchor(id_: str) -> str:
    """Id of the row of an action."""
    return f"action-{id_}"


def drill_anchor(id_: str) -> str:
    """Id of the row of a drill in the history."""
    return f"drill-{id_}"


def copy_anchor(store: str, id_: str) -> str:
    """Id of the row of a copy; no id holds a dot, so that no two rows share one."""
    return f"copy-{store}.{id_}"


def finding_link(finding: Finding) -> Span:
    """A link to the card of a finding."""
    return Span(finding.id, href=f"#{finding_anchor(finding)}", code=False)


def evidence_link(id_: str) -> Span:
    """A link to the row of an evidence entry."""
    return Span(id_, href=f"#{evidence_anchor(id_)}")


def joined(spans: Iterable[Span], missing: str = "none", between: str = ", ") -> tuple[Span, ...]:
    """Spans on one line; those that hold commas themselves need another mark `between` them."""
    found: list[Span] = []
    for span in spans:
        if found:
            found.append(Span(between))
        found.append(span)
    return tuple(found) or (Span(missing, tone="muted"),)


def grade_of(finding: Finding, *, special: bool) -> tuple[str, Tone]:
    """Severity as auditors read it: an error on tier 1 or on special data is critical, others high, medium, low."""
    if finding.waiver is not None:
        return "accepted", "note"
    if finding.severity is Severity.ERROR:
        return ("critical" if finding.tier == 1 or special else "high"), "bad"
    return ("medium", "fair") if finding.severity is Severity.WARNING else ("low", "note")


def status_tone(status: str) -> Tone:
    """Colour that goes with a status word; the word itself always stands beside it."""
    tones: dict[str, Tone] = {"evidenced": "good", "partly-evidenced": "fair", "no-evidence": "bad"}
    return tones.get(status, "note")

"""How documents name the objects of a plan: people, roles, places, and the anchors by which pages link to them."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding, Severity
from bcdr.model.people import Role
from bcdr.model.place import Place
from bcdr.model.vendor import Vendor
from bcdr.report.document import NOT_PROVIDED, Span, Tone


def name_of(facts: Facts, ref: str | None) -> str:
    """What people call the object behind a reference; a role with its holder, unless a team or a roster holds it."""
    if ref is None:
        return NOT_PROVIDED
    entry = facts.plan.find(ref)
    if entry is None:
        return ref
    if isinstance(entry, Role) and (entry.holder or not (entry.members or entry.holders_in)):
        holder = facts.plan.people.get(entry.holder) if entry.holder else None
        return f"{entry.name_or_id} ({holder.name if holder else 'nobody'})"
    return entry.name_or_id


def names_of(facts: Facts, refs: Iterable[str], missing: str = NOT_PROVIDED) -> str:
    """Names, comma-separated."""
    return ", ".join(name_of(facts, r) for r in refs) or missing


def place_words(facts: Facts, ref: str | None) -> str:
    """A place as `name (site, provider)`, with only the labels that are known."""
    if ref is None:
        return NOT_PROVIDED
    entry = facts.plan.find(ref)
    labels = facts.labels(ref)
    known = [v for v in (labels.site, labels.provider) if v and isinstance(entry, (Place, Vendor))]
    name = entry.name_or_id if entry is not None else ref
    extra = [v for v in dict.fromkeys(known) if v != name]
    return f"{name} ({', '.join(extra)})" if extra else name


def finding_anchor(finding: Finding) -> str:
    """Id of the card of a finding."""
    return f"finding-{finding.id}"


def evidence_anchor(id_: str) -> str:
    """Id of the row of an evidence entry."""
    return f"evidence-{id_}"


def finding_link(finding: Finding) -> Span:
    """A link to the card of a finding."""
    return Span(finding.id, href=f"#{finding_anchor(finding)}", code=False)


def evidence_link(id_: str) -> Span:
    """A link to the row of an evidence entry."""
    return Span(id_, href=f"#{evidence_anchor(id_)}")


def joined(spans: Iterable[Span], missing: str = "none") -> tuple[Span, ...]:
    """Spans on one line, comma-separated."""
    found: list[Span] = []
    for span in spans:
        if found:
            found.append(Span(", "))
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

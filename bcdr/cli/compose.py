"""Documents from plans: one table says which kinds there are, so that the same document can be made again later.

A document is a function of the plan, the day and a few choices by name. That is all that a PDF has to remember.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from bcdr.cli.look import look_of, steady, template_digests
from bcdr.cli.reading import Read, day_of, sound_plan
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.audit import Audit
    from bcdr.finding import Location
    from bcdr.model.plan import Plan
    from bcdr.model.record import Pointer
    from bcdr.report.audience.audience import Audience
    from bcdr.report.document import Attachment, Document, Listed
    from bcdr.report.provenance import Provenance

Options = Mapping[str, str]


class Audited(NamedTuple):
    """A plan with everything that a document needs to know of it."""

    read: Read
    audit: Audit
    provenance: Provenance


def audited(plan: str | None, rev: str | None, as_of: str | None, last_report: str | None = None) -> Audited:
    """The plan, audited on the day that `as_of` says (`cli.reading.day_of`), and where its text comes from.

    `last_report` names what its changes are told since, as `cli.since` reads it.
    """
    from bcdr import __version__
    from bcdr.cli.program import state
    from bcdr.cli.since import lineage_of, since_of
    from bcdr.report.provenance import Provenance
    from bcdr.source.imprint import imprint

    read, whole = sound_plan(plan, rev)
    snapshot = read.sources.snapshot
    print_ = imprint(snapshot, whole)
    provenance = Provenance(
        tool=f"bcdr {__version__}",
        digest=print_.digest,
        revision=print_.revision,
        is_modified=print_.is_modified,
        files=print_.files,
        evidence=print_.evidence,
        private=sum(f.is_private for f in snapshot.files),
        lineage=lineage_of(snapshot),
        program=state(),
    )
    found = judged(read, whole, day_of(as_of, whole), provenance)
    return found._replace(provenance=replace(found.provenance, since=cache(lambda: since_of(found, last_report))))


def judged(read: Read, plan: Plan, day: date, provenance: Provenance) -> Audited:
    """A plan that was read, audited on a day, with its findings placed in files as the plan names them."""
    from bcdr.audit import audit
    from bcdr.source.position import Finder

    # a document names files as the plan does: where the folder lies on this machine is nobody's business
    names = {f.shown: f.name for f in read.sources.snapshot.files}
    finder = Finder(read.sources)

    def place(at: Pointer) -> Location | None:
        found = finder.find(at)
        return found._replace(file=names.get(found.file, found.file)) if found is not None else None

    known = replace(provenance, place=place)
    found = audit(plan, day)
    return Audited(read, replace(found, findings=known.located(found.findings)), known)


def _art30(found: Audited, _: Options) -> Document:
    from bcdr.report.art30 import art30

    return art30(found.audit, found.provenance)


def _art32(found: Audited, _: Options) -> Document:
    from bcdr.report.art32 import art32

    return art32(found.audit, found.provenance)


def _art35(found: Audited, options: Options) -> Document:
    from bcdr.report.art35 import art35

    return art35(found.audit, found.provenance, options.get("dpia"))


def _plan(found: Audited, _: Options) -> Document:
    from bcdr.report.book import book

    return book(found.audit, found.provenance)


def _period(found: Audited, options: Options) -> Document:
    from bcdr.cli.history import newest_version, past_of, period_of
    from bcdr.cli.terminal import Progress
    from bcdr.report.period import period
    from bcdr.report.period.chronicle import chronicle

    if options.get("audience", "auditor") != "auditor":
        raise BcdrError(
            "a period report is for auditors only", "history cannot be redacted: hand over another document"
        )
    progress, until = Progress(), found.audit.facts.as_of
    span = period_of(f"{options['from']}..{options['to']}", until)
    revision = found.read.sources.snapshot.revision or newest_version(found.read.root, None, until)
    past = past_of(found.read.root, revision, span, progress.step)
    judged = chronicle(past, span, lambda day: progress.step(f"judging {day}"))
    progress.done()
    return period(judged, found.audit, found.provenance)


def _breach(found: Audited, _: Options) -> Document:
    from bcdr.report.breach import breach

    return breach(found.audit, found.provenance)


def _vendors(found: Audited, options: Options) -> Document:
    from bcdr.report.vendors import vendors

    return vendors(found.audit, found.provenance, options.get("vendor"))


COMPOSERS: Mapping[str, Callable[[Audited, Options], Document]] = {
    "art30": _art30,
    "art32": _art32,
    "art35": _art35,
    "breach": _breach,
    "plan": _plan,
    "period": _period,
    "vendors": _vendors,
}
"""What makes a kind of document. Choices come as text by name, as the manifest keeps them."""


OF_HISTORY = frozenset({"period"})
"""Kinds that ask git what the plan was like before: such a document cannot be made again from its attachments."""


TELLS_CHANGES = frozenset({"art32"})
"""Kinds that say what changed since the last report."""


class Order(NamedTuple):
    """A document that is wanted: its kind, and the choices of the person."""

    kind: str
    options: Options = MappingProxyType({})


def composed(found: Audited, order: Order) -> Document:
    """The document that was ordered, as its readers may see it."""
    from bcdr.report.edition import edition

    readers = _audience(order)
    shown = _redacted(found, readers)
    listed, attached = _enclosure(found, order)
    shown = shown._replace(provenance=replace(shown.provenance, attached=listed))
    document = replace(COMPOSERS[order.kind](shown, order.options), attachments=attached, listed=listed)
    # how the plan stands is not a vendor's business, so a sheet to send says nothing of a draft
    return document if _is_to_send(order) else edition(document, shown.audit, readers)


def _is_to_send(order: Order) -> bool:
    return "vendor" in order.options


def _audience(order: Order) -> Audience:
    from bcdr.report.audience.audience import DISCRETION

    found = order.options.get("audience", "auditor")
    if found not in DISCRETION:
        raise BcdrError(f"there are no readers called {found}", f"there are: {', '.join(DISCRETION)}")
    return cast("Audience", found)


def _redacted(found: Audited, audience: Audience) -> Audited:
    """The same without what these readers may not know: nothing in it names a file, a line or a piece of evidence."""
    if audience == "auditor":
        return found
    from bcdr.audit import audit
    from bcdr.report.audience.redact import redacted

    facts = found.audit.facts
    shown = audit(redacted(facts.plan, audience), facts.as_of)
    origin = replace(
        found.provenance,
        files=MappingProxyType({}),
        evidence=MappingProxyType({}),
        lineage=None,
        since=lambda: None,
        place=lambda _: None,
    )
    return Audited(found.read, shown, origin)


def enclosed(document: Document, found: Audited, order: Order, set_with: str = "") -> Document:
    """The document as it is printed, with what travels inside its PDF: the plan, the findings, and how it was made.

    What is not for auditors (`audience`), or goes to a vendor, holds nothing but the manifest, and that names no file
    and no evidence. `set_with` are the libraries that it names: those that are here, or those that drew it before.
    """
    from bcdr.render.enclosure import manifest
    from bcdr.report.extent import printed
    from bcdr.report.manifest import Manifest

    origin, is_whole = found.provenance, _is_whole(order)
    count = len(_texts(found)) if is_whole else 0
    evidence = {e.id: e.file for e in found.audit.facts.plan.evidence.values() if e.file}
    made = Manifest(
        kind=order.kind,
        title=document.title,
        as_of=document.as_of,
        options=order.options,
        tool=origin.tool,
        program=origin.program,
        set_with=set_with or _libraries(),
        templates=template_digests(look_of(found.read.root).templates),
        digest=origin.digest,
        revision=origin.revision,
        is_modified=origin.is_modified,
        files=document.listed[:count],
        others=document.listed[count:],
        evidence=tuple((id_, evidence[id_], digest) for id_, digest in sorted(origin.evidence.items()) if is_whole),
        private=origin.private,
    )
    properties = (
        ("Kind", order.kind, "Kind of document, as bcdr report names it"),
        ("AsOf", document.as_of.isoformat(), "Day of the data"),
        ("PlanDigest", origin.digest, "SHA-256 over the digests and names of all files of the plan"),
        ("Revision", _revision(origin), "Commit of the plan"),
        ("Tool", origin.tool, "Program and version that made the document"),
    )
    return replace(printed(document), attachments=(*document.attachments, manifest(made)), properties=properties)


def _is_whole(order: Order) -> bool:
    return _audience(order) == "auditor" and not _is_to_send(order)


def _enclosure(found: Audited, order: Order) -> tuple[tuple[Listed, ...], tuple[Attachment, ...]]:
    """The files of the plan and what was worked out from them, listed and as attachments; nothing but for auditors."""
    from bcdr.report.manifest import enclose

    if not _is_whole(order):
        return (), ()
    plan_files = [(name, _source(name, text)) for name, text in _texts(found)]
    return enclose((*plan_files, *((a.name, a) for a in _worked_out(found, order))))


def _revision(origin: Provenance) -> str:
    if origin.revision is None:
        return "none: not under version control"
    return origin.revision + (" with uncommitted changes" if origin.is_modified else "")


def _texts(found: Audited) -> list[tuple[str, str]]:
    """Name and text of every file of the plan that may leave the machine: private overlays never do."""
    files = found.read.sources.snapshot.files
    return [(f.name, f.text) for f in sorted(files) if f.text is not None and not f.is_private]


def _source(name: str, text: str) -> Attachment:
    from bcdr.report.document import Attachment

    return Attachment(name, f"File of the plan: {name}", "Source", "application/yaml", text.encode())


def _worked_out(found: Audited, order: Order) -> list[Attachment]:
    from bcdr.render.enclosure import checksums, history
    from bcdr.render.json import json
    from bcdr.report.document import Attachment
    from bcdr.report.lint import linted
    from bcdr.report.priority import first_actions

    origin, plan = found.provenance, found.audit.facts.plan
    first = first_actions(found.audit, found.audit.findings)
    findings = json([linted(".", found.audit, found.audit.findings, origin.revision or "", first)]).encode() + b"\n"
    files = [(e.id, e.file, origin.evidence.get(e.id)) for e in plan.evidence.values() if e.file]
    since = origin.since() if order.kind in TELLS_CHANGES else None
    made = [Attachment("findings.json", "All findings of the audit", "Data", "application/json", findings)]
    if files:
        about = "Digests of the evidence files, for: sha256sum --check"
        made.append(Attachment("evidence.sha256", about, "Data", "text/plain", checksums(files)))
    if origin.lineage is not None or since is not None:
        made.insert(0, history(origin.lineage, since))
    return made


def html_of(document: Document, found: Audited) -> bytes:
    """The document as one HTML file."""
    from bcdr.render.html import html

    return html(document, look_of(found.read.root), embed_fonts=True).encode()


def pdf_of(document: Document, found: Audited, order: Order, set_with: str = "") -> bytes:
    """The document as PDF, with its attachments; `set_with` as in `enclosed`.

    BcdrError names the cure where libraries are missing, or where templates of the user's own were changed meanwhile.
    """
    with steady(found.read.root) as look:
        whole = enclosed(document, found, order, set_with)
        from bcdr.render.pdf import pdf

        return pdf(whole, look)


def _libraries() -> str:
    try:
        from bcdr.render.pdf import libraries
    except OSError as problem:
        reason = str(problem).partition(":")[0]
        raise BcdrError(f"PDFs cannot be drawn on this machine: {reason}", "bcdr doctor says what to install") from None
    return libraries()

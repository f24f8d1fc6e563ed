"""`bcdr report`: writes one document for an auditor, as PDF or as one HTML file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from bcdr.cli.exits import CLEAN
from bcdr.cli.option import AsOf, Option, Plan, Rev, Verbose
from bcdr.cli.reading import Read, day_of, sound_plan
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.audit import Audit
    from bcdr.finding import Location
    from bcdr.model.record import Pointer
    from bcdr.report.document import Document
    from bcdr.report.provenance import Provenance

Output = Annotated[
    str | None, Option("File to write. Default: the document's name in the current folder.", ("--output", "-o"), "FILE")
]
Format = Annotated[
    Literal["pdf", "html"], Option("pdf to hand over and keep; html is one file for a browser.", ("--format",))
]
Dpia = Annotated[str | None, Option("Which impact assessment, by its id in the plan.", ("--dpia",), "ID")]
Processing = Annotated[
    str | None, Option("The impact assessment of this processing activity, by its id.", ("--processing",), "ID")
]


class Audited(NamedTuple):
    """A plan with everything that a document needs to know of it."""

    read: Read
    audit: "Audit"
    provenance: "Provenance"


def audited(plan: str | None, rev: str | None, day: date) -> Audited:
    """The plan, audited on a day, and where its text comes from."""
    from bcdr import __version__
    from bcdr.audit import audit
    from bcdr.report.provenance import Provenance
    from bcdr.source.imprint import imprint
    from bcdr.source.position import Finder

    read, whole = sound_plan(plan, rev)
    audited_ = audit(whole, day)
    print_ = imprint(read.sources.snapshot, whole)
    # a document names files as the plan does: where the folder lies on this machine is nobody's business
    names = {f.shown: f.name for f in read.sources.snapshot.files}
    finder = Finder(read.sources)

    def place(at: "Pointer") -> "Location | None":
        found = finder.find(at)
        return found._replace(file=names.get(found.file, found.file)) if found is not None else None

    provenance = Provenance(
        tool=f"bcdr {__version__}",
        digest=print_.digest,
        revision=print_.revision,
        is_modified=print_.is_modified,
        files=print_.files,
        evidence=print_.evidence,
        place=place,
    )
    return Audited(read, replace(audited_, findings=provenance.located(audited_.findings)), provenance)


def art32(
    plan: Plan = None,
    output: Output = None,
    format: Format = "pdf",
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """The document on security of processing: GDPR Article 32, as far as recovery carries it.

    Copies and where they are, what drills proved, who has access, what vendors promise, what is missing. It shows
    what the plan holds on the day and gives no legal opinion.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    from bcdr.report.art32 import art32 as compose

    return _report(plan, rev, as_of, output, format, "art32", lambda a: compose(a.audit, a.provenance))


def art35(
    plan: Plan = None,
    dpia: Dpia = None,
    processing: Processing = None,
    output: Output = None,
    format: Format = "pdf",
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """The data protection impact assessment: GDPR Article 35, one assessment of the plan.

    With one assessment in the plan it is taken; with several, name one by --dpia or --processing. Judgements are the
    authors' own words from the plan; the program fills in none.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    from bcdr.report.art35 import art35 as compose

    def composed(found: Audited) -> "Document":
        return compose(found.audit, found.provenance, dpia or assessment_of(found.audit, processing))

    return _report(plan, rev, as_of, output, format, "art35", composed)


def assessment_of(audit: "Audit", processing: str | None) -> str | None:
    """Id of the only impact assessment of a processing activity; BcdrError when there is none or more than one."""
    if processing is None:
        return None
    whole = audit.facts.plan
    if processing not in whole.processing:
        known = ", ".join(whole.processing) or "none"
        raise BcdrError(f"there is no processing activity {processing}", f"known: {known}")
    found = [d.id for d in whole.dpias.values() if processing in d.processing]
    if len(found) != 1:
        number = "no" if not found else "more than one"
        known = ", ".join(whole.dpias) or "the plan holds none"
        raise BcdrError(f"{processing} has {number} impact assessment", f"name one by --dpia: {known}")
    return found[0]


def _report(
    plan: str | None,
    rev: str | None,
    as_of: str | None,
    output: str | None,
    format_: str,
    name: str,
    compose: Callable[[Audited], "Document"],
) -> int:
    from bcdr.cli.output import write, wrote
    from bcdr.cli.terminal import Progress

    progress = Progress()
    progress.step("reading the plan")
    found = audited(plan, rev, day_of(as_of))
    progress.step("composing the document")
    document = compose(found)
    path = Path(output) if output else Path(f"{name}.{format_}")
    progress.step(f"setting {path.name}")
    content = rendered(document, format_, own_templates(found.read.root))
    progress.done()
    write(path, content)
    wrote(path, document.title)
    return CLEAN


def own_templates(root: str) -> Path | None:
    """The user's own `templates/` in the plan folder, which win file by file."""
    folder = Path(root) / "templates"
    return folder if folder.is_dir() else None


def rendered(document: "Document", format_: str, templates: Path | None) -> bytes:
    """The document's bytes. BcdrError names the cure when the libraries that draw PDFs are missing."""
    if format_ == "html":
        from bcdr.render.html import html

        return html(document, templates, embed_fonts=True).encode()
    try:
        from bcdr.render.pdf import pdf
    except OSError as problem:
        reason = str(problem).partition(":")[0]
        raise BcdrError(f"PDFs cannot be drawn on this machine: {reason}", "bcdr doctor says what to install") from None
    return pdf(document, templates)

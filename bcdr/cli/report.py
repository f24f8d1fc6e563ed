"""`bcdr report`: writes one document for an auditor, as PDF or as one HTML file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from bcdr.cli.compose import Audited, Order, audited, composed, html_of, pdf_of
from bcdr.cli.exits import CLEAN
from bcdr.cli.mark import UNSIGNED, Mark
from bcdr.cli.option import Argument, AsOf, Option, Plan, Rev, Verbose
from bcdr.cli.reading import day_of, read_plan
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

    from bcdr.audit import Audit
    from bcdr.cli.signing import Signing
    from bcdr.report.document import Document

Output = Annotated[
    str | None, Option("File to write. Default: the document's name in the current folder.", ("--output", "-o"), "FILE")
]
Format = Annotated[
    Literal["pdf", "html"], Option("pdf to hand over and keep; html is one file for a browser.", ("--format",))
]
Dpia = Annotated[str | None, Option("Which impact assessment, by its id in the plan.", ("--dpia",), "ID")]
Vendor = Annotated[str | None, Option("The sheet of this vendor alone, by its id, to send.", ("--vendor",), "ID")]
Processing = Annotated[
    str | None, Option("The impact assessment of this processing activity, by its id.", ("--processing",), "ID")
]
Audience = Annotated[
    Literal["auditor", "staff", "public"],
    Option("Who reads it; staff and public do not see everything.", ("--audience",)),
]


def art30(
    plan: Plan = None,
    output: Output = None,
    format: Format = "pdf",
    audience: Audience = "auditor",
    mark: Mark = UNSIGNED,
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """The register of processing activities: GDPR Article 30, in the form of a controller and of a processor.

    Every point of the law in its order, one activity a page; where the plan is silent the document names the field to
    fill in. Whether the register is due at all is for people to judge.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    return _report(plan, rev, as_of, output, format, mark, "art30", audience=audience)


Since = Annotated[
    str | None,
    Option("The last report (its PDF) or revision; its changes since stand in the annex.", ("--since",), "PDF|REV"),
]
Span = Annotated[str, Argument("First and last day, such as 2026-01-01..2026-12-31.", "FROM..TO")]


def art32(
    plan: Plan = None,
    output: Output = None,
    format: Format = "pdf",
    audience: Audience = "auditor",
    since: Since = None,
    mark: Mark = UNSIGNED,
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """The document on security of processing: GDPR Article 32, as far as recovery carries it.

    Copies and where they are, what drills proved, who has access, what vendors promise, what is missing. It shows
    what the plan holds on the day and gives no legal opinion.

    The annex says what changed in meaning since the last report: since the one named by --since, else since the last
    approval that the plan records, as far as git knows the plan of that day.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    return _report(plan, rev, as_of, output, format, mark, "art32", audience=audience, since=since)


def art35(
    plan: Plan = None,
    dpia: Dpia = None,
    processing: Processing = None,
    output: Output = None,
    format: Format = "pdf",
    audience: Audience = "auditor",
    mark: Mark = UNSIGNED,
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

    def options(found: Audited) -> dict[str, str]:
        chosen = dpia or assessment_of(found.audit, processing)
        return {"dpia": chosen} if chosen else {}

    return _report(plan, rev, as_of, output, format, mark, "art35", options, audience)


def book(
    plan: Plan = None,
    output: Output = None,
    format: Format = "pdf",
    audience: Audience = "auditor",
    mark: Mark = UNSIGNED,
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """The whole plan as a book to print: start page, call tree, runbooks with boxes to tick, forms, appendices.

    Its order is that of NIST SP 800-34, with what ISO 22301 8.4.4 asks for; each chapter names the clauses it serves.
    Print it, and keep it where the systems that it recovers cannot take it with them.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    return _report(plan, rev, as_of, output, format, mark, "plan", audience=audience)


def period(
    span: Span,
    plan: Plan = None,
    output: Output = None,
    format: Format = "pdf",
    mark: Mark = UNSIGNED,
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """What was true over time: days out of conformity per rule and object, from the plan's history in git.

    Each day is judged by all rules over the plan as it stood then. Drills done and overdue, recorded backups,
    approvals, incidents, accepted risks and changes of meaning stand beside it. Days without data are said to be so.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    from bcdr.cli.history import newest_version, period_of
    from bcdr.source.folder import find_plan

    day = day_of(as_of, read_plan(plan, rev).plan)
    asked = period_of(span, day)
    version = newest_version(find_plan(plan), rev, day)
    choices = {"from": asked.first.isoformat(), "to": asked.last.isoformat()}
    return _report(plan, version, day.isoformat(), output, format, mark, "period", lambda _: choices)


def breach(
    plan: Plan = None,
    output: Output = None,
    format: Format = "pdf",
    audience: Audience = "auditor",
    mark: Mark = UNSIGNED,
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """The prepared pack for a breach of personal data: GDPR Articles 33 and 34, to print and to fill in by hand.

    First steps with names and numbers, the clock, the numbers per datastore, the decision as a picture and a table, the
    form for the authority, letters, the register. What the plan does not know is a line to write on; no judgement is
    filled in.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    return _report(plan, rev, as_of, output, format, mark, "breach", audience=audience)


def vendors(
    plan: Plan = None,
    vendor: Vendor = None,
    output: Output = None,
    format: Format = "pdf",
    audience: Audience = "auditor",
    mark: Mark = UNSIGNED,
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """Question sheets to send to vendors, with what is on record filled in, and the register of their answers.

    Each sheet starts on a page of its own. With --vendor the document is one sheet to send: it holds nothing of other
    vendors, and the plan is not attached to it. Dates to answer by are left to who sends it.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    chosen = {"vendor": vendor} if vendor else {}
    name = f"vendors-{vendor}.{format}" if vendor else None
    return _report(plan, rev, as_of, output or name, format, mark, "vendors", lambda _: chosen, audience)


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
    format_: Literal["pdf", "html"],
    mark: Mark,
    kind: str,
    options: Callable[[Audited], Mapping[str, str]] = lambda _: {},
    audience: str = "auditor",
    since: str | None = None,
) -> int:
    from bcdr.cli.output import write, wrote
    from bcdr.cli.terminal import Progress

    if since is not None and audience != "auditor":
        raise BcdrError("what changed is told to auditors only", "history cannot be redacted: leave out --since")
    signing = mark.order()
    if signing is not None and format_ == "html":
        raise BcdrError("only a PDF can be signed", "leave out --format html")
    progress = Progress()
    progress.step("reading the plan")
    found = audited(plan, rev, as_of, since)
    progress.step("composing the document")
    readers = {"audience": audience} if audience != "auditor" else {}
    order = Order(kind, {**options(found), **readers})
    document = composed(found, order)
    path = Path(output) if output else Path("-".join((kind, *readers.values())) + f".{format_}")
    key = _opened(document, signing, path) if signing is not None else None
    progress.step(f"setting {path.name}")
    content = html_of(document, found) if format_ == "html" else pdf_of(document, found, order)
    if signing is not None and key is not None:
        from bcdr.cli.signing import put

        content = put(content, key, signing, path.name)
    progress.done()
    write(path, content)
    wrote(path, document.title + (", signed" if key is not None else ""))
    return CLEAN


def _opened(document: "Document", signing: "Signing", path: Path) -> "SimpleSigner":
    """The key, and that there is such a line, before a document is drawn for minutes."""
    from bcdr.cli.key import opened
    from bcdr.cli.signing import check_service, choose
    from bcdr.report.signoff import sign_off
    from bcdr.scrutiny.paper import Line

    check_service(signing)
    lines = tuple(Line(s.field, s.role, s.label, is_signed=False, is_visible=True) for s in sign_off(document))
    choose(lines, signing.field, path.name, option="--sign-field")
    return opened(signing.key, signing.certificate, signing.passphrase_file)

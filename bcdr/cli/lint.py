"""`bcdr lint`: checks plans and prints what is missing, impossible or unproven, and what to do about it."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

from bcdr.cli.exits import after_lint
from bcdr.cli.option import AsOf, Option, Plans, Rev, Verbose
from bcdr.cli.reading import day_of, read_plan
from bcdr.cli.terminal import has_colour
from bcdr.finding import Finding, Severity
from bcdr.report.lint import Action, Lint

if TYPE_CHECKING:
    from bcdr.audit import Audit
    from bcdr.cli.baseline import Ledger

Format = Annotated[
    Literal["text", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown"],
    Option(
        "How to print: text for people, concise is one line a finding, json for programs; sarif, junit, github "
        "(annotations), gitlab (code quality) and markdown (a comment on a pull request) for pipelines.",
        ("--format",),
    ),
]
Select = Annotated[
    tuple[str, ...],
    Option("Run only this rule or family of rules; may be repeated, or a list with commas.", ("--select",), "RULE"),
]
Ignore = Annotated[
    tuple[str, ...],
    Option("Leave out this rule or family of rules; may be repeated, or a list with commas.", ("--ignore",), "RULE"),
]
FailOn = Annotated[
    Literal["error", "warning", "info", "never"],
    Option(
        "Exit with 1 when there is a finding this grave or graver. A plan that cannot be loaded always fails.",
        ("--fail-on",),
    ),
]
Baseline = Annotated[
    str | None,
    Option(
        "Findings that this file lists are known and fail nothing, unless they became graver.", ("--baseline",), "FILE"
    ),
]
WriteBaseline = Annotated[
    str | None,
    Option("Write what is found into this file, as the baseline of later checks.", ("--write-baseline",), "FILE"),
]
Fix = Annotated[
    bool, Option("Write into the plan what can be written without knowing more, such as an order to agree.", ("--fix",))
]
Scaffold = Annotated[
    bool, Option("With --fix: write skeletons marked TODO too. They clear no finding; fill them in.", ("--scaffold",))
]
Diff = Annotated[bool, Option("Show what --fix would change, as a diff, and write nothing.", ("--diff",))]


def run(
    plans: Plans = (),
    format: Format = "text",
    select: Select = (),
    ignore: Ignore = (),
    fail_on: FailOn = "error",
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
    fix: Fix = False,
    scaffold: Scaffold = False,
    diff: Diff = False,
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """Check plans: what is missing, impossible or unproven, and what to do about it.

    Every finding says where it is in your files and what ends it; `bcdr explain RULE` tells why it matters.
    Nothing is changed unless you say --fix, and nothing is sent anywhere.

    Exit code: 0 nothing as grave as --fail-on, 1 findings, 2 the check could not run.
    """
    del verbose  # the entry prints tracebacks
    selected, ignored = _names(select), _names(ignore)
    known = _known(baseline, write_baseline, is_writing=not diff)
    changes = ""
    if fix or scaffold or diff:
        from bcdr.cli.fix import fixed  # only when something is to be edited

        changes = fixed(plans, rev, as_of, selected, ignored, fix=fix, scaffold=scaffold, show=diff)
    ranked = not diff and format in {"text", "json", "markdown"}
    lints = [lint(plan, rev, as_of, selected, ignored, ranked=ranked, known=known) for plan in plans or (None,)]
    if write_baseline is not None:
        from bcdr.cli.baseline import write_baseline as adopted  # only when asked

        lints = adopted(lints, write_baseline)
    shown = changes if diff else _rendered(lints, format)
    if shown:
        print(shown)
    return max(after_lint(one.findings, fail_on, is_loaded=one.is_loaded) for one in lints)


def lint(
    plan: str | None,
    rev: str | None,
    as_of: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    *,
    ranked: bool,
    known: "Ledger | None" = None,
) -> Lint:
    """The result for one plan: the faults of its text, or what the rules found; `ranked` with what to do first.

    Faults of the text are never `known`: no baseline is asked about a plan that cannot be loaded.
    """
    read = read_plan(plan, rev)
    day = day_of(as_of, read.plan)
    if read.plan is None:
        from bcdr.report.lint import unloaded  # names the room, costs nothing

        return unloaded(read.root, read.problems, day, revision=rev or "")
    from bcdr.audit import audit  # rules load only for a plan that can be checked
    from bcdr.report.lint import linted
    from bcdr.source.position import locate

    result = audit(read.plan, day, select=select, ignore=ignore)
    findings, gone = tuple(locate(result.findings, read.sources)), None
    if known is not None:
        findings, gone = known.compare(read.root, findings, result.left_out)
    made = linted(read.root, result, findings, rev or "", first(result, findings) if ranked else ())
    return made._replace(gone=gone)


def first(audit: "Audit", findings: tuple[Finding, ...]) -> tuple[Action, ...]:
    """What to do first. Where nothing asks for action, the search for what is fatal is not even loaded."""
    if all(not f.is_open or f.severity is Severity.INFO for f in findings):
        return ()
    from bcdr.report.priority import first_actions  # only where something is to be ranked

    return first_actions(audit, findings)


def _rendered(lints: list[Lint], format_: str) -> str:
    if format_ != "text":
        from bcdr.cli.formats import rendered  # one renderer a run

        return rendered(lints, format_)
    from bcdr.render.text import text

    colour = has_colour(sys.stdout)
    return "\n\n".join(text(one, colour=colour) for one in lints)


def _known(baseline: str | None, write_baseline: str | None, *, is_writing: bool) -> "Ledger | None":
    if write_baseline is not None and (baseline is not None or not is_writing):
        from bcdr.errors import BcdrError

        other = "--diff" if baseline is None else "--baseline"
        raise BcdrError(f"{other} and --write-baseline exclude each other", "run one after the other")
    if baseline is None:
        return None
    from bcdr.cli.baseline import read_baseline  # only when asked

    return read_baseline(baseline)


def _names(written: tuple[str, ...]) -> tuple[str, ...]:
    if not written:
        return ()
    from bcdr.cli.choice import names_in  # only when rules are chosen

    return names_in(written)

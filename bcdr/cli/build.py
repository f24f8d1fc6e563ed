"""`bcdr build`: writes the site and all documents of a plan into one folder."""

from pathlib import Path
from typing import Annotated

from bcdr.cli.compose import Audited, Order, audited, composed, enclosed
from bcdr.cli.exits import CLEAN
from bcdr.cli.look import steady
from bcdr.cli.option import AsOf, Option, Plan, Rev, Verbose
from bcdr.cli.output import write, wrote
from bcdr.cli.press import pressed
from bcdr.cli.site import write_site
from bcdr.cli.terminal import Progress
from bcdr.errors import BcdrError

Output = Annotated[str, Option("Folder to write into.", ("--output", "-o"), "DIR")]


def run(
    plan: Plan = None,
    output: Output = "build",
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """Everything into one folder: the runbook site, the audit documents, the plan as a book, the findings as JSON.

    With several impact assessments in the plan, each gets a document of its own.

    Exit code: 0 written, 2 something could not be written.
    """
    del verbose
    progress = Progress()
    target = Path(output)
    progress.step("reading the plan")
    found = audited(plan, rev, as_of)
    _check(found.read.root, target)
    done: list[tuple[Path, str]] = []
    progress.step("composing the documents")
    with steady(found.read.root) as look:
        made = {name: enclosed(composed(found, order), found, order) for name, order in documents(found)}
        with pressed(made, look) as drawn:
            for name, document in made.items():
                path = target / f"{name}.pdf"
                progress.step(f"setting {path.name}")
                write(path, drawn(name))
                done.append((path, document.title))
    progress.step("writing the findings")
    write(target / "findings.json", _findings(found, rev))
    done.append((target / "findings.json", "findings for programs"))
    from bcdr.report.site.site import compose_site

    # from the same reading: a file that changes meanwhile must not make the site speak of another plan
    site = compose_site(found.audit, found.audit.findings, found.provenance)
    write_site(found.read.root, target / "site", found.audit.facts.as_of, rev, progress, site)
    done.append((target / "site", "runbook site: open site/index.html"))
    progress.done()
    for path, what in done:
        wrote(path, what)
    return CLEAN


def _check(root: str, target: Path) -> None:
    """BcdrError for a folder that cannot take it all, before documents are drawn for a minute."""
    from bcdr.site_plugin import check_output

    if target.exists() and not target.is_dir():
        raise BcdrError(f"{target} is a file", "name a folder: --output build")
    check_output(Path(root), target / "site")


def documents(found: Audited) -> list[tuple[str, Order]]:
    """The documents of a plan by the name of their file."""
    ids = list(found.audit.facts.plan.dpias)
    made = [("art30", Order("art30")), ("art32", Order("art32"))]
    if len(ids) <= 1:
        made.append(("art35", Order("art35")))
    else:
        made += [(f"art35-{id_}", Order("art35", {"dpia": id_})) for id_ in ids]
    made += [("breach", Order("breach")), ("vendors", Order("vendors")), ("plan", Order("plan"))]
    return made


def _findings(found: Audited, rev: str | None) -> bytes:
    from bcdr.render.json import json
    from bcdr.report.lint import linted
    from bcdr.report.priority import first_actions

    first = first_actions(found.audit, found.audit.findings)
    return json([linted(found.read.root, found.audit, found.audit.findings, rev or "", first)]).encode() + b"\n"

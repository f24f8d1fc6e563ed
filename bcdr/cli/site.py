"""`bcdr site`: builds the runbook site into a folder, or shows it on this machine."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bcdr.cli.exits import CLEAN
from bcdr.cli.option import AsOf, Option, Plan, Rev, Verbose
from bcdr.cli.output import wrote
from bcdr.cli.reading import day_of
from bcdr.cli.terminal import Progress
from bcdr.errors import BcdrError
from bcdr.source.folder import find_plan

if TYPE_CHECKING:
    from bcdr.report.site.page import Site

Output = Annotated[
    str, Option("Folder to write; the site of an earlier build in it is replaced.", ("--output", "-o"), "DIR")
]
Port = Annotated[str, Option("Port on this machine.", ("--port",), "NUMBER")]


def build(
    plan: Plan = None,
    output: Output = "build/site",
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """The runbook site for your staff: what to do, in which order, with whom.

    Opens from disk, search included; no page asks anything of any other computer, so a copy on a stick works when
    everything else is down.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    progress = Progress()
    target = Path(output)
    write_site(find_plan(plan), target, day_of(as_of) if as_of else None, rev, progress)
    progress.done()
    wrote(target, "runbook site: open index.html")
    return CLEAN


def serve(plan: Plan = None, port: Port = "8000", as_of: AsOf = None, rev: Rev = None, verbose: Verbose = False) -> int:
    """The same site on this machine, following your edits until you press Ctrl-C.

    Only this machine can open it: it listens on 127.0.0.1.

    Exit code: 0 stopped by you, 2 could not start.
    """
    del verbose
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise BcdrError(f"--port is not a port: {port}", "write a number such as 8000")
    from bcdr.site_plugin import serve_site

    root = find_plan(plan)
    print(f"the site is at http://127.0.0.1:{port}/ until you press Ctrl-C", flush=True)
    serve_site(Path(root), day_of(as_of) if as_of else None, rev, f"127.0.0.1:{port}")
    return CLEAN


def write_site(
    root: str, target: Path, day: date | None, rev: str | None, progress: Progress, site: "Site | None" = None
) -> None:
    """Build the site of the plan in folder `root` into `target`, as of a day or of today.

    `site` is what was composed from that plan already.
    """
    progress.step("loading MkDocs")
    from bcdr.site_plugin import build_site

    progress.step("building the site")
    build_site(Path(root), target, day, rev, site)

"""`bcdr site`: builds the runbook site into a folder, or shows it on this machine."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from bcdr.cli.exits import CLEAN
from bcdr.cli.option import AsOf, Option, Plan, Rev, Verbose
from bcdr.cli.reading import day_of, sound_plan
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Output = Annotated[
    str, Option("Folder to write; what an earlier build left there is replaced.", ("--output", "-o"), "DIR")
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
    from bcdr.cli.output import wrote
    from bcdr.cli.terminal import Progress

    progress = Progress()
    progress.step("building the site")
    target = Path(output)
    write_site(plan, target, as_of, rev, quiet=not verbose)
    progress.done()
    wrote(target, "runbook site: open index.html")
    return CLEAN


def serve(plan: Plan = None, port: Port = "8000", as_of: AsOf = None, verbose: Verbose = False) -> int:
    """The same site on this machine, following your edits until you press Ctrl-C.

    Only this machine can open it: it listens on 127.0.0.1.

    Exit code: 130 stopped by you, 2 could not start.
    """
    del verbose
    from mkdocs.commands.serve import serve as serve_site

    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise BcdrError(f"--port is not a port: {port}", "write a number such as 8000")
    read, _ = sound_plan(plan, None)
    with _settings(read.root, None, as_of, None) as (file, changes):
        logging.getLogger("mkdocs").setLevel(logging.INFO)
        serve_site(str(file), watch=[read.root], dev_addr=f"127.0.0.1:{port}", **changes)
    return CLEAN


def write_site(plan: str | None, target: Path, as_of: str | None, rev: str | None, *, quiet: bool = True) -> None:
    """Build the site of a plan into `target`."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    read, _ = sound_plan(plan, rev)
    _refuse(target, Path(read.root))
    logging.getLogger("mkdocs").setLevel(logging.ERROR if quiet else logging.INFO)
    with _settings(read.root, target, as_of, rev) as (file, changes):
        config: MkDocsConfig = load_config(str(file), **changes)
        config.plugins.on_startup(command="build", dirty=False)
        build_site(config)


@contextmanager
def _settings(
    root: str, target: Path | None, as_of: str | None, rev: str | None
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The scaffold's configuration file, and what this run changes in it."""
    from bcdr import shipped

    with tempfile.TemporaryDirectory(prefix="bcdr-site-") as empty:
        about = {"plan": str(Path(root).resolve()), "as_of": day_of(as_of).isoformat(), "rev": rev or ""}
        changes: dict[str, Any] = {"docs_dir": empty, "plugins": ["search", {"bcdr": about}]}
        if target is not None:
            changes["site_dir"] = str(target.resolve())
        yield shipped.site() / "mkdocs.yml", changes


def _refuse(target: Path, root: Path) -> None:
    # MkDocs empties its target first: never the plan, a folder above it, or somebody's home
    place = target.resolve()
    if place in {root.resolve(), *root.resolve().parents} or (target.is_dir() and not _is_ours(target)):
        raise BcdrError(f"{target} holds other things than a site", "name an empty or new folder: --output build/site")


def _is_ours(target: Path) -> bool:
    names = {p.name for p in target.iterdir()}
    return not names or {"index.html", "assets"} <= names

"""What `bcdr site build` and `bcdr site serve` call: our base configuration with the plugin, and nothing else."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from bcdr.errors import BcdrError
from bcdr.site_plugin.ground import base_config
from bcdr.site_plugin.plugin import BcdrPlugin

MARK = "search/search_index.js"
"""A folder that holds this was made by us, and may be emptied."""


def build_site(plan_folder: Path, output: Path, as_of: date | None, rev: str | None = None) -> None:
    """Write the site of a plan into `output`. The same plan, day and revision give the same bytes."""
    _check_output(plan_folder, output)
    with _configured(plan_folder, output, as_of, rev) as config:
        _quietly(config)


def _check_output(plan_folder: Path, output: Path) -> None:
    """A build empties its folder first: refuse one that holds the plan, or files that are not ours."""
    if output.exists() and not output.is_dir():
        raise BcdrError(f"{output} is a file", "name a folder for the site")
    if plan_folder.resolve().is_relative_to(output.resolve()):
        raise BcdrError(f"{output} holds the plan itself", "name another folder for the site")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise BcdrError(f"{output} holds other files, which a build would remove", "name an empty folder for the site")


@contextmanager
def _configured(plan_folder: Path, output: Path, as_of: date | None, rev: str | None) -> Iterator[MkDocsConfig]:
    # MkDocs wants a folder of Markdown files; ours come from the plan
    with tempfile.TemporaryDirectory(prefix="bcdr-site-") as empty:
        config = base_config(docs_dir=empty, site_dir=str(output.resolve()))
        plugin = BcdrPlugin()
        day = as_of.isoformat() if as_of else None
        plugin.load_config({"plan": str(plan_folder.resolve()), "as_of": day, "rev": rev})
        config.plugins["bcdr"] = plugin
        yield config


def _quietly(config: MkDocsConfig) -> None:
    logger = logging.getLogger("mkdocs")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        build(config)
    except MkDocsException as problem:
        raise _cause(problem) from problem
    finally:
        logger.setLevel(before)


def _cause(problem: MkDocsException) -> BcdrError:
    """The reason in our words; MkDocs wraps what its plugins raise, twice."""
    link: BaseException | None = problem
    while link is not None:
        if isinstance(link, BcdrError):
            return link
        link = link.__cause__ or link.__context__
    return BcdrError(f"the site cannot be built: {problem}", "bcdr doctor looks at the installation")


def serve_site(
    plan_folder: Path, as_of: date | None = None, rev: str | None = None, address: str = "127.0.0.1:8000"
) -> None:
    """Show the site on this machine until it is interrupted, and follow edits of the plan."""
    host, _, port = address.rpartition(":")
    with tempfile.TemporaryDirectory(prefix="bcdr-serve-") as made:

        def builder() -> None:
            with _configured(plan_folder, Path(made), as_of, rev) as config:
                _quietly(config)

        builder()
        try:
            server = LiveReloadServer(builder=builder, host=host or "127.0.0.1", port=int(port), root=made)
        except (OSError, ValueError) as problem:
            hint = "name another address, such as 127.0.0.1:8001"
            raise BcdrError(f"cannot serve on {address}: {problem}", hint) from None
        server.watch(str(plan_folder))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()

"""What `bcdr site build` and `bcdr site serve` call: our base configuration with the plugin, and nothing else."""

from __future__ import annotations

import errno
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from uuid import uuid4

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from bcdr.errors import BcdrError
from bcdr.report.site.page import Site
from bcdr.site_plugin.ground import base_config
from bcdr.site_plugin.plugin import BcdrPlugin

MARK = "search/search_index.js"
"""A folder that holds this was made by us, and may be emptied."""


def build_site(
    plan_folder: Path, output: Path, as_of: date | None, rev: str | None = None, site: Site | None = None
) -> None:
    """Write the site of a plan into `output`. The same plan, day and revision give the same bytes.

    `site` is what was composed already from the same plan; without it the plan is read. The site is made beside
    `output` and takes its place when it is whole: a failure leaves the site of before.
    """
    check_output(plan_folder, output)
    target = output.resolve()
    made = target.with_name(f".{target.name}.{uuid4().hex[:12]}.tmp")
    try:
        made.mkdir(parents=True)
        with _configured(plan_folder, made, as_of, rev, site) as config:
            _quietly(config)
        _put(made, target)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise BcdrError(f"{output} cannot be written: {reason}", "check its folder and the free space") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put(made: Path, target: Path) -> None:
    """Let the folder `made` take the place of `target`. Of two builds at once the later one stays, whole."""
    if _is_held(target):  # its place cannot be taken without taking it from somebody: only what it holds is exchanged
        for old in target.iterdir():
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
        shutil.copytree(made, target, dirs_exist_ok=True)
        return
    before = made.with_suffix(".old")
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            target.rename(before)
        try:
            made.rename(target)
        except OSError as problem:
            if problem.errno in {errno.ENOTEMPTY, errno.EEXIST}:  # another build was quicker
                shutil.rmtree(before, ignore_errors=True)
                continue
            if before.is_dir():
                before.rename(target)
            raise
        shutil.rmtree(before, ignore_errors=True)
        return
    raise BcdrError(f"other builds keep writing into {target}", "wait for them, or name another folder")


_TRIES = 20


def _is_held(target: Path) -> bool:
    """Whether it is the root of a disk, or where this program stands."""
    try:
        return target.is_dir() and (target.is_mount() or target == Path.cwd())
    except FileNotFoundError:  # another build took it away just now
        return False


def check_output(plan_folder: Path, output: Path) -> None:
    """BcdrError for a folder that a build must not empty: it holds the plan, or files that are not ours."""
    if output.exists() and not output.is_dir():
        raise BcdrError(f"{output} is a file", "name a folder for the site")
    if plan_folder.resolve().is_relative_to(output.resolve()):
        raise BcdrError(f"{output} holds the plan itself", "name another folder for the site")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise BcdrError(f"{output} holds other files, which a build would remove", "name an empty folder for the site")


@contextmanager
def _configured(
    plan_folder: Path, output: Path, as_of: date | None, rev: str | None, site: Site | None = None
) -> Iterator[MkDocsConfig]:
    # MkDocs wants a folder of Markdown files; ours come from the plan
    with tempfile.TemporaryDirectory(prefix="bcdr-site-") as empty:
        config = base_config(docs_dir=empty, site_dir=str(output.resolve()))
        plugin = BcdrPlugin()
        plugin.ready = site
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

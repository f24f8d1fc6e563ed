"""The runbook site: the MkDocs plugin `bcdr`, and the functions that `bcdr site` calls.

    build_site(plan_folder: Path, output: Path, as_of: date | None, rev: str | None = None,
               site: Site | None = None) -> None
    check_output(plan_folder: Path, output: Path) -> None
    serve_site(plan_folder: Path, as_of: date | None = None, rev: str | None = None,
               address: str = "127.0.0.1:8000") -> None

`build_site` writes the site into `output`, whose earlier site it replaces when it is whole. `serve_site` shows it on
this machine and follows edits until it is interrupted; without `as_of` every build judges by today. `check_output` says
beforehand what a build would refuse. They raise `BcdrError` for everything that a person can cure: a plan that cannot
be loaded, a broken template, an output folder that must not be emptied.
A user's own `mkdocs build` with `plugins: [bcdr: {plan: .}]` gives the same pages.
"""

from __future__ import annotations

from bcdr.site_plugin.build import build_site, check_output, serve_site
from bcdr.site_plugin.plugin import BcdrPlugin

__all__ = ["BcdrPlugin", "build_site", "check_output", "serve_site"]

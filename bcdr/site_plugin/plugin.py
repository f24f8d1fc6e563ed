"""The MkDocs plugin `bcdr`: adds every page of a plan to a site, with navigation and search that work from disk."""

from __future__ import annotations

import os
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from bcdr.errors import BcdrError
from bcdr.render.ics import ics
from bcdr.render.page import Rendered, render_pages
from bcdr.report.site.calendar import FILE
from bcdr.report.site.page import Chapter, Site
from bcdr.report.site.page import Page as SitePage
from bcdr.site_plugin.ground import assets, lay_under, plain_text
from bcdr.site_plugin.reading import read_site

BOOST = {"runbooks": 4, "scenarios": 2, "contacts": 2, "services": 2, "rules": 0.2, "frameworks": 0.2}
"""What a search shows first: what helps tonight."""


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """What a user writes below `bcdr:` in their mkdocs.yml."""

    plan = Type(str, default=".")
    """Folder of the plan, as seen from mkdocs.yml."""
    as_of = Optional(Type((str, date)))
    """Judge as of this day; else BCDR_AS_OF, else today where the organisation is."""
    rev = Optional(Type(str))
    """Read the plan from a git revision."""


class BcdrPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Pages are handed over as finished HTML, so no Markdown extension and no other plugin reads what people typed."""

    ready: Site | None = None
    """What was composed already; else the plan is read."""
    site: Site
    pages: dict[str, Rendered]

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the plan, and lay the ground of the site."""
        folder = self.folder(config)
        own = folder / "templates"
        try:
            self.site = self.ready or read_site(folder, day_of(self.config.as_of), self.config.rev or None)
            rendered = render_pages(self.site, str(own) if own.is_dir() else None)
            self.pages = {f"{page.path}.md": page for page in rendered}
        except BcdrError as problem:
            hint = f"\n  hint: {problem.hint}" if problem.hint else ""
            raise PluginError(problem.message + hint) from problem
        lay_under(config, self.site.title)
        return config

    def folder(self, config: MkDocsConfig) -> Path:
        """The folder of the plan."""
        home = Path(config.config_file_path).parent if config.config_file_path else Path()
        return home / self.config.plan

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the pages; a page of the user's own that stands in the way of one is replaced by it."""
        others = [f.src_uri for f in files.documentation_pages() if f.src_uri not in self.pages]
        for name in self.pages:
            standing = files.get_file_from_path(name)
            if standing is not None:
                files.remove(standing)
            files.append(File.generated(config, name, content=""))
        files.append(File.generated(config, FILE, content=ics(self.site.diary)))
        assets(config, files)
        own: list[Any] = config.nav if config.nav is not None else [{"More": others}] if others else []
        config.nav = [*(self._entry(c) for c in self.site.chapters), *own]
        return files

    def _entry(self, chapter: Chapter) -> dict[str, Any]:
        first = f"{chapter.page.path}.md"
        below: list[Any] = [*self._labelled(chapter.pages)]
        below += [{escape(group.title): self._labelled(group.pages)} for group in chapter.groups]
        return {self.pages[first].label: [first, *below] if below else first}

    def _labelled(self, pages: tuple[SitePage, ...]) -> list[dict[str, str]]:
        return [{self.pages[f"{p.path}.md"].label: f"{p.path}.md"} for p in pages]

    @event_priority(-100)
    def on_page_content(self, html: str, /, *, page: Page, **_: Any) -> str:
        """Put our page in, last of all plugins: what others made of an empty page is not wanted."""
        found = self.pages.get(page.file.src_uri)
        if found is None:
            return html
        top = AnchorLink(found.title, "top", 1)
        top.children = [AnchorLink(h.title, h.id, 2) for h in found.headings]
        page.toc = TableOfContents([top])
        page.title = found.title
        page.meta["search"] = {"boost": BOOST.get(found.path.partition("/")[0], 1)}
        return found.body

    @event_priority(-100)
    def on_env(self, env: Environment, /, **_: Any) -> Environment:
        """Titles stay escaped wherever the theme strips tags from them."""
        env.filters["striptags"] = plain_text()
        return env

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search index as a script too: a page from disk may run a script, and may not fetch."""
        folder = Path(config.site_dir) / "search"
        index = (folder / "search_index.json").read_text(encoding="utf-8")
        (folder / "search_index.js").write_text(f"var __index = {index}", encoding="utf-8")

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Build again when the plan changes."""
        server.watch(str(self.folder(config)))
        return server


def day_of(written: object) -> date | None:
    """The day to judge by: as written (YAML makes a date of it), else of the environment; None for today."""
    text = str(written or "") or os.environ.get("BCDR_AS_OF") or ""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise PluginError(f"bcdr: as_of is not a day: {text}; write it as 2026-11-21") from None

"""The ground of the site: our base configuration laid under any other, the search, and nothing from other hosts."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from markupsafe import Markup
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugins
from mkdocs.structure.files import File, Files

from bcdr import shipped

SEARCH = "material/search"
SEPARATOR = r"[\s\-_,:;!=\[\](){}\"'`/\\@|]+|\.(?!\d)|&[a-z]+;"
"""People search for words inside commands, paths and ids too."""
FONTS = ("SourceSans3-Regular", "SourceSans3-It", "SourceSans3-Semibold", "SourceCodePro-Regular")
FROM_SERVER_ONLY = ("404.html", "sitemap.xml")
"""Pages that hold absolute addresses or the time of the build: useless from disk, and different every day."""


def base_config(**values: Any) -> MkDocsConfig:
    """The base configuration; `values` win over it."""
    folder = shipped.site()
    return load_config(str(folder / "mkdocs.yml"), **{"docs_dir": str(folder / "overrides"), "plugins": [], **values})


def lay_under(config: MkDocsConfig, site_name: str) -> None:
    """Lay the base under a configuration: theme, addresses, search. Their own name, styles and overrides stay."""
    base = base_config()
    if config.site_name in {None, base.site_name}:
        config.site_name = escape(site_name)
    theme, own = base.theme, config.theme
    if own.custom_dir and own.custom_dir not in theme.dirs:
        theme.dirs.insert(0, own.custom_dir)
    theme.static_templates -= set(FROM_SERVER_ONLY)
    config.theme = theme
    config.use_directory_urls = False
    for name, value in {**base.extra, **config.extra, "generator": False}.items():
        config.extra[name] = value
    config.extra_css = list(dict.fromkeys([*base.extra_css, *config.extra_css]))
    known = {str(s) for s in base.extra_javascript}
    config.extra_javascript = [*base.extra_javascript, *(s for s in config.extra_javascript if str(s) not in known)]
    _add_search(config)


def _add_search(config: MkDocsConfig) -> None:
    if "search" in config.plugins:
        raise PluginError("bcdr brings the search of its theme: remove `search` from plugins, or add `theme: material`")
    if SEARCH not in config.plugins:
        search = get_plugins()[SEARCH].load()()
        search.load_config({}, config_file_path=config.config_file_path)
        config.plugins[SEARCH] = search
    settings = config.plugins[SEARCH].config
    settings["lang"] = settings["lang"] or ["en"]
    settings["separator"] = settings["separator"] or SEPARATOR


def assets(config: MkDocsConfig, files: Files) -> None:
    """Add the fonts; leave out what only a developer of the theme or another language needs."""
    for name in FONTS:
        source = shipped.templates() / "report" / "fonts" / f"{name}.woff"
        files.append(File.generated(config, f"assets/bcdr/fonts/{name}.woff", abs_src_path=str(source)))
    languages = [lang for lang in config.plugins[SEARCH].config["lang"] if lang != "en"]
    for file in list(files):
        spare = file.src_uri.startswith("assets/javascripts/lunr/") and not languages
        if spare or file.src_uri in FROM_SERVER_ONLY or file.src_uri.endswith((".js.map", ".css.map")):
            files.remove(file)


def plain_text(striptags: Callable[[str], str] = lambda text: Markup(text).striptags()) -> Callable[[object], str]:  # noqa: S704 - only to take tags away
    """A `striptags` that stays escaped.

    NOTE: jinja's own unescapes what it keeps, and the theme prints the result into a page without escaping it again:
    a title such as `&lt;/title&gt;&lt;script&gt;` would come alive.
    """
    return lambda value: escape(striptags(str(value)))

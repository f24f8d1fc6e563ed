"""The templates of documents and pages: ours, and the user's own that win file by file, both in a sandbox."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import PurePath

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from bcdr import shipped
from bcdr.errors import BcdrError
from bcdr.render.prose import prose_to_html
from bcdr.render.sandbox import Sandbox, TemplateUnreadableError, bounded, check_places, sandbox

Filters = Mapping[str, Callable[..., object]]
NO_FILTERS: Filters = {}
_SAID = 300
"""Letters of what the library says: a name that is not there may be of any length."""
_MISSING = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


def filled(name: str, own: str | None, values: Mapping[str, object], filters: Filters = NO_FILTERS) -> str:
    """The template of that name with its values, everything escaped.

    `own` is a folder whose files win over ours. A template sees plain data and can neither change it nor reach the
    program. Raises BcdrError with template and line when one of the user's own is at fault.
    """
    environment = _environment(own)
    environment.filters.update(filters)
    try:
        with bounded(own, environment.allowance):
            return environment.get_template(name).render(**values)
    except TemplateError as problem:
        raise _told(problem, own) from problem
    except Exception as problem:
        if own is None:
            raise
        raise _told(problem, own) from problem


@cache
def _environment(own: str | None) -> Sandbox:
    if own is not None:
        check_places(own, str(shipped.templates()))
    environment = sandbox(str(shipped.templates()), own)
    # SVG comes from our own drawing code, prose from a Markdown renderer with raw HTML off; all else is escaped
    environment.filters["trusted_svg"] = Markup
    environment.filters["prose"] = lambda text: Markup(prose_to_html(text))  # noqa: S704 - raw HTML is off
    return environment


def _told(problem: Exception, own: str | None) -> BcdrError:
    mend = "mend the template, or remove it: then ours is used"
    if isinstance(problem, TemplateUnreadableError):
        return BcdrError(str(problem), mend)
    where = _place(problem, own)
    if isinstance(problem, RecursionError):
        return BcdrError(f"{where}: it calls itself without an end", mend)
    if isinstance(problem, MemoryError):
        return BcdrError(f"{where}: it makes more than the memory of this machine holds", mend)
    if isinstance(problem, TemplateNotFound):
        return BcdrError(f"a template asks for {problem.name}, which there is not", f"look at {where}")
    missing = _MISSING.search(str(problem))
    if missing is not None:
        name = (missing[1] or missing[2])[:_SAID]
        return BcdrError(
            f"{where}: there is nothing called {name}", "the shipped templates show which names a template may use"
        )
    return BcdrError(f"{where}: {str(problem)[:_SAID]}", mend)


def _place(problem: Exception, own: str | None) -> str:
    """`templates/report/document.html.j2, line 12`: the innermost line, of the user's own template if one took part."""
    if isinstance(problem, TemplateSyntaxError):
        lines = [(problem.filename or problem.name or "", problem.lineno)]
    else:
        lines = [(f.filename, f.lineno or 0) for f in traceback.extract_tb(problem.__traceback__)]
    for folder in (own, str(shipped.templates())):
        for file, line in reversed(lines):
            if folder is not None and PurePath(file).is_relative_to(folder):
                return f"templates/{PurePath(file).relative_to(folder).as_posix()}, line {line}"
    return "a template in templates/"

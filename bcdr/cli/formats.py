"""The result of a lint in the format that was asked for; every renderer loads only when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bcdr.cli.terminal import has_colour
from bcdr.report.lint import Lint

if TYPE_CHECKING:
    from bcdr.report.rulebook import Rulebook


def rendered(lints: Sequence[Lint], format_: str) -> str:
    """All plans of a run as concise, json, sarif, junit, github, gitlab or markdown."""
    match format_:
        case "concise":
            from bcdr.render.concise import concise

            colour = has_colour(sys.stdout)
            return "\n".join(concise(one, colour=colour) for one in lints)
        case "json":
            from bcdr.render.json import json

            return json(lints)
        case "sarif":
            from bcdr.render.sarif import sarif

            return sarif(lints, _rulebook())
        case "junit":
            from bcdr.render.junit import junit

            return junit(lints, _rulebook())
        case "github":
            from bcdr.render.github import github

            return github(lints)
        case "gitlab":
            from bcdr.render.gitlab import gitlab

            return gitlab(lints)
        case _:
            from bcdr.render.markdown import markdown

            return markdown(lints)


def _rulebook() -> Rulebook:
    from bcdr.report.explain import text_lesson
    from bcdr.report.rulebook import rulebook
    from bcdr.source.problems import pages

    return rulebook(text_lesson(p.name, p.summary, p.lesson) for p in pages())

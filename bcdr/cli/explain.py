"""`bcdr explain`: prints what a finding means, why it matters and what ends it."""

import sys
from typing import Annotated

from bcdr.cli.exits import CLEAN
from bcdr.cli.option import Argument, Verbose
from bcdr.cli.terminal import has_colour
from bcdr.errors import BcdrError

Name = Annotated[
    str | None, Argument("Name of a rule or of a family, as findings show it. Without: the list.", "[RULE]")
]


def run(rule: Name = None, verbose: Verbose = False) -> int:
    """What a finding means: why it matters, an example of it, the same example healed, and what ends it.

    Without a name, the list of all rules by family.

    Exit code: 0 shown, 2 there is no rule of that name.
    """
    del verbose
    from bcdr.render.explain import explain, overview  # only when the command runs
    from bcdr.report.explain import chapters, text_lesson
    from bcdr.source.problems import pages

    colour = has_colour(sys.stdout)
    found = chapters(tuple(text_lesson(p.name, p.summary, p.lesson) for p in pages()))
    if rule is None:
        print(overview(found, colour=colour))
        return CLEAN
    named = [lesson for chapter in found for lesson in chapter.lessons if lesson.name == rule]
    if named:
        print(explain(named[0], colour=colour))
        return CLEAN
    families = [chapter for chapter in found if chapter.name == rule]
    if not families:
        from bcdr.cli.lint import nearest  # only for a mistake

        raise BcdrError(f"there is no rule or family called {rule}", nearest(rule))
    print(overview(families, colour=colour))
    return CLEAN

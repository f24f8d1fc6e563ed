"""`bcdr explain`: prints what a finding means, why it matters and what ends it, and which clause a rule serves."""

import sys
from typing import Annotated

from bcdr.cli.exits import CLEAN
from bcdr.cli.option import Argument, Verbose
from bcdr.cli.terminal import has_colour
from bcdr.errors import BcdrError

Name = Annotated[
    str | None,
    Argument(
        "Name of a rule or of a family, as findings show it; or a framework such as gdpr, or a clause of one such as "
        '"gdpr 32(1)(c)". Without: the list of rules.',
        "[RULE]",
    ),
]


def run(rule: Name = None, verbose: Verbose = False) -> int:
    """What a finding means: why it matters, an example of it, the same example healed, and what ends it.

    Without a name, the list of all rules by family. With a framework (gdpr, iso22301, iso27001, nis2, dora, soc2, nist,
    cis, hipaa, pci and more) or one of its clauses: what in a plan can show it, and which rules look after it.

    Exit code: 0 shown, 2 there is nothing of that name.
    """
    del verbose
    from bcdr.render.explain import explain, overview  # only when the command runs
    from bcdr.report.check.catalogue import chapter as documents
    from bcdr.report.explain import chapters, text_lesson
    from bcdr.source.problems import pages

    colour = has_colour(sys.stdout)
    found = (*chapters(tuple(text_lesson(p.name, p.summary, p.lesson) for p in pages())), documents())
    if rule is None:
        print(overview(found, colour=colour))
        return CLEAN
    named = [lesson for chapter in found for lesson in chapter.lessons if lesson.name == rule]
    families = [chapter for chapter in found if chapter.name == rule]
    if named:
        print(explain(named[0], colour=colour))
    elif families:
        print(overview(families, colour=colour))
    else:
        print(_clauses(rule, colour=colour))
    return CLEAN


def _clauses(name: str, *, colour: bool) -> str:
    """The crosswalk of a framework or of a clause; BcdrError with the nearest name when there is none."""
    from bcdr.cli.choice import nearest  # only for a clause, or for a mistake
    from bcdr.frameworks import framework_ids
    from bcdr.render.explain import crosswalks, rows
    from bcdr.report import crosswalk

    frameworks = crosswalk.named(name)
    if frameworks:
        return crosswalks(frameworks, colour=colour)
    if " " in name.strip():
        return rows(crosswalk.cited(name), colour=colour)
    raise BcdrError(f"there is no rule, family or framework called {name}", nearest(name, framework_ids()))

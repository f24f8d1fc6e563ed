"""What can be named in a plan: a page of help for `bcdr whatif`, or JSON."""

from __future__ import annotations

from bcdr.render.json import VERSION, encoded
from bcdr.render.terminal import BOLD, DIM, Page
from bcdr.render.whatif.paragraph import paragraph
from bcdr.report.whatif.names import Nameable


def names_text(found: Nameable, *, colour: bool = False) -> str:
    """How to ask, with names of this very plan."""
    page = Page(colour=colour)
    page.line((BOLD, found.organization), f" ({found.plan})")
    page.line()
    if not any(found.kinds.values()):
        page.line("This plan names nothing yet that could be lost: no place, no person, no data, no service.")
        return page.text()
    page.line("Name what is gone (--lose), in hostile hands (--hostile), or who is away (--away). Such as:")
    for words in _examples(found):
        page.line((BOLD, f"  bcdr whatif {words}"))
    page.line()
    page.line("What this plan knows, by what stands in front of it:")
    for kind, ids in found.kinds.items():
        if ids:
            paragraph(page, ", ".join(ids), hang=16, lead=f"  {kind}/")
    if found.scenarios:
        paragraph(page, ", ".join(found.scenarios), hang=16, lead="  --scenario")
    page.line()
    page.line((DIM, "Everything at once: bcdr whatif --all; combinations of two: bcdr whatif --pairs"))
    return page.text()


def _examples(found: Nameable) -> list[str]:
    """One of each form that this plan has names for."""
    forms = (("--lose", "site"), ("--lose", "datastores"), ("--hostile", "account"), ("--away", "people"))
    shown = [f"{option} {kind}/{next(iter(found.kinds[kind]))}" for option, kind in forms if found.kinds[kind]]
    return [*shown, f"--scenario {next(iter(found.scenarios))}"] if found.scenarios else shown


def names_json(found: Nameable) -> str:
    """`"version": 1`: names by reference, by kind."""
    return encoded(
        {
            "version": VERSION,
            "plan": found.plan,
            "organization": found.organization,
            "names": {
                kind: [{"ref": f"{kind}/{id_}", "name": name or id_} for id_, name in ids.items()]
                for kind, ids in found.kinds.items()
            },
            "scenarios": [{"id": id_, "title": title} for id_, title in found.scenarios.items()],
        }
    )
